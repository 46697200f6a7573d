# shellcheck shell=bash
# The measurements themselves: one transfer, a series of pings, the processor time and the memory of a server.

start_iperf() {
    end_process nas-iperf
    start_inside nas iperf "$state/bench/iperf.log" iperf3 -s
    mkdir -p "$state/nas"
    await_port nas 5201 ../bench/iperf.log
}

# One transfer of so many seconds; prints "UP DOWN BYTES": bits per second of payload that arrived, and bytes in all.
# transfer up | down | both SECONDS
transfer() {
    local options=() json=$state/bench/transfer.json
    case $1 in
        down) options=(-R) ;;
        both) options=(--bidir) ;;
    esac
    if ! timeout $(($2 + 30)) ip netns exec "$(namespace friend)" iperf3 -c "$nas_address" -C cubic -t "$2" -J \
        --connect-timeout 5000 "${options[@]}" >"$json"; then
        jq -r '.error // "iperf3 failed"' "$json" >&2
        start_iperf
        return 1
    fi
    jq -r --arg way "$1" '.end
        | (if $way == "down" then 0 else .sum_received.bits_per_second end) as $up
        | (if $way == "down" then .sum_received.bits_per_second
           elif $way == "both" then .sum_received_bidir_reverse.bits_per_second else 0 end) as $down
        | "\($up) \($down) \(.sum_received.bytes + (.sum_received_bidir_reverse.bytes // 0))"' "$json"
}

# Pings the NAS for some seconds or a number of times, 50 times a second; leaves one line for each in a file.
# ping_nas FILE -c N | -w SECONDS
ping_nas() {
    ip netns exec "$(namespace friend)" ping -n -i 0.02 -W 2 "${@:2}" "$nas_address" >"$1" || true
}

# Prints "P50 P99 LOST": milliseconds, and how many per cent got no answer (within 2 s of the last ping).
percentiles() { # FILE
    local sent
    sent=$(sed -n -E 's/^([0-9]+) packets transmitted.*/\1/p' "$1")
    sed -n -E 's/.* time=([0-9.]+) ms.*/\1/p' "$1" | sort -n | awk -v sent="$sent" '
        { t[NR] = $1 }
        function rank(p,  n) { n = int(p * NR + 0.999999); return t[n < 1 ? 1 : n] }
        END {
            if (NR == 0) exit 1
            printf "%.3f %.3f %.1f\n", rank(0.5), rank(0.99), (sent > NR ? 100 * (sent - NR) / sent : 0)
        }'
}

# Seconds of processor time, in user and kernel mode and of all threads, that these processes have used so far.
processor_seconds() { # PID…
    local pid stat fields sum=0
    for pid in "$@"; do
        stat=$(cat "/proc/$pid/stat" 2>/dev/null) || continue
        # Counted from behind the command's name, which may hold blanks.
        read -ra fields <<<"${stat##*) }"
        sum=$((sum + fields[11] + fields[12]))
    done
    awk -v ticks="$sum" -v hertz="$(getconf CLK_TCK)" 'BEGIN { printf "%.2f\n", ticks / hertz }'
}

# What has passed the friend's line so far, both ways, with everything that carries it.
bytes_on_the_wire() {
    # shellcheck disable=SC2016  # awk's fields, not the shell's
    ip netns exec "$(namespace friend)" awk '$1 == "eth0:" { printf "%.0f\n", $2 + $10 }' /proc/net/dev
}

# Prints "RSS PRIVATE" in MB of these processes together. RSS counts a page once for each process that shares it.
memory_of() { # PID…
    local pid
    for pid in "$@"; do
        cat "/proc/$pid/smaps_rollup" 2>/dev/null || true
    done | awk '/^Rss:/ { rss += $2 } /^Private_/ { own += $2 } END { printf "%.1f %.1f\n", rss / 1024, own / 1024 }'
}

# The congestion control of the tunnel's own connection: "FRIEND'S GATEWAY'S"; "none" where there is no TCP.
congestion_controls() { # PEER
    local port
    case $1 in
        genkan-*) port=2222 ;;
        openssh-*) port=22 ;;
        openvpn-*) port=$(openvpn_port "${1#*-}") ;;
        *) echo none none && return ;;
    esac
    printf '%s %s\n' "$(congestion_control friend "dport = :$port")" "$(congestion_control gateway "sport = :$port")"
}

congestion_control() { # HOST FILTER
    ip netns exec "$(namespace "$1")" ss -tinH state established "$2" |
        grep -oE '\b(cubic|bbr|reno|dctcp|vegas|htcp|westwood)\b' | head -n 1 || echo unknown
}
