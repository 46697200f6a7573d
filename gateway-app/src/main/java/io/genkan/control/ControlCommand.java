package io.genkan.control;

import java.util.function.Function;

/// A command that the running gateway carries out.
interface ControlCommand {
    /// Its words, for example `friend add`.
    String words();

    /// Carries it out.
    ///
    /// @throws io.genkan.net.BadInputException if what was given cannot be taken; then nothing was changed
    ControlReply carryOut(ControlRequest request);

    /// One that is no more than what it does.
    static ControlCommand of(String words, Function<ControlRequest, ControlReply> work) {
        return new ControlCommand() {
            @Override
            public String words() {
                return words;
            }

            @Override
            public ControlReply carryOut(ControlRequest request) {
                return work.apply(request);
            }
        };
    }
}
