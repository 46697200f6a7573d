# shellcheck shell=bash
# The owner's way to the admin page: a port on this machine's loopback, and from there through a unix socket, which is
# the one thing that two network namespaces can share, to the gateway's own HTTPS port.

# lab admin ID [PORT]: prints the port that it took, PORT (8443) or the next free one.
admin() {
    local port first=${1:-8443} socket=$state/admin.sock log=$state/admin.log
    end_process admin-outside
    end_process gateway-admin
    rm -f "$socket"
    start_inside gateway admin "$log" socat "UNIX-LISTEN:$socket,fork,mode=0600" TCP4:192.168.100.2:8443
    for ((port = first; port < first + 50; port++)); do
        if is_free "$port" && listen_outside "$port" "$socket" "$log"; then
            printf '%s\n' "$port"
            return
        fi
    done
    stop "No port from $first to $((port - 1)) is free on this machine."
}

is_free() { [[ -z $(ss -Hltn "sport = :$1") ]]; }

# False where somebody else took the port just now.
listen_outside() { # PORT SOCKET LOG
    start_process admin-outside "$3" socat "TCP4-LISTEN:$1,bind=127.0.0.1,fork,reuseaddr" "UNIX-CONNECT:$2"
    while is_running admin-outside; do
        is_free "$1" || return 0
        sleep 0.05
    done
    return 1
}
