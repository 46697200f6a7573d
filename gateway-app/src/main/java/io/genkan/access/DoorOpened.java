package io.genkan.access;

/// The door was opened, durably.
public record DoorOpened() {}
