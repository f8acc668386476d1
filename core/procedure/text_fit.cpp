#include "core/procedure/text_fit.h"

#include "core/base/utf8.h"

#include <algorithm>

namespace konkordat::procedure {

namespace {

constexpr std::string_view ellipsis = "…";

/// What may stand together on a line, with the space that leads to it.
struct Piece {
    std::string text;
    bool after_space = false;
};

bool is_space(char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; }

std::vector<Piece> pieces_of(std::string_view text)
{
    std::vector<Piece> pieces;
    bool open = false;
    bool space = false;
    for (char const c : text) {
        if (is_space(c)) {
            space = !pieces.empty();
            open = false;
            continue;
        }
        if (!open)
            pieces.push_back({ .text = {}, .after_space = space });
        pieces.back().text += c;
        open = c != '-' && c != '/';
        space = false;
    }
    return pieces;
}

class Fitter {
public:
    Fitter(Length width, TextLook const& look, MeasureText const& measure)
        : m_width(width)
        , m_look(look)
        , m_measure(measure)
    {
    }

    std::vector<std::string> run(std::string_view text, std::size_t maximum_lines)
    {
        for (Piece const& piece : pieces_of(text)) {
            if (m_lines.size() > maximum_lines)
                break;
            add(piece);
        }
        if (m_lines.size() > maximum_lines)
            cut(maximum_lines);
        return std::move(m_lines);
    }

private:
    [[nodiscard]] bool fits(std::string const& line) const { return m_measure(line, m_look.size, m_look.weight) <= m_width; }

    void add(Piece const& piece)
    {
        if (!m_lines.empty()) {
            std::string longer = m_lines.back() + (piece.after_space ? " " : "") + piece.text;
            if (fits(longer)) {
                m_lines.back() = std::move(longer);
                return;
            }
        }
        if (fits(piece.text))
            m_lines.push_back(piece.text);
        else
            divide(piece.text);
    }

    void divide(std::string_view word)
    {
        m_lines.emplace_back();
        for (std::size_t offset = 0; offset < word.size();) {
            std::size_t const begin = offset;
            (void)decode_utf8(word, offset);
            std::string const character(word.substr(begin, offset - begin));
            if (!m_lines.back().empty() && !fits(m_lines.back() + character))
                m_lines.emplace_back();
            m_lines.back() += character;
        }
    }

    void cut(std::size_t maximum_lines)
    {
        m_lines.resize(maximum_lines);
        if (m_lines.empty())
            return;
        std::string& last = m_lines.back();
        while (!last.empty() && !fits(last + std::string(ellipsis))) {
            while (!last.empty() && (static_cast<unsigned char>(last.back()) & 0xC0U) == 0x80U)
                last.pop_back();
            if (!last.empty())
                last.pop_back();
        }
        while (last.ends_with(' '))
            last.pop_back();
        last += ellipsis;
    }

    Length m_width;
    TextLook const& m_look;
    MeasureText const& m_measure;
    std::vector<std::string> m_lines;
};

} // namespace

std::vector<std::string> fit_text(
    std::string_view text, Length width, TextLook const& look, std::size_t maximum_lines, MeasureText const& measure)
{
    return Fitter(width, look, measure).run(text, maximum_lines);
}

Length put_lines(Drawing& drawing, std::vector<std::string> const& lines, Area const& area, TextLook const& look, TextAlign align,
    MeasureText const& measure)
{
    Length y = area.y;
    for (std::string const& line : lines) {
        Length const width = measure(line, look.size, look.weight);
        Length const x = align == TextAlign::Start ? area.x : area.x + (area.width - width) / 2;
        // Capitals stand about 0.71 em above the baseline.
        Length const baseline = y + (look.leading + look.size * 71 / 100) / 2;
        drawing.shapes.push_back(
            Label { .text = line, .origin = { x, baseline }, .width = width, .size = look.size, .weight = look.weight, .ink = look.ink });
        y += look.leading;
    }
    return y;
}

void put_centred(
    Drawing& drawing, std::vector<std::string> const& lines, Area const& area, TextLook const& look, MeasureText const& measure)
{
    Area inner = area;
    inner.y += (area.height - static_cast<Length>(lines.size()) * look.leading) / 2;
    put_lines(drawing, lines, inner, look, TextAlign::Center, measure);
}

} // namespace konkordat::procedure
