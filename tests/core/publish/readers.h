#pragma once

#include "core/layout/document.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

/// What other programs read in our files, and what they should.
namespace konkordat::tests {

/// Words with one space between them; no-break and other spaces are spaces.
[[nodiscard]] std::string words_of(std::string_view text);

/// What a reader of the part hears: its text, the entries of its table of contents, at the end its notes. Without dashes before list items,
/// and without figures.
[[nodiscard]] std::string expected_text(layout::Part const&);

struct HtmlPage {
    std::string fault; ///< the first thing that is not well-formed, or empty
    std::string text; ///< of the articles, as words_of() expected_text(); labels of lists as a browser writes them
    std::map<std::string, int> elements;
    std::map<std::string, int> ids;
    std::string targets_missing; ///< "#…" links that lead nowhere
    std::string headings; ///< "123323": levels in order
};
[[nodiscard]] HtmlPage read_html(std::string_view);

/// Text of a Markdown file as CommonMark with tables gives it, without front matter and quotations; marks and notes as in the document.
[[nodiscard]] std::string read_markdown(std::string markdown, layout::Document const&);

/// Blocks of every kind with passages of every style, whose words are made to be taken for markup.
[[nodiscard]] layout::Document random_document(std::uint64_t seed);

} // namespace konkordat::tests
