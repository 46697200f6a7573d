package io.genkan.discovery.wire;

import java.util.List;

/// A message of the DNS, as far as it matters here.
///
/// @param id what an answer repeats of its question
/// @param response whether it answers
/// @param questions what it asks
/// @param records what its answers and additional sections say, in their order
/// @param proposals how many records its authority section has: in a question, what somebody is about to claim
///     (RFC 6762 §8.2)
public record DnsMessage(
        int id, boolean response, List<DnsQuestion> questions, List<DnsRecord> records, int proposals) {
    /// Keeps copies.
    public DnsMessage {
        questions = List.copyOf(questions);
        records = List.copyOf(records);
    }
}
