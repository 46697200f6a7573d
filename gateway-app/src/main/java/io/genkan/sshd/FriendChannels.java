package io.genkan.sshd;

import io.genkan.access.AccessDecision;
import io.genkan.access.Gatekeeper;
import io.genkan.kit.Connections;
import io.genkan.tunnel.Forwardings;
import io.genkan.tunnel.PassTester;
import io.genkan.tunnel.Tunnels;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.springframework.stereotype.Component;

/// The three kinds of channel that a friend can open: a tunnel, a TCP connection into the LAN, and a session with a
/// built-in text. There is no factory for any other kind, so the library refuses it.
@Component
class FriendChannels {
    /// The kind of channel with a built-in text.
    static final String SESSION = "session";

    private final Gatekeeper gate;
    private final Tunnels tunnels;
    private final Forwardings forwardings;
    private final Connections connections;
    private final FriendWords words;
    private final GuestWords guestWords;
    private final RefusedSessions refused;
    private final FriendAnswers answers;
    private final Executor opener = Executors.newVirtualThreadPerTaskExecutor();

    FriendChannels(
            Gatekeeper gate,
            Tunnels tunnels,
            Forwardings forwardings,
            PassTester tester,
            Connections connections,
            FriendWords words,
            GuestWords guestWords,
            RefusedSessions refused) {
        this.gate = gate;
        this.tunnels = tunnels;
        this.forwardings = forwardings;
        this.connections = connections;
        this.words = words;
        this.guestWords = guestWords;
        this.refused = refused;
        this.answers = new FriendAnswers(tunnels, forwardings, tester, connections, words);
    }

    List<ChannelFactory> factories() {
        return List.of(new TunnelFactory(), new ForwardingFactory(), new SessionFactory());
    }

    /// The text for the friend of a session, or for a guest.
    Command shell(ChannelSession channel) throws IOException {
        Guest guest = Guest.of(channel.getSession());
        if (guest != null) {
            return new WaitingText(guest, guestWords, answers, true);
        }
        FriendSession friend = FriendSession.of(channel.getSession());
        if (friend == null) {
            throw new IOException("nobody has authenticated in this session");
        }
        if (gate.entry(friend.identity().key().publicKey().base64()) instanceof AccessDecision.Refused why) {
            refused.end(channel.getSession(), why);
            throw new IOException("not to be inside now: " + why.reason());
        }
        return new FriendShell(connections.detailsOf(friend.identity()), words);
    }

    private final class TunnelFactory implements ChannelFactory {
        @Override
        public String getName() {
            return "tun@openssh.com";
        }

        @Override
        public Channel createChannel(Session session) {
            return new TunnelChannel(tunnels, words, refused, opener);
        }
    }

    private final class ForwardingFactory implements ChannelFactory {
        @Override
        public String getName() {
            return "direct-tcpip";
        }

        @Override
        public Channel createChannel(Session session) {
            return new TcpForwarding(forwardings, words, opener);
        }
    }

    /// The answer to what the friend of a session says in place of a command.
    Command answer(ChannelSession channel, String command) throws IOException {
        Guest guest = Guest.of(channel.getSession());
        if (guest != null) {
            return new WaitingText(guest, guestWords, answers, false);
        }
        FriendSession friend = FriendSession.of(channel.getSession());
        if (friend == null) {
            throw new IOException("nobody has authenticated in this session");
        }
        return new FriendCommand(answers, friend.identity(), command);
    }

    private static final class SessionFactory implements ChannelFactory {
        @Override
        public String getName() {
            return SESSION;
        }

        @Override
        public Channel createChannel(Session session) {
            return new TextOnlySession();
        }
    }

    /// A session in which a terminal, the built-in text and a few answers can be had, and nothing else: no variables
    /// but the language, no agent, no X11; subsystems have no factory.
    private static final class TextOnlySession extends ChannelSession {
        @Override
        protected RequestHandler.Result handleEnv(Buffer buffer, boolean wantReply) throws IOException {
            int begin = buffer.rpos();
            if (!buffer.getString().equals(FriendCommand.LANGUAGE)) {
                return RequestHandler.Result.ReplyFailure;
            }
            buffer.rpos(begin);
            return super.handleEnv(buffer, wantReply);
        }

        @Override
        protected RequestHandler.Result handleAgentForwarding(String type, Buffer buffer, boolean wantReply) {
            return RequestHandler.Result.ReplyFailure;
        }

        @Override
        protected RequestHandler.Result handleX11Forwarding(String type, Buffer buffer, boolean wantReply) {
            return RequestHandler.Result.ReplyFailure;
        }
    }
}
