package io.genkan.access;

import java.util.List;

/// What of the LAN may begin to talk to a friend: the other way round than everything else. Off unless the owner lists
/// something.
///
/// @param callers which hosts, and to which of his services
/// @param maps ports of the gateway that lead to ports of his
public record Reverse(List<Caller> callers, List<PortMap> maps) {
    /// Nobody.
    public static final Reverse NOBODY = new Reverse(List.of(), List.of());

    /// Keeps its own copies, without repetitions.
    public Reverse {
        callers = callers.stream().distinct().toList();
        maps = maps.stream().distinct().toList();
    }
}
