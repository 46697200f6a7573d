package io.genkan.lab;

import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/// A steady stream of datagrams from one host of the lab to another, where each is noted with the moment of its
/// arrival. Started in the hosts as programs of their own; the hosts have one clock, the machine's.
final class DatagramStream {
    private static final int EVERY_MILLIS = 10;
    private static final int LENGTH = 1_000;
    private static final int PORT = 7_001;

    private DatagramStream() {}

    /// Without arguments: notes what arrives, a line each, in milliseconds since 1970. With an address: sends there,
    /// and goes on where there is no way.
    public static void main(String... arguments) throws Exception {
        if (arguments.length == 0) {
            note(new PrintStream(System.out, true));
        } else {
            send(new InetSocketAddress(InetAddress.getByName(arguments[0]), PORT));
        }
    }

    private static void note(PrintStream lines) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(PORT)) {
            DatagramPacket packet = new DatagramPacket(new byte[LENGTH], LENGTH);
            while (true) {
                socket.receive(packet);
                lines.println(System.currentTimeMillis());
            }
        }
    }

    private static void send(InetSocketAddress to) throws Exception {
        DatagramPacket packet = new DatagramPacket(new byte[LENGTH], LENGTH, to);
        try (DatagramSocket socket = new DatagramSocket()) {
            while (true) {
                try {
                    socket.send(packet);
                } catch (IOException e) {
                    // No tunnel, no way; there may be one the next time.
                }
                TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
            }
        }
    }

    /// The length of each as an IP packet: with the headers of UDP and IPv4.
    static int packetLength() {
        return LENGTH + 8 + 20;
    }

    /// The command to start it with.
    static String[] command(String... arguments) {
        return TestProgram.command(DatagramStream.class, arguments);
    }
}
