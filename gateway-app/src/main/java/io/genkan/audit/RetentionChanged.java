package io.genkan.audit;

/// For how many days the audit log is kept was changed, durably.
record RetentionChanged(int days) {}
