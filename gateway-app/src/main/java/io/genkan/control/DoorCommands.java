package io.genkan.control;

import io.genkan.access.Door;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The commands about the door.
@Configuration(proxyBeanMethods = false)
class DoorCommands {
    @Bean
    ControlCommand doorOpen(Door door) {
        return ControlCommand.of("door open", _ -> {
            door.open();
            return ControlReply.done("The door is open.", Map.of("doorOpen", true));
        });
    }

    @Bean
    ControlCommand doorClose(Door door) {
        return ControlCommand.of("door close", _ -> {
            door.close();
            return ControlReply.done("The door is closed. Nobody is inside.", Map.of("doorOpen", false));
        });
    }
}
