package io.genkan.access;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// What a decision depends on besides the friend and his policy.
///
/// @param doorOpen whether the door is open at all
/// @param time what time it is; empty while that is not known for sure
/// @param home the time zone of the house
/// @param usedThisMonth the bytes that have passed for the friend in this month
public record Circumstances(boolean doorOpen, Optional<Instant> time, ZoneId home, long usedThisMonth) {}
