#include "core/pdf/conformance/xml.h"

#include "core/base/utf8.h"

namespace konkordat::pdf::conformance {

namespace {

constexpr int max_depth = 50;
using Spaces = std::map<std::string, std::string, std::less<>>;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_name_character(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.' || c == ':'
        || static_cast<unsigned char>(c) >= 0x80;
}

class XmlParser {
public:
    explicit XmlParser(std::string_view text)
        : m_text(text)
    {
    }

    std::optional<XmlElement> run()
    {
        XmlElement root;
        if (find_invalid_utf8(m_text) || !skip_misc() || !element(root, { { "xml", "http://www.w3.org/XML/1998/namespace" } }, 0)
            || !skip_misc() || m_at != m_text.size())
            return std::nullopt;
        return root;
    }

private:
    [[nodiscard]] bool at(std::string_view token) const { return m_text.substr(m_at, token.size()) == token; }

    bool skip_past(std::string_view token)
    {
        std::size_t const end = m_text.find(token, m_at);
        if (end == std::string_view::npos)
            return false;
        m_at = end + token.size();
        return true;
    }

    void skip_space()
    {
        while (m_at < m_text.size() && is_space(m_text[m_at]))
            ++m_at;
    }

    /// Comments and processing instructions, false if one does not end.
    bool skip_misc()
    {
        for (;;) {
            skip_space();
            if (at("\xEF\xBB\xBF"))
                m_at += 3;
            else if (at("<?")) {
                if (!skip_past("?>"))
                    return false;
            } else if (at("<!--")) {
                if (!skip_past("-->"))
                    return false;
            } else {
                return true;
            }
        }
    }

    std::string name()
    {
        std::size_t const begin = m_at;
        while (m_at < m_text.size() && is_name_character(m_text[m_at]))
            ++m_at;
        return std::string(m_text.substr(begin, m_at - begin));
    }

    bool entity(std::string& out)
    {
        std::size_t const end = m_text.find(';', m_at);
        if (end == std::string_view::npos || end - m_at > 10)
            return false;
        std::string_view const reference = m_text.substr(m_at + 1, end - m_at - 1);
        m_at = end + 1;
        static Spaces const named { { "amp", "&" }, { "lt", "<" }, { "gt", ">" }, { "quot", "\"" }, { "apos", "'" } };
        if (auto const found = named.find(reference); found != named.end()) {
            out += found->second;
            return true;
        }
        if (!reference.starts_with('#'))
            return false;
        bool const hexadecimal = reference.starts_with("#x");
        char32_t value = 0;
        for (char const c : reference.substr(hexadecimal ? 2 : 1)) {
            int const digit = c >= '0' && c <= '9' ? c - '0'
                : c >= 'a' && c <= 'f'             ? c - 'a' + 10
                : c >= 'A' && c <= 'F'             ? c - 'A' + 10
                                                   : 99;
            if (digit >= (hexadecimal ? 16 : 10))
                return false;
            value = value * (hexadecimal ? 16 : 10) + static_cast<char32_t>(digit);
        }
        return character(value, out);
    }

    /// XML 1.0 2.2.
    static bool character(char32_t value, std::string& out)
    {
        bool const allowed = value == '\t' || value == '\n' || value == '\r' || (value >= 0x20 && value < 0xD800)
            || (value >= 0xE000 && value < 0xFFFE) || (value >= 0x10000 && value < 0x110000);
        if (allowed)
            append_utf8(out, value);
        return allowed;
    }

    bool characters(std::string& out, std::string_view ends)
    {
        while (m_at < m_text.size() && ends.find(m_text[m_at]) == std::string_view::npos) {
            if (m_text[m_at] == '&') {
                if (!entity(out))
                    return false;
            } else if (m_text[m_at] == '<' || !character(decode_utf8(m_text, m_at), out)) {
                return false;
            }
        }
        return m_at < m_text.size();
    }

    static bool expand(std::string const& qualified, Spaces const& spaces, bool is_attribute, XmlElement::Name& out)
    {
        std::size_t const colon = qualified.find(':');
        out.prefix = colon == std::string::npos ? "" : qualified.substr(0, colon);
        out.local = colon == std::string::npos ? qualified : qualified.substr(colon + 1);
        if (out.local.empty())
            return false;
        if (out.prefix.empty() && is_attribute)
            return true;
        auto const space = spaces.find(out.prefix);
        if (space != spaces.end())
            out.space = space->second;
        return out.prefix.empty() || space != spaces.end();
    }

    bool attributes(std::vector<std::pair<std::string, std::string>>& found)
    {
        for (;;) {
            std::size_t const before = m_at;
            skip_space();
            if (at(">") || at("/>"))
                return true;
            std::string key = name();
            skip_space();
            if (before == m_at || key.empty() || !at("="))
                return false;
            ++m_at;
            skip_space();
            char const quote = m_at < m_text.size() ? m_text[m_at] : '\0';
            if (quote != '"' && quote != '\'')
                return false;
            ++m_at;
            std::string value;
            if (!characters(value, std::string_view(&quote, 1)))
                return false;
            ++m_at;
            for (auto const& [other, unused] : found) {
                if (other == key)
                    return false;
            }
            found.emplace_back(std::move(key), std::move(value));
        }
    }

    bool element(XmlElement& out, Spaces spaces, int depth)
    {
        if (depth > max_depth || !at("<"))
            return false;
        ++m_at;
        std::string const qualified = name();
        std::vector<std::pair<std::string, std::string>> found;
        if (qualified.empty() || !attributes(found))
            return false;
        for (auto const& [key, value] : found) {
            if (key == "xmlns" || key.starts_with("xmlns:"))
                spaces[key == "xmlns" ? "" : key.substr(6)] = value;
        }
        if (!expand(qualified, spaces, false, out.name))
            return false;
        for (auto const& [key, value] : found) {
            if (key == "xmlns" || key.starts_with("xmlns:"))
                continue;
            XmlElement::Name expanded;
            if (!expand(key, spaces, true, expanded))
                return false;
            out.attributes.emplace_back(std::move(expanded), value);
        }
        if (at("/>")) {
            m_at += 2;
            return true;
        }
        ++m_at;
        return content(out, spaces, qualified, depth);
    }

    bool content(XmlElement& out, Spaces const& spaces, std::string const& qualified, int depth)
    {
        for (;;) {
            if (at("</")) {
                m_at += 2;
                if (name() != qualified)
                    return false;
                skip_space();
                if (!at(">"))
                    return false;
                ++m_at;
                return true;
            }
            if (at("<!--") || at("<?")) {
                if (!skip_past(at("<?") ? "?>" : "-->"))
                    return false;
            } else if (at("<")) {
                if (!element(out.kids.emplace_back(), spaces, depth + 1))
                    return false;
            } else if (!characters(out.text, "<")) {
                return false;
            }
        }
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

} // namespace

std::optional<XmlElement> parse_xml(std::string_view text) { return XmlParser(text).run(); }

} // namespace konkordat::pdf::conformance
