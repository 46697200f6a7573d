package io.genkan.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.AbstractClientChannel;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.loader.openssh.OpenSSHKeyPairResourceParser;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.util.buffer.Buffer;

/// A program for a host of the lab that asks for two tunnels in one session, which no stock client does, and prints
/// what became of each.
///
/// Arguments: the key's file, the gateway's address and port, the unit.
public final class TwoTunnels {
    private static final String KIND = "tun@openssh.com";
    private static final int POINT_TO_POINT = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private TwoTunnels() {}

    /// Asks for both, one after the other.
    public static void main(String[] arguments) throws Exception {
        int unit = Integer.parseInt(arguments[3]);
        try (SshClient client = SshClient.setUpDefaultClient()) {
            client.setServerKeyVerifier((_, _, _) -> true);
            client.start();
            ClientSession session = client.connect("x", arguments[1], Integer.parseInt(arguments[2]))
                    .verify(PATIENCE)
                    .getSession();
            OpenSSHKeyPairResourceParser.INSTANCE
                    .loadKeyPairs(session, Path.of(arguments[0]), null)
                    .forEach(session::addPublicKeyIdentity);
            session.auth().verify(PATIENCE);
            TunnelChannel first = new TunnelChannel(unit);
            System.out.println("first: " + opened(session, first));
            System.out.println("second: " + opened(session, new TunnelChannel(unit)));
            Thread.sleep(500);
            System.out.println("the first is " + (first.isOpen() && session.isOpen() ? "still open" : "closed"));
        }
    }

    private static String opened(ClientSession session, TunnelChannel channel) throws IOException {
        session.getService(ConnectionService.class).registerChannel(channel);
        OpenFuture future = channel.open();
        future.await(PATIENCE);
        Throwable refusal = future.getException();
        return future.isOpened() ? "open" : refusal == null ? "no answer" : String.valueOf(refusal.getMessage());
    }

    private static final class TunnelChannel extends AbstractClientChannel {
        private final int unit;

        TunnelChannel(int unit) {
            super(KIND);
            this.unit = unit;
        }

        @Override
        public synchronized OpenFuture open() throws IOException {
            if (closeFuture.isClosed()) {
                throw new SshException("the session has been closed");
            }
            openFuture = new DefaultOpenFuture(getChannelId(), futureLock);
            Buffer request = getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_OPEN, 64);
            request.putString(KIND);
            request.putUInt(getChannelId());
            request.putUInt(getLocalWindow().getSize());
            request.putUInt(getLocalWindow().getPacketSize());
            request.putUInt(POINT_TO_POINT);
            request.putUInt(unit);
            writePacket(request);
            return openFuture;
        }

        @Override
        protected void doOpen() {
            // There is nothing to do for a tunnel that carries no packets.
        }

        @Override
        protected void doWriteData(byte[] data, int offset, long length) throws IOException {
            getLocalWindow().release(length);
        }
    }
}
