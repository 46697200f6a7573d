import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Connections to an SSH server that never log in, as many as are asked for, and each anew when the server ends it. There
/// are four kinds: one that says nothing, one that sends its list of algorithms and no more, one that sends 32 KB of
/// a packet that it claims to have 256 KB, and one that sends a byte each second.
///
/// `java HalfOpen.java HOST PORT COUNT SECONDS SOURCE…`; the sources are addresses of this host. It prints "ready" after
/// the first round, and at its end how often it connected and how long the oldest connection lasted.
final class HalfOpen {
    private static final long SECOND = 1_000_000_000L;
    private static final int CLAIMED = 256 * 1024;
    private static final int SENT_OF_IT = 32 * 1024;
    private static final byte[] IDENTIFICATION = "SSH-2.0-OpenSSH_9.9\r\n".getBytes(StandardCharsets.US_ASCII);

    private final InetSocketAddress server;
    private final List<InetSocketAddress> sources;
    private final Selector selector = Selector.open();
    private final List<Slot> slots = new ArrayList<>();
    private long connected;
    private long refused;
    private long oldest;

    private HalfOpen(InetSocketAddress server, List<InetSocketAddress> sources) throws IOException {
        this.server = server;
        this.sources = sources;
    }

    /// Where one connection after the other is held.
    private static final class Slot {
        final int number;
        SocketChannel channel;
        long since;
        long retry;
        boolean established;

        Slot(int number) {
            this.number = number;
        }
    }

    public static void main(String[] arguments) throws Exception {
        List<InetSocketAddress> sources = new ArrayList<>();
        for (int i = 4; i < arguments.length; i++) {
            sources.add(new InetSocketAddress(arguments[i], 0));
        }
        InetSocketAddress server = new InetSocketAddress(arguments[0], Integer.parseInt(arguments[1]));
        new HalfOpen(server, sources).run(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
    }

    private void run(int count, int seconds) throws IOException {
        for (int i = 0; i < count; i++) {
            slots.add(new Slot(i));
        }
        long end = System.nanoTime() + seconds * SECOND;
        boolean ready = false;
        long nextBytes = System.nanoTime();
        while (System.nanoTime() < end) {
            for (Slot slot : slots) {
                if (slot.channel == null && slot.retry < System.nanoTime()) {
                    connect(slot);
                }
            }
            if (!ready) {
                ready = true;
                System.out.println("ready");
            }
            selector.select(100);
            for (SelectionKey key : selector.selectedKeys()) {
                serve((Slot) key.attachment(), key);
            }
            selector.selectedKeys().clear();
            if (System.nanoTime() >= nextBytes) {
                nextBytes += SECOND;
                slots.stream().filter(slot -> slot.number % 4 == 3).forEach(this::sendOneByte);
            }
        }
        long now = System.nanoTime();
        slots.stream().filter(slot -> slot.channel != null).forEach(slot -> oldest = Math.max(oldest, now - slot.since));
        System.out.printf(
                "connected %d times, turned away %d times; the oldest lasted %.1f s%n",
                connected, refused, (double) oldest / SECOND);
    }

    private void connect(Slot slot) {
        try {
            SocketChannel channel = SocketChannel.open();
            slot.channel = channel;
            slot.since = System.nanoTime();
            slot.established = false;
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(sources.get(slot.number % sources.size()));
            channel.configureBlocking(false);
            channel.connect(server);
            channel.register(selector, SelectionKey.OP_CONNECT, slot);
        } catch (IOException e) {
            end(slot);
        }
    }

    private void serve(Slot slot, SelectionKey key) {
        try {
            if (key.isConnectable() && slot.channel.finishConnect()) {
                key.interestOps(SelectionKey.OP_READ);
                slot.established = true;
                slot.since = System.nanoTime();
                connected++;
                begin(slot);
            } else if (key.isReadable() && slot.channel.read(ByteBuffer.allocate(4096)) < 0) {
                end(slot);
            }
        } catch (IOException e) {
            end(slot);
        }
    }

    private void begin(Slot slot) throws IOException {
        switch (slot.number % 4) {
            case 1 -> {
                slot.channel.write(ByteBuffer.wrap(IDENTIFICATION));
                slot.channel.write(ByteBuffer.wrap(algorithms()));
            }
            case 2 -> {
                slot.channel.write(ByteBuffer.wrap(IDENTIFICATION));
                slot.channel.write(ByteBuffer.allocate(SENT_OF_IT).putInt(0, CLAIMED));
            }
            default -> {
                // Says nothing, or a byte each second.
            }
        }
    }

    private void sendOneByte(Slot slot) {
        try {
            if (slot.channel != null && slot.established) {
                slot.channel.write(ByteBuffer.wrap(new byte[] {'S'}));
            }
        } catch (IOException e) {
            end(slot);
        }
    }

    private void end(Slot slot) {
        long now = System.nanoTime();
        oldest = Math.max(oldest, now - slot.since);
        refused++;
        slot.retry = now + SECOND;
        try {
            slot.channel.close();
        } catch (IOException e) {
            // It is as closed as it will ever be.
        }
        slot.channel = null;
    }

    /// SSH_MSG_KEXINIT (RFC 4253, section 7.1) in a packet without encryption.
    private static byte[] algorithms() {
        String[] lists = {
            "curve25519-sha256", "ssh-ed25519", "aes128-gcm@openssh.com", "aes128-gcm@openssh.com", "hmac-sha2-256-etm@openssh.com",
            "hmac-sha2-256-etm@openssh.com", "none", "none", "", ""
        };
        ByteBuffer payload = ByteBuffer.allocate(1024).put((byte) 20).put(new byte[16]);
        for (String list : lists) {
            payload.putInt(list.length()).put(list.getBytes(StandardCharsets.US_ASCII));
        }
        payload.put((byte) 0).putInt(0).flip();
        int padding = 16 - (5 + payload.remaining()) % 8;
        ByteBuffer packet = ByteBuffer.allocate(5 + payload.remaining() + padding);
        return packet.putInt(1 + payload.remaining() + padding).put((byte) padding).put(payload).array();
    }
}
