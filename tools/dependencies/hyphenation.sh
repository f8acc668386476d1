# Hyphenation dictionaries for libhyphen, which core/layout/hyphenation.cpp reads.

# "<package> <file in it> <resource>", one a line.
hyphenation_patterns() {
    echo "hyphen-de usr/share/texlive/texmf-dist/tex/generic/hyph-utf8/patterns/txt/hyph-de-1996.pat.txt de-CH"
    echo "hyphen-fr usr/share/hyphen/hyph_fr.dic fr"
    echo "hyphen-it usr/share/hyphen/hyph_it_IT.dic it"
    echo "hyphen-en usr/share/hyphen/hyph_en_GB.dic en-GB"
}

# By packages and recipe: the same for all platforms.
hyphenation_folder() {
    local key name file resource
    key="$({
        source_folder hyphen
        while read -r name file resource; do source_folder "$name"; done < <(hyphenation_patterns)
        declare -f hyphenation_patterns make_hyphenation make_dictionary join_patterns
    } | hash_of)"
    echo "$cache_folder/hyphenation/$key"
}

build_hyphenation() {
    local folder name file resource
    folder="$(hyphenation_folder)"
    [[ -e "$folder/.complete" ]] && return
    fetch_source hyphen
    while read -r name file resource; do fetch_source "$name"; done < <(hyphenation_patterns)
    step "Making the hyphenation dictionaries" locked hyphenation make_hyphenation "$folder"
}

make_hyphenation() {
    local folder="$1" name file resource
    [[ -e "$folder/.complete" ]] && return
    rm -rf "$folder"
    mkdir -p "$folder"
    while read -r name file resource; do
        make_dictionary "$(source_folder "$name")/$file" "$folder/$resource.dic" || return 1
    done < <(hyphenation_patterns)
    : >"$folder/.complete"
}

# libhyphen looks at the longest pattern that ends at a letter, TeX at all of them: substrings.pl adds the shorter ones to the longer. The
# Italian dictionary lacks some of them. The French and the English one are complete and stay as they are.
make_dictionary() {
    local source="$1" dictionary="$2"
    if grep -q '^NEXTLEVEL' "$source" || [[ "$source" == *_en_GB.dic ]]; then
        sed '/^[%#]/d; /^[[:space:]]*$/d' "$source" >"$dictionary"
    else
        join_patterns "$source" "$dictionary"
    fi
    [[ "$(head -n 1 "$dictionary")" == UTF-8 ]]
}

# Sorted from the patterns' ends, which compresses best; their order means nothing to libhyphen.
join_patterns() {
    local source="$1" dictionary="$2"
    sed '/^UTF-8/d; /^[%#]/d; /HYPHENMIN/d; /^[[:space:]]*$/d' "$source" >"$dictionary.patterns"
    perl "$(source_folder hyphen)/substrings.pl" "$dictionary.patterns" "$dictionary.all" >/dev/null || return 1
    {
        echo UTF-8
        LC_ALL=C.UTF-8 rev "$dictionary.all" | LC_ALL=C sort | LC_ALL=C.UTF-8 rev
    } >"$dictionary"
    rm "$dictionary.patterns" "$dictionary.all"
}
