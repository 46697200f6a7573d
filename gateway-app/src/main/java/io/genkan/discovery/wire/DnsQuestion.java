package io.genkan.discovery.wire;

/// A question of the DNS, of the class IN.
///
/// @param type a number of {@link DnsType}, or any other that fits into 16 bits
public record DnsQuestion(DnsName name, int type) {}
