#include "core/conformity/text_scan.h"

#include "core/base/id.h"
#include "core/conformity/predicate.h"

#include <algorithm>
#include <array>

namespace konkordat::conformity {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Length in bytes of the letter at `offset`, or 0: ASCII, and what of Latin-1 and Latin Extended-A is a letter.
std::size_t letter_length(std::string_view text, std::size_t offset)
{
    auto const c = text[offset];
    if (is_ascii_letter(c))
        return 1;
    auto const lead = static_cast<unsigned char>(c);
    if (lead < 0xC3 || lead > 0xC9 || offset + 1 >= text.size())
        return 0;
    auto const trail = static_cast<unsigned char>(text[offset + 1]);
    bool const is_sign = lead == 0xC3 && (trail == 0x97 || trail == 0xB7); // multiplication, division
    return is_sign ? 0 : 2;
}

/// Length of the no-break or narrow no-break space, or of the apostrophe, that groups digits at `offset`; 0 if there is none.
std::size_t digit_group_sign_length(std::string_view text, std::size_t offset)
{
    for (std::string_view sign : { "\u00A0", "\u202F", "\u2019", "'" }) {
        if (text.substr(offset).starts_with(sign))
            return sign.size();
    }
    return 0;
}

bool begins_digits(std::string_view text, std::size_t offset) { return offset < text.size() && is_digit(text[offset]); }

class Scanner {
public:
    explicit Scanner(std::string_view text)
        : m_text(text)
    {
        m_result.text = text;
        m_result.folded = fold(text);
        m_result.tokens.reserve(text.size() / 6 + 4);
    }

    ScannedText run()
    {
        bool line_start = true;
        while (m_offset < m_text.size()) {
            if (line_start)
                skip_list_marker();
            if (m_offset >= m_text.size())
                break;
            line_start = m_text[m_offset] == '\n';
            step();
        }
        bool const ended = m_result.tokens.empty() || m_result.tokens.back().kind == Token::Kind::Break;
        m_result.sentences = m_sentence + (ended ? 0 : 1);
        return std::move(m_result);
    }

private:
    void skip_list_marker()
    {
        auto offset = m_offset;
        while (offset < m_text.size() && m_text[offset] == ' ')
            ++offset;
        auto digits = offset;
        while (begins_digits(m_text, digits))
            ++digits;
        if (digits > offset && m_text.substr(digits).starts_with(". "))
            m_offset = digits + 2;
        else if (m_text.substr(offset).starts_with("- "))
            m_offset = offset + 2;
        else
            return;
        end_sentence();
    }

    void step()
    {
        auto const c = m_text[m_offset];
        if (c == '\\' && m_offset + 1 < m_text.size()) {
            m_offset += 2;
            m_gap = true;
        } else if (c == ' ' || c == '-') {
            ++m_offset;
        } else if (is_digit(c)) {
            scan_number();
        } else if (letter_length(m_text, m_offset) > 0) {
            scan_word();
        } else if (m_text.substr(m_offset).starts_with("{{")) {
            scan_placeholder("}}", Token::Kind::Variable);
        } else if (m_text.substr(m_offset).starts_with("[[")) {
            scan_placeholder("]]", Token::Kind::Reference);
        } else if (m_text.substr(m_offset).starts_with("**")) {
            scan_bold();
        } else if (m_text.substr(m_offset).starts_with("](")) {
            auto const end = m_text.find(')', m_offset);
            m_offset = end == std::string_view::npos ? m_offset + 2 : end + 1;
        } else {
            scan_sign(c);
        }
    }

    void scan_sign(char c)
    {
        if (m_text.substr(m_offset).starts_with("«")) {
            m_quoted = true;
        } else if (m_text.substr(m_offset).starts_with("»")) {
            m_quoted = false;
        } else if (c == '\n') {
            // A line within a paragraph goes on; an empty one ends it.
            if (m_text.substr(m_offset + 1).starts_with('\n'))
                end_sentence();
            ++m_offset;
            return;
        } else if (c == '!' || c == '?' || c == ';' || c == ':' || (c == '.' && ends_sentence())) {
            end_sentence();
        }
        m_gap = true;
        ++m_offset;
        while (m_offset < m_text.size() && (static_cast<unsigned char>(m_text[m_offset]) & 0xC0U) == 0x80U)
            ++m_offset;
    }

    /// A full stop ends a sentence if a blank and a capital follow it and the word before it is not an abbreviation's.
    bool ends_sentence() const
    {
        if (m_offset + 1 >= m_text.size() || m_text[m_offset + 1] == '\n')
            return true;
        if (m_text[m_offset + 1] != ' ' || m_offset + 2 >= m_text.size())
            return false;
        auto const next = m_offset + 2;
        if (m_result.folded[next] == m_text[next] && m_result.folded.substr(next, 2) == m_text.substr(next, 2) && m_text[next] != '{'
            && m_text[next] != '[')
            return false;
        if (m_result.tokens.empty() || m_result.tokens.back().span.end != m_offset)
            return true;
        auto const& last = m_result.tokens.back();
        auto const word = m_result.word(last);
        if (last.kind == Token::Kind::Number)
            return word.size() > 2; // "24. November"
        static constexpr auto abbreviations = std::to_array<std::string_view>({ "art", "arts", "abs", "bst", "al", "let", "cpv", "lett",
            "lit", "par", "para", "nr", "no", "ch", "ziff", "vgl", "bzw", "ca", "dr", "mr", "mrs", "ms", "sig", "st" });
        return word.size() > 1 && std::ranges::find(abbreviations, word) == abbreviations.end();
    }

    void end_sentence()
    {
        if (!m_result.tokens.empty() && m_result.tokens.back().kind != Token::Kind::Break) {
            auto const at = static_cast<std::uint32_t>(m_offset);
            m_result.tokens.push_back({ Token::Kind::Break, { at, at }, m_sentence, m_quoted, true });
            ++m_sentence;
        }
    }

    void push(Token::Kind kind, std::size_t begin, std::size_t end)
    {
        m_result.tokens.push_back(
            { kind, { static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end) }, m_sentence, m_quoted, m_gap });
        m_gap = false;
    }

    void scan_word()
    {
        auto const begin = m_offset;
        while (m_offset < m_text.size()) {
            auto const length = letter_length(m_text, m_offset);
            if (length == 0 && !is_digit(m_text[m_offset]))
                break;
            m_offset += std::max<std::size_t>(length, 1);
        }
        push(Token::Kind::Word, begin, m_offset);
    }

    void scan_number()
    {
        auto const begin = m_offset;
        while (m_offset < m_text.size()) {
            if (is_digit(m_text[m_offset])) {
                ++m_offset;
            } else if ((m_text[m_offset] == '.' || m_text[m_offset] == ',') && begins_digits(m_text, m_offset + 1)) {
                ++m_offset;
            } else if (auto const sign = digit_group_sign_length(m_text, m_offset); sign > 0 && begins_digits(m_text, m_offset + sign)) {
                m_offset += sign;
            } else {
                break;
            }
        }
        // "2bis", "314c"; "30days" is nobody's number.
        auto end = m_offset;
        while (end < m_text.size() && is_ascii_letter(m_text[end]))
            ++end;
        if (end - m_offset <= 6)
            m_offset = end;
        push(Token::Kind::Number, begin, m_offset);
    }

    void scan_placeholder(std::string_view closing, Token::Kind kind)
    {
        auto const end = m_text.substr(m_offset, 80).find(closing);
        if (end == std::string_view::npos || !is_valid_id(m_text.substr(m_offset + 2, end - 2))) {
            m_offset += 2;
            m_gap = true;
            return;
        }
        push(kind, m_offset + 2, m_offset + end);
        m_offset += end + 2;
    }

    void scan_bold()
    {
        m_offset += 2;
        auto const at = static_cast<std::uint32_t>(m_offset);
        if (m_bold_open && at > m_bold_begin + 2)
            m_result.bold.push_back({ m_bold_begin, at - 2 });
        m_bold_open = !m_bold_open;
        m_bold_begin = at;
    }

    std::string_view m_text;
    ScannedText m_result;
    std::size_t m_offset = 0;
    std::uint32_t m_sentence = 0;
    std::uint32_t m_bold_begin = 0;
    bool m_bold_open = false;
    bool m_quoted = false;
    bool m_gap = false;
};

} // namespace

std::string fold(std::string_view text)
{
    std::string folded(text);
    for (std::size_t i = 0; i < folded.size(); ++i) {
        auto& c = folded[i];
        if (c >= 'A' && c <= 'Z') {
            c = static_cast<char>(c + ('a' - 'A'));
        } else if (c == '\xC3' && i + 1 < folded.size()) {
            auto const trail = static_cast<unsigned char>(folded[++i]);
            if (trail >= 0x80 && trail <= 0x9E && trail != 0x97)
                folded[i] = static_cast<char>(trail + 0x20U);
        } else if (c == '\xC5' && i + 1 < folded.size() && folded[i + 1] == '\x92') {
            folded[++i] = '\x93'; // Œ
        }
    }
    return folded;
}

bool ScannedText::is_word(std::size_t token, std::string_view folded_word) const
{
    return token < tokens.size() && tokens[token].kind == Token::Kind::Word && word(tokens[token]) == folded_word;
}

ScannedText scan_text(std::string_view text) { return Scanner(text).run(); }

std::string words_of(ScannedText const& scanned)
{
    std::string words = " ";
    words.reserve(scanned.text.size() + 2);
    for (auto const& token : scanned.tokens) {
        if (token.kind != Token::Kind::Word && token.kind != Token::Kind::Number)
            continue;
        words += scanned.word(token);
        words += ' ';
    }
    return words;
}

std::string words_of(std::string_view text) { return words_of(scan_text(text)); }

std::vector<std::string> phrase_words(std::string_view phrase)
{
    std::vector<std::string> words;
    auto const folded = fold(phrase);
    for (std::size_t begin = 0; begin < folded.size();) {
        auto const end = std::min(folded.find(' ', begin), folded.size());
        if (end > begin)
            words.push_back(folded.substr(begin, end - begin));
        begin = end + 1;
    }
    return words;
}

namespace {

bool matches_word(std::string_view word, std::string_view wanted)
{
    return wanted.ends_with('*') ? word.starts_with(wanted.substr(0, wanted.size() - 1)) : word == wanted;
}

} // namespace

std::optional<std::size_t> match_phrase(ScannedText const& scanned, std::size_t token, std::vector<std::string> const& phrase)
{
    for (auto const& wanted : phrase) {
        if (token >= scanned.tokens.size())
            return {};
        auto const& candidate = scanned.tokens[token];
        if ((candidate.kind != Token::Kind::Word && candidate.kind != Token::Kind::Number)
            || !matches_word(scanned.word(candidate), wanted))
            return {};
        ++token;
    }
    return token;
}

bool has_phrase(std::string_view folded_words, std::string_view phrase)
{
    auto const words = phrase_words(phrase);
    if (words.empty())
        return false;
    auto const scanned = scan_text(folded_words);
    for (std::size_t token = 0; token < scanned.tokens.size(); ++token) {
        if (match_phrase(scanned, token, words))
            return true;
    }
    return false;
}

} // namespace konkordat::conformity
