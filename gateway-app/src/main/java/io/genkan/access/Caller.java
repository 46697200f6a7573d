package io.genkan.access;

import io.genkan.access.Destination.Service;
import io.genkan.net.IpPrefix;
import java.util.Optional;

/// Hosts of the LAN that may begin to talk to a friend: to all of his computer, or to one service there.
///
/// Written like a {@link Destination}: `HOST_OR_PREFIX[:PORT[/PROTOCOL]]`, where the port is the friend's. So
/// `192.168.100.10:22` lets that host come to the friend's port 22.
///
/// @param hosts which hosts of the LAN
/// @param service which service of the friend's; empty means all of them, ping included
public record Caller(IpPrefix hosts, Optional<Service> service) {
    /// Reads a caller.
    ///
    /// @throws io.genkan.net.BadInputException if it is none
    public static Caller parse(String text) {
        Destination form = Destination.parse(text);
        return new Caller(form.hosts(), form.service());
    }

    @Override
    public String toString() {
        return new Destination(hosts, service).toString();
    }
}
