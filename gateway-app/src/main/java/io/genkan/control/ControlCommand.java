package io.genkan.control;

/// A command that the running gateway carries out.
interface ControlCommand {
    /// Its words, for example `friend add`.
    String words();

    /// Carries it out.
    ///
    /// @throws io.genkan.net.BadInputException if what was given cannot be taken; then nothing was changed
    ControlReply carryOut(ControlRequest request);

    /// What a command does.
    interface Work {
        /// Does it, as {@link ControlCommand#carryOut} says.
        ControlReply carryOut(ControlRequest request);
    }

    /// A command that has no more to it than its words and what it does.
    static ControlCommand of(String words, Work work) {
        return new ControlCommand() {
            @Override
            public String words() {
                return words;
            }

            @Override
            public ControlReply carryOut(ControlRequest request) {
                return work.carryOut(request);
            }
        };
    }
}
