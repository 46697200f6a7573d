package io.genkan.access;

/// Who waited is a friend now.
public record RequestAdmitted(JoinRequest request, Identity identity) {}
