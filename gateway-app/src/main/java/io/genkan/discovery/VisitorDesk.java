package io.genkan.discovery;

import io.genkan.discovery.wire.OddMessageException;
import io.genkan.net.Multicast;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where a friend asks by one of the two protocols, and is answered. For the relay's thread.
final class VisitorDesk implements Ear, Closeable {
    private static final Logger log = LoggerFactory.getLogger(VisitorDesk.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    /// Longer ones are cut off, and so are no questions.
    private static final int LONGEST_QUESTION = 2_048;

    /// So many are taken before it is somebody else's turn.
    private static final int AT_ONCE = 32;

    private static final int LARGEST_ID = 0xffff;

    private final Visitor visitor;
    private final Multicast multicast;
    private final Asked asked;
    private final DatagramChannel ear;
    private final DatagramChannel voice;
    private final ByteBuffer question = ByteBuffer.allocate(LONGEST_QUESTION);

    /// Who does something about a question.
    interface Asked {
        /// Whether there is room for one more; if so, it counts.
        boolean mayAsk(Visitor visitor);

        /// Has a question asked in the home network.
        ///
        /// @param to where the answers go
        void ask(VisitorDesk desk, Exchange exchange, InetSocketAddress to);

        /// Hears of a question that cannot be asked.
        void refused();
    }

    VisitorDesk(Visitor visitor, Multicast multicast, Asked asked) throws IOException {
        this.visitor = visitor;
        this.multicast = multicast;
        this.asked = asked;
        NetworkInterface listens = NetworkInterface.getByName(visitor.listens().value());
        if (listens == null) {
            throw new IOException(visitor.listens() + " has gone");
        }
        this.ear = RelaySockets.ear(multicast, listens);
        this.voice = voice(listens);
    }

    private DatagramChannel voice(NetworkInterface listens) throws IOException {
        try {
            return RelaySockets.voice(multicast, visitor.gateway(), listens);
        } catch (IOException e) {
            RelaySockets.close(ear);
            throw e;
        }
    }

    Visitor visitor() {
        return visitor;
    }

    Multicast multicast() {
        return multicast;
    }

    /// Where the questions come; {@link #hear} takes them.
    DatagramChannel channel() {
        return ear;
    }

    @Override
    public void hear() throws IOException {
        for (int i = 0; i < AT_ONCE; i++) {
            question.clear();
            SocketAddress from = ear.receive(question);
            if (from == null) {
                return;
            }
            question.flip();
            // On a bridge the home network's own questions are heard too.
            if (from instanceof InetSocketAddress asker && asker.getAddress().equals(visitor.address())) {
                take(asker);
            }
        }
    }

    private void take(InetSocketAddress asker) {
        if (!asked.mayAsk(visitor)) {
            return;
        }
        try {
            Optional<Exchange> exchange = begin(asker);
            if (exchange.isPresent()) {
                asked.ask(this, exchange.get(), answersFor(asker));
                return;
            }
        } catch (OddMessageException e) {
            log.debug("{} asks oddly: {}", visitor.device(), e.getMessage());
        }
        asked.refused();
    }

    private Optional<Exchange> begin(InetSocketAddress asker) throws OddMessageException {
        return multicast.equals(Multicast.SSDP)
                ? Optional.of(SsdpExchange.begin(question))
                : MdnsExchange.begin(question, asksOnce(asker), 1 + RANDOM.nextInt(LARGEST_ID))
                        .map(exchange -> exchange);
    }

    /// RFC 6762 §6.7: who asks from another port does not listen to the group.
    private static boolean asksOnce(InetSocketAddress asker) {
        return asker.getPort() != Multicast.MDNS.port();
    }

    private InetSocketAddress answersFor(InetSocketAddress asker) {
        return multicast.equals(Multicast.SSDP) || asksOnce(asker)
                ? asker
                : new InetSocketAddress(multicast.group(), multicast.port());
    }

    /// Tells the friend; what there is no room for is lost, as datagrams are.
    void tell(byte[] answer, InetSocketAddress to) {
        try {
            voice.send(ByteBuffer.wrap(answer), to);
        } catch (IOException e) {
            // The packet filter does not let it pass any more, or the device has gone.
            log.debug("{} cannot be answered: {}", visitor.device(), e.getMessage());
        }
    }

    @Override
    public void close() {
        RelaySockets.close(ear);
        RelaySockets.close(voice);
    }
}
