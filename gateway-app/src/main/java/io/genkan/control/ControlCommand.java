package io.genkan.control;

/// A command that the running gateway carries out.
interface ControlCommand {
    /// Its words, for example `friend add`.
    String words();

    /// Carries it out.
    ///
    /// @throws io.genkan.net.BadInputException if what was given cannot be taken; then nothing was changed
    ControlReply carryOut(ControlRequest request);
}
