# shellcheck shell=bash
# OpenSSH's sshd on the gateway's host, with `ssh -w` as the post of 2014 has it: the same stock client and ciphers.
# TUN: 10.98.1.0/24, TAP: 10.98.2.0/24; the gateway is .1, the friend .2. The gateway's devices are made beforehand.

openssh_net() { if [[ $1 == tun ]]; then echo 10.98.1; else echo 10.98.2; fi; }

openssh_prepare() { # LAYER
    local net home=$state/bench/sshd
    net=$(openssh_net "$1")
    friend_device gateway "${1}90" "$1" "$net.1" "$net.2" 1500
    is_running sshd && return
    mkdir -p "$home"
    new_key "$home/host_ed25519" sshd-host
    cp "$state/friend/id_ed25519.pub" "$home/authorized_keys"
    cat >"$home/sshd_config" <<CONFIG
Port 22
ListenAddress 192.168.100.2
HostKey $home/host_ed25519
PidFile none
AuthorizedKeysFile $home/authorized_keys
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
UseDNS no
PermitTunnel yes
PrintMotd no
MaxStartups 100
CONFIG
    know_host friend "$router_address" "$(cut -d ' ' -f 1,2 "$home/host_ed25519.pub")"
    know_host friend2 "$router_address" "$(cut -d ' ' -f 1,2 "$home/host_ed25519.pub")"
    # The hop's private mounts do for this sshd too.
    start_process sshd "$state/bench/sshd.log" ip netns exec "$(namespace gateway)" "$lab_home/inside" hop-sshd "$state" \
        /usr/sbin/sshd -D -e -f "$home/sshd_config"
    mkdir -p "$state/gateway"
    await_port gateway 22 ../bench/sshd.log
}

openssh_dial() { # LAYER CIPHER WAY
    local net
    net=$(openssh_net "$1")
    friend_device friend "${1}0" "$1" "$net.2" "$net.1" 1500
    ssh_dial friend openssh "$1" 0:90 "$2" "$3" "root@$router_address"
    route_to_home "${1}0" "$net.1"
}

openssh_hang_up() { # LAYER
    end_process friend-openssh
    on friend link delete "${1}0"
    until_not openssh_serves
}

openssh_serves() { [[ -n $(children_of "$(process_id sshd)") ]]; }

# The listener serves nobody by itself, but it is there.
openssh_server() {
    local listener
    listener=$(process_id sshd)
    printf '%s\n' "$listener"
    children_of "$listener"
}

openssh_crowd() { # LAYER N
    local number host
    for ((number = 2; number <= $2; number++)); do
        host=friend
        ((number % 2)) || host=friend2
        friend_device "$host" "${1}$number" "$1" "10.98.9.$number" 10.98.9.1 1500
        ssh_dial "$host" "crowd-$number" "$1" "$number:$number" aes128-gcm bare -i "$state/friend/id_ed25519" \
            "root@$router_address"
    done
    # Beside these devices there are the first friend's.
    until_all_are_in "$(($2 - 1))" openssh_devices "$1"
}

openssh_devices() { on gateway -o link show | grep -E " ${1}[0-9]+:" | grep -vc " ${1}90:"; }
