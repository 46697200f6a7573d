package io.genkan.access;

import io.genkan.net.BadInputException;
import io.genkan.store.DurableCommit;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/// Who waits to be let in, and the owner's answer, from the pages, the command line or the button.
@Service
public class JoinRequests {
    /// For how long somebody who comes again is told that the owner declined.
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private final InvitationTable table;
    private final Friends friends;
    private final DurableCommit durable;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    JoinRequests(
            InvitationTable table,
            Friends friends,
            DurableCommit durable,
            ApplicationEventPublisher events,
            Clock clock) {
        this.table = table;
        this.friends = friends;
        this.durable = durable;
        this.events = events;
        this.clock = clock;
    }

    /// Who waits, the longest first.
    public List<JoinRequest> waiting() {
        return table.waiting();
    }

    /// What became of the request of a key; empty if there is none. Not asked for a friend's key.
    ///
    /// @param base64 the key blob as in {@link SshPublicKey#base64()}
    public Optional<RequestStanding> standingOf(String base64) {
        return table.standingOf(base64);
    }

    /// Lets somebody in as he was invited; durable when this returns.
    ///
    /// @throws BadInputException if nobody waits under this number, or he cannot be a friend of that name
    public synchronized Identity admit(long id) {
        JoinRequest request = numbered(id);
        return admit(
                request,
                request.friend(),
                request.destinations().stream().map(Destination::toString).toList());
    }

    /// Lets somebody in under a name and with destinations of the owner's choice; durable when this returns.
    ///
    /// Who was invited under the name of a friend becomes no other one: his key is a further key of that friend's,
    /// whose policy stays as it is.
    ///
    /// @throws BadInputException if nobody waits under this number, or something cannot be read
    public synchronized Identity admit(long id, String typedName, List<String> typedDestinations) {
        return admit(numbered(id), FriendName.parse(typedName), typedDestinations);
    }

    private Identity admit(JoinRequest request, FriendName name, List<String> typedDestinations) {
        String keyText = request.key().algorithm() + " " + request.key().base64();
        if (isFurtherKey(request) && name.equals(request.friend())) {
            return friends.addKey(name, keyText, Optional.empty());
        }
        Friend added = friends.add(
                new NewFriend(name.value(), keyText, typedDestinations, Optional.empty(), Optional.empty()));
        return new Identity(added, added.keys().getFirst());
    }

    /// Whether who waits was invited under the name of somebody who is a friend now.
    public boolean isFurtherKey(JoinRequest request) {
        return friends.named(request.friend()).isPresent();
    }

    /// Declines; durable when this returns.
    ///
    /// @throws BadInputException if nobody waits under this number
    public synchronized JoinRequest decline(long id) {
        JoinRequest request = numbered(id);
        RequestDeclined declined = durable.act(
                () -> {
                    table.forgetDecided(clock.instant().minus(REMEMBERED));
                    table.decline(request, clock.instant());
                    return request;
                },
                RequestDeclined::new);
        events.publishEvent(declined);
        return request;
    }

    @EventListener
    void on(FriendAdded added) {
        added.friend().keys().forEach(key -> settle(new Identity(added.friend(), key)));
    }

    @EventListener
    void on(KeyAdded added) {
        settle(new Identity(added.friend(), added.key()));
    }

    /// Forgets what an earlier run had no time to forget.
    @EventListener
    void on(ApplicationReadyEvent ready) {
        durable.run(() -> {
            table.forgetDecided(clock.instant().minus(REMEMBERED));
            return ready;
        });
    }

    /// A friend's key waits no longer, whichever way it was admitted.
    private void settle(Identity identity) {
        SshPublicKey key = identity.key().publicKey();
        table.standingOf(key.base64()).ifPresent(standing -> {
            durable.run(() -> {
                table.forgetRequest(key);
                return key;
            });
            events.publishEvent(new RequestAdmitted(standing.request(), identity));
        });
    }

    /// Who waits under a number.
    ///
    /// @throws BadInputException if nobody does
    public JoinRequest numbered(long id) {
        return waiting().stream()
                .filter(request -> request.id() == id)
                .findFirst()
                .orElseThrow(() -> new BadInputException(InvitationProblem.NO_SUCH_REQUEST, id));
    }
}
