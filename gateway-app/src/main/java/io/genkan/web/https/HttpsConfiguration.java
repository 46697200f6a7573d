package io.genkan.web.https;

import io.genkan.settings.GatewayProperties;
import io.genkan.web.MachineNames;
import java.time.Clock;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.EnableScheduling;

/// The HTTPS port of the admin pages.
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class HttpsConfiguration {
    @Bean
    LocalCertificates localCertificates(GatewayProperties properties, MachineNames machine, Clock clock) {
        return new LocalCertificates(properties.data(), () -> LocalCertificates.neededNow(machine), clock);
    }

    /// After Boot's own, so that no setting there takes HTTPS away.
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> adminServer(
            GatewayProperties properties, ServerCertificate certificate) {
        return new AdminServer(properties.admin(), certificate);
    }
}
