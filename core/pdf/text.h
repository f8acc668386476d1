#pragma once

#include "core/layout/page.h"
#include "core/pdf/font.h"

#include <string>
#include <string_view>
#include <vector>

namespace konkordat::pdf {

/// "F0": name of the face's entry in the pages' resources.
[[nodiscard]] std::string font_resource(layout::FontStyle);

/// Shows glyph runs in the text objects of one content stream (ISO 32000-1 9.4). Runs that follow each other share a text object,
/// and what the text state already holds is not set again.
class TextWriter {
public:
    /// Appends to `out`. All references outlive the writer.
    TextWriter(std::string& out, layout::Length page_height, std::vector<EmbeddedFont>& fonts);

    void show(layout::GlyphRun const&);
    /// Ends the text object under way, if any. Before anything that may not stand in one.
    void end();

private:
    void begin_at(layout::GlyphRun const&);
    void set_font(layout::FontStyle, layout::Length size);
    void show_cluster(layout::GlyphRun const&, std::size_t begin, std::size_t end, std::string_view text);
    void show_mapped(layout::GlyphRun const&, std::size_t begin, std::size_t end, std::string_view text, bool replaced);
    void show_glyph(layout::Glyph const&, std::string_view text);
    void move(std::int64_t units);
    void move_thousandths(std::int64_t thousandths_of_em);
    void open_string();
    void close_string();
    void flush();

    std::string& m_out;
    layout::Length m_page_height;
    std::vector<EmbeddedFont>& m_fonts;
    EmbeddedFont* m_font = nullptr; ///< null until one is set
    layout::FontStyle m_style = layout::FontStyle::Regular;
    layout::Length m_size = 0;
    layout::Point m_line = {};      ///< start of the current line, in the file's coordinates
    layout::Length m_rise = 0;
    bool m_in_text = false;
    bool m_in_array = false;        ///< of the TJ operator under way
    bool m_in_string = false;
    std::size_t m_string_size = 0;
};

} // namespace konkordat::pdf
