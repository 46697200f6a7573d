package io.genkan.access;

import io.genkan.access.AccessDecision.Refused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/// The way by which people leave who may not be inside any more: out of every place, each by a thread of his own, so
/// that nobody waits for what holds another up.
final class WayOut {
    private static final Logger log = LoggerFactory.getLogger(WayOut.class);

    private final List<Inside> places;
    private final ApplicationEventPublisher events;
    private final ConcurrentHashMap<String, Thread> leaving = new ConcurrentHashMap<>();

    WayOut(List<Inside> places, ApplicationEventPublisher events) {
        this.places = List.copyOf(places);
        this.events = events;
    }

    /// Who is inside, by key; each once, wherever he is.
    Map<String, Identity> everybody() {
        Map<String, Identity> inside = new HashMap<>();
        for (Inside place : places) {
            place.identities().forEach(identity -> inside.putIfAbsent(keyOf(identity), identity));
        }
        return inside;
    }

    /// Begins to end all that these have open; whoever is on his way out already is left to that.
    ///
    /// @return the threads that do it, which end when all is gone
    List<Thread> show(Map<Identity, Refused> out) {
        List<Thread> threads = new ArrayList<>();
        out.forEach((identity, why) -> threads.add(leaving.computeIfAbsent(
                keyOf(identity), key -> Thread.ofVirtual().name("way-out").start(() -> show(key, identity, why)))));
        return threads;
    }

    /// Ends what somebody who stays may not have any more.
    void showWhatIsRefused(Identity staying) {
        for (Inside place : places) {
            try {
                place.endWhatIsRefused(staying);
            } catch (RuntimeException e) {
                log.error(
                        "something that {} may not have did not end, and is tried again",
                        staying.friend().name(),
                        e);
            }
        }
    }

    /// Waits until they are outside.
    static void await(List<Thread> threads) {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void show(String key, Identity identity, Refused why) {
        boolean ended = true;
        for (Inside place : places) {
            try {
                place.end(identity, why);
            } catch (RuntimeException e) {
                ended = false;
                log.error(
                        "something of {} did not end, and is tried again",
                        identity.friend().name(),
                        e);
            }
        }
        leaving.remove(key);
        if (ended) {
            events.publishEvent(new AccessEnded(identity, why));
        }
    }

    private static String keyOf(Identity identity) {
        return identity.key().publicKey().base64();
    }
}
