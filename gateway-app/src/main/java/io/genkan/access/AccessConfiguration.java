package io.genkan.access;

import io.genkan.linux.KernelClock;
import io.genkan.settings.LabClock;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Joins decisions to the machine's clock.
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {
    @Bean
    ClockSync clockSync() {
        return LabClock.isIn() ? () -> true : KernelClock::isSynchronised;
    }

    /// The home's time zone is the machine's.
    @Bean
    ZoneId home() {
        return ZoneId.systemDefault();
    }
}
