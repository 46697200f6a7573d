# shellcheck shell=bash
# The main numbers as an SVG bar chart, light or dark as the reader's browser is.

chart() {
    {
        chart_panel throughput 'Throughput, Mbit/s (more is better)' up-up down-down 0
        chart_panel throughput 'Processor time of the server, s per GB (less is better)' up-cpu down-cpu 1
        chart_panel link-0 'Ping p50 under one transfer, 50 Mbit/s line, ms (less is better)' up-p50 down-p50 1
    } | awk -F '\t' "$chart_program"
}

# A panel's bars, one a line: TITLE, PEER, SERIES, VALUE, DIGITS.
chart_panel() { # TABLE TITLE UP-METRIC DOWN-METRIC DIGITS
    local peer value way
    for peer in "${peers[@]}"; do
        for way in up down; do
            value=$(median "$1" "$peer" "$([[ $way == up ]] && echo "$3" || echo "$4")")
            [[ -z $value ]] || printf '%s\t%s\t%s\t%s\t%s\n' "$2" "$(peer_label "$peer")" "$way" "$value" "$5"
        done
    done
}

# shellcheck disable=SC2016  # awk's own $1
chart_program='
    function text(x, y, class, words) {
        return sprintf("<text x=\"%d\" y=\"%d\" class=\"%s\">%s</text>\n", x, y, class, words)
    }
    { title[NR] = $1; peer[NR] = $2; way[NR] = $3; value[NR] = $4; digits[NR] = $5
      if ($4 + 0 > most[$1]) most[$1] = $4 + 0 }
    END {
        y = 16
        for (i = 1; i <= NR; i++) {
            if (title[i] != title[i - 1]) { y += 34; body = body text(16, y, "title", title[i]); y += 12 }
            if (title[i] != title[i - 1] || peer[i] != peer[i - 1]) {
                y += 8
                body = body text(16, y + 17, peer[i] ~ /^Genkan/ ? "own" : "peer", peer[i])
            }
            width = most[title[i]] ? 470 * value[i] / most[title[i]] : 0
            body = body sprintf("<rect x=\"170\" y=\"%d\" width=\"%.1f\" height=\"11\" class=\"%s\"/>\n", y, width, way[i])
            body = body text(176 + width, y + 10, "value", sprintf("%.*f", digits[i], value[i]))
            y += 13
        }
        print "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 " y + 40 "\" role=\"img\" aria-label=\"Measurements as bars\">"
        print "<style>"
        print "  svg { background: #ffffff; font-family: system-ui, sans-serif; font-size: 12px; }"
        print "  text { fill: #3c4043; } .title, .own { font-weight: 600; fill: #16181b; } .title { font-size: 14px; }"
        print "  .value { font-size: 11px; } .up { fill: #2f6f9f; } .down { fill: #c4722c; }"
        print "  @media (prefers-color-scheme: dark) {"
        print "    svg { background: #16181b; } text { fill: #b9bec5; } .title, .own { fill: #f1f3f5; }"
        print "    .up { fill: #6bb0e0; } .down { fill: #e8a063; }"
        print "  }"
        print "</style>"
        print "<rect x=\"170\" y=\"14\" width=\"11\" height=\"11\" class=\"up\"/>" text(186, 24, "value", "up: friend to home")
        print "<rect x=\"320\" y=\"14\" width=\"11\" height=\"11\" class=\"down\"/>" text(336, 24, "value", "down: home to friend")
        printf "%s</svg>\n", body
    }'
