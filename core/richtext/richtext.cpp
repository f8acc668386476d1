#include "core/richtext/richtext.h"

#include "core/base/id.h"
#include "core/richtext/markup.h"

#include <md4c.h>

#include <algorithm>
#include <optional>

namespace konkordat::richtext {

namespace {

bool same_style(Run const& a, Run const& b) { return a.bold == b.bold && a.italic == b.italic && a.link == b.link; }

struct Placeholder {
    std::size_t begin = 0;
    std::size_t length = 0;
    RunKind kind = RunKind::Variable;
    std::string id;
};

/// The next "{{id}}" or "[[id]]" at or after `from`.
std::optional<Placeholder> find_placeholder(std::string_view text, std::size_t from)
{
    for (auto begin = text.find_first_of("{[", from); begin != std::string_view::npos; begin = text.find_first_of("{[", begin + 1)) {
        bool const variable = text[begin] == '{';
        auto const rest = text.substr(begin, 68);
        if (!rest.starts_with(variable ? "{{" : "[["))
            continue;
        auto const end = rest.find(variable ? "}}" : "]]", 2);
        if (end != std::string_view::npos && is_valid_id(rest.substr(2, end - 2)))
            return Placeholder { begin, end + 2, variable ? RunKind::Variable : RunKind::Reference, std::string(rest.substr(2, end - 2)) };
    }
    return {};
}

/// Splits merged text at its variables and references.
void append_scanned(std::vector<Run>& runs, Run const& merged)
{
    auto append = [&](RunKind kind, std::string text) {
        if (text.empty())
            return;
        auto run = merged;
        run.kind = kind;
        run.text = std::move(text);
        runs.push_back(std::move(run));
    };
    std::string_view const text = merged.text;
    std::size_t done = 0;
    while (auto placeholder = find_placeholder(text, done)) {
        append(RunKind::Text, without_stand_ins(text.substr(done, placeholder->begin - done)));
        append(placeholder->kind, std::move(placeholder->id));
        done = placeholder->begin + placeholder->length;
    }
    append(RunKind::Text, without_stand_ins(text.substr(done)));
}

bool is_allowed_link(std::string_view url)
{
    auto starts_with = [&](std::string_view scheme) {
        return url.size() > scheme.size() && std::ranges::equal(url.substr(0, scheme.size()), scheme, {}, [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        });
    };
    return (starts_with("https://") || starts_with("mailto:"))
        && std::ranges::all_of(url, [](char c) { return static_cast<unsigned char>(c) > 0x20 && c != 0x7F; });
}

/// Makes a Document of md4c's callbacks.
class DocumentBuilder {
public:
    DocumentBuilder() { m_containers.push_back(&m_root); }

    void enter_block(MD_BLOCKTYPE type, void* detail)
    {
        close_paragraph();
        if (type == MD_BLOCK_UL)
            enter_list(false, 1);
        else if (type == MD_BLOCK_OL)
            enter_list(true, static_cast<int>(static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start));
        else if (type == MD_BLOCK_LI)
            enter_item();
    }

    void leave_block(MD_BLOCKTYPE type)
    {
        close_paragraph();
        if (type == MD_BLOCK_LI && !m_marker.empty()) {
            append_text("");
            close_paragraph();
        }
        if ((type == MD_BLOCK_UL || type == MD_BLOCK_OL) && is_deep())
            m_lists.pop_back();
        else if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) {
            m_lists.pop_back();
            m_containers.pop_back();
        } else if (type == MD_BLOCK_LI && !is_deep())
            m_containers.pop_back();
    }

    void enter_span(MD_SPANTYPE type, void* detail)
    {
        if (type == MD_SPAN_EM)
            ++m_italic;
        else if (type == MD_SPAN_STRONG)
            ++m_bold;
        else if (type == MD_SPAN_A)
            enter_link(*static_cast<MD_SPAN_A_DETAIL*>(detail));
    }

    void leave_span(MD_SPANTYPE type)
    {
        if (type == MD_SPAN_EM)
            --m_italic;
        else if (type == MD_SPAN_STRONG)
            --m_bold;
        else if (type == MD_SPAN_A)
            leave_link();
    }

    void text(MD_TEXTTYPE type, std::string_view text)
    {
        if (type == MD_TEXT_BR)
            break_line();
        else if (type == MD_TEXT_SOFTBR)
            append_text(" ");
        else if (type == MD_TEXT_NULLCHAR)
            append_text("\uFFFD");
        else
            append_text(text);
    }

    [[nodiscard]] Document take()
    {
        close_paragraph();
        return { std::move(m_root.children) };
    }

private:
    struct OpenList {
        bool ordered = false;
        int next = 1;
    };

    [[nodiscard]] bool is_deep() const { return m_lists.size() > static_cast<std::size_t>(max_list_depth); }

    void enter_list(bool ordered, int start)
    {
        m_lists.push_back({ ordered, start });
        if (is_deep())
            return;
        m_containers.push_back(
            &m_containers.back()->children.emplace_back(Block { .kind = BlockKind::List, .ordered = ordered, .start = start }));
    }

    void enter_item()
    {
        if (!is_deep()) {
            m_containers.push_back(&m_containers.back()->children.emplace_back(Block { .kind = BlockKind::ListItem }));
            return;
        }
        auto& list = m_lists.back();
        if (!m_marker.empty()) { // an item that starts with a list of its own
            append_text("");
            close_paragraph();
        }
        m_marker = list.ordered ? std::to_string(list.next++) + ". " : "- ";
    }

    /// Literal text in place of a link that is not allowed, or that has no text that could carry it.
    struct OpenLink {
        bool literal = false;
        std::string url;
        std::string title;
        std::size_t pieces = 0;
        std::size_t last_size = 0;
    };

    void enter_link(MD_SPAN_A_DETAIL const& detail)
    {
        auto text_of = [](MD_ATTRIBUTE const& attribute) {
            return attribute.text ? without_stand_ins({ attribute.text, attribute.size }) : std::string();
        };
        m_link = OpenLink { .url = text_of(detail.href), .title = text_of(detail.title) };
        m_link->literal = !is_allowed_link(m_link->url) || !m_link->title.empty();
        if (m_link->literal)
            append_text(bracket_stand_in);
        m_link->pieces = m_pieces.size();
        m_link->last_size = m_pieces.empty() ? 0 : m_pieces.back().text.size();
    }

    void leave_link()
    {
        auto const link = *std::exchange(m_link, std::nullopt);
        bool const empty = m_pieces.size() == link.pieces && (m_pieces.empty() || m_pieces.back().text.size() == link.last_size);
        if (!link.literal && !empty)
            return;
        auto const title = link.title.empty() ? "" : " \"" + link.title + "\"";
        append_text((link.literal ? "](" : "[](") + link.url + title + ")");
    }

    void append_text(std::string_view text)
    {
        Run piece { .bold = m_bold > 0, .italic = m_italic > 0 };
        if (m_link && !m_link->literal)
            piece.link = m_link->url;
        if (!m_marker.empty()) {
            m_pieces.push_back({ .text = text.empty() ? m_marker.substr(0, m_marker.size() - 1) : m_marker });
            m_marker.clear();
        }
        m_in_paragraph = true;
        if (!m_pieces.empty() && m_pieces.back().kind == RunKind::Text && same_style(m_pieces.back(), piece)) {
            m_pieces.back().text += text;
            return;
        }
        piece.text = text;
        m_pieces.push_back(std::move(piece));
    }

    void break_line() { m_pieces.push_back({ .kind = RunKind::LineBreak }); }

    void close_paragraph()
    {
        if (!m_in_paragraph)
            return;
        Block paragraph;
        for (auto const& piece : m_pieces) {
            if (piece.kind == RunKind::Text)
                append_scanned(paragraph.runs, piece);
            else
                paragraph.runs.push_back(piece);
        }
        m_pieces.clear();
        m_in_paragraph = false;
        m_containers.back()->children.push_back(std::move(paragraph));
    }

    Block m_root;
    std::vector<Block*> m_containers; ///< m_root, then lists and items in turn
    std::vector<OpenList> m_lists;    ///< all open ones, also those too deep to be containers
    std::vector<Run> m_pieces;        ///< of the open paragraph, neighbours of one style merged
    bool m_in_paragraph = false;
    std::string m_marker; ///< of an item that is too deep: starts its next paragraph
    std::optional<OpenLink> m_link;
    int m_bold = 0;
    int m_italic = 0;
};

std::optional<Document> parse_common_mark(std::string const& text)
{
    DocumentBuilder builder;
    MD_PARSER parser {};
    parser.flags = MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* user) {
        return static_cast<DocumentBuilder*>(user)->enter_block(type, detail), 0;
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void*, void* user) { return static_cast<DocumentBuilder*>(user)->leave_block(type), 0; };
    parser.enter_span = [](MD_SPANTYPE type, void* detail, void* user) {
        return static_cast<DocumentBuilder*>(user)->enter_span(type, detail), 0;
    };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* user) { return static_cast<DocumentBuilder*>(user)->leave_span(type), 0; };
    parser.text = [](MD_TEXTTYPE type, MD_CHAR const* characters, MD_SIZE size, void* user) {
        return static_cast<DocumentBuilder*>(user)->text(type, { characters, size }), 0;
    };
    if (md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, &builder) != 0)
        return {};
    return builder.take();
}

/// The text in paragraphs at blank lines, no markup read.
Document plain_paragraphs(std::string_view text)
{
    Document document;
    bool open = false;
    while (!text.empty()) {
        auto const end = std::min(text.find('\n'), text.size());
        auto line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (line.find_first_not_of(" \t") == std::string_view::npos) {
            open = false;
            continue;
        }
        if (!open)
            document.blocks.emplace_back();
        auto& runs = document.blocks.back().runs;
        if (open)
            runs.push_back({ .kind = RunKind::LineBreak });
        runs.push_back({ .text = without_stand_ins(line) });
        open = true;
    }
    return document;
}

} // namespace

Document parse(std::string_view markdown)
{
    auto const text = to_common_mark(markdown, Blocks::Lists);
    if (markdown.size() <= max_markup_bytes) {
        if (auto document = parse_common_mark(text))
            return *std::move(document);
    }
    return plain_paragraphs(sanitise(markdown));
}

std::vector<Run> parse_line(std::string_view markdown)
{
    auto const text = to_common_mark(markdown, Blocks::Paragraphs);
    auto document = markdown.size() <= max_markup_bytes ? parse_common_mark(text) : std::nullopt;
    if (!document)
        document = plain_paragraphs(sanitise(markdown));
    std::vector<Run> runs;
    for (auto& block : document->blocks) {
        if (!runs.empty())
            runs.push_back({ .text = " " });
        for (auto& run : block.runs)
            runs.push_back(run.kind == RunKind::LineBreak ? Run { .text = " " } : std::move(run));
    }
    return runs;
}

} // namespace konkordat::richtext
