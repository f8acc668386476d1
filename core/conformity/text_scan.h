#pragma once

#include "core/base/language.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A clause text taken apart into words, numbers and placeholders. Works on the Markdown as it is written (docs/formats.md).
namespace konkordat::conformity {

/// Bytes of a text.
struct Span {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    friend bool operator==(Span const&, Span const&) = default;
};

struct Token {
    enum class Kind {
        Word,
        Number,    ///< "30", "2bis", "142.20", "24.11.2026", "12’000"
        Variable,  ///< the id in {{id}}
        Reference, ///< the id in [[id]]
        Break,     ///< a sign after which words do not belong together: end of a sentence, a line, a list marker
    };
    Kind kind = Kind::Word;
    Span span = {};
    std::uint32_t sentence = 0;
    bool quoted = false;     ///< between « and »
    bool after_gap = false;  ///< a sign other than a blank or a hyphen stands before it
};

struct ScannedText {
    std::string_view text;
    std::string folded;        ///< as long as `text`
    std::vector<Token> tokens;
    std::vector<Span> bold;    ///< what stands between ** and **
    std::uint32_t sentences = 0;

    [[nodiscard]] std::string_view written(Span span) const { return text.substr(span.begin, span.end - span.begin); }
    [[nodiscard]] std::string_view word(Span span) const { return std::string_view(folded).substr(span.begin, span.end - span.begin); }
    [[nodiscard]] std::string_view word(Token const& token) const { return word(token.span); }
    /// A Word token that reads so, folded.
    [[nodiscard]] bool is_word(std::size_t token, std::string_view folded_word) const;
};

/// Refers to `text`, which outlives the result.
[[nodiscard]] ScannedText scan_text(std::string_view text);

/// The words and numbers, folded, each between single blanks: " der kanton bern ".
[[nodiscard]] std::string words_of(ScannedText const&);
[[nodiscard]] std::string words_of(std::string_view text);

/// Index behind the last token of the phrase that begins at `token`, or nothing. A phrase does not reach over a Break.
[[nodiscard]] std::optional<std::size_t> match_phrase(ScannedText const&, std::size_t token, std::vector<std::string> const& phrase);
/// "Office fédéral*" as its words, folded; "*" stays.
[[nodiscard]] std::vector<std::string> phrase_words(std::string_view phrase);

/// The date that begins at `token`, in the ways of the four languages, as 2026-11-24, and the index behind it.
struct WrittenDate {
    std::string date;
    std::size_t end = 0;
};
[[nodiscard]] std::optional<WrittenDate> match_date(ScannedText const&, std::size_t token);

/// One article that a citation names: "30", with paragraph and letter "30/1/e".
struct CitedArticle {
    std::string article;   ///< "30", "66bis"
    std::string reference; ///< with paragraph and letter
    Span span;             ///< of the article's number
};
/// "Art. 52 bis 54", "art. 30, al. 1, let. e": what the citation that begins at `token` names, and the index behind it.
struct Citation {
    std::vector<CitedArticle> articles;
    std::size_t end = 0;
};
[[nodiscard]] std::optional<Citation> match_citation(ScannedText const&, std::size_t token);

} // namespace konkordat::conformity
