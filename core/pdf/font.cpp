#include "core/pdf/font.h"

#include "core/pdf/syntax.h"

#include <hb-subset.h>

#include <memory>

namespace konkordat::pdf {

namespace {

template <auto destroy>
struct Destroy {
    template <typename T>
    void operator()(T* value) const
    {
        destroy(value);
    }
};
using SubsetInput = std::unique_ptr<hb_subset_input_t, Destroy<hb_subset_input_destroy>>;
using SubsetPlan = std::unique_ptr<hb_subset_plan_t, Destroy<hb_subset_plan_destroy>>;
using FacePointer = std::unique_ptr<hb_face_t, Destroy<hb_face_destroy>>;
using Blob = std::unique_ptr<hb_blob_t, Destroy<hb_blob_destroy>>;

/// Tables a PDF reader does not look at once glyphs are chosen (ISO 32000-1 9.9: glyf, head, hhea, hmtx, loca, maxp).
constexpr std::array dropped_tables { HB_TAG('c', 'm', 'a', 'p'), HB_TAG('O', 'S', '/', '2'), HB_TAG('p', 'o', 's', 't'),
    HB_TAG('n', 'a', 'm', 'e'), HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'),
    HB_TAG('g', 'a', 's', 'p'), HB_TAG('S', 'T', 'A', 'T'), HB_TAG('k', 'e', 'r', 'n') };

std::string subset_tag(std::string_view program)
{
    std::uint64_t value = 0xCBF29CE484222325U;
    for (char const c : program)
        value = (value ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    std::string tag;
    for (int i = 0; i < 6; ++i) {
        tag += static_cast<char>('A' + value % 26);
        value /= 26;
    }
    return tag;
}

} // namespace

EmbeddedFont::EmbeddedFont(layout::Face const& face, layout::FontStyle style)
    : m_face(face)
    , m_style(style)
    , m_codes(1)
{
}

std::uint32_t EmbeddedFont::code_for(std::uint32_t glyph, std::string_view text)
{
    auto const entry = m_index.find(std::pair(glyph, text));
    if (entry != m_index.end())
        return entry->second;
    auto const code = static_cast<std::uint32_t>(m_codes.size());
    m_codes.push_back(Code { glyph, std::string(text) });
    m_index.emplace(std::pair(glyph, std::string(text)), code);
    return code;
}

EmbeddedFont::Shown EmbeddedFont::show(std::uint32_t glyph, std::string_view text)
{
    // Up to four bytes, of which none is zero, are as good as a number.
    std::uint32_t packed = 0;
    if (text.size() <= sizeof packed) {
        for (char const c : text)
            packed = packed << 8U | static_cast<unsigned char>(c);
        if (text.find('\0') != std::string_view::npos)
            packed = 0;
    }
    if (glyph >= m_first_uses.size())
        m_first_uses.resize(glyph + 1);
    FirstUse& first = m_first_uses[glyph];
    if (packed != 0 && first.text == packed)
        return { first.code, first.advance };
    Shown const shown { code_for(glyph, text), m_face.advance_of(glyph) };
    if (first.text == 0)
        first = { packed, shown.code, shown.advance };
    return shown;
}

Result<EmbeddedFont::Subset> EmbeddedFont::make_subset() const
{
    Error const failure {
        .code = ErrorCode::Malformed, .message = "the font cannot be subset", .argument = std::string(font_name(m_style))
    };
    SubsetInput const input { hb_subset_input_create_or_fail() };
    if (!input)
        return failure;
    for (Code const& code : m_codes)
        hb_set_add(hb_subset_input_glyph_set(input.get()), code.glyph);
    for (hb_tag_t const table : dropped_tables)
        hb_set_add(hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG), table);
    hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_NO_HINTING);
    SubsetPlan const plan { hb_subset_plan_create_or_fail(m_face.hb_face(), input.get()) };
    if (!plan)
        return failure;
    FacePointer const face { hb_subset_plan_execute_or_fail(plan.get()) };
    if (!face)
        return failure;
    Blob const blob { hb_face_reference_blob(face.get()) };
    unsigned length = 0;
    char const* data = hb_blob_get_data(blob.get(), &length);

    Subset subset { .program = std::string(data, length), .cid_to_gid = {}, .tag = {} };
    hb_map_t const* mapping = hb_subset_plan_old_to_new_glyph_mapping(plan.get());
    for (Code const& code : m_codes) {
        hb_codepoint_t const glyph = hb_map_get(mapping, code.glyph);
        subset.cid_to_gid += static_cast<char>((glyph >> 8U) & 0xFFU);
        subset.cid_to_gid += static_cast<char>(glyph & 0xFFU);
    }
    subset.tag = subset_tag(subset.program);
    return subset;
}

std::string EmbeddedFont::widths() const
{
    std::string out = "[0 [";
    for (Code const& code : m_codes)
        out += ratio(std::int64_t { m_face.advance_of(code.glyph) } * 1000, m_face.metrics().units_per_em) + " ";
    out.back() = ']';
    return out + "]";
}

std::string EmbeddedFont::to_unicode() const
{
    std::string out = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                      "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
                      "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                      "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
    // At most 100 entries in a section (Adobe Technical Note 5014).
    for (std::size_t at = 1; at < m_codes.size(); at += 100) {
        std::size_t const end = std::min(at + 100, m_codes.size());
        out += std::to_string(end - at) + " beginbfchar\n";
        for (std::size_t code = at; code < end; ++code)
            out += "<" + hex16(static_cast<std::uint32_t>(code)) + "> <" + utf16_hex(m_codes[code].text) + ">\n";
        out += "endbfchar\n";
    }
    return out + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

std::string EmbeddedFont::descriptor(std::string const& base_font, ObjectId program) const
{
    layout::FaceMetrics const& metrics = m_face.metrics();
    auto per_mille = [&](int units) { return ratio(std::int64_t { units } * 1000, metrics.units_per_em); };
    bool const bold = m_style == layout::FontStyle::Bold || m_style == layout::FontStyle::BoldItalic;
    bool const italic = m_style == layout::FontStyle::Italic || m_style == layout::FontStyle::BoldItalic;
    // Symbolic, as the codes are our own; Italic (ISO 32000-1 table 123).
    int const flags = 4 | (italic ? 64 : 0);
    return "<</Type /FontDescriptor /FontName " + name(base_font) + " /Flags " + std::to_string(flags) + " /FontBBox ["
        + per_mille(metrics.x_min) + " " + per_mille(metrics.y_min) + " " + per_mille(metrics.x_max) + " " + per_mille(metrics.y_max)
        + "] /ItalicAngle " + std::to_string(metrics.italic_angle) + " /Ascent " + per_mille(metrics.ascent) + " /Descent "
        + per_mille(metrics.descent) + " /CapHeight " + per_mille(metrics.cap_height) + " /StemV " + (bold ? "140" : "80") + " /FontFile2 "
        + program.reference() + ">>";
}

Result<ObjectId> EmbeddedFont::write(Writer& writer) const
{
    KONKORDAT_TRY(Subset const subset, make_subset());
    std::string const base_font = subset.tag + "+" + std::string(font_name(m_style));
    ObjectId const program = writer.add_stream("/Length1 " + std::to_string(subset.program.size()), subset.program, Compression::Flate);
    ObjectId const map = writer.add_stream("", subset.cid_to_gid, Compression::Flate);
    ObjectId const unicode = writer.add_stream("", to_unicode(), Compression::Flate);
    ObjectId const description = writer.add(descriptor(base_font, program));
    ObjectId const descendant = writer.add("<</Type /Font /Subtype /CIDFontType2 /BaseFont " + name(base_font)
        + " /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /FontDescriptor " + description.reference()
        + " /CIDToGIDMap " + map.reference() + " /DW 0 /W " + widths() + ">>");
    return writer.add("<</Type /Font /Subtype /Type0 /BaseFont " + name(base_font) + " /Encoding /Identity-H /DescendantFonts ["
        + descendant.reference() + "] /ToUnicode " + unicode.reference() + ">>");
}

} // namespace konkordat::pdf
