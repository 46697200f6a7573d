package io.genkan.access;

/// Who waited is not let in.
public record RequestDeclined(JoinRequest request) {}
