package io.genkan.lab;

import io.genkan.discovery.wire.DnsMessage;
import io.genkan.discovery.wire.DnsName;
import io.genkan.discovery.wire.DnsQuestion;
import io.genkan.discovery.wire.DnsReader;
import io.genkan.discovery.wire.DnsType;
import io.genkan.discovery.wire.DnsWriter;
import io.genkan.discovery.wire.OddMessageException;
import io.genkan.discovery.wire.SsdpAnswer;
import io.genkan.discovery.wire.SsdpSearch;
import io.genkan.net.Multicast;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/// Asks on one interface what web pages there are, in three ways at once: by multicast DNS as a resolver that asks
/// once, as a program that listens to the group, and by SSDP. Prints what it hears within two seconds, a line each.
final class Seeker {
    private static final int LONGEST = 9_000;
    private static final int WITHIN_MILLIS = 2_000;
    private static final int ID = 4_711;
    private static final DnsName PAGES = DnsName.of("_http._tcp.local");

    private static final Set<String> HEARD = new ConcurrentSkipListSet<>();

    private Seeker() {}

    /// Asks and listens.
    ///
    /// @param arguments the interface
    public static void main(String... arguments) throws Exception {
        NetworkInterface device = NetworkInterface.getByName(arguments[0]);
        byte[] question = DnsWriter.questions(ID, List.of(new DnsQuestion(PAGES, DnsType.PTR)))
                .getFirst();
        List<Thread> threads = new ArrayList<>();
        DatagramSocket group = socket(device, new InetSocketAddress(Multicast.MDNS.group(), Multicast.MDNS.port()));
        group.joinGroup(new InetSocketAddress(Multicast.MDNS.group(), Multicast.MDNS.port()), device);
        // From an address of its own, since nobody answers who is asked by a group.
        DatagramSocket once = socket(device, new InetSocketAddress(addressOf(device), 0));
        DatagramSocket ssdp = socket(device, new InetSocketAddress(addressOf(device), 0));
        DatagramSocket fromTheGroupsPort =
                socket(device, new InetSocketAddress(addressOf(device), Multicast.MDNS.port()));
        threads.add(hearing(group, Seeker::group));
        threads.add(hearing(once, Seeker::once));
        threads.add(hearing(ssdp, Seeker::ssdp));
        send(fromTheGroupsPort, question, Multicast.MDNS);
        send(once, question, Multicast.MDNS);
        send(ssdp, new SsdpSearch("ssdp:all").written(), Multicast.SSDP);
        for (Thread thread : threads) {
            thread.join();
        }
        HEARD.forEach(System.out::println);
    }

    private static Inet4Address addressOf(NetworkInterface device) {
        return device.inetAddresses()
                .filter(Inet4Address.class::isInstance)
                .map(Inet4Address.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static DatagramSocket socket(NetworkInterface device, InetSocketAddress at) throws IOException {
        DatagramSocket socket = new DatagramSocket(null);
        socket.setReuseAddress(true);
        socket.bind(at);
        socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, device);
        socket.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, false);
        socket.setSoTimeout(WITHIN_MILLIS);
        return socket;
    }

    private static void send(DatagramSocket socket, byte[] message, Multicast to) throws IOException {
        socket.send(new DatagramPacket(message, message.length, to.group(), to.port()));
    }

    private interface Telling {
        void of(ByteBuffer answer) throws OddMessageException;
    }

    private static Thread hearing(DatagramSocket socket, Telling telling) {
        return Thread.ofPlatform().start(() -> {
            DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
            long end = System.nanoTime() + WITHIN_MILLIS * 1_000_000L;
            try {
                while (System.nanoTime() - end < 0) {
                    packet.setLength(LONGEST);
                    socket.receive(packet);
                    telling.of(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
                }
            } catch (SocketTimeoutException e) {
                // Nothing more.
            } catch (IOException | OddMessageException e) {
                HEARD.add("odd: " + e);
            }
        });
    }

    private static void group(ByteBuffer datagram) throws OddMessageException {
        DnsMessage message = DnsReader.read(datagram);
        tell(message.response() && message.id() == 0 ? "group" : "a question", message);
    }

    private static void once(ByteBuffer datagram) throws OddMessageException {
        DnsMessage message = DnsReader.read(datagram);
        tell(message.id() == ID && message.questions().size() == 1 ? "once" : "an answer to something else", message);
    }

    private static void tell(String how, DnsMessage message) {
        HEARD.add(how);
        message.records().forEach(record -> HEARD.add(how + " " + record));
    }

    private static void ssdp(ByteBuffer datagram) throws OddMessageException {
        SsdpAnswer answer = SsdpAnswer.read(datagram);
        HEARD.add("ssdp " + answer.host().getHostAddress() + ":" + answer.port() + answer.path());
    }
}
