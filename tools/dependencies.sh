#!/usr/bin/env bash
# Builds the third-party libraries and fonts into the cache: dependencies.sh native|wasm [<library>...]
# and writes build/dependencies/<platform>.cmake, which tells CMake where they are. Does nothing that has been done.
set -euo pipefail

source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$project_folder/tools/lib/packages.sh"
source "$project_folder/tools/dependencies/apt.sh"
source "$project_folder/tools/dependencies/fetch.sh"
source "$project_folder/tools/dependencies/recipes.sh"
source "$project_folder/tools/dependencies/fonts.sh"
source "$project_folder/tools/dependencies/hyphenation.sh"
source "$project_folder/tools/dependencies/emscripten.sh"

platform="${1:?usage: dependencies.sh native|wasm [<library>...]}"
shift

select_tools() {
    case "$platform" in
        native)
            CC="${CC:-cc}" CXX="${CXX:-c++}" AR="${AR:-ar}"
            compiler="$($CXX --version | head -n 1) $(uname -m)"
            ;;
        wasm)
            emscripten_ready
            CC="$emscripten_bin/emcc" CXX="$emscripten_bin/em++" AR="$emscripten_bin/emar"
            compiler="$emscripten_version"
            write_list
            ;;
        *) fail "unknown platform '$platform': native or wasm" ;;
    esac
}

# library_folder <name>: its place in the cache, by source, recipe and compiler.
library_folder() {
    local key
    key="$({
        source_folder "$1"
        recipe_options "$1"
        echo "$compiler"
    } | hash_of)"
    echo "$cache_folder/$platform/$1-$key"
}

build_library() {
    local name="$1" folder
    folder="$(library_folder "$name")"
    [[ -e "$folder/.complete" ]] && return
    fetch_source "$name"
    step "Building $name for $platform" locked "build-$platform-$name" build_in_copy "$name" "$folder"
}

build_in_copy() {
    local name="$1" folder="$2" work prefix
    [[ -e "$folder/.complete" ]] && return
    work="$cache_folder/work/$platform-$name"
    rm -rf "$work" "$folder"
    mkdir -p "$work" "$folder"
    cp -R "$(source_folder "$name")/." "$work"
    prefix="$folder"
    cd "$work"
    set -e
    "build_$name"
    cd /
    rm -rf "$work"
    : >"$folder/.complete"
}

# The list that cmake/FindKonkordatDependencies.cmake reads: what is in the cache now. A library that is still to be built
# anew stays listed as it was, so that a build going on elsewhere in the checkout does not break.
write_list() {
    local name folder list="$build_folder/dependencies/$platform.cmake"
    {
        echo "# Written by tools/dependencies.sh."
        for name in "${all_libraries[@]}"; do
            folder="$(library_folder "$name")"
            if [[ -e "$folder/.complete" ]]; then
                echo "set(KONKORDAT_${name}_DIR \"$folder\")"
            elif [[ -e "$list" ]]; then
                grep -F "set(KONKORDAT_${name}_DIR " "$list" || true
            fi
        done
        folder="$(fonts_folder)"
        [[ -e "$folder/.complete" ]] && echo "set(KONKORDAT_FONTS_DIR \"$folder\")"
        folder="$(hyphenation_folder)"
        [[ -e "$folder/.complete" ]] && echo "set(KONKORDAT_HYPHENATION_DIR \"$folder\")"
        if [[ "$platform" == wasm ]]; then echo "set(KONKORDAT_EMSCRIPTEN_BIN \"$emscripten_bin\")"; fi
        true
    } | write_if_changed "$list"
}

main() {
    local name libraries=("$@")
    ((${#libraries[@]})) || libraries=("${all_libraries[@]}")
    select_tools
    for name in "${libraries[@]}"; do
        build_library "$name"
        write_list
    done
    build_fonts
    build_hyphenation
    write_list
}

main "$@"
