# shellcheck shell=bash
# Builds Genkan where its sources have changed since the last build. Sourced by ./genkan.

app_dir=gateway-app/target/app
build_log=target/genkan-build.log

# The sum of everything that the built program depends on, and of the JDK that builds it.
fingerprint() {
    local source existing=()
    for source in pom.xml .mvn gateway-app/pom.xml gateway-app/src/main web/pom.xml web/src; do
        [[ ! -e $source ]] || existing+=("$source")
    done
    {
        grep '^JAVA_VERSION=' "$JAVA_HOME/release"
        find "${existing[@]}" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
    } | sha256sum | cut -d ' ' -f 1
}

is_built() {
    [[ -f $app_dir/genkan.jar && -f $app_dir/.fingerprint && $(<"$app_dir/.fingerprint") == "$1" ]]
}

# Builds if needed. Two launchers at once: the second waits, and then finds all done.
build_if_changed() {
    [[ -f pom.xml ]] || stop "There is no pom.xml here: this is not a complete copy of Genkan's sources."
    local now
    now=$(fingerprint)
    if is_built "$now"; then
        return 0
    fi
    install_needs build
    mkdir -p target
    (
        flock -n 9 || {
            say "Another ./genkan builds at the moment; waiting for it."
            flock 9
        }
        now=$(fingerprint)
        is_built "$now" || build "$now"
    ) 9>target/.genkan-build.lock
}

build() {
    local began=$SECONDS maven
    mvn -B -DskipTests package >"$build_log" 2>&1 </dev/null &
    maven=$!
    show_progress "$maven" "$began"
    wait "$maven" || build_failed
    rm -f "$app_dir/.fingerprint"
    "$JAVA_HOME/bin/java" -Djarmode=tools -jar gateway-app/target/genkan.jar \
        extract --destination "$app_dir" --force >>"$build_log" 2>&1 || build_failed
    [[ -f $app_dir/genkan.jar ]] || build_failed
    lab/start-cache "$app_dir" >>"$build_log" 2>&1 || say "No AOT cache could be made, so starts take longer: $PWD/$build_log"
    printf '%s\n' "$1" >"$app_dir/.fingerprint"
    say "Built in $((SECONDS - began)) s."
}

# Says while Maven runs what it is at: one line that rewrites itself on a terminal, else a line every ten seconds.
show_progress() {
    local maven=$1 began=$2 passed
    while kill -0 "$maven" 2>/dev/null; do
        passed=$((SECONDS - began))
        if [[ -t 2 ]]; then
            printf '\r\033[KBuilding Genkan: %d s, %s' "$passed" "$(maven_is_at)" >&2
        elif ((passed % 10 == 0)); then
            say "Building Genkan: $passed s, $(maven_is_at)"
        fi
        sleep 1
    done
    [[ ! -t 2 ]] || printf '\r\033[K' >&2
}

# The last telling line of Maven's log, in few words.
maven_is_at() {
    local at
    at=$(tail -n 200 "$build_log" | sed -n -E \
        -e 's/^Download(ing|ed) from [^:]*: .*\/([^/ ]+).*/downloading \2/p' \
        -e 's/^\[INFO\] --- ([a-z-]+):[^:]*:([a-zA-Z-]+) .*@ ([a-z-]+) ---.*/\3: \1 \2/p' | tail -n 1)
    printf '%.60s' "${at:-starting Maven}"
}

build_failed() {
    {
        grep -E '^\[ERROR\]' "$build_log" | head -n 30 || tail -n 30 "$build_log"
    } >&2
    stop "The build failed. All of its output: $PWD/$build_log"
}
