package io.genkan.sshd;

import io.genkan.access.Door;
import io.genkan.access.DoorClosed;
import io.genkan.access.Friends;
import io.genkan.access.JoinRequests;
import io.genkan.access.RequestAdmitted;
import io.genkan.access.RequestDeclined;
import io.genkan.access.RequestStanding;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.session.Session;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Where guests wait for the owner's answer: not many, not for ever, and with nothing to do. Their requests outlive
/// their sessions.
@Component
class WaitingRoom {
    static final int MOST_GUESTS = 16;
    /// Of one key, so that somebody whose line broke can come again at once.
    static final int MOST_OF_ONE_KEY = 2;

    private static final Duration LONGEST = Duration.ofHours(1);

    /// For a text to be read, and for a client that ends by itself to do so.
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final Door door;
    private final Friends friends;
    private final JoinRequests requests;
    private final GuestWords words;
    private final Duration grace;
    private final Set<Guest> guests = ConcurrentHashMap.newKeySet();
    private long entered;

    @Autowired
    WaitingRoom(Door door, Friends friends, JoinRequests requests, GuestWords words) {
        this(door, friends, requests, words, GRACE);
    }

    /// @param grace between the end of the waiting and that of the session
    WaitingRoom(Door door, Friends friends, JoinRequests requests, GuestWords words, Duration grace) {
        this.door = door;
        this.friends = friends;
        this.requests = requests;
        this.words = words;
        this.grace = grace;
    }

    /// Takes in somebody who has just proven his key.
    synchronized void enter(Session session, RequestStanding standing) {
        Guest guest = new Guest(session, standing.request(), ++entered, words.onlyWaiting());
        var _ = guest.farewell()
                .completeOnTimeout(new Farewell.ShownOut("guest.time-up"), LONGEST.toSeconds(), TimeUnit.SECONDS)
                .thenAcceptAsync(farewell -> end(guest, farewell), afterGrace());
        makeRoomFor(guest);
        guests.add(guest);
        session.addCloseFutureListener(_ -> {
            guests.remove(guest);
            guest.farewell().complete(new Farewell.ShownOut("guest.time-up"));
        });
        Optional<Farewell> answer = answerTo(guest);
        if (answer.isPresent()) {
            guest.farewell().complete(answer.get());
        } else if (!door.isOpen()) {
            guest.farewell().complete(new Farewell.ShownOut("guest.door-closed"));
        } else if (guests.size() > MOST_GUESTS) {
            guest.farewell().complete(new Farewell.ShownOut("guest.room-full"));
        }
    }

    /// The owner's answer, if he has given it. Asked once the guest is in the room: an answer that comes later finds
    /// him there, and one that came before he was is on the disk. A request is settled after its key is a friend's,
    /// so it is looked for first.
    private Optional<Farewell> answerTo(Guest guest) {
        String key = guest.request().key().base64();
        boolean waits = requests.standingOf(key)
                .filter(RequestStanding.Waiting.class::isInstance)
                .isPresent();
        Optional<Farewell> admitted = friends.holderOf(key).map(Farewell.Admitted::new);
        return waits ? admitted : admitted.or(() -> Optional.of(new Farewell.Declined()));
    }

    @EventListener
    void on(RequestAdmitted admitted) {
        bid(admitted.request().key().base64(), new Farewell.Admitted(admitted.identity()));
    }

    @EventListener
    void on(RequestDeclined declined) {
        bid(declined.request().key().base64(), new Farewell.Declined());
    }

    @EventListener
    void on(DoorClosed closed) {
        guests.forEach(guest -> guest.farewell().complete(new Farewell.ShownOut("guest.door-closed")));
    }

    private void bid(String base64, Farewell farewell) {
        guests.stream()
                .filter(guest -> guest.holds(base64))
                .forEach(guest -> guest.farewell().complete(farewell));
    }

    /// At once: of sessions that end after a while, one key could have any number.
    private void makeRoomFor(Guest guest) {
        List<Guest> same = guests.stream()
                .filter(other -> other.holds(guest.request().key().base64()))
                .sorted(Comparator.comparingLong(Guest::number))
                .toList();
        same.stream().limit(Math.max(0, same.size() - MOST_OF_ONE_KEY + 1)).forEach(oldest -> {
            Farewell replaced = new Farewell.ShownOut("guest.replaced");
            oldest.farewell().complete(replaced);
            end(oldest, replaced);
        });
    }

    /// Not in the thread that brings the news.
    private Executor afterGrace() {
        return CompletableFuture.delayedExecutor(grace.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread);
    }

    /// Also where no text was open to say it in.
    private void end(Guest guest, Farewell farewell) {
        guests.remove(guest);
        SessionEnding.end(guest.session(), words.inShort(farewell));
    }
}
