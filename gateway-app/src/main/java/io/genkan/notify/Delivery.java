package io.genkan.notify;

import java.util.List;

/// What became of a notification.
public sealed interface Delivery {
    /// The webhook took it.
    record Delivered() implements Delivery {}

    /// It did not.
    ///
    /// @param facts what the sentence for the reason mentions, in its order
    record Failed(DeliveryProblem reason, List<String> facts) implements Delivery {
        /// Keeps its own copy.
        public Failed {
            facts = List.copyOf(facts);
        }
    }
}
