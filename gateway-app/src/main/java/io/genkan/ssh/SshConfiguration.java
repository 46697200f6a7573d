package io.genkan.ssh;

import java.io.IOException;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The host key of the data directory.
@Configuration(proxyBeanMethods = false)
class SshConfiguration {
    @Bean
    HostKey hostKey(@Value("${genkan.data}") Path data) throws IOException {
        return HostKey.loadOrMake(data.resolve("keys"));
    }
}
