#include "core/review/text_difference.h"

#include "core/base/three_way.h"

#include <wordbreak.h>

#include <algorithm>
#include <span>
#include <string>

namespace konkordat::review {

namespace {

using Tokens = std::span<std::string_view const>;

/// Above it a passage counts as written anew: its words in common would say nothing to a reader.
constexpr std::size_t most_edits = 400;

/// Lines, each with the blank lines behind it: a blank line is no place where two texts meet.
std::vector<std::string_view> paragraphs_of(std::string_view text)
{
    std::vector<std::string_view> paragraphs;
    for (auto const line : lines_of(text)) {
        if (line == "\n" && !paragraphs.empty())
            paragraphs.back() = { paragraphs.back().data(), paragraphs.back().size() + 1 };
        else
            paragraphs.push_back(line);
    }
    return paragraphs;
}

/// Neighbouring tokens as the piece of text that they are.
std::string_view joined(Tokens tokens)
{
    if (tokens.empty())
        return {};
    return { tokens.front().data(), static_cast<std::size_t>(tokens.back().data() + tokens.back().size() - tokens.front().data()) };
}

/// A sign that cannot be part of a word. Whatever is not ASCII may be.
bool separates(char c)
{
    auto const byte = static_cast<unsigned char>(c);
    return byte < 0x80 && !(c >= '0' && c <= '9') && !(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z');
}

bool is_plain(char c) { return static_cast<unsigned char>(c) < 0x80 && !separates(c); }
bool is_space(char c) { return c == ' '; }

/// Between a letter or digit of ASCII and a space there is always a boundary, whatever stands around them (rule WB999), and none among
/// letters and digits (WB5, WB8 to WB10) or spaces (WB3d). Only what lies between such places needs the tables: a third of the time.
bool is_plain_boundary(char left, char right) { return (is_plain(left) && is_space(right)) || (is_space(left) && is_plain(right)); }

void add_words(std::string_view text, std::vector<std::string_view>& words)
{
    std::string breaks(text.size(), '\0');
    set_wordbreaks_utf8(reinterpret_cast<utf8_t const*>(text.data()), text.size(), nullptr, breaks.data());
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i + 1 < text.size() && breaks[i] != WORDBREAK_BREAK)
            continue;
        words.push_back(text.substr(begin, i + 1 - begin));
        begin = i + 1;
    }
}

bool holds_a_word(std::string_view text) { return !std::ranges::all_of(text, separates); }

class Writer {
public:
    void same(std::string_view text)
    {
        if (!text.empty())
            m_pieces.push_back({ PieceKind::Same, text });
    }
    void changed(std::string_view removed, std::string_view added)
    {
        if (!removed.empty())
            m_pieces.push_back({ PieceKind::Removed, removed });
        if (!added.empty())
            m_pieces.push_back({ PieceKind::Added, added });
    }
    std::vector<Piece> take() { return std::move(m_pieces); }

private:
    std::vector<Piece> m_pieces;
};

/// Common runs without those that stand between two changes and hold no word.
std::vector<CommonRun> telling_runs(std::vector<CommonRun> const& runs, Tokens left, Tokens right)
{
    std::vector<CommonRun> telling;
    for (auto const& run : runs) {
        bool const at_begin = run.left == 0 && run.right == 0;
        bool const at_end = run.left + run.length == left.size() && run.right + run.length == right.size();
        if (at_begin || at_end || holds_a_word(joined(left.subspan(run.left, run.length))))
            telling.push_back(run);
    }
    return telling;
}

void compare_words(std::string_view before, std::string_view after, Writer& writer)
{
    if (before.empty() || after.empty())
        return writer.changed(before, after);
    auto const left_words = words_of(before);
    auto const right_words = words_of(after);
    Tokens const left = left_words;
    Tokens const right = right_words;
    std::size_t left_at = 0;
    std::size_t right_at = 0;
    for (auto const& run : telling_runs(common_runs(left, right, most_edits), left, right)) {
        writer.changed(joined(left.subspan(left_at, run.left - left_at)), joined(right.subspan(right_at, run.right - right_at)));
        writer.same(joined(left.subspan(run.left, run.length)));
        left_at = run.left + run.length;
        right_at = run.right + run.length;
    }
    writer.changed(joined(left.subspan(left_at)), joined(right.subspan(right_at)));
}

/// Pieces of one kind that meet are one.
std::vector<Piece> merged(std::vector<Piece> const& pieces)
{
    std::vector<Piece> result;
    for (auto const& piece : pieces) {
        if (!result.empty() && result.back().kind == piece.kind
            && result.back().text.data() + result.back().text.size() == piece.text.data())
            result.back().text = { result.back().text.data(), result.back().text.size() + piece.text.size() };
        else
            result.push_back(piece);
    }
    return result;
}

} // namespace

std::vector<std::string_view> words_of(std::string_view text)
{
    std::vector<std::string_view> words;
    words.reserve(text.size() / 4);
    for (std::size_t begin = 0; begin < text.size();) {
        auto end = begin + 1;
        while (end < text.size() && !is_plain_boundary(text[end - 1], text[end]))
            ++end;
        auto const part = text.substr(begin, end - begin);
        if (std::ranges::all_of(part, is_plain) || std::ranges::all_of(part, is_space))
            words.push_back(part);
        else
            add_words(part, words);
        begin = end;
    }
    return words;
}

std::vector<Piece> word_difference(std::string_view before, std::string_view after)
{
    auto const left_paragraphs = paragraphs_of(before);
    auto const right_paragraphs = paragraphs_of(after);
    Tokens const left = left_paragraphs;
    Tokens const right = right_paragraphs;
    Writer writer;
    std::size_t left_at = 0;
    std::size_t right_at = 0;
    for (auto const& run : common_runs(left, right)) {
        compare_words(joined(left.subspan(left_at, run.left - left_at)), joined(right.subspan(right_at, run.right - right_at)), writer);
        writer.same(joined(left.subspan(run.left, run.length)));
        left_at = run.left + run.length;
        right_at = run.right + run.length;
    }
    compare_words(joined(left.subspan(left_at)), joined(right.subspan(right_at)), writer);
    return merged(writer.take());
}

} // namespace konkordat::review
