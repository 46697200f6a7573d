package io.genkan.discovery;

import io.genkan.discovery.wire.OddMessageException;
import io.genkan.discovery.wire.SsdpAnswer;
import io.genkan.discovery.wire.SsdpSearch;
import io.genkan.net.IpProtocol;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A search of SSDP.
final class SsdpExchange implements Exchange {
    static final int MOST_ANSWERS = 256;

    private final SsdpSearch search;
    private final Set<SsdpAnswer> heard = new HashSet<>();
    private int told;

    private SsdpExchange(SsdpSearch search) {
        this.search = search;
    }

    /// Takes a friend's search.
    ///
    /// @throws OddMessageException if it is none
    static SsdpExchange begin(ByteBuffer datagram) throws OddMessageException {
        return new SsdpExchange(SsdpSearch.read(datagram));
    }

    @Override
    public List<byte[]> questions() {
        return List.of(search.written());
    }

    @Override
    public Step take(ByteBuffer datagram, Reach reach) throws OddMessageException {
        SsdpAnswer answer = SsdpAnswer.read(datagram);
        boolean isNew = heard.size() < MOST_ANSWERS && heard.add(answer);
        if (!isNew || !reach.includes(answer.host(), IpProtocol.TCP, answer.port())) {
            return Step.NOTHING;
        }
        told++;
        return new Step(List.of(), List.of(answer.written()));
    }

    @Override
    public int heldBack() {
        return heard.size() - told;
    }
}
