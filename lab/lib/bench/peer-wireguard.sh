# shellcheck shell=bash
# WireGuard in user space, by wireguard-go: over UDP, so that no congestion control of a tunnel stands above that of its
# payload, and with ChaCha20-Poly1305. 10.98.5.0/24, port 51820. Its names carry the lab's, since its control sockets
# are the machine's.

wireguard_prepare() { # go
    local home=$state/bench/wireguard side
    mkdir -p "$home" /run/wireguard
    for side in server client; do
        (umask 077 && wg genkey >"$home/$side.key")
        wg pubkey <"$home/$side.key" >"$home/$side.pub"
    done
    wireguard_start gateway server "wgs-$id"
    wg set "wgs-$id" listen-port 51820 private-key "$home/server.key" \
        peer "$(<"$home/client.pub")" allowed-ips 10.98.5.2/32
    on gateway address add 10.98.5.1/24 dev "wgs-$id"
    on gateway link set "wgs-$id" up
}

wireguard_start() { # HOST SIDE DEVICE
    local deadline=$((SECONDS + 5))
    start_inside "$1" "wireguard-$2" "$state/bench/wireguard.log" env WG_PROCESS_FOREGROUND=1 wireguard-go -f "$3"
    until wg show "$3" >/dev/null 2>&1; do
        ((SECONDS < deadline)) || return 1
        sleep 0.01
    done
}

wireguard_dial() { # go
    local home=$state/bench/wireguard
    wireguard_start friend client "wgc-$id"
    wg set "wgc-$id" private-key "$home/client.key" peer "$(<"$home/server.pub")" \
        endpoint "$router_address:51820" allowed-ips 10.98.5.0/24,192.168.100.0/24
    on friend address add 10.98.5.2/24 dev "wgc-$id"
    on friend link set "wgc-$id" up
    route_to_home "wgc-$id"
}

wireguard_hang_up() { end_process friend-wireguard-client; }

wireguard_server() { process_id gateway-wireguard-server; }

# Peers that have done no handshake are entries in a list: it would not be the same measurement.
wireguard_crowd() { return 2; }
