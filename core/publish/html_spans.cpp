#include "core/publish/html_spans.h"

#include "core/publish/html_text.h"

#include <array>

namespace konkordat::publish {

namespace {

void collect(std::vector<layout::Block> const& blocks, std::vector<layout::Heading const*>& headings)
{
    for (layout::Block const& block : blocks) {
        if (auto const* heading = std::get_if<layout::Heading>(&block.content))
            headings.push_back(heading);
        if (auto const* list = std::get_if<layout::List>(&block.content)) {
            for (layout::ListItem const& item : list->items)
                collect(item.blocks, headings);
        }
    }
}

std::string element(std::string_view tag, std::string content)
{
    return "<" + std::string(tag) + ">" + std::move(content) + "</" + std::string(tag) + ">";
}

/// The passage but for where it leads.
std::string styled(layout::Span const& span)
{
    std::string content = escape_lines(span.text);
    if (span.italic)
        content = element("em", std::move(content));
    if (span.bold)
        content = element("strong", std::move(content));
    if (span.open)
        content = element("mark", std::move(content));
    if (span.language)
        content = "<span lang=\"" + std::string(language_tag(*span.language)) + "\">" + content + "</span>";
    return content;
}

bool lead_to_the_same(layout::Span const& one, layout::Span const& other)
{
    return !one.note && !other.note && one.link == other.link && one.target == other.target;
}

} // namespace

std::vector<layout::Heading const*> headings_of(layout::Part const& part)
{
    std::vector<layout::Heading const*> headings;
    collect(part.blocks, headings);
    return headings;
}

PartIds::PartIds(layout::Part const& part, std::string prefix)
    : m_part(part)
    , m_prefix(std::move(prefix))
{
    for (layout::Heading const* heading : headings_of(part)) {
        if (!heading->anchor.empty())
            m_anchors.insert(heading->anchor);
    }
}

std::string PartIds::anchor_id(std::string_view anchor) const { return m_prefix + "-" + encode_id(anchor); }

bool is_safe_link(std::string_view address)
{
    static constexpr std::array<std::string_view, 3> schemes { "https://", "http://", "mailto:" };
    for (std::string_view const scheme : schemes) {
        if (address.starts_with(scheme))
            return address.find_first_of("\n\t\r") == std::string_view::npos;
    }
    return false;
}

std::string SpanWriter::write(layout::Spans const& spans)
{
    std::string html;
    for (std::size_t i = 0; i < spans.size();) {
        std::size_t const first = i;
        std::string content;
        do {
            content += styled(spans[i++]);
        } while (i < spans.size() && lead_to_the_same(spans[first], spans[i]));
        html += write_link(spans[first], std::move(content));
    }
    return html;
}

std::string SpanWriter::write_link(layout::Span const& span, std::string content)
{
    if (span.note) {
        if (*span.note >= m_ids.part().notes.size())
            return content;
        std::string const number = std::to_string(*span.note + 1);
        std::string const id = m_marked.insert(*span.note).second ? " id=\"" + m_ids.own_id("mark" + number) + "\"" : "";
        std::string const& name = m_ids.part().notes[*span.note].description;
        std::string const label = name.empty() ? "" : " aria-label=\"" + escape_html(name) + "\"";
        return "<a class=\"mark\" role=\"doc-noteref\"" + id + label + " href=\"#" + m_ids.own_id("note" + number) + "\">" + content
            + "</a>";
    }
    if (is_safe_link(span.link))
        return "<a href=\"" + escape_html(span.link) + "\" rel=\"noreferrer\">" + content + "</a>";
    if (m_ids.has_anchor(span.target))
        return "<a href=\"#" + m_ids.anchor_id(span.target) + "\">" + content + "</a>";
    return content;
}

} // namespace konkordat::publish
