package io.genkan.ssh;

import io.genkan.settings.CannotStartException;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The host key of the data directory.
@Configuration(proxyBeanMethods = false)
class SshConfiguration {
    @Bean
    HostKey hostKey(@Value("${genkan.data}") Path data) {
        try {
            return HostKey.loadOrMake(data.resolve("keys"));
        } catch (IOException e) {
            throw new CannotStartException(
                    String.valueOf(e.getMessage()),
                    "The gateway never replaces its host key by itself: friends' computers would take it for an impostor."
                            + " Put the file back from a backup, or mend its permissions. If you have none, delete it;"
                            + " a new one is made, and each friend has to be given the new fingerprint.",
                    e);
        }
    }
}
