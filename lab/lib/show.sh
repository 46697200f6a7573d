# shellcheck shell=bash
# How the lab and the demo speak: plain text, and colours only on a terminal whose user has not set NO_COLOR.

if [[ -t 1 && -z ${NO_COLOR:-} && ${TERM:-dumb} != dumb ]]; then
    bold=$'\e[1m' dim=$'\e[2m' green=$'\e[32m' red=$'\e[31m' plain=$'\e[0m'
else
    # shellcheck disable=SC2034  # not every script uses every colour
    bold='' dim='' green='' red='' plain=''
fi

# Prints a command as somebody on HOST would have typed it: show HOST COMMAND…
show() {
    local words
    words=$(printf ' %q' "${@:2}")
    printf '%s            %s #%s%s\n' "$bold" "$1" "$words" "$plain"
}
