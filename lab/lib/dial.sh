# shellcheck shell=bash
# The friend's and the hop's side of a tunnel: dial with the stock ssh, give the device its address and routes, wait
# until the other end answers. Each way of dialling ends its own earlier connection first, so it also redials.
# With LAB_SHOW=1 each command is printed as it is run.

router_address=203.0.113.30
gateway_port=2222
home_lan=192.168.100.0/24

# lab direct ID dials JSON [HOST [tun|tap]] | hangs-up [HOST]
direct() {
    case ${1:-} in
        dials) direct_dials "${2:?the JSON of friend add}" "${3:-friend}" "${4:-tun}" ;;
        hangs-up) hang_up "${2:-friend}" direct tun0 tap0 ;;
        *) usage ;;
    esac
}

# The friend comes straight to the gateway, through the home router's port forward.
direct_dials() { # JSON HOST LAYER
    local host=$2
    read_told "$1"
    dial_gateway "$host" direct "${3}0"
    await_answer "$host" "${told[gatewayAddress]}"
}

# What the gateway told when the friend was added, by the names that `genkan friend add --json` uses.
declare -A told

read_told() { # JSON
    local name value
    for name in userName unit gatewayAddress friendAddress prefixLength mtu hostKey; do
        value=$(jq -r ".$name // empty" "$1")
        [[ -n $value ]] || stop "There is no \"$name\" in $1."
        told[$name]=$value
    done
    # Addresses without a prefix length.
    told[gatewayAddress]=${told[gatewayAddress]%/*}
    told[friendAddress]=${told[friendAddress]%/*}
    told[routes]=$(jq -r '.routes[]' "$1")
}

# Dials the gateway through the home router, and sets the device up as told, a tap by a function that gets HOST and DEVICE:
# dial_gateway HOST LEG DEVICE [FUNCTION]
dial_gateway() {
    local host=$1 device=$3 route
    know_host "$host" "[$router_address]:$gateway_port" "${told[hostKey]}"
    if [[ $device == tap* ]]; then
        dial "$host" "$2" "$device" 0 -o Tunnel=ethernet -w "${device#tap}:${told[unit]}" \
            -p "$gateway_port" "${told[userName]}@$router_address"
        "${4:-set_tap_up}" "$host" "$device"
        return
    fi
    dial "$host" "$2" "$device" 0 -w "${device#tun}:${told[unit]}" \
        -p "$gateway_port" "${told[userName]}@$router_address"
    runs "$host" ip address add "${told[friendAddress]}" peer "${told[gatewayAddress]}" dev "$device"
    runs "$host" ip link set "$device" mtu "${told[mtu]}" up
    for route in ${told[routes]}; do
        runs "$host" ip route replace "$route" dev "$device"
    done
}

# A friend with an address of the LAN asks for the LAN's hosts by ARP; by NAT they are behind the gateway.
set_tap_up() { # HOST DEVICE
    local route via=()
    runs "$1" ip address add "${told[friendAddress]}/${told[prefixLength]}" dev "$2"
    runs "$1" ip link set "$2" mtu "${told[mtu]}" up
    if ((told[prefixLength] == 32)); then
        runs "$1" ip route replace "${told[gatewayAddress]}" dev "$2"
    else
        via=(via "${told[gatewayAddress]}")
    fi
    for route in ${told[routes]}; do
        runs "$1" ip route replace "$route" "${via[@]}" dev "$2"
    done
}

# Runs a command on a host, in its directory of the lab's files.
runs() { # HOST COMMAND…
    [[ -z ${LAB_SHOW:-} ]] || show "$@"
    cd "$state/$1"
    inside "$@"
}

# What every host of the lab that dials has beside its key. All it trusts is in its own known_hosts.
write_ssh_config() { # HOST
    touch "$state/$1/known_hosts"
    cat >"$state/$1/ssh_config" <<'CONFIG'
Host *
    IdentityFile id_ed25519
    IdentitiesOnly yes
    UserKnownHostsFile known_hosts
    GlobalKnownHostsFile /dev/null
    StrictHostKeyChecking yes
    BatchMode yes
    ExitOnForwardFailure yes
    ConnectTimeout 10
    ServerAliveInterval 5
    ServerAliveCountMax 3
CONFIG
}

know_host() { # HOST NAME KEY
    local file=$state/$1/known_hosts others
    others=$(awk -v name="$2" '$1 != name' "$file")
    printf '%s\n' "${others:+$others$'\n'}$2 $3" >"$file"
}

# Opens a tunnel with the stock client, trying for PATIENCE seconds: dial HOST LEG DEVICE PATIENCE SSH-ARGUMENTS…
dial() {
    local host=$1 leg=$2 device=$3 deadline=$((SECONDS + $4)) log=$state/$1/$2.log
    local command=(ssh -v -F ssh_config -N "${@:5}")
    hang_up "$host" "$leg" "$device"
    [[ -z ${LAB_SHOW:-} ]] || show "$host" "${command[@]}"
    cd "$state/$host"
    : >"$log"
    until dial_once "$host" "$leg" "$log" "${command[@]}"; do
        if ((SECONDS >= deadline)); then
            grep -v -e '^debug1:' -e '^OpenSSH_' "$log" | tail -n 10 >&2
            stop "$host could not open its tunnel. All that ssh said: $log"
        fi
        sleep 0.5
    done
}

# True once the other end has confirmed the tunnel; false when ssh has ended without.
dial_once() { # HOST LEG LOG COMMAND…
    local deadline=$((SECONDS + 20)) log=$3
    start_inside "$1" "$2" "$log" "${@:4}"
    until grep -s 'tunnel forward established' "$log" >/dev/null; do
        is_running "$1-$2" || return 1
        if ((SECONDS >= deadline)); then
            end_process "$1-$2"
            return 1
        fi
        sleep 0.05
    done
}

# Ends a connection, and waits until its device is gone with it, which is one of those named.
hang_up() { # HOST LEG DEVICE…
    local deadline=$((SECONDS + 5)) device
    [[ -f $state/pids/$1-$2 ]] || return 0
    end_process "$1-$2"
    for device in "${@:3}"; do
        while on "$1" link show "$device" >/dev/null 2>&1; do
            ((SECONDS < deadline)) || stop "$1 has hung up, but its device $device is still there."
            sleep 0.05
        done
    done
}

# Waits until $2 answers a ping from host $1.
await_answer() {
    local deadline=$((SECONDS + 10))
    until inside "$1" ping -c 1 -W 1 -q "$2" >/dev/null 2>&1; do
        ((SECONDS < deadline)) || stop "The tunnel of $1 is open, but $2 does not answer through it."
    done
}
