# shellcheck shell=bash
# What lab/bench and lab/soak have in common: the peers, and a lab of their own with its end.

# shellcheck source=lib/java.sh
source "$lab_home/lib/java.sh"
# shellcheck source=lib/show.sh
source "$lab_home/lib/show.sh"
# shellcheck source=lib/processes.sh
source "$lab_home/lib/processes.sh"
# shellcheck source=lib/network.sh
source "$lab_home/lib/network.sh"
# shellcheck source=lib/services.sh
source "$lab_home/lib/services.sh"
# shellcheck source=lib/dial.sh
source "$lab_home/lib/dial.sh"
# shellcheck source=lib/bench/peers.sh
source "$lab_home/lib/bench/peers.sh"
# shellcheck source=lib/bench/peer-genkan.sh
source "$lab_home/lib/bench/peer-genkan.sh"
# shellcheck source=lib/bench/peer-openssh.sh
source "$lab_home/lib/bench/peer-openssh.sh"
# shellcheck source=lib/bench/peer-openvpn.sh
source "$lab_home/lib/bench/peer-openvpn.sh"
# shellcheck source=lib/bench/peer-wireguard.sh
source "$lab_home/lib/bench/peer-wireguard.sh"
# shellcheck source=lib/bench/measure.sh
source "$lab_home/lib/bench/measure.sh"
# shellcheck source=lib/bench/results.sh
source "$lab_home/lib/bench/results.sh"

stop() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 1
}

say() { printf '%s\n' "$*" >&2; }

# Lab commands for this lab or another, by their own script.
lab() { "$lab_home/lab" "$@"; }

# Raises a lab of this name, or with a number behind it where somebody else uses that; sets `id` and `state`.
raise_lab() { # NAME
    local candidate
    lab sweep
    for candidate in "$1" "$1"{2..9}; do
        lab up "$candidate" --owner $$ && id=$candidate && break
    done
    [[ -n $id ]] || stop "No lab could be raised."
    state=$(lab dir "$id")
    results=$state/results.tsv
    : >"$results"
    mkdir -p "$state/bench"
}

tidy_up() {
    local status=$?
    trap '' INT TERM HUP PIPE
    set +e
    [[ ! -t 2 ]] || printf '\r\033[K' >&2
    if [[ -n ${id:-} ]]; then
        ((status == 0 || status == 130)) || keep_logs
        lab down "$id"
    fi
    exit "$status"
}

# What the peers said, for whoever wants to know why a measurement failed.
keep_logs() {
    local kept
    kept=$(mktemp -d "${TMPDIR:-/tmp}/genkan-${0##*/}.XXXXXX")
    cp -r "$state/bench" "$state/results.tsv" "$state/gateway/log" "$kept" 2>/dev/null
    say "What the peers said is kept in $kept."
}
