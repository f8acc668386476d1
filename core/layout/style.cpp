#include "core/layout/style.h"

namespace konkordat::layout {

namespace {

/// 1 to 3999.
std::string lower_roman(int number)
{
    struct Sign {
        int value;
        std::string_view letters;
    };
    static constexpr std::array<Sign, 13> signs { { { 1000, "m" }, { 900, "cm" }, { 500, "d" }, { 400, "cd" }, { 100, "c" }, { 90, "xc" },
        { 50, "l" }, { 40, "xl" }, { 10, "x" }, { 9, "ix" }, { 5, "v" }, { 4, "iv" }, { 1, "i" } } };
    std::string text;
    for (Sign const& sign : signs) {
        for (; number >= sign.value; number -= sign.value)
            text += sign.letters;
    }
    return text;
}

} // namespace

std::string list_label(ListLabel label, int number)
{
    // Behind z come aa, bb ... in Swiss enactments; a list that long is better counted.
    if (label == ListLabel::LowerAlpha && number >= 1 && number <= 26)
        return std::string(1, static_cast<char>('a' + number - 1)) + ".";
    if (label == ListLabel::LowerRoman && number >= 1 && number <= 3999)
        return lower_roman(number) + ".";
    return std::to_string(number) + ".";
}

void hyphenate(StyleSheet& style)
{
    for (TextStyle* text : { &style.body, &style.table_cell, &style.footnote })
        text->hyphenation = Hyphenation::On;
}

StyleSheet column_style(StyleSheet style)
{
    hyphenate(style);
    style.title = style.column_title;
    style.cover_subtitle.size = style.cover_subtitle.size * 4 / 5;
    style.cover_subtitle.leading = style.cover_subtitle.leading * 4 / 5;
    style.text_indent = style.text_indent * 7 / 10;
    style.list_indent = style.list_indent * 4 / 5;
    return style;
}

} // namespace konkordat::layout
