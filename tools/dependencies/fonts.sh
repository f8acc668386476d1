# The fonts of interface and documents: subsets of Noto Sans.

font_names=(NotoSans-Regular NotoSans-Bold NotoSans-Italic NotoSans-BoldItalic)

# By font package, subset tool and HarfBuzz source: the same for all platforms and compilers.
fonts_folder() {
    local key
    key="$({
        source_folder fonts
        source_folder harfbuzz
        cat "$project_folder/tools/subset_font.cpp"
        declare -f subset_fonts
    } | hash_of)"
    echo "$cache_folder/fonts/$key"
}

build_fonts() {
    local folder
    folder="$(fonts_folder)"
    [[ -e "$folder/.complete" ]] && return
    build_library harfbuzz
    fetch_source fonts
    step "Subsetting the fonts" locked fonts subset_fonts "$folder"
}

# With the HarfBuzz of the platform that is being built; the fonts are the same with either.
subset_fonts() {
    local folder="$1" harfbuzz name tool="$cache_folder/work/subset_font.js" flags=() start=()
    [[ -e "$folder/.complete" ]] && return
    harfbuzz="$(library_folder harfbuzz)"
    if [[ "$platform" == wasm ]]; then
        flags=(-fwasm-exceptions -sENVIRONMENT=node -sNODERAWFS=1 -sALLOW_MEMORY_GROWTH=1)
        start=(node)
    fi
    rm -rf "$folder"
    mkdir -p "$folder" "$cache_folder/work"
    $CXX -std=c++20 -O1 "${flags[@]}" -I"$harfbuzz/include" "$project_folder/tools/subset_font.cpp" -o "$tool" "$harfbuzz/lib/libharfbuzz.a"
    for name in "${font_names[@]}"; do
        "${start[@]}" "$tool" "$(source_folder fonts)/usr/share/fonts/truetype/noto/$name.ttf" "$folder/$name.ttf"
    done
    rm -f "$tool" "${tool%.js}.wasm"
    : >"$folder/.complete"
}
