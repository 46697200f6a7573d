# shellcheck shell=bash
# Genkan, as packaged for the lab: an unprivileged user with CAP_NET_ADMIN. One friend for the measurements, a crowd of
# others for the memory; each has the NAS in his policy.

genkan_prepare() { # LAYER
    is_running gateway || lab gateway "$id" start
    local json=$state/bench/genkan.json
    [[ -f $json ]] || genkan_admit bench "$state/friend/id_ed25519.pub" 1 "$json"
}

genkan_admit() { # NAME KEY UNIT JSON
    local java_command
    set_java_command client "$lab_home/java-options" "$lab_home/../gateway-app/target/app"
    "${java_command[@]}" friend add "$1" --key "$2" --unit "$3" \
        --allow "$nas_address" --json --data "$state/gateway/data" >"$4" || {
        cat "$4" >&2
        return 1
    }
}

genkan_dial() { # LAYER CIPHER WAY
    genkan_friend_dials friend genkan "${1}0" "$1" "$state/bench/genkan.json" "$2" "$3"
    route_to_home "${1}0" "${told[gatewayAddress]}"
}

genkan_friend_dials() { # HOST NAME DEVICE LAYER JSON CIPHER WAY SSH-ARGUMENTS…
    read_told "$5"
    know_host "$1" "[$router_address]:$gateway_port" "${told[hostKey]}"
    friend_device "$1" "$3" "$4" "${told[friendAddress]}" "${told[gatewayAddress]}" "${told[mtu]}"
    ssh_dial "$1" "$2" "$4" "${3#"$4"}:${told[unit]}" "$6" "$7" \
        -p "$gateway_port" "${@:8}" "${told[userName]}@$router_address"
}

genkan_hang_up() { # LAYER
    end_process friend-genkan
    on friend link delete "${1}0"
    until_not on gateway link show "${1}1"
}

genkan_server() { process_id gateway; }

genkan_crowd() { # LAYER N
    local number key host
    for ((number = 2; number <= $2; number++)); do
        key=$state/bench/crowd-$number
        if [[ ! -f $key.json ]]; then
            new_key "$key" "crowd$number"
            genkan_admit "crowd$number" "$key.pub" "$number" "$key.json"
        fi
        host=friend
        ((number % 2)) || host=friend2
        genkan_friend_dials "$host" "crowd-$number" "${1}$number" "$1" "$key.json" aes128-gcm bare -i "$key"
    done
    until_all_are_in "$(($2 - 1))" genkan_devices "$1"
}

genkan_devices() { on gateway -o link show | grep -cE " ${1}[0-9]+:"; }
