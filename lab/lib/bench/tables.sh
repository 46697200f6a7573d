# shellcheck shell=bash
# The tables: for each a function that measures one peer once, and how many seconds that takes, for the estimate.

# shellcheck disable=SC2034  # read by lab/bench
all_tables=(throughput chacha20 ping link-0 link-20 link-100 connect memory)

table_title() {
    case $1 in
        throughput) echo 'Throughput and processor time, aes128-gcm' ;;
        chacha20) echo 'Throughput and processor time, chacha20-poly1305' ;;
        ping) echo 'Ping of an idle tunnel' ;;
        link-0) echo 'A line of 50 Mbit/s with a queue of 200 ms' ;;
        link-20) echo 'The same line, 20 ms away' ;;
        link-100) echo 'The same line, 100 ms away' ;;
        connect) echo 'From the start of the client to the first answered ping' ;;
        memory) echo 'Memory of the server' ;;
    esac
}

table_seconds() {
    case $1 in
        throughput | chacha20) echo $((3 * seconds + 4)) ;;
        ping) echo $((2 * pings / 50 + 5)) ;;
        link-0) echo $((3 * slow_seconds + 5)) ;;
        link-*) echo $((2 * slow_seconds + 5)) ;;
        connect) echo 4 ;;
        memory) echo 30 ;;
    esac
}

# Whether a table has a line for a peer.
table_has() { # TABLE PEER
    case $1 in
        chacha20) is_ssh "$2" ;;
        # Nothing that differs from round to round.
        memory) ((round == 1)) ;;
    esac
}

# What the whole table needs around it.
table_begins() {
    case $1 in
        link-*)
            answer_within=0.5
            lab link "$id" friend up --rate 50mbit --queue 200ms --delay "$((${1#link-} / 2))ms"
            ;;
    esac
}

table_ends() {
    case $1 in
        link-*)
            answer_within=0.05
            lab link "$id" friend down
            ;;
    esac
}

measure() { # TABLE PEER
    case $1 in
        throughput) measure_throughput throughput "$2" "$(cipher_of "$2")" ;;
        chacha20) measure_throughput chacha20 "$2" chacha20-poly1305 ;;
        ping) measure_ping "$2" ;;
        link-0) measure_under_load "$2" ;;
        link-*) measure_far "$1" "$2" ;;
        connect) measure_connect "$2" ;;
        memory) measure_memory "$2" ;;
    esac
}

measure_throughput() { # TABLE PEER CIPHER
    local way result before after server wire
    connect "$2" "$3" bare
    if ((round == 1)); then
        # A JVM compiles what it has run often.
        transfer both "$warm_up" >/dev/null
    fi
    mapfile -t server < <(peer_does server "$2")
    for way in up down both; do
        before=$(processor_seconds "${server[@]}")
        wire=$(bytes_on_the_wire)
        result=$(transfer "$way" "$seconds")
        wire=$(($(bytes_on_the_wire) - wire))
        after=$(processor_seconds "${server[@]}")
        # shellcheck disable=SC2086
        record_transfer "$1" "$2" "$way" $result
        record "$1" "$2" "$way-cpu" "$(awk -v c0="$before" -v c1="$after" -v bytes="${result##* }" \
            'BEGIN { printf "%.3f\n", (c1 - c0) / (bytes / 1e9) }')"
        record "$1" "$2" "$way-wire" "$(awk -v wire="$wire" -v bytes="${result##* }" \
            'BEGIN { printf "%.4f\n", wire / bytes }')"
    done
    peer_does hang_up "$2"
}

# Both directions of a transfer in Mbit/s: record_transfer TABLE PEER WAY UP DOWN BYTES
record_transfer() {
    [[ $3 == down ]] || record "$1" "$2" "$3-up" "$(awk -v b="$4" 'BEGIN { printf "%.2f\n", b / 1e6 }')"
    [[ $3 == up ]] || record "$1" "$2" "$3-down" "$(awk -v b="$5" 'BEGIN { printf "%.2f\n", b / 1e6 }')"
}

measure_ping() { # PEER
    local way file=$state/bench/pings ways=(bare)
    is_ssh "$1" && ways=(session bare)
    for way in "${ways[@]}"; do
        connect "$1" "$(cipher_of "$1")" "$way"
        ping_nas /dev/null -c 25
        ping_nas "$file" -c "$pings"
        # shellcheck disable=SC2046
        record_pings ping "$1" "$way" $(percentiles "$file")
        peer_does hang_up "$1"
    done
}

record_pings() { # TABLE PEER WAY P50 P99 LOST
    record "$1" "$2" "$3-p50" "$4"
    record "$1" "$2" "$3-p99" "$5"
    record "$1" "$2" "$3-lost" "$6"
}

# Each direction by itself and both at once, pinging all the while.
measure_under_load() { # PEER
    local way result file=$state/bench/pings
    connect "$1" "$(cipher_of "$1")" bare
    for way in up down both; do
        ping_nas "$file" -c "$((slow_seconds * 50))" &
        result=$(transfer "$way" "$slow_seconds")
        wait $!
        # shellcheck disable=SC2086
        record_transfer link-0 "$1" "$way" $result
        # shellcheck disable=SC2046
        record_pings link-0 "$1" "$way" $(percentiles "$file")
        sleep 1
    done
    peer_does hang_up "$1"
}

measure_far() { # TABLE PEER
    local way result
    connect "$2" "$(cipher_of "$2")" bare
    for way in up down; do
        result=$(transfer "$way" "$slow_seconds")
        # shellcheck disable=SC2086
        record_transfer "$1" "$2" "$way" $result
        sleep 1
    done
    peer_does hang_up "$2"
}

measure_connect() { # PEER
    local dial_seconds
    connect "$1" "$(cipher_of "$1")" bare
    record connect "$1" seconds "$dial_seconds"
    peer_does hang_up "$1"
}

measure_memory() { # PEER
    local server status=0
    connect "$1" "$(cipher_of "$1")" bare
    mapfile -t server < <(peer_does server "$1")
    # shellcheck disable=SC2046
    record_memory "$1" one $(memory_of "${server[@]}")
    peer_does crowd "$1" "$crowd" || status=$?
    if ((status == 0)); then
        mapfile -t server < <(peer_does server "$1")
        # shellcheck disable=SC2046
        record_memory "$1" crowd $(memory_of "${server[@]}")
    fi
    hang_up_crowd
    peer_does hang_up "$1"
    # 2: this peer has no crowd.
    ((status == 0 || status == 2))
}

record_memory() { # PEER HOW-MANY RSS PRIVATE
    record memory "$1" "$2-rss" "$3"
    record memory "$1" "$2-private" "$4"
}
