package io.genkan.owner;

import com.github.benmanes.caffeine.cache.Ticker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Makes the parts of the owner's account that are no components of their own.
@Configuration(proxyBeanMethods = false)
class OwnerConfiguration {
    @Bean
    LoginThrottle loginThrottle() {
        return new LoginThrottle(Ticker.systemTicker());
    }
}
