# A private apt configuration: its sources are the machine's own, with the suite exchanged, so that a mirror, a proxy or a
# local archive that the machine is set up with serves these packages too. Nothing of the machine's own apt is changed.

apt_folder="$cache_folder/apt"

apt_options=(
    -o "Dir::Etc::sourcelist=$apt_folder/sources.list"
    -o "Dir::Etc::sourceparts=/dev/null"
    -o "Dir::Etc::preferences=/dev/null"
    -o "Dir::Etc::preferencesparts=/dev/null"
    -o "Dir::State::Lists=$apt_folder/lists"
    -o "Dir::Cache=$apt_folder/cache"
    -o "APT::Sandbox::User=$(id -un)"
    -o "APT::Get::List-Cleanup=false"
    -o "Acquire::Languages=none"
    -o "Acquire::Retries=3"
)

# The archive of the machine's own release: "<URI>|<keyring>".
machine_archive() {
    local codename uri release component keyring
    codename="$(. /etc/os-release && echo "${VERSION_CODENAME:-}")"
    while IFS='|' read -r uri release component keyring; do
        if [[ "$release" == "$codename" && "$component" == main ]]; then
            [[ "$keyring" == /* ]] || keyring=/usr/share/keyrings/debian-archive-keyring.gpg
            echo "$uri|$keyring"
            return
        fi
    done < <(apt-get indextargets --format '$(REPO_URI)|$(RELEASE)|$(COMPONENT)|$(SIGNED_BY)' 'Identifier: Packages')
    fail "apt has no source for this release ('$codename'); Debian 12 or 13 is needed"
}

# private_apt_ready <suite>...: makes the index of these suites available; fetched once, and anew when asked by private_apt_refresh.
private_apt_ready() {
    local archive uri keyring suite stamp
    stamp="$apt_folder/ready-$(printf '%s-' "$@")"
    [[ -e "$stamp" ]] && return
    archive="$(machine_archive)"
    uri="${archive%|*}"
    keyring="${archive#*|}"
    mkdir -p "$apt_folder/lists/partial" "$apt_folder/cache/archives/partial"
    for suite in "$@"; do
        echo "deb [signed-by=$keyring] $uri $suite main"
        echo "deb-src [signed-by=$keyring] $uri $suite main"
    done >"$apt_folder/sources.list"
    rm -f "$apt_folder"/ready-*
    apt-get "${apt_options[@]}" update
    : >"$stamp"
}

private_apt_refresh() { rm -f "$apt_folder"/ready-*; }

# private_apt_fetch <URI> <file> <SHA-256>: through apt's own methods and proxies.
private_apt_fetch() {
    local uri="$1" file="$2" sum="$3" partial="$2.partial"
    /usr/lib/apt/apt-helper "${apt_options[@]}" download-file "$uri" "$partial" "SHA256:$sum" || return 1
    verify_file "$partial" "$sum" || return 1
    mv -f "$partial" "$file"
}

verify_file() { echo "$2  $1" | sha256sum --check --quiet --status; }
