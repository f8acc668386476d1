#include "core/pdf/conformance/fonts.h"

#include "core/base/utf8.h"
#include "core/pdf/conformance/icc.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace konkordat::pdf::conformance {

namespace {

constexpr double width_tolerance = 1;
constexpr std::array<std::string_view, 5> kinds { "Type1", "MMType1", "TrueType", "Type3", "Type0" };

std::string code_name(std::uint32_t code) { return "code " + std::to_string(code); }

bool is_private_use(std::string_view text)
{
    for (std::size_t offset = 0; offset < text.size();) {
        char32_t const c = decode_utf8(text, offset);
        if ((c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000)
            return true;
    }
    return false;
}

bool has_forbidden_value(std::string_view text)
{
    for (std::size_t offset = 0; offset < text.size();) {
        char32_t const c = decode_utf8(text, offset);
        if (c == 0 || c == 0xFEFF || c == 0xFFFE)
            return true;
    }
    return false;
}

} // namespace

CheckedFont::CheckedFont(Context& context, QPDFObjectHandle font)
    : m_context(context)
    , m_font(std::move(font))
{
    check_dictionary();
    QPDFObjectHandle const unicode = m_font.getKey("/ToUnicode");
    if (unicode.isStream())
        m_unicode = read_to_unicode(data_of(unicode));
    if (m_composite)
        check_composite();
    else
        check_simple();
}

void CheckedFont::check_dictionary()
{
    std::string const kind = name_of(m_font.getKey("/Subtype"));
    m_composite = kind == "Type0";
    bool const named = kind == "Type3" || m_font.getKey("/BaseFont").isName();
    if (!is_name(m_font.getKey("/Type"), "Font") || std::find(kinds.begin(), kinds.end(), kind) == kinds.end() || !named)
        m_context.find(Rule::FontDictionary, kind, m_font);
}

void CheckedFont::check_composite()
{
    std::string const encoding = name_of(m_font.getKey("/Encoding"));
    std::vector<QPDFObjectHandle> const descendants = items_of(m_font.getKey("/DescendantFonts"));
    if ((encoding != "Identity-H" && encoding != "Identity-V") || descendants.size() != 1 || !descendants[0].isDictionary())
        return m_context.find(Rule::CompositeEncoding, encoding, m_font);
    QPDFObjectHandle const descendant = descendants[0];
    std::string const kind = name_of(descendant.getKey("/Subtype"));
    QPDFObjectHandle const system = descendant.getKey("/CIDSystemInfo");
    bool const complete = is_name(descendant.getKey("/Type"), "Font") && (kind == "CIDFontType2" || kind == "CIDFontType0")
        && descendant.getKey("/BaseFont").isName() && system.isDictionary() && system.getKey("/Registry").isString()
        && system.getKey("/Ordering").isString() && system.getKey("/Supplement").isInteger();
    if (!complete)
        m_context.find(Rule::FontDictionary, kind, descendant);
    QPDFObjectHandle const map = descendant.getKey("/CIDToGIDMap");
    m_identity = is_name(map, "Identity");
    m_glyphs = data_of(map);
    if (kind == "CIDFontType2" && !m_identity && m_glyphs.empty())
        m_context.find(Rule::GlyphMap, "", descendant);
    if (descendant.getKey("/DW").isNumber())
        m_default_width = descendant.getKey("/DW").getNumericValue();
    read_widths(descendant.getKey("/W"));
    check_descriptor(descendant);
}

void CheckedFont::read_widths(QPDFObjectHandle const& widths)
{
    std::vector<QPDFObjectHandle> const items = items_of(widths);
    for (std::size_t i = 0; i + 1 < items.size();) {
        std::uint32_t const first = items[i].isInteger() ? items[i].getUIntValueAsUInt() : 0;
        if (items[i + 1].isArray()) {
            std::uint32_t cid = first;
            for (double const width : numbers_of(items[i + 1]))
                m_widths[cid++] = width;
            i += 2;
        } else if (i + 2 < items.size() && items[i + 1].isInteger() && items[i + 2].isNumber()) {
            std::uint32_t const last = std::min<std::uint32_t>(items[i + 1].getUIntValueAsUInt(), 65'535);
            for (std::uint32_t cid = first; cid <= last; ++cid)
                m_widths[cid] = items[i + 2].getNumericValue();
            i += 3;
        } else {
            return;
        }
    }
}

void CheckedFont::check_descriptor(QPDFObjectHandle const& font)
{
    QPDFObjectHandle const descriptor = font.getKey("/FontDescriptor");
    if (!descriptor.isDictionary())
        return m_context.find(Rule::FontDescriptor, "there is none", font);
    long long const flags = descriptor.getKey("/Flags").isInteger() ? descriptor.getKey("/Flags").getIntValue() : 0;
    bool const one_kind = ((flags & 4) != 0) != ((flags & 32) != 0);
    bool const measured = numbers_of(descriptor.getKey("/FontBBox")).size() == 4 && descriptor.getKey("/ItalicAngle").isNumber()
        && descriptor.getKey("/Ascent").isNumber() && descriptor.getKey("/Descent").isNumber() && descriptor.getKey("/StemV").isNumber();
    if (!one_kind || !measured || name_of(descriptor.getKey("/FontName")) != name_of(font.getKey("/BaseFont")))
        m_context.find(Rule::FontDescriptor, name_of(descriptor.getKey("/FontName")), descriptor);
    read_program(descriptor);
    if (m_composite)
        check_cid_set(descriptor);
}

void CheckedFont::read_program(QPDFObjectHandle const& descriptor)
{
    QPDFObjectHandle const program = descriptor.getKey("/FontFile2");
    if (!program.isStream()) {
        if (!descriptor.getKey("/FontFile").isStream() && !descriptor.getKey("/FontFile3").isStream())
            m_context.find(Rule::FontEmbedded, name_of(m_font.getKey("/BaseFont")), m_font);
        return;
    }
    m_program = read_true_type(data_of(program));
    if (!m_program)
        m_context.find(Rule::FontProgram, name_of(m_font.getKey("/BaseFont")), program);
}

void CheckedFont::check_cid_set(QPDFObjectHandle const& descriptor)
{
    QPDFObjectHandle const set = descriptor.getKey("/CIDSet");
    if (!set.isStream() || !m_program)
        return;
    std::string const bits = data_of(set);
    std::size_t const count = m_identity ? m_program->glyph_count : m_glyphs.size() / 2;
    for (std::size_t cid = 0; cid < count; ++cid) {
        bool const listed = cid / 8 < bits.size() && ((static_cast<unsigned char>(bits[cid / 8]) >> (7 - cid % 8)) & 1U) != 0;
        if (!listed)
            return m_context.find(Rule::CidSet, "CID " + std::to_string(cid), set);
    }
}

void CheckedFont::check_simple()
{
    QPDFObjectHandle const first = m_font.getKey("/FirstChar");
    QPDFObjectHandle const last = m_font.getKey("/LastChar");
    auto const count = static_cast<long long>(items_of(m_font.getKey("/Widths")).size());
    if (!first.isInteger() || !last.isInteger() || count != last.getIntValue() - first.getIntValue() + 1)
        m_context.find(Rule::FontDictionary, "/Widths", m_font);
    if (is_name(m_font.getKey("/Subtype"), "Type3"))
        return;
    QPDFObjectHandle const descriptor = m_font.getKey("/FontDescriptor");
    if (!descriptor.isDictionary())
        return m_context.find(Rule::FontEmbedded, name_of(m_font.getKey("/BaseFont")), m_font);
    check_descriptor(m_font);
    if (!is_name(m_font.getKey("/Subtype"), "TrueType"))
        return;
    bool const symbolic = descriptor.getKey("/Flags").isInteger() && (descriptor.getKey("/Flags").getIntValue() & 4) != 0;
    QPDFObjectHandle const encoding = m_font.getKey("/Encoding");
    std::string const base = name_of(encoding.isDictionary() ? encoding.getKey("/BaseEncoding") : encoding);
    if (symbolic ? !encoding.isNull() : base != "WinAnsiEncoding" && base != "MacRomanEncoding")
        m_context.find(Rule::SimpleTrueType, base, m_font);
}

std::uint32_t CheckedFont::glyph_of(std::uint32_t cid) const { return m_identity ? cid : read16(m_glyphs, std::size_t { cid } * 2); }

void CheckedFont::check_glyph(std::uint32_t code, int page)
{
    if (!m_composite || !m_program || (!m_identity && m_glyphs.empty()))
        return;
    if (!m_identity && std::size_t { code } * 2 + 2 > m_glyphs.size())
        return m_context.find(Rule::GlyphPresent, code_name(code), m_font, page);
    std::uint32_t const glyph = glyph_of(code);
    if (glyph == 0)
        return m_context.find(Rule::MissingGlyph, code_name(code), m_font, page);
    if (glyph >= m_program->glyph_count)
        return m_context.find(Rule::GlyphPresent, code_name(code), m_font, page);
    auto const width = m_widths.find(code);
    if (std::fabs((width == m_widths.end() ? m_default_width : width->second) - m_program->width(glyph)) > width_tolerance)
        m_context.find(Rule::GlyphWidth, code_name(code), m_font, page);
}

std::string CheckedFont::use(std::uint32_t code, bool has_replacement, int page)
{
    std::string text;
    if (m_unicode) {
        if (auto const found = m_unicode->find(code); found != m_unicode->end())
            text = found->second;
    }
    if (is_private_use(text) && !has_replacement)
        m_context.find(Rule::PrivateUse, code_name(code), m_font, page);
    if (!m_checked.insert(code).second)
        return text;
    check_glyph(code, page);
    bool const predefined = !m_composite && !m_font.getKey("/Encoding").isNull() && m_font.getKey("/ToUnicode").isNull();
    if (text.empty() && !predefined)
        m_context.find(Rule::UnicodeMap, code_name(code), m_font, page);
    if (has_forbidden_value(text))
        m_context.find(Rule::UnicodeValue, code_name(code), m_font, page);
    return text;
}

CheckedFont* FontCache::get(Context& context, QPDFObjectHandle const& font)
{
    if (!font.isDictionary())
        return nullptr;
    std::unique_ptr<CheckedFont>& entry = m_fonts[font.getObjGen()];
    if (!entry || !font.isIndirect())
        entry = std::make_unique<CheckedFont>(context, font);
    return entry.get();
}

} // namespace konkordat::pdf::conformance
