#pragma once

#include "core/base/colour.h"
#include "core/layout/document.h"
#include "core/layout/length.h"
#include "core/layout/paragraph.h"

#include <array>
#include <cstdint>
#include <string>

/// How the document looks, as data. The default is sober: one family, four weights of meaning, hairlines, numbers hung
/// in the margin of the text.
namespace konkordat::layout {

using konkordat::Colour;

struct TextStyle {
    Length size = points(10);
    Length leading = points(14.5);
    Length space_before = 0;
    Length space_after = 0;
    bool bold = false;
    Colour colour { 0x1A, 0x1C, 0x20 };
    Alignment alignment = Alignment::Ragged;
    Hyphenation hyphenation = Hyphenation::Off;

    friend bool operator==(TextStyle const&, TextStyle const&) = default;
};

/// How the items of a numbered list are counted.
/// "3.", "c.", "iii."; a number beyond what letters or Roman digits are used for stands in digits.
[[nodiscard]] std::string list_label(ListLabel, int number);

struct StyleSheet {
    Length page_width = millimetres(210);
    Length page_height = millimetres(297);
    Length margin_left = millimetres(27);
    Length margin_right = millimetres(25);
    Length margin_top = millimetres(32);
    Length margin_bottom = millimetres(30);
    Length header_baseline = millimetres(18);          ///< from the top of the page
    Length footer_baseline = millimetres(297 - 16);
    Length text_indent = millimetres(13);              ///< room for the hung numbers

    Colour ink { 0x1A, 0x1C, 0x20 };
    Colour quiet { 0x55, 0x5B, 0x66 };
    Colour hairline { 0xA8, 0xAE, 0xB8 };
    Colour rule { 0x1A, 0x1C, 0x20 };
    Colour open_ground { 0xFF, 0xE9, 0xA8 };
    Colour open_ink { 0x5C, 0x3A, 0x00 };
    Colour link { 0x14, 0x3F, 0x8A };
    Colour accent { 0x1A, 0x1C, 0x20 };                ///< of headings and strong rules; an agreement may have its own
    Colour watermark { 0xE6, 0xE8, 0xEC };             ///< so light that all inks above stay legible over it
    Colour figure_solid { 0x14, 0x3F, 0x8A };          ///< OnSolid and grounds are white
    Colour figure_shade { 0xF2, 0xF4, 0xF7 };

    TextStyle body { .size = points(10), .leading = points(14.5), .space_after = points(6) };
    TextStyle title { .size = points(25), .leading = points(32), .space_before = points(72), .space_after = points(10), .bold = true };
    TextStyle section { .size = points(13), .leading = points(18), .space_before = points(22), .space_after = points(6), .bold = true };
    TextStyle clause { .size = points(10), .leading = points(14.5), .space_before = points(10), .space_after = points(2), .bold = true };
    TextStyle lead { .size = points(13), .leading = points(18), .bold = true };
    TextStyle cover_subtitle { .size = points(14), .leading = points(20), .space_after = points(30) };
    TextStyle cover_label {
        .size = points(8.5), .leading = points(12), .space_before = points(12), .space_after = points(1), .colour = { 0x55, 0x5B, 0x66 }
    };
    TextStyle cover_text { .size = points(10.5), .leading = points(15) };
    TextStyle contents_title { .size = points(13), .leading = points(18), .space_after = points(10), .bold = true };
    TextStyle contents_section { .size = points(10), .leading = points(14.5), .space_before = points(7), .bold = true };
    TextStyle contents_clause { .size = points(10), .leading = points(14.5) };
    TextStyle table_head { .size = points(8.5), .leading = points(11.5), .bold = true };
    TextStyle table_cell { .size = points(8.5), .leading = points(11.5) };
    TextStyle table_caption {
        .size = points(10), .leading = points(14.5), .space_before = points(8), .space_after = points(4), .bold = true
    };
    TextStyle note { .size = points(8.5), .leading = points(12), .space_before = points(14) };
    TextStyle signature_name { .size = points(10), .leading = points(14), .bold = true };
    TextStyle signature_label { .size = points(8), .leading = points(11) };
    TextStyle footnote { .size = points(8), .leading = points(10.5), .space_after = points(2) };
    TextStyle column_title {                           ///< title of the agreement above each of two columns
        .size = points(16),
        .leading = points(20),
        .space_before = points(36),
        .space_after = points(8),
        .bold = true
    };
    TextStyle letterhead_name { .size = points(11), .leading = points(14), .bold = true };
    TextStyle letterhead_line { .size = points(9), .leading = points(12) };
    TextStyle running { .size = points(8), .leading = points(11) };

    bool letterhead = false;                           ///< the first page begins with authority and emblem
    Length emblem_height = millimetres(20);            ///< at most; the width follows the picture
    Length footnote_rule = millimetres(40);            ///< length of the line above the footnotes
    Length column_gap = millimetres(8);                ///< between two languages side by side
    std::array<ListLabel, 3> ordered_labels { ListLabel::Decimal, ListLabel::LowerAlpha, ListLabel::LowerRoman }; ///< by depth

    Length list_indent = millimetres(6);
    Length list_item_gap = points(2);
    Length cell_padding_x = points(6);                 ///< between neighbouring columns
    Length cell_padding_y = points(4);
    Length thin_line = points(0.4);
    Length strong_line = points(0.9);
    Length signature_line_gap = points(27);            ///< room to write on
    Length signature_column_gap = millimetres(12);

    friend bool operator==(StyleSheet const&, StyleSheet const&) = default;
};

/// For text that would otherwise have holes: justified, or in a narrow column.
void hyphenate(StyleSheet&);

/// The same style in a column of half the width: smaller titles, narrower indents, words divided.
[[nodiscard]] StyleSheet column_style(StyleSheet);

} // namespace konkordat::layout
