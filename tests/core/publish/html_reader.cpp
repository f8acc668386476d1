#include "core/layout/style.h"
#include "tests/core/publish/readers.h"

#include <set>
#include <vector>

namespace konkordat::tests {

namespace {

bool is_void(std::string_view name) { return name == "meta" || name == "br" || name == "img" || name == "!DOCTYPE"; }

bool is_inline(std::string_view name)
{
    static std::set<std::string_view> const names { "a", "span", "strong", "em", "mark" };
    return names.contains(name);
}

std::string unescaped(std::string_view text)
{
    static std::map<std::string_view, std::string_view> const entities { { "amp", "&" }, { "lt", "<" }, { "gt", ">" }, { "quot", "\"" },
        { "#39", "'" } };
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '&') {
            result += text[i];
            continue;
        }
        std::size_t const end = text.find(';', i);
        auto const entity = end == std::string_view::npos ? entities.end() : entities.find(text.substr(i + 1, end - i - 1));
        if (entity == entities.end())
            return std::string("<<bad entity>>");
        result += entity->second;
        i = end;
    }
    return result;
}

struct Element {
    std::string name;
    std::map<std::string, std::string> attributes;
    bool skipped = false;
    int next_item = 1; ///< of a list
};

class Reader {
public:
    explicit Reader(std::string_view html)
        : m_html(html)
    {
    }

    HtmlPage run()
    {
        while (m_at < m_html.size() && m_page.fault.empty()) {
            if (m_html[m_at] == '<')
                read_tag();
            else
                read_text();
        }
        if (!m_open.empty())
            fail("not closed: " + m_open.back().name);
        for (std::string const& target : m_targets) {
            if (!m_page.ids.contains(target))
                m_page.targets_missing += target + " ";
        }
        m_page.text = words_of(m_page.text);
        return std::move(m_page);
    }

private:
    void fail(std::string fault)
    {
        if (m_page.fault.empty())
            m_page.fault = std::move(fault) + " at byte " + std::to_string(m_at);
    }

    [[nodiscard]] bool is_reading() const { return m_articles > 0 && !m_open.empty() && !m_open.back().skipped; }

    void read_text()
    {
        std::size_t end = std::min(m_html.find('<', m_at), m_html.size());
        bool const is_style = !m_open.empty() && m_open.back().name == "style";
        std::string_view const raw = m_html.substr(m_at, end - m_at);
        if (!is_style && raw.find('>') != std::string_view::npos)
            fail("a bare >");
        if (is_reading())
            m_page.text += unescaped(raw);
        m_at = end;
    }

    void read_tag()
    {
        std::size_t const end = m_html.find('>', m_at);
        if (end == std::string_view::npos)
            return fail("a tag without end");
        std::string_view const tag = m_html.substr(m_at + 1, end - m_at - 1);
        if (tag.starts_with('/'))
            close(tag.substr(1));
        else
            open(tag);
        m_at = end + 1;
    }

    void close(std::string_view name)
    {
        if (m_open.empty() || m_open.back().name != name)
            return fail("closes " + std::string(name) + " in " + (m_open.empty() ? "nothing" : m_open.back().name));
        m_open.pop_back();
        if (name == "article")
            --m_articles;
        if (!is_inline(name))
            m_page.text += ' ';
    }

    void open(std::string_view tag)
    {
        bool const closed = tag.ends_with('/');
        Element element { .name = std::string(tag.substr(0, tag.find_first_of(" /"))), .attributes = {} };
        if (!element.name.starts_with('!'))
            read_attributes(element, tag.substr(element.name.size()));
        ++m_page.elements[element.name];
        if (auto const id = element.attributes.find("id"); id != element.attributes.end() && ++m_page.ids[id->second] > 1)
            fail("id twice: " + id->second);
        if (auto const href = element.attributes.find("href"); href != element.attributes.end() && href->second.starts_with('#'))
            m_targets.push_back(href->second.substr(1));
        if (element.name.size() == 2 && element.name[0] == 'h' && element.name[1] >= '1' && element.name[1] <= '6')
            m_page.headings += element.name[1];
        bool const is_article = element.name == "article";
        std::string const kind = element.attributes["class"];
        bool const in_notes = !m_open.empty() && m_open.back().attributes["class"] == "notes";
        element.skipped = element.name == "svg" || kind == "back" || (in_notes && element.name == "h2")
            || (!m_open.empty() && m_open.back().skipped);
        if (!is_inline(element.name))
            m_page.text += ' ';
        if (element.name == "li" && is_reading())
            m_page.text += label_of(m_open.back()) + " ";
        if (is_void(element.name) || closed)
            return;
        m_open.push_back(std::move(element));
        m_articles += is_article ? 1 : 0;
    }

    static std::string label_of(Element& list)
    {
        if (list.name != "ol" || list.attributes["class"] == "labelled")
            return {};
        if (list.attributes.contains("start") && list.next_item == 1)
            list.next_item = std::stoi(list.attributes["start"]);
        if (list.attributes.contains("start"))
            list.attributes.erase("start");
        std::string const type = list.attributes["type"];
        auto const way = type == "a" ? layout::ListLabel::LowerAlpha
            : type == "i"            ? layout::ListLabel::LowerRoman
                                     : layout::ListLabel::Decimal;
        return layout::list_label(way, list.next_item++);
    }

    void read_attributes(Element& element, std::string_view text)
    {
        while (!text.empty() && text != "/") {
            std::size_t const equals = text.find("=\"");
            std::size_t const end = equals == std::string_view::npos ? equals : text.find('"', equals + 2);
            if (!text.starts_with(' ') || end == std::string_view::npos)
                return fail("an attribute of " + element.name);
            std::string const name(text.substr(1, equals - 1));
            if (name.starts_with("on") || name == "style")
                fail("the attribute " + name);
            if (!element.attributes.emplace(name, unescaped(text.substr(equals + 2, end - equals - 2))).second)
                fail("twice the attribute " + name);
            text = text.substr(end + 1);
        }
    }

    std::string_view m_html;
    std::size_t m_at = 0;
    int m_articles = 0;
    std::vector<Element> m_open;
    std::vector<std::string> m_targets;
    HtmlPage m_page;
};

} // namespace

HtmlPage read_html(std::string_view html) { return Reader(html).run(); }

} // namespace konkordat::tests
