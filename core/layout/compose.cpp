#include "core/layout/compose.h"

#include "core/base/utf8.h"
#include "core/layout/letterhead.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace konkordat::layout {

namespace {

enum class Character { Keep, LineBreak, Space, Drop, Replace };

bool is_printable_ascii(char c) { return c >= 0x20 && c < 0x7F; }

/// What becomes of a character that a document cannot carry as it is.
Character classify(char32_t c)
{
    if (c == U'\n' || c == U'\u2028' || c == U'\u2029' || c == U'\u0085' || c == U'\v' || c == U'\f')
        return Character::LineBreak;
    if (c == U'\t')
        return Character::Space;
    if (c == U'\r' || c == U'\uFEFF')
        return Character::Drop;
        // Private use has no meaning to anybody else, noncharacters to nobody (ISO 19005-3 6.2.11.7.3 allows neither).
    bool const private_use = (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
    bool const noncharacter = (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFEU) == 0xFFFE;
    if (c < 0x20 || (c >= 0x7F && c < 0xA0) || private_use || noncharacter)
        return Character::Replace;
    return Character::Keep;
}

std::string code_point_name(char32_t c)
{
    char name[16];
    std::snprintf(name, sizeof name, "U+%04X", static_cast<unsigned>(c));
    return name;
}

/// A number in raised digits.
std::string raised(std::size_t number)
{
    static constexpr std::array<std::string_view, 10> digits { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };
    std::string text;
    for (char const digit : std::to_string(number))
        text += digits[static_cast<std::size_t>(digit - '0')];
    return text;
}

/// Nobody has approved what stands there yet.
bool is_draft(LifecycleState state)
{
    return state == LifecycleState::Mandate || state == LifecycleState::Drafting || state == LifecycleState::Consultation
        || state == LifecycleState::Approval;
}

std::string capitalised(std::string_view text)
{
    std::size_t end = 0;
    char32_t first = text.empty() ? U'\0' : decode_utf8(text, end);
    // The capitals of ASCII and Latin-1, which is where our four languages begin their words.
    bool const is_lower = (first >= U'a' && first <= U'z') || (first >= 0xE0 && first <= 0xFE && first != 0xF7);
    std::string result;
    if (is_lower)
        append_utf8(result, first - 0x20);
    else
        result = text.substr(0, end);
    return result.append(text.substr(end));
}

} // namespace

PartComposer::PartComposer(Agreement const& agreement, Language language, richtext::Words const& words, LayoutOptions const& options,
    std::vector<Finding>& findings, ClauseCache* clauses)
    : m_agreement(agreement)
    , m_language(language)
    , m_words(words)
    , m_options(options)
    , m_findings(findings)
    , m_clauses(clauses)
    , m_resolver(agreement, language, words, options.variable_texts)
{
}

Part PartComposer::compose()
{
    m_part.language = m_language;
    m_part.language_name = m_words.text(m_language, "language-name");
    m_part.page_of_pages = m_words.text(m_language, "page-of");
    m_part.running_state = capitalised(m_words.fill(
        m_language, "as-of", { { "state", state_text() }, { "date", m_agreement.modified_at.utc_date().to_short_text(m_language) } }));
    if (is_draft(m_agreement.state))
        m_part.watermark = m_words.text(m_language, "watermark");
    if (m_options.style.letterhead)
        m_part.letterhead = compose_letterhead(m_agreement.appearance.letterhead, m_language);
    add_cover();
    end_piece(nullptr);
    bool const has_clauses = std::any_of(
        m_agreement.clauses.begin(), m_agreement.clauses.end(), [](Clause const& clause) { return clause.state != ClauseState::Omitted; });
    if (has_clauses) {
        add({ PageBreak {} });
        add({ TableOfContents { std::string(m_words.text(m_language, "contents")) } });
        add({ PageBreak {} });
        end_piece(nullptr);
    }
    std::vector<std::string> const numbers = number_clauses(m_agreement);
    for (std::size_t i = 0; i < m_agreement.clauses.size(); ++i) {
        if (m_agreement.clauses[i].state != ClauseState::Omitted)
            add_clause(m_agreement.clauses[i], numbers[i]);
    }
    if (auto const report = m_options.reports.find(m_language); report != m_options.reports.end())
        add_report(report->second);
    end_piece(nullptr);
    if (has_clauses && m_clauses != nullptr)
        m_part.pieces[1].origin = m_clauses->contents_origin(contents_key(m_part));
    return std::move(m_part);
}

void PartComposer::add_cover()
{
    std::string const cantons = m_words.canton_names(m_language, m_agreement.cantons);
    add_paragraph(ParagraphRole::CoverLabel, word(m_agreement.cantons.size() > 1 ? "cantons" : "canton"));
    add_paragraph(ParagraphRole::Lead, plain(cantons));

    Spans title = convert(m_resolver.resolve(richtext::parse_line(local(m_agreement.title))));
    if (title.empty())
        title = open("open-title");
    for (Span const& span : title)
        m_part.title += span.text;
    m_part.running_head = cantons + " · " + m_part.title;
    add({ Heading { .level = 1, .spans = std::move(title), .in_contents = false } });
    add_paragraph(ParagraphRole::CoverSubtitle, label(m_words.name(m_language, m_agreement.form)));

    add_cover_lines("parties", parties_spans());
    add_cover_lines("mandate", mandate_spans());
    add_cover_lines("status", plain(m_part.running_state));
    add_source_notes();
}

void PartComposer::add_source_notes()
{
    std::string text;
    if (m_options.source)
        text = m_words.fill(m_language, "source-note",
            { { "publisher", m_options.source->publisher }, { "title", text_in(m_options.source->title, m_language) },
                { "year", std::to_string(m_options.source->year) } });
    bool const cites = m_options.citations.as_of
        && std::ranges::any_of(m_agreement.clauses, [this](Clause const& clause) { return !citations_of(clause).empty(); });
    if (cites)
        text += (text.empty() ? "" : "\n")
            + m_words.fill(m_language, "law-as-of", { { "date", m_options.citations.as_of->to_long_text(m_language) } });
    if (!text.empty())
        add_paragraph(ParagraphRole::Note, plain(text));
}

void PartComposer::add_cover_lines(std::string_view label_key, Spans spans)
{
    add_paragraph(ParagraphRole::CoverLabel, word(label_key));
    add_paragraph(ParagraphRole::CoverText, std::move(spans));
}

Spans PartComposer::parties_spans()
{
    std::string names;
    for (OrganisationId const& id : signatories(m_agreement))
        names += (names.empty() ? "" : "\n") + organisation_name(id);
    return names.empty() ? open("open-members") : Spans { Span { .text = names } };
}

Spans PartComposer::mandate_spans()
{
    Mandate const& mandate = m_agreement.mandate;
    std::vector<std::string> parts;
    if (std::string_view const authority = local(mandate.authority); !authority.empty())
        parts.emplace_back(authority);
    if (!mandate.reference.empty())
        parts.push_back(mandate.reference);
    if (mandate.date)
        parts.push_back(mandate.date->to_long_text(m_language));
    if (parts.empty())
        return open("open-mandate");
    std::string text;
    for (std::string const& part : parts)
        text += (text.empty() ? "" : ", ") + part;
    return plain(text);
}

std::string PartComposer::state_text() { return std::string(m_words.text(m_language, "state." + std::string(name_of(m_agreement.state)))); }

void PartComposer::end_piece(std::shared_ptr<void const> origin) { m_part.pieces.push_back({ m_part.blocks.size(), std::move(origin) }); }

/// A clause becomes the same as before if it and its surroundings are the same.
void PartComposer::add_clause(Clause const& clause, std::string const& number)
{
    if (m_clauses == nullptr) {
        add_new_clause(clause, number);
        return end_piece(nullptr);
    }
    std::size_t const first_note = m_part.notes.size();
    std::string key = clause_key(clause, m_language, number, citations_of(clause), first_note);
    if (auto known = m_clauses->find(clause, key)) {
        m_part.blocks.insert(m_part.blocks.end(), known->blocks.begin(), known->blocks.end());
        m_part.notes.insert(m_part.notes.end(), known->notes.begin(), known->notes.end());
        return end_piece(std::move(known));
    }
    auto const first_block = static_cast<std::ptrdiff_t>(m_part.blocks.size());
    std::size_t const finding_count = m_findings.size();
    add_new_clause(clause, number);
    // What is reported is reported each time.
    if (m_findings.size() != finding_count)
        return end_piece(nullptr);
    end_piece(m_clauses->keep(clause, std::move(key),
        { { m_part.blocks.begin() + first_block, m_part.blocks.end() },
            { m_part.notes.begin() + static_cast<std::ptrdiff_t>(first_note), m_part.notes.end() } }));
}

void PartComposer::add_new_clause(Clause const& clause, std::string const& number)
{
    m_clause = clause.id;
    add_heading(clause, number);
    add_body(clause);
    add_generated(clause.generated);
    m_clause = {};
}

void PartComposer::add_heading(Clause const& clause, std::string const& number)
{
    Heading heading { .level = clause.kind == ClauseKind::Clause ? 3 : 2, .number = number, .anchor = clause.id.str() };
    heading.spans = convert(m_resolver.heading(clause));
    if (heading.spans.empty())
        heading.spans = open("open-heading");
    if (clause.kind == ClauseKind::Annex) {
        std::string const label = std::string(m_words.text(m_language, "annex")) + "\u00A0" + number + "  ";
        heading.number.clear();
        heading.spans.insert(heading.spans.begin(), Span { .text = label });
        heading.starts_page = true;
        heading.outdented = true;
    }
    if (std::string citations = citations_of(clause); !citations.empty())
        add_note(heading.spans, std::move(citations));
    add({ std::move(heading) });
}

/// The provisions in force that the clause rests on, in one sentence; nothing if there are none, or they are not wanted.
std::string PartComposer::citations_of(Clause const& clause) const
{
    std::string text;
    if (m_agreement.appearance.references == LegalReferences::Without || clause.state == ClauseState::Omitted)
        return text;
    for (std::string const& id : clause.law) {
        auto const citation = m_options.citations.texts.find(id);
        if (citation != m_options.citations.texts.end())
            text += (text.empty() ? "" : "; ") + std::string(text_in(citation->second, m_language));
    }
    return text.empty() ? text : capitalised(text) + ".";
}

void PartComposer::add_note(Spans& marked, std::string text)
{
    std::size_t const index = m_part.notes.size();
    std::string const anchor = "note-" + std::to_string(index + 1);
    m_part.notes.push_back(Note { .mark = raised(index + 1),
        .spans = plain(text),
        .anchor = anchor,
        .description = m_words.fill(m_language, "note", { { "number", std::to_string(index + 1) } }) });
    marked.push_back(Span { .text = m_part.notes.back().mark, .target = anchor, .note = index });
}

void PartComposer::add_body(Clause const& clause)
{
    richtext::Document const body = m_resolver.body(clause);
    bool const elsewhere = std::any_of(clause.body.begin(), clause.body.end(), [](auto const& entry) { return !entry.second.empty(); });
    if (body.blocks.empty() && elsewhere && local(clause.body).empty())
        add_paragraph(ParagraphRole::Body, open("open-body"));
    for (richtext::Block const& block : body.blocks)
        add(convert(block, 0));
}

Block PartComposer::convert(richtext::Block const& block, std::size_t depth)
{
    if (block.kind != richtext::BlockKind::List)
        return { Paragraph { .spans = convert(block.runs) } };
    ListLabel const counting = m_options.style.ordered_labels[std::min(depth, m_options.style.ordered_labels.size() - 1)];
    List list { .ordered = block.ordered, .counting = counting };
    int number = block.start;
    for (richtext::Block const& child : block.children) {
        ListItem item { .label = block.ordered ? list_label(counting, number++) : "–" };
        for (richtext::Block const& part : child.children)
            item.blocks.push_back(convert(part, depth + 1));
        list.items.push_back(std::move(item));
    }
    return { std::move(list) };
}

Spans PartComposer::convert(std::vector<richtext::Run> const& runs)
{
    Spans spans;
    for (richtext::Run const& run : runs) {
        std::string text = run.kind == richtext::RunKind::LineBreak ? "\n" : clean(run.text);
        if (!text.empty())
            spans.push_back(Span { .text = std::move(text),
                .bold = run.bold,
                .italic = run.italic,
                .open = run.open,
                .link = run.link,
                .target = run.target });
    }
    return spans;
}

void PartComposer::add(Block block)
{
    block.clause = m_clause;
    m_part.blocks.push_back(std::move(block));
}

void PartComposer::add_paragraph(ParagraphRole role, Spans spans) { add({ Paragraph { role, std::move(spans) } }); }

std::string PartComposer::clean(std::string_view text)
{
    std::string result;
    result.reserve(text.size());
    for (std::size_t offset = 0; offset < text.size();) {
        std::size_t const begin = offset;
        auto const special = std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(begin), text.end(), is_printable_ascii);
        offset = static_cast<std::size_t>(special - text.begin());
        if (offset > begin) {
            result += text.substr(begin, offset - begin);
            continue;
        }
        char32_t const c = decode_utf8(text, offset);
        switch (classify(c)) {
        case Character::Keep: result += c == U'\uFFFD' ? std::string_view("\uFFFD") : text.substr(begin, offset - begin); break;
        case Character::LineBreak: result += '\n'; break;
        case Character::Space: result += ' '; break;
        case Character::Drop: break;
        case Character::Replace:
            result += "\uFFFD";
            if (std::string name = code_point_name(c); m_reported.emplace(m_clause.str(), name).second)
                m_findings.push_back(Finding { Finding::Kind::ControlCharacter, std::move(name), m_clause, m_language });
            break;
        }
    }
    return result;
}

Spans PartComposer::plain(std::string_view text)
{
    std::string cleaned = clean(text);
    return cleaned.empty() ? Spans {} : Spans { Span { .text = std::move(cleaned) } };
}

Spans PartComposer::word(std::string_view key) { return label(m_words.text(m_language, key)); }

Spans PartComposer::label(std::string_view text) { return plain(capitalised(text)); }

Spans PartComposer::open(std::string_view key) const
{
    return { Span { .text = std::string(m_words.text(m_language, key)), .open = true } };
}

Spans PartComposer::open_value(std::string_view label) const
{
    return { Span { .text = m_words.fill(m_language, "open", { { "label", label } }), .open = true } };
}

std::string_view PartComposer::local(LanguageMap const& map) const { return text_in(map, m_language, {}); }

namespace {

SignatureBlocks* find_signatures(Part& part)
{
    for (Block& block : part.blocks) {
        if (auto* signatures = std::get_if<SignatureBlocks>(&block.content))
            return signatures;
    }
    return nullptr;
}

/// "Kantonspolizei / Police cantonale", the second in its language; once if both say the same.
void add_other_language(Spans& spans, Spans const& other, Language language)
{
    std::string const text = text_without_marks(other);
    if (text.empty() || text == text_without_marks(spans))
        return;
    spans.push_back(Span { .text = " / " });
    spans.push_back(Span { .text = text, .language = language });
}

/// Each party signs once, under both versions.
void set_side_by_side(Document& document)
{
    document.arrangement = Arrangement::SideBySide;
    for (Part& part : document.parts)
        part.pieces.clear();
    SignatureBlocks* const signatures = find_signatures(document.parts[0]);
    SignatureBlocks const* const others = find_signatures(document.parts[1]);
    if (signatures == nullptr || others == nullptr)
        return;
    Language const language = document.parts[1].language;
    for (std::size_t i = 0; i < signatures->blocks.size(); ++i) {
        add_other_language(signatures->blocks[i].name, others->blocks[i].name, language);
        for (std::size_t line = 0; line < signatures->blocks[i].lines.size(); ++line)
            add_other_language(signatures->blocks[i].lines[line], others->blocks[i].lines[line], language);
    }
    std::erase_if(document.parts[1].blocks, [](Block const& block) { return std::holds_alternative<SignatureBlocks>(block.content); });
}

} // namespace

Result<Document> compose_document(World& world, Agreement const& agreement, LayoutOptions const& options, std::vector<Finding>& findings)
{
    KONKORDAT_TRY(richtext::Words const words, richtext::Words::load(world));
    return compose_document(words, agreement, options, findings, nullptr);
}

Result<Document> compose_document(richtext::Words const& words, Agreement const& agreement, LayoutOptions const& options,
    std::vector<Finding>& findings, ClauseCache* clauses)
{
    std::vector<Language> const& languages = options.languages.empty() ? agreement.languages : options.languages;
    Document document;
    for (Language const language : languages) {
        if (std::find(agreement.languages.begin(), agreement.languages.end(), language) == agreement.languages.end())
            return Error { .code = ErrorCode::InvalidArgument,
                .message = "the agreement has no version in the language " + std::string(language_code(language)),
                .pointer = "/languages",
                .key = "language-not-in-agreement",
                .argument = std::string(language_code(language)) };
        document.parts.push_back(PartComposer(agreement, language, words, options, findings, clauses).compose());
    }
    if (document.parts.empty())
        return Error { .code = ErrorCode::InvalidArgument, .message = "the agreement has no language", .pointer = "/languages" };
    if (agreement.appearance.arrangement == LanguageArrangement::SideBySide && document.parts.size() == 2)
        set_side_by_side(document);
    Part const& first = document.parts.front();
    document.title = first.title;
    document.author = words.canton_names(first.language, agreement.cantons);
    document.subject = capitalised(words.name(first.language, agreement.form));
    return document;
}

} // namespace konkordat::layout
