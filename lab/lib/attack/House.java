/// Who is who, for an attack: what the friend is, and what he must not reach.
///
/// @param mac his device's; empty where the tunnel carries packets, not frames
/// @param gatewayMac of the tunnel's other end; of the bridge where he is bridged
/// @param lanMac where his frames to the NAS go: the same, or the NAS itself where he is bridged
/// @param friend his address in the tunnel
/// @param gateway his tunnel's other end
/// @param other another friend who is inside
/// @param otherGateway that one's other end
record House(
        String mac, String gatewayMac, String lanMac, String friend, String gateway, String other, String otherGateway) {
    /// The lab's LAN. The friend may reach TCP port 80 of the NAS, and nothing else.
    static final String NAS = "192.168.100.10";

    static final String TV = "192.168.100.11";
    static final String ROUTER = "192.168.100.1";
    static final String GATEWAY_IN_LAN = "192.168.100.2";
    static final String LAN_BROADCAST = "192.168.100.255";
    static final String INTERNET = "203.0.113.20";
    static final int LISTED_PORT = 80;

    boolean isEthernet() {
        return !mac.isEmpty();
    }

    boolean isBridged() {
        return !lanMac.equals(gatewayMac);
    }
}
