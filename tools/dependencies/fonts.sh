# The fonts of interface and documents: subsets of Noto Sans, made with the native HarfBuzz.

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
    fetch_source fonts
    step "Subsetting the fonts" locked fonts subset_fonts "$folder"
}

# Runs with native tools, whatever the platform asked for.
subset_fonts() {
    local folder="$1" harfbuzz name tool
    [[ -e "$folder/.complete" ]] && return
    harfbuzz="$(native_library_folder harfbuzz)"
    rm -rf "$folder"
    mkdir -p "$folder" "$cache_folder/work"
    tool="$cache_folder/work/subset_font"
    c++ -std=c++20 -O1 -I"$harfbuzz/include" "$project_folder/tools/subset_font.cpp" -o "$tool" \
        "$harfbuzz/lib/libharfbuzz.a"
    for name in "${font_names[@]}"; do
        "$tool" "$(source_folder fonts)/usr/share/fonts/truetype/noto/$name.ttf" "$folder/$name.ttf"
    done
    rm -f "$tool"
    : >"$folder/.complete"
}
