package io.genkan.discovery;

import io.genkan.net.IpProtocol;
import java.net.InetAddress;
import java.util.Set;

/// A friend who may reach the web page of the NAS, 192.168.100.10:80, and what the printer has, 192.168.100.20.
record HomeReach() implements Reach {
    private static final String NAS = "192.168.100.10";
    private static final String PRINTER = "192.168.100.20";
    private static final int HTTP = 80;

    @Override
    public boolean includes(InetAddress host) {
        return Set.of(NAS, PRINTER).contains(host.getHostAddress());
    }

    @Override
    public boolean includes(InetAddress host, IpProtocol protocol, int port) {
        boolean page = host.getHostAddress().equals(NAS) && protocol == IpProtocol.TCP && port == HTTP;
        return page || host.getHostAddress().equals(PRINTER);
    }
}
