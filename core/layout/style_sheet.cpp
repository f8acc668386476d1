#include "core/layout/style_sheet.h"

#include "core/base/json.h"
#include "core/layout/style_members.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <utility>

namespace konkordat::layout {

namespace {

constexpr std::string_view style_format = "konkordat-style-sheet/1";
constexpr std::string_view style_folder = "assets/styles/";
constexpr json::Limits style_limits { .max_bytes = 64U * 1024U, .max_depth = 8, .max_values = 2000 };

/// "12.5pt", "27mm": at most three decimals. Exact: one millimetre is 72/25.4 points, rounded to the nearest thousandth.
std::optional<Length> parse_length(std::string_view text)
{
    auto const unit = text.size() > 2 ? text.substr(text.size() - 2) : std::string_view {};
    if (unit != "pt" && unit != "mm")
        return std::nullopt;
    std::int64_t thousandths = 0;
    int decimals = -1; // before the point
    for (char const sign : text.substr(0, text.size() - 2)) {
        if (sign == '.' && decimals < 0) {
            decimals = 0;
            continue;
        }
        if (sign < '0' || sign > '9' || decimals == 3 || thousandths > 1'000'000)
            return std::nullopt;
        thousandths = thousandths * 10 + (sign - '0');
        decimals += decimals >= 0 ? 1 : 0;
    }
    if (decimals == 0 || text.size() == 2 || text.front() == '.')
        return std::nullopt;
    for (int i = std::max(decimals, 0); i < 3; ++i)
        thousandths *= 10;
    return unit == "pt" ? thousandths : (thousandths * 720 + 127) / 254;
}

std::string in_points(Length length) { return std::to_string(length / 1000) + "pt"; }

Length read_length(json::Cursor const& cursor, Length smallest, Length largest)
{
    auto const text = cursor.text(20);
    if (cursor.failed())
        return {};
    auto const length = parse_length(text);
    if (!length)
        cursor.fail(ErrorCode::Malformed, "\"" + text + "\" is not a length such as 10.5pt or 27mm", "invalid-length", text);
    else if (*length < smallest || *length > largest)
        cursor.fail(ErrorCode::Malformed, text + " is not in the range " + in_points(smallest) + " to " + in_points(largest),
            "length-range", in_points(smallest) + "–" + in_points(largest));
    return length.value_or(0);
}

Colour read_colour(json::Cursor const& cursor)
{
    auto const text = cursor.text(20);
    auto const colour = parse_colour(text);
    if (!cursor.failed() && !colour)
        cursor.fail(ErrorCode::Malformed, "\"" + text + "\" is not a colour such as #143f8a", "invalid-colour", text);
    return colour.value_or(Colour {});
}

ListLabel read_label(json::Cursor const& cursor)
{
    auto const text = cursor.text(20);
    for (auto const& [name, label] : list_label_names) {
        if (name == text)
            return label;
    }
    cursor.fail(ErrorCode::Malformed, "\"" + text + "\" is not one of decimal, lower-alpha, lower-roman", "unknown-value", text);
    return ListLabel::Decimal;
}

void read_labels(json::Cursor const& cursor, StyleSheet& sheet)
{
    auto const labels = cursor.items(sheet.ordered_labels.size(), read_label);
    if (cursor.failed())
        return;
    if (labels.size() != sheet.ordered_labels.size())
        cursor.fail(ErrorCode::Malformed, "three kinds of labels are needed, one a depth", "missing-member", "orderedLabels");
    else
        std::ranges::copy(labels, sheet.ordered_labels.begin());
}

void read_lengths(json::Cursor const& cursor, StyleSheet& sheet)
{
    json::Object object(cursor);
    for (auto const& member : length_members) {
        if (auto const place = object.optional(member.name))
            sheet.*member.member = read_length(*place, member.smallest, member.largest);
    }
    object.finish();
}

void read_colours(json::Cursor const& cursor, StyleSheet& sheet)
{
    json::Object object(cursor);
    for (auto const& [name, member] : colour_members) {
        if (auto const place = object.optional(name))
            sheet.*member = read_colour(*place);
    }
    object.finish();
}

Hyphenation read_hyphenation(json::Cursor const& cursor) { return cursor.boolean() ? Hyphenation::On : Hyphenation::Off; }

void read_text(json::Cursor const& cursor, TextStyle& text)
{
    json::Object object(cursor);
    if (auto const place = object.optional("size"))
        text.size = read_length(*place, points(6), points(48));
    if (auto const place = object.optional("leading"))
        text.leading = read_length(*place, points(6), points(96));
    if (auto const place = object.optional("spaceBefore"))
        text.space_before = read_length(*place, 0, points(150));
    if (auto const place = object.optional("spaceAfter"))
        text.space_after = read_length(*place, 0, points(150));
    if (auto const place = object.optional("bold"))
        text.bold = place->boolean();
    if (auto const place = object.optional("hyphenated"))
        text.hyphenation = read_hyphenation(*place);
    object.finish();
    if (!cursor.failed() && (text.leading < text.size || text.leading > 2 * text.size))
        cursor.fail(ErrorCode::Inconsistent, "the distance of lines must be between once and twice the size", "style-geometry");
}

void read_texts(json::Cursor const& cursor, StyleSheet& sheet)
{
    json::Object object(cursor);
    for (auto const& [name, member] : text_members) {
        if (auto const place = object.optional(name))
            read_text(*place, sheet.*member);
    }
    object.finish();
}

/// Room that a line of text needs to be readable, and that pages need for the blocks which never split.
void check_geometry(json::Cursor const& cursor, StyleSheet const& sheet)
{
    auto const width = sheet.page_width - sheet.margin_left - sheet.margin_right;
    auto const column = (width - sheet.column_gap) / 2;
    auto const height = sheet.page_height - sheet.margin_top - sheet.margin_bottom;
    auto const fail = [&](std::string what) { cursor.fail(ErrorCode::Inconsistent, std::move(what), "style-geometry"); };
    if (width - sheet.text_indent < 24 * sheet.body.size || column - sheet.text_indent < 10 * sheet.body.size)
        fail("the page is too narrow for its text");
    else if (height < 30 * sheet.body.leading)
        fail("the page is too low for its text");
    else if (sheet.header_baseline + points(10) > sheet.margin_top || sheet.header_baseline < sheet.running.size)
        fail("the running head does not fit above the text");
    else if (sheet.footer_baseline < sheet.page_height - sheet.margin_bottom + sheet.running.leading
        || sheet.footer_baseline > sheet.page_height - points(10))
        fail("the running foot does not fit below the text");
    else if (sheet.footnote_rule > column)
        fail("the line above footnotes is longer than a column");
}

void check_contrasts(json::Cursor const& cursor, StyleSheet const& sheet)
{
    struct Pair {
        Colour ink;
        Colour ground;
        std::string_view what;
    };
    for (auto const& [ink, ground, what] : { Pair { sheet.ink, sheet.watermark, "ink" }, Pair { sheet.quiet, sheet.watermark, "quiet" },
             Pair { sheet.link, sheet.watermark, "link" }, Pair { sheet.accent, sheet.watermark, "accent" },
             Pair { sheet.open_ink, sheet.open_ground, "openInk" }, Pair { sheet.ink, sheet.figure_shade, "figureShade" },
             Pair { white, sheet.figure_solid, "figureSolid" } }) {
        if (contrast(ink, ground) < legible_contrast)
            cursor.fail(ErrorCode::Inconsistent, "the colour " + std::string(what) + " has too little contrast to its ground",
                "colour-contrast", to_string(darkened_until_legible(ink)));
    }
}

/// Texts take the colour of what they are.
void assign_colours(StyleSheet& sheet)
{
    for (auto const& [name, member] : text_members)
        (sheet.*member).colour = sheet.ink;
    sheet.cover_label.colour = sheet.quiet;
    sheet = with_accent(std::move(sheet), sheet.accent);
}

LanguageMap read_all_languages(json::Cursor const& cursor)
{
    auto texts = cursor.language_map(1000);
    for (auto const language : all_languages) {
        if (!cursor.failed() && !texts.contains(language))
            cursor.fail(ErrorCode::Malformed, "the text is not given in " + std::string(language_code(language)), "missing-language",
                std::string(language_code(language)));
    }
    return texts;
}

NamedStyleSheet read_root(json::Cursor const& cursor)
{
    json::Object object(cursor);
    NamedStyleSheet named;
    auto const format = object.required("format");
    if (auto const text = format.text(100); !format.failed() && text != style_format)
        format.fail(ErrorCode::UnsupportedVersion, "this program reads " + std::string(style_format), "unsupported-version", text);
    named.id = object.required("id").id();
    named.name = read_all_languages(object.required("name"));
    named.description = read_all_languages(object.required("description"));
    if (auto const place = object.optional("letterhead"))
        named.sheet.letterhead = place->boolean();
    if (auto const place = object.optional("orderedLabels"))
        read_labels(*place, named.sheet);
    if (auto const place = object.optional("lengths"))
        read_lengths(*place, named.sheet);
    if (auto const place = object.optional("colours"))
        read_colours(*place, named.sheet);
    if (auto const place = object.optional("texts"))
        read_texts(*place, named.sheet);
    object.finish();
    if (!cursor.failed())
        check_geometry(cursor, named.sheet);
    if (!cursor.failed())
        check_contrasts(cursor, named.sheet);
    assign_colours(named.sheet);
    return named;
}

} // namespace

Result<NamedStyleSheet> read_style_sheet(std::string_view bytes)
{
    KONKORDAT_TRY(auto const root, json::parse(bytes, style_limits));
    json::Reading reading;
    auto named = read_root(json::Cursor(reading, root, ""));
    if (reading.error())
        return *reading.error();
    return named;
}

Result<std::vector<NamedStyleSheet>> load_style_sheets(World& world)
{
    std::vector<NamedStyleSheet> sheets;
    for (auto const path : world.resources_under(style_folder)) {
        KONKORDAT_TRY(auto const bytes, world.resource(path));
        auto sheet = read_style_sheet(bytes);
        if (!sheet)
            return std::move(sheet).error().in_file(std::string(path));
        sheets.push_back(std::move(*sheet));
    }
    std::ranges::stable_partition(sheets, [](NamedStyleSheet const& entry) { return entry.id == Appearance {}.style; });
    return sheets;
}

StyleSheet with_accent(StyleSheet sheet, Colour accent)
{
    constexpr Colour lightest { 0xF4, 0xF5, 0xF7 }; // still to be seen on white
    sheet.accent = sheet.rule = accent;
    for (auto* text : { &sheet.title, &sheet.section, &sheet.contents_title, &sheet.column_title, &sheet.letterhead_name })
        text->colour = accent;
    auto& ground = sheet.watermark;
    while (contrast(accent, ground) < legible_contrast && ground.red < lightest.red) {
        ground.red = static_cast<std::uint8_t>(ground.red + 1);
        ground.green = static_cast<std::uint8_t>(std::min(ground.green + 1, int { lightest.green }));
        ground.blue = static_cast<std::uint8_t>(std::min(ground.blue + 1, int { lightest.blue }));
    }
    return sheet;
}

Result<StyleSheet> style_sheet_for(World& world, Appearance const& appearance)
{
    StyleSheet sheet;
    if (auto const bytes = world.resource(std::string(style_folder) + appearance.style + ".json")) {
        KONKORDAT_TRY(auto named, read_style_sheet(*bytes));
        sheet = std::move(named.sheet);
    }
    if (auto const colour = parse_colour(appearance.colour))
        sheet = with_accent(std::move(sheet), *colour);
    if (appearance.setting == TextSetting::Justified)
        sheet.body.alignment = sheet.footnote.alignment = Alignment::Justified;
    return sheet;
}

} // namespace konkordat::layout
