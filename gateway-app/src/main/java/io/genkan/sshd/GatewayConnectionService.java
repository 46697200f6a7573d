package io.genkan.sshd;

import java.io.IOException;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.ServiceFactory;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.session.AbstractServerSession;
import org.apache.sshd.server.session.ServerConnectionService;
import org.jspecify.annotations.Nullable;

/// The library's connection service, but a channel that will not open says why in words: the library's own drops the
/// message of the exception.
final class GatewayConnectionService extends ServerConnectionService {
    private GatewayConnectionService(AbstractServerSession session) throws SshException {
        super(session);
    }

    @Override
    protected IoWriteFuture sendChannelOpenFailure(
            Buffer buffer, long sender, int reasonCode, String message, String language) throws IOException {
        FriendSession friend = FriendSession.of(getSession());
        String words = friend == null ? null : friend.refusal(sender);
        return super.sendChannelOpenFailure(
                buffer, sender, reasonCode, words == null ? message : PlainText.of(words), language);
    }

    /// Closes the tunnel of a friend who leaves: his ssh waits for every channel that is open before it ends.
    static void leave(Session session) {
        FriendSession friend = FriendSession.of(session);
        GatewayConnectionService service = session.getService(GatewayConnectionService.class);
        if (friend != null && service != null) {
            friend.sayGoodbye();
            for (Channel channel : service.getChannels()) {
                if (channel instanceof TunnelChannel) {
                    channel.close(false);
                }
            }
        }
    }

    /// Makes one per session.
    static final class Factory implements ServiceFactory {
        @Override
        public String getName() {
            return "ssh-connection";
        }

        @Override
        public Service create(@Nullable Session session) throws IOException {
            if (session instanceof AbstractServerSession server) {
                return new GatewayConnectionService(server);
            }
            throw new IOException("not a server's session: " + session);
        }
    }
}
