# Runs test programs and counts their tests. A result is a line "<passed> <failed> [<remark>]" in $results_file.

# How many parts a suite of the core is run in: more than there are processors, so that none waits long for the last one.
core_parts=12

# run_core_tests <filter> <command>...: a Catch2 program, in parts side by side.
run_core_tests() {
    local filter="$1" part status selection=() colour=none
    shift
    case "$filter" in
        "") ;;
        \[* | *\**) selection=("$filter") ;;
        *) selection=("*$filter*") ;;
    esac
    [[ -t 2 ]] && colour=ansi
    rm -rf "$results_file.parts"
    mkdir -p "$results_file.parts"
    # A fixed order that mixes short and long tests: each part gets its share of both.
    seq 0 $((core_parts - 1)) | xargs -P "$jobs" -I {} bash -c "$core_part_script" core_part \
        "$results_file.parts" {} "$@" "${selection[@]}" --colour-mode "$colour" --order rand --rng-seed 1 \
        --allow-running-no-tests --shard-count "$core_parts" --shard-index {} --reporter console >&2 || true
    count_parts
}

# core_part <folder> <part> <command>...: one part; what it says appears at once when it ends.
core_part_script='
folder="$1" part="$2" status=0
shift 2
"$@" --reporter "xml::out=$folder/$part.xml" >"$folder/$part.log" 2>&1 </dev/null || status=$?
echo "$status" >"$folder/$part.status"
tail -c 20000 "$folder/$part.log" | sed "/^Randomness seeded/d; /^RNG seed/d"
'

count_parts() {
    local part status counts passed failed skipped all_passed=0 all_failed=0 all_skipped=0 remark=""
    for ((part = 0; part < core_parts; part++)); do
        status="$(cat "$results_file.parts/$part.status" 2>/dev/null || echo none)"
        counts="$(count_catch2 "$results_file.parts/$part.xml")"
        if [[ -z "$counts" ]]; then
            passed="$(grep -c '<OverallResult success="true"' "$results_file.parts/$part.xml" 2>/dev/null || true)"
            remark="part $part ended with status $status before its last test"
            counts="${passed:-0} 1 0"
        fi
        read -r passed failed skipped <<<"$counts"
        if ((failed == 0)) && [[ "$status" != 0 ]]; then
            failed=1
            remark="part $part ended with status $status"
        fi
        all_passed=$((all_passed + passed))
        all_failed=$((all_failed + failed))
        all_skipped=$((all_skipped + skipped))
    done
    add_result "$all_passed" "$all_failed" "$all_skipped" 0 "$remark"
}

# Catch2 ends its report with the counts, "<passed> <failed> <skipped>"; a program that was ended, by a sanitizer say, has none.
count_catch2() {
    local line
    line="$(grep -o '<OverallResultsCases [^>]*>' "$1" 2>/dev/null | tail -n 1 || true)"
    [[ -n "$line" ]] || return 0
    echo "$(($(attribute "$line" successes) + $(attribute "$line" expectedFailures))) $(attribute "$line" failures) $(attribute "$line" skips)"
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

# add_result <passed> <failed> <skipped> <exit status> [<remark>]: a skipped test counts as failed, so that none is lost silently; so does a
# program that failed without a failed test, or ran none.
add_result() {
    local passed="$1" failed="$2" skipped="$3" status="$4" remark="${5:-}"
    if ((skipped > 0)); then
        failed=$((failed + skipped))
        remark="${remark:+$remark, }$skipped skipped"
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
