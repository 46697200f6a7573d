package io.genkan.settings;

import io.genkan.net.Attachment;
import io.genkan.net.BadInputException;
import io.genkan.net.InterfaceName;
import io.genkan.net.IpPrefix;
import io.genkan.net.Mtu;
import io.genkan.net.NetProblem;
import io.genkan.net.TunnelAddresses;
import io.genkan.net.TunnelPool;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;

/// Reads our values out of the configuration file.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GatewayProperties.class)
class SettingsConfiguration {
    // Anonymous classes, since Spring reads the two types from the class, and a lambda has lost them.

    @Bean
    @ConfigurationPropertiesBinding
    static Converter<String, TunnelPool> tunnelPools() {
        return new Converter<>() {
            @Override
            public TunnelPool convert(String text) {
                return new TunnelPool(IpPrefix.parse(text));
            }
        };
    }

    /// With the `Optional`, since the one that Spring makes around a value asks none of these converters.
    @Bean
    @ConfigurationPropertiesBinding
    static Converter<String, Optional<IpPrefix>> lanRanges() {
        return new Converter<>() {
            @Override
            public Optional<IpPrefix> convert(String text) {
                IpPrefix range = IpPrefix.parse(text);
                if (!range.isIpv4()) {
                    throw new BadInputException(NetProblem.NOT_AN_ADDRESS, text);
                }
                return Optional.of(range);
            }
        };
    }

    @Bean
    @ConfigurationPropertiesBinding
    static Converter<String, Attachment> attachments() {
        return new Converter<>() {
            @Override
            public Attachment convert(String text) {
                return Attachment.parse(text);
            }
        };
    }

    @Bean
    TunnelAddresses tunnelAddresses(GatewayProperties settings) {
        return settings.addresses();
    }

    @Bean
    @ConfigurationPropertiesBinding
    static Converter<String, InterfaceName> interfaceNames() {
        return new Converter<>() {
            @Override
            public InterfaceName convert(String text) {
                return InterfaceName.parse(text);
            }
        };
    }

    /// From any object, for a token of digits alone; with the `Optional`, as above.
    @Bean
    @ConfigurationPropertiesBinding
    static Converter<Object, Optional<MetricsToken>> metricsTokens() {
        return new Converter<>() {
            @Override
            public Optional<MetricsToken> convert(Object text) {
                return Optional.of(MetricsToken.parse(text.toString()));
            }
        };
    }

    /// From any object: YAML makes a number of it, and a converter from text is not asked then.
    @Bean
    @ConfigurationPropertiesBinding
    static Converter<Object, Mtu> mtus() {
        return new Converter<>() {
            @Override
            public Mtu convert(Object number) {
                return Mtu.parse(number.toString());
            }
        };
    }
}
