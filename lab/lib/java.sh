# shellcheck shell=bash
# Where the JDK is, and how it runs Genkan. Sourced by ./genkan and lab/lab.

# True where $1 is a JDK 25: with a compiler and jwebserver, not only a runtime.
is_jdk_25() {
    [[ -f $1/release && -x $1/bin/javac && -x $1/bin/jwebserver ]] &&
        grep -q '^JAVA_VERSION="25[".]' "$1/release"
}

# Prints the home of a JDK 25: JAVA_HOME if it is one, else the first under /usr/lib/jvm.
find_jdk_25() {
    local home
    for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
        if [[ -n $home ]] && is_jdk_25 "$home"; then
            printf '%s\n' "$home"
            return 0
        fi
    done
    return 1
}

# Fills the array `java_options` from the file $1 (one option a line, # begins a comment line).
read_java_options() {
    # shellcheck disable=SC2034  # read by whoever sources this file
    mapfile -t java_options < <(grep -v -e '^#' -e '^$' "$1")
}

# Fills the array `java_command` with java, its options and the program in the directory APP, JAVA_HOME being a JDK 25:
# set_java_command run | client OPTIONS-FILE APP
set_java_command() {
    local java_options
    read_java_options "$2"
    # A command to a running gateway lives for half a second: compiling thoroughly would take longer than it saves.
    [[ $1 == run ]] || java_options+=(-XX:TieredStopAtLevel=1)
    use_start_cache "$1" "$3"
    # shellcheck disable=SC2034  # read by whoever sources this file
    java_command=("$JAVA_HOME/bin/java" "${java_options[@]}" -jar "$3/genkan.jar")
}

# Adds to the array `java_options` the AOT cache that lab/start-cache has made in the directory APP, if it has. A cache
# that does not fit this JVM is left aside, which goes without saying on a program's standard output.
# use_start_cache run | client APP [WHERE THE PROGRAM WILL SEE IT]
use_start_cache() {
    [[ ! -f $2/$1.aot ]] || java_options+=("-XX:AOTCache=${3:-$2}/$1.aot" -Xlog:disable -Xlog:all=warning:stderr)
}
