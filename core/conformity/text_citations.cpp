#include "core/conformity/text_scan.h"

#include "core/base/date.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace konkordat::conformity {

namespace {

using namespace std::string_view_literals;

template <std::size_t N>
bool is_one_of(std::string_view word, std::array<std::string_view, N> const& words)
{
    return std::ranges::find(words, word) != words.end();
}

constexpr std::array article_words { "art"sv, "arts"sv, "artikel"sv, "artikels"sv, "artikeln"sv, "article"sv, "articles"sv, "articolo"sv,
    "articoli"sv };
constexpr std::array paragraph_words { "abs"sv, "absatz"sv, "absätze"sv, "al"sv, "alinéa"sv, "alinéas"sv, "cpv"sv, "capoverso"sv, "par"sv,
    "para"sv, "paras"sv, "paragraph"sv, "paragraphe"sv, "paragrafo"sv };
constexpr std::array letter_words { "bst"sv, "buchstabe"sv, "let"sv, "lettre"sv, "lett"sv, "lettera"sv, "lit"sv, "letter"sv };
constexpr std::array and_words { "und"sv, "bis"sv, "sowie"sv, "oder"sv, "et"sv, "à"sv, "ou"sv, "e"sv, "a"sv, "o"sv, "and"sv, "to"sv,
    "or"sv };

/// Month by the first letters that tell it apart in all four languages.
int month_of(std::string_view word)
{
    static constexpr std::array<std::pair<std::string_view, int>, 43> months { { { "januar", 1 }, { "janvier", 1 }, { "gennaio", 1 },
        { "january", 1 }, { "februar", 2 }, { "février", 2 }, { "febbraio", 2 }, { "february", 2 }, { "märz", 3 }, { "mars", 3 },
        { "marzo", 3 }, { "march", 3 }, { "april", 4 }, { "avril", 4 }, { "aprile", 4 }, { "mai", 5 }, { "maggio", 5 }, { "may", 5 },
        { "juni", 6 }, { "juin", 6 }, { "giugno", 6 }, { "june", 6 }, { "juli", 7 }, { "juillet", 7 }, { "luglio", 7 }, { "july", 7 },
        { "august", 8 }, { "août", 8 }, { "agosto", 8 }, { "september", 9 }, { "septembre", 9 }, { "settembre", 9 }, { "oktober", 10 },
        { "octobre", 10 }, { "ottobre", 10 }, { "october", 10 }, { "november", 11 }, { "novembre", 11 }, { "dezember", 12 },
        { "décembre", 12 }, { "dicembre", 12 }, { "december", 12 }, { "jänner", 1 } } };
    auto const month = std::ranges::find(months, word, &std::pair<std::string_view, int>::first);
    return month == months.end() ? 0 : month->second;
}

/// The number that stands before any letters: "1er" is 1; nothing for "142.20".
std::optional<int> leading_number(std::string_view written)
{
    int number = 0;
    auto const [end, error] = std::from_chars(written.data(), written.data() + written.size(), number);
    if (error != std::errc() || (end != written.data() + written.size() && (*end == '.' || *end == ',')))
        return {};
    return number;
}

std::optional<std::string> iso_date(std::optional<int> year, int month, std::optional<int> day)
{
    if (!year || !day)
        return {};
    auto const date = Date::create(*year, month, *day);
    return date ? std::optional(date->to_string()) : std::nullopt;
}

bool is_kind(ScannedText const& scanned, std::size_t token, Token::Kind kind)
{
    return token < scanned.tokens.size() && scanned.tokens[token].kind == kind;
}

std::optional<int> number_at(ScannedText const& scanned, std::size_t token)
{
    return is_kind(scanned, token, Token::Kind::Number) ? leading_number(scanned.word(scanned.tokens[token])) : std::nullopt;
}

/// A citation read word by word.
class CitationReader {
public:
    CitationReader(ScannedText const& scanned, std::size_t token)
        : m_scanned(scanned)
        , m_token(token)
    {
    }

    std::optional<Citation> read()
    {
        if (m_scanned.word(m_scanned.tokens[m_token]).front() != 'a' || !word_is(article_words))
            return {};
        ++m_token;
        Citation citation;
        while (is_kind(m_scanned, m_token, Token::Kind::Number)) {
            auto const& number = m_scanned.tokens[m_token];
            citation.articles.push_back({ std::string(m_scanned.word(number)), std::string(m_scanned.word(number)), number.span });
            citation.end = ++m_token;
            join_ordinal(citation);
            read_details(citation);
            auto const before = m_token;
            if (word_is(and_words))
                ++m_token;
            // "Art. 17 und Art. 18", "Art. 14, 16"; a number in the next words is no article.
            if (word_is(article_words))
                ++m_token;
            else if (before == m_token && !follows_comma_or_dash())
                break;
        }
        return citation.articles.empty() ? std::nullopt : std::optional(std::move(citation));
    }

private:
    template <std::size_t N>
    bool word_is(std::array<std::string_view, N> const& words) const
    {
        return is_kind(m_scanned, m_token, Token::Kind::Word) && is_one_of(m_scanned.word(m_scanned.tokens[m_token]), words);
    }

    /// "66 bis StGB" is "66bis" unless a number follows, as in "52 bis 54".
    void join_ordinal(Citation& citation)
    {
        static constexpr std::array ordinals { "bis"sv, "ter"sv, "quater"sv };
        if (!word_is(ordinals) || is_kind(m_scanned, m_token + 1, Token::Kind::Number))
            return;
        auto& article = citation.articles.back();
        article.article += m_scanned.word(m_scanned.tokens[m_token]);
        article.reference = article.article;
        article.span.end = m_scanned.tokens[m_token].span.end;
        citation.end = ++m_token;
    }

    void read_details(Citation& citation)
    {
        auto& reference = citation.articles.back().reference;
        if (word_is(paragraph_words) && is_kind(m_scanned, m_token + 1, Token::Kind::Number)) {
            reference += "/" + std::string(m_scanned.word(m_scanned.tokens[m_token + 1]));
            citation.end = m_token += 2;
        }
        if (word_is(letter_words) && is_kind(m_scanned, m_token + 1, Token::Kind::Word)
            && m_scanned.word(m_scanned.tokens[m_token + 1]).size() == 1) {
            reference += "/" + std::string(m_scanned.word(m_scanned.tokens[m_token + 1]));
            citation.end = m_token += 2;
        }
    }

    bool follows_comma_or_dash() const
    {
        if (!is_kind(m_scanned, m_token, Token::Kind::Number))
            return false;
        auto const begin = m_scanned.tokens[m_token - 1].span.end;
        auto const between = m_scanned.text.substr(begin, m_scanned.tokens[m_token].span.begin - begin);
        return between == ", " || between == "-" || between == "–" || between == " – " || between == " - ";
    }

    ScannedText const& m_scanned;
    std::size_t m_token;
};

} // namespace

std::optional<WrittenDate> match_date(ScannedText const& scanned, std::size_t token)
{
    auto const& first = scanned.tokens[token];
    auto const word = scanned.word(first);
    if (first.kind == Token::Kind::Number) {
        if (auto const typed = Date::parse_typed(word); typed && word.size() >= 8)
            return WrittenDate { typed->to_string(), token + 1 };
        // 2026-11-24 is three numbers here.
        if (auto const iso = Date::parse(scanned.text.substr(first.span.begin, 10)); iso && word.size() == 4)
            return WrittenDate { iso->to_string(), token + 3 };
        // "24. November 2026", "1er janvier 2027"
        if (!is_kind(scanned, token + 1, Token::Kind::Word))
            return {};
        auto const month = month_of(scanned.word(scanned.tokens[token + 1]));
        auto date = month == 0 ? std::nullopt : iso_date(number_at(scanned, token + 2), month, leading_number(word));
        return date ? std::optional(WrittenDate { *std::move(date), token + 3 }) : std::nullopt;
    }
    // "November 24, 2026"
    auto const month = first.kind == Token::Kind::Word ? month_of(word) : 0;
    auto date = month == 0 ? std::nullopt : iso_date(number_at(scanned, token + 2), month, number_at(scanned, token + 1));
    return date ? std::optional(WrittenDate { *std::move(date), token + 3 }) : std::nullopt;
}

std::optional<Citation> match_citation(ScannedText const& scanned, std::size_t token) { return CitationReader(scanned, token).read(); }

} // namespace konkordat::conformity
