package io.genkan.sshd;

import io.genkan.sshd.Penalties.Offence;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKey;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.session.ServerSession;

/// The library's public key authentication, with a count of what was tried: an agent full of keys may offer them one
/// by one without a signature, which gives nothing away and costs little; a signature that does not hold is a try.
final class KeyTries {
    static final int MOST_OFFERS = 20;
    static final int MOST_FAILED_SIGNATURES = 4;
    /// The first request of most clients is for `none`, to learn what there is.
    static final int MOST_REQUESTS = 1 + MOST_OFFERS + MOST_FAILED_SIGNATURES;

    private static final AttributeKey<KeyTries> KEY = new AttributeKey<>();

    private int offers;
    private int failedSignatures;

    private static KeyTries of(ServerSession session) {
        return session.computeAttributeIfAbsent(KEY, _ -> new KeyTries());
    }

    /// @return whether there may be more
    private boolean count(boolean signed) {
        return signed ? ++failedSignatures < MOST_FAILED_SIGNATURES : ++offers <= MOST_OFFERS;
    }

    /// Makes an authentication that counts, for each request.
    static final class Factory extends UserAuthPublicKeyFactory {
        private final Predicate<ServerSession> lastWord;

        /// @param lastWord whether somebody may log in whose signature holds
        Factory(Predicate<ServerSession> lastWord) {
            this.lastWord = lastWord;
        }

        @Override
        public UserAuthPublicKey createUserAuth(ServerSession session) throws IOException {
            UserAuthPublicKey plain = super.createUserAuth(session);
            return new Counting(plain.getSignatureFactories(), lastWord);
        }
    }

    private static final class Counting extends UserAuthPublicKey {
        private final Predicate<ServerSession> lastWord;

        Counting(List<NamedFactory<Signature>> all, Predicate<ServerSession> lastWord) {
            super(all);
            this.lastWord = lastWord;
        }

        @Override
        @SuppressWarnings("NullAway") // The library's null means that the client goes on.
        public Boolean doAuth(Buffer request, boolean init) throws Exception {
            boolean signed = request.rawByte(request.rpos()) != 0;
            Boolean answer = false;
            try {
                answer = super.doAuth(request, init);
                if (Boolean.TRUE.equals(answer)) {
                    // Also if that fails.
                    answer = false;
                    answer = lastWord.test(getServerSession());
                }
            } finally {
                boolean proven = Boolean.TRUE.equals(answer);
                if (!proven && !mayGoOn(signed)) {
                    getServerSession()
                            .disconnect(
                                    SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE,
                                    "Too many authentication failures");
                }
            }
            return answer;
        }

        private boolean mayGoOn(boolean signed) {
            if (signed) {
                PreAuthGate.blame(getServerSession(), Offence.FAILED_SIGNATURE);
            }
            return of(getServerSession()).count(signed);
        }
    }
}
