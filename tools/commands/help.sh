command_help() {
    cat <<'HELP'
./dev run [PORT]              builds the site and serves it on this machine
./dev test [SUITE...] [-- FILTER]
                              runs the tests: native asan wasm cli web; all without SUITE. FILTER picks tests: a name's
                              part or a [tag] of the core suites, a part of a file's name, or else of a test's, of cli and web
./dev build [native|web]      build/native/konkordat and build/web/site/
./dev format                  formats our C++ in place
./dev lint                    checks format, spelling and includes
./dev bench                   prints sizes and times
./dev dependencies native|wasm
                              builds only the third-party libraries
./dev help

What is missing on a Debian 12 or 13 is installed with apt, as root or with sudo. Third-party sources are built once into
a cache outside the checkout. KONKORDAT_CACHE moves it, KONKORDAT_JOBS limits parallel compilations.
An emcc of 3.1.60 or later on the PATH is used as it is.
HELP
}
