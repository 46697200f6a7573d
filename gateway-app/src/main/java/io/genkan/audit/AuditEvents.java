package io.genkan.audit;

import io.genkan.access.AccessEnded;
import io.genkan.access.AuthorizedKey;
import io.genkan.access.BitRate;
import io.genkan.access.DataVolume;
import io.genkan.access.Destination;
import io.genkan.access.Discovery;
import io.genkan.access.DoorClosed;
import io.genkan.access.DoorOpened;
import io.genkan.access.Friend;
import io.genkan.access.FriendAdded;
import io.genkan.access.FriendChanged;
import io.genkan.access.FriendRemoved;
import io.genkan.access.Friends;
import io.genkan.access.Invitation;
import io.genkan.access.InvitationWithdrawn;
import io.genkan.access.Invitations;
import io.genkan.access.JoinRequest;
import io.genkan.access.KeyAdded;
import io.genkan.access.KeyRevoked;
import io.genkan.access.Policy;
import io.genkan.access.RequestDeclined;
import io.genkan.access.Terms;
import io.genkan.net.BadInputException;
import io.genkan.notify.NotificationKind;
import io.genkan.notify.NotificationSettings;
import io.genkan.notify.NotificationsChanged;
import io.genkan.owner.OwnerPasswordChanged;
import io.genkan.sshd.FriendLoggedIn;
import io.genkan.sshd.StrangerLeft;
import io.genkan.store.ActRecorder;
import io.genkan.tunnel.CloseReason;
import io.genkan.tunnel.ForwardingClosed;
import io.genkan.tunnel.ForwardingRefused;
import io.genkan.tunnel.ForwardingView;
import io.genkan.tunnel.TunnelClosed;
import io.genkan.tunnel.TunnelOpened;
import io.genkan.tunnel.TunnelRefused;
import io.genkan.tunnel.TunnelView;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Makes entries of the audit log out of what others tell.
@Component("auditEvents")
class AuditEvents {
    private final AuditLog log;
    private final Friends friends;
    private final Clock clock;

    AuditEvents(AuditLog log, Friends friends, Clock clock) {
        this.log = log;
        this.friends = friends;
        this.clock = clock;
    }

    @EventListener
    void on(FriendLoggedIn in) {
        log.note(visit(AuditEvent.LOGGED_IN, in.identity().friend().name().value(), in.origin())
                .withDetail(words(in.identity().key())));
    }

    @EventListener
    void on(StrangerLeft left) {
        log.note(AuditEntry.of(AuditEvent.STRANGER, clock.instant(), "", left.source(), "")
                .withReason(BadInputException.messageKey(left.manner())));
    }

    @EventListener
    void on(AccessEnded ended) {
        log.note(visit(AuditEvent.SHOWN_OUT, ended.identity().friend().name().value(), "")
                .withDetail(words(ended.identity().key()))
                .withReason(BadInputException.messageKey(ended.why().reason())));
    }

    @EventListener
    void on(TunnelOpened opened) {
        log.note(visit(AuditEvent.TUNNEL_OPENED, opened.tunnel()));
    }

    /// A tunnel that the owner ended is put down to the friend all the same: it was his.
    @EventListener
    void on(TunnelClosed closed) {
        TunnelView tunnel = closed.tunnel();
        AuditEntry entry = visit(AuditEvent.TUNNEL_CLOSED, tunnel)
                .withReason(BadInputException.messageKey(closed.reason()))
                .withBytes(tunnel.traffic().bytesFromFriend(), tunnel.traffic().bytesToFriend());
        Actor actor = Actor.present();
        boolean byOwner = closed.reason() == CloseReason.ENDED_BY_OWNER;
        log.note(byOwner ? entry.withDetail(entry.detail() + " (" + actor.name() + " " + actor.origin() + ")") : entry);
    }

    @EventListener
    void on(TunnelRefused refused) {
        String name = friends.presentOrFormerHolderOf(refused.keyBase64())
                .map(identity -> identity.friend().name().value())
                .orElse("");
        log.note(visit(AuditEvent.TUNNEL_REFUSED, name, refused.origin())
                .withReason(BadInputException.messageKey(refused.reason())));
    }

    @EventListener
    void on(ForwardingClosed closed) {
        ForwardingView one = closed.forwarding();
        log.note(AuditEntry.of(
                        AuditEvent.FORWARDED,
                        clock.instant(),
                        one.friend().value(),
                        addressOf(one.origin()),
                        one.destination())
                .withBytes(one.bytesFromFriend(), one.bytesToFriend()));
    }

    @EventListener
    void on(ForwardingRefused refused) {
        log.note(AuditEntry.of(
                        AuditEvent.FORWARD_REFUSED,
                        clock.instant(),
                        refused.friend().value(),
                        addressOf(refused.origin()),
                        refused.where())
                .withReason(BadInputException.messageKey(refused.reason())));
    }

    /// Writes acts of the owner's, in their own transaction.
    @Component
    static class Acts implements ActRecorder {
        private final AuditTable table;
        private final Clock clock;

        Acts(AuditTable table, Clock clock) {
            this.table = table;
            this.clock = clock;
        }

        @Override
        public void record(Object event) {
            switch (event) {
                case FriendAdded(Friend friend) ->
                    write(AuditEvent.FRIEND_ADDED, friend, words(friend.policy()) + "; " + keys(friend));
                case FriendRemoved(Friend friend) -> write(AuditEvent.FRIEND_REMOVED, friend, keys(friend));
                case FriendChanged(Friend before, Friend after) ->
                    write(AuditEvent.FRIEND_CHANGED, after, words(before.policy()) + " → " + words(after.policy()));
                case KeyAdded(Friend friend, AuthorizedKey key) -> write(AuditEvent.KEY_ADDED, friend, words(key));
                case KeyRevoked(Friend friend, AuthorizedKey key) -> write(AuditEvent.KEY_REVOKED, friend, words(key));
                case Invitations.Made made ->
                    write(
                            AuditEvent.INVITATION_MADE,
                            made.invitation().friend().value(),
                            words(made.invitation().destinations()));
                case InvitationWithdrawn(Invitation invitation) ->
                    write(AuditEvent.INVITATION_WITHDRAWN, invitation.friend().value(), "");
                case RequestDeclined(JoinRequest request) ->
                    write(
                            AuditEvent.REQUEST_DECLINED,
                            request.friend().value(),
                            request.key().fingerprint() + " " + addressOf(request.origin()));
                case NotificationsChanged(var after) -> write(AuditEvent.NOTIFICATIONS_CHANGED, "", words(after));
                case DoorOpened() -> write(AuditEvent.DOOR_OPENED, "", "");
                case DoorClosed() -> write(AuditEvent.DOOR_CLOSED, "", "");
                case OwnerPasswordChanged(Instant at) -> write(AuditEvent.PASSWORD_SET, at, "", "");
                case RetentionChanged(int days) -> write(AuditEvent.RETENTION_CHANGED, "", String.valueOf(days));
                default -> throw new IllegalArgumentException("no entry is known for " + event.getClass());
            }
        }

        private void write(AuditEvent event, Friend friend, String detail) {
            write(event, friend.name().value(), detail);
        }

        private void write(AuditEvent event, String subject, String detail) {
            write(event, clock.instant(), subject, detail);
        }

        private void write(AuditEvent event, Instant at, String subject, String detail) {
            Actor actor = Actor.present();
            table.insert(AuditEntry.of(event, at, actor.name(), actor.origin(), subject)
                    .withDetail(detail));
        }
    }

    private AuditEntry visit(AuditEvent event, TunnelView tunnel) {
        return visit(event, tunnel.friend().value(), tunnel.origin())
                .withDetail(tunnel.device().value());
    }

    private AuditEntry visit(AuditEvent event, String friend, String origin) {
        return AuditEntry.of(event, clock.instant(), friend, addressOf(origin), "");
    }

    /// Without the port, which is another one each time.
    static String addressOf(String origin) {
        int port = origin.lastIndexOf(':');
        String address = port < 0 ? origin : origin.substring(0, port);
        return address.startsWith("[") && address.endsWith("]") ? address.substring(1, address.length() - 1) : address;
    }

    private static String keys(Friend friend) {
        return friend.keys().stream().map(AuditEvents::words).collect(Collectors.joining(", "));
    }

    /// The fingerprint, and never the key.
    private static String words(AuthorizedKey key) {
        return key.publicKey().fingerprint() + " (" + key.unit() + ")";
    }

    private static String words(List<Destination> destinations) {
        return destinations.stream().map(Destination::toString).collect(Collectors.joining(" ", "[", "]"));
    }

    /// The host, and neither the path, which may be a secret, nor the token.
    private static String words(Optional<NotificationSettings> notifications) {
        return notifications
                .map(settings -> settings.url().host() + " "
                        + settings.kinds().stream()
                                .map(NotificationKind::name)
                                .sorted()
                                .collect(Collectors.joining(" ", "[", "]")))
                .orElse("off");
    }

    private static String words(Policy policy) {
        List<String> words = new ArrayList<>();
        words.add(words(policy.destinations()));
        Terms terms = policy.terms();
        terms.until().ifPresent(until -> words.add("until " + until));
        terms.windows().forEach(window -> words.add(window.toString()));
        terms.rate().map(BitRate::toString).ifPresent(rate -> words.add(rate + "bit/s"));
        terms.monthlyVolume().map(DataVolume::toString).ifPresent(volume -> words.add(volume + "/month"));
        if (terms.discovery() != Discovery.NONE) {
            words.add("discovery " + terms.discovery());
        }
        policy.reverse().callers().forEach(caller -> words.add("from " + caller));
        policy.reverse().maps().forEach(map -> words.add("map " + map));
        if (terms.disabled()) {
            words.add("off");
        }
        return String.join(" ", words);
    }
}
