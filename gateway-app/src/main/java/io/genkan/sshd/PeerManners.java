package io.genkan.sshd;

import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;

/// Watches over what costs the gateway much and the other side little: renewing keys without pause, and messages that
/// carry nothing. Whoever goes on with either is cut off.
///
/// Both are allowed in proportion to the data carried: a stock client renews its keys after a volume that its user may
/// choose (`RekeyLimit`), and opens its windows as it receives. Used by the session's reader alone.
final class PeerManners {
    /// A key exchange costs a Pi about as much as carrying this.
    private static final long BYTES_FOR_A_KEY_EXCHANGE = 512 * 1024;

    private static final int KEY_EXCHANGES_AT_ONCE = 10;
    private static final double KEY_EXCHANGES_PER_SECOND = 0.1;

    /// A stock client opens a window in steps of about 100 KB; others do so with each packet.
    private static final long BYTES_FOR_A_MESSAGE = 512;

    private static final int MESSAGES_AT_ONCE = 5_000;
    private static final double MESSAGES_PER_SECOND = 200;

    private final PeerBudget keyExchanges;
    private final PeerBudget messages;
    private long carriedBeforeExchange;
    private long carriedBeforeMessage;

    /// @param now any clock in nanoseconds
    PeerManners(long now) {
        keyExchanges = new PeerBudget(KEY_EXCHANGES_AT_ONCE, KEY_EXCHANGES_PER_SECOND, BYTES_FOR_A_KEY_EXCHANGE, now);
        messages = new PeerBudget(MESSAGES_AT_ONCE, MESSAGES_PER_SECOND, BYTES_FOR_A_MESSAGE, now);
    }

    /// Looks at a message before it is handled.
    ///
    /// @param message its number
    /// @param carried how many bytes of data the session has carried so far, both ways
    /// @throws SshException if there were too many of its kind
    void check(int message, long carried, long now) throws SshException {
        if (message == SshConstants.SSH_MSG_KEXINIT) {
            boolean allowed = keyExchanges.spend(carried - carriedBeforeExchange, now);
            carriedBeforeExchange = carried;
            refuseUnless(allowed, "keys are renewed without pause");
        } else if (!carriesData(message)) {
            boolean allowed = messages.spend(carried - carriedBeforeMessage, now);
            carriedBeforeMessage = carried;
            refuseUnless(allowed, "too many messages that carry nothing");
        }
    }

    /// Notes data for a channel that there is not. A little of it may be on the way when a channel closes.
    ///
    /// @param bytes how much, which is not carried
    /// @throws SshException if there was too much
    void checkStray(int bytes, long now) throws SshException {
        carriedBeforeMessage += bytes;
        refuseUnless(messages.spend(0, now), "data for channels that there are not");
    }

    private static boolean carriesData(int message) {
        return message == SshConstants.SSH_MSG_CHANNEL_DATA || message == SshConstants.SSH_MSG_CHANNEL_EXTENDED_DATA;
    }

    private static void refuseUnless(boolean allowed, String words) throws SshException {
        if (!allowed) {
            throw new SshException(SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR, words);
        }
    }
}
