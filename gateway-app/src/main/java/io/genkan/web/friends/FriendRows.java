package io.genkan.web.friends;

import io.genkan.access.Friend;
import io.genkan.access.FriendName;
import io.genkan.access.Friends;
import io.genkan.access.Gatekeeper;
import io.genkan.tunnel.ForwardingView;
import io.genkan.tunnel.TunnelView;
import io.genkan.web.HumanFormat;
import io.genkan.web.now.LiveTunnels;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/// Finds friends by the number in the address of their pages, and makes what the pages show of them.
@Component
class FriendRows {
    private final Friends friends;
    private final Gatekeeper gate;
    private final LiveTunnels tunnels;
    private final HumanFormat format;

    FriendRows(Friends friends, Gatekeeper gate, LiveTunnels tunnels, HumanFormat format) {
        this.friends = friends;
        this.gate = gate;
        this.tunnels = tunnels;
        this.format = format;
    }

    List<FriendRow> all() {
        Set<FriendName> inside = inside();
        return friends.all().stream().map(friend -> row(friend, inside)).toList();
    }

    FriendRow of(Friend friend) {
        return row(friend, inside());
    }

    /// Answers with the page for what is not there if there is no such friend.
    Friend existing(long id) {
        return withId(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    Optional<Friend> withId(long id) {
        return friends.all().stream().filter(f -> f.id() == id).findFirst();
    }

    private FriendRow row(Friend friend, Set<FriendName> inside) {
        return FriendRow.of(friend, inside.contains(friend.name()), gate.usedThisMonth(friend), format);
    }

    private Set<FriendName> inside() {
        return Stream.concat(
                        tunnels.live().stream().map(TunnelView::friend),
                        tunnels.forwardings().stream().map(ForwardingView::friend))
                .collect(Collectors.toSet());
    }
}
