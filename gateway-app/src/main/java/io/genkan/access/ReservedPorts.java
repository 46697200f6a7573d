package io.genkan.access;

import io.genkan.net.Attachment;
import io.genkan.net.BadInputException;
import java.util.List;

/// Ports of the gateway that no {@link PortMap} may take from it.
///
/// @param ports those where the gateway itself listens
public record ReservedPorts(List<Integer> ports) {
    private static final int FIRST_UNPRIVILEGED = 1024;

    /// Keeps its own copy.
    public ReservedPorts {
        ports = List.copyOf(ports);
    }

    /// @param present all friends
    /// @throws BadInputException if one of a friend's maps does not fit
    void check(FriendName name, Reverse reverse, Attachment attachment, List<Friend> present) {
        if (!reverse.maps().isEmpty() && attachment != Attachment.NAT) {
            throw new BadInputException(AccessProblem.PORT_MAP_NEEDS_NAT, attachment);
        }
        for (PortMap map : reverse.maps()) {
            if (map.lanPort() < FIRST_UNPRIVILEGED || ports.contains(map.lanPort())) {
                throw new BadInputException(AccessProblem.PORT_RESERVED, String.valueOf(map.lanPort()));
            }
            present.stream()
                    .filter(friend -> !friend.name().equals(name))
                    .filter(friend -> friend.policy().reverse().maps().stream().anyMatch(map::takesTheSamePortAs))
                    .findFirst()
                    .ifPresent(holder -> {
                        throw new BadInputException(
                                AccessProblem.PORT_MAP_TAKEN, String.valueOf(map.lanPort()), holder.name());
                    });
        }
    }
}
