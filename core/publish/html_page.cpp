#include "core/base/base64.h"
#include "core/base/version.h"
#include "core/publish/html.h"
#include "core/publish/html_text.h"

#include <algorithm>

namespace konkordat::publish {

namespace {

using layout::Block;
using layout::Part;

std::string_view tag_of(Part const& part) { return language_tag(part.language); }

std::string data_address(std::string_view image)
{
    bool const png = image.starts_with("\x89PNG\r\n\x1A\n");
    bool const jpeg = image.starts_with("\xFF\xD8\xFF");
    if (!png && !jpeg)
        return {};
    return std::string("data:image/") + (png ? "png" : "jpeg") + ";base64," + encode_base64(image);
}

/// "#143f8a", or nothing: what is no colour does not get into the style sheet.
std::string_view checked_colour(std::string_view colour)
{
    bool const sound = colour.size() == 7 && colour[0] == '#'
        && colour.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos;
    return sound ? colour : std::string_view();
}

/// "Seite {page} von {pages}" as the value of `content` (CSS Paged Media 5).
std::string page_counter(std::string_view text)
{
    std::string content;
    while (!text.empty()) {
        std::size_t const open = std::min(text.find('{'), text.size());
        std::size_t const close = text.find('}', open);
        if (open > 0)
            content += css_string(text.substr(0, open)) + " ";
        if (close == std::string_view::npos)
            break;
        std::string_view const name = text.substr(open + 1, close - open - 1);
        if (name == "page" || name == "pages")
            content += "counter(" + std::string(name) + ") ";
        text = text.substr(close + 1);
    }
    return content.empty() ? "none" : content;
}

bool is_signatures(Block const& block) { return std::holds_alternative<layout::SignatureBlocks>(block.content); }

/// Blocks of one clause, or those between clauses. Signatures, which stand for both versions, are a piece of their own.
struct Piece {
    ClauseId clause;
    bool signatures = false;
    std::span<Block const> blocks;
};

std::vector<Piece> pieces_of(Part const& part)
{
    std::vector<Piece> pieces;
    std::span<Block const> rest = part.blocks;
    while (!rest.empty()) {
        ClauseId const& clause = rest.front().clause;
        bool const signatures = is_signatures(rest.front());
        auto const end = std::ranges::find_if(
            rest, [&](Block const& block) { return block.clause != clause || is_signatures(block) != signatures; });
        auto const count = static_cast<std::size_t>(end - rest.begin());
        pieces.push_back({ clause, signatures, rest.first(count) });
        rest = rest.subspan(count);
    }
    return pieces;
}

class PageWriter {
public:
    PageWriter(layout::Document const& document, PageFrame const& frame, layout::Typesetter& typesetter)
        : m_document(document)
        , m_frame(frame)
        , m_emblem(data_address(frame.emblem))
    {
        m_ids.reserve(document.parts.size());
        for (Part const& part : document.parts)
            m_ids.emplace_back(part, prefix_of(part));
        for (std::size_t i = 0; i < m_ids.size(); ++i)
            m_writers.emplace_back(m_ids[i], words(document.parts[i]).part, typesetter, m_emblem);
    }

    std::string write()
    {
        Part const& first = m_document.parts.front();
        std::string const tag(tag_of(first));
        m_html = "<!DOCTYPE html>\n<html lang=\"" + tag + "\">\n";
        write_head();
        m_html += "<body>\n<a class=\"skip\" href=\"#content\">" + escape_html(words(first).skip) + "</a>\n";
        bool const side_by_side = m_document.arrangement == layout::Arrangement::SideBySide && m_document.parts.size() == 2;
        write_header(!side_by_side);
        m_html += "<main id=\"content\" tabindex=\"-1\">\n";
        if (side_by_side)
            write_side_by_side();
        else
            write_in_sequence();
        m_html += "</main>\n";
        write_footer();
        return m_html + "</body>\n</html>\n";
    }

private:
    [[nodiscard]] PageFrame::Words const& words(Part const& part) const { return m_frame.words.at(part.language); }

    /// The language, as long as no part has it already.
    std::string prefix_of(Part const& part)
    {
        std::string const code(language_code(part.language));
        bool const taken = std::ranges::any_of(m_ids, [&](PartIds const& ids) { return ids.prefix() == code; });
        return taken ? code + std::to_string(m_ids.size() + 1) : code;
    }

    void write_meta(std::string_view name, std::string_view content)
    {
        if (!content.empty())
            m_html += "<meta name=\"" + std::string(name) + "\" content=\"" + escape_html(one_line(content)) + "\">\n";
    }

    void write_head()
    {
        std::string const style = "\n" + m_frame.style + accent_rule() + print_rules();
        m_html += "<head>\n<meta charset=\"utf-8\">\n"
                  // CSP 3: nothing is loaded and nothing runs; styles and pictures in the page itself are allowed.
                  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
                  "base-uri 'none'; form-action 'none'\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
            + escape_html(one_line(m_document.title)) + "</title>\n";
        write_meta("author", m_document.author);
        write_meta("description", m_document.subject);
        write_meta("dcterms.modified", m_frame.modified);
        write_meta("generator", "Konkordat " + std::string(program_version));
        m_html += "<style>" + style + "</style>\n</head>\n";
    }

    [[nodiscard]] std::string accent_rule() const
    {
        std::string const colour(checked_colour(m_frame.accent));
        return colour.empty() ? "" : ":root { --accent: " + colour + "; }\n";
    }

    /// Running texts of the printed pages, a named page for each version (CSS Paged Media 4 and 6).
    [[nodiscard]] std::string print_rules() const
    {
        std::string rules;
        bool const side_by_side = m_document.arrangement == layout::Arrangement::SideBySide;
        for (std::size_t i = 0; i < m_document.parts.size() && (i == 0 || !side_by_side); ++i) {
            Part const& part = m_document.parts[i];
            std::string const page = "version" + std::to_string(i + 1);
            rules += "#" + m_ids[i].prefix() + " { page: " + page + "; }\n@page " + page + " {\n  @top-left { content: "
                + css_string(one_line(part.running_head)) + "; }\n  @top-right { content: " + css_string(one_line(part.watermark))
                + "; }\n  @bottom-left { content: " + css_string(one_line(part.running_state))
                + "; }\n  @bottom-right { content: " + page_counter(part.page_of_pages) + "; }\n}\n";
        }
        return rules;
    }

    void write_header(bool in_sequence)
    {
        std::string content;
        for (Part const& part : m_document.parts) {
            if (!part.watermark.empty())
                content += "<p class=\"draft\" lang=\"" + std::string(tag_of(part)) + "\">" + escape_html(part.watermark) + "</p>\n";
        }
        if (in_sequence && m_document.parts.size() > 1) {
            content += "<nav class=\"versions\" aria-label=\"" + escape_html(words(m_document.parts.front()).language_versions)
                + "\">\n<ul>\n";
            for (std::size_t i = 0; i < m_document.parts.size(); ++i) {
                std::string const tag(tag_of(m_document.parts[i]));
                content += "<li><a href=\"#" + m_ids[i].prefix() + "\" lang=\"" + tag + "\" hreflang=\"" + tag + "\">"
                    + escape_html(m_document.parts[i].language_name) + "</a></li>\n";
            }
            content += "</ul>\n</nav>\n";
        }
        if (!content.empty())
            m_html += "<header class=\"page\">\n" + content + "</header>\n";
    }

    void write_in_sequence()
    {
        for (std::size_t i = 0; i < m_document.parts.size(); ++i) {
            Part const& part = m_document.parts[i];
            m_html += "<article id=\"" + m_ids[i].prefix() + "\" lang=\"" + std::string(tag_of(part)) + "\">\n";
            m_html += m_writers[i].write(part.blocks);
            m_html += m_writers[i].write_notes();
            m_html += "</article>\n";
        }
    }

    void write_side_by_side()
    {
        std::vector<Piece> const left = pieces_of(m_document.parts[0]);
        std::vector<Piece> const right = pieces_of(m_document.parts[1]);
        m_html += "<article class=\"columns\" id=\"" + m_ids[0].prefix() + "\">\n";
        std::size_t next = 0;
        for (Piece const& piece : left) {
            if (piece.signatures) {
                m_html += "<div class=\"both\" lang=\"" + std::string(tag_of(m_document.parts[0])) + "\">\n"
                    + m_writers[0].write(piece.blocks) + "</div>\n";
                continue;
            }
            auto const from = right.begin() + static_cast<std::ptrdiff_t>(next);
            auto const same = std::find_if(
                from, right.end(), [&](Piece const& other) { return other.clause == piece.clause && !other.signatures; });
            if (same == right.end()) {
                write_row(piece.blocks, {});
                continue;
            }
            for (auto other = from; other != same; ++other)
                write_row({}, other->blocks);
            write_row(piece.blocks, same->blocks);
            next = static_cast<std::size_t>(same - right.begin()) + 1;
        }
        for (; next < right.size(); ++next)
            write_row({}, right[next].blocks);
        write_row(m_writers[0].write_notes(), m_writers[1].write_notes());
        m_html += "</article>\n";
    }

    void write_row(std::span<Block const> left, std::span<Block const> right)
    {
        write_row(left.empty() ? "" : m_writers[0].write(left), right.empty() ? "" : m_writers[1].write(right));
    }

    void write_row(std::string const& left, std::string const& right)
    {
        if (left.empty() && right.empty())
            return;
        m_html += "<div class=\"row\">\n";
        for (std::size_t i = 0; i < 2; ++i)
            m_html += "<div lang=\"" + std::string(tag_of(m_document.parts[i])) + "\">\n" + (i == 0 ? left : right) + "</div>\n";
        m_html += "</div>\n";
    }

    void write_footer()
    {
        m_html += "<footer class=\"page\">\n";
        for (Part const& part : m_document.parts)
            m_html += "<p lang=\"" + std::string(tag_of(part)) + "\">" + escape_html(one_line(part.running_head)) + "<br>"
                + escape_html(one_line(part.running_state)) + "</p>\n";
        m_html += "</footer>\n";
    }

    layout::Document const& m_document;
    PageFrame const& m_frame;
    std::string m_emblem;
    std::vector<PartIds> m_ids;
    std::vector<BlockWriter> m_writers;
    std::string m_html;
};

} // namespace

std::string write_html(layout::Document const& document, PageFrame const& frame, layout::Typesetter& typesetter)
{
    return PageWriter(document, frame, typesetter).write();
}

} // namespace konkordat::publish
