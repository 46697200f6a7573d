package io.genkan.web.friends;

import io.genkan.access.AuthorizedKey;
import io.genkan.access.Caller;
import io.genkan.access.Destination;
import io.genkan.access.Discovery;
import io.genkan.access.Friend;
import io.genkan.access.PortMap;
import io.genkan.access.Terms;
import io.genkan.access.WeeklyWindow;
import io.genkan.net.Attachment;
import io.genkan.net.IpPrefix;
import io.genkan.web.HumanFormat;
import java.util.List;

/// A friend as the pages show him.
///
/// @param id in the address of his page
/// @param name what the owner calls him
/// @param initial the first letter of the name
/// @param keys his keys, one per computer
/// @param destinations what he may reach
/// @param mapped under which addresses the LAN appears in his tunnels; empty means under its own
/// @param seen what he may reach as he addresses it
/// @param attachment how his tunnels join the LAN, `nat`, `proxy-arp` or `bridged`; empty means as usual here
/// @param subnet the network behind him; empty for who is no hop
/// @param callers who at home may reach him
/// @param maps ports of the gateway that lead to him
/// @param addedOn the day he was added
/// @param inside whether a tunnel or a connection of his is live
/// @param terms on which terms he may come in
public record FriendRow(
        long id,
        String name,
        String initial,
        List<KeyRow> keys,
        List<String> destinations,
        String mapped,
        List<String> seen,
        String attachment,
        String subnet,
        List<String> callers,
        List<String> maps,
        String addedOn,
        boolean inside,
        TermsRow terms) {

    /// The terms of a friend; what is empty is without.
    ///
    /// @param disabled whether he is switched off for now
    /// @param until when his access ends
    /// @param windows his hours
    /// @param rate how fast
    /// @param volume how much in a month
    /// @param used what has passed in this month
    /// @param discovery how he may ask what is there
    /// @param notes what the owner wants to remember of him
    public record TermsRow(
            boolean disabled,
            String until,
            List<String> windows,
            String rate,
            String volume,
            String used,
            String discovery,
            String notes) {
        static TermsRow of(Terms terms, long used, HumanFormat format) {
            return new TermsRow(
                    terms.disabled(),
                    terms.until().map(format::moment).orElse(""),
                    terms.windows().stream().map(WeeklyWindow::toString).toList(),
                    terms.rate()
                            .map(r -> format.bitsPerSecond(r.bitsPerSecond()))
                            .orElse(""),
                    terms.monthlyVolume().map(v -> format.bytes(v.bytes())).orElse(""),
                    format.bytes(used),
                    terms.discovery() == Discovery.NONE ? "" : terms.discovery().toString(),
                    terms.notes());
        }
    }

    /// One of his keys.
    ///
    /// @param algorithm the kind of key
    /// @param fingerprint its fingerprint, `SHA256:…`
    /// @param comment what stood behind it, often `user@computer`; may be empty
    /// @param unit its tunnel unit
    public record KeyRow(String algorithm, String fingerprint, String comment, String unit) {
        static KeyRow of(AuthorizedKey key) {
            return new KeyRow(
                    key.publicKey().algorithm(),
                    key.publicKey().fingerprint(),
                    key.publicKey().comment(),
                    key.unit().toString());
        }
    }

    static FriendRow of(Friend friend, boolean inside, long used, HumanFormat format) {
        return new FriendRow(
                friend.id(),
                friend.name().toString(),
                format.initial(friend.name().toString()),
                friend.keys().stream().map(KeyRow::of).toList(),
                friend.policy().destinations().stream()
                        .map(Destination::toString)
                        .toList(),
                friend.mapping().map(mapping -> mapping.shown().toString()).orElse(""),
                friend.seenDestinations().stream().map(Destination::toString).toList(),
                friend.attachment().map(Attachment::toString).orElse(""),
                friend.policy().subnet().map(IpPrefix::toString).orElse(""),
                friend.policy().reverse().callers().stream()
                        .map(Caller::toString)
                        .toList(),
                friend.policy().reverse().maps().stream().map(PortMap::toString).toList(),
                format.day(friend.addedAt()),
                inside,
                TermsRow.of(friend.policy().terms(), used, format));
    }
}
