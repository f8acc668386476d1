#include "core/layout/layout.h"

#include "core/base/utf8.h"
#include "core/layout/compose.h"
#include "core/layout/flow.h"
#include "core/layout/paginate.h"

#include <algorithm>
#include <set>
#include <utility>

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

/// Each character without a glyph once a clause and language.
class MissingGlyphs {
public:
    MissingGlyphs(Language language, std::vector<Finding>& findings)
        : m_language(language)
        , m_findings(findings)
    {
    }

    void look_at(std::string_view text, std::vector<Glyph> const& glyphs, ClauseId const& clause)
    {
        for (Glyph const& glyph : glyphs) {
            if (!glyph.missing)
                continue;
            std::string name = code_point_name(text.substr(glyph.cluster));
            if (m_seen.emplace(name, clause).second)
                m_findings.push_back(Finding { Finding::Kind::MissingGlyph, std::move(name), clause, m_language });
        }
    }

private:
    Language m_language;
    std::vector<Finding>& m_findings;
    std::set<std::pair<std::string, ClauseId>> m_seen;
};

void report_missing(Flow const& flow, std::vector<Finding>& findings)
{
    MissingGlyphs missing(flow.part->language, findings);
    for (Row const& row : flow.rows) {
        for (RowRun const& run : row.runs)
            missing.look_at(run.run.text(), run.run.glyphs(), row.clause);
        for (ShapeItem const& shape : row.figure) {
            if (auto const* run = std::get_if<GlyphRun>(&shape))
                missing.look_at(run->text(), run->glyphs(), row.clause);
        }
    }
}

void append_element_text(
    LaidOutDocument const& document, std::vector<std::vector<std::string>> const& texts, ElementIndex index, std::string& text)
{
    StructureElement const& element = document.structure[index];
    if (element.kind == StructureKind::TableOfContents || element.kind == StructureKind::Figure)
        return;
    for (StructureKid const& kid : element.kids) {
        if (kid.element == no_element)
            text += texts[kid.page][kid.content];
        else
            append_element_text(document, texts, kid.element, text);
    }
    bool const holds_text = element.kind == StructureKind::Heading || element.kind == StructureKind::Paragraph
        || element.kind == StructureKind::Label;
    if (holds_text)
        text += '\n';
}

Flow build_flow(Part const& part, StyleSheet const& style, Typesetter& typesetter, Column column, LaidOutDocument& result)
{
    ElementIndex const element = result.structure.size();
    result.structure.push_back(StructureElement { .kind = StructureKind::Part, .parent = 0, .language = part.language });
    result.structure[0].kids.push_back(StructureKid { .element = element });
    Flow flow = FlowBuilder(part, style, typesetter, result.structure, element, column).build();
    report_missing(flow, result.findings);
    return flow;
}

void lay_out_in_sequence(Document const& document, StyleSheet const& style, Typesetter& typesetter, LaidOutDocument& result)
{
    std::vector<PageNumberSlot> slots;
    std::vector<std::size_t> first_pages;
    for (Part const& part : document.parts) {
        first_pages.push_back(result.pages.size());
        for (PageNumberSlot& slot : paginate(build_flow(part, style, typesetter, whole_width(style), result), style, result))
            slots.push_back(std::move(slot));
    }
    set_page_numbers(slots, typesetter, result);
    first_pages.push_back(result.pages.size());
    for (std::size_t i = 0; i < document.parts.size(); ++i)
        add_running_texts(
            running_texts(document.parts[i]), style, typesetter, first_pages[i], first_pages[i + 1], result.pages.size(), result);
}

void lay_out_side_by_side(Document const& document, StyleSheet const& style, Typesetter& typesetter, LaidOutDocument& result)
{
    StyleSheet const narrow = column_style(style);
    Length const width = (whole_width(style).width - style.column_gap) / 2;
    Flow left = build_flow(document.parts[0], narrow, typesetter, { 0, width }, result);
    Flow right = build_flow(document.parts[1], narrow, typesetter, { width + style.column_gap, width }, result);
    std::vector<PageNumberSlot> const slots = paginate(join_columns(std::move(left), std::move(right)), narrow, result);
    set_page_numbers(slots, typesetter, result);
    add_running_texts(
        running_texts(document.parts[0], document.parts[1]), narrow, typesetter, 0, result.pages.size(), result.pages.size(), result);
}

/// Bookmarks version by version, each headed by its language.
void arrange_outline(Document const& document, LaidOutDocument& result)
{
    if (document.parts.size() < 2)
        return;
    auto place = [&](OutlineEntry const& entry) { return std::ranges::find(result.languages, entry.language) - result.languages.begin(); };
    std::ranges::stable_sort(result.outline, {}, place);
    for (Part const& part : document.parts) {
        auto const first = std::ranges::find(result.outline, part.language, &OutlineEntry::language);
        if (first != result.outline.end())
            first->title = part.language_name + ": " + first->title;
    }
}

} // namespace

LaidOutDocument lay_out(Document const& document, StyleSheet const& style, Typesetter& typesetter)
{
    typesetter.begin_document();
    LaidOutDocument result { .title = document.title, .author = document.author, .subject = document.subject, .fonts = typesetter.fonts() };
    result.structure.push_back(StructureElement { .kind = StructureKind::Document });
    for (Part const& part : document.parts)
        result.languages.push_back(part.language);
    if (document.arrangement == Arrangement::SideBySide && document.parts.size() == 2)
        lay_out_side_by_side(document, style, typesetter, result);
    else
        lay_out_in_sequence(document, style, typesetter, result);
    arrange_outline(document, result);
    return result;
}

Result<LaidOutDocument> layout_agreement(World& world, Agreement const& agreement, LayoutOptions const& options)
{
    KONKORDAT_TRY(Typesetter typesetter, Typesetter::load(world));
    return layout_agreement(world, typesetter, agreement, options);
}

Result<LaidOutDocument> layout_agreement(World& world, Typesetter& typesetter, Agreement const& agreement, LayoutOptions const& options)
{
    KONKORDAT_TRY(richtext::Words const words, richtext::Words::load(world));
    return layout_with({ words, typesetter }, agreement, options);
}

Result<LaidOutDocument> layout_with(LayoutTools const& tools, Agreement const& agreement, LayoutOptions const& options)
{
    std::vector<Finding> findings;
    KONKORDAT_TRY(Document const document, compose_document(tools.words, agreement, options, findings, tools.clauses));
    StyleSheet style = options.style;
    if (agreement.appearance.setting == TextSetting::Justified) {
        style.body.alignment = Alignment::Justified;
        hyphenate(style);
    }
    LaidOutDocument result = lay_out(document, style, tools.typesetter);
    result.findings.insert(result.findings.begin(), findings.begin(), findings.end());
    return result;
}

std::string plain_text(LaidOutDocument const& document)
{
    std::vector<std::vector<std::string>> texts;
    for (Page const& page : document.pages) {
        texts.emplace_back(page.contents.size());
        for (PageItem const& item : page.items) {
            GlyphRun const* run = std::get_if<GlyphRun>(&item.shape);
            if (run != nullptr && item.artifact == ArtifactKind::None)
                texts.back()[item.content] += run->text();
        }
    }
    std::string text;
    append_element_text(document, texts, 0, text);
    return text;
}

} // namespace konkordat::layout
