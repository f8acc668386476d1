#pragma once

#include "core/layout/font.h"
#include "core/pdf/writer.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace konkordat::pdf {

/// One face as the file carries it: a subset with only the glyphs that are shown. A character code is a glyph together with
/// the text it stands for there, so that every code has one meaning: a hyphen glyph for U+002D and one for a soft hyphen
/// are two codes of one glyph.
class EmbeddedFont {
public:
    /// `face` outlives the font.
    EmbeddedFont(layout::Face const& face, layout::FontStyle style);

    struct Shown {
        std::uint32_t code = 0;   ///< two bytes
        std::int32_t advance = 0; ///< of the glyph in the face, in its units
    };
    /// How to show `glyph` for `text` (UTF-8, not empty).
    [[nodiscard]] Shown show(std::uint32_t glyph, std::string_view text);
    [[nodiscard]] bool is_used() const { return m_codes.size() > 1; }
    [[nodiscard]] layout::Face const& face() const { return m_face; }

    /// Writes font, descendant, descriptor, program, ToUnicode and CIDToGIDMap. Returns the Type 0 font.
    /// Errors: Malformed if the font cannot be subset.
    [[nodiscard]] Result<ObjectId> write(Writer&) const;

private:
    struct Code {
        std::uint32_t glyph = 0;
        std::string text;
    };
    struct Subset {
        std::string program;
        std::string cid_to_gid;
        std::string tag; ///< six capital letters (ISO 32000-1 9.6.4)
    };

    /// The first text that a glyph was shown for, which mostly is the only one.
    struct FirstUse {
        std::uint32_t text = 0; ///< its bytes, packed; 0: not used yet
        std::uint32_t code = 0;
        std::int32_t advance = 0;
    };
    struct LessThan {
        using is_transparent = void;
        template <typename A, typename B>
        bool operator()(A const& a, B const& b) const
        {
            return a.first != b.first ? a.first < b.first : std::string_view(a.second) < std::string_view(b.second);
        }
    };

    [[nodiscard]] std::uint32_t code_for(std::uint32_t glyph, std::string_view text);
    [[nodiscard]] Result<Subset> make_subset() const;
    [[nodiscard]] std::string widths() const;
    [[nodiscard]] std::string to_unicode() const;
    [[nodiscard]] std::string descriptor(std::string const& base_font, ObjectId program) const;

    layout::Face const& m_face;
    layout::FontStyle m_style;
    std::vector<Code> m_codes; ///< index is the code; 0 is .notdef and never shown
    std::map<std::pair<std::uint32_t, std::string>, std::uint32_t, LessThan> m_index;
    std::vector<FirstUse> m_first_uses; ///< by glyph
};

} // namespace konkordat::pdf
