#pragma once

#include <string_view>
#include <vector>

/// What was changed within a text, by words.
namespace konkordat::review {

/// A text's words, and what stands between them: spaces, punctuation (Unicode Standard Annex 29, word boundaries). Together they are
/// the text. They refer to it.
[[nodiscard]] std::vector<std::string_view> words_of(std::string_view text);

enum class PieceKind { Same, Removed, Added };

struct Piece {
    PieceKind kind = PieceKind::Same;
    std::string_view text; ///< never empty; of a text that was compared

    friend bool operator==(Piece const&, Piece const&) = default;
};

/// How `before` became `after`: what is the same and what was removed is `before`, what is the same and what was added is `after`.
/// Where words were replaced, those removed come first. Paragraphs that are the same are found first, words are compared in between.
/// Signs between two changes that hold no word belong to the change. The pieces refer to both texts, which outlive them.
[[nodiscard]] std::vector<Piece> word_difference(std::string_view before, std::string_view after);

} // namespace konkordat::review
