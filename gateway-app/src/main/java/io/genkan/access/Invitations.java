package io.genkan.access;

import io.genkan.net.BadInputException;
import io.genkan.store.DurableCommit;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/// Invitations: the owner makes one, and whoever first proves a key under its name asks to be let in with that key.
/// Every change is on the disk before it is acknowledged.
@Service
public class Invitations {
    /// What is open at most, invitations and requests together: so there is a place for each who comes with one.
    static final int MOST_OPEN = 32;

    private final InvitationTable table;
    private final AccessTable accessTable;
    private final DurableCommit durable;
    private final ApplicationEventPublisher events;
    private final HomeClock home;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Invitations(
            InvitationTable table,
            AccessTable accessTable,
            DurableCommit durable,
            ApplicationEventPublisher events,
            HomeClock home,
            Clock clock) {
        this.table = table;
        this.accessTable = accessTable;
        this.durable = durable;
        this.events = events;
        this.home = home;
        this.clock = clock;
    }

    /// An invitation that was made just now, with the name that cannot be told again.
    public record Made(InvitationName name, Invitation invitation) {}

    /// Makes an invitation; durable when this returns.
    ///
    /// @param typedName what the owner calls whom he invites; may be a friend who is to have a further key
    /// @param typedDestinations what he is to reach once he is let in, one each; may be nothing
    /// @param typedLifetime empty means a week
    /// @throws BadInputException if something cannot be read, or too many are open
    public synchronized Made make(String typedName, List<String> typedDestinations, Optional<String> typedLifetime) {
        FriendName friend = FriendName.parse(typedName);
        List<Destination> destinations =
                typedDestinations.stream().map(Destination::parse).toList();
        InvitationLifetime lifetime =
                typedLifetime.map(InvitationLifetime::parse).orElse(InvitationLifetime.USUAL);
        Instant now = now();
        if (table.open(now).size() + table.waiting().size() >= MOST_OPEN) {
            throw new BadInputException(InvitationProblem.TOO_MANY_OPEN, MOST_OPEN);
        }
        InvitationName name = InvitationName.random(random);
        Instant expires = now.plus(lifetime.duration());
        return durable.act(
                () -> {
                    table.forgetExpired(now);
                    table.insert(name, friend, destinations, now, expires);
                    return new Made(name, table.named(name, now).orElseThrow());
                },
                made -> made);
    }

    /// Those that nobody has used yet and that are still good, the oldest first.
    public List<Invitation> open() {
        return table.open(now());
    }

    /// Takes an invitation back; durable when this returns.
    ///
    /// @throws BadInputException if there is no such invitation
    public synchronized Invitation withdraw(long id) {
        Invitation invitation = open().stream()
                .filter(one -> one.id() == id)
                .findFirst()
                .orElseThrow(() -> new BadInputException(InvitationProblem.NO_SUCH_INVITATION, id));
        return durable.act(
                        () -> {
                            table.delete(invitation);
                            return invitation;
                        },
                        InvitationWithdrawn::new)
                .invitation();
    }

    /// The name that somebody knocks under, if an invitation has it that is still good; nothing is used up by asking.
    ///
    /// The disk is asked whatever he calls himself, so that a wrong name takes as long as one of any other form.
    public Optional<InvitationName> goodName(String userName) {
        Optional<InvitationName> name = InvitationName.parse(userName);
        boolean good = table.isGood(
                InvitationName.hashOf(name.map(InvitationName::characters).orElse(userName)), now());
        return name.filter(_ -> good);
    }

    /// Uses an invitation up: the key, which was proven by a signature, is bound to it and waits for the owner. Durable
    /// when this returns.
    ///
    /// @return empty if there is no such invitation, whether there ever was one or not
    public synchronized Optional<JoinRequest> accept(InvitationName name, SshPublicKey key, String origin) {
        Instant now = now();
        Optional<Invitation> invitation = table.named(name, now);
        if (invitation.isEmpty()) {
            return Optional.empty();
        }
        JoinRequest request = durable.run(() -> {
            table.delete(invitation.get());
            table.insertRequest(invitation.get(), key, origin, now);
            return table.standingOf(key.base64()).orElseThrow().request();
        });
        events.publishEvent(new RequestArrived(request));
        return Optional.of(request);
    }

    /// By the clock as it is, or the latest time that it showed: nobody is let in by this time alone, so that a gateway
    /// that does not know for sure what time it is can still be asked.
    private Instant now() {
        return home.now().orElseGet(() -> {
            Instant shown = clock.instant();
            return accessTable.latestTime().filter(shown::isBefore).orElse(shown);
        });
    }
}
