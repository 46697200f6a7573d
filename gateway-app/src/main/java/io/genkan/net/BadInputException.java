package io.genkan.net;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Something a person typed that cannot be taken.
///
/// It carries the reason as an enum constant and the facts to fill in, never a sentence: the words live in the message
/// bundles, once per language, under {@link #messageKey()}.
public final class BadInputException extends IllegalArgumentException {
    private final Enum<?> reason;
    private final List<Object> facts;

    /// @param reason why the input cannot be taken
    /// @param facts what the sentence for this reason mentions, in its order; usually the input itself first
    public BadInputException(Enum<?> reason, Object... facts) {
        super(reason.getDeclaringClass().getSimpleName() + "." + reason.name() + " " + List.of(facts));
        this.reason = reason;
        // As text, since a message bundle would write 2048 bits as 2,048: none of our numbers is a quantity to group.
        this.facts = Stream.of(facts)
                .<Object>map(fact -> fact instanceof Number ? fact.toString() : fact)
                .toList();
    }

    /// Why the input cannot be taken.
    public Enum<?> reason() {
        return reason;
    }

    /// What the sentence mentions, in its order.
    public List<Object> facts() {
        return facts;
    }

    /// The key of the sentence in the message bundles, for example `key-problem.private-key`.
    public String messageKey() {
        return messageKey(reason);
    }

    /// The key under which the sentence for a reason stands in the message bundles.
    ///
    /// The name of an enum within another type has that type before it, for example
    /// `attachment-exception.reason.no-lan`, so that two named `Reason` stay apart.
    public static String messageKey(Enum<?> reason) {
        return typeKey(reason.getDeclaringClass()) + "."
                + reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String typeKey(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        String own = kebab(type.getSimpleName());
        return outer == null ? own : typeKey(outer) + "." + own;
    }

    private static String kebab(String camelCase) {
        return camelCase.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
