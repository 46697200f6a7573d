package io.genkan.control;

/// Why a command cannot be carried out.
public enum ControlProblem {
    /// There is no such command. Facts: its words.
    UNKNOWN_COMMAND,
    /// An argument is missing. Facts: its name.
    MISSING_ARGUMENT,
    /// Not the number of something in a list. Facts: the input.
    NOT_A_NUMBER,
    /// What came in is no command at all. Facts: none.
    NOT_A_REQUEST
}
