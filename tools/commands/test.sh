source tools/lib/results.sh

all_suites=(native asan wasm cli web)

command_test() {
    local suites=() filter="" suite
    while (($#)); do
        if [[ "$1" == -- ]]; then
            shift
            filter="$*"
            break
        fi
        declare -F "suite_$1" >/dev/null || fail "there is no suite '$1': ${all_suites[*]}"
        suites+=("$1")
        shift
    done
    ((${#suites[@]})) || suites=("${all_suites[@]}")
    for suite in "${suites[@]}"; do
        say "== $suite"
        # In a process of its own, so that a suite that cannot be built ends neither the others nor the count.
        results_file="$build_folder/results/$suite"
        mkdir -p "$build_folder/results"
        rm -f "$results_file"
        set +e
        (set -e; "suite_$suite" "$filter")
        set -e
        [[ -s "$results_file" ]] || echo "0 1 could not be run" >"$results_file"
    done
    print_results "${suites[@]}"
}

# The core suite, optimised.
suite_native() {
    build_native native-release konkordat_core_tests
    run_core_tests "$1" build/native/tests/konkordat_core_tests
}

# The core suite with AddressSanitizer and UBSan: the first error of a sanitizer ends the program.
suite_asan() {
    build_native native-asan konkordat_core_tests
    ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1 UBSAN_OPTIONS=print_stacktrace=1 \
        LSAN_OPTIONS=suppressions=tests/leaks.supp:print_suppressions=0 \
        run_core_tests "$1" build/native-asan/tests/konkordat_core_tests
}

# The core suite as WebAssembly.
suite_wasm() {
    need_build_tools
    need_node
    tools/dependencies.sh wasm
    build_preset wasm-debug konkordat_core_tests
    run_core_tests "$1" node build/web-debug/tests/konkordat_core_tests.js
}

# The command line, from outside.
suite_cli() {
    need chromium=chromium curl=curl openssl=openssl pdftotext=poppler-utils qpdf=qpdf mutool=mupdf-tools
    node_packages_ready
    build_native native-release konkordat_cli_program konkordat_pdf_conformance_program
    run_node_tests "$1" tests/cli
}

# The site in a browser.
suite_web() {
    need chromium=chromium openssl=openssl pdftotext=poppler-utils qpdf=qpdf mutool=mupdf-tools
    node_packages_ready
    build_native native-release konkordat_cli_program konkordat_pdf_conformance_program
    build_site
    run_node_tests "$1" tests/web
}
