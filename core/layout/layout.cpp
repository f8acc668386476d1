#include "core/layout/layout.h"

#include "core/base/utf8.h"
#include "core/layout/flow.h"
#include "core/layout/paginate.h"

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

} // namespace

LaidOutDocument lay_out(Document const& document, StyleSheet const& style, Typesetter& typesetter)
{
    typesetter.begin_document();
    LaidOutDocument result { .title = document.title, .author = document.author, .subject = document.subject, .fonts = typesetter.fonts() };
    result.structure.push_back(StructureElement { .kind = StructureKind::Document });
    std::vector<PageNumberSlot> slots;
    std::vector<std::size_t> first_pages;
    for (Part const& part : document.parts) {
        result.languages.push_back(part.language);
        first_pages.push_back(result.pages.size());
        ElementIndex const element = result.structure.size();
        result.structure.push_back(StructureElement { .kind = StructureKind::Part, .parent = 0, .language = part.language });
        result.structure[0].kids.push_back(StructureKid { .element = element });
        Flow flow = FlowBuilder(part, style, typesetter, result.structure, element).build();
        report_missing(flow, result.findings);
        std::size_t const first_entry = result.outline.size();
        for (PageNumberSlot& slot : paginate(std::move(flow), style, result))
            slots.push_back(std::move(slot));
        if (document.parts.size() > 1 && first_entry < result.outline.size())
            result.outline[first_entry].title = part.language_name + ": " + result.outline[first_entry].title;
    }
    set_page_numbers(slots, typesetter, result);
    first_pages.push_back(result.pages.size());
    for (std::size_t i = 0; i < document.parts.size(); ++i)
        add_running_texts(document.parts[i], style, typesetter, first_pages[i], first_pages[i + 1], result.pages.size(), result);
    return result;
}

Result<LaidOutDocument> layout_agreement(World& world, Agreement const& agreement, LayoutOptions const& options)
{
    KONKORDAT_TRY(Typesetter typesetter, Typesetter::load(world));
    return layout_agreement(world, typesetter, agreement, options);
}

Result<LaidOutDocument> layout_agreement(World& world, Typesetter& typesetter, Agreement const& agreement, LayoutOptions const& options)
{
    std::vector<Finding> findings;
    KONKORDAT_TRY(Document const document, compose_document(world, agreement, options, findings));
    LaidOutDocument result = lay_out(document, options.style, typesetter);
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
