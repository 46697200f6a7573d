package io.genkan.access;

import io.genkan.net.Attachment;
import io.genkan.net.BadInputException;
import io.genkan.net.TunnelAddresses;
import io.genkan.net.TunnelUnit;
import io.genkan.store.DurableCommit;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/// The friends of the house. Every change is on the disk before it is acknowledged and before anybody hears of it.
@Service
public class Friends {
    private final FriendTable table;
    private final KeyParser keyParser;
    private final DurableCommit durable;
    private final ApplicationEventPublisher events;
    private final TunnelUnits units;
    private final TunnelAddresses addresses;
    private final Clock clock;

    /// One change at a time, so that two additions never settle on the same free unit and events keep the order of the
    /// commits.
    private final ReentrantLock oneChange = new ReentrantLock();

    Friends(
            FriendTable table,
            KeyParser keyParser,
            DurableCommit durable,
            ApplicationEventPublisher events,
            TunnelUnits units,
            TunnelAddresses addresses,
            Clock clock) {
        this.table = table;
        this.keyParser = keyParser;
        this.durable = durable;
        this.events = events;
        this.units = units;
        this.addresses = addresses;
        this.clock = clock;
    }

    /// Everybody, by name.
    public List<Friend> all() {
        return table.all();
    }

    /// The friend of that name.
    public Optional<Friend> named(FriendName name) {
        return all().stream()
                .filter(f -> f.name().value().equalsIgnoreCase(name.value()))
                .findFirst();
    }

    /// Who holds a key.
    ///
    /// @param base64 the key blob as in {@link SshPublicKey#base64()}
    public Optional<Identity> holderOf(String base64) {
        return table.holderOf(base64);
    }

    /// Adds a friend with his first key; durable when this returns.
    ///
    /// @throws BadInputException if something about him cannot be taken; then nothing was changed
    public Friend add(NewFriend typed) {
        FriendName name = typed.parsedName();
        Policy policy = typed.parsedPolicy();
        Optional<TunnelUnit> wish = typed.parsedUnit();
        Optional<Attachment> attachment = typed.parsedAttachment();
        SshPublicKey key = keyParser.parse(typed.keyText());
        return oneAtATime(() -> {
            List<Friend> present = all();
            refuseTakenName(name, present);
            refuseTakenKey(key, present);
            TunnelUnit unit = units.choose(wish, present);
            // Refuses what has no address, before anything is changed.
            addresses.pairOf(attachment.orElse(addresses.usual()), unit);
            Friend added = durable.run(() -> table.insert(name, key, unit, policy, attachment, clock.instant()));
            events.publishEvent(new FriendAdded(added));
            return added;
        });
    }

    /// Removes a friend with all his keys and ends what he has open; durable when this returns.
    ///
    /// @throws BadInputException if there is nobody of that name
    public Friend remove(FriendName name) {
        return oneAtATime(() -> {
            Friend friend = named(name).orElseThrow(() -> new BadInputException(AccessProblem.NO_SUCH_FRIEND, name));
            durable.run(() -> table.delete(friend));
            events.publishEvent(new FriendRemoved(friend));
            return friend;
        });
    }

    private static void refuseTakenName(FriendName name, List<Friend> present) {
        if (present.stream().anyMatch(f -> f.name().value().equalsIgnoreCase(name.value()))) {
            throw new BadInputException(AccessProblem.NAME_TAKEN, name);
        }
    }

    private static void refuseTakenKey(SshPublicKey key, List<Friend> present) {
        for (Friend friend : present) {
            if (friend.keys().stream().anyMatch(k -> k.publicKey().base64().equals(key.base64()))) {
                throw new BadInputException(AccessProblem.KEY_TAKEN, key.fingerprint(), friend.name());
            }
        }
    }

    private <T> T oneAtATime(Supplier<T> change) {
        oneChange.lock();
        try {
            return change.get();
        } finally {
            oneChange.unlock();
        }
    }
}
