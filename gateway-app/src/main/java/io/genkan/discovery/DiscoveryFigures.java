package io.genkan.discovery;

/// What came of friends' questions since the gateway started.
///
/// @param questions those that were asked in the home network
/// @param refused those that were not: odd, or of what nobody may ask here
/// @param tooMany those that came too fast, or while too many were open
/// @param answers messages that friends were told
/// @param heldBack records, devices and odd answers that the home network told, and no friend
public record DiscoveryFigures(long questions, long refused, long tooMany, long answers, long heldBack) {}
