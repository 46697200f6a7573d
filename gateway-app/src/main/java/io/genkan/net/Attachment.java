package io.genkan.net;

import java.util.Locale;

/// How a tunnel joins the LAN.
public enum Attachment {
    /// By NAT: the friend has an address of the tunnels' own, and the LAN sees the gateway's.
    NAT,
    /// By proxy ARP: the friend has an address of the LAN, for which the gateway answers there.
    PROXY_ARP;

    /// Reads `nat` or `proxy-arp`, in any case.
    ///
    /// @throws BadInputException if it is neither
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
