package io.genkan.discovery.wire;

import java.net.Inet4Address;

/// A record of the DNS, of a type that leads to services and hosts; there are no others here. How long it is good for
/// is not part of it.
public sealed interface DnsRecord {
    /// Whose it is.
    DnsName name();

    /// The number of its type.
    int type();

    /// A host has an address.
    record Address(DnsName name, Inet4Address address) implements DnsRecord {
        @Override
        public int type() {
            return DnsType.A;
        }
    }

    /// A kind of service has an instance; or, from `_services._dns-sd._udp.local`, there is a kind of service.
    record Pointer(DnsName name, DnsName target) implements DnsRecord {
        @Override
        public int type() {
            return DnsType.PTR;
        }
    }

    /// An instance is at a port of a host.
    record Service(DnsName name, int priority, int weight, int port, DnsName target) implements DnsRecord {
        @Override
        public int type() {
            return DnsType.SRV;
        }
    }

    /// What an instance says of itself.
    ///
    /// @param data as on the wire, strings with their lengths in front; each character is one byte
    record Text(DnsName name, String data) implements DnsRecord {
        @Override
        public int type() {
            return DnsType.TXT;
        }
    }
}
