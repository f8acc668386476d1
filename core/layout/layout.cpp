#include "core/layout/layout.h"

#include "core/layout/compose.h"
#include "core/layout/flow.h"
#include "core/layout/paginate.h"
#include "core/layout/row_place.h"

#include <algorithm>
#include <set>
#include <utility>

namespace konkordat::layout {

namespace {

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

/// Sets parts with what one document needs.
class PartSetter {
public:
    PartSetter(StyleSheet const& style, Typesetter& typesetter, LayoutCache& cache, LaidOutDocument& result)
        : m_style(style)
        , m_typesetter(typesetter)
        , m_cache(cache)
        , m_result(result)
    {
    }

    [[nodiscard]] std::vector<FlowPiece> pieces_of(Part const& part)
    {
        begin_part(part);
        std::vector<std::shared_ptr<Flow const>> flows;
        std::size_t begin = 0;
        for (Piece const& piece : part.pieces) {
            flows.push_back(flow_of(part, begin, piece));
            begin = piece.end;
        }
        if (part.pieces.empty())
            flows.push_back(flow_of(part, begin, { .end = part.blocks.size() }));
        std::size_t elements = m_result.structure.size();
        for (auto const& flow : flows)
            elements += flow->structure.size() + flow->links.size() * 2;
        m_result.structure.reserve(elements);
        std::vector<FlowPiece> pieces;
        for (auto& flow : flows)
            pieces.push_back(add(std::move(flow)));
        report_missing(part, pieces);
        return pieces;
    }

    /// All of the part in a column, its elements those of the document.
    [[nodiscard]] Flow column_of(Part const& part, Column column)
    {
        begin_part(part);
        FlowPiece const piece = add(
            std::make_shared<Flow const>(FlowBuilder(part, m_style, m_typesetter, column, m_state).build(0, part.blocks.size())));
        m_state = piece.flow->after;
        report_missing(part, { &piece, 1 });
        Flow flow = with_elements_of_structure(piece);
        std::vector<RowPlace> rows = places_of(flow, 0);
        for (RowRange const& signature : std::exchange(flow.signatures, {}))
            keep_signature_together(rows, signature, m_style);
        for (std::size_t i = 0; i < rows.size(); ++i)
            flow.rows[i].keep_with_next = rows[i].keep_with_next;
        return flow;
    }

private:
    void begin_part(Part const& part)
    {
        m_state = FlowState { .signatories = std::move(m_state.signatories) };
        m_outer = { m_result.structure.size() };
        m_result.structure.push_back(StructureElement { .kind = StructureKind::Part, .parent = 0, .language = part.language });
        m_result.structure[0].kids.push_back(StructureKid { .element = m_outer.front() });
    }

    [[nodiscard]] std::shared_ptr<Flow const> flow_of(Part const& part, std::size_t begin, Piece const& piece)
    {
        if (auto kept = m_cache.find_flow(piece.origin, m_state)) {
            m_state = kept->after;
            return kept;
        }
        auto flow = std::make_shared<Flow const>(
            FlowBuilder(part, m_style, m_typesetter, whole_width(m_style), m_state).build(begin, piece.end));
        m_cache.keep_flow(piece.origin, m_state, flow);
        m_state = flow->after;
        return flow;
    }

    FlowPiece add(std::shared_ptr<Flow const> flow)
    {
        FlowPiece piece = add_to_structure(std::move(flow), m_outer, m_result.structure);
        std::vector<ElementIndex> open { m_outer.front() };
        for (ElementIndex const section : piece.flow->sections_after)
            open.push_back(section < m_outer.size() ? m_outer[section] : piece.element(section));
        m_outer = std::move(open);
        return piece;
    }

    /// Each character without a glyph once a clause and language.
    void report_missing(Part const& part, std::span<FlowPiece const> pieces)
    {
        std::set<MissingCharacter> seen;
        for (FlowPiece const& piece : pieces) {
            for (MissingCharacter const& missing : piece.flow->missing) {
                if (seen.insert(missing).second)
                    m_result.findings.push_back(Finding { Finding::Kind::MissingGlyph, missing.name, missing.clause, part.language });
            }
        }
    }

    StyleSheet const& m_style;
    Typesetter& m_typesetter;
    LayoutCache& m_cache;
    LaidOutDocument& m_result;
    FlowState m_state;
    std::vector<ElementIndex> m_outer; ///< the part, then its open sections
};

void lay_out_in_sequence(
    Document const& document, StyleSheet const& style, Typesetter& typesetter, LayoutCache& cache, LaidOutDocument& result)
{
    PartSetter setter(style, typesetter, cache, result);
    std::vector<std::vector<std::shared_ptr<PageBody>>> bodies;
    for (Part const& part : document.parts)
        bodies.push_back(paginate(setter.pieces_of(part), style, cache, result));
    std::size_t first_page = 0;
    for (std::size_t i = 0; i < document.parts.size(); ++i) {
        finish_pages(bodies[i], running_texts(document.parts[i]), style, typesetter, first_page, result);
        first_page += bodies[i].size();
    }
}

void lay_out_side_by_side(
    Document const& document, StyleSheet const& narrow, Typesetter& typesetter, LayoutCache& cache, LaidOutDocument& result)
{
    PartSetter setter(narrow, typesetter, cache, result);
    Length const width = (whole_width(narrow).width - narrow.column_gap) / 2;
    Flow left = setter.column_of(document.parts[0], { 0, width });
    Flow right = setter.column_of(document.parts[1], { width + narrow.column_gap, width });
    FlowPiece const piece { std::make_shared<Flow const>(join_columns(std::move(left), std::move(right))) };
    std::vector<std::shared_ptr<PageBody>> const bodies = paginate({ &piece, 1 }, narrow, cache, result);
    finish_pages(bodies, running_texts(document.parts[0], document.parts[1]), narrow, typesetter, 0, result);
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
    LayoutCache cache;
    return lay_out(document, style, typesetter, cache);
}

LaidOutDocument lay_out(Document const& document, StyleSheet const& style, Typesetter& typesetter, LayoutCache& cache)
{
    typesetter.begin_document();
    LaidOutDocument result { .title = document.title, .author = document.author, .subject = document.subject, .fonts = typesetter.fonts() };
    result.structure.push_back(StructureElement { .kind = StructureKind::Document });
    for (Part const& part : document.parts)
        result.languages.push_back(part.language);
    bool const side_by_side = document.arrangement == Arrangement::SideBySide && document.parts.size() == 2;
    StyleSheet const used = side_by_side ? column_style(style) : style;
    cache.begin_document(used);
    if (side_by_side)
        lay_out_side_by_side(document, used, typesetter, cache, result);
    else
        lay_out_in_sequence(document, used, typesetter, cache, result);
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
    return layout_with({ .words = words, .typesetter = typesetter }, agreement, options);
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
    LaidOutDocument result = tools.pages ? lay_out(document, style, tools.typesetter, *tools.pages)
                                         : lay_out(document, style, tools.typesetter);
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
