package io.genkan.discovery.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Writes messages of multicast DNS. Without compression of names: they are short, and it has been the cause of more
/// than one misunderstanding between devices.
public final class DnsWriter {
    /// What fits into one packet of every tunnel.
    private static final int LONGEST_MESSAGE = 1_200;

    /// An answer, from who knows.
    private static final int AUTHORITATIVE_RESPONSE = 0x8400;

    private static final int CLASS_IN = 1;

    private DnsWriter() {}

    /// Questions, in as many messages as it takes.
    public static List<byte[]> questions(int id, List<DnsQuestion> questions) {
        return split(questions, part -> message(id, 0, part, List.of(), 0));
    }

    /// Answers that say all this, as many as it takes; each repeats the questions.
    ///
    /// @param seconds how long it is good for
    public static List<byte[]> answers(int id, List<DnsQuestion> questions, List<DnsRecord> records, int seconds) {
        return split(records, part -> message(id, AUTHORITATIVE_RESPONSE, questions, part, seconds));
    }

    /// What is too long by itself has a message of its own.
    private static <T> List<byte[]> split(List<T> things, Function<List<T>, byte[]> writing) {
        List<byte[]> messages = new ArrayList<>();
        List<T> part = new ArrayList<>();
        byte[] fits = new byte[0];
        for (T thing : things) {
            part.add(thing);
            byte[] longer = writing.apply(part);
            if (longer.length > LONGEST_MESSAGE && part.size() > 1) {
                messages.add(fits);
                part = new ArrayList<>(List.of(thing));
                longer = writing.apply(part);
            }
            fits = longer;
        }
        if (!part.isEmpty()) {
            messages.add(fits);
        }
        return messages;
    }

    private static byte[] message(
            int id, int flags, List<DnsQuestion> questions, List<DnsRecord> records, int seconds) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream message = new DataOutputStream(bytes)) {
            message.writeShort(id);
            message.writeShort(flags);
            message.writeShort(questions.size());
            message.writeShort(records.size());
            message.writeShort(0);
            message.writeShort(0);
            for (DnsQuestion question : questions) {
                write(question.name(), message);
                message.writeShort(question.type());
                message.writeShort(CLASS_IN);
            }
            for (DnsRecord record : records) {
                write(record.name(), message);
                message.writeShort(record.type());
                message.writeShort(CLASS_IN);
                message.writeInt(seconds);
                byte[] data = data(record);
                message.writeShort(data.length);
                message.write(data);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] data(DnsRecord record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream data = new DataOutputStream(bytes)) {
            switch (record) {
                case DnsRecord.Address address -> data.write(address.address().getAddress());
                case DnsRecord.Pointer pointer -> write(pointer.target(), data);
                case DnsRecord.Service service -> {
                    data.writeShort(service.priority());
                    data.writeShort(service.weight());
                    data.writeShort(service.port());
                    write(service.target(), data);
                }
                case DnsRecord.Text text -> data.write(text.data().getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return bytes.toByteArray();
    }

    private static void write(DnsName name, DataOutputStream to) throws IOException {
        for (String label : name.labels()) {
            byte[] bytes = label.getBytes(StandardCharsets.UTF_8);
            to.writeByte(bytes.length);
            to.write(bytes);
        }
        to.writeByte(0);
    }
}
