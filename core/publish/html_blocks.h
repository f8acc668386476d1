#pragma once

#include "core/layout/typesetter.h"
#include "core/publish/html_spans.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace konkordat::publish {

/// What a page says beside the agreement, in one language.
struct PageWords {
    std::string notes;        ///< heading of the footnotes
    std::string back_to_text; ///< name of the link from a note to its mark
};

/// Writes the blocks of one part, from its beginning to its end, in one piece or in several.
class BlockWriter {
public:
    /// Fonts measure the charts. `emblem` is a data: address, or empty. All references outlive the writer.
    BlockWriter(PartIds const&, PageWords const&, layout::Typesetter&, std::string const& emblem);

    /// What stands before the first section or the table of contents is the cover. Sections end with the piece.
    [[nodiscard]] std::string write(std::span<layout::Block const> blocks);
    /// The footnotes, or nothing.
    [[nodiscard]] std::string write_notes();

private:
    void write_cover(std::span<layout::Block const>& blocks);
    void write_letterhead();
    void write_flow(std::span<layout::Block const> blocks);
    /// How many blocks became one element.
    [[nodiscard]] std::size_t write_block(std::span<layout::Block const> blocks);
    void write(layout::Paragraph const&);
    void write(layout::Heading const&);
    void write(layout::List const&);
    void write(layout::Table const&, layout::Paragraph const* caption);
    void write(layout::SignatureBlocks const&);
    void write(layout::TableOfContents const&);
    void write(layout::Figure const&, layout::Paragraph const* caption);
    [[nodiscard]] std::size_t write_facts(std::span<layout::Block const> blocks);
    void write_item(layout::ListItem const&);
    void write_row(std::vector<layout::Cell> const&, std::string_view scope);
    [[nodiscard]] std::string cell_text(layout::Cell const&);
    [[nodiscard]] std::string next_id(std::string_view name);
    void open_section(int level);
    void close_sections(std::size_t count);
    /// The class of what begins a page in print, or nothing.
    [[nodiscard]] std::string page_class(bool starts_page);

    PartIds const& m_ids;
    PageWords const& m_words;
    layout::Typesetter& m_typesetter;
    std::string const& m_emblem;
    SpanWriter m_spans;
    std::string m_html;
    std::vector<int> m_sections;  ///< levels of those that are open
    int m_level = 0;              ///< of the last heading, as it was written
    bool m_page_break = false;    ///< stands before what comes next
    bool m_at_start = true;
    std::size_t m_serial = 0;
    std::string m_last_heading;   ///< its id
};

} // namespace konkordat::publish
