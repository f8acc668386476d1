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
    fetch_source harfbuzz
    fetch_source fonts
    step "Subsetting the fonts" locked fonts subset_fonts "$folder"
}

# With a HarfBuzz of its own: that of the program cannot subset layout tables (recipes.sh), without which there is no kerning. Compiled for
# either platform it makes the same fonts.
subset_fonts() {
    local folder="$1" work="$cache_folder/work/fonts-$platform" source name flags=() start=() command
    [[ -e "$folder/.complete" ]] && return
    source="$(source_folder harfbuzz)/src"
    if [[ "$platform" == wasm ]]; then
        flags=(-fwasm-exceptions -sENVIRONMENT=node -sNODERAWFS=1 -sALLOW_MEMORY_GROWTH=1)
        start=(node)
    fi
    rm -rf "$folder" "$work"
    mkdir -p "$folder" "$work"
    command="$work/subset_font.js"
    $CXX -std=c++20 -O1 -DNDEBUG -DHB_NO_MT -DHB_NO_MMAP "${flags[@]}" -I"$source" "$project_folder/tools/subset_font.cpp" "$source/harfbuzz-subset.cc" -o "$command"
    for name in "${font_names[@]}"; do
        "${start[@]}" "$command" "$(source_folder fonts)/usr/share/fonts/truetype/noto/$name.ttf" "$folder/$name.ttf"
        grep -q GPOS "$folder/$name.ttf" || { say "$name.ttf has no kerning"; return 1; }
    done
    rm -rf "$work"
    : >"$folder/.complete"
}
