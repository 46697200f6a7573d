package io.genkan.settings;

import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// Says on the console which names of the configuration file mean nothing, and in which line they stand.
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnknownSettingAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
        String names = cause.getUnboundProperties().stream()
                .map(UnknownSettingAnalyzer::describe)
                .collect(Collectors.joining(", "));
        return new FailureAnalysis(
                "The configuration has a name that Genkan does not know: " + names,
                "Correct it or take it out, and start the gateway again.",
                cause);
    }

    private static String describe(ConfigurationProperty property) {
        String where = Objects.toString(property.getOrigin(), "");
        return property.getName() + (where.isEmpty() ? "" : " (" + where + ")");
    }
}
