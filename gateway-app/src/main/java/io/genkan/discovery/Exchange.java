package io.genkan.discovery;

import io.genkan.discovery.wire.OddMessageException;
import java.nio.ByteBuffer;
import java.util.List;

/// One question of a friend's, what was asked in the home network for it, and what was heard. Pure; for one thread.
sealed interface Exchange permits MdnsExchange, SsdpExchange {
    /// What to ask in the home network first.
    List<byte[]> questions();

    /// Takes an answer of the home network.
    ///
    /// @param reach what the friend may reach now
    /// @throws OddMessageException if it is none
    Step take(ByteBuffer answer, Reach reach) throws OddMessageException;

    /// How much was heard that the friend was not told.
    int heldBack();

    /// What to do next.
    ///
    /// @param questions what to ask in the home network besides
    /// @param answers what to tell the friend
    record Step(List<byte[]> questions, List<byte[]> answers) {
        static final Step NOTHING = new Step(List.of(), List.of());

        /// Keeps copies.
        public Step {
            questions = List.copyOf(questions);
            answers = List.copyOf(answers);
        }
    }
}
