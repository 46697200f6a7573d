package io.genkan.discovery;

import io.genkan.discovery.wire.OddMessageException;
import io.genkan.net.InterfaceName;
import io.genkan.net.Multicast;
import io.genkan.router.HomeInterface;
import io.genkan.tunnel.HomeNetwork;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A question that is open in the home network, at a socket of its own: who is not asked by it has to guess its port.
/// For the relay's thread.
final class OpenExchange implements Ear, Closeable {
    private static final Logger log = LoggerFactory.getLogger(OpenExchange.class);

    /// What is heard beyond that is nobody's answer.
    private static final int MOST_DATAGRAMS = 512;

    private final Exchange exchange;
    private final VisitorDesk desk;
    private final InetSocketAddress to;
    private final HomeNetwork home;
    private final DiscoveryCounts counts;
    private final Reach reach;
    private final long end;
    private final DatagramChannel channel;
    private final ByteBuffer buffer;
    private int datagrams;

    /// @param to where at the friend the answers go
    /// @param end until when answers are taken, by `System.nanoTime()`
    /// @param buffer to receive into; may be shared by all of one thread
    OpenExchange(
            Exchange exchange,
            VisitorDesk desk,
            InetSocketAddress to,
            HomeNetwork home,
            HomeInterface at,
            DiscoveryCounts counts,
            long end,
            ByteBuffer buffer)
            throws IOException {
        this.exchange = exchange;
        this.desk = desk;
        this.to = to;
        this.home = home;
        this.counts = counts;
        this.reach = new PolicyReach(desk.visitor().policy(), home);
        this.end = end;
        this.buffer = buffer;
        this.channel = RelaySockets.lan(desk.multicast(), lan(at));
    }

    private static NetworkInterface lan(HomeInterface at) throws IOException {
        InterfaceName device = at.device().orElseThrow(() -> new IOException("there is no home network"));
        NetworkInterface lan = NetworkInterface.getByName(device.value());
        if (lan == null) {
            throw new IOException(device + " has gone");
        }
        return lan;
    }

    /// Asks in the home network.
    void begin() throws IOException {
        ask(exchange.questions());
        counts.countQuestion();
    }

    Visitor visitor() {
        return desk.visitor();
    }

    long end() {
        return end;
    }

    /// Where the answers come; {@link #hear} takes them.
    DatagramChannel channel() {
        return channel;
    }

    @Override
    public void hear() throws IOException {
        while (datagrams < MOST_DATAGRAMS) {
            buffer.clear();
            SocketAddress from = channel.receive(buffer);
            if (from == null) {
                return;
            }
            datagrams++;
            buffer.flip();
            if (from instanceof InetSocketAddress device && home.hasHost(device.getAddress())) {
                take();
            }
        }
        throw new IOException("too many answers");
    }

    private void take() throws IOException {
        try {
            Exchange.Step step = exchange.take(buffer, reach);
            ask(step.questions());
            step.answers().forEach(answer -> desk.tell(answer, to));
            counts.countAnswers(step.answers().size());
        } catch (OddMessageException e) {
            log.debug("an odd answer: {}", e.getMessage());
            counts.countHeldBack(1);
        }
    }

    private void ask(List<byte[]> questions) throws IOException {
        Multicast multicast = desk.multicast();
        for (byte[] question : questions) {
            channel.send(ByteBuffer.wrap(question), new InetSocketAddress(multicast.group(), multicast.port()));
        }
    }

    @Override
    public void close() {
        counts.countHeldBack(exchange.heldBack());
        RelaySockets.close(channel);
    }
}
