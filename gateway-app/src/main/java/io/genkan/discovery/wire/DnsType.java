package io.genkan.discovery.wire;

/// Numbers of types of the DNS (RFC 1035 §3.2.2, RFC 2782).
public final class DnsType {
    /// A host's IPv4 address.
    public static final int A = 1;
    /// A name that leads to another.
    public static final int PTR = 12;
    /// Anything about an instance of a service.
    public static final int TXT = 16;
    /// Host and port of an instance of a service.
    public static final int SRV = 33;
    /// In a question: whatever there is.
    public static final int ANY = 255;

    private DnsType() {}
}
