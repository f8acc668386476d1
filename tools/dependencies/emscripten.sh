# Finds or provides Emscripten: an emcc of 3.1.60 or later on the PATH is used as it is; Debian 13 has one to install; for
# Debian 12 Debian 13's is unpacked into the cache, with Debian 12's clang 19.
#
# emscripten_ready sets emscripten_bin (the folder of emcc) and emscripten_version (a line that identifies the compiler).

emscripten_minimum=3.1.60

emscripten_ready() {
    local found
    found="$(emscripten_on_path)"
    if [[ -n "$found" ]]; then
        emscripten_bin="$found"
    elif [[ "$(. /etc/os-release && echo "${VERSION_CODENAME:-}")" == bookworm ]]; then
        private_emscripten_ready
    else
        apt_install emscripten
        emscripten_bin="$(emscripten_on_path)"
        [[ -n "$emscripten_bin" ]] || fail "the emscripten package of this release is older than $emscripten_minimum; put a newer emcc on the PATH"
    fi
    emscripten_version="$(emcc_version "$emscripten_bin/emcc")"
}

# The folder of an emcc on the PATH that is new enough, or nothing.
emscripten_on_path() {
    local version
    command -v emcc >/dev/null || return 0
    version="$(emcc_version emcc | grep -oE '[0-9]+\.[0-9]+\.[0-9]+' | head -n 1)"
    if [[ -n "$version" ]] && dpkg --compare-versions "$version" ge "$emscripten_minimum"; then
        dirname "$(command -v emcc)"
    fi
}

emcc_version() { "$1" --version 2>/dev/null | head -n 1; }

private_emscripten_ready() {
    local folder name
    apt_install clang-19 lld-19 llvm-19 node-acorn
    for name in emscripten binaryen libc libgcc libstdcxx; do fetch_source "$name"; done
    folder="$cache_folder/emscripten-$({
        for name in emscripten binaryen libc libgcc libstdcxx; do source_folder "$name"; done
        declare -f arrange_emscripten
        command -v node
    } | hash_of)"
    [[ -e "$folder/.complete" ]] || step "Arranging Emscripten" locked emscripten arrange_emscripten "$folder"
    emscripten_bin="$(source_folder emscripten)/usr/share/emscripten"
}

# Emscripten's configuration, and starters of Binaryen's programs through the C library they were built for.
arrange_emscripten() {
    local folder="$1" root tool architecture
    root="$(source_folder emscripten)/usr/share/emscripten"
    architecture="$(dpkg-architecture -qDEB_HOST_MULTIARCH)"
    rm -rf "$folder"
    mkdir -p "$folder/binaryen/bin" "$folder/lib"
    cp -a "$(source_folder libc)/usr/lib/$architecture/." "$(source_folder libgcc)/usr/lib/$architecture/." \
        "$(source_folder libstdcxx)/usr/lib/$architecture/." "$folder/lib/"
    find "$(source_folder binaryen)/usr/lib" -name 'libbinaryen.so*' -exec cp -a {} "$folder/lib/" \;
    for tool in "$(source_folder binaryen)/usr/bin"/*; do
        starter "$folder/binaryen/bin/$(basename "$tool")" \
            "exec '$(echo "$folder"/lib/ld-linux-*.so.*)' --library-path '$folder/lib' '$tool' \"\$@\""
    done
    # node looks for Emscripten's JavaScript libraries beside Emscripten.
    ln -sfn /usr/share/nodejs "$root/node_modules"
    cat >"$root/.emscripten" <<CONFIG
LLVM_ROOT = '/usr/lib/llvm-19/bin'
BINARYEN_ROOT = '$folder/binaryen'
NODE_JS = '$(command -v node)'
CACHE = '$root/cache'
COMPILER_WRAPPER = '$(command -v ccache)'
CONFIG
    : >"$folder/.complete"
}

# starter <file> <shell line>
starter() {
    printf '#!/bin/sh\n%s\n' "$2" >"$1"
    chmod +x "$1"
}
