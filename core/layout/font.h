#pragma once

#include "core/base/language.h"
#include "core/base/world.h"
#include "core/layout/length.h"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

struct hb_face_t;
struct hb_font_t;

namespace konkordat::layout {

enum class FontStyle { Regular, Bold, Italic, BoldItalic };
inline constexpr std::array all_font_styles { FontStyle::Regular, FontStyle::Bold, FontStyle::Italic, FontStyle::BoldItalic };

/// A positioned glyph. Lengths in the font's units.
struct Glyph {
    std::uint32_t id = 0;
    std::int32_t advance = 0;
    std::int32_t x_offset = 0;
    std::int32_t y_offset = 0;
    std::uint32_t cluster = 0;      ///< byte offset of the first character it stands for in the text that was shaped
    bool safe_to_break = true;      ///< a line may start here without shaping again
    bool missing = false;           ///< placeholder: the font has no glyph for the characters of this cluster

    friend bool operator==(Glyph const&, Glyph const&) = default;
};

/// Characters of one face and the glyphs that show them. Shared by all that shows the same words; never changed.
struct ShapedText {
    std::string text = {};
    std::vector<Glyph> glyphs = {}; ///< in the order to paint; clusters are offsets into `text`
};
/// Never null.
using SharedText = std::shared_ptr<ShapedText const>;
[[nodiscard]] SharedText share(ShapedText);
[[nodiscard]] SharedText const& no_text();

/// Metrics in the font's units; y grows upwards.
struct FaceMetrics {
    int units_per_em = 1000;
    int ascent = 0;
    int descent = 0; ///< negative
    int cap_height = 0;
    int x_min = 0, y_min = 0, x_max = 0, y_max = 0;
    int italic_angle = 0; ///< degrees, negative leans right
};

/// One font file, ready for shaping. What it returns never changes; it remembers words, so it is not for several threads at once.
class Face {
public:
    /// `bytes` must outlive the face. Errors: Malformed if it is not a TrueType font that can be set.
    [[nodiscard]] static Result<Face> create(std::string_view bytes);

    /// Shapes text[begin, end), which has one style and is set from left to right, word by word: a space is shaped by itself, and
    /// nothing reaches across it. Kerning and standard ligatures are on. Characters without a glyph become one visible placeholder a grapheme, marked
    /// `missing`. Every byte of the range belongs to the cluster of some glyph; characters that have no appearance of
    /// their own join a neighbour's cluster or get a space of no width.
    [[nodiscard]] std::vector<Glyph> shape(std::string_view text, std::size_t begin, std::size_t end, Language) const;

    /// Glyph of a character, 0 if the font has none.
    [[nodiscard]] std::uint32_t glyph_for(char32_t) const;
    [[nodiscard]] std::int32_t advance_of(std::uint32_t glyph) const;
    [[nodiscard]] FaceMetrics const& metrics() const { return m_metrics; }
    [[nodiscard]] hb_face_t* hb_face() const { return m_face.get(); }

private:
    struct Deleter {
        void operator()(hb_face_t*) const;
        void operator()(hb_font_t*) const;
    };

    using Glyphs = std::vector<Glyph>;

    [[nodiscard]] Glyphs const& word(std::string_view text, Language) const;
    [[nodiscard]] Glyphs shape_word(std::string_view text, Language) const;
    void replace_missing(Glyphs&) const;

    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view> {}(text); }
    };
    using WordGlyphs = std::unordered_map<std::string, Glyphs, Hash, std::equal_to<>>;

    std::unique_ptr<hb_face_t, Deleter> m_face;
    std::unique_ptr<hb_font_t, Deleter> m_font;
    FaceMetrics m_metrics;
    std::uint32_t m_placeholder = 0;
    std::uint32_t m_space = 0;
    std::int32_t m_space_advance = 0;
    mutable WordGlyphs m_words; ///< by language and text; the last long one by ""
    mutable std::string m_key;
};

/// The four faces of the document's family.
class FontSet {
public:
    /// Reads fonts/NotoSans-*.ttf. Errors: NotFound, Malformed.
    [[nodiscard]] static Result<FontSet> load(World&);

    [[nodiscard]] Face const& face(FontStyle style) const { return m_faces[static_cast<std::size_t>(style)]; }

private:
    explicit FontSet(std::vector<Face> faces)
        : m_faces(std::move(faces))
    {
    }

    std::vector<Face> m_faces;
};

/// PostScript name, e.g. "NotoSans-BoldItalic".
[[nodiscard]] std::string_view font_name(FontStyle);
[[nodiscard]] FontStyle font_style(bool bold, bool italic);

} // namespace konkordat::layout
