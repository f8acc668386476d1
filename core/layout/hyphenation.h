#pragma once

#include "core/base/language.h"
#include "core/base/world.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace konkordat::layout {

/// Hyphenation patterns of one language (F. M. Liang, "Word Hy-phen-a-tion by Com-put-er", Stanford 1983), read from the packed form
/// that tools/pack_hyphenation.py writes: a trie that is walked from each letter of a word.
class HyphenationPatterns {
public:
    /// Errors: Malformed.
    [[nodiscard]] static Result<HyphenationPatterns> load(std::string_view packed);

    /// For each gap between the letters of `word` (lower case): odd where it may be divided; [0] is before the first letter. Letters
    /// outside the alphabet match no pattern.
    [[nodiscard]] std::vector<std::uint8_t> values(std::u32string_view word) const;

private:
    /// In preorder: a node's first child follows it.
    struct Node {
        std::uint32_t sibling = 0; ///< or 0
        std::uint16_t values = 0;  ///< index into m_values + 1, or 0
        std::uint8_t letter = 0;
        bool has_child = false;
    };

    struct Reader;

    [[nodiscard]] std::uint8_t letter_of(char32_t) const;
    [[nodiscard]] std::uint32_t child(std::uint32_t parent, std::uint8_t letter) const;
    [[nodiscard]] Result<void> read_patterns(Reader&, std::size_t count);
    void index_first_letters();

    std::u32string m_alphabet; ///< the letters from 1 on; the first one is '.', a word's edge
    std::array<std::uint8_t, 0x180> m_letters {}; ///< of the characters below U+0180
    std::vector<Node> m_nodes; ///< [0] is the root
    std::vector<std::uint32_t> m_first; ///< nodes of the first two letters: [a * alphabet + b]; [a * alphabet]: that of a alone
    std::vector<std::string> m_values;
};

/// Where words may be divided, by language.
class Hyphenator {
public:
    /// Reads a language's patterns when it is first asked for. `world` is not kept.
    [[nodiscard]] static Result<Hyphenator> load(World& world);

    /// Byte offsets in `text` at which a hyphen may end a line. `text` is what stands between two spaces. Never in what has digits, in
    /// addresses, in words of capitals, in words that say themselves where (U+00AD); so many letters stay on each
    /// side as the language's custom asks.
    [[nodiscard]] std::vector<std::uint32_t> divisions(std::string_view text, Language);

private:
    struct Dictionary {
        std::string_view packed;
        std::optional<HyphenationPatterns> patterns;
        bool is_read = false;
    };

    std::array<Dictionary, all_languages.size()> m_dictionaries;
};

} // namespace konkordat::layout
