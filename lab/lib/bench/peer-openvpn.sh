# shellcheck shell=bash
# OpenVPN over TCP in user space, AES-128-GCM, one server for each layer, with self-signed certificates that each side
# knows by their fingerprints. tun: 10.98.3.0/24 on port 1194, tap: 10.98.4.0/24 on port 1195.

openvpn_net() { if [[ $1 == tun ]]; then echo 10.98.3; else echo 10.98.4; fi; }
openvpn_port() { if [[ $1 == tun ]]; then echo 1194; else echo 1195; fi; }

openvpn_prepare() { # LAYER
    local home=$state/bench/openvpn layer=$1 side
    mkdir -p "$home"
    for side in server client; do
        [[ -f $home/$side.crt ]] || openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 \
            -subj "/CN=$side" -keyout "$home/$side.key" -out "$home/$side.crt" 2>/dev/null
    done
    openvpn_common server client "$layer" >"$home/server-$layer.conf"
    cat >>"$home/server-$layer.conf" <<CONFIG
dev ${layer}91
proto tcp4-server
port $(openvpn_port "$layer")
server $(openvpn_net "$layer").0 255.255.255.0
topology subnet
dh none
duplicate-cn
keepalive 10 60
push "route 192.168.100.0 255.255.255.0 $(openvpn_net "$layer").1"
CONFIG
    openvpn_common client server "$layer" >"$home/client-$layer.conf"
    cat >>"$home/client-$layer.conf" <<CONFIG
client
dev ${layer}0
proto tcp4-client
remote $router_address $(openvpn_port "$layer")
nobind
connect-retry 1 1
CONFIG
    start_inside gateway "openvpn-$layer" "$state/bench/openvpn-$layer.log" openvpn --config "$home/server-$layer.conf"
    await_port gateway "$(openvpn_port "$layer")" "../bench/openvpn-$layer.log"
}

# What both sides say: openvpn_common OWN OTHER LAYER
openvpn_common() {
    cat <<CONFIG
dev-type $3
cert $state/bench/openvpn/$1.crt
key $state/bench/openvpn/$1.key
peer-fingerprint $(openssl x509 -in "$state/bench/openvpn/$2.crt" -noout -fingerprint -sha256 | cut -d = -f 2)
data-ciphers AES-128-GCM
disable-dco
tcp-nodelay
persist-tun
verb 3
CONFIG
}

openvpn_dial() { # LAYER
    start_inside friend openvpn "$state/bench/openvpn-client.log" openvpn --config "$state/bench/openvpn/client-$1.conf"
}

openvpn_hang_up() { # LAYER
    end_process friend-openvpn
    until_not openvpn_serves "$1"
}

openvpn_serves() {
    ip netns exec "$(namespace gateway)" ss -Htn state established "sport = :$(openvpn_port "$1")" | grep .
}

openvpn_server() { process_id "gateway-openvpn-$1"; }

openvpn_crowd() { # LAYER N
    local number host
    for ((number = 2; number <= $2; number++)); do
        host=friend
        ((number % 2)) || host=friend2
        # Each would route the LAN to itself.
        start_inside "$host" "crowd-$number" "$state/bench/openvpn-crowd.log" openvpn \
            --config "$state/bench/openvpn/client-$1.conf" --dev "${1}$number" --route-nopull
    done
    until_all_are_in "$(($2 - 1))" openvpn_friends "$1" "$2"
}

openvpn_friends() { # LAYER N
    grep -c 'Initialization Sequence Completed' "$state/bench/openvpn-crowd.log"
}
