#pragma once

#include "core/agreement/agreement.h"
#include "core/base/language.h"
#include "core/layout/image.h"
#include "core/procedure/chart.h"

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// The document as a tree of meaning, before any measure: what is said, in which order, in which role. Every version in a
/// language is a part. Texts are finished words of that language; variables and references are resolved.
namespace konkordat::layout {

/// A passage in one style. `text` is well-formed UTF-8 without control characters but "\n", a forced line break.
struct Span {
    std::string text = {};
    bool bold = false;
    bool italic = false;
    bool open = false;        ///< stands for a value that is not decided yet; visibly marked
    std::string link = {};    ///< https: or mailto: address, or empty
    std::string target = {};  ///< anchor in this part that the passage leads to, or empty
    std::optional<std::size_t> note = {};    ///< index into the part's notes: the passage is that note's mark
    std::optional<Language> language = {};   ///< where it differs from the part's

    friend bool operator==(Span const&, Span const&) = default;
};
using Spans = std::vector<Span>;

enum class ParagraphRole {
    Body,
    Lead,          ///< first lines of the cover: canton
    CoverSubtitle, ///< form of the agreement
    CoverLabel,    ///< what the next cover line says
    CoverText,
    TableCaption,
    TableNote,     ///< small print under a table
    Note,          ///< small print: source
};

struct Paragraph {
    ParagraphRole role = ParagraphRole::Body;
    Spans spans = {};
};

struct Heading {
    int level = 1;               ///< 1: title of the agreement, 2: section, preamble, annex, 3: clause
    std::string number = {};     ///< "3.2", "A", or empty
    Spans spans = {};
    std::string anchor = {};     ///< unique in the part
    bool in_contents = true;
    bool starts_page = false;
    bool outdented = false;      ///< begins where numbers hang
};

struct Block;

struct ListItem {
    std::string label = {}; ///< "1." or a bullet
    std::vector<Block> blocks = {};
};

enum class ListLabel {
    Decimal,    ///< 1. 2. 3.
    LowerAlpha, ///< a. b. c.
    LowerRoman, ///< i. ii. iii.
};

struct List {
    bool ordered = false;
    ListLabel counting = ListLabel::Decimal; ///< of an ordered one
    std::vector<ListItem> items = {};
};

struct Cell {
    std::vector<Spans> paragraphs = {};
    bool row_header = false;
};

enum class ColumnWidth { Flexible, Narrow };

/// A table with one row of column headings. Every row has as many cells as there are columns.
struct Table {
    std::vector<ColumnWidth> columns = {};
    std::vector<Cell> head = {};
    std::vector<std::vector<Cell>> rows = {};
};

/// Where one party signs. It is never divided between pages.
struct SignatureBlock {
    OrganisationId organisation = {};
    Spans name = {};
    std::vector<Spans> lines = {}; ///< labels of the lines to be filled in: place and date, name, function, signature
};

struct SignatureBlocks {
    std::vector<SignatureBlock> blocks = {};
};

/// Stands where the table of contents goes; its entries are the part's headings, of which there is at least one.
struct TableOfContents {
    std::string title;
};

/// A chart, drawn in as many panels as the page asks for. A panel never splits.
struct Figure {
    procedure::ChartContent chart;
};

struct PageBreak { };

struct Block {
    std::variant<Paragraph, Heading, List, Table, SignatureBlocks, TableOfContents, Figure, PageBreak> content;
    ClauseId clause = {}; ///< the clause it comes from, or empty
};

/// A footnote. It stands at the foot of the page that has its mark.
struct Note {
    std::string mark = {};   ///< raised digits: "¹"
    Spans spans = {};
    std::string anchor = {}; ///< unique in the part
    std::string description = {}; ///< "Fussnote 1": what its mark is called for who does not see the page
};

/// Who issues the document, at the head of its first page.
struct Letterhead {
    std::vector<std::string> lines;     ///< the first one is the authority's name
    std::shared_ptr<Image const> emblem; ///< or null
    std::string emblem_alternative;     ///< what the emblem shows, in words
};

/// Blocks of a part that were made together. They follow those of the piece before.
struct Piece {
    std::size_t end = 0;                       ///< of its blocks
    std::shared_ptr<void const> origin = {};   ///< the same one: the same blocks, with the same notes; or null
};

/// One language version, complete in itself.
struct Part {
    Language language = Language::German;
    std::string title = {};
    std::string running_head = {};    ///< at the top of each page but the first
    std::string running_state = {};   ///< at the foot: state and date
    std::string page_of_pages = {};   ///< with {page} and {pages}
    std::string language_name = {};   ///< "Deutsch": in the outline of a document with several parts
    std::string watermark = {};       ///< across every page, or empty: "Entwurf"
    std::optional<Letterhead> letterhead = {};
    std::vector<Block> blocks = {};
    std::vector<Note> notes = {};     ///< in the order of their marks
    std::vector<Piece> pieces = {};   ///< of all blocks, or none
};

enum class Arrangement {
    InSequence, ///< one language version after the other
    SideBySide, ///< two versions in two columns, clause beside clause
};

struct Document {
    std::string title = {};
    std::string author = {};
    std::string subject = {};
    std::vector<Part> parts = {}; ///< at least one
    Arrangement arrangement = Arrangement::InSequence; ///< SideBySide only with two parts
};

/// A problem that did not prevent the document.
struct Finding {
    enum class Kind {
        MissingGlyph,     ///< the fonts have no sign for `detail`; a placeholder stands there, the text is kept in the file
        ControlCharacter, ///< `detail` has no meaning in a document and was left out
    };
    Kind kind = Kind::MissingGlyph;
    std::string detail = {}; ///< e.g. "U+1F600"
    ClauseId clause = {};    ///< or empty
    Language language = Language::German;

    friend bool operator==(Finding const&, Finding const&) = default;
};

/// A heading or paragraph without the marks of its notes.
[[nodiscard]] std::string text_without_marks(Spans const&);

/// All text of the tree in reading order: passages as they stand, blocks separated by "\n"; a note behind the block that has its mark.
/// Without the entries of the table of contents and what figures show.
[[nodiscard]] std::string plain_text(Part const&);

} // namespace konkordat::layout
