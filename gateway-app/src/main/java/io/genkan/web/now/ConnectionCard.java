package io.genkan.web.now;

import io.genkan.tunnel.ForwardingView;
import io.genkan.web.HumanFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The TCP connections of one session as the page shows them: every value is written out.
///
/// @param friend whose they are
/// @param initial the first letter of the name
/// @param origin where the friend comes from
/// @param count how many there are
/// @param destinations where they go
/// @param openedAt when the oldest was made
/// @param openFor how long ago that was
/// @param volumeIn what came into the home by those that are open
/// @param volumeOut what left the home by them
public record ConnectionCard(
        String friend,
        String initial,
        String origin,
        String count,
        String destinations,
        String openedAt,
        String openFor,
        String volumeIn,
        String volumeOut) {

    private record Session(String friend, String origin) {}

    /// One card for each session, in the order in which they began.
    static List<ConnectionCard> of(List<ForwardingView> connections, HumanFormat format) {
        Map<Session, List<ForwardingView>> sessions = connections.stream()
                .collect(Collectors.groupingBy(
                        one -> new Session(one.friend().toString(), one.origin()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return sessions.values().stream().map(some -> ofSession(some, format)).toList();
    }

    private static ConnectionCard ofSession(List<ForwardingView> connections, HumanFormat format) {
        ForwardingView oldest = connections.getFirst();
        String friend = oldest.friend().toString();
        return new ConnectionCard(
                friend,
                format.initial(friend),
                oldest.origin(),
                format.count(connections.size()),
                connections.stream()
                        .map(ForwardingView::destination)
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", ")),
                format.moment(oldest.since()),
                format.since(oldest.since()),
                format.bytes(connections.stream()
                        .mapToLong(ForwardingView::bytesFromFriend)
                        .sum()),
                format.bytes(connections.stream()
                        .mapToLong(ForwardingView::bytesToFriend)
                        .sum()));
    }
}
