# shellcheck shell=bash
# A slow line between a host and its switch, for kernels without netem: Link.java carries the frames. The host keeps its
# interface, addresses and connections; its port of the switch moves to a bridge of its own behind the line.
#
#     host eth0 ── port ── slow-HOST (bridge) ── HOST-0 ══ Link.java ══ HOST-1 ── br0 (switch)

# lab link ID HOST up [--rate 50mbit] [--delay 10ms] [--queue 200ms] [--loss 0.1%] [--seed N] | down
link() {
    local host=${1:-} verb=${2:-}
    [[ " ${hosts[*]} " == *" $host "* ]] || usage
    case $verb in
        up) link_up "$host" "${@:3}" ;;
        down) link_down "$host" ;;
        *) usage ;;
    esac
}

link_up() { # HOST OPTIONS…
    local host=$1 rate=0 delay=0 queue=200000000 loss=0 seed=1 switch bridge=slow-$1 log=$state/link-$1.log
    # A wire does not wait for its turn on a busy processor, where the kernel lets us say so.
    local first=(chrt --rr 10)
    "${first[@]}" true 2>/dev/null || first=()
    shift
    while (($#)); do
        case $1 in
            --rate) rate=$(link_number "$2" gbit=1000000000 mbit=1000000 kbit=1000) ;;
            --delay) delay=$(link_number "$2" ms=1000000 us=1000 s=1000000000) ;;
            --queue) queue=$(link_number "$2" ms=1000000 us=1000 s=1000000000) ;;
            --loss) loss=$(link_number "$2" %=0.01) ;;
            --seed) seed=$2 ;;
            *) usage ;;
        esac
        shift 2
    done
    link_down "$host"
    switch=$(switch_of "$host")
    : >"$log"
    start_inside "$switch" "link-$host" "$log" "${first[@]}" "$jdk/bin/java" -XX:+UseSerialGC -Xms16m -Xmx64m -XX:-UsePerfData \
        --enable-native-access=ALL-UNNAMED "$lab_home/lib/Link.java" \
        "$host-0" "$host-1" "$rate" "$delay" "$queue" "$loss" "$seed"
    await_line "$switch-link-$host" "$log"
    on "$switch" link add "$bridge" type bridge stp_state 0 forward_delay 0
    on "$switch" link set "$host-0" master "$bridge" addrgenmode none up
    on "$switch" link set "$host-1" master br0 addrgenmode none up
    on "$switch" link set "$bridge" addrgenmode none up
    on "$switch" link set "$host" master "$bridge"
}

link_down() { # HOST
    local switch
    switch=$(switch_of "$1")
    on "$switch" link set "$1" master br0
    end_process "$switch-link-$1"
    on "$switch" link delete "slow-$1" 2>/dev/null || true
}

# The switch that a host is plugged into; the router's slow line is the one to the internet.
switch_of() {
    if on internet link show "$1" >/dev/null 2>&1; then echo internet; else echo lan; fi
}

await_line() { # PROCESS LOG
    local deadline=$((SECONDS + 20))
    until grep -qx ready "$2"; do
        if ! is_running "$1" || ((SECONDS >= deadline)); then
            tail -n 5 "$2" >&2
            stop "The slow line did not start."
        fi
        sleep 0.05
    done
}

# A number with one of the given units, as a plain number: link_number 50mbit mbit=1000000 …
link_number() {
    local unit
    for unit in "${@:2}"; do
        if [[ $1 =~ ^([0-9]+(\.[0-9]+)?)"${unit%=*}"$ ]]; then
            awk -v n="${BASH_REMATCH[1]}" -v f="${unit#*=}" 'BEGIN { printf (f < 1 ? "%.6f\n" : "%.0f\n"), n * f }'
            return
        fi
    done
    stop "\"$1\" should be a number with a unit: ${*%=*}"
}
