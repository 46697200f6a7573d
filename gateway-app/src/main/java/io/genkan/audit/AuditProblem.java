package io.genkan.audit;

/// Why something about the audit log cannot be taken as it was given.
public enum AuditProblem {
    /// No number of days that entries can be kept for. Facts: what was given, the largest number.
    NOT_DAYS,
    /// No date, and no number of days such as 7d. Facts: what was given.
    NOT_A_TIME,
    /// No format of an export. Facts: what was given.
    NOT_A_FORMAT
}
