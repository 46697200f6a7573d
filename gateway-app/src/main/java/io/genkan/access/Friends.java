package io.genkan.access;

import io.genkan.access.Subnets.Wanted;
import io.genkan.net.Attachment;
import io.genkan.net.BadInputException;
import io.genkan.net.PrefixMapping;
import io.genkan.net.TunnelAddresses;
import io.genkan.net.TunnelUnit;
import io.genkan.store.DurableCommit;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/// The friends of the house. Every change is on the disk before it is acknowledged and before anybody hears of it.
@Service
public class Friends {
    private final FriendTable table;
    private final AccessTable accessTable;
    private final KeyParser keyParser;
    private final DurableCommit durable;
    private final ApplicationEventPublisher events;
    private final TunnelUnits units;
    private final TunnelAddresses addresses;
    private final ReservedPorts reserved;
    private final Subnets subnets;
    private final LanMappings mappings;
    private final ZoneId home;
    private final Clock clock;

    /// One change at a time, so that two additions never settle on the same free unit and events keep the order of the
    /// commits.
    private final ReentrantLock oneChange = new ReentrantLock();

    Friends(
            FriendTable table,
            AccessTable accessTable,
            KeyParser keyParser,
            DurableCommit durable,
            ApplicationEventPublisher events,
            TunnelUnits units,
            TunnelAddresses addresses,
            ReservedPorts reserved,
            LanMappings mappings,
            ZoneId home,
            Clock clock) {
        this.table = table;
        this.accessTable = accessTable;
        this.keyParser = keyParser;
        this.durable = durable;
        this.events = events;
        this.units = units;
        this.addresses = addresses;
        this.reserved = reserved;
        this.subnets = new Subnets(addresses);
        this.mappings = mappings;
        this.home = home;
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

    /// What a key is to the house.
    ///
    /// @param base64 the key blob as in {@link SshPublicKey#base64()}
    public KeyStanding standingOf(String base64) {
        Optional<Identity> holder = holderOf(base64);
        if (holder.isPresent()) {
            return new KeyStanding.Held(holder.get());
        }
        return accessTable.revoked(base64).<KeyStanding>map(r -> r).orElseGet(KeyStanding.Unknown::new);
    }

    /// Who holds a key, or has held it not long ago and can be told so.
    public Optional<Identity> presentOrFormerHolderOf(String base64) {
        return switch (standingOf(base64)) {
            case KeyStanding.Held(Identity holder) -> Optional.of(holder);
            case KeyStanding.Revoked revoked -> Optional.of(revoked.former());
            case KeyStanding.Unknown _ -> Optional.empty();
        };
    }

    /// Adds a friend with his first key and no terms; durable when this returns.
    ///
    /// @throws BadInputException if something about him cannot be taken; then nothing was changed
    public Friend add(NewFriend typed) {
        return add(typed, PolicyChange.NONE);
    }

    /// Adds a friend with his first key; durable when this returns.
    ///
    /// @param terms what his policy has besides what was typed of him
    /// @throws BadInputException if something about him cannot be taken; then nothing was changed
    public Friend add(NewFriend typed, PolicyChange terms) {
        FriendName name = typed.parsedName();
        Policy policy = terms.applyTo(typed.parsedPolicy(), home);
        Optional<TunnelUnit> wish = typed.parsedUnit();
        Optional<Attachment> attachment = typed.parsedAttachment();
        Optional<PrefixMapping> mapping = typed.mapped().flatMap(text -> mappings.read(text, Optional.empty()));
        mappings.check(mapping, attachment);
        SshPublicKey key = keyParser.parse(typed.keyText());
        return oneAtATime(() -> {
            List<Friend> present = all();
            refuseTakenName(name, present);
            refuseTakenKey(key, present);
            TunnelUnit unit = units.choose(wish, present);
            refuseWithoutAddress(attachment, unit);
            reserved.check(name, policy.reverse(), attachment.orElse(addresses.usual()), present);
            subnets.check(new Wanted(name, policy, attachment, List.of(unit)), present);
            FriendAdded added = durable.act(
                    () -> {
                        accessTable.unbury(key);
                        return table.insert(name, key, unit, policy, attachment, mapping, clock.instant());
                    },
                    FriendAdded::new);
            events.publishEvent(added);
            return added.friend();
        });
    }

    /// Removes a friend with all his keys and ends what he has open; durable when this returns.
    ///
    /// @throws BadInputException if there is nobody of that name
    public Friend remove(FriendName name) {
        return oneAtATime(() -> {
            Friend friend = existing(name);
            events.publishEvent(durable.act(
                    () -> {
                        friend.keys().forEach(key -> accessTable.bury(friend.name(), key, clock.instant()));
                        return table.delete(friend);
                    },
                    FriendRemoved::new));
            return friend;
        });
    }

    /// Changes a friend's policy; durable when this returns.
    ///
    /// @return the friend as he is now
    /// @throws BadInputException if there is nobody of that name, or the change cannot be read; all stays then
    public Friend change(FriendName name, PolicyChange change) {
        return change(name, new FriendChange(change, Optional.empty()));
    }

    /// Changes a friend's policy, and how his tunnels join the LAN; durable when this returns.
    ///
    /// @return the friend as he is now
    /// @throws BadInputException if there is nobody of that name, or the change cannot be read; all stays then
    public Friend change(FriendName name, FriendChange change) {
        return replace(name, before -> change.applyTo(before, home, mappings));
    }

    /// Shuts a friend out for now, or lets him in again; durable when this returns.
    ///
    /// @return the friend as he is now
    /// @throws BadInputException if there is nobody of that name
    public Friend setDisabled(FriendName name, boolean disabled) {
        return replace(
                name,
                before ->
                        before.with(before.policy().with(before.policy().terms().withDisabled(disabled))));
    }

    /// Gives a friend a further key, with a tunnel unit of its own; durable when this returns.
    ///
    /// @param typedUnit empty means the lowest free one
    /// @throws BadInputException if there is nobody of that name, or the key cannot be taken
    public Identity addKey(FriendName name, String keyText, Optional<String> typedUnit) {
        SshPublicKey key = keyParser.parse(keyText);
        Optional<TunnelUnit> wish = typedUnit.map(TunnelUnit::parse);
        return oneAtATime(() -> {
            Friend friend = existing(name);
            List<Friend> present = all();
            refuseTakenKey(key, present);
            TunnelUnit unit = units.choose(wish, present);
            if (friend.policy().subnet().isPresent()) {
                throw new BadInputException(AccessProblem.KEY_OF_A_HOP, friend.name());
            }
            subnets.check(new Wanted(friend.name(), friend.policy(), friend.attachment(), List.of(unit)), present);
            KeyAdded added = durable.act(
                    () -> {
                        accessTable.unbury(key);
                        return table.insertKey(friend.id(), key, unit, clock.instant());
                    },
                    inserted -> new KeyAdded(existing(name), inserted));
            events.publishEvent(added);
            return new Identity(added.friend(), added.key());
        });
    }

    /// Takes one of a friend's keys back and ends what is open with it; durable when this returns.
    ///
    /// @param which its fingerprint or its tunnel unit
    /// @throws BadInputException if there is nobody of that name, or he has no such key
    public Identity removeKey(FriendName name, String which) {
        return oneAtATime(() -> {
            Friend friend = existing(name);
            AuthorizedKey key = friend.keys().stream()
                    .filter(k -> k.publicKey().fingerprint().equals(which)
                            || k.unit().toString().equals(which))
                    .findFirst()
                    .orElseThrow(() -> new BadInputException(AccessProblem.NO_SUCH_KEY, which, friend.name()));
            KeyRevoked revoked = durable.act(
                    () -> {
                        accessTable.bury(friend.name(), key, clock.instant());
                        table.deleteKey(key);
                        return key;
                    },
                    deleted -> new KeyRevoked(existing(name), deleted));
            events.publishEvent(revoked);
            return new Identity(revoked.friend(), key);
        });
    }

    private Friend replace(FriendName name, UnaryOperator<Friend> change) {
        return oneAtATime(() -> {
            Friend before = existing(name);
            Friend wanted = change.apply(before);
            boolean joinsOtherwise = !wanted.attachment().equals(before.attachment());
            if (joinsOtherwise) {
                wanted.keys().forEach(key -> refuseWithoutAddress(wanted.attachment(), key.unit()));
            }
            if (!wanted.joinsLike(before)) {
                mappings.check(wanted.mapping(), wanted.attachment());
            }
            List<Friend> present = all();
            reserved.check(
                    before.name(),
                    wanted.policy().reverse(),
                    wanted.attachment().orElse(addresses.usual()),
                    present);
            if (joinsOtherwise
                    || !wanted.policy().subnet().equals(before.policy().subnet())) {
                subnets.check(Wanted.of(wanted), present);
            }
            FriendChanged changed = durable.act(
                    () -> {
                        table.replacePolicy(before, wanted.policy());
                        table.setJoining(before, wanted.attachment(), wanted.mapping());
                        return existing(name);
                    },
                    after -> new FriendChanged(before, after));
            events.publishEvent(changed);
            return changed.after();
        });
    }

    private Friend existing(FriendName name) {
        return named(name).orElseThrow(() -> new BadInputException(AccessProblem.NO_SUCH_FRIEND, name));
    }

    private void refuseWithoutAddress(Optional<Attachment> attachment, TunnelUnit unit) {
        addresses.pairOf(attachment.orElse(addresses.usual()), unit);
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
