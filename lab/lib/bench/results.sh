# shellcheck shell=bash
# Every value that was measured, one a line: TABLE, PEER, METRIC, ROUND, VALUE, with tabs between.

record() { # TABLE PEER METRIC VALUE
    printf '%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "$round" "$4" >>"$results"
}

# All values of a measurement, one a line.
recorded() { # TABLE PEER METRIC
    awk -F '\t' -v t="$1" -v p="$2" -v m="$3" '$1 == t && $2 == p && $3 == m { print $5 }' "$results"
}

# The median over the rounds; nothing where there is no value.
median() { # TABLE PEER METRIC
    recorded "$@" | sort -g |
        awk '{ v[NR] = $1 } END { if (NR) print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

# A line for each measurement with its values of all rounds, for whoever wants more than the medians.
every_round() {
    printf 'table\tpeer\tmetric\tvalues in the order of the rounds\n'
    awk -F '\t' '{
        key = $1 "\t" $2 "\t" $3
        if (!(key in values)) order[++n] = key
        values[key] = values[key] "\t" $5
    } END { for (i = 1; i <= n; i++) print order[i] values[order[i]] }' "$results"
}

# A value in so many digits after the point, with its ratio to the baseline's: "812 (1.51×)". "–" where there is none.
cell() { # TABLE PEER METRIC DIGITS
    local value base
    value=$(median "$1" "$2" "$3")
    base=$(median "$1" "$baseline" "$3")
    awk -v v="$value" -v b="$base" -v d="$4" -v own="$([[ $2 == "$baseline" ]] && echo yes)" 'BEGIN {
        if (v == "") print "–"
        else if (b == "" || b == 0 || own) printf "%.*f\n", d, v
        else printf "%.*f (%.2f×)\n", d, v, v / b
    }'
}
