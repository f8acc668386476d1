#include "core/layout/missing_characters.h"

#include "core/base/utf8.h"

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace konkordat::layout {

namespace {

std::string code_point_name(std::string_view text)
{
    static constexpr char digits[] = "0123456789ABCDEF";
    std::size_t offset = 0;
    char32_t const code_point = text.empty() ? U'\0' : decode_utf8(text, offset);
    std::string name;
    for (int shift = 20; shift >= 0; shift -= 4) {
        char32_t const digit = (code_point >> static_cast<unsigned>(shift)) & 0xFU;
        if (digit != 0 || !name.empty() || shift <= 12)
            name += digits[digit];
    }
    return "U+" + name;
}

} // namespace

std::vector<MissingCharacter> missing_characters(std::vector<Row> const& rows)
{
    std::vector<MissingCharacter> found;
    std::set<MissingCharacter> seen;
    auto look_at = [&](ShapedText const& shaped, ClauseId const& clause) {
        for (Glyph const& glyph : shaped.glyphs) {
            if (!glyph.missing)
                continue;
            MissingCharacter missing { code_point_name(std::string_view(shaped.text).substr(glyph.cluster)), clause };
            if (seen.insert(missing).second)
                found.push_back(std::move(missing));
        }
    };
    for (Row const& row : rows) {
        for (RowRun const& run : row.runs)
            look_at(*run.run.shaped, row.clause);
        for (ShapeItem const& shape : row.figure) {
            if (auto const* run = std::get_if<GlyphRun>(&shape))
                look_at(*run->shaped, row.clause);
        }
    }
    return found;
}

} // namespace konkordat::layout
