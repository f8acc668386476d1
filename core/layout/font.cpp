#include "core/layout/font.h"

#include "core/base/utf8.h"

#include <hb-ot.h>
#include <hb.h>

#include <algorithm>
#include <cassert>
#include <string>

namespace konkordat::layout {

namespace {

/// U+FFFD where the font has it, else a box, else a question mark: something a reader sees.
constexpr std::array<char32_t, 4> placeholder_characters { U'\uFFFD', U'\u25A1', U'\u25AF', U'?' };

/// Shaping works on pieces of at most about this many bytes, cut at spaces, so that its scratch memory stays small.
constexpr std::size_t piece_size = 4096;

struct BufferDeleter {
    void operator()(hb_buffer_t* buffer) const { hb_buffer_destroy(buffer); }
};
using Buffer = std::unique_ptr<hb_buffer_t, BufferDeleter>;

int metric(hb_font_t* font, hb_ot_metrics_tag_t tag, int fallback)
{
    hb_position_t value = 0;
    return hb_ot_metrics_get_position(font, tag, &value) ? value : fallback;
}

FaceMetrics read_metrics(hb_face_t* face, hb_font_t* font)
{
    FaceMetrics metrics;
    metrics.units_per_em = static_cast<int>(hb_face_get_upem(face));
    metrics.ascent = metric(font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, metrics.units_per_em);
    metrics.descent = metric(font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, -metrics.units_per_em / 4);
    metrics.cap_height = metric(font, HB_OT_METRICS_TAG_CAP_HEIGHT, metrics.ascent * 2 / 3);

        // "head": xMin, yMin, xMax, yMax are the four signed 16-bit words from byte 36 on (ISO/IEC 14496-22, 5.2.2).
    hb_blob_t* head = hb_face_reference_table(face, HB_TAG('h', 'e', 'a', 'd'));
    unsigned length = 0;
    char const* data = hb_blob_get_data(head, &length);
    auto word = [&](unsigned at) {
        auto const high = static_cast<unsigned char>(data[at]);
        auto const low = static_cast<unsigned char>(data[at + 1]);
        return static_cast<int>(static_cast<std::int16_t>(high << 8 | low));
    };
    if (length >= 44) {
        metrics.x_min = word(36);
        metrics.y_min = word(38);
        metrics.x_max = word(40);
        metrics.y_max = word(42);
    }
    hb_blob_destroy(head);

        // The angle's tangent comes from the caret's slope.
    int const rise = metric(font, HB_OT_METRICS_TAG_HORIZONTAL_CARET_RISE, 1);
    int const run = metric(font, HB_OT_METRICS_TAG_HORIZONTAL_CARET_RUN, 0);
    metrics.italic_angle = run == 0 || rise == 0 ? 0 : -12;
    return metrics;
}

std::size_t piece_end(std::string_view text, std::size_t begin, std::size_t end)
{
    if (end - begin <= piece_size)
        return end;
    std::size_t const space = text.find(' ', begin + piece_size);
    std::size_t cut = space == std::string_view::npos || space + 1 > end ? end : space + 1;
        // A word of any length is still shaped in bounded pieces.
    if (cut - begin > 2 * piece_size) {
        cut = begin + 2 * piece_size;
        while (cut < end && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U)
            ++cut;
    }
    return cut;
}

} // namespace

SharedText share(ShapedText text) { return std::make_shared<ShapedText const>(std::move(text)); }

SharedText const& no_text()
{
    static SharedText const none = share({});
    return none;
}

void Face::Deleter::operator()(hb_face_t* face) const { hb_face_destroy(face); }
void Face::Deleter::operator()(hb_font_t* font) const { hb_font_destroy(font); }

Result<Face> Face::create(std::string_view bytes)
{
    hb_blob_t* blob = hb_blob_create(bytes.data(), static_cast<unsigned>(bytes.size()), HB_MEMORY_MODE_READONLY, nullptr, nullptr);
    Face face;
    face.m_face.reset(hb_face_create(blob, 0));
    hb_blob_destroy(blob);
    if (hb_face_get_glyph_count(face.m_face.get()) == 0)
        return Error { .code = ErrorCode::Malformed, .message = "not a font that can be read" };
    face.m_font.reset(hb_font_create(face.m_face.get()));
    auto const units_per_em = static_cast<int>(hb_face_get_upem(face.m_face.get()));
    hb_font_set_scale(face.m_font.get(), units_per_em, units_per_em);
    face.m_metrics = read_metrics(face.m_face.get(), face.m_font.get());
    for (char32_t const candidate : placeholder_characters) {
        if (face.m_placeholder == 0)
            face.m_placeholder = face.glyph_for(candidate);
    }
    face.m_space = face.glyph_for(U' ');
    if (face.m_placeholder == 0 || face.m_space == 0)
        return Error { .code = ErrorCode::Malformed, .message = "the font lacks the glyphs every document needs" };
    return face;
}

std::uint32_t Face::glyph_for(char32_t character) const
{
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(m_font.get(), character, &glyph) ? glyph : 0;
}

std::int32_t Face::advance_of(std::uint32_t glyph) const { return hb_font_get_glyph_h_advance(m_font.get(), glyph); }

std::vector<Glyph> Face::shape(std::string_view text, std::size_t begin, std::size_t end, Language language) const
{
    assert(begin <= end && end <= text.size());
    std::vector<Glyph> glyphs;
    glyphs.reserve(end - begin);
    static thread_local Buffer const buffer { hb_buffer_create() }; // Thousands of words are shaped: it keeps its room.
    std::string_view const tag = language_code(language);
    hb_language_t const hb_language = hb_language_from_string(tag.data(), static_cast<int>(tag.size()));
    std::size_t at = begin;
    while (at < end) {
        std::size_t const next = piece_end(text, at, end);
        hb_buffer_clear_contents(buffer.get());
        hb_buffer_set_direction(buffer.get(), HB_DIRECTION_LTR);
        hb_buffer_set_script(buffer.get(), HB_SCRIPT_LATIN);
        hb_buffer_set_language(buffer.get(), hb_language);
        hb_buffer_set_invisible_glyph(buffer.get(), m_space);
        // Context beyond a few characters has no influence; giving all of it would make long texts quadratic.
        std::size_t const context = at - std::min<std::size_t>(at, 64);
        std::size_t const context_end = std::min(text.size(), next + 64);
        hb_buffer_add_utf8(buffer.get(), text.data() + context, static_cast<int>(context_end - context),
            static_cast<unsigned>(at - context), static_cast<int>(next - at));
        hb_shape(m_font.get(), buffer.get(), nullptr, 0);

        unsigned count = 0;
        hb_glyph_info_t const* infos = hb_buffer_get_glyph_infos(buffer.get(), &count);
        hb_glyph_position_t const* positions = hb_buffer_get_glyph_positions(buffer.get(), &count);
        for (unsigned i = 0; i < count; ++i) {
            bool const unsafe = (hb_glyph_info_get_glyph_flags(&infos[i]) & HB_GLYPH_FLAG_UNSAFE_TO_BREAK) != 0;
            glyphs.push_back(Glyph { .id = infos[i].codepoint,
                .advance = positions[i].x_advance,
                .x_offset = positions[i].x_offset,
                .y_offset = positions[i].y_offset,
                .cluster = infos[i].cluster + static_cast<std::uint32_t>(context),
                .safe_to_break = !unsafe });
        }
        at = next;
    }
    replace_missing(glyphs);
    return glyphs;
}

/// One placeholder for each cluster in which the font lacks a glyph; a family emoji of seven code points is one.
void Face::replace_missing(std::vector<Glyph>& glyphs) const
{
    if (std::ranges::none_of(glyphs, [](Glyph const& glyph) { return glyph.id == 0; }))
        return;
    std::vector<Glyph> result;
    result.reserve(glyphs.size());
    for (std::size_t i = 0; i < glyphs.size();) {
        std::size_t next = i;
        bool missing = false;
        while (next < glyphs.size() && glyphs[next].cluster == glyphs[i].cluster)
            missing = glyphs[next++].id == 0 || missing;
        if (missing)
            result.push_back(
                Glyph { .id = m_placeholder, .advance = advance_of(m_placeholder), .cluster = glyphs[i].cluster, .missing = true });
        else
            result.insert(
                result.end(), glyphs.begin() + static_cast<std::ptrdiff_t>(i), glyphs.begin() + static_cast<std::ptrdiff_t>(next));
        i = next;
    }
    glyphs = std::move(result);
}

Result<FontSet> FontSet::load(World& world)
{
    std::vector<Face> faces;
    for (FontStyle const style : all_font_styles) {
        std::string const path = "fonts/" + std::string(font_name(style)) + ".ttf";
        KONKORDAT_TRY(std::string_view const bytes, world.resource(path));
        auto face = Face::create(bytes);
        if (!face)
            return std::move(face).error().in_file(path);
        faces.push_back(std::move(face).value());
    }
    return FontSet(std::move(faces));
}

std::string_view font_name(FontStyle style)
{
    static constexpr std::array<std::string_view, 4> names { "NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic",
        "NotoSans-BoldItalic" };
    return names[static_cast<std::size_t>(style)];
}

FontStyle font_style(bool bold, bool italic)
{
    if (bold)
        return italic ? FontStyle::BoldItalic : FontStyle::Bold;
    return italic ? FontStyle::Italic : FontStyle::Regular;
}

} // namespace konkordat::layout
