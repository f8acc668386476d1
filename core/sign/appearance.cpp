#include "core/sign/appearance.h"

#include "core/layout/font.h"
#include "core/layout/page.h"
#include "core/pdf/font.h"
#include "core/pdf/syntax.h"
#include "core/pdf/text.h"
#include "core/pdf/writer.h"

#include <algorithm>

namespace konkordat::sign {

namespace {

using layout::FontStyle;
using layout::Length;

constexpr Length largest_size = layout::points(8);
constexpr Length smallest_size = layout::points(3);
/// Between the baselines of two lines, in tenths of the size.
constexpr Length leading_tenths = 12;

struct Line {
    FontStyle style = FontStyle::Regular;
    layout::SharedText text;
};

std::string joined(std::string_view first, std::string_view separator, std::string_view second)
{
    std::string text(first);
    if (!first.empty() && !second.empty())
        text += separator;
    return text += second;
}

std::vector<std::pair<FontStyle, std::string>> words(SignatureRequest const& request)
{
    Date const day = Timestamp { request.time.seconds + request.utc_offset_seconds }.utc_date();
    std::string const where = joined(request.place, ", ", day.to_long_text(request.language));
    return { { FontStyle::Bold, joined(request.name, ", ", request.function) }, { FontStyle::Regular, request.organisation },
        { FontStyle::Regular, joined(where, " · ", request.reason) } };
}

Length width_of(Line const& line, layout::FontSet const& fonts, Length size)
{
    std::int64_t units = 0;
    for (layout::Glyph const& glyph : line.text->glyphs)
        units += glyph.advance;
    return layout::scale_units(units, size, fonts.face(line.style).metrics().units_per_em);
}

std::vector<Line> shape(SignatureRequest const& request, layout::FontSet const& fonts)
{
    std::vector<Line> lines;
    for (auto const& [style, text] : words(request)) {
        if (!text.empty())
            lines.push_back({ style, layout::share({ text, fonts.face(style).shape(text, 0, text.size(), request.language) }) });
    }
    return lines;
}

Length fitting_size(std::vector<Line> const& lines, layout::FontSet const& fonts, Length width, Length height)
{
    Length size = std::min(largest_size, height * 10 / (static_cast<Length>(lines.size()) * leading_tenths));
    for (Line const& line : lines) {
        if (Length const needed = width_of(line, fonts, size); needed > width)
            size = size * width / needed;
    }
    return std::max(size, smallest_size);
}

class AppearanceWriter {
public:
    AppearanceWriter(layout::FontSet const& fonts, int first_number)
        : m_writer(first_number)
    {
        for (FontStyle const style : layout::all_font_styles)
            m_fonts.emplace_back(fonts.face(style), style);
    }

    Result<Appearance> run(std::vector<Line> const& lines, Length size, Length width, Length height)
    {
        std::string content;
        // Black, whatever the page's content left behind.
        content += "0 g\n";
        pdf::TextWriter text(content, height, m_fonts);
        Length const leading = size * leading_tenths / 10;
        Length baseline = (height - leading * static_cast<Length>(lines.size())) / 2 + size;
        for (Line const& line : lines) {
            text.show(layout::GlyphRun { .style = line.style, .size = size, .origin = { 0, baseline }, .shaped = line.text });
            baseline += leading;
        }
        text.end();
        KONKORDAT_TRY(std::string const resources, write_fonts());
        pdf::ObjectId const form = m_writer.add_stream("/Type /XObject /Subtype /Form /BBox [0 0 " + pdf::number(width) + " "
                + pdf::number(height) + "] /Resources <</Font <<" + resources + ">>>>",
            content, pdf::Compression::Flate);
        return Appearance { .objects = m_writer.take_objects(), .form = form.number };
    }

private:
    Result<std::string> write_fonts()
    {
        std::string resources;
        for (FontStyle const style : layout::all_font_styles) {
            pdf::EmbeddedFont const& font = m_fonts[static_cast<std::size_t>(style)];
            if (!font.is_used())
                continue;
            KONKORDAT_TRY(pdf::ObjectId const id, font.write(m_writer));
            resources += "/" + pdf::font_resource(style) + " " + id.reference() + " ";
        }
        return resources;
    }

    pdf::Writer m_writer;
    std::vector<pdf::EmbeddedFont> m_fonts;
};

} // namespace

MakeAppearance typeset_appearance(World& world)
{
    return [&world](SignatureRequest const& request, AppearanceSize box, int first_number) -> Result<Appearance> {
        KONKORDAT_TRY(layout::FontSet const fonts, layout::FontSet::load(world));
        std::vector<Line> const lines = shape(request, fonts);
        Length const width = layout::points(box.width);
        Length const height = layout::points(box.height);
        return AppearanceWriter(fonts, first_number).run(lines, fitting_size(lines, fonts, width, height), width, height);
    };
}

} // namespace konkordat::sign
