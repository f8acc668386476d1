# Builds through CMake's presets.

# So that a checkout finds what another one has compiled: paths within it count as relative ones.
export CCACHE_BASEDIR="${CCACHE_BASEDIR:-$project_folder}" CCACHE_NOHASHDIR=true

need_build_tools() {
    need c++=g++ make=make cmake=cmake ninja=ninja-build python3=python3 tclsh=tcl perl=perl patch=patch xz=xz-utils zstd=zstd ccache=ccache \
        dpkg-architecture=dpkg-dev
    # Emscripten's compiler starts Python for each file: the interpreter itself, not a script that looks for it.
    export EMSDK_PYTHON="${EMSDK_PYTHON:-$(python3 -c 'import sys; print(sys.executable)')}"
}

need_node() { need node=nodejs npm=npm; }

# build_native <preset> <target>...
build_native() {
    need_build_tools
    tools/dependencies.sh native
    build_preset "$@"
}

build_site() {
    need_build_tools
    need_node
    tools/dependencies.sh wasm "${site_libraries[@]}"
    build_preset wasm-release site
}
# All but what only tests need.
site_libraries=(json sqlite md4c zlib zstd harfbuzz unibreak hyphen imgui jpeg png qpdf openssl)

# build_preset <preset> <target>...: one at a time in a build folder.
build_preset() {
    local folder
    folder="$(preset_folder "$1")"
    mkdir -p "$folder"
    (
        flock 9
        set -e
        build_preset_now "$folder" "$@"
    ) 9>"$folder/.lock"
}

build_preset_now() {
    local folder="$1" preset="$2"
    shift 2
    if [[ ! -e "$folder/build.ninja" || CMakePresets.json -nt "$folder/.configured" ]]; then
        step "Configuring $preset" cmake --preset "$preset"
        touch "$folder/.configured"
    fi
    ninja -C "$folder" build.ninja >/dev/null 2>&1 || true
    if [[ "$(ninja -C "$folder" -n "$@" 2>&1)" == *'no work to do'* ]]; then return; fi
    step "Building $preset" cmake --build "$folder" -j "$jobs" --target "$@"
}

preset_folder() {
    case "$1" in
        native-release) echo "$build_folder/native" ;;
        wasm-release) echo "$build_folder/web" ;;
        wasm-debug) echo "$build_folder/web-debug" ;;
        *) echo "$build_folder/$1" ;;
    esac
}

# node_packages_ready [folder]: the node packages of its package-lock.json; nothing is asked of the registry when they are there.
node_packages_ready() {
    local folder="${1:-.}" sum
    local stamp="$folder/node_modules/.konkordat-lock"
    need_node
    sum="$(sha256sum "$folder/package-lock.json")"
    [[ -e "$stamp" && "$(cat "$stamp")" == "$sum" ]] && return
    step "Installing node packages${1:+ of $1}" npm --prefix "$folder" ci --ignore-scripts --no-audit --no-fund
    echo "$sum" >"$stamp"
}
