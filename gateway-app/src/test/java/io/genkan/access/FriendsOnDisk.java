package io.genkan.access;

import io.genkan.net.Attachment;
import io.genkan.net.IpPrefix;
import io.genkan.net.TunnelAddresses;
import io.genkan.net.TunnelPool;
import io.genkan.net.TunnelUnit;
import io.genkan.store.ActRecorder;
import io.genkan.store.DatabaseFile;
import io.genkan.store.DurableCommit;
import io.genkan.store.Stumbles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The friends in a real database file, with a key parser that takes any word for a key, and a real
/// one for itself.
public final class FriendsOnDisk implements AutoCloseable {
    /// When everything happens.
    public static final Instant NOW = Instant.parse("2026-05-03T10:15:30.123456789Z");

    /// Where the house stands.
    static final ZoneId HOME = ZoneId.of("Asia/Tokyo");

    private static final int LARGEST_UNIT = 20;
    private static final int NO_END = 9_999;
    private static final String REAL_KEY = "ssh-ed25519 ";

    private final DatabaseFile database;
    private final Friends friends;
    private final Gatekeeper gate;
    private final Door door;
    private final Function<List<Inside>, AccessWatch> watching;
    private volatile AccessWatch watch;
    private final Invitations invitations;
    private final JoinRequests requests;
    private final HandClock clock = new HandClock();
    private final List<Object> heard = Collections.synchronizedList(new ArrayList<>());
    private volatile Consumer<Object> listener = _ -> {};

    private final HomeClock homeClock;
    private volatile boolean failActs;
    private volatile List<IpPrefix> networks = List.of(IpPrefix.parse("192.168.100.0/24"));

    private FriendsOnDisk(DatabaseFile database, int largestUnit, Optional<ActRecorder> recorder, Inside... places) {
        this.database = database;
        DurableCommit durable =
                database.durable(recorder.stream().map(this::failing).toList());
        ApplicationEventPublisher events = event -> {
            heard.add(event);
            showOut(event);
            listener.accept(event);
        };
        AccessTable accessTable = new AccessTable(database.jdbc());
        this.homeClock = new HomeClock(clock, () -> clock.synchronised, HOME, accessTable);
        VolumeLedger volumes = new VolumeLedger(accessTable, clock, homeClock);
        TunnelAddresses addresses = new TunnelAddresses(
                new TunnelPool(IpPrefix.parse("10.186.0.0/16")),
                Optional.of(IpPrefix.parse("192.168.100.48/29")),
                Attachment.NAT);
        this.friends = new Friends(
                new FriendTable(database.jdbc()),
                accessTable,
                FriendsOnDisk::parse,
                durable,
                events,
                new TunnelUnits(new TunnelUnit(largestUnit)),
                addresses,
                new ReservedPorts(List.of(2222, 8443)),
                new LanMappings(() -> networks, addresses),
                HOME,
                clock);
        this.gate = new Gatekeeper(friends, accessTable, homeClock, volumes);
        this.door = new Door(accessTable, durable, events, clock);
        this.watching = where -> new AccessWatch(where, gate, volumes, homeClock, accessTable, durable, events, clock);
        this.watch = watching.apply(List.of(places));
        InvitationTable invitationTable = new InvitationTable(database.jdbc());
        this.invitations = new Invitations(invitationTable, accessTable, durable, events, homeClock, clock);
        this.requests = new JoinRequests(invitationTable, friends, durable, events, clock);
    }

    /// Has the home network be another one, or none.
    void moveHome(String... prefixes) {
        networks = Stream.of(prefixes).map(IpPrefix::parse).toList();
    }

    /// Has people shown out of a place from now on.
    public void showsOutOf(Inside place) {
        watch = watching.apply(List.of(place));
    }

    /// As the gateway's own events do.
    private void showOut(Object event) {
        if (event instanceof FriendChanged
                || event instanceof FriendRemoved
                || event instanceof KeyRevoked
                || event instanceof DoorClosed) {
            watch().look();
        }
        switch (event) {
            case FriendAdded added -> requests().on(added);
            case KeyAdded added -> requests().on(added);
            default -> {
                // Nobody else hears of it.
            }
        }
    }

    /// Opens the file in a directory, or makes it.
    public static FriendsOnDisk in(Path data) {
        return in(data, new Inside[0]);
    }

    /// Opens the file in a directory, or makes it, with somebody to show out who may not be inside.
    static FriendsOnDisk in(Path data, Inside... places) {
        return new FriendsOnDisk(DatabaseFile.open(data), LARGEST_UNIT, Optional.empty(), places);
    }

    /// Opens the file that is in a directory, with room for as many friends as there can be.
    static FriendsOnDisk alreadyIn(Path data) {
        return new FriendsOnDisk(DatabaseFile.openAsItIs(data), NO_END, Optional.empty());
    }

    /// Opens the file in a directory, or makes it, with somebody who records what the owner does.
    public static FriendsOnDisk recordedBy(Path data, Function<JdbcClient, ActRecorder> recorder) {
        DatabaseFile database = DatabaseFile.open(data);
        return new FriendsOnDisk(database, LARGEST_UNIT, Optional.of(recorder.apply(database.jdbc())));
    }

    private ActRecorder failing(ActRecorder recorder) {
        return event -> {
            recorder.record(event);
            if (failActs) {
                throw new IllegalStateException("cannot be recorded");
            }
        };
    }

    /// Has recording fail, or not any more.
    public void failActs(boolean fail) {
        failActs = fail;
    }

    /// What time it is at home.
    public HomeClock homeClock() {
        return homeClock;
    }

    /// The friends.
    public Friends friends() {
        return friends;
    }

    /// Who decides.
    public Gatekeeper gate() {
        return gate;
    }

    /// The door.
    public Door door() {
        return door;
    }

    /// The invitations.
    public Invitations invitations() {
        return invitations;
    }

    /// Who waits to be let in.
    public JoinRequests requests() {
        return requests;
    }

    /// The file.
    public DatabaseFile database() {
        return database;
    }

    /// Reads the keys that its friends can have.
    public static KeyParser parser() {
        return FriendsOnDisk::parse;
    }

    /// The database, to make it stumble.
    Stumbles stumbles() {
        return database.source();
    }

    /// Who shows people out; it looks only when it is told to.
    AccessWatch watch() {
        return watch;
    }

    /// Lets time pass.
    public void waitFor(Duration time) {
        clock.now = clock.now.plus(time);
    }

    /// The clock, which stands still at {@link #NOW} until it is set.
    HandClock clock() {
        return clock;
    }

    /// What was published so far.
    public List<Object> heard() {
        return List.copyOf(heard);
    }

    /// Has events handed on, as the gateway does to those who end what a removed friend has open.
    public void tell(Consumer<Object> someone) {
        listener = someone;
    }

    /// Adds a friend with a key of his own name.
    public Friend add(String name, String... destinations) {
        return friends.add(
                new NewFriend(name, "key-of-" + name, List.of(destinations), Optional.empty(), Optional.empty()));
    }

    /// Adds a friend with a real key.
    ///
    /// @param base64 the key blob
    public Friend addHolder(String name, String base64, String... destinations) {
        return friends.add(
                new NewFriend(name, REAL_KEY + base64, List.of(destinations), Optional.empty(), Optional.empty()));
    }

    private static SshPublicKey parse(String text) {
        if (text.startsWith(REAL_KEY)) {
            String base64 = text.substring(REAL_KEY.length());
            return new SshPublicKey("ssh-ed25519", base64, "SHA256:" + base64, "");
        }
        return keyOf(text);
    }

    /// The key for a word.
    public static SshPublicKey keyOf(String word) {
        String base64 = Base64.getEncoder().encodeToString(word.getBytes(StandardCharsets.UTF_8));
        return new SshPublicKey("ssh-ed25519", base64, "SHA256:" + base64, word);
    }

    @Override
    public void close() {
        database.close();
    }
}
