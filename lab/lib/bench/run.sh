# shellcheck shell=bash
# The order of things: round after round, in each every table, in each table every peer, so that what changes on the
# machine in the meantime changes for all of them.

prepare() {
    local peer
    mkdir -p "$state/gateway" "$state/nas"
    prepare_common
    for peer in "${peers[@]}"; do
        progress "starting $(peer_label "$peer")"
        peer_does prepare "$peer"
    done
}

run_all() {
    local table peer
    total=$(planned_seconds)
    spent=0
    began=$SECONDS
    for ((round = 1; round <= rounds; round++)); do
        for table in "${tables[@]}"; do
            any_peer "$table" || continue
            table_begins "$table"
            for peer in "${peers[@]}"; do
                table_has "$table" "$peer" || continue
                progress "round $round of $rounds, $table: $(peer_label "$peer")$(remaining)"
                attempt "$table" "$peer"
                spent=$((spent + $(table_seconds "$table")))
            done
            table_ends "$table"
        done
    done
    [[ ! -t 2 ]] || printf '\r\033[K' >&2
}

any_peer() { # TABLE
    local peer
    for peer in "${peers[@]}"; do
        if table_has "$1" "$peer"; then return 0; fi
    done
    return 1
}

# One peer's failure is told, and leaves a gap in the table; the others go on.
attempt() { # TABLE PEER
    local status log=$state/bench/attempt.log
    # Not as an `if`'s condition, where bash would go on after a failed command.
    set +e
    (
        # The script's own traps are not this process's.
        trap - EXIT INT TERM HUP PIPE
        set -e
        measure "$@"
    ) 2>"$log"
    status=$?
    set -e
    if ((status != 0)); then
        failures=$((failures + 1))
        [[ ! -t 2 ]] || printf '\r\033[K' >&2
        say "${red}round $round, $1, $(peer_label "$2"): failed${plain} $(tail -n 3 "$log")"
        clear_up "$2"
    fi
}

# Ends what a failed measurement has left.
clear_up() { # PEER
    local name host device
    hang_up_crowd || true
    for name in friend-genkan friend-openssh friend-openvpn friend-wireguard-client; do end_process "$name"; done
    for host in friend friend2; do
        for device in tun0 tap0; do on "$host" link delete "$device" 2>/dev/null || true; done
    done
    on friend route delete "$home_lan" 2>/dev/null || true
    sleep 1
}

planned_seconds() {
    local table peer sum=0
    for ((round = 1; round <= rounds; round++)); do
        for table in "${tables[@]}"; do
            for peer in "${peers[@]}"; do
                if table_has "$table" "$peer"; then sum=$((sum + $(table_seconds "$table"))); fi
            done
        done
    done
    printf '%s\n' "$sum"
}

# How long it will still take, as this run has gone so far.
remaining() {
    awk -v total="$total" -v spent="$spent" -v passed="$((SECONDS - began))" 'BEGIN {
        left = (total - spent) * (spent ? passed / spent : 1)
        printf (left < 90 ? ", about %d s left" : ", about %.0f min left"), (left < 90 ? left : left / 60)
    }'
}

# On a terminal one line that rewrites itself, else a line each.
progress() {
    if [[ -t 2 ]]; then printf '\r\033[K%s' "$*" >&2; else say "$*"; fi
}
