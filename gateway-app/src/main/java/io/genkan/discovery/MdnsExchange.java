package io.genkan.discovery;

import io.genkan.discovery.wire.DnsMessage;
import io.genkan.discovery.wire.DnsQuestion;
import io.genkan.discovery.wire.DnsReader;
import io.genkan.discovery.wire.DnsRecord;
import io.genkan.discovery.wire.DnsType;
import io.genkan.discovery.wire.DnsWriter;
import io.genkan.discovery.wire.OddMessageException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A question of multicast DNS.
///
/// It is asked in the home network as by a resolver that knows nothing of multicast (RFC 6762 §6.7), so that the
/// answers come to the gateway alone. Not all devices add to an answer what it leads to, and a service of which nobody
/// has said at which address it is cannot be told: so what is missing is asked too, once.
final class MdnsExchange implements Exchange {
    private static final Set<Integer> TYPES = Set.of(DnsType.A, DnsType.PTR, DnsType.SRV, DnsType.TXT, DnsType.ANY);

    static final int MOST_QUESTIONS = 32;
    static final int MOST_RECORDS = 256;

    /// So long an answer is kept by a program that asks once, RFC 6762 §6.7 says at most.
    private static final int SECONDS_ONCE = 10;

    /// And by one that would have heard of changes, here: those of the home network do not come this far.
    private static final int SECONDS = 60;

    /// RFC 6762 §18.1: that of an answer to a group.
    private static final int NO_ID = 0;

    private final DnsMessage asked;
    private final boolean once;
    private final int id;
    private final Set<DnsQuestion> questions;
    private final Set<DnsRecord> heard = new LinkedHashSet<>();
    private final Set<DnsRecord> told = new HashSet<>();

    private MdnsExchange(DnsMessage asked, Set<DnsQuestion> questions, boolean once, int id) {
        this.asked = asked;
        this.questions = questions;
        this.once = once;
        this.id = id;
    }

    /// Takes a friend's question.
    ///
    /// @param once whether it comes from a program that asks once and listens to nothing but its answer
    /// @param id for the question in the home network; nobody there should guess it
    /// @return empty if there is nothing in it that could be asked: nothing about IPv6, and nothing but `.local`
    /// @throws OddMessageException if it is none
    static Optional<MdnsExchange> begin(ByteBuffer datagram, boolean once, int id) throws OddMessageException {
        DnsMessage message = DnsReader.read(datagram);
        if (message.response() || message.proposals() > 0 || message.questions().isEmpty()) {
            throw new OddMessageException("not a question");
        }
        if (message.questions().size() > MOST_QUESTIONS) {
            throw new OddMessageException("too many questions");
        }
        Set<DnsQuestion> wanted = new LinkedHashSet<>(message.questions());
        wanted.removeIf(q -> !TYPES.contains(q.type()) || !q.name().isLocal());
        return wanted.isEmpty() ? Optional.empty() : Optional.of(new MdnsExchange(message, wanted, once, id));
    }

    @Override
    public List<byte[]> questions() {
        return DnsWriter.questions(id, List.copyOf(questions));
    }

    @Override
    public Step take(ByteBuffer datagram, Reach reach) throws OddMessageException {
        DnsMessage answer = DnsReader.read(datagram);
        if (!answer.response() || answer.id() != id) {
            throw new OddMessageException("an answer to something else");
        }
        answer.records().stream().limit(MOST_RECORDS - heard.size()).forEach(heard::add);
        List<DnsRecord> news =
                Disclosure.of(heard, reach).stream().filter(told::add).toList();
        return new Step(more(), answers(news));
    }

    @Override
    public int heldBack() {
        return heard.size() - told.size();
    }

    private List<byte[]> more() {
        List<DnsQuestion> more = Disclosure.missing(heard).stream()
                .filter(question -> !questions.contains(question))
                .limit(2L * MOST_QUESTIONS - questions.size())
                .toList();
        questions.addAll(more);
        return DnsWriter.questions(id, more);
    }

    private List<byte[]> answers(List<DnsRecord> news) {
        List<DnsRecord> inOrder =
                new ArrayList<>(news.stream().filter(this::isAsked).toList());
        news.stream().filter(record -> !isAsked(record)).forEach(inOrder::add);
        return once
                ? DnsWriter.answers(asked.id(), asked.questions(), inOrder, SECONDS_ONCE)
                : DnsWriter.answers(NO_ID, List.of(), inOrder, SECONDS);
    }

    /// What was asked for comes first; simple programs look no further.
    private boolean isAsked(DnsRecord record) {
        return asked.questions().contains(new DnsQuestion(record.name(), record.type()));
    }
}
