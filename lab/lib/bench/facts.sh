# shellcheck shell=bash
# The machine and the programs that were measured: what a number is worth nothing without.

# One fact a line: WHAT, a tab, the fact.
facts() {
    fact 'date' "$(date -u '+%Y-%m-%d %H:%M UTC')"
    fact 'processor' "$(processor_model), $(nproc) cores"
    fact 'memory' "$(awk '/^MemTotal/ { printf "%.1f GB", $2 / 1048576 }' /proc/meminfo)"
    fact 'system' "$(sed -n 's/^PRETTY_NAME="\(.*\)"$/\1/p' /etc/os-release), Linux $(uname -rm)"
    fact 'load average at the start' "$load_at_start${busy:+ – **other programs were using this machine; these numbers are not good for much**}"
    fact 'Genkan' "$(genkan_version)"
    fact 'Java' "$("$JAVA_HOME/bin/java" -XX:-UsePerfData --version 2>&1 | sed -n 2p)"
    fact 'OpenSSH' "$(ssh -V 2>&1)"
    fact 'OpenVPN' "$(openvpn --version | sed -n '1s/ \[.*//p')"
    fact 'wireguard-go' "$(wireguard-go --version 2>/dev/null | sed -n '1s/^wireguard-go //p')"
    fact 'iperf3' "$(iperf3 --version | sed -n 1p)"
    fact 'congestion control' "payload cubic (\`iperf3 -C cubic\`); this machine's default is $(sysctl -n net.ipv4.tcp_congestion_control)"
    local peer
    for peer in "${peers[@]}"; do
        fact "… outer TCP, $(peer_label "$peer")" "$(outer_congestion "$peer")"
    done
    fact 'rounds' "$rounds; each transfer $seconds s, on the slow line $slow_seconds s; $pings pings"
}

fact() { printf '%s\t%s\n' "$1" "${2:-unknown}"; }

# A Raspberry Pi tells its model elsewhere than a PC.
processor_model() {
    { tr -d '\0' </proc/device-tree/model || sed -n 's/^model name[^:]*: //p' /proc/cpuinfo; } 2>/dev/null | head -n 1
}

# As root, git asks whether somebody else's clone is to be trusted.
genkan_version() {
    local clone git commit
    clone=$(realpath "$lab_home/..")
    git=(git -c "safe.directory=$clone" -C "$clone")
    if ! commit=$("${git[@]}" log -1 --format='commit %h of %cs' 2>/dev/null); then
        echo 'of no commit'
    elif [[ -n $("${git[@]}" status --porcelain -- genkan lab gateway-app web pom.xml) ]]; then
        echo "$commit, with changes"
    else
        echo "$commit"
    fi
}

outer_congestion() { # PEER
    local friend gateway
    read -r friend gateway <<<"$(recorded congestion "$1" outer)"
    if [[ ${friend:-none} == none ]]; then echo 'none (UDP)'; else echo "friend $friend, gateway $gateway"; fi
}
