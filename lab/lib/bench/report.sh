# shellcheck shell=bash
# The tables, on the terminal and as Markdown. Between the two they are lines with tabs.

print_report() {
    local table
    facts | tr -d '*' | aligned
    for table in "${tables[@]}"; do
        any_value "$table" || continue
        printf '\n%s%s%s\n' "$bold" "$(table_title "$table")" "$plain"
        table_lines "$table" | aligned
    done
    printf '\nIn parentheses: the ratio to %s of the same run. – : not measured.\n' "$(peer_label "$baseline")"
}

# A head and a line for each peer.
table_lines() { # TABLE
    local peer
    columns_of "$1" | awk -F '|' '{ printf "\t%s", $1 } END { print "" }'
    for peer in "${peers[@]}"; do
        peer_label "$peer" | tr -d '\n'
        columns_of "$1" | while IFS='|' read -r _ digits metrics; do
            printf '\t'
            table_cell "$1" "$peer" "$digits" "$metrics" | tr -d '\n'
        done
        printf '\n'
    done
}

# A column a line: its head | digits after the point | the metric, or two of them.
columns_of() {
    case $1 in
        throughput | chacha20)
            printf '%s\n' 'up Mbit/s|0|up-up' 'down Mbit/s|0|down-down' 'both at once: up|0|both-up' 'down|0|both-down' \
                'CPU s/GB: up|1|up-cpu' 'down|1|down-cpu' 'both|1|both-cpu' \
                'bytes on the wire per byte: up|3|up-wire' 'down|3|down-wire'
            ;;
        ping)
            printf '%s\n' 'session: p50 ms|2|session-p50' 'p99 ms|2|session-p99' 'ssh -N: p50 ms|2|bare-p50' \
                'p99 ms|2|bare-p99'
            ;;
        link-0)
            printf '%s\n' 'up Mbit/s|1|up-up' 'ping p50 ms|1|up-p50' 'p99|1|up-p99' \
                'down Mbit/s|1|down-down' 'ping p50 ms|1|down-p50' 'p99|1|down-p99' \
                'both: up Mbit/s|1|both-up' 'down Mbit/s|1|both-down' 'ping p50 ms|1|both-p50' 'p99|1|both-p99' \
                'pings lost %|1|lost'
            ;;
        link-*) printf '%s\n' 'up Mbit/s|1|up-up' 'down Mbit/s|1|down-down' ;;
        connect) printf '%s\n' 'seconds|2|seconds' ;;
        memory)
            printf '%s\n' '1 friend: RSS MB|1|one-rss' 'private MB|1|one-private' \
                "$crowd friends: RSS MB|1|crowd-rss" 'private MB|1|crowd-private'
            ;;
    esac
}

table_cell() { # TABLE PEER DIGITS METRIC
    if [[ $4 == lost ]]; then
        printf '%s\n' "$(lost_pings "$1" "$2")"
    else
        cell "$1" "$2" "$4" "$3"
    fi
}

# The share of pings that got no answer, of the worst of the three ways.
lost_pings() { # TABLE PEER
    local way
    for way in up down both; do median "$1" "$2" "$way-lost"; done | sort -g | tail -n 1
}

any_value() { cut -f 1 "$results" | grep -qx "$1"; }

# Lines with tabs as columns of equal width. Counted in characters, which neither column(1) nor awk does everywhere.
aligned() {
    local lines line fields i width=()
    mapfile -t lines
    for line in "${lines[@]}"; do
        split_line "$line"
        for i in "${!fields[@]}"; do
            ((${#fields[i]} <= ${width[i]:-0})) || width[i]=${#fields[i]}
        done
    done
    for line in "${lines[@]}"; do
        split_line "$line"
        for i in "${!fields[@]}"; do
            printf '%s%*s  ' "${fields[i]}" $((width[i] - ${#fields[i]})) ''
        done
        printf '\n'
    done
}

# Sets `fields`. `read` would take two tabs for one.
split_line() { mapfile -t -d $'\t' fields < <(printf '%s' "$1"); }

as_markdown() {
    local line fields head=yes
    while IFS= read -r line; do
        split_line "$line"
        printf '|'
        printf ' %s |' "${fields[@]}"
        printf '\n'
        [[ -z $head ]] || printf '|%s\n' "$(printf -- '---|%.0s' "${fields[@]}")"
        head=
    done
}

# Writes DATE.md, .svg and .tsv; a second run of the day gets a number.
write_report() {
    local name number=2
    mkdir -p "$directory"
    name=$(date -u +%F)
    while [[ -e $directory/$name.md ]]; do name=$(date -u +%F)-$((number++)); done
    every_round >"$directory/$name.tsv"
    chart >"$directory/$name.svg"
    markdown "$name" >"$directory/$name.md"
    # Whoever asked sudo for this wants to own it.
    chown --reference="$lab_home/bench" "$directory" "$directory/$name".*
    printf '\nWritten: %s\n' "$(realpath "$directory/$name.md")"
}

markdown() { # NAME
    local table
    cat <<HEAD
# Measurements of $1

![The main numbers as bars]($1.svg)

Made again, on this machine or another, by

    $invocation

It is one run in which each round measures every peer in turn. Every number is the median of the rounds, with its ratio
to $(peer_label "$baseline") of the same run in parentheses; [$1.tsv]($1.tsv) has the values of each round.
[README.md](README.md) says what the tables mean.

$({ printf ' \t \n' && facts; } | as_markdown)
HEAD
    for table in "${tables[@]}"; do
        any_value "$table" || continue
        printf '\n## %s\n\n' "$(table_title "$table")"
        table_lines "$table" | as_markdown
    done
}
