package io.genkan.web.metrics;

import io.genkan.metrics.MeterSource;
import io.genkan.settings.GatewayProperties;
import io.genkan.settings.MetricsToken;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.HstsConfig;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/// The page for monitoring programs, in the format of Prometheus. It is there only if there is a token to show.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("genkan.metrics.token")
class MetricsConfiguration {
    static final String PATH = "/metrics";

    /// Of the text format that every version of Prometheus reads.
    private static final MediaType TEXT = MediaType.parseMediaType("text/plain;version=0.0.4;charset=utf-8");

    @Bean
    PrometheusMeterRegistry meters() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        return registry;
    }

    @Bean
    RouterFunction<ServerResponse> metricsPage(PrometheusMeterRegistry registry, ObjectProvider<MeterSource> sources) {
        return RouterFunctions.route()
                .GET(PATH, _ -> {
                    sources.forEach(source -> source.bringUpToDate(registry));
                    return ServerResponse.ok().contentType(TEXT).body(registry.scrape());
                })
                .build();
    }

    /// Whoever shows the token reads; the owner's login does not count here, nor does anything else.
    @Bean
    @Order(1)
    SecurityFilterChain metricsAlone(HttpSecurity http, GatewayProperties settings) {
        MetricsToken token = settings.metrics().token().orElseThrow();
        return http.securityMatcher(PATH)
                .addFilterBefore(new BearerOnly(token), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // As everywhere on this host: it would take away the owner's way past his browser's warning.
                .headers(headers -> headers.httpStrictTransportSecurity(HstsConfig::disable))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }
}
