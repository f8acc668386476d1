source tools/commands/format.sh

# ./dev lint [tidy]: `tidy` runs clang-tidy too, on the sources changed since the last commit.
command_lint() {
    local status=0
    need "$clang_format=$clang_format" python3=python3
    our_sources | xargs -r -d '\n' "$clang_format" --dry-run --Werror 2>&1 | grep -E 'error:' | cut -d: -f1 | sort | uniq -c |
        sed 's/^ *\([0-9]*\) \(.*\)/\2: \1 places to format (.\/dev format)/' | grep . && status=1
    python3 tools/lint.py || status=1
    if [[ "${1:-}" == tidy ]]; then tidy_changed || status=1; fi
    ((status == 0)) && echo "Nothing found."
    return "$status"
}

tidy_changed() {
    local changed
    need clang-tidy-19=clang-tidy-19
    mapfile -t changed < <({
        git diff --name-only HEAD -- '*.cpp'
        git ls-files --others --exclude-standard '*.cpp'
    } | sort -u)
    ((${#changed[@]})) || return 0
    build_native native-debug all
    clang-tidy-19 -p build/native-debug --quiet "${changed[@]}"
}
