# shellcheck shell=bash
# The post's own way: the friend has a tunnel to the hop, the hop has one to the gateway, and passes on between them.
# Layer 3 as in the post's §2 (tun), layer 2 as in its §3 (tap), where both of the hop's taps are ports of a bridge.

# Where the hop is in the internet.
hop_address=203.0.113.20

# The post's addresses of the friend and the hop, in §2 and in §3.
post_friend=192.168.3.1
post_hop=192.168.3.2
post_friend_in_lan=192.168.100.49
post_hop_in_lan=192.168.100.51

# Where the gateway's ends of its tunnels have their addresses.
tunnels=10.186.0.0/16

# lab post ID friend-dials [tun|tap] | hop-dials JSON [snat|routed|tap] | friend-hangs-up | hop-hangs-up
post() {
    case ${1:-} in
        friend-dials) friend_dials "${2:-tun}" ;;
        hop-dials) hop_dials "${2:?the JSON of friend add}" "${3:-snat}" ;;
        friend-hangs-up) hang_up friend to-hop tun0 tap0 ;;
        hop-hangs-up) hang_up hop to-gateway tun1 tap1 ;;
        *) usage ;;
    esac
}

# Tomodati to EC2. Both ends are set up by hand there, as here.
friend_dials() { # LAYER
    know_host friend "$hop_address" "$(cut -d ' ' -f 1,2 "$state/hop/host_ed25519.pub")"
    # After a broken connection the hop's sshd holds the device until it has noticed: up to 9 s by its ClientAlive
    # settings.
    case $1 in
        tun)
            dial friend to-hop tun0 15 -w 0:0 "root@$hop_address"
            set_post_tuns_up
            ;;
        tap)
            dial friend to-hop tap0 15 -o Tunnel=ethernet -w 0:0 "root@$hop_address"
            set_post_taps_up
            ;;
        *) usage ;;
    esac
}

set_post_tuns_up() {
    runs hop ip address add "$post_hop" peer "$post_friend" dev tun0
    runs hop ip link set tun0 up
    runs friend ip address add "$post_friend" peer "$post_hop" dev tun0
    runs friend ip link set tun0 up
    runs friend ip route replace "$home_lan" via "$post_hop" dev tun0
    await_answer friend "$post_hop"
}

# All of the home LAN is on the other side of the hop's bridge for the friend, as if by a cable.
set_post_taps_up() {
    bridge_the_hop
    runs hop ip link set tap0 master br0 up
    runs friend ip address add "$post_friend_in_lan/29" dev tap0
    runs friend ip link set tap0 up
    runs friend ip route replace "$home_lan" dev tap0
    # The gateway asks him by ARP with such an address, which some kernels do not answer where no route leads back.
    runs friend ip route replace "$tunnels" dev tap0
    await_answer friend "$post_hop_in_lan"
}

# EC2 to the gateway. With snat the hop puts its own tunnel address on what the friend sends, as in the post; routed, it
# passes that on as it is, since the gateway knows which network is behind it.
hop_dials() { # JSON snat|routed|tap
    read_told "$1"
    case $2 in
        snat | routed)
            dial_gateway hop to-gateway tun1
            runs hop sysctl -q -w net.ipv4.ip_forward=1
            hop_rules "$2" "${told[friendAddress]}" >"$state/hop/post.nft"
            runs hop nft -f post.nft
            ;;
        tap)
            [[ ${told[friendAddress]} == "$post_hop_in_lan" ]] ||
                stop "The hop has $post_hop_in_lan in the post, and ${told[friendAddress]} in $1."
            dial_gateway hop to-gateway tap1 set_port_up
            ;;
        *) usage ;;
    esac
    await_answer hop "${told[gatewayAddress]}"
}

# Loading them again replaces them as a whole.
hop_rules() { # snat|routed THE HOP'S TUNNEL ADDRESS
    local translation=
    [[ $1 == routed ]] || translation="oifname \"tun1\" snat to $2"
    cat <<RULES
table ip post
delete table ip post
table ip post {
    chain forward {
        type filter hook forward priority filter; policy drop
        ct state established,related accept
        iifname "tun0" oifname "tun1" ip daddr $home_lan meta l4proto tcp accept
    }
    chain outgoing {
        type nat hook postrouting priority srcnat
        $translation
    }
}
RULES
}

# By itself a bridge would have another hardware address whenever a port comes or goes, and everybody behind it would have
# to ask for it again.
bridge_the_hop() {
    if ! on hop link show br0 >/dev/null 2>&1; then
        runs hop ip link add br0 address 02:00:00:00:00:33 type bridge stp_state 0 forward_delay 0
        runs hop ip address add "$post_hop_in_lan/29" dev br0
        runs hop ip link set br0 up
    fi
}

# Makes a tap a port of the hop's bridge, which has the addresses and routes.
set_port_up() { # HOST DEVICE
    local route
    bridge_the_hop
    runs "$1" ip link set "$2" mtu "${told[mtu]}" master br0 up
    for route in "${told[gatewayAddress]}" ${told[routes]}; do
        runs "$1" ip route replace "$route" dev br0
    done
}
