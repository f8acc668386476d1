command_build() {
    local what="${1:-all}"
    case "$what" in
        native) build_native native-release konkordat_cli_program ;;
        web) build_site ;;
        all)
            build_native native-release konkordat_cli_program
            build_site
            ;;
        *) fail "usage: ./dev build [native|web]" ;;
    esac
    [[ "$what" == web ]] || echo "build/native/konkordat"
    [[ "$what" == native ]] || echo "build/web/site/"
}
