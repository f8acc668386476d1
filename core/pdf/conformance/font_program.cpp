#include "core/pdf/conformance/font_program.h"

#include "core/base/utf8.h"
#include "core/pdf/conformance/icc.h"
#include "core/pdf/conformance/lexer.h"

namespace konkordat::pdf::conformance {

namespace {

constexpr std::uint32_t max_range = 65'536;

/// Tables by tag; empty if the directory does not fit into the program.
std::map<std::string, std::string_view, std::less<>> tables_of(std::string_view program)
{
    std::map<std::string, std::string_view, std::less<>> tables;
    std::uint32_t const version = read32(program, 0);
    if (version != 0x00010000 && version != 0x74727565)
        return tables;
    for (std::uint32_t i = 0; i < read16(program, 4); ++i) {
        std::size_t const entry = 12 + std::size_t { i } * 16;
        std::size_t const offset = read32(program, entry + 8);
        std::size_t const length = read32(program, entry + 12);
        if (entry + 16 > program.size() || offset > program.size() || length > program.size() - offset)
            return {};
        tables.emplace(std::string(program.substr(entry, 4)), program.substr(offset, length));
    }
    return tables;
}

/// Offsets into glyf do not decrease and stay inside.
bool offsets_fit(std::string_view loca, std::string_view glyf, std::uint32_t glyphs, bool is_long)
{
    if (loca.size() < (std::size_t { glyphs } + 1) * (is_long ? 4U : 2U))
        return false;
    std::size_t last = 0;
    for (std::size_t i = 0; i <= glyphs; ++i) {
        std::size_t const offset = is_long ? read32(loca, i * 4) : std::size_t { read16(loca, i * 2) } * 2;
        if (offset < last || offset > glyf.size())
            return false;
        last = offset;
    }
    return true;
}

std::string bytes_of(std::string_view hexadecimal)
{
    std::string bytes;
    int high = -1;
    for (char const c : hexadecimal) {
        int const digit = c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        if (digit < 0)
            continue;
        if (high < 0) {
            high = digit;
        } else {
            bytes += static_cast<char>(high * 16 + digit);
            high = -1;
        }
    }
    return bytes;
}

std::uint32_t number_of(std::string_view bytes)
{
    std::uint32_t value = 0;
    for (char const c : bytes)
        value = value << 8U | static_cast<unsigned char>(c);
    return value;
}

std::string utf8_of(std::string_view utf16, std::uint32_t added)
{
    std::string text;
    for (std::size_t i = 0; i + 2 <= utf16.size(); i += 2) {
        std::uint32_t unit = read16(utf16, i);
        if (unit >= 0xD800 && unit < 0xDC00 && i + 4 <= utf16.size()) {
            i += 2;
            unit = 0x10000 + ((unit - 0xD800) << 10U) + (read16(utf16, i) - 0xDC00);
        }
        if (i + 4 > utf16.size())
            unit += added;
        append_utf8(text, static_cast<char32_t>(unit));
    }
    return text;
}

class ToUnicodeReader {
public:
    explicit ToUnicodeReader(std::string_view cmap)
        : m_lexer(cmap, 0)
    {
    }

    std::optional<std::map<std::uint32_t, std::string>> run()
    {
        bool begun = false;
        for (Token token = m_lexer.next(); token.kind != Token::Kind::End; token = m_lexer.next()) {
            begun = begun || token.text == "begincmap";
            if (token.text == "beginbfchar" && !characters())
                return std::nullopt;
            if (token.text == "beginbfrange" && !ranges())
                return std::nullopt;
        }
        if (!begun)
            return std::nullopt;
        return std::move(m_map);
    }

private:
    bool characters()
    {
        for (Token code = m_lexer.next(); code.kind == Token::Kind::HexString; code = m_lexer.next()) {
            Token const text = m_lexer.next();
            if (text.kind != Token::Kind::HexString)
                return false;
            m_map[number_of(bytes_of(code.text))] = utf8_of(bytes_of(text.text), 0);
        }
        return true;
    }

    bool ranges()
    {
        for (Token low = m_lexer.next(); low.kind == Token::Kind::HexString; low = m_lexer.next()) {
            Token const high = m_lexer.next();
            std::uint32_t const first = number_of(bytes_of(low.text));
            std::uint32_t const last = number_of(bytes_of(high.text));
            if (high.kind != Token::Kind::HexString || last < first || last - first > max_range)
                return false;
            Token text = m_lexer.next();
            bool const listed = text.text == "[";
            for (std::uint32_t code = first; code <= last; ++code) {
                if (listed)
                    text = m_lexer.next();
                if (text.kind != Token::Kind::HexString)
                    return false;
                m_map[code] = utf8_of(bytes_of(text.text), listed ? 0 : code - first);
            }
            if (listed && m_lexer.next().text != "]")
                return false;
        }
        return true;
    }

    Lexer m_lexer;
    std::map<std::uint32_t, std::string> m_map;
};

} // namespace

double TrueTypeProgram::width(std::uint32_t glyph) const
{
    if (advances.empty())
        return 0;
    std::uint32_t const advance = glyph < advances.size() ? advances[glyph] : advances.back();
    return advance * 1000.0 / units_per_em;
}

std::optional<TrueTypeProgram> read_true_type(std::string_view program)
{
    auto const tables = tables_of(program);
    for (char const* const tag : { "glyf", "head", "hhea", "hmtx", "loca", "maxp" }) {
        if (!tables.contains(tag))
            return std::nullopt;
    }
    std::string_view const head = tables.at("head");
    std::string_view const hmtx = tables.at("hmtx");
    TrueTypeProgram result { .units_per_em = read16(head, 18), .glyph_count = read16(tables.at("maxp"), 4) };
    std::uint32_t const metrics = read16(tables.at("hhea"), 34);
    if (head.size() < 54 || result.units_per_em == 0 || result.glyph_count == 0 || metrics == 0
        || hmtx.size() < std::size_t { metrics } * 4)
        return std::nullopt;
    if (!offsets_fit(tables.at("loca"), tables.at("glyf"), result.glyph_count, read16(head, 50) != 0))
        return std::nullopt;
    for (std::uint32_t i = 0; i < metrics; ++i)
        result.advances.push_back(read16(hmtx, std::size_t { i } * 4));
    return result;
}

std::optional<std::map<std::uint32_t, std::string>> read_to_unicode(std::string_view cmap) { return ToUnicodeReader(cmap).run(); }

} // namespace konkordat::pdf::conformance
