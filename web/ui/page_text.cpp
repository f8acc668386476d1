#include "web/ui/page_text.h"

#include <algorithm>
#include <variant>

namespace konkordat::ui {

namespace {

using layout::ElementIndex;
using layout::StructureElement;
using layout::StructureKind;

/// ARIA role of an element; nullopt: it only groups, or its meaning is in what is around it.
std::optional<std::string_view> role_of(StructureKind kind)
{
    switch (kind) {
    case StructureKind::Heading: return "heading";
    case StructureKind::Paragraph: return "paragraph";
    case StructureKind::List:
    case StructureKind::TableOfContents: return "list";
    case StructureKind::ListItem:
    case StructureKind::TableOfContentsItem: return "listitem";
    case StructureKind::Table: return "table";
    case StructureKind::TableRow: return "row";
    case StructureKind::TableHeaderCell: return "columnheader";
    case StructureKind::TableCell: return "cell";
    case StructureKind::Note: return "note";
    case StructureKind::Figure: return "img";
    case StructureKind::Form: return "group";
    case StructureKind::Link: return "link";
    default: return {};
    }
}

layout::Rectangle united(layout::Rectangle const& a, layout::Rectangle const& b)
{
    if (a.width == 0 && a.height == 0)
        return b;
    layout::Length const x = std::min(a.x, b.x);
    layout::Length const y = std::min(a.y, b.y);
    return { x, y, std::max(a.x + a.width, b.x + b.width) - x, std::max(a.y + a.height, b.y + b.height) - y };
}

bool may_be_in(std::string_view role, std::string_view around)
{
    if (around == "list")
        return role == "listitem";
    if (around == "table")
        return role == "row";
    if (around == "row")
        return role == "cell" || role == "columnheader" || role == "rowheader";
    return true;
}

bool needs(std::string_view role, std::string_view around)
{
    if (role == "listitem")
        return around != "list";
    if (role == "row")
        return around != "table";
    return (role == "cell" || role == "columnheader" || role == "rowheader") && around != "row";
}

/// Roles that ARIA does not allow where they are (a caption in a table, what is left of a list without its items) become groups.
void mend_roles(Passage& passage, std::string_view around)
{
    if (needs(passage.role, around) || (passage.role == "img" && passage.name.empty()))
        passage.role = "group";
    bool const fits = std::ranges::all_of(passage.children, [&](Passage const& child) { return may_be_in(child.role, passage.role); });
    bool const holds = passage.role == "list" || passage.role == "table" || passage.role == "row";
    if (!fits || (holds && passage.children.empty()))
        passage.role = "group";
    for (auto& child : passage.children)
        mend_roles(child, passage.role);
}

class PageReader {
public:
    PageReader(layout::LaidOutDocument const& document, std::size_t page)
        : m_document(document)
        , m_page(document.pages[page])
        , m_lines(m_page.contents.size())
    {
    }

    PageText read()
    {
        sort_lines();
        Passage root;
        std::vector<Passage*> open { &root };
        std::vector<ElementIndex> elements { 0 };
        for (std::size_t content = 0; content < m_page.contents.size(); ++content)
            add(content, open, elements);
        PageText text { .language = language_of_page(), .passages = std::move(root.children) };
        for (auto& passage : text.passages) {
            measure(passage);
            mend_roles(passage, {});
        }
        return text;
    }

private:
    void sort_lines()
    {
        for (auto const& item : m_page.items) {
            auto const* run = std::get_if<layout::GlyphRun>(&item.shape);
            if (!run || item.artifact != layout::ArtifactKind::None || item.content >= m_lines.size())
                continue;
            bool const bold = run->style == layout::FontStyle::Bold || run->style == layout::FontStyle::BoldItalic;
            bool const italic = run->style == layout::FontStyle::Italic || run->style == layout::FontStyle::BoldItalic;
            // As high as ascent and descent.
            layout::Rectangle const area { run->origin.x, run->origin.y - run->size, run->width, run->size * 13 / 10 };
            m_lines[item.content].push_back({ run->text(), area, run->size, bold, italic });
        }
    }

    /// Opens the passages that the content's owner is in, and closes the others.
    void add(std::size_t content, std::vector<Passage*>& open, std::vector<ElementIndex>& elements)
    {
        std::vector<ElementIndex> chain;
        for (auto element = m_page.contents[content]; element != layout::no_element && element != 0;
            element = m_document.structure[element].parent) {
            if (role_of(m_document.structure[element].kind))
                chain.push_back(element);
        }
        std::ranges::reverse(chain);
        std::size_t common = 1;
        while (common < elements.size() && common <= chain.size() && elements[common] == chain[common - 1])
            ++common;
        open.resize(common);
        elements.resize(common);
        for (std::size_t i = common - 1; i < chain.size(); ++i) {
            open.back()->children.push_back(passage_for(chain[i]));
            open.push_back(&open.back()->children.back());
            elements.push_back(chain[i]);
        }
        put_lines(*open.back(), content);
    }

    /// Lines after a part with a meaning of its own are a part, too: the order must not change.
    void put_lines(Passage& passage, std::size_t content)
    {
        if (passage.role == "img")
            return;
        if (passage.children.empty()) {
            passage.lines.insert(passage.lines.end(), m_lines[content].begin(), m_lines[content].end());
            return;
        }
        passage.children.push_back({ .role = {} });
        passage.children.back().lines = m_lines[content];
    }

    [[nodiscard]] Passage passage_for(ElementIndex index) const
    {
        StructureElement const& element = m_document.structure[index];
        Passage passage { .role = *role_of(element.kind) };
        if (element.scope == layout::HeaderScope::Row)
            passage.role = "rowheader";
        passage.level = element.kind == StructureKind::Heading ? element.level : 0;
        passage.language = element.language;
        passage.name = element.alternative;
        if (element.kind == StructureKind::Figure)
            passage.area = element.area;
        if (element.kind == StructureKind::Link) {
            auto const link = std::ranges::find(m_page.links, index, &layout::LinkArea::element);
            if (link != m_page.links.end())
                passage.link = static_cast<std::size_t>(link - m_page.links.begin());
            else
                passage.role = {};
        }
        return passage;
    }

    static void measure(Passage& passage)
    {
        for (auto const& line : passage.lines)
            passage.area = united(passage.area, line.area);
        for (auto& child : passage.children) {
            measure(child);
            passage.area = united(passage.area, child.area);
        }
    }

    [[nodiscard]] Language language_of_page() const
    {
        for (auto const owner : m_page.contents) {
            for (auto element = owner; element != layout::no_element; element = m_document.structure[element].parent) {
                auto const& found = m_document.structure[element];
                if (found.kind == StructureKind::Part && found.language)
                    return *found.language;
                if (element == 0)
                    break;
            }
        }
        return m_document.languages.empty() ? Language::German : m_document.languages.front();
    }

    layout::LaidOutDocument const& m_document;
    layout::Page const& m_page;
    std::vector<std::vector<PassageLine>> m_lines; ///< by content
};

} // namespace

PageText page_text(layout::LaidOutDocument const& document, std::size_t page) { return PageReader(document, page).read(); }

} // namespace konkordat::ui
