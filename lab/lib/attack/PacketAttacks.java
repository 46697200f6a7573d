import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a friend can try with IP packets, whatever his tunnel carries. Each gives packets without a link header.
final class PacketAttacks {
    private static final List<Integer> GATEWAY_PORTS = List.of(22, 53, 80, 443, 2222, 8443);
    private static final int MORE_FRAGMENTS = 0x2000;

    private final House house;
    private final Map<String, List<byte[]>> attacks = new LinkedHashMap<>();

    PacketAttacks(House house) {
        this.house = house;
    }

    /// By name; the number of an attack is its place, counted from FIRST.
    Map<String, List<byte[]>> all(int first) {
        add(first, "source of a LAN host", m -> from(m, House.NAS, House.TV, House.ROUTER));
        add(first, "source of another friend", m -> from(m, house.other(), house.otherGateway()));
        add(first, "source in the internet", m -> from(m, House.INTERNET, "8.8.8.8"));
        add(first, "source loopback", m -> from(m, "127.0.0.1", "127.8.8.8"));
        add(first, "source of the gateway", m -> from(m, house.gateway(), House.GATEWAY_IN_LAN));
        add(first, "source nobody", m -> from(m, "0.0.0.0", "255.255.255.255", "224.0.0.1", "169.254.7.7", "240.0.0.1"));
        add(first, "router", m -> to(m, House.ROUTER));
        add(first, "unlisted host", m -> to(m, House.TV, "192.168.100.77"));
        add(first, "unlisted port", this::unlistedPorts);
        add(first, "gateway's services", this::gatewayServices);
        add(first, "another friend", m -> to(m, house.other(), house.otherGateway()));
        add(first, "broadcast", m -> to(m, House.LAN_BROADCAST, "192.168.100.0", "255.255.255.255"));
        add(first, "multicast", m -> to(m, "224.0.0.1", "224.0.0.251", "239.255.255.250"));
        add(first, "IGMP", m -> List.of(
                Bytes.packet(house.friend(), "224.0.0.22", Bytes.IGMP, Bytes.icmp(0x22, 0, m)),
                Bytes.packet(house.friend(), "224.0.0.1", Bytes.IGMP, Bytes.icmp(0x11, 0, m))));
        add(first, "internet", m -> to(m, House.INTERNET));
        add(first, "special addresses", m -> to(m, "169.254.169.254", "0.0.0.0", "127.0.0.1", "240.0.0.1"));
        add(first, "fragments of an unlisted port", this::fragments);
        add(first, "tiny fragments", this::tinyFragments);
        add(first, "overlapping fragments", this::overlappingFragments);
        add(first, "source route", this::sourceRoutes);
        add(first, "other protocols", this::otherProtocols);
        add(first, "IPv6", this::ipv6);
        return attacks;
    }

    private interface Maker {
        List<byte[]> make(byte[] mark);
    }

    private void add(int first, String name, Maker maker) {
        attacks.put(name, maker.make(Mark.of(first + attacks.size())));
    }

    /// From an address that is not his, to what he may reach and to what not.
    private List<byte[]> from(byte[] mark, String... sources) {
        List<byte[]> packets = new ArrayList<>();
        for (String source : sources) {
            packets.add(syn(source, House.NAS, House.LISTED_PORT, mark));
            packets.add(Bytes.packet(source, House.TV, Bytes.UDP, Bytes.udp(53, 53, mark)));
            packets.add(Bytes.packet(source, House.ROUTER, Bytes.ICMP, Bytes.icmp(8, 0, mark)));
            packets.add(Bytes.packet(source, house.gateway(), Bytes.UDP, Bytes.udp(67, 67, mark)));
        }
        return packets;
    }

    private List<byte[]> to(byte[] mark, String... targets) {
        List<byte[]> packets = new ArrayList<>();
        for (String target : targets) {
            packets.add(syn(house.friend(), target, 80, mark));
            packets.add(Bytes.packet(house.friend(), target, Bytes.UDP, Bytes.udp(5353, 5353, mark)));
            packets.add(Bytes.packet(house.friend(), target, Bytes.ICMP, Bytes.icmp(8, 0, mark)));
        }
        return packets;
    }

    private static byte[] syn(String from, String to, int port, byte[] mark) {
        return Bytes.packet(from, to, Bytes.TCP, Bytes.syn(from, to, port, mark));
    }

    private List<byte[]> unlistedPorts(byte[] mark) {
        return List.of(
                syn(house.friend(), House.NAS, 22, mark),
                syn(house.friend(), House.NAS, 7, mark),
                Bytes.packet(house.friend(), House.NAS, Bytes.UDP, Bytes.udp(80, 80, mark)),
                Bytes.packet(house.friend(), House.NAS, Bytes.UDP, Bytes.udp(7, 7, mark)),
                Bytes.packet(house.friend(), House.NAS, Bytes.ICMP, Bytes.icmp(8, 0, mark)),
                Bytes.packet(house.friend(), House.NAS, Bytes.ICMP, Bytes.icmp(5, 1, mark)));
    }

    private List<byte[]> gatewayServices(byte[] mark) {
        List<byte[]> packets = new ArrayList<>();
        for (String address : List.of(house.gateway(), House.GATEWAY_IN_LAN, house.otherGateway())) {
            for (int port : GATEWAY_PORTS) {
                packets.add(syn(house.friend(), address, port, mark));
                packets.add(Bytes.packet(house.friend(), address, Bytes.UDP, Bytes.udp(port, port, mark)));
            }
            // Redirect, timestamp and mask: all that a host may heed, but for the echo to his own end.
            packets.add(Bytes.packet(house.friend(), address, Bytes.ICMP, Bytes.icmp(5, 1, mark)));
            packets.add(Bytes.packet(house.friend(), address, Bytes.ICMP, Bytes.icmp(13, 0, mark)));
            packets.add(Bytes.packet(house.friend(), address, Bytes.ICMP, Bytes.icmp(17, 0, mark)));
        }
        packets.add(Bytes.packet(house.friend(), House.GATEWAY_IN_LAN, Bytes.ICMP, Bytes.icmp(8, 0, mark)));
        return packets;
    }

    /// A datagram to a port that is not listed, the second fragment alone, and the second before the first.
    private List<byte[]> fragments(byte[] mark) {
        byte[] datagram = Bytes.udp(53, 53, Bytes.joined(mark, new byte[40 - Mark.LENGTH], mark));
        byte[] first = fragment(House.NAS, Bytes.UDP, MORE_FRAGMENTS, java.util.Arrays.copyOf(datagram, 24));
        byte[] last = fragment(House.NAS, Bytes.UDP, 3, java.util.Arrays.copyOfRange(datagram, 24, datagram.length));
        return List.of(first, last, last, last, first);
    }

    /// RFC 3128: the ports in the first fragment, the flags in the second.
    private List<byte[]> tinyFragments(byte[] mark) {
        byte[] segment = Bytes.syn(house.friend(), House.NAS, 22, mark);
        return List.of(
                fragment(House.NAS, Bytes.TCP, MORE_FRAGMENTS, java.util.Arrays.copyOf(segment, 8)),
                fragment(House.NAS, Bytes.TCP, 1, java.util.Arrays.copyOfRange(segment, 8, segment.length)),
                fragment(House.TV, Bytes.TCP, MORE_FRAGMENTS, java.util.Arrays.copyOf(segment, 8)),
                fragment(House.TV, Bytes.TCP, 1, java.util.Arrays.copyOfRange(segment, 8, segment.length)));
    }

    /// RFC 1858: the first fragment names the listed port, a second one over it another.
    private List<byte[]> overlappingFragments(byte[] mark) {
        byte[] innocent = Bytes.syn(house.friend(), House.NAS, House.LISTED_PORT, Bytes.joined(mark, new byte[3]));
        byte[] guilty = Bytes.syn(house.friend(), House.NAS, 22, Bytes.joined(mark, new byte[3]));
        return List.of(
                fragment(House.NAS, Bytes.TCP, MORE_FRAGMENTS, java.util.Arrays.copyOf(innocent, 24)),
                fragment(House.NAS, Bytes.TCP, MORE_FRAGMENTS, java.util.Arrays.copyOf(guilty, 24)),
                fragment(House.NAS, Bytes.TCP, 1, java.util.Arrays.copyOfRange(guilty, 8, 28)));
    }

    private byte[] fragment(String to, int protocol, int flagsAndOffset, byte[] part) {
        return Bytes.packet(house.friend(), to, protocol, flagsAndOffset, new byte[0], part);
    }

    /// Loose and strict source route by the gateway and the NAS to what is not listed.
    private List<byte[]> sourceRoutes(byte[] mark) {
        List<byte[]> packets = new ArrayList<>();
        for (String kind : List.of("83", "89")) {
            for (String via : List.of(house.gateway(), House.NAS)) {
                byte[] options = Bytes.joined(Bytes.hex(kind + "0704"), Bytes.ip(House.TV), new byte[1]);
                byte[] segment = Bytes.syn(house.friend(), House.TV, House.LISTED_PORT, mark);
                packets.add(Bytes.packet(house.friend(), via, Bytes.TCP, 0, options, segment));
            }
        }
        return packets;
    }

    private List<byte[]> otherProtocols(byte[] mark) {
        List<byte[]> packets = new ArrayList<>();
        // IP in IP, IPv6 in IP, GRE, ESP, OSPF, VRRP, SCTP and one that nobody has.
        for (int protocol : new int[] {4, 41, 47, 50, 89, 112, 132, 253}) {
            for (String target : List.of(House.NAS, House.TV, house.gateway(), house.other())) {
                packets.add(Bytes.packet(house.friend(), target, protocol, Bytes.joined(new byte[20], mark)));
            }
        }
        return packets;
    }

    private List<byte[]> ipv6(byte[] mark) {
        List<byte[]> packets = new ArrayList<>();
        // Neighbour and router solicitation and advertisement, echo, MLD.
        for (int type : new int[] {133, 134, 135, 136, 128, 143}) {
            for (String target : List.of("ff02::1", "ff02::2", "fe80::1", "2001:db8::1", "::1")) {
                packets.add(Bytes.packet6("fe80::bad", target, 58, Bytes.icmp(type, 0, Bytes.joined(new byte[16], mark))));
            }
        }
        packets.add(Bytes.packet6("2001:db8::bad", "ff02::fb", Bytes.UDP, Bytes.udp(5353, 5353, mark)));
        return packets;
    }
}
