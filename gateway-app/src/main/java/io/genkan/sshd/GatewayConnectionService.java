package io.genkan.sshd;

import java.io.IOException;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.ServiceFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.UnknownChannelReferenceHandler;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.session.ServerConnectionService;
import org.jspecify.annotations.Nullable;

/// The library's connection service, but a channel that will not open says why in words: the library's own drops the
/// message of the exception.
final class GatewayConnectionService extends ServerConnectionService {
    private final GatewaySession session;

    private GatewayConnectionService(GatewaySession session) throws SshException {
        super(session);
        this.session = session;
    }

    /// The library would end the whole session over one channel too many. A guest has a few texts, and nothing else.
    @Override
    protected void channelOpen(Buffer request) throws Exception {
        if (FriendSession.of(session) == null && !isForAGuest(request)) {
            Guest guest = Guest.of(session);
            refuse(
                    request,
                    SshConstants.SSH_OPEN_ADMINISTRATIVELY_PROHIBITED,
                    guest == null ? "nobody has authenticated in this session" : guest.onlyWaiting());
            return;
        }
        if (getChannels().size() < session.limits().mostChannels()) {
            super.channelOpen(request);
            return;
        }
        refuse(request, SshConstants.SSH_OPEN_RESOURCE_SHORTAGE, "too many channels at once");
    }

    private boolean isForAGuest(Buffer request) {
        int begin = request.rpos();
        String type = request.getString();
        request.rpos(begin);
        return Guest.of(session) != null
                && type.equals(FriendChannels.SESSION)
                && getChannels().size() < Guest.MOST_CHANNELS;
    }

    private void refuse(Buffer request, int reason, String why) throws IOException {
        request.getString();
        long sender = request.getUInt();
        super.sendChannelOpenFailure(request, sender, reason, PlainText.of(why), "");
    }

    /// Data for a channel that there is not is dropped as the library does, within bounds.
    @Override
    public UnknownChannelReferenceHandler resolveUnknownChannelReferenceHandler() {
        UnknownChannelReferenceHandler library = super.resolveUnknownChannelReferenceHandler();
        return (service, command, channel, message) -> {
            if (command == SshConstants.SSH_MSG_CHANNEL_DATA || command == SshConstants.SSH_MSG_CHANNEL_EXTENDED_DATA) {
                session.noteStray(message.available());
            }
            return library.handleUnknownChannelCommand(service, command, channel, message);
        };
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
            if (session instanceof GatewaySession ours) {
                return new GatewayConnectionService(ours);
            }
            throw new IOException("not a server's session: " + session);
        }
    }
}
