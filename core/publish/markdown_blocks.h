#pragma once

#include "core/publish/markdown_spans.h"

#include <span>
#include <string>
#include <vector>

namespace konkordat::publish {

/// Writes one language version as blocks of Markdown.
class MarkdownPart {
public:
    /// `prefix` is unique in the document. The part outlives the writer.
    MarkdownPart(layout::Part const&, std::string prefix);

    /// Ends with a line break.
    [[nodiscard]] std::string write() const;

private:
    [[nodiscard]] std::string sequence(std::span<layout::Block const> blocks) const;
    /// `sibling`: the marker of the list before; two lists with the same marker would be one (CommonMark 5.3).
    [[nodiscard]] std::string text_of(layout::List const&, char& sibling) const;
    [[nodiscard]] std::string text_of(layout::Paragraph const&) const;
    [[nodiscard]] std::string text_of(layout::Heading const&) const;
    [[nodiscard]] std::string text_of(layout::Table const&) const;
    [[nodiscard]] std::string text_of(layout::SignatureBlocks const&) const;
    [[nodiscard]] std::string text_of(layout::TableOfContents const&) const;
    [[nodiscard]] std::string text_of(layout::Figure const&) const;
    [[nodiscard]] std::string text_of(layout::PageBreak const&) const { return {}; }
    [[nodiscard]] std::string row(std::vector<layout::Cell> const&) const;
    [[nodiscard]] std::string notes() const;

    layout::Part const& m_part;
    PartIds m_ids;
};

} // namespace konkordat::publish
