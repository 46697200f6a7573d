package io.genkan.discovery;

import io.genkan.access.Discovery;
import io.genkan.discovery.wire.DnsReader;
import io.genkan.net.InterfaceName;
import io.genkan.net.Multicast;
import io.genkan.router.HomeInterface;
import io.genkan.tunnel.HomeNetwork;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The relay's thread: waits at all sockets at once, friends' and those of the questions that are open. Whoever wants
/// something of it leaves an errand; everything else is touched by this thread alone.
final class RelayLoop implements Runnable, VisitorDesk.Asked, Closeable {
    private static final Logger log = LoggerFactory.getLogger(RelayLoop.class);

    /// Devices wait for up to 120 ms before they answer multicast DNS, for up to a second with SSDP, and what they did
    /// not say is asked besides.
    private static final Duration OPEN_FOR = Duration.ofSeconds(3);

    private static final int QUESTIONS_PER_SECOND = 10;
    private static final int MOST_OPEN_OF_ONE = 32;
    private static final int MOST_OPEN = 128;

    private final HomeNetwork home;
    private final HomeInterface at;
    private final DiscoveryCounts counts;
    private final Selector selector;
    private final Queue<Runnable> errands = new ConcurrentLinkedQueue<>();
    private final Map<InterfaceName, Visit> visits = new HashMap<>();

    /// In the order in which they end.
    private final Deque<OpenExchange> open = new ArrayDeque<>();

    private final ByteBuffer buffer = ByteBuffer.allocate(DnsReader.LONGEST_MESSAGE);
    private volatile boolean stopping;

    /// A friend's tunnel, and where he asks there.
    private record Visit(List<VisitorDesk> desks, QuestionPace pace) {}

    RelayLoop(HomeNetwork home, HomeInterface at, DiscoveryCounts counts) throws IOException {
        this.home = home;
        this.at = at;
        this.counts = counts;
        this.selector = Selector.open();
    }

    /// Has something done by the thread; from any thread.
    void leave(Runnable errand) {
        errands.add(errand);
        selector.wakeup();
    }

    /// Lets the thread end; from any thread.
    @Override
    public void close() {
        stopping = true;
        selector.wakeup();
    }

    /// Whatever one socket's datagrams lead to, the others are served.
    @Override
    public void run() {
        try (selector) {
            while (!stopping) {
                selector.select(this::serve, patience());
                for (Runnable errand = errands.poll(); errand != null; errand = errands.poll()) {
                    errand.run();
                }
                endWhatIsOver();
            }
        } catch (IOException e) {
            log.error("friends find nothing by asking any more", e);
        } finally {
            List.copyOf(visits.keySet()).forEach(this::goes);
        }
    }

    /// In milliseconds until the first question is over; 0 is without end.
    private long patience() {
        OpenExchange first = open.peekFirst();
        return first == null
                ? 0
                : Math.max(1, Duration.ofNanos(first.end() - System.nanoTime()).toMillis());
    }

    private void serve(SelectionKey key) {
        if (!(key.attachment() instanceof Ear ear)) {
            return;
        }
        try {
            ear.hear();
        } catch (IOException e) {
            log.debug("a socket is of no more use: {}", e.getMessage());
            key.cancel();
        } catch (RuntimeException e) {
            log.error("a datagram could not be taken", e);
        }
    }

    private void endWhatIsOver() {
        long now = System.nanoTime();
        while (!open.isEmpty() && open.getFirst().end() - now <= 0) {
            open.removeFirst().close();
        }
    }

    /// Listens to a friend as far as he may ask; in place of what was there for this device. An errand.
    void comes(Visitor visitor) {
        goes(visitor.device());
        Discovery discovery = visitor.policy().terms().discovery();
        List<VisitorDesk> desks = new ArrayList<>();
        visits.put(visitor.device(), new Visit(desks, new QuestionPace(QUESTIONS_PER_SECOND, System.nanoTime())));
        try {
            if (discovery.mdns()) {
                desks.add(desk(visitor, Multicast.MDNS));
            }
            if (discovery.ssdp()) {
                desks.add(desk(visitor, Multicast.SSDP));
            }
        } catch (IOException e) {
            log.warn("{} finds nothing by asking: {}", visitor.device(), e.getMessage());
        }
    }

    private VisitorDesk desk(Visitor visitor, Multicast multicast) throws IOException {
        VisitorDesk desk = new VisitorDesk(visitor, multicast, this);
        register(desk.channel(), desk);
        return desk;
    }

    private void register(DatagramChannel channel, Ear ear) throws IOException {
        channel.register(selector, SelectionKey.OP_READ, ear);
    }

    /// Forgets a friend's tunnel and what he has asked there. An errand.
    void goes(InterfaceName device) {
        Visit visit = visits.remove(device);
        if (visit != null) {
            visit.desks().forEach(VisitorDesk::close);
        }
        open.removeIf(exchange -> {
            boolean his = exchange.visitor().device().equals(device);
            if (his) {
                exchange.close();
            }
            return his;
        });
    }

    @Override
    public boolean mayAsk(Visitor visitor) {
        Visit visit = visits.get(visitor.device());
        long his = open.stream()
                .filter(exchange -> exchange.visitor().equals(visitor))
                .count();
        boolean may = visit != null
                && his < MOST_OPEN_OF_ONE
                && open.size() < MOST_OPEN
                && visit.pace().allows(System.nanoTime());
        if (!may) {
            counts.countTooMany();
        }
        return may;
    }

    @Override
    public void ask(VisitorDesk desk, Exchange exchange, InetSocketAddress to) {
        try {
            OpenExchange opened = new OpenExchange(
                    exchange, desk, to, home, at, counts, System.nanoTime() + OPEN_FOR.toNanos(), buffer);
            open.addLast(opened);
            register(opened.channel(), opened);
            opened.begin();
        } catch (IOException e) {
            log.warn(
                    "{} asks, and the home network cannot be asked: {}",
                    desk.visitor().device(),
                    e.getMessage());
        }
    }

    @Override
    public void refused() {
        counts.countRefused();
    }
}
