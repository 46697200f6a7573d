package io.genkan.sshd;

import io.genkan.access.AccessDecision;
import io.genkan.access.Identity;
import io.genkan.access.Inside;
import io.genkan.settings.CannotStartException;
import io.genkan.settings.GatewayProperties;
import io.genkan.ssh.HostKey;
import io.genkan.ssh.SshAlgorithms;
import io.genkan.ssh.transport.LinkServiceFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.sshd.common.global.KeepAliveHandler;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.session.ServerSessionImpl;
import org.apache.sshd.server.session.ServerUserAuthServiceFactory;
import org.apache.sshd.server.session.SessionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// The SSH server that friends meet. It knows public keys, tunnels and a text; what the library would offer beyond
/// that is not installed.
@Component
public class SshGateway implements SmartLifecycle, Inside {
    private static final Logger log = LoggerFactory.getLogger(SshGateway.class);
    static final Duration AUTHENTICATION_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration KEEPALIVE_INTERVAL = Duration.ofSeconds(15);
    private static final int KEEPALIVES_UNANSWERED = 3;
    /// Says nothing of what runs here beyond the product's name.
    private static final String IDENTIFICATION = "Genkan";

    private final GatewayProperties settings;
    private final RefusedSessions refused;
    private final PreAuthGate gate;
    private final SshServer server;

    SshGateway(
            GatewayProperties settings,
            HostKey hostKey,
            FriendAuthenticator authenticator,
            FriendChannels channels,
            RefusedSessions refused,
            ApplicationEventPublisher events) {
        this.settings = settings;
        this.refused = refused;
        this.gate = new PreAuthGate(AUTHENTICATION_TIMEOUT, events);
        this.server = build(settings, hostKey, authenticator, channels, PeerLimits.USUAL, gate);
    }

    static SshServer build(
            GatewayProperties settings,
            HostKey hostKey,
            FriendAuthenticator authenticator,
            FriendChannels channels,
            PeerLimits limits,
            PreAuthGate gate) {
        SshServer server = new ServerBuilder()
                .keyExchangeFactories(SshAlgorithms.keyExchanges(settings.ssh().curve25519()))
                .cipherFactories(SshAlgorithms.ciphers())
                .macFactories(SshAlgorithms.macs())
                .compressionFactories(SshAlgorithms.compressions())
                .signatureFactories(SshAlgorithms.signatures())
                .channelFactories(channels.factories())
                .globalRequestHandlers(List.of(KeepAliveHandler.INSTANCE))
                .forwardingFilter(RejectAllForwardingFilter.INSTANCE)
                .publickeyAuthenticator(authenticator)
                .build();
        server.setSessionFactory(new SessionFactory(server) {
            @Override
            protected ServerSessionImpl doCreateSession(IoSession ioSession) throws Exception {
                return new GatewaySession(getServer(), ioSession, limits);
            }
        });
        server.addSessionListener(gate);
        server.setIoServiceFactoryFactory(new LinkServiceFactory(limits.patience(), gate));
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey.keyPair()));
        server.setUserAuthFactories(List.of(new KeyTries.Factory(authenticator::proven)));
        server.setServiceFactories(
                List.of(ServerUserAuthServiceFactory.INSTANCE, new GatewayConnectionService.Factory()));
        server.setShellFactory(channels::shell);
        server.setCommandFactory(channels::answer);
        // The library binds to all addresses, IPv6 or not, where it is told none.
        if (!settings.ssh().address().equals("::")) {
            server.setHost(settings.ssh().address());
        }
        server.setPort(settings.ssh().port());
        setTimes(server);
        return server;
    }

    private static void setTimes(SshServer server) {
        CoreModuleProperties.SERVER_IDENTIFICATION.set(server, IDENTIFICATION);
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, KeyTries.MOST_REQUESTS);
        CoreModuleProperties.AUTH_TIMEOUT.set(server, AUTHENTICATION_TIMEOUT);
        // A tunnel may be silent for days; only an unanswered keepalive ends a session.
        CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
        CoreModuleProperties.HEARTBEAT_REQUEST.set(server, "keepalive@openssh.com");
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(server, KEEPALIVE_INTERVAL);
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(server, KEEPALIVES_UNANSWERED);
    }

    @Override
    public void start() {
        try {
            server.start();
        } catch (IOException e) {
            throw new CannotStartException(
                    "Friends cannot knock: port " + settings.ssh().port() + " of "
                            + settings.ssh().address() + " is not to be had (" + e.getMessage() + ").",
                    "Stop what uses this port, or choose another (genkan.ssh.port, genkan.ssh.address).",
                    e);
        }
        log.info("friends knock on port {}", server.getPort());
    }

    @Override
    public void stop() {
        try {
            server.stop(true);
        } catch (IOException e) {
            log.warn("the SSH server did not stop in order: {}", e.getMessage());
        }
    }

    @Override
    public boolean isRunning() {
        return server.isStarted();
    }

    /// Also whoever has only just logged in and may not come in: he is told why, and is outside.
    @Override
    public Collection<Identity> identities() {
        return server.getActiveSessions().stream()
                .filter(session -> session.isAuthenticated() && !session.isClosing())
                .map(FriendSession::of)
                .filter(Objects::nonNull)
                .map(FriendSession::identity)
                .toList();
    }

    /// What goes on before a key is proven.
    public PreAuthFigures preAuth() {
        return gate.figures();
    }

    /// How many sessions of friends were ended since the gateway started because they may not be inside, by reason.
    public Map<AccessDecision.Reason, Long> refusals() {
        return refused.counted();
    }

    @Override
    public void end(Identity identity, AccessDecision.Refused why) {
        for (Session session : server.getActiveSessions()) {
            FriendSession friend = FriendSession.of(session);
            if (friend != null
                    && session.isAuthenticated()
                    && friend.identity().key().publicKey().equals(identity.key().publicKey())) {
                refused.end(session, why);
            }
        }
    }
}
