package io.genkan.discovery;

import io.genkan.net.Multicast;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the sockets. None of them blocks.
final class RelaySockets {
    private static final Logger log = LoggerFactory.getLogger(RelaySockets.class);

    /// The DSCP is the upper six bits of what was the type of service.
    private static final int DSCP_SHIFT = 2;

    private RelaySockets() {}

    /// Hears what is sent to a group on an interface. Bound to the group's address, since bound to any it would take
    /// what is sent to other programs of the gateway that have the same port. Of several such sockets each hears
    /// its own interface alone: Java turns IP_MULTICAST_ALL off (ip(7)).
    static DatagramChannel ear(Multicast multicast, NetworkInterface on) throws IOException {
        return made(channel -> {
            set(channel, StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(new InetSocketAddress(multicast.group(), multicast.port()));
            channel.join(multicast.group(), on);
        });
    }

    /// Speaks to a friend from the gateway's end of his tunnel, and from the port where answers are expected to come
    /// from.
    static DatagramChannel voice(Multicast multicast, InetAddress from, NetworkInterface on) throws IOException {
        return made(channel -> {
            set(channel, StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(new InetSocketAddress(from, multicast.port()));
            set(channel, StandardSocketOptions.IP_TOS, Multicast.ANSWER_DSCP << DSCP_SHIFT);
            sendBy(channel, multicast, on);
        });
    }

    /// Asks in the home network, from a port of its own.
    static DatagramChannel lan(Multicast multicast, NetworkInterface lan) throws IOException {
        InetAddress own = addressOf(lan).orElseThrow(() -> new IOException(lan.getName() + " has no IPv4 address"));
        return made(channel -> {
            channel.bind(new InetSocketAddress(own, 0));
            sendBy(channel, multicast, lan);
        });
    }

    static void close(DatagramChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            log.debug("a socket was not closed: {}", e.getMessage());
        }
    }

    private static Optional<InetAddress> addressOf(NetworkInterface device) {
        return device.getInterfaceAddresses().stream()
                .map(InterfaceAddress::getAddress)
                .filter(Inet4Address.class::isInstance)
                .findFirst();
    }

    private static void sendBy(DatagramChannel channel, Multicast multicast, NetworkInterface device)
            throws IOException {
        set(channel, StandardSocketOptions.IP_MULTICAST_IF, device);
        set(channel, StandardSocketOptions.IP_MULTICAST_TTL, multicast.timeToLive());
        // Else other programs of the gateway would hear it.
        set(channel, StandardSocketOptions.IP_MULTICAST_LOOP, false);
    }

    private static <T> void set(DatagramChannel channel, SocketOption<T> option, T value) throws IOException {
        channel.setOption(option, value);
    }

    private interface Preparation {
        void of(DatagramChannel channel) throws IOException;
    }

    private static DatagramChannel made(Preparation preparation) throws IOException {
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        boolean ready = false;
        try {
            preparation.of(channel);
            channel.configureBlocking(false);
            ready = true;
            return channel;
        } finally {
            if (!ready) {
                close(channel);
            }
        }
    }
}
