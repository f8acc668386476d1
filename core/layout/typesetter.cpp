#include "core/layout/typesetter.h"

#include <utility>

namespace konkordat::layout {

namespace {

constexpr std::size_t megabyte = 1024 * 1024;

void append_number(std::string& key, std::int64_t number) { key.append(reinterpret_cast<char const*>(&number), sizeof number); }

/// All that decides how the paragraph looks, and nothing else. Texts carry their length, so that no two paragraphs share a key.
std::string paragraph_key(Spans const& spans, ParagraphStyle const& style, Length measure = 0)
{
    std::string key;
    std::size_t size = 4 * sizeof(std::int64_t);
    for (Span const& span : spans)
        size += 3 * sizeof(std::int64_t) + span.text.size();
    key.reserve(size);
    append_number(key, measure);
    append_number(key, style.size);
    append_number(key, static_cast<std::int64_t>(style.language));
    append_number(
        key, (style.bold ? 1 : 0) | (style.alignment == Alignment::Justified ? 2 : 0) | (style.hyphenation == Hyphenation::On ? 4 : 0));
    for (Span const& span : spans) {
        append_number(key, (span.bold ? 1 : 0) | (span.italic ? 2 : 0) | (span.open ? 4 : 0) | (span.note ? 8 : 0));
        append_number(key, span.language ? static_cast<std::int64_t>(*span.language) : -1);
        append_number(key, static_cast<std::int64_t>(span.text.size()));
        key += span.text;
    }
    return key;
}

std::size_t size_of(ShapedText const& text) { return sizeof(ShapedText) + text.text.size() + text.glyphs.size() * sizeof(Glyph); }

std::size_t size_of(std::vector<Line> const& lines)
{
    std::size_t size = 0;
    for (Line const& line : lines) {
        size += sizeof(Line);
        for (LineRun const& run : line.runs)
            size += sizeof(LineRun) + size_of(*run.shaped);
    }
    return size;
}

} // namespace

Typesetter::Typesetter(std::shared_ptr<FontSet const> fonts, Hyphenator hyphenator)
    : m_fonts(std::move(fonts))
    , m_words(m_fonts, std::move(hyphenator))
    , m_paragraphs(64 * megabyte)
    , m_extents(8 * megabyte)
    , m_texts(8 * megabyte)
{
}

Result<Typesetter> Typesetter::load(World& world)
{
    KONKORDAT_TRY(FontSet fonts, FontSet::load(world));
    KONKORDAT_TRY(Hyphenator hyphenator, Hyphenator::load(world));
    return Typesetter(std::make_shared<FontSet const>(std::move(fonts)), std::move(hyphenator));
}

void Typesetter::begin_document()
{
    m_words.begin_document();
    m_paragraphs.begin_document();
    m_extents.begin_document();
    m_texts.begin_document();
}

SharedLines Typesetter::break_paragraph(Spans const& spans, ParagraphStyle const& style, Length measure)
{
    std::string key = paragraph_key(spans, style, measure);
    if (auto const kept = m_paragraphs.find(key))
        return *kept;
    ++m_paragraphs_set;
    auto lines = std::make_shared<std::vector<Line> const>(layout::break_paragraph(spans, style, measure, m_words));
    m_paragraphs.keep(std::move(key), lines, size_of(*lines));
    return lines;
}

ParagraphExtent Typesetter::measure_paragraph(Spans const& spans, ParagraphStyle const& style)
{
    std::string key = paragraph_key(spans, style);
    if (auto const kept = m_extents.find(key))
        return *kept;
    ParagraphExtent const extent = layout::measure_paragraph(spans, style, m_words);
    m_extents.keep(std::move(key), extent, sizeof extent);
    return extent;
}

SharedText Typesetter::shape(std::string_view text, FontStyle style, Language language)
{
    std::string key { static_cast<char>('0' + static_cast<int>(style)), static_cast<char>('0' + static_cast<int>(language)) };
    key += text;
    if (auto const kept = m_texts.find(key))
        return *kept;
    SharedText shaped = share({ .text = std::string(text), .glyphs = face(style).shape(text, 0, text.size(), language) });
    m_texts.keep(std::move(key), shaped, size_of(*shaped));
    return shaped;
}

Length Typesetter::width_of(ShapedText const& text, FontStyle style, Length size) const
{
    std::int64_t units = 0;
    for (Glyph const& glyph : text.glyphs)
        units += glyph.advance;
    return scale_units(units, size, face(style).metrics().units_per_em);
}

} // namespace konkordat::layout
