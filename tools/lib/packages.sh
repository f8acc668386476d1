# Debian packages that a command needs; nothing is asked of apt when they are there.

apt_missing() {
    local name
    for name in "$@"; do
        dpkg-query -W -f '${db:Status-Status}\n' "$name" 2>/dev/null | grep -qx installed || echo "$name"
    done
}

# apt_install <package>...: those that are missing.
apt_install() {
    local missing
    mapfile -t missing < <(apt_missing "$@")
    ((${#missing[@]})) || return 0
    step "Installing ${missing[*]}" apt_install_now "${missing[@]}"
}

apt_install_now() {
    export DEBIAN_FRONTEND=noninteractive
    as_root apt-get install -y --no-install-recommends "$@" && return
    as_root apt-get update && as_root apt-get install -y --no-install-recommends "$@"
}

# need <command>=<package>...: installs the packages of the commands that are not on the PATH.
need() {
    local pair missing=()
    for pair in "$@"; do
        command -v "${pair%%=*}" >/dev/null || missing+=("${pair#*=}")
    done
    ((${#missing[@]})) || return 0
    apt_install "${missing[@]}"
}
