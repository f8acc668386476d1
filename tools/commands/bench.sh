# Measures; judges nothing. Everything in tests/bench that measures is run: the program konkordat_bench, if a CMakeLists.txt there
# makes one, and its *.mjs.
command_bench() {
    local script
    need chromium=chromium qpdf=qpdf pdftotext=poppler-utils
    node_packages_ready
    node_packages_ready tests/bench
    build_native native-release konkordat_cli_program
    build_site
    build_preset wasm-release imgui_demo
    print_site_sizes
    if grep -q '^build konkordat_bench:' build/native/build.ninja; then
        build_preset native-release konkordat_bench
        echo
        "$(find build/native -name konkordat_bench -type f -perm -u+x | head -n 1)"
    fi
    build_preset native-release konkordat_conformity_bench
    build_preset wasm-release konkordat_conformity_bench
    echo
    echo "The conformity check, natively:"
    "$(find build/native -name konkordat_conformity_bench -type f -perm -u+x | head -n 1)"
    echo "The conformity check, as WebAssembly:"
    node "$(find build/web -name konkordat_conformity_bench.js | head -n 1)"
    build_preset native-release konkordat_review_bench
    build_preset wasm-release konkordat_review_bench
    echo
    echo "Differences and replies, natively:"
    "$(find build/native -name konkordat_review_bench -type f -perm -u+x | head -n 1)"
    echo "Differences and replies, as WebAssembly:"
    node "$(find build/web -name konkordat_review_bench.js | head -n 1)"
    build_preset native-release konkordat_compare_bench
    build_preset wasm-release konkordat_compare_bench
    echo
    echo "Ten thousand agreements compared, natively:"
    "$(find build/native -name konkordat_compare_bench -type f -perm -u+x | head -n 1)"
    echo "Ten thousand agreements compared, as WebAssembly:"
    node "$(find build/web -name konkordat_compare_bench.js | head -n 1)"
    build_preset wasm-release konkordat_document_bench konkordat_signing_bench
    for script in tests/bench/*.mjs; do
        [[ -e "$script" ]] || continue
        echo
        KONKORDAT_SITE="$build_folder/web/site" KONKORDAT_CLI="$build_folder/native/konkordat" \
            KONKORDAT_IMGUI_DEMO="$build_folder/web/imgui_demo" \
            KONKORDAT_DOCUMENT_BENCH="$(find "$build_folder/web" -name konkordat_document_bench.js | head -n 1)" \
            KONKORDAT_REVIEW_BENCH="$(find "$build_folder/web" -name konkordat_review_bench.js | head -n 1)" \
            KONKORDAT_SIGNING_BENCH="$(find "$build_folder/web" -name konkordat_signing_bench.js | head -n 1)" node "$script" ||
            say "$script failed"
    done
}

print_site_sizes() {
    local file raw packed all_raw=0 all_packed=0
    echo "The site, in bytes:             raw      gzip"
    while read -r file; do
        raw="$(stat -c %s "$file")"
        packed="$(gzip -9c "$file" | wc -c)"
        all_raw=$((all_raw + raw))
        all_packed=$((all_packed + packed))
        printf '  %-24s %9d %9d\n' "${file#build/web/site/}" "$raw" "$packed"
    done < <(find build/web/site -type f | sort)
    printf '  %-24s %9d %9d  (budget 2500000 gzip)\n' "in all" "$all_raw" "$all_packed"
}
