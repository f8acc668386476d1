# What all scripts share: the folders, messages, and steps that show progress. Sourced by bash with `set -euo pipefail`.

project_folder="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
build_folder="$project_folder/build"
cache_folder="${KONKORDAT_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/konkordat}"
jobs="${KONKORDAT_JOBS:-$(nproc)}"

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "konkordat: $*"
    exit 2
}

# step <name> <command>...: runs the command quietly and prints one line with the seconds it took; the output goes to a
# file, which is named, with its last lines, if the command fails.
step() {
    local name="$1" started="$SECONDS" log status=0
    shift
    log="$build_folder/log/${name//[^A-Za-z0-9._-]/_}.log"
    mkdir -p "$build_folder/log"
    # Not `|| status=$?`: that would switch `set -e` off within the command.
    set +e
    if [[ -t 2 ]]; then
        step_interactive "$name" "$log" "$@"
        status=$?
    else
        printf '%s ... ' "$name" >&2
        (set -e; "$@") >"$log" 2>&1 </dev/null
        status=$?
    fi
    set -e
    if ((status == 0)); then
        printf '%s\n' "done in $((SECONDS - started)) s" >&2
    else
        printf '%s\n' "FAILED after $((SECONDS - started)) s" >&2
        tail -n 30 "$log" >&2
        say "The whole output is in $log"
    fi
    return "$status"
}

# On a terminal the elapsed time runs while the command works.
step_interactive() {
    local name="$1" log="$2" started="$SECONDS" process
    shift 2
    (set -e; "$@") >"$log" 2>&1 </dev/null &
    process=$!
    while kill -0 "$process" 2>/dev/null; do
        printf '\r%s ... %d s ' "$name" "$((SECONDS - started))" >&2
        sleep 0.5
    done
    printf '\r%s ... ' "$name" >&2
    wait "$process"
}

# as_root <command>...: runs it as root, with sudo if this is another user.
as_root() {
    if [[ "$(id -u)" == 0 ]]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo --preserve-env=DEBIAN_FRONTEND "$@"
    else
        fail "'$*' needs root: run it as root or install sudo"
    fi
}

# hash_of: the first 16 digits of the SHA-256 of standard input.
hash_of() { sha256sum | cut -c1-16; }

# write_if_changed <file>: standard input; a file that stays the same keeps its time.
write_if_changed() {
    local file="$1" new
    mkdir -p "$(dirname "$file")"
    new="$(mktemp "$file.XXXXXX")"
    cat >"$new"
    chmod 644 "$new"
    if cmp -s "$new" "$file"; then rm -f "$new"; else mv -f "$new" "$file"; fi
}

# locked <name> <command>...: one process at a time, across checkouts that share the cache.
locked() {
    local lock="$cache_folder/lock-$1"
    shift
    mkdir -p "$cache_folder"
    (
        flock 9
        "$@"
    ) 9>"$lock"
}
