package io.genkan.discovery.wire;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a message of multicast DNS (RFC 1035 §4, RFC 6762 §18), whole, before anybody decides about any of it.
///
/// Strict: what is cut off, goes on behind its end, points forward or is of another class is no message. Records of
/// other types than {@link DnsRecord} has are passed over, and so are those that take something back (a time to live
/// of 0). What somebody sends who means ill costs no more than its length: a name can point only to what stands before
/// it, and there are limits to how many things there are.
public final class DnsReader {
    /// RFC 6762 §17: the longest message that there is.
    public static final int LONGEST_MESSAGE = 9_000;

    private static final int HEADER_BYTES = 12;
    private static final int MOST_QUESTIONS = 64;
    private static final int MOST_RECORDS = 512;

    /// RFC 6763 §6.2: what fits into one Ethernet frame.
    private static final int LONGEST_TEXT = 1_300;

    private static final int RESPONSE = 0x8000;
    private static final int OPCODE_AND_RCODE = 0x780f;
    private static final int CLASS_IN = 1;
    private static final int CLASS_ANY = 255;

    /// In a question, that the answer may come by unicast; in a record, that it replaces others.
    private static final int TOP_BIT = 0x8000;

    private static final int POINTER = 0xc0;
    private static final int SRV_FIXED_BYTES = 6;

    private final ByteBuffer message;

    private DnsReader(ByteBuffer message) {
        this.message = message;
    }

    /// Reads a message.
    ///
    /// @param datagram from position to limit; its position is moved to its limit
    /// @throws OddMessageException if it is none
    public static DnsMessage read(ByteBuffer datagram) throws OddMessageException {
        if (datagram.remaining() < HEADER_BYTES || datagram.remaining() > LONGEST_MESSAGE) {
            throw new OddMessageException("a message of " + datagram.remaining() + " bytes");
        }
        ByteBuffer message = datagram.slice();
        datagram.position(datagram.limit());
        return new DnsReader(message).read();
    }

    private DnsMessage read() throws OddMessageException {
        int id = unsignedShort();
        int flags = unsignedShort();
        int questions = unsignedShort();
        int answers = unsignedShort();
        int proposals = unsignedShort();
        int additional = unsignedShort();
        if ((flags & OPCODE_AND_RCODE) != 0) {
            throw new OddMessageException("another operation, or an error");
        }
        if (questions > MOST_QUESTIONS || answers + proposals + additional > MOST_RECORDS) {
            throw new OddMessageException("too many of something");
        }
        List<DnsQuestion> asked = new ArrayList<>();
        for (int i = 0; i < questions; i++) {
            asked.add(question());
        }
        List<DnsRecord> records = new ArrayList<>();
        for (int i = 0; i < answers; i++) {
            record().ifPresent(records::add);
        }
        for (int i = 0; i < proposals; i++) {
            var _ = record();
        }
        for (int i = 0; i < additional; i++) {
            record().ifPresent(records::add);
        }
        if (message.hasRemaining()) {
            throw new OddMessageException("something behind its end");
        }
        return new DnsMessage(id, (flags & RESPONSE) != 0, asked, records, proposals);
    }

    private DnsQuestion question() throws OddMessageException {
        DnsName name = name();
        int type = unsignedShort();
        int asked = unsignedShort() & ~TOP_BIT;
        if (asked != CLASS_IN && asked != CLASS_ANY) {
            throw new OddMessageException("a question of the class " + asked);
        }
        return new DnsQuestion(name, type);
    }

    /// Of a record of another type nothing is looked at but its length; so of the class too, which in the DNS's own
    /// options (RFC 6891) is a size.
    private Optional<DnsRecord> record() throws OddMessageException {
        DnsName name = name();
        int type = unsignedShort();
        int recordClass = unsignedShort() & ~TOP_BIT;
        int seconds = (unsignedShort() << Short.SIZE) | unsignedShort();
        int length = unsignedShort();
        int end = message.position() + length;
        if (end > message.limit()) {
            throw new OddMessageException("a record is cut off");
        }
        Optional<DnsRecord> record = data(name, type, end);
        if (message.position() != end) {
            throw new OddMessageException("a record of another length");
        }
        if (record.isPresent() && recordClass != CLASS_IN) {
            throw new OddMessageException("a record of the class " + recordClass);
        }
        return seconds == 0 ? Optional.empty() : record;
    }

    private Optional<DnsRecord> data(DnsName name, int type, int end) throws OddMessageException {
        return switch (type) {
            case DnsType.A -> Optional.of(new DnsRecord.Address(name, address(end)));
            case DnsType.PTR -> Optional.of(new DnsRecord.Pointer(name, name()));
            case DnsType.SRV -> Optional.of(service(name, end));
            case DnsType.TXT -> Optional.of(new DnsRecord.Text(name, text(end)));
            default -> {
                message.position(end);
                yield Optional.empty();
            }
        };
    }

    private Inet4Address address(int end) throws OddMessageException {
        byte[] address = bytes(end - message.position());
        try {
            if (InetAddress.getByAddress(address) instanceof Inet4Address read) {
                return read;
            }
        } catch (UnknownHostException e) {
            // Of another length than an address has.
        }
        throw new OddMessageException("an address of " + address.length + " bytes");
    }

    private DnsRecord service(DnsName name, int end) throws OddMessageException {
        if (end - message.position() < SRV_FIXED_BYTES) {
            throw new OddMessageException("a service is cut off");
        }
        return new DnsRecord.Service(name, unsignedShort(), unsignedShort(), unsignedShort(), name());
    }

    /// RFC 6763 §6.1: strings of up to 255 bytes, one at least.
    private String text(int end) throws OddMessageException {
        int start = message.position();
        if (end - start > LONGEST_TEXT || end == start) {
            throw new OddMessageException("a text of " + (end - start) + " bytes");
        }
        while (message.position() < end) {
            int length = unsignedByte();
            if (length > end - message.position()) {
                throw new OddMessageException("a string is cut off");
            }
            message.position(message.position() + length);
        }
        message.position(start);
        return new String(bytes(end - start), StandardCharsets.ISO_8859_1);
    }

    /// RFC 1035 §4.1.4: labels, or a pointer to where the rest of them stands. A pointer that led to where it stands
    /// itself, or further, would never end: each has to lead to before the place where the last one led.
    private DnsName name() throws OddMessageException {
        List<String> labels = new ArrayList<>();
        int room = DnsName.LONGEST - 1;
        int start = message.position();
        int behind = -1;
        while (true) {
            int length = unsignedByte();
            if (length == 0) {
                break;
            }
            if (length >= POINTER) {
                int target = ((length - POINTER) << Byte.SIZE) | unsignedByte();
                behind = behind < 0 ? message.position() : behind;
                if (target < HEADER_BYTES || target >= start) {
                    throw new OddMessageException("a name that points forward");
                }
                start = target;
                message.position(target);
                continue;
            }
            room -= 1 + length;
            if (length > DnsName.LONGEST_LABEL || room < 0) {
                throw new OddMessageException("a name is too long");
            }
            labels.add(label(length));
        }
        if (behind >= 0) {
            message.position(behind);
        }
        try {
            return new DnsName(labels);
        } catch (IllegalArgumentException e) {
            throw new OddMessageException(String.valueOf(e.getMessage()));
        }
    }

    private String label(int length) throws OddMessageException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(length)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new OddMessageException("a label that is not UTF-8");
        }
    }

    private byte[] bytes(int length) throws OddMessageException {
        refuseShorterThan(length);
        byte[] bytes = new byte[length];
        message.get(bytes);
        return bytes;
    }

    private int unsignedByte() throws OddMessageException {
        refuseShorterThan(Byte.BYTES);
        return Byte.toUnsignedInt(message.get());
    }

    private int unsignedShort() throws OddMessageException {
        refuseShorterThan(Short.BYTES);
        return Short.toUnsignedInt(message.getShort());
    }

    private void refuseShorterThan(int bytes) throws OddMessageException {
        if (message.remaining() < bytes) {
            throw new OddMessageException("it is cut off");
        }
    }
}
