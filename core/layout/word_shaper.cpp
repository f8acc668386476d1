#include "core/layout/word_shaper.h"

#include <algorithm>
#include <utility>

namespace konkordat::layout {

namespace {

constexpr std::size_t budget = 16 * 1024 * 1024;
/// Longer ones hardly recur.
constexpr std::size_t longest_kept = 200;

bool begins_cluster(std::vector<Glyph> const& glyphs, std::uint32_t offset)
{
    return std::ranges::any_of(glyphs, [&](Glyph const& glyph) { return glyph.cluster == offset; });
}

} // namespace

WordShaper::WordShaper(std::shared_ptr<FontSet const> fonts, Hyphenator hyphenator)
    : m_fonts(std::move(fonts))
    , m_hyphenator(std::move(hyphenator))
    , m_words(budget)
{
}

SharedWord WordShaper::shape(std::string_view word, FontStyle style, Language language, Hyphenation hyphenation)
{
    if (word == " ") {
        // Every second word; neither language nor hyphenation makes it another one.
        SharedWord& space = m_spaces[static_cast<std::size_t>(style)];
        if (!space)
            space = shape_anew(word, style, language, Hyphenation::Off);
        return space;
    }
    if (word.size() > longest_kept)
        return shape_anew(word, style, language, hyphenation);
    set_key(word, style, language, hyphenation);
    if (auto const kept = m_words.find(m_key))
        return *kept;
    SharedWord shaped = shape_anew(word, style, language, hyphenation);
    set_key(word, style, language, hyphenation);
    m_words.keep(m_key, shaped, shaped->glyphs.size() * sizeof(Glyph) + sizeof(ShapedWord));
    return shaped;
}

void WordShaper::set_key(std::string_view word, FontStyle style, Language language, Hyphenation hyphenation)
{
    m_key.clear();
    m_key += static_cast<char>('0' + static_cast<int>(style));
    m_key += static_cast<char>('0' + static_cast<int>(language));
    m_key += hyphenation == Hyphenation::On ? '1' : '0';
    m_key += word;
}

SharedWord WordShaper::shape_anew(std::string_view word, FontStyle style, Language language, Hyphenation hyphenation)
{
    if (hyphenation == Hyphenation::On)
        return divide(shape(word, style, language, Hyphenation::Off), word, style, language);
    return std::make_shared<ShapedWord const>(ShapedWord { .glyphs = face(style).shape(word, 0, word.size(), language), .divisions = {} });
}

SharedWord WordShaper::divide(SharedWord const& whole, std::string_view word, FontStyle style, Language language)
{
    auto divisions = m_hyphenator.divisions(word, language);
    if (divisions.empty())
        return whole;
    auto divided = std::make_shared<ShapedWord>(ShapedWord { .glyphs = whole->glyphs, .divisions = std::move(divisions) });
    std::vector<std::uint32_t> cuts;
    std::ranges::copy_if(
        divided->divisions, std::back_inserter(cuts), [&](std::uint32_t at) { return !begins_cluster(divided->glyphs, at); });
    if (cuts.empty())
        return divided;
    cuts.push_back(static_cast<std::uint32_t>(word.size()));
    divided->glyphs.clear();
    std::uint32_t begin = 0;
    for (std::uint32_t const cut : cuts) {
        // Without the other part as context, so that nothing is joined across the cut.
        for (Glyph glyph : face(style).shape(word.substr(begin, cut - begin), 0, cut - begin, language)) {
            glyph.cluster += begin;
            divided->glyphs.push_back(glyph);
        }
        begin = cut;
    }
    std::erase_if(divided->divisions, [&](std::uint32_t division) { return !begins_cluster(divided->glyphs, division); });
    return divided;
}

} // namespace konkordat::layout
