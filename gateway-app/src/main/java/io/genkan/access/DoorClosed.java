package io.genkan.access;

/// The door was closed, durably; whoever is inside must be outside now.
public record DoorClosed() {}
