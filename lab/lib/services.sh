# shellcheck shell=bash
# What the lab's hosts offer: web pages at home, small test servers on the NAS, a stock sshd on the hop.

start_services() {
    start_web nas 192.168.100.10 'Genkan lab NAS' 'the page that a friend comes for'
    start_web tv 192.168.100.11 'Genkan lab TV' 'nobody gave a friend this one'
    start_web router 192.168.100.1 'Genkan lab router' 'its admin page, nobody else'"'"'s business'
    start_small_servers
    start_hop_sshd
    await_port nas 80 access.log
    await_port tv 80 access.log
    await_port router 80 access.log
    await_port nas 7 small-servers.log
    await_port hop 22 sshd.log
}

# A web server with one page; who fetched what is in STATE/HOST/access.log.
start_web() { # HOST ADDRESS NAME WORDS
    local root=$state/$1/www
    mkdir -p "$root"
    cat >"$root/index.html" <<PAGE
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>$3</title></head>
<body><h1>$3</h1><p>$2: $4</p></body></html>
PAGE
    start_inside "$1" web "$state/$1/access.log" "$jdk/bin/jwebserver" \
        -J-XX:+UseSerialGC -J-XX:TieredStopAtLevel=1 -J-Xmx32m -J-XX:-UsePerfData \
        -b "$2" -p 80 -d "$root" -o info
}

# The old small services on the NAS: echo (7, tcp and udp), discard (9, for uploads), an endless source (19, for
# downloads).
start_small_servers() {
    local log=$state/nas/small-servers.log
    start_inside nas echo-udp "$log" socat -T 60 UDP4-RECVFROM:7,fork,reuseaddr PIPE
    start_inside nas echo-tcp "$log" socat TCP4-LISTEN:7,fork,reuseaddr,backlog=64 PIPE
    start_inside nas discard "$log" socat -u TCP4-LISTEN:9,fork,reuseaddr,backlog=64 OPEN:/dev/null
    start_inside nas source "$log" socat -U TCP4-LISTEN:19,fork,reuseaddr,backlog=64 OPEN:/dev/zero
}

# The hop's sshd as a hop of the real world has it, with tunnels permitted as in the 2014 post.
start_hop_sshd() {
    local home=$state/hop
    cp "$state/friend/id_ed25519.pub" "$home/authorized_keys"
    install -m 0600 /dev/null "$home/shadow"
    printf 'root:*:::::::\n' >"$home/shadow"
    new_key "$home/host_ed25519" hop-host
    cat >"$home/sshd_config" <<CONFIG
Port 22
ListenAddress 203.0.113.20
HostKey $home/host_ed25519
PidFile none
AuthorizedKeysFile $home/authorized_keys
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
UseDNS no
PermitTunnel yes
GatewayPorts clientspecified
ClientAliveInterval 3
ClientAliveCountMax 3
PrintMotd no
LogLevel VERBOSE
CONFIG
    start_process hop-sshd "$home/sshd.log" ip netns exec "$(namespace hop)" "$lab_home/inside" hop-sshd "$state" \
        /usr/sbin/sshd -D -e -f "$home/sshd_config"
}

# A key and an ssh configuration for each host that dials.
make_keys() {
    local host
    for host in friend friend2 hop; do
        install -d -m 0700 "$state/$host"
        new_key "$state/$host/id_ed25519" "$host"
        write_ssh_config "$host"
    done
}

new_key() { # FILE COMMENT
    ssh-keygen -q -t ed25519 -N '' -C "$2@genkan-lab" -f "$1"
}

# start_inside HOST NAME LOG COMMAND…
start_inside() {
    start_process "$1-$2" "$3" ip netns exec "$(namespace "$1")" "$lab_home/inside" host "${@:4}"
}

# Waits until something listens on TCP port $2 of host $1; if nothing does, what its log $3 says is shown.
await_port() {
    local deadline=$((SECONDS + 20))
    until [[ -n $(ip netns exec "$(namespace "$1")" ss -Hltn "sport = :$2") ]]; do
        if ((SECONDS >= deadline)); then
            tail -n 20 "$state/$1/$3" >&2
            stop "Nothing listens on port $2 of $1."
        fi
        sleep 0.05
    done
}
