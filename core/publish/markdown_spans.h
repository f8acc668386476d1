#pragma once

#include "core/publish/html_spans.h"

#include <string>
#include <string_view>

namespace konkordat::publish {

enum class MarkdownPlace {
    Paragraph, ///< line breaks are hard line breaks
    Line,      ///< of a heading or a note: line breaks become spaces
    Cell,      ///< of a table: line breaks are <br>, the cell's borders are kept from the text
};

/// Passages as inline Markdown. Emphasis is left out in the rare places where CommonMark 6.2 would not recognise it; the text never is.
[[nodiscard]] std::string write_markdown_spans(layout::Spans const&, PartIds const&, MarkdownPlace);

/// Text as inline Markdown that reads as the same text.
[[nodiscard]] std::string escape_markdown(std::string_view text, MarkdownPlace);

/// Inline Markdown made fit to begin a block: no line of it begins a heading, a list, a quotation, a rule or a table.
[[nodiscard]] std::string protect_line_starts(std::string_view inline_text);

} // namespace konkordat::publish
