package io.genkan.control;

import io.genkan.owner.OwnerAccount;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The commands about the owner's account.
@Configuration(proxyBeanMethods = false)
class OwnerCommands {
    @Bean
    ControlCommand ownerPassword(OwnerAccount owner) {
        return ControlCommand.of("owner password", request -> {
            owner.setPassword(request.required("password"));
            return ControlReply.done("The owner's password is set.", Map.of("ownerHasPassword", true));
        });
    }
}
