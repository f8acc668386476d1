#include "core/review/anchor.h"

#include "core/base/utf8.h"
#include "core/review/text_difference.h"

#include <algorithm>
#include <vector>

namespace konkordat::review {

namespace {

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80; }

std::size_t count_code_points(std::string_view text)
{
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return !is_continuation(c); }));
}

/// The byte at which code point `count` begins, or the end.
std::size_t byte_of(std::string_view text, std::size_t count)
{
    std::size_t offset = 0;
    for (; count > 0 && offset < text.size(); --count) {
        ++offset;
        while (offset < text.size() && is_continuation(text[offset]))
            ++offset;
    }
    return offset;
}

/// The last `count` code points.
std::string_view last_code_points(std::string_view text, std::size_t count)
{
    auto const all = count_code_points(text);
    return all <= count ? text : text.substr(byte_of(text, all - count));
}

std::size_t common_prefix(std::string_view left, std::string_view right)
{
    return static_cast<std::size_t>(std::ranges::mismatch(left, right).in1 - left.begin());
}

std::size_t common_suffix(std::string_view left, std::string_view right)
{
    std::size_t length = 0;
    while (length < left.size() && length < right.size() && left[left.size() - 1 - length] == right[right.size() - 1 - length])
        ++length;
    return length;
}

std::vector<TextRange> occurrences(std::string_view text, std::string_view words)
{
    std::vector<TextRange> places;
    for (auto at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1))
        places.push_back({ at, at + words.size() });
    return places;
}

/// How many bytes of what surrounded the words surround them there.
struct Surroundings {
    std::size_t before = 0;
    std::size_t behind = 0;
};

Surroundings surroundings(std::string_view text, TextRange place, TextSelector const& selector)
{
    return { common_suffix(text.substr(0, place.begin), selector.prefix), common_prefix(text.substr(place.end), selector.suffix) };
}

/// So many bytes, or all there is, tell a place.
constexpr std::size_t telling_bytes = 8;

bool tells(std::size_t same, std::string const& context) { return !context.empty() && same >= std::min(telling_bytes, context.size()); }

bool is_unmistakable(std::string_view words)
{
    auto const is_space = [](char c) { return c == ' ' || c == '\n'; };
    auto const first = std::ranges::find_if_not(words, is_space);
    auto const last = std::ranges::find_if_not(words.rbegin(), words.rend(), is_space).base();
    return count_code_points(words) >= unmistakable_length && std::any_of(first, std::max(first, last), is_space);
}

/// Where each range of the old text stands in the new one, if nothing within it was changed. The ranges are ascending.
std::vector<std::optional<TextRange>> images_of(std::vector<TextRange> const& ranges, std::vector<Piece> const& pieces)
{
    std::vector<std::optional<TextRange>> images;
    std::size_t old_at = 0;
    std::size_t new_at = 0;
    auto piece = pieces.begin();
    for (auto const range : ranges) {
        auto const ends_before = [&] { return piece->kind == PieceKind::Added || old_at + piece->text.size() <= range.begin; };
        for (; piece != pieces.end() && ends_before(); ++piece) {
            old_at += piece->kind == PieceKind::Added ? 0 : piece->text.size();
            new_at += piece->kind == PieceKind::Removed ? 0 : piece->text.size();
        }
        bool const stayed = piece != pieces.end() && piece->kind == PieceKind::Same && range.end <= old_at + piece->text.size();
        images.push_back(stayed ? std::optional(TextRange { range.begin - old_at + new_at, range.end - old_at + new_at }) : std::nullopt);
    }
    return images;
}

/// The one place that is as the selector says; nothing if two are equally so.
std::optional<TextRange> best_surrounded(std::string_view text, std::vector<TextRange> const& places, TextSelector const& selector)
{
    std::optional<TextRange> best;
    std::size_t most = 0;
    for (auto const place : places) {
        auto const [before, behind] = surroundings(text, place, selector);
        if (!tells(before, selector.prefix) && !tells(behind, selector.suffix))
            continue;
        if (before + behind > most)
            best = place;
        else if (before + behind == most)
            best.reset();
        most = std::max(most, before + behind);
    }
    return best;
}

} // namespace

std::string_view name_of(TextPart part) { return part == TextPart::Heading ? "heading" : "body"; }

TextSelector select_text(ClauseId const& clause, TextPart part, Language language, std::string_view text, TextRange range)
{
    assert(range.begin <= range.end && range.end <= text.size());
    auto const before = text.substr(0, range.begin);
    auto const words = text.substr(range.begin, range.end - range.begin);
    auto const behind = text.substr(range.end);
    auto const start = count_code_points(before);
    return { clause, part, language, std::string(words), std::string(last_code_points(before, context_length)),
        std::string(behind.substr(0, byte_of(behind, context_length))), start, start + count_code_points(words) };
}

std::optional<TextRange> find_anchor(std::string_view text, TextSelector const& selector)
{
    if (selector.exact.empty())
        return TextRange { 0, text.size() };
    auto const places = occurrences(text, selector.exact);
    std::optional<TextRange> best;
    std::size_t most = 0;
    std::size_t nearest = 0;
    auto const expected = byte_of(text, selector.start);
    for (auto const place : places) {
        auto const [before, behind] = surroundings(text, place, selector);
        bool const at_edge = (selector.prefix.empty() && place.begin == 0) || (selector.suffix.empty() && place.end == text.size());
        if (!at_edge && !tells(before, selector.prefix) && !tells(behind, selector.suffix))
            continue;
        auto const away = expected > place.begin ? expected - place.begin : place.begin - expected;
        if (!best || before + behind > most || (before + behind == most && away < nearest)) {
            best = place;
            most = before + behind;
            nearest = away;
        }
    }
    if (!best && places.size() == 1 && is_unmistakable(selector.exact))
        return places.front();
    return best;
}

std::optional<TextRange> carry_anchor(std::string_view old_text, std::string_view new_text, TextSelector const& selector)
{
    if (selector.exact.empty())
        return TextRange { 0, new_text.size() };
    auto const old_place = find_anchor(old_text, selector);
    if (!old_place)
        return {};
    auto const pieces = word_difference(old_text, new_text);
    auto const old_places = occurrences(old_text, selector.exact);
    auto const images = images_of(old_places, pieces);
    std::vector<TextRange> others;
    for (std::size_t i = 0; i < images.size(); ++i) {
        if (images[i] && old_places[i] == *old_place)
            return images[i];
        if (images[i])
            others.push_back(*images[i]);
    }
    std::vector<TextRange> candidates;
    std::ranges::set_difference(
        occurrences(new_text, selector.exact), others, std::back_inserter(candidates), {}, &TextRange::begin, &TextRange::begin);
    return candidates.size() == 1 ? std::optional(candidates.front()) : best_surrounded(new_text, candidates, selector);
}

std::optional<std::string_view> selected_text(Agreement const& agreement, TextSelector const& selector)
{
    auto const* clause = find_clause(agreement, selector.clause);
    if (!clause)
        return {};
    auto const& texts = selector.part == TextPart::Heading ? clause->heading : clause->body;
    auto const text = texts.find(selector.language);
    return text == texts.end() ? std::string_view() : std::string_view(text->second);
}

} // namespace konkordat::review
