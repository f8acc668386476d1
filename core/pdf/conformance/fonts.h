#pragma once

#include "core/pdf/conformance/context.h"
#include "core/pdf/conformance/font_program.h"

#include <memory>
#include <optional>

namespace konkordat::pdf::conformance {

/// A font dictionary, checked when it is first used, and then each code once.
class CheckedFont {
public:
    CheckedFont(Context&, QPDFObjectHandle font);

    [[nodiscard]] std::size_t code_length() const { return m_composite ? 2 : 1; }

    /// Checks what the code shows; returns what it means, in UTF-8.
    std::string use(std::uint32_t code, bool has_replacement, int page);

private:
    void check_dictionary();
    void check_composite();
    void check_descriptor(QPDFObjectHandle const& font);
    void check_simple();
    void read_program(QPDFObjectHandle const& descriptor);
    void read_widths(QPDFObjectHandle const& widths);
    void check_cid_set(QPDFObjectHandle const& descriptor);
    void check_glyph(std::uint32_t code, int page);
    [[nodiscard]] std::uint32_t glyph_of(std::uint32_t cid) const;

    Context& m_context;
    QPDFObjectHandle m_font;
    bool m_composite = false;
    bool m_identity = false;        ///< CIDs are glyph numbers
    std::string m_glyphs;           ///< CIDToGIDMap
    std::optional<TrueTypeProgram> m_program;
    std::map<std::uint32_t, double> m_widths;
    double m_default_width = 1000;
    std::optional<std::map<std::uint32_t, std::string>> m_unicode;
    std::set<std::uint32_t> m_checked;
};

class FontCache {
public:
    /// Null if that is no font.
    CheckedFont* get(Context&, QPDFObjectHandle const& font);

private:
    std::map<QPDFObjGen, std::unique_ptr<CheckedFont>> m_fonts;
};

} // namespace konkordat::pdf::conformance
