#pragma once

#include "core/layout/style.h"

#include <array>
#include <string_view>
#include <utility>

/// The members of StyleSheet by the names that files have for them, and the ranges in which the layout is safe.
namespace konkordat::layout {

struct LengthMember {
    std::string_view name;
    Length StyleSheet::* member;
    Length smallest;
    Length largest;
};

inline constexpr auto length_members = std::to_array<LengthMember>({
    { "pageWidth", &StyleSheet::page_width, millimetres(140), millimetres(420) },
    { "pageHeight", &StyleSheet::page_height, millimetres(200), millimetres(594) },
    { "marginLeft", &StyleSheet::margin_left, millimetres(10), millimetres(60) },
    { "marginRight", &StyleSheet::margin_right, millimetres(10), millimetres(60) },
    { "marginTop", &StyleSheet::margin_top, millimetres(12), millimetres(70) },
    { "marginBottom", &StyleSheet::margin_bottom, millimetres(12), millimetres(70) },
    { "headerBaseline", &StyleSheet::header_baseline, millimetres(5), millimetres(60) },
    { "footerBaseline", &StyleSheet::footer_baseline, millimetres(150), millimetres(590) },
    { "textIndent", &StyleSheet::text_indent, millimetres(8), millimetres(25) },
    { "emblemHeight", &StyleSheet::emblem_height, millimetres(8), millimetres(40) },
    { "footnoteRule", &StyleSheet::footnote_rule, 0, millimetres(120) },
    { "columnGap", &StyleSheet::column_gap, millimetres(3), millimetres(20) },
    { "listIndent", &StyleSheet::list_indent, millimetres(4), millimetres(12) },
    { "listItemGap", &StyleSheet::list_item_gap, 0, points(12) },
    { "cellPaddingX", &StyleSheet::cell_padding_x, points(2), points(12) },
    { "cellPaddingY", &StyleSheet::cell_padding_y, points(1), points(12) },
    { "thinLine", &StyleSheet::thin_line, points(0.2), points(2) },
    { "strongLine", &StyleSheet::strong_line, points(0.4), points(4) },
    { "signatureLineGap", &StyleSheet::signature_line_gap, points(18), points(60) },
    { "signatureColumnGap", &StyleSheet::signature_column_gap, millimetres(4), millimetres(30) },
});

/// Headings and strong rules take the accent, labels of the cover the quiet colour, everything else the ink.
inline constexpr auto colour_members = std::to_array<std::pair<std::string_view, Colour StyleSheet::*>>({
    { "ink", &StyleSheet::ink },
    { "quiet", &StyleSheet::quiet },
    { "hairline", &StyleSheet::hairline },
    { "openGround", &StyleSheet::open_ground },
    { "openInk", &StyleSheet::open_ink },
    { "link", &StyleSheet::link },
    { "accent", &StyleSheet::accent },
    { "watermark", &StyleSheet::watermark },
    { "figureSolid", &StyleSheet::figure_solid },
    { "figureShade", &StyleSheet::figure_shade },
});

inline constexpr auto text_members = std::to_array<std::pair<std::string_view, TextStyle StyleSheet::*>>({
    { "body", &StyleSheet::body },
    { "title", &StyleSheet::title },
    { "section", &StyleSheet::section },
    { "clause", &StyleSheet::clause },
    { "lead", &StyleSheet::lead },
    { "coverSubtitle", &StyleSheet::cover_subtitle },
    { "coverLabel", &StyleSheet::cover_label },
    { "coverText", &StyleSheet::cover_text },
    { "contentsTitle", &StyleSheet::contents_title },
    { "contentsSection", &StyleSheet::contents_section },
    { "contentsClause", &StyleSheet::contents_clause },
    { "tableHead", &StyleSheet::table_head },
    { "tableCell", &StyleSheet::table_cell },
    { "tableCaption", &StyleSheet::table_caption },
    { "note", &StyleSheet::note },
    { "signatureName", &StyleSheet::signature_name },
    { "signatureLabel", &StyleSheet::signature_label },
    { "footnote", &StyleSheet::footnote },
    { "columnTitle", &StyleSheet::column_title },
    { "letterheadName", &StyleSheet::letterhead_name },
    { "letterheadLine", &StyleSheet::letterhead_line },
    { "running", &StyleSheet::running },
});

inline constexpr auto list_label_names = std::to_array<std::pair<std::string_view, ListLabel>>(
    { { "decimal", ListLabel::Decimal }, { "lower-alpha", ListLabel::LowerAlpha }, { "lower-roman", ListLabel::LowerRoman } });

} // namespace konkordat::layout
