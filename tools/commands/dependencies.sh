command_dependencies() {
    (($# == 1)) || fail "usage: ./dev dependencies native|wasm"
    need_build_tools
    tools/dependencies.sh "$1"
}
