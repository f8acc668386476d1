# Runs test programs and counts their tests. A result is a line "<passed> <failed> [<remark>]" in $results_file.

# run_core_tests <filter> <command>...: a Catch2 program.
run_core_tests() {
    local filter="$1" status=0 report="$results_file.xml" selection=() colour=none
    shift
    case "$filter" in
        "") ;;
        \[* | *\**) selection=("$filter") ;;
        *) selection=("*$filter*") ;;
    esac
    [[ -t 2 ]] && colour=ansi
    rm -f "$report"
    "$@" "${selection[@]}" --colour-mode "$colour" --reporter console --reporter "xml::out=$report" >&2 || status=$?
    count_catch2 "$report" "$status"
}

# Catch2 ends its report with the counts; a program that was ended, by a sanitizer say, has none.
count_catch2() {
    local report="$1" status="$2" line passed failed expected skipped
    line="$(grep -o '<OverallResultsCases [^>]*>' "$report" 2>/dev/null | tail -n 1 || true)"
    if [[ -z "$line" ]]; then
        passed="$(grep -c '<OverallResult success="true"' "$report" 2>/dev/null || true)"
        echo "${passed:-0} 1 ended with status $status before its last test" >"$results_file"
        return
    fi
    passed="$(attribute "$line" successes)"
    failed="$(attribute "$line" failures)"
    expected="$(attribute "$line" expectedFailures)"
    skipped="$(attribute "$line" skips)"
    add_result "$((passed + expected))" "$failed" "$skipped" "$status"
}

attribute() { sed -n "s/.* $2=\"\([0-9]*\)\".*/\1/p" <<<"$1" | grep . || echo 0; }

# run_node_tests <filter> <folder>: its *.test.mjs with node's test runner.
run_node_tests() {
    local filter="$1" folder="$2" status=0 files named options=() report="$results_file.tap"
    mapfile -t files < <(find "$folder" -name '*.test.mjs' 2>/dev/null | sort)
    if ((${#files[@]} == 0)); then
        echo "0 1 there is no $folder/*.test.mjs" >"$results_file"
        return
    fi
    if [[ -n "$filter" ]]; then
        mapfile -t named < <(printf '%s\n' "${files[@]}" | grep -F -- "$filter" || true)
        if ((${#named[@]})); then files=("${named[@]}"); else options+=("--test-name-pattern=$filter"); fi
    fi
    KONKORDAT_SITE="$build_folder/web/site" KONKORDAT_CLI="$build_folder/native/konkordat" \
        node --test "${options[@]}" --test-reporter=spec --test-reporter-destination=stderr \
        --test-reporter=tap --test-reporter-destination="$report" "${files[@]}" || status=$?
    add_result "$(tap_count pass "$report")" "$(($(tap_count fail "$report") + $(tap_count cancelled "$report")))" \
        "$(($(tap_count skipped "$report") + $(tap_count todo "$report")))" "$status"
}

tap_count() { sed -n "s/^# $1 \([0-9]*\)$/\1/p" "$2" | tail -n 1 | grep . || echo 0; }

# add_result <passed> <failed> <skipped> <exit status>: a skipped test counts as failed, so that none is lost silently; so does a
# program that failed without a failed test, or ran none.
add_result() {
    local passed="$1" failed="$2" skipped="$3" status="$4" remark=""
    if ((skipped > 0)); then
        failed=$((failed + skipped))
        remark="$skipped skipped"
    fi
    if ((failed == 0 && (status != 0 || passed == 0))); then
        failed=1
        remark="ended with status $status"
    fi
    echo "$passed $failed $remark" >"$results_file"
}

# print_results <suite>...: a line a suite, then the sum alone on the last line; fails if anything did.
print_results() {
    local suite passed failed remark all_passed=0 all_failed=0
    echo
    for suite in "$@"; do
        read -r passed failed remark <"$build_folder/results/$suite"
        printf '%-8s %5d passed %5d failed%s\n' "$suite" "$passed" "$failed" "${remark:+  ($remark)}"
        all_passed=$((all_passed + passed))
        all_failed=$((all_failed + failed))
    done
    echo
    echo "$all_passed passed, $all_failed failed"
    ((all_failed == 0))
}
