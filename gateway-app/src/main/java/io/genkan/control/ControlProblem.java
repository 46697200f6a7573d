package io.genkan.control;

/// Why a command cannot be carried out.
public enum ControlProblem {
    /// There is no such command. Facts: its words.
    UNKNOWN_COMMAND,
    /// An argument is missing. Facts: its name.
    MISSING_ARGUMENT,
    /// What came in is no command at all. Facts: none.
    NOT_A_REQUEST
}
