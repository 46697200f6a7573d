# shellcheck shell=bash
# The peers: what is measured. A peer's name is FAMILY-LAYER, and a family has the functions
#
#     FAMILY_prepare LAYER              once: keys, configuration, a server that stays
#     FAMILY_dial LAYER CIPHER WAY      the friend's side: start it, give the device its address. WAY: bare (ssh -N) or
#                                       session (a terminal, as `ssh -w` without -N has one)
#     FAMILY_hang_up LAYER              end it; returns when the server has noticed
#     FAMILY_server LAYER               the numbers of the server's processes that serve friends
#     FAMILY_crowd LAYER N              friends 2 to N beside the one who is there; `hang_up_crowd` ends them
#
# A new peer is a name in the list, with a family's functions if the family is new.

# shellcheck disable=SC2034  # read by lab/bench
all_peers=(genkan-tun genkan-tap openssh-tun openssh-tap openvpn-tun openvpn-tap wireguard-go)

# What every ratio is a ratio to.
# shellcheck disable=SC2034
baseline=openssh-tun

nas_address=192.168.100.10

# Calls a peer's function: peer_does dial genkan-tun aes128-gcm bare
peer_does() { "${2%%-*}_$1" "${2#*-}" "${@:3}"; }

peer_label() {
    case $1 in
        genkan-tun) echo 'Genkan TUN' ;;
        genkan-tap) echo 'Genkan TAP' ;;
        openssh-tun) echo 'OpenSSH sshd TUN' ;;
        openssh-tap) echo 'OpenSSH sshd TAP' ;;
        openvpn-tun) echo 'OpenVPN TCP tun' ;;
        openvpn-tap) echo 'OpenVPN TCP tap' ;;
        wireguard-go) echo 'wireguard-go (UDP)' ;;
    esac
}

# Whether a peer is dialled with the stock ssh, and so has a choice of ciphers and of a session.
is_ssh() { [[ $1 == genkan-* || $1 == openssh-* ]]; }

# The cipher of the main tables.
cipher_of() {
    case $1 in
        wireguard-go) echo chacha20-poly1305 ;;
        *) echo aes128-gcm ;;
    esac
}

# What all peers have in common: ways through the home router to each server, cubic as the congestion control of each
# tunnel's own connection, and for those that do not masquerade by themselves, forwarding and masquerade by hand.
prepare_common() {
    inside router nft -f - <<'RULES'
table ip bench {
    chain incoming {
        type nat hook prerouting priority dstnat
        iifname "eth0" ip daddr 203.0.113.30 tcp dport { 22, 1194, 1195 } dnat to 192.168.100.2
        iifname "eth0" ip daddr 203.0.113.30 udp dport 51820 dnat to 192.168.100.2
    }
}
RULES
    inside gateway sysctl -q -w net.ipv4.ip_forward=1
    inside gateway nft -f - <<'RULES'
table ip bench {
    chain outgoing {
        type nat hook postrouting priority srcnat
        oifname "eth0" ip saddr 10.98.0.0/16 masquerade
    }
}
RULES
    local host
    for host in friend friend2; do
        on "$host" route replace 203.0.113.0/24 dev eth0 proto kernel scope link congctl cubic
    done
    on gateway route replace default via 192.168.100.1 congctl cubic
    start_iperf
}

# Makes a persistent device with its addresses, for the stock ssh to attach to.
friend_device() { # HOST DEVICE LAYER ADDRESS PEER MTU
    on "$1" tuntap add dev "$2" mode "$3"
    if [[ $3 == tap ]]; then
        on "$1" address add "$4/30" dev "$2"
    else
        on "$1" address add "$4" peer "$5" dev "$2"
    fi
    on "$1" link set "$2" mtu "$6" up
}

# What the stock client is given besides, such as a small RekeyLimit.
ssh_options=()

# A cipher by the name that ssh knows it by.
ssh_cipher() {
    case $1 in
        *-ctr) printf '%s\n' "$1" ;;
        *) printf '%s@openssh.com\n' "$1" ;;
    esac
}

# Starts the stock client: ssh_dial HOST NAME LAYER LOCAL:REMOTE CIPHER WAY DESTINATION-ARGUMENTS…
ssh_dial() {
    local host=$1 name=$2 kind=point-to-point command
    [[ $3 != tap ]] || kind=ethernet
    command=(ssh -F ssh_config -o "Tunnel=$kind" -w "$4" -c "$(ssh_cipher "$5")" "${ssh_options[@]}")
    cd "$state/$host"
    if [[ $6 == session ]]; then
        # Someone sits at the terminal and types nothing.
        # shellcheck disable=SC2016
        command=(sh -c 'sleep infinity | "$@"' sh "${command[@]}" -tt "${@:7}")
    else
        command+=(-N "${@:7}")
    fi
    start_inside "$host" "$name" "$state/bench/$name.log" "${command[@]}"
    cd "$lab_home"
}

# Routes the home's LAN into a device of the friend.
route_to_home() { # DEVICE [VIA]
    # shellcheck disable=SC2086
    on friend route replace "$home_lan" ${2:+via $2} dev "$1"
}

# Dials, and waits until the NAS answers; sets `dial_seconds` to the time that took.
connect() { # PEER CIPHER WAY
    local began
    if answers; then
        printf 'The NAS answers before there is a tunnel.\n' >&2
        return 1
    fi
    began=${EPOCHREALTIME/,/.}
    peer_does dial "$@"
    until_answered || {
        tail -n 5 "$state/bench/"*.log >&2
        printf '%s does not get through to the NAS.\n' "$1" >&2
        return 1
    }
    dial_seconds=$(awk -v now="${EPOCHREALTIME/,/.}" -v then="$began" 'BEGIN { printf "%.3f\n", now - then }')
    [[ -n $(recorded congestion "$1" outer) ]] || record congestion "$1" outer "$(congestion_controls "$1")"
}

# Pings until there is an answer, at most 20 s.
until_answered() {
    local deadline=$((SECONDS + 20))
    until answers; do
        ((SECONDS < deadline)) || return 1
        sleep 0.01
    done
}

# How many seconds one ping waits: longer than the round trip, and else the step in which a connect is measured.
answer_within=0.05

answers() { ip netns exec "$(namespace friend)" ping -n -q -c 1 -W "$answer_within" "$nas_address" >/dev/null 2>&1; }

# Waits until a command fails: until_not COMMAND…
until_not() {
    local deadline=$((SECONDS + 10))
    while "$@" >/dev/null 2>&1; do
        ((SECONDS < deadline)) || return 1
        sleep 0.05
    done
}

# All descendants of a process.
children_of() {
    local child
    # The kernel writes all of them in one line: words are meant.
    # shellcheck disable=SC2013
    for child in $(cat "/proc/$1/task/"*/children 2>/dev/null); do
        printf '%s\n' "$child"
        children_of "$child"
    done
}

process_id() { # NAME
    local pid start
    read -r pid start <"$state/pids/$1"
    printf '%s\n' "$pid"
}

# Waits until a command prints at least this number: until_all_are_in N COMMAND…
until_all_are_in() {
    local deadline=$((SECONDS + 60)) there=0
    until there=$("${@:2}") && ((there >= $1)); do
        ((SECONDS < deadline)) || {
            printf 'Of %s friends only %s came in.\n' "$1" "${there:-0}" >&2
            return 1
        }
        sleep 0.2
    done
}

# Ends what a crowd has started, all at once, and removes its devices.
hang_up_crowd() {
    local file host device
    for file in "$state"/pids/*-crowd-*; do
        [[ ! -f $file ]] || signal_process "${file##*/}" TERM
    done
    for file in "$state"/pids/*-crowd-*; do
        [[ ! -f $file ]] || end_process "${file##*/}"
    done
    for host in friend friend2; do
        for device in $(on "$host" -o link show | grep -oE '(tun|tap)[1-9][0-9]*'); do
            on "$host" link delete "$device"
        done
    done
}
