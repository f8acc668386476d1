command_run() {
    build_site
    exec node tools/serve.mjs build/web/site "${1:-8080}"
}
