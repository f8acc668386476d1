#include "core/store/collation.h"

#include "core/base/utf8.h"

#include <compare>
#include <cstddef>

namespace konkordat {

namespace {

/// Base letters of U+00C0 to U+017F (Latin-1 Supplement and Latin Extended-A); a dot where there is none.
constexpr std::string_view base_letters
    = "aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuyty"
      "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(base_letters.size() == 0x180 - 0xC0);

char32_t base_of(char32_t character)
{
    if (character >= U'A' && character <= U'Z')
        return character - U'A' + U'a';
    if (character >= 0xC0 && character - 0xC0 < base_letters.size()) {
        auto const base = base_letters[character - 0xC0];
        if (base != '.')
            return static_cast<char32_t>(base);
    }
    return character;
}

} // namespace

int compare_dictionary(std::string_view a, std::string_view b)
{
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a.size() && j < b.size()) {
        auto const left = base_of(decode_utf8(a, i));
        auto const right = base_of(decode_utf8(b, j));
        if (left != right)
            return left < right ? -1 : 1;
    }
    if ((i < a.size()) != (j < b.size()))
        return i < a.size() ? 1 : -1;
    return a.compare(b);
}

} // namespace konkordat
