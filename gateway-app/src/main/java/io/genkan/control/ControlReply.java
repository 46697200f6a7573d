package io.genkan.control;

import org.jspecify.annotations.Nullable;

/// The answer to a command, one JSON object in one line.
///
/// @param ok whether it was carried out
/// @param text the answer in words, or why not
/// @param data the answer for programs; null if it was not carried out
public record ControlReply(
        boolean ok, String text, @Nullable Object data) {
    static ControlReply done(String text, Object data) {
        return new ControlReply(true, text, data);
    }

    static ControlReply refused(String why) {
        return new ControlReply(false, why, null);
    }
}
