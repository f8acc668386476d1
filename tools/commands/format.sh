# One version for all: another formats differently.
clang_format=clang-format-19

our_sources() { git ls-files --cached --others --exclude-standard '*.cpp' '*.h'; }

command_format() {
    need "$clang_format=$clang_format"
    our_sources | xargs -r -d '\n' "$clang_format" -i
}
