# Fetches the sources that manifest.txt pins. Sets nothing outside its functions but reads the manifest once.

manifest="$project_folder/tools/dependencies/manifest.txt"
suites=(trixie forky)

# manifest_package <name>: its "<source package> <version> <suite> <series>".
manifest_package() { awk -v name="$1" '$1 == "package" && $2 == name { print $3, $4, $5, $6 }' "$manifest"; }

# manifest_files <name>: lines of "<SHA-256> <file name>".
manifest_files() {
    awk -v name="$1" '$1 == "package" { active = ($2 == name) } $1 == "file" && active { print $2, $3 }' "$manifest"
}

# source_folder <name>: where its unpacked source is or will be.
source_folder() {
    local source version suite series
    read -r source version suite series < <(manifest_package "$1")
    echo "$cache_folder/sources/$1-${version//[:\/]/_}-$(manifest_files "$1" | hash_of)"
}

# fetch_source <name>: fetches, verifies and unpacks it unless that has been done.
fetch_source() {
    local folder
    folder="$(source_folder "$1")"
    [[ -e "$folder/.complete" ]] || step "Fetching the source of $1" locked "source-$1" fetch_and_unpack "$1" "$folder"
}

# Of Emscripten's prebuilt libraries, 1.5 of 1.6 GB: those for threads, workers, sanitizers and link-time optimisation.
unneeded=('*/cache/sysroot/lib/*/pic' '*/cache/sysroot/lib/*/lto*' '*/cache/sysroot/lib/*-mt*.a' '*/cache/sysroot/lib/*-ww*.a'
    '*/cache/sysroot/lib/*san*.a' '*/share/emscripten/test' '*/share/doc')

fetch_and_unpack() {
    local name="$1" folder="$2" downloads="$cache_folder/downloads" files sum file
    [[ -e "$folder/.complete" ]] && return
    mkdir -p "$downloads"
    files="$(manifest_files "$name")"
    if ! fetch_files "$name" "$downloads" "$files"; then
        files="$(fetch_other_version "$name" "$downloads")" || return 1
    fi
    rm -rf "$folder"
    mkdir -p "$folder"
    while read -r sum file; do
        case "$file" in
            *.deb) dpkg-deb --fsys-tarfile "$downloads/$file" | tar -x -C "$folder" "${unneeded[@]/#/--exclude=}" ;;
            *.debian.tar.*) tar -xf "$downloads/$file" -C "$folder" ;;
            *) tar -xf "$downloads/$file" -C "$folder" --strip-components=1 ;;
        esac
    done <<<"$files"
    : >"$folder/.complete"
}

fetch_files() {
    local name="$1" downloads="$2" source version suite series sum file uris
    read -r source version suite series < <(manifest_package "$name")
    uris=
    while read -r sum file; do
        if [[ -e "$downloads/$file" ]] && verify_file "$downloads/$file" "$sum"; then continue; fi
        [[ -n "$uris" ]] || uris="$(package_uris "$source=$version" "$file")" || return 1
        private_apt_fetch "$(awk -v file="$file" '$2 == file { print $1 }' <<<"$uris")" "$downloads/$file" "$sum" || return 1
    done <<<"$3"
}

# package_uris <package>=<version> <file>: lines of "<URI> <file name> <SHA-256>", as apt's signed index has them; the files of the
# binary package if <file> is one, else of the source package.
package_uris() {
    local what=(--download-only source)
    [[ "$2" == *.deb ]] && what=(download)
    private_apt_ready "${suites[@]}" >&2
    apt-get "${apt_options[@]}" --print-uris "${what[@]}" "$1" |
        sed -n "s/^'\([^']*\)' \([^ ]*\) \(SHA256:\|[0-9]* SHA256:\)\([0-9a-f]*\)$/\1 \2 \4/p"
}

# A version of the same series that the suite offers now, another packaging of the same source before another source; its checksums are those of
# the signed index. Prints the files.
fetch_other_version() {
    local name="$1" downloads="$2" source version suite series other uris files="" uri file sum wanted=.orig.tar. show=showsrc
    read -r source version suite series < <(manifest_package "$name")
    if [[ "$(manifest_files "$name")" == *.deb ]]; then wanted=.deb show=show; fi
    private_apt_refresh
    private_apt_ready "${suites[@]}" >&2
    while read -r other; do
        uris="$(package_uris "$source=$other" "$wanted")" || continue
        files=
        while read -r uri file sum; do
            [[ "$file" == *"$wanted"* || "$file" == *.debian.tar.* ]] || continue
            [[ "$file" != *.asc ]] || continue
            if private_apt_fetch "$uri" "$downloads/$file" "$sum" >&2; then files+="$sum $file"$'\n'; fi
        done <<<"$uris"
        [[ "$files" == *"$wanted"* ]] || continue
        say "NOTICE: $source $version is no longer on offer; $other of the same series is used instead"
        printf '%s' "$files"
        return
    done < <(apt-cache "${apt_options[@]}" "$show" "$source" | awk '$1 == "Version:" { print $2 }' | grep -F "$series" | sort -rV |
        awk -v same="${version%-*}-" 'index($0, same) == 1 { print; next } { rest = rest $0 "\n" } END { printf "%s", rest }')
    say "No version $series* of $source can be fetched"
    return 1
}

# debian_patches <pattern>: applies, in the current folder, those of Debian's patches whose names match.
debian_patches() {
    local patch
    [[ -e debian/patches/series ]] || return 0
    while read -r patch; do
        patch --batch --forward -p1 -i "debian/patches/$patch"
    done < <(sed 's/[[:space:]]*#.*//' debian/patches/series | grep -E "$1" || true)
}
