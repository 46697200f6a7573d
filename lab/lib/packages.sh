# shellcheck shell=bash
# What Genkan needs from the system, and how it gets there. Sourced by ./genkan.

# One need a line: Debian package | what shows that it is there | what it is for.
# "What shows it" is a command, or a path (with wildcards) where the package has no command.
needs_of() {
    case $1 in
        build)
            echo 'maven | mvn | builds Genkan'
            ;;
        run)
            echo 'iproute2 | ip | interfaces and routes'
            echo 'nftables | nft | the rules that decide what a friend reaches'
            ;;
        demo)
            needs_of run
            echo 'openssh-client | ssh | the friend'"'"'s side of a tunnel'
            echo 'openssh-server | sshd | the hop in the cloud, inside the lab'
            echo 'socat | socat | small servers on the lab'"'"'s NAS, and the way to the admin page'
            echo 'iputils-ping | ping | shows that a tunnel carries packets'
            echo 'curl | curl | fetches pages through a tunnel'
            echo 'procps | sysctl | turns on forwarding where the lab has a router'
            echo 'util-linux | setpriv | starts the gateway without root'
            echo 'jq | jq | reads what the gateway answers to scripts'
            ;;
        bench)
            needs_of demo
            echo 'iperf3 | iperf3 | transfers through each tunnel'
            echo 'openvpn | openvpn | a peer of the measurements'
            echo 'openssl | openssl | OpenVPN'"'"'s certificates'
            echo 'wireguard-go | wireguard-go | a peer of the measurements'
            echo 'wireguard-tools | wg | sets up wireguard-go'
            ;;
        test)
            needs_of demo
            echo 'chromium | chromium | the browser that tests the admin page'
            echo 'fonts-ipafont-gothic | /usr/share/fonts/*/*/ipag.ttf | Japanese text in screenshots'
            echo 'shellcheck | shellcheck | checks the shell scripts'
            ;;
    esac
}

# Runs a command as root.
as_root() {
    if ((EUID == 0)); then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        stop "This needs root, and there is no sudo here. Please run as root: ./genkan ${invocation:-}"
    fi
}

# True where $1, a command or a path with wildcards, is there.
is_there() {
    case $1 in
        /*) compgen -G "$1" >/dev/null ;;
        *) command -v "$1" >/dev/null ;;
    esac
}

# Installs what of the given lists is missing; says nothing where all is there.
install_needs() {
    local list package sign purpose missing=()
    for list in "$@"; do
        while IFS='|' read -r package sign purpose; do
            package=${package// /} sign=${sign// /}
            is_there "$sign" && continue
            ((${#missing[@]})) || say "Missing on this machine:"
            say "  $package:$purpose"
            missing+=("$package")
        done < <(needs_of "$list")
    done
    ((${#missing[@]} == 0)) || install_packages "${missing[@]}"
}

install_packages() {
    command -v apt-get >/dev/null ||
        stop "This system has no apt-get. Please install what is named above, then start again."
    ((EUID == 0)) || say "Installing needs root: sudo may ask for your password."
    if [[ " $* " == *" openssh-server "* || " $* " == *" openvpn "* ]]; then
        install_without_starting "$@"
    else
        apt_install "$@"
    fi
    hash -r
}

# Refreshes apt's lists also where a download fails, as it does when they are older than the archive.
apt_install() {
    local log
    log=$(mktemp)
    say "Installing: $*"
    knows_packages "$@" || true
    if ! apt_get "$log" install "$@" && ! { apt_get "$log" update && apt_get "$log" install "$@"; }; then
        tail -n 20 "$log" >&2
        rm -f "$log"
        stop "apt-get could not install: $*"
    fi
    rm -f "$log"
}

# True where apt knows all these packages; refreshes its lists first where they do not, as on a machine just installed.
knows_packages() {
    have_candidates "$@" && return
    apt_get /dev/null update || say "apt-get update failed; going on with the lists that are there."
    have_candidates "$@"
}

have_candidates() {
    local package
    for package in "$@"; do
        LC_ALL=C apt-cache policy "$package" 2>/dev/null | grep 'Candidate: [^(]' >/dev/null || return 1
    done
}

# apt_get LOG update | install PACKAGE…
apt_get() {
    local log=$1 verb=$2 options=(-y -q -o DPkg::Lock::Timeout=120)
    shift 2
    [[ $verb != install ]] || options+=(--no-install-recommends)
    as_root env DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l \
        apt-get "${options[@]}" "$verb" "$@" >>"$log" 2>&1 </dev/null
}

# The file by which Debian's packages ask whether they may start a service.
policy=/usr/sbin/policy-rc.d
policy_before=$policy.before-genkan
policy_mark='# Genkan: no service starts while it installs packages'

# Installs so that no service begins to run: the lab wants the programs, not a listening sshd on this machine.
install_without_starting() {
    local status=0
    trap policy_restore EXIT
    policy_deny
    (apt_install "$@") || status=$?
    policy_restore
    trap - EXIT
    ((status == 0)) || exit "$status"
    if [[ -d /run/systemd/system && " $* " == *" openssh-server "* ]]; then
        as_root systemctl -q disable ssh.socket 2>/dev/null || true
        as_root systemctl -q disable ssh.service 2>/dev/null || true
        say "openssh-server is installed but disabled: nothing listens for ssh on this machine because of Genkan."
    fi
}

policy_deny() {
    if [[ -e $policy || -L $policy ]] && ! grep -qF "$policy_mark" "$policy" 2>/dev/null; then
        as_root mv "$policy" "$policy_before"
    fi
    printf '#!/bin/sh\n%s\nexit 101\n' "$policy_mark" | as_root tee "$policy" >/dev/null
    as_root chmod 0755 "$policy"
}

policy_restore() {
    if [[ -e $policy_before || -L $policy_before ]]; then
        as_root mv "$policy_before" "$policy"
    else
        as_root rm -f "$policy"
    fi
}
