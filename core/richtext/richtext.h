#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Clause text: constrained Markdown with variables {{id}} and cross-references [[clause-id]] (docs/formats.md).
namespace konkordat::richtext {

enum class RunKind {
    Text,
    LineBreak, ///< `text` is empty
    Variable,  ///< `text` is the variable's id; only before resolving
    Reference, ///< `text` is the clause's id; only before resolving
};

/// A piece of a line that is set in one way.
struct Run {
    RunKind kind = RunKind::Text;
    std::string text = {};
    bool bold = false;
    bool italic = false;
    std::string link = {};   ///< https: or mailto: address, or empty
    std::string target = {}; ///< after resolving: id of the clause that a cross-reference leads to, or empty
    bool open = false;       ///< after resolving: stands for something that is still to be filled in

    friend bool operator==(Run const&, Run const&) = default;
};

enum class BlockKind {
    Paragraph, ///< has runs
    List,      ///< has children, all ListItem
    ListItem,  ///< has children: Paragraph and List; none when the item is empty
};

struct Block {
    BlockKind kind = BlockKind::Paragraph;
    std::vector<Run> runs = {};
    std::vector<Block> children = {};
    bool ordered = false; ///< of a List
    int start = 1;        ///< number of the first item of an ordered List

    friend bool operator==(Block const&, Block const&) = default;
};

struct Document {
    std::vector<Block> blocks = {}; ///< Paragraph and List

    friend bool operator==(Document const&, Document const&) = default;
};

/// Lists nest to this depth; deeper ones become paragraphs that begin with their marker.
inline constexpr int max_list_depth = 3;
/// Longer texts are kept as plain paragraphs.
inline constexpr std::size_t max_markup_bytes = 1024 * 1024;

/// Reads clause text. Total: whatever is not in the constrained set (headings, quotes, code, HTML, images, tables, links
/// other than https: and mailto:) stays as the characters that were written. Malformed UTF-8 and U+0000 become U+FFFD.
[[nodiscard]] Document parse(std::string_view markdown);

/// The runs of one line, such as a heading; blocks are joined with a space.
[[nodiscard]] std::vector<Run> parse_line(std::string_view markdown);

/// The words alone: blocks separated by a newline, list items with their marker, variables as {{id}}, references as [[id]].
[[nodiscard]] std::string plain_text(Document const&);
[[nodiscard]] std::string plain_text(std::vector<Run> const&);

/// Ids in the order of their first appearance, each once.
[[nodiscard]] std::vector<std::string> variables_in(Document const&);
[[nodiscard]] std::vector<std::string> references_in(Document const&);

/// Constrained Markdown that parses to one paragraph with exactly this text.
[[nodiscard]] std::string escape(std::string_view text);

} // namespace konkordat::richtext
