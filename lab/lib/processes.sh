# shellcheck shell=bash
# The lab's processes: each is recorded under STATE/pids/NAME as "PID START", where START is the kernel's start time of
# that process. A number that has been given to a new process in the meantime is therefore never taken for ours.

# Prints when process $1 was started, in clock ticks since the machine was; fails where there is no such process.
start_time() {
    local stat
    stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
    # The command's name, in parentheses, may hold blanks: count from behind it.
    # shellcheck disable=SC2086
    set -- ${stat##*) }
    # A process that is dead but not yet reaped (Z) counts as gone.
    [[ $1 != Z && $1 != X ]] || return 1
    printf '%s\n' "${20}"
}

# True where the process recorded in file $1 is alive.
recorded_lives() {
    local pid start
    [[ -f $1 ]] && read -r pid start <"$1" && [[ $(start_time "$pid") == "$start" ]]
}

record_process() { # FILE PID
    local start
    start=$(start_time "$2") || return 1
    printf '%s %s\n' "$2" "$start" >"$1"
}

is_running() { recorded_lives "$state/pids/$1"; }

# Starts a command in the background, in a session of its own, so that a Ctrl-C meant for the lab's user does not reach
# it: start_process NAME LOG COMMAND…   (what it prints is appended to LOG)
start_process() {
    local name=$1 log=$2
    shift 2
    setsid "$@" </dev/null >>"$log" 2>&1 &
    # Where it has died already there is nothing to record; whoever waits for it finds it dead.
    record_process "$state/pids/$name" $! || rm -f "$state/pids/$name"
    disown $!
}

signal_process() { # NAME SIGNAL
    local pid start
    is_running "$1" || return 0
    read -r pid start <"$state/pids/$1"
    # The whole session: socat has a child for each connection.
    kill -s "$2" -- "-$pid" 2>/dev/null || kill -s "$2" "$pid" 2>/dev/null || true
}

# Waits until process $1 has ended, at most $2 seconds.
await_end() {
    local deadline=$((SECONDS + $2))
    while is_running "$1"; do
        ((SECONDS < deadline)) || return 1
        sleep 0.05
    done
}

# Ends process $1: asks first, and insists after $2 seconds (5).
end_process() {
    signal_process "$1" TERM
    if ! await_end "$1" "${2:-5}"; then
        signal_process "$1" KILL
        await_end "$1" 5 || stop "Process $1 of lab $id does not end."
    fi
    rm -f "$state/pids/$1"
}

end_all_processes() {
    local file name
    for file in "$state"/pids/*; do
        [[ -f $file ]] && signal_process "${file##*/}" TERM
    done
    for file in "$state"/pids/*; do
        name=${file##*/}
        [[ ! -f $file ]] || end_process "$name"
    done
}

# Kills whatever still runs inside namespace $1, such as the children of a command that was run with `lab exec`:
# whatever lives in a namespace of the lab is of the lab, by construction.
kill_inhabitants() {
    local pid
    for pid in $(ip netns pids "$1" 2>/dev/null); do
        # Looked at once more just before the blow.
        if [[ /proc/$pid/ns/net -ef /run/netns/$1 && $pid != "$$" ]]; then
            kill -KILL "$pid" 2>/dev/null || true
        fi
    done
}
