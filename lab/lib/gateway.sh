# shellcheck shell=bash
# The gateway's process in the lab: an unprivileged user with CAP_NET_ADMIN and nothing else, as on a real Pi.

# A user number that no system hands out; it needs no name.
gateway_user=64222

gateway() {
    local verb=${1:-}
    [[ -n $verb ]] || usage
    shift
    case $verb in
        start) gateway_start "$@" ;;
        stop) gateway_stop ;;
        kill)
            signal_process gateway KILL
            await_end gateway 5
            ;;
        clean-up) gateway_clean_up "$@" ;;
        bridge) bridge_the_gateway ;;
        wait)
            while is_running gateway; do sleep 0.1; done
            ;;
        ready) is_running gateway && gateway_said_ready ;;
        log) cat "$state/gateway/log" ;;
        *) usage ;;
    esac
}

# gateway_start [--app DIR] [--config FILE] [-- JAVA OPTIONS…]
gateway_start() {
    local app=$lab_home/../gateway-app/target/app config=
    while (($#)); do
        case $1 in
            --app) app=$2 && shift 2 ;;
            --config) config=$2 && shift 2 ;;
            --) shift && break ;;
            *) usage ;;
        esac
    done
    is_running gateway && stop "The gateway of lab $id is running already."
    [[ -f $app/genkan.jar ]] || stop "There is no genkan.jar in $app. Build it first: any ./genkan command does."
    prepare_gateway "$config"
    be_gateway "$app" "$@"
    start_process gateway "$state/gateway/log" "${gateway_command[@]}" --config "$state/gateway/genkan.yaml"
    await_gateway
}

# gateway_clean_up [--app DIR]: what the service does after a gateway has ended, however it ended.
gateway_clean_up() {
    local app=$lab_home/../gateway-app/target/app
    [[ ${1:-} != --app ]] || app=${2:?}
    be_gateway "$app"
    "${gateway_command[@]}" --clean-up
}

# Fills the array `gateway_command` with `genkan run` as the gateway's user: be_gateway APP [JAVA OPTIONS…]
be_gateway() {
    read_java_options "$lab_home/java-options"
    use_start_cache run "$1" "$state/app"
    gateway_command=(ip netns exec "$(namespace gateway)" "$lab_home/inside" gateway "$(realpath "$1")"
        "$(realpath "$jdk")" "$state"
        env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME="$state/gateway" LANG=C.UTF-8 MALLOC_ARENA_MAX=2
        setpriv --reuid "$gateway_user" --regid "$gateway_user" --clear-groups
        "--inh-caps=-all,+net_admin" "--ambient-caps=-all,+net_admin" "--bounding-set=-all,+net_admin" --no-new-privs
        "$state/jdk/bin/java" "${java_options[@]}"
        -XX:-UsePerfData -Duser.home="$state/gateway" -Djava.io.tmpdir="$state/gateway/tmp" "${@:2}"
        -jar "$state/app/genkan.jar" run --data "$state/gateway/data")
}

# The gateway's directories, and the log's length before this start: a restarted gateway appends to the log.
prepare_gateway() { # [CONFIG FILE]
    local home=$state/gateway
    mkdir -p "$state/app" "$state/jdk"
    install -d -o "$gateway_user" -g "$gateway_user" -m 0755 "$home"
    install -d -o "$gateway_user" -g "$gateway_user" -m 0700 "$home/data" "$home/tmp"
    if [[ -n $1 ]]; then
        install -m 0644 "$1" "$home/genkan.yaml"
    elif [[ ! -f $home/genkan.yaml ]]; then
        printf '# The lab'"'"'s gateway runs with the defaults.\n' >"$home/genkan.yaml"
    fi
    touch "$home/log"
    stat -c %s "$home/log" >"$home/log-before"
}

# What the gateway has said since it was last started.
gateway_said() { tail -c "+$(($(<"$state/gateway/log-before") + 1))" "$state/gateway/log"; }

gateway_said_ready() { gateway_said | grep '^Genkan is ready' >/dev/null; }

await_gateway() {
    local deadline=$((SECONDS + 60))
    until gateway_said_ready; do
        is_running gateway || gateway_failed "The gateway ended while it was starting."
        ((SECONDS < deadline)) || gateway_failed "The gateway is not ready after 60 s."
        sleep 0.1
    done
}

gateway_failed() {
    gateway_said | tail -n 40 >&2
    end_process gateway
    stop "$1 The last lines of its log are above; all of it: $state/gateway/log"
}

gateway_stop() {
    signal_process gateway TERM
    if ! await_end gateway 20; then
        signal_process gateway KILL
        await_end gateway 5 || true
        stop "The gateway did not end within 20 s of being asked to, and was killed."
    fi
}
