package io.genkan.net;

import java.util.Locale;

/// How a tunnel joins the LAN.
public enum Attachment {
    /// By NAT: the friend has an address of the tunnels' own, and the LAN sees the gateway's.
    NAT,
    /// By proxy ARP: the friend has an address of the LAN, for which the gateway answers there.
    PROXY_ARP,
    /// As a port of the LAN's bridge: the friend has an address of the LAN, and his frames are there as if by a
    /// cable. A tunnel that carries packets, not frames, joins by proxy ARP instead, with the same address.
    BRIDGED;

    /// Reads `nat`, `proxy-arp` or `bridged`, in any case.
    ///
    /// @throws BadInputException if it is none of them
    public static Attachment parse(String text) {
        for (Attachment attachment : values()) {
            if (attachment.toString().equals(text.strip().toLowerCase(Locale.ROOT))) {
                return attachment;
            }
        }
        throw new BadInputException(NetProblem.NOT_AN_ATTACHMENT, text);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
