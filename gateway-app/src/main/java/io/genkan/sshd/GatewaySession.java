package io.genkan.sshd;

import io.genkan.ssh.transport.ByteLink;
import io.genkan.ssh.transport.LinkIoSession;
import io.genkan.ssh.transport.OutgoingBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.kex.KexState;
import org.apache.sshd.common.session.helpers.KeyExchangeMessageHandler;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.BufferUtils;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.ServerFactoryManager;
import org.apache.sshd.server.session.ServerSessionImpl;
import org.jspecify.annotations.Nullable;

/// A friend's SSH session, in which a tunnel's packets take a short way past the library.
///
/// The library does identification, key exchange, authentication, rekeying and every message but one. Of
/// SSH_MSG_CHANNEL_DATA for a tunnel it would copy, queue and wrap each packet several times, and move the rest of the
/// input once per packet. Here a received packet is decrypted where it lies and handed on from there, and one to be
/// sent is built and encrypted in the very buffer that is written to the socket.
///
/// What must stay the library's way:
///
/// * Sequence numbers and counters are its fields and are kept exactly, since it decides by them when to rekey and
///   resets them under strict key exchange.
/// * No data is sent between our KEXINIT and NEWKEYS: {@link GatewayKeyExchange} is asked under its lock, and the
///   sender waits without that lock.
/// * The order on the wire is the order of encryption: both happen under the library's `encodeLock`.
/// * Nothing waits for the socket under any of these locks. Only {@link OutgoingBytes#flush} does, called by the
///   thread that pumps a tunnel and holds none of them.
///
/// The fields and methods used are protected, not a stable API: the version is pinned, and the rekeying and window
/// tests would notice.
// The superclass's constructor starts nothing that would see this object half-made.
@SuppressWarnings("this-escape")
final class GatewaySession extends ServerSessionImpl {
    /// RFC 4253 §6.1 asks for 35000; channel data has at most 32 KB, and no other message comes near.
    private static final int LONGEST_PACKET = 36_000;

    /// The same before somebody has logged in: a list of algorithms, a key with its signature.
    private static final int LONGEST_STRANGER_PACKET = 8 * 1024;

    private static final int LENGTH_FIELD = 4;
    private static final int PADDING_LENGTH_FIELD = 1;
    private static final int SHORTEST_PADDING = 4;
    private static final int SHORTEST_BLOCK = 8;
    /// Message number, recipient channel and the length of the data.
    private static final int DATA_HEADER = 1 + Integer.BYTES + Integer.BYTES;

    private static final int NOT_READ_YET = -1;

    private final PeerLimits limits;
    private final LinkIoSession link;
    private final OutgoingBytes outgoing;
    private final Padding pads = new Padding();
    private final PeerManners manners = new PeerManners(System.nanoTime());
    /// All data so far, where the library's counters begin anew with each key exchange. Written by the reader.
    private final AtomicLong dataReceived = new AtomicLong();
    /// The same, written under `encodeLock`.
    private final AtomicLong dataSent = new AtomicLong();
    private int packetLength = NOT_READ_YET;
    private volatile @Nullable TunnelChannel tunnel;

    GatewaySession(ServerFactoryManager server, IoSession ioSession, PeerLimits limits) throws Exception {
        super(server, ioSession);
        this.limits = limits;
        this.link = (LinkIoSession) ioSession;
        this.outgoing = link.outgoing();
    }

    @Override
    protected KeyExchangeMessageHandler initializeKeyExchangeMessageHandler() {
        return new GatewayKeyExchange(this, log, this::maySendData);
    }

    /// The time to log in runs from the connection on; the library would begin it anew once keys are exchanged.
    @Override
    public Instant resetAuthTimeout() {
        return getAuthTimeoutStart();
    }

    private boolean maySendData() {
        KexState state = kexState.get();
        return state == KexState.DONE || state == KexState.KEYS;
    }

    /// Lets the datagrams of a channel take the short way.
    void shortcut(TunnelChannel channel) {
        tunnel = channel;
    }

    /// What is borne from the other side.
    PeerLimits limits() {
        return limits;
    }

    /// Notes that the other side sent data to a channel that there is not; for the session's reader.
    void noteStray(int bytes) throws SshException {
        manners.checkStray(bytes, System.nanoTime());
    }

    /// What the other side did is told in the log, once.
    @Override
    public void exceptionCaught(Throwable problem) {
        if (problem instanceof SshException broken && broken.getDisconnectCode() > 0 && !isClosing()) {
            log.warn("the session from {} is cut off: {}", FriendSession.origin(this), broken.getMessage());
        }
        super.exceptionCaught(problem);
    }

    // ---- receiving

    /// Handles every packet that is there as a whole; moves the rest to the front once.
    @Override
    protected void decode() throws Exception {
        boolean anyData = false;
        int kind = handleOne();
        while (kind != NOTHING) {
            anyData |= kind == DATAGRAM;
            kind = handleOne();
        }
        decoderBuffer.compact();
        TunnelChannel to = tunnel;
        if (anyData && to != null) {
            to.endOfBatch();
            checkRekey();
        }
    }

    private static final int NOTHING = 0;
    private static final int MESSAGE = 1;
    private static final int DATAGRAM = 2;

    private int handleOne() throws Exception {
        int start = decoderBuffer.rpos();
        int tail = inCipher == null ? 0 : tailLength();
        if (!readLength(start) || decoderBuffer.available() < LENGTH_FIELD + packetLength + tail) {
            return NOTHING;
        }
        byte[] data = decoderBuffer.array();
        int length = packetLength;
        packetLength = NOT_READ_YET;
        decrypt(data, start, length);
        seqi = seqi + 1 & 0xffffffffL;
        int padding = data[start + LENGTH_FIELD] & 0xff;
        int payload = length - PADDING_LENGTH_FIELD - padding;
        if (payload < 1) {
            throw new SshException(SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR, "a packet of nothing but padding");
        }
        inPacketsCount.incrementAndGet();
        inBytesCount.addAndGet(payload);
        dataReceived.lazySet(dataReceived.getPlain() + payload);
        int at = start + LENGTH_FIELD + PADDING_LENGTH_FIELD;
        int kind = dispatch(data, at, payload);
        decoderBuffer.rpos(start + LENGTH_FIELD + length + tail);
        return kind;
    }

    private int tailLength() {
        int tag = inCipher.getAuthenticationTagSize();
        return tag > 0 ? tag : inMacSize;
    }

    /// Reads the length of the next packet, once; with an authenticating cipher that already uses the cipher.
    ///
    /// @return whether it is known
    private boolean readLength(int start) throws Exception {
        if (packetLength != NOT_READ_YET) {
            return true;
        }
        if (decoderBuffer.available() < LENGTH_FIELD) {
            return false;
        }
        byte[] data = decoderBuffer.array();
        if (inCipher != null && inCipher.getAuthenticationTagSize() > 0) {
            inCipher.updateAAD(data, start, LENGTH_FIELD);
        }
        long length = BufferUtils.getUInt(data, start, LENGTH_FIELD);
        if (length < PADDING_LENGTH_FIELD + SHORTEST_PADDING
                || length > (isAuthenticated() ? LONGEST_PACKET : LONGEST_STRANGER_PACKET)) {
            throw new SshException(
                    SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR, "a packet that claims " + length + " bytes");
        }
        packetLength = (int) length;
        return true;
    }

    private void decrypt(byte[] data, int start, int length) throws Exception {
        if (inCipher == null) {
            return;
        }
        if (inCipher.getAuthenticationTagSize() == 0) {
            if (inMac == null || !inMac.isEncryptThenMac()) {
                throw new IllegalStateException("only encrypt-then-MAC is offered");
            }
            validateIncomingMac(data, start, length + LENGTH_FIELD);
        }
        if (length % Math.max(SHORTEST_BLOCK, inCipherSize) != 0) {
            throw new SshException(SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR, "a packet of broken blocks");
        }
        inCipher.update(data, start + LENGTH_FIELD, length);
        inBlocksCount.addAndGet(length / inCipherSize);
    }

    private int dispatch(byte[] data, int at, int payload) throws Exception {
        TunnelChannel to = tunnel;
        if (to != null
                && data[at] == SshConstants.SSH_MSG_CHANNEL_DATA
                && payload >= DATA_HEADER
                && BufferUtils.getUInt(data, at + 1, Integer.BYTES) == to.getChannelId()) {
            to.receive(data, at + DATA_HEADER, dataLength(data, at, payload));
            return DATAGRAM;
        }
        manners.check(data[at] & 0xff, dataReceived.get() + dataSent.get(), System.nanoTime());
        // A copy, since handlers of rare messages may do with it what they like.
        handleMessage(new ByteArrayBuffer(Arrays.copyOfRange(data, at, at + payload)));
        return MESSAGE;
    }

    private static int dataLength(byte[] data, int at, int payload) throws SshException {
        long claimed = BufferUtils.getUInt(data, at + 1 + Integer.BYTES, Integer.BYTES);
        if (claimed != payload - DATA_HEADER) {
            throw new SshException(
                    SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR,
                    "channel data of " + (payload - DATA_HEADER) + " bytes that claims " + claimed);
        }
        return (int) claimed;
    }

    // ---- sending

    /// Called by the library under its lock with every message that goes its way.
    @Override
    protected Buffer encode(Buffer message) throws IOException {
        dataSent.lazySet(dataSent.getPlain() + message.available());
        return super.encode(message);
    }

    /// Encrypts a datagram behind what is to be written; does not write it. While a key exchange runs this writes what
    /// there is and waits for its end.
    ///
    /// @param recipient the client's number of the channel
    /// @param family the address family that stands in front of the packet; 0 for none
    /// @param packet from position to limit
    void appendDatagram(long recipient, int family, ByteBuffer packet) throws IOException {
        GatewayKeyExchange exchange = (GatewayKeyExchange) kexHandler;
        while (!exchange.beginData()) {
            outgoing.flush();
            exchange.awaitEnd();
        }
        try {
            encodeLock.lock();
            try {
                encrypt(recipient, family, packet);
            } finally {
                encodeLock.unlock();
            }
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new SshException(e);
        } finally {
            exchange.endData();
        }
    }

    private void encrypt(long recipient, int family, ByteBuffer packet) throws Exception {
        int dataBytes = packet.remaining() + (family == 0 ? 0 : Integer.BYTES);
        int payload = DATA_HEADER + dataBytes;
        int block = Math.max(SHORTEST_BLOCK, outCipherSize);
        int padding = -(PADDING_LENGTH_FIELD + payload) & block - 1;
        padding += padding < SHORTEST_PADDING ? block : 0;
        int length = PADDING_LENGTH_FIELD + payload + padding;
        int tag = outCipher.getAuthenticationTagSize();
        int total = LENGTH_FIELD + length + (tag > 0 ? tag : outMac.getBlockSize());
        int offset = outgoing.beginAppend(total);
        boolean done = false;
        try {
            byte[] out = outgoing.array();
            BufferUtils.putUInt(length, out, offset, Integer.BYTES);
            int at = offset + LENGTH_FIELD;
            out[at++] = (byte) padding;
            out[at++] = SshConstants.SSH_MSG_CHANNEL_DATA;
            at += BufferUtils.putUInt(recipient, out, at, Integer.BYTES);
            at += BufferUtils.putUInt(dataBytes, out, at, Integer.BYTES);
            if (family != 0) {
                at += BufferUtils.putUInt(family, out, at, Integer.BYTES);
            }
            int packetBytes = packet.remaining();
            packet.get(out, at, packetBytes);
            pads.fill(out, at + packetBytes, padding);
            seal(out, offset, length, tag);
            done = true;
        } finally {
            if (done) {
                outgoing.endAppend(total);
            } else {
                outgoing.cancelAppend();
            }
        }
        outPacketsCount.incrementAndGet();
        outBytesCount.addAndGet(length);
    }

    private void seal(byte[] out, int offset, int length, int tag) throws Exception {
        if (tag > 0) {
            outCipher.updateWithAAD(out, offset, LENGTH_FIELD, length);
        } else {
            outCipher.update(out, offset + LENGTH_FIELD, length);
            outMac.updateUInt(seqo);
            outMac.update(out, offset, LENGTH_FIELD + length);
            outMac.doFinal(out, offset + LENGTH_FIELD + length);
        }
        seqo = seqo + 1 & 0xffffffffL;
        dataSent.lazySet(dataSent.getPlain() + length);
        outBlocksCount.addAndGet(length / outCipherSize);
    }

    /// Writes what was appended, and waits as long as the friend's side takes; rekeys if it is time.
    void flush() throws IOException {
        outgoing.flush();
        try {
            checkRekey();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new SshException(e);
        }
    }

    /// How long the way there and back takes; for the session's reader.
    int waitingBytes() {
        return link.waitingBytes();
    }

    ByteLink.RoundTrip roundTrip() {
        return link.roundTrip();
    }

    /// The session that a channel belongs to.
    static GatewaySession of(Channel channel) {
        return (GatewaySession) Objects.requireNonNull(channel.getSession(), "a channel without a session");
    }
}
