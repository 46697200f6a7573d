package io.genkan.lab;

import io.genkan.discovery.wire.DnsMessage;
import io.genkan.discovery.wire.DnsName;
import io.genkan.discovery.wire.DnsQuestion;
import io.genkan.discovery.wire.DnsReader;
import io.genkan.discovery.wire.DnsRecord;
import io.genkan.discovery.wire.DnsType;
import io.genkan.discovery.wire.DnsWriter;
import io.genkan.discovery.wire.OddMessageException;
import io.genkan.discovery.wire.SsdpAnswer;
import io.genkan.discovery.wire.SsdpSearch;
import io.genkan.net.Multicast;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.util.List;

/// A device of the LAN with a web page on port 80 that says so by multicast DNS and by SSDP, as programs of their own
/// do there. Prints who asks what, a line each.
final class LanDevice {
    private static final int LONGEST = 9_000;
    private static final int SECONDS = 10;
    private static final int HTTP = 80;
    private static final DnsName PAGES = DnsName.of("_http._tcp.local");

    private final String name;
    private final boolean terse;
    private final Inet4Address address;
    private final List<DnsRecord> records;
    private final PrintStream lines = new PrintStream(System.out, true);

    private LanDevice(String name, Inet4Address address, boolean terse) {
        this.name = name;
        this.address = address;
        this.terse = terse;
        DnsName host = DnsName.of(name + ".local");
        DnsName page = DnsName.of("Page of " + name + "._http._tcp.local");
        this.records = List.of(
                new DnsRecord.Pointer(PAGES, page),
                new DnsRecord.Service(page, 0, 0, HTTP, host),
                new DnsRecord.Text(page, "\u0006path=/"),
                new DnsRecord.Address(host, address));
    }

    /// Is such a device until it is ended.
    ///
    /// @param arguments its name, its address, and `terse` if it answers just what it is asked, else `full`
    public static void main(String... arguments) throws IOException {
        LanDevice device =
                new LanDevice(arguments[0], Inet4Address.ofLiteral(arguments[1]), arguments[2].equals("terse"));
        DatagramSocket mdns = listening(Multicast.MDNS);
        DatagramSocket ssdp = listening(Multicast.SSDP);
        Thread.ofPlatform().start(() -> serve(mdns, device::mdns));
        Thread.ofPlatform().start(() -> serve(ssdp, device::ssdp));
        device.lines.println("ready");
    }

    private static DatagramSocket listening(Multicast multicast) throws IOException {
        NetworkInterface lan = NetworkInterface.getByName("eth0");
        DatagramSocket socket = new DatagramSocket(new InetSocketAddress(multicast.group(), multicast.port()));
        socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, lan);
        socket.joinGroup(new InetSocketAddress(multicast.group(), multicast.port()), lan);
        return socket;
    }

    private interface Answering {
        List<byte[]> to(ByteBuffer question, InetSocketAddress asker) throws OddMessageException;
    }

    private static void serve(DatagramSocket socket, Answering answering) {
        DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
        while (true) {
            try {
                packet.setLength(LONGEST);
                socket.receive(packet);
                InetSocketAddress asker = (InetSocketAddress) packet.getSocketAddress();
                for (byte[] answer : answering.to(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()), asker)) {
                    socket.send(new DatagramPacket(answer, answer.length, asker));
                }
            } catch (IOException | OddMessageException e) {
                System.out.println("odd: " + e.getMessage());
            }
        }
    }

    private List<byte[]> mdns(ByteBuffer datagram, InetSocketAddress asker) throws OddMessageException {
        DnsMessage question = DnsReader.read(datagram);
        if (question.response()) {
            return List.of();
        }
        question.questions().forEach(asked -> lines.println("mdns " + asker + " " + asked.name()));
        List<DnsRecord> asked = records.stream()
                .filter(record -> question.questions().stream().anyMatch(one -> isAbout(one, record)))
                .toList();
        List<DnsRecord> told = terse || asked.isEmpty() ? asked : records;
        return DnsWriter.answers(question.id(), question.questions(), told, SECONDS);
    }

    private static boolean isAbout(DnsQuestion question, DnsRecord record) {
        return question.name().equals(record.name())
                && (question.type() == record.type() || question.type() == DnsType.ANY);
    }

    private List<byte[]> ssdp(ByteBuffer datagram, InetSocketAddress asker) throws OddMessageException {
        SsdpSearch search = SsdpSearch.read(datagram);
        lines.println("ssdp " + asker + " " + search.target());
        return List.of(new SsdpAnswer("http", address, HTTP, "/" + name + ".xml", search.target(), "uuid:" + name, "")
                .written());
    }
}
