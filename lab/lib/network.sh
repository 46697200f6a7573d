# shellcheck shell=bash
# The lab's wires: one namespace for each host, and one for each of the two switches.
#
#     friend 203.0.113.10 ──┐
#     friend2       .11 ────┤ internet      router          lan ┌── gateway 192.168.100.2
#     hop           .20 ────┼──────────── .30 | 192.168.100.1 ──┼── nas     192.168.100.10
#                           ┘            (masquerade, DNAT 2222)└── tv      192.168.100.11

# shellcheck disable=SC2034  # read by lab/lab
hosts=(friend friend2 hop router gateway nas tv)
switches=(internet lan)

namespace() { printf 'gk-%s-%s\n' "$id" "$1"; }

make_network() {
    local name
    for name in "${switches[@]}" "${hosts[@]}"; do
        ip netns add "$(namespace "$name")"
        on "$name" link set lo up
    done
    for name in "${switches[@]}"; do
        # Without spanning tree and its delay, a port passes traffic at once.
        on "$name" link add br0 type bridge stp_state 0 forward_delay 0
        on "$name" link set br0 up
    done
    plug internet friend eth0 203.0.113.10/24
    plug internet friend2 eth0 203.0.113.11/24
    plug internet hop eth0 203.0.113.20/24
    plug internet router eth0 203.0.113.30/24
    plug lan router eth1 192.168.100.1/24
    plug lan gateway eth0 192.168.100.2/24
    plug lan nas eth0 192.168.100.10/24
    plug lan tv eth0 192.168.100.11/24
    for name in gateway nas tv; do
        on "$name" route add default via 192.168.100.1
    done
    route_home
}

# Runs ip inside host $1's namespace.
on() { ip -n "$(namespace "$1")" "${@:2}"; }

# Connects a host to a switch: plug SWITCH HOST INTERFACE ADDRESS
plug() {
    on "$1" link add "$2" type veth peer name "$3" netns "$(namespace "$2")"
    on "$1" link set "$2" master br0 up
    on "$2" address add "$4" dev "$3"
    on "$2" link set "$3" up
}

# Puts the gateway's LAN interface into a bridge br0, which has its addresses from then on; waits until it is ready.
bridge_the_gateway() {
    local mac deadline=$((SECONDS + 10))
    mac=$(on gateway -j link show eth0 | jq -r '.[0].address')
    on gateway link add br0 address "$mac" type bridge stp_state 0 forward_delay 0
    on gateway address flush dev eth0
    on gateway link set eth0 master br0
    on gateway address add 192.168.100.2/24 dev br0
    on gateway link set br0 up
    on gateway route add default via 192.168.100.1
    until on gateway -o -6 address show dev br0 scope link -tentative | grep -q fe80; do
        ((SECONDS < deadline)) || stop "The bridge br0 of the gateway does not come up."
        sleep 0.1
    done
}

# The home router: lets the LAN out under its own address, and port 2222 in to the gateway. Nothing else comes in, and
# no host of the internet has a route to the LAN, so that the tunnel is a friend's only way.
route_home() {
    inside router sysctl -q -w net.ipv4.ip_forward=1
    inside router nft -f - <<'RULES'
table ip home {
    chain incoming {
        type nat hook prerouting priority dstnat
        iifname "eth0" ip daddr 203.0.113.30 tcp dport 2222 dnat to 192.168.100.2:2222
    }
    chain outgoing {
        type nat hook postrouting priority srcnat
        oifname "eth0" masquerade
    }
    chain forward {
        type filter hook forward priority filter; policy drop
        ct state established,related accept
        iifname "eth1" accept
        iifname "eth0" ct status dnat accept
    }
}
RULES
}

# Removes what there is of the network; nothing is no error.
remove_network() {
    local name
    for name in "${hosts[@]}" "${switches[@]}"; do
        name=$(namespace "$name")
        [[ -e /run/netns/$name ]] || continue
        kill_inhabitants "$name"
        ip netns delete "$name"
    done
}

# Runs a command on host $1 with that host's network and devices; `exec inside …` puts it in the caller's place.
inside() { ip netns exec "$(namespace "$1")" "$lab_home/inside" host "${@:2}"; }
