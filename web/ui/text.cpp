#include "web/ui/state.h"

#include "core/base/utf8.h"

#include <linebreak.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace konkordat::ui {

Type type_of(TextStyle style, bool bold, bool italic)
{
    Face const face = bold ? (italic ? Face::BoldItalic : Face::Bold) : (italic ? Face::Italic : Face::Regular);
    switch (style) {
    case TextStyle::Reading: return { face, 16, 24 };
    case TextStyle::Small: return { face, 14, 20 };
    case TextStyle::Caption: return { face, 12, 16 };
    case TextStyle::Lead: return { face, 18, 28 };
    case TextStyle::Body:
    case TextStyle::Numeric: break;
    }
    return { face, 15, 22 };
}

Type heading_type(int level)
{
    static constexpr std::array types { Type { Face::Bold, 30, 38 }, Type { Face::Bold, 24, 30 }, Type { Face::Bold, 20, 26 },
        Type { Face::Bold, 18, 24 }, Type { Face::Bold, 16, 22 }, Type { Face::Bold, 14, 20 } };
    return types[static_cast<std::size_t>(std::clamp(level, 1, 6) - 1)];
}

std::string_view language(State const& state)
{
    return state.languages.empty() ? std::string_view {} : std::string_view(state.languages.back());
}

namespace {

ImFont* font_of(State const& state, Face face) { return state.faces[static_cast<std::size_t>(face)]; }

float advance(ImFontBaked* baked, char32_t character)
{
    if (character < 0x20 && character != '\t')
        return 0;
    return baked->GetCharAdvance(static_cast<ImWchar>(character));
}

/// Distance from the top of a line box to where Dear ImGui starts a text: a browser centres ascent and descent, each rounded.
float text_offset(ImFontBaked const& baked, Type const& type)
{
    float const ascent = std::round(1.069f * type.size); // Noto Sans, hhea
    float const descent = std::round(0.293f * type.size);
    return std::floor((type.line_height - ascent - descent) / 2) + ascent - std::round(baked.Ascent);
}

} // namespace

float text_width(State const& state, Type const& type, std::string_view text)
{
    auto* baked = font_of(state, type.face)->GetFontBaked(type.size);
    float width = 0;
    for (std::size_t offset = 0; offset < text.size();)
        width += advance(baked, decode_utf8(text, offset));
    return width;
}

void draw_text(State const& state, Type const& type, float x, float y, ImU32 text_color, std::string_view text)
{
    if (text.empty())
        return;
    auto* font = font_of(state, type.face);
    auto const window = to_window(state, { x, y, 0, 0 });
    auto const top = window.y + text_offset(*font->GetFontBaked(type.size), type);
    draw(state).AddText(font, type.size, { window.x, top }, text_color, text.data(), text.data() + text.size());
}

namespace {

/// Breaks a text into lines while it walks over it.
class LineBreaker {
public:
    LineBreaker(std::string_view text, std::vector<char> const& breaks, float width)
        : m_text(text)
        , m_breaks(breaks)
        , m_limit(width)
    {
    }

    /// The code point from `begin` to `end` and its advance.
    void add(std::size_t begin, std::size_t end, char32_t character, float character_width)
    {
        bool const is_space = character == ' ' || character == '\t' || character == '\n' || character == '\r';
        if (!is_space && m_width + character_width > m_limit + 0.01f && begin > m_begin)
            break_before(begin);
        m_width += character_width;
        if (!is_space) {
            m_visible_width = m_width;
            m_visible_end = end;
        }
        char const kind = m_breaks[end - 1];
        if (kind == LINEBREAK_MUSTBREAK && character == '\n') {
            finish(end);
        } else if (kind == LINEBREAK_ALLOWBREAK) {
            m_break_at = end;
            m_break_width = m_width;
            m_break_visible_end = m_visible_end;
            m_break_visible_width = m_visible_width;
        }
    }

    std::vector<Line> take()
    {
        bool const ends_with_newline = !m_text.empty() && m_text.back() == '\n';
        if (m_begin < m_text.size() || m_lines.empty() || ends_with_newline)
            m_lines.push_back({ m_begin, std::max(m_begin, m_visible_end), m_visible_width });
        return std::move(m_lines);
    }

private:
    void finish(std::size_t next)
    {
        m_lines.push_back({ m_begin, std::max(m_begin, m_visible_end), m_visible_width });
        m_begin = m_break_at = next;
        m_width = m_visible_width = m_break_width = 0;
        m_visible_end = next;
    }

    void break_before(std::size_t here)
    {
        if (m_break_at > m_begin) {
            m_lines.push_back({ m_begin, m_break_visible_end, m_break_visible_width });
            m_width -= m_break_width;
            m_visible_width = std::max(0.0f, m_visible_width - m_break_width);
            m_begin = m_break_at;
        } else {
            m_lines.push_back({ m_begin, here, m_width });
            m_width = m_visible_width = 0;
            m_begin = here;
        }
        m_break_at = m_begin;
        m_break_width = 0;
    }

    std::string_view m_text;
    std::vector<char> const& m_breaks;
    float m_limit;
    std::vector<Line> m_lines;
    std::size_t m_begin = 0;
    float m_width = 0;
    std::size_t m_visible_end = 0;
    float m_visible_width = 0;
    std::size_t m_break_at = 0;
    float m_break_width = 0;
    std::size_t m_break_visible_end = 0;
    float m_break_visible_width = 0;
};

std::vector<char> break_opportunities(std::string_view text, std::string_view language)
{
    static bool const initialised = (init_linebreak(), true);
    (void)initialised;
    std::vector<char> breaks(text.size() + 1, LINEBREAK_NOBREAK);
    std::string const tag(language.substr(0, 2));
    set_linebreaks_utf8(reinterpret_cast<utf8_t const*>(text.data()), text.size(), tag.c_str(), breaks.data());
    return breaks;
}

} // namespace

std::vector<Line> wrap(
    State const& state, Type const& type, std::string_view text, std::span<Span const> spans, float width, std::string_view language)
{
    auto const breaks = break_opportunities(text, language);
    LineBreaker breaker(text, breaks, width);
    for (auto const& span : spans) {
        auto* baked = font_of(state, span.face)->GetFontBaked(type.size);
        for (std::size_t offset = span.begin; offset < span.end;) {
            std::size_t const begin = offset;
            char32_t const character = decode_utf8(text, offset);
            breaker.add(begin, offset, character, advance(baked, character));
        }
    }
    return breaker.take();
}

std::vector<Line> wrap(State const& state, Type const& type, std::string_view text, float width, std::string_view language)
{
    Span const whole { 0, text.size(), type.face, 0 };
    return wrap(state, type, text, std::span(&whole, 1), width, language);
}

std::string shorten(State const& state, Type const& type, std::string_view text, float width)
{
    if (text_width(state, type, text) <= width + 0.01f)
        return std::string(text);
    auto* baked = font_of(state, type.face)->GetFontBaked(type.size);
    float const room = width - text_width(state, type, "…");
    float used = 0;
    std::size_t offset = 0;
    while (offset < text.size()) {
        std::size_t next = offset;
        used += advance(baked, decode_utf8(text, next));
        if (used > room)
            break;
        offset = next;
    }
    std::string result(text.substr(0, offset));
    while (result.ends_with(' '))
        result.pop_back();
    return result + "…";
}

} // namespace konkordat::ui
