import java.util.concurrent.CountDownLatch;

/// Counts the hostile frames that a device sees, those that it sends included, until it is asked to end.
///
/// `java Observe.java DEVICE` prints "ready", and at its end a line "ATTACK FRAMES" for each attack of which it saw some.
final class Observe {
    private static final CountDownLatch seenAll = new CountDownLatch(1);
    private static volatile boolean over;

    private Observe() {}

    public static void main(String[] args) {
        PacketSocket socket = PacketSocket.observer(args[0]);
        int[] seen = new int[256];
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(seen)));
        System.out.println("ready");
        while (true) {
            byte[] frame = socket.receive();
            int attack = Mark.in(frame);
            if (attack >= 0) {
                seen[attack]++;
            } else if (frame.length == 0 && over) {
                seenAll.countDown();
                return;
            }
        }
    }

    /// What had come before the signal is still counted.
    private static void end(int[] seen) {
        over = true;
        try {
            seenAll.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        for (int attack = 0; attack < seen.length; attack++) {
            if (seen[attack] > 0) {
                System.out.println(attack + " " + seen[attack]);
            }
        }
    }
}
