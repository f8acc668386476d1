#pragma once

#include "core/layout/page.h"
#include "core/pdf/writer.h"

#include <string>
#include <vector>

namespace konkordat::pdf {

/// Watermarks of a document, as outlines and not as text, so that who copies or extracts a page's words gets the words alone. However
/// many pages have one, it is written once, as a form (ISO 32000-1 8.10).
class Watermarks {
public:
    /// Of a page of that size; a face of `fonts` shows it, which outlives the watermarks.
    Watermarks(layout::FontSet const& fonts, layout::Length page_width, layout::Length page_height);

    /// Its resource name in every page's content: "W0", "W1" ...
    [[nodiscard]] std::string name_for(layout::GlyphRun const&);

    /// Writes all that were named. Returns the entries of the resource dictionary XObject: "/W0 12 0 R "; empty without watermarks.
    [[nodiscard]] std::string write(Writer&) const;

private:
    [[nodiscard]] std::string content_of(layout::GlyphRun const&) const;

    layout::FontSet const& m_fonts;
    layout::Length m_page_width;
    layout::Length m_page_height;
    std::vector<layout::GlyphRun> m_runs;
};

} // namespace konkordat::pdf
