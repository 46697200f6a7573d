package io.genkan.settings;

import io.genkan.net.BadInputException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// Says on the console which setting of the configuration file cannot be taken, and why, in place of a stack trace.
@Order(Ordered.HIGHEST_PRECEDENCE)
class BadSettingAnalyzer extends AbstractFailureAnalyzer<BadInputException> {
    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BadInputException cause) {
        BindException binding = findCause(rootFailure, BindException.class);
        if (binding == null) {
            return null;
        }
        String sentence = SharedBeans.sentences()
                .getMessage(cause.messageKey(), cause.facts().toArray(), Locale.ENGLISH);
        return new FailureAnalysis(
                binding.getName() + ": " + sentence,
                "Change " + binding.getName() + " in the configuration file and start the gateway again.",
                cause);
    }
}
