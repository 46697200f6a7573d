import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What a friend can try with Ethernet frames beside IP packets under his own hardware address.
final class FrameAttacks {
    private static final String HOSTILE = "02:66:66:66:66:66";
    private static final String NOBODY = "00:00:00:00:00:00";
    private static final int REPLY = 2;
    private static final int REQUEST = 1;
    private static final int FLOOD = 300;

    private final House house;
    private final Random random;
    private final Map<String, List<byte[]>> attacks = new LinkedHashMap<>();

    FrameAttacks(House house, Random random) {
        this.house = house;
        this.random = random;
    }

    /// By name; the number of an attack is its place, counted from FIRST.
    Map<String, List<byte[]>> all(int first) {
        add(first, "flood of hardware addresses", this::flood);
        add(first, "second hardware address", m -> List.of(
                listed(HOSTILE, m), listed(house.gatewayMac(), m), listed(house.lanMac(), m)));
        add(first, "group hardware address", m -> List.of(listed("03:00:00:00:00:01", m), listed(Bytes.BROADCAST, m)));
        add(first, "ARP spoofing", this::spoofs);
        add(first, "ARP scan", this::scan);
        add(first, "rogue DHCP", this::dhcp);
        add(first, "rogue IPv6 router and neighbour", m -> inFrames("33:33:00:00:00:01", Bytes.IPV6, List.of(
                Bytes.packet6("fe80::bad", "ff02::1", 58, Bytes.icmp(134, 0, m)),
                Bytes.packet6("fe80::bad", "ff02::1", 58, Bytes.icmp(136, 0, m)),
                Bytes.packet6("fe80::bad", "ff02::16", 58, Bytes.icmp(143, 0, m)))));
        add(first, "VLAN and QinQ", this::vlans);
        add(first, "spanning tree", m -> frames(m, "01:80:c2:00:00:00", 39, "424203000002023c"));
        add(first, "LLDP and EAPOL", m -> List.of(
                raw("01:80:c2:00:00:0e", 0x88cc, m), raw("01:80:c2:00:00:03", 0x888e, m)));
        add(first, "CDP and pause", m -> List.of(
                raw("01:00:0c:cc:cc:cc", 60, m), raw("01:80:c2:00:00:01", 0x8808, m)));
        add(first, "other protocols of Ethernet", this::otherTypes);
        add(first, "frame to somebody else", m -> List.of(
                Bytes.frame("02:00:00:00:00:77", house.mac(), Bytes.IPV4, listedPacket(m)),
                Bytes.frame("01:00:5e:00:00:fb", house.mac(), Bytes.IPV4, unlistedPacket(m)),
                Bytes.frame(Bytes.BROADCAST, house.mac(), Bytes.IPV4, unlistedPacket(m))));
        return attacks;
    }

    private interface Maker {
        List<byte[]> make(byte[] mark);
    }

    private void add(int first, String name, Maker maker) {
        attacks.put(name, maker.make(Mark.of(first + attacks.size())));
    }

    private byte[] listedPacket(byte[] mark) {
        byte[] segment = Bytes.syn(house.friend(), House.NAS, House.LISTED_PORT, mark);
        return Bytes.packet(house.friend(), House.NAS, Bytes.TCP, segment);
    }

    private byte[] unlistedPacket(byte[] mark) {
        return Bytes.packet(house.friend(), House.LAN_BROADCAST, Bytes.UDP, Bytes.udp(137, 137, mark));
    }

    /// What he might send, under an address that is not his.
    private byte[] listed(String mac, byte[] mark) {
        return Bytes.frame(house.lanMac(), mac, Bytes.IPV4, listedPacket(mark));
    }

    private List<byte[]> flood(byte[] mark) {
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < FLOOD; i++) {
            byte[] tail = new byte[4];
            random.nextBytes(tail);
            frames.add(listed("02:67:%02x:%02x:%02x:%02x".formatted(tail[0], tail[1], tail[2], tail[3]), mark));
        }
        return frames;
    }

    /// Answers and announcements for addresses that are not his, and for his own at another's hardware address.
    private List<byte[]> spoofs(byte[] mark) {
        List<byte[]> frames = new ArrayList<>();
        List<String> claimed = List.of(
                House.ROUTER, House.NAS, House.GATEWAY_IN_LAN, house.gateway(), house.other(), house.otherGateway());
        for (String ip : claimed) {
            for (String mac : List.of(house.mac(), HOSTILE)) {
                frames.add(arp(Bytes.BROADCAST, REPLY, mac, ip, Bytes.BROADCAST, ip, mark));
                frames.add(arp(house.gatewayMac(), REPLY, mac, ip, house.gatewayMac(), house.gateway(), mark));
                frames.add(arp(house.gatewayMac(), REQUEST, mac, ip, NOBODY, house.gateway(), mark));
            }
        }
        frames.add(arp(house.gatewayMac(), REPLY, HOSTILE, house.friend(), house.gatewayMac(), house.gateway(), mark));
        return frames;
    }

    private byte[] arp(String to, int operation, String mac, String ip, String targetMac, String target, byte[] mark) {
        return Bytes.frame(to, house.mac(), Bytes.ARP, Bytes.arp(operation, mac, ip, targetMac, target, mark));
    }

    private List<byte[]> scan(byte[] mark) {
        List<byte[]> frames = new ArrayList<>();
        for (int host = 1; host < 255; host++) {
            String ip = "192.168.100." + host;
            if (house.isBridged() && List.of(House.NAS, house.friend()).contains(ip)) {
                // There he may ask.
                continue;
            }
            frames.add(arp(Bytes.BROADCAST, REQUEST, house.mac(), house.friend(), NOBODY, ip, mark));
        }
        return frames;
    }

    private List<byte[]> dhcp(byte[] mark) {
        byte[] offer = Bytes.joined(Bytes.hex("020106001234567800000000"), new byte[224], Bytes.hex("63825363350102ff"), mark);
        return inFrames(Bytes.BROADCAST, Bytes.IPV4, List.of(
                Bytes.packet(house.friend(), "255.255.255.255", Bytes.UDP, Bytes.udp(67, 68, offer)),
                Bytes.packet(House.ROUTER, "255.255.255.255", Bytes.UDP, Bytes.udp(67, 68, offer)),
                Bytes.packet("0.0.0.0", "255.255.255.255", Bytes.UDP, Bytes.udp(68, 67, offer))));
    }

    private List<byte[]> vlans(byte[] mark) {
        List<byte[]> frames = new ArrayList<>();
        for (String tag : List.of("0000", "0001", "0064")) {
            byte[] tagged = Bytes.joined(Bytes.hex(tag + "0800"), listedPacket(mark));
            frames.add(Bytes.frame(house.lanMac(), house.mac(), 0x8100, tagged));
            frames.add(Bytes.frame(house.lanMac(), house.mac(), 0x88a8, tagged));
            byte[] twice = Bytes.joined(Bytes.hex(tag + "8100" + tag + "0800"), listedPacket(mark));
            frames.add(Bytes.frame(house.lanMac(), house.mac(), 0x88a8, twice));
            frames.add(Bytes.frame(house.lanMac(), house.mac(), 0x8100, twice));
            byte[] arp = Bytes.arp(REQUEST, house.mac(), house.friend(), NOBODY, house.gateway(), mark);
            frames.add(Bytes.frame(Bytes.BROADCAST, house.mac(), 0x8100, Bytes.joined(Bytes.hex(tag + "0806"), arp)));
        }
        return frames;
    }

    private List<byte[]> otherTypes(byte[] mark) {
        List<byte[]> frames = new ArrayList<>();
        // Wake-on-LAN, RARP, IPX, PPPoE, MPLS, MACsec, PTP, loopback.
        for (int type : new int[] {0x0842, 0x8035, 0x8137, 0x8863, 0x8864, 0x8847, 0x88e5, 0x88f7, 0x9000}) {
            frames.add(raw(Bytes.BROADCAST, type, mark));
            frames.add(raw(house.gatewayMac(), type, mark));
        }
        return frames;
    }

    private List<byte[]> frames(byte[] mark, String to, int type, String start) {
        return List.of(Bytes.frame(to, house.mac(), type, Bytes.joined(Bytes.hex(start), new byte[22], mark)));
    }

    private byte[] raw(String to, int type, byte[] mark) {
        return Bytes.frame(to, house.mac(), type, Bytes.joined(new byte[24], mark));
    }

    private List<byte[]> inFrames(String to, int type, List<byte[]> packets) {
        return packets.stream().map(p -> Bytes.frame(to, house.mac(), type, p)).toList();
    }
}
