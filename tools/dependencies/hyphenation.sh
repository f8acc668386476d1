# Hyphenation patterns, packed for core/layout/hyphenation.cpp.

# "<package> <file in it> <resource>", one a line.
hyphenation_patterns() {
    echo "hyphen-de usr/share/texlive/texmf-dist/tex/generic/hyph-utf8/patterns/txt/hyph-de-1996.pat.txt de-CH"
    echo "hyphen-fr usr/share/hyphen/hyph_fr.dic fr"
    echo "hyphen-it usr/share/hyphen/hyph_it_IT.dic it"
    echo "hyphen-en usr/share/hyphen/hyph_en_GB.dic en"
}

# By packages and tool: the same for all platforms.
hyphenation_folder() {
    local key name file resource
    key="$({
        while read -r name file resource; do source_folder "$name"; done < <(hyphenation_patterns)
        cat "$project_folder/tools/pack_hyphenation.py"
        declare -f hyphenation_patterns pack_hyphenation
    } | hash_of)"
    echo "$cache_folder/hyphenation/$key"
}

build_hyphenation() {
    local folder name file resource
    folder="$(hyphenation_folder)"
    [[ -e "$folder/.complete" ]] && return
    while read -r name file resource; do fetch_source "$name"; done < <(hyphenation_patterns)
    step "Packing the hyphenation patterns" locked hyphenation pack_hyphenation "$folder"
}

pack_hyphenation() {
    local folder="$1" name file resource
    [[ -e "$folder/.complete" ]] && return
    rm -rf "$folder"
    mkdir -p "$folder"
    while read -r name file resource; do
        python3 "$project_folder/tools/pack_hyphenation.py" "$(source_folder "$name")/$file" "$folder/$resource.hyp" || return 1
        # The tests compare with libhyphen, which reads these.
        if [[ "$file" == *.dic ]]; then cp "$(source_folder "$name")/$file" "$folder/$resource.dic"; fi
    done < <(hyphenation_patterns)
    : >"$folder/.complete"
}
