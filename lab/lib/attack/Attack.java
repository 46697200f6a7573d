import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/// Sends what a hostile friend might, by his end of the tunnel.
///
/// `java Attack.java DEVICE MAC GATEWAY-MAC LAN-MAC FRIEND GATEWAY OTHER OTHER-GATEWAY MUTANTS SEED`; for a device
/// that carries packets, not frames, the MACs are empty. Prints a line "NUMBER SENT NAME" for each attack.
final class Attack {
    private static final int FIRST = 1;
    private static final int ROUNDS = 3;
    /// A friend's line is not the thing under attack: no more frames at once than its queue takes.
    private static final int BURST = 20;

    private static final long PAUSE_MILLIS = 10;
    private static final int ETHERNET_HEADER = 14;
    private static final int MOST_BYTES_CHANGED = 4;

    private final House house;
    private final PacketSocket socket;
    private final Random random;
    private int burst;

    private Attack(House house, PacketSocket socket, Random random) {
        this.house = house;
        this.socket = socket;
        this.random = random;
    }

    public static void main(String[] args) throws InterruptedException {
        House house = new House(args[1], args[2], args[3], args[4], args[5], args[6], args[7]);
        Random random = new Random(Long.parseLong(args[9]));
        new Attack(house, PacketSocket.sender(args[0]), random).run(Integer.parseInt(args[8]));
    }

    private void run(int mutants) throws InterruptedException {
        Map<String, List<byte[]>> attacks = new LinkedHashMap<>();
        new PacketAttacks(house).all(FIRST).forEach((name, packets) -> attacks.put(name, carried(packets)));
        if (house.isEthernet()) {
            attacks.putAll(new FrameAttacks(house, random).all(FIRST + attacks.size()));
        }
        List<byte[]> models = attacks.values().stream().flatMap(List::stream).toList();
        int number = FIRST;
        for (Map.Entry<String, List<byte[]>> attack : attacks.entrySet()) {
            int sent = 0;
            for (int round = 0; round < ROUNDS; round++) {
                sent += send(attack.getValue());
            }
            System.out.println(number++ + " " + sent + " " + attack.getKey());
        }
        int sent = 0;
        byte[] mark = Mark.of(number);
        for (int i = 0; i < mutants; i++) {
            sent += send(List.of(mutant(models, mark)));
        }
        System.out.println(number + " " + sent + " mutated frames");
    }

    private List<byte[]> carried(List<byte[]> packets) {
        if (!house.isEthernet()) {
            return packets;
        }
        return Stream.of(house.gatewayMac(), house.lanMac())
                .distinct()
                .flatMap(to -> packets.stream().map(p -> carried(to, p)))
                .toList();
    }

    private byte[] carried(String to, byte[] packet) {
        return Bytes.frame(to, house.mac(), (packet[0] & 0xf0) == 0x60 ? Bytes.IPV6 : Bytes.IPV4, packet);
    }

    private int send(List<byte[]> frames) throws InterruptedException {
        int sent = 0;
        for (byte[] frame : frames) {
            sent += socket.send(frame) ? 1 : 0;
            if (++burst % BURST == 0) {
                Thread.sleep(PAUSE_MILLIS);
            }
        }
        return sent;
    }

    /// One of the frames with some bytes changed, and every other time with the IP header's checksum made right again.
    private byte[] mutant(List<byte[]> models, byte[] mark) {
        int header = house.isEthernet() ? ETHERNET_HEADER : 0;
        while (true) {
            byte[] model = models.get(random.nextInt(models.size()));
            byte[] mutant = Arrays.copyOf(model, model.length + mark.length);
            for (int i = random.nextInt(MOST_BYTES_CHANGED) + 1; i > 0; i--) {
                mutant[random.nextInt(Math.min(header + 48, model.length))] = (byte) random.nextInt(256);
            }
            System.arraycopy(mark, 0, mutant, model.length, mark.length);
            if (random.nextBoolean()) {
                Bytes.checkHeader(mutant, header);
            }
            unmark(mutant, model.length);
            if (!isListed(mutant, header)) {
                return mutant;
            }
        }
    }

    /// The mark of the model would be found first.
    private static void unmark(byte[] mutant, int length) {
        for (int i = 0; i < length; i++) {
            if (mutant[i] == 'G') {
                mutant[i] = 'g';
            }
        }
    }

    /// Whether it has become what the policy allows, and comes out rightly: to the listed host from his own address.
    private boolean isListed(byte[] mutant, int header) {
        byte[] ends = Arrays.copyOfRange(mutant, header + 12, header + 20);
        return Arrays.equals(ends, Bytes.joined(Bytes.ip(house.friend()), Bytes.ip(House.NAS)))
                || (house.isBridged() && isHonestArp(mutant));
    }

    /// On a bridge he asks the NAS himself, and tells of himself.
    private boolean isHonestArp(byte[] mutant) {
        for (String target : List.of(House.NAS, house.friend())) {
            for (int operation : new int[] {1, 2}) {
                byte[] arp = Bytes.arp(operation, house.mac(), house.friend(), house.mac(), target, new byte[0]);
                byte[] honest = Bytes.frame(house.gatewayMac(), house.mac(), Bytes.ARP, arp);
                boolean fromHim = Arrays.equals(mutant, 6, 32, honest, 6, 32);
                if (fromHim && Arrays.equals(mutant, 38, 42, honest, 38, 42)) {
                    return true;
                }
            }
        }
        return false;
    }
}
