#pragma once

#include "core/agreement/agreement.h"

#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// Words of an agreement that a remark is about, found again after others have edited around them.
namespace konkordat::review {

enum class TextPart { Heading, Body };
[[nodiscard]] std::string_view name_of(TextPart);

/// TextQuoteSelector and TextPositionSelector of the W3C Web Annotation Data Model (4.2.4, 4.2.5), on one text of a clause.
struct TextSelector {
    ClauseId clause;
    TextPart part = TextPart::Body;
    Language language = Language::German;
    std::string exact;     ///< the words; empty: the text as a whole
    std::string prefix;    ///< what stood before them
    std::string suffix;    ///< what stood behind them
    std::size_t start = 0; ///< in code points, where the words began
    std::size_t end = 0;   ///< behind them

    friend auto operator<=>(TextSelector const&, TextSelector const&) = default;
};

/// Bytes of a text, never within a character.
struct TextRange {
    std::size_t begin = 0;
    std::size_t end = 0;

    friend bool operator==(TextRange const&, TextRange const&) = default;
};

/// At most so many code points are kept as prefix and suffix.
inline constexpr std::size_t context_length = 32;

/// A selector of that range.
[[nodiscard]] TextSelector select_text(ClauseId const&, TextPart, Language, std::string_view text, TextRange);

/// Where the words stand in a text of which nothing else is known: where what stands before or behind them is as it was, the nearest
/// place if there are several. Words that stand there once are found without what surrounded them if they are at least two
/// and `unmistakable_length` long. Nothing: the remark is orphaned.
[[nodiscard]] std::optional<TextRange> find_anchor(std::string_view text, TextSelector const&);
inline constexpr std::size_t unmistakable_length = 12; ///< code points

/// The same when the text that the selector was made on is at hand. Words that stayed are found by what was edited around them; words that
/// were moved are found if they stand in one new place, or in one of several with what surrounded them.
[[nodiscard]] std::optional<TextRange> carry_anchor(std::string_view old_text, std::string_view new_text, TextSelector const&);

/// The text that a selector is about; nothing if the clause is gone. A language without a text has an empty one.
[[nodiscard]] std::optional<std::string_view> selected_text(Agreement const&, TextSelector const&);

} // namespace konkordat::review
