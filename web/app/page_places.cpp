#include "web/app/page_places.h"

#include <algorithm>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace konkordat::app {

namespace {

using layout::Length;
using layout::Page;

constexpr Length endless = std::numeric_limits<Length>::max() / 4;

struct Anchor {
    ClauseId clause;
    layout::Destination place;
};

/// "de/purpose"; nothing for other anchors.
std::optional<std::pair<Language, ClauseId>> parse_anchor(std::string_view key)
{
    auto const slash = key.find('/');
    if (slash == std::string_view::npos)
        return {};
    auto const language = parse_language(key.substr(0, slash));
    if (!language)
        return {};
    return std::pair(*language, ClauseId { std::string(key.substr(slash + 1)) });
}

std::map<Language, std::vector<Anchor>> anchors_by_language(layout::LaidOutDocument const& document)
{
    std::map<Language, std::vector<Anchor>> result;
    for (auto const& [key, destination] : document.anchors) {
        if (auto const parsed = parse_anchor(key))
            result[parsed->first].push_back({ parsed->second, destination });
    }
    for (auto& [language, anchors] : result) {
        std::ranges::sort(anchors,
            [](Anchor const& a, Anchor const& b) { return std::pair(a.place.page, a.place.y) < std::pair(b.place.page, b.place.y); });
    }
    return result;
}

bool stands_in_note(layout::LaidOutDocument const& document, layout::ElementIndex element)
{
    for (; element != layout::no_element && element != 0; element = document.structure[element].parent) {
        if (document.structure[element].kind == layout::StructureKind::Note)
            return true;
    }
    return false;
}

/// The texts of a page that are of the clauses: the running texts are not of any, and a note is of the clause that has its mark.
std::vector<layout::GlyphRun const*> body_runs(layout::LaidOutDocument const& document, Page const& page)
{
    std::vector<bool> of_clause;
    of_clause.reserve(page.contents.size());
    for (auto const element : page.contents)
        of_clause.push_back(!stands_in_note(document, element));
    std::vector<layout::GlyphRun const*> runs;
    runs.reserve(page.items.size());
    for (auto const& item : page.items) {
        auto const* run = std::get_if<layout::GlyphRun>(&item.shape);
        if (run && item.artifact == layout::ArtifactKind::None && item.content < of_clause.size() && of_clause[item.content])
            runs.push_back(run);
    }
    return runs;
}

struct Body {
    Length top = 0;
    Length bottom = 0;
    Length left = 0;
};

/// Texts and drawings of each page, from above.
std::vector<std::vector<Body>> bodies_of(layout::LaidOutDocument const& document)
{
    std::vector<std::vector<Body>> result;
    for (auto const& page : document.pages) {
        auto& bodies = result.emplace_back();
        for (auto const* run : body_runs(document, page)) {
            if (run->width > 0)
                bodies.push_back({ run->origin.y - run->size, run->origin.y + run->size * 3 / 10, run->origin.x });
        }
    }
    return result;
}

std::optional<Body> around(std::vector<Body> const& bodies, Length from, Length until)
{
    std::optional<Body> result;
    for (auto const& body : bodies) {
        Length const middle = (body.top + body.bottom) / 2;
        if (middle < from || middle >= until)
            continue;
        if (!result)
            result = body;
        result->top = std::min(result->top, body.top);
        result->bottom = std::max(result->bottom, body.bottom);
        result->left = std::min(result->left, body.left);
    }
    return result;
}

/// First page after `page` that belongs to another language version, whose cover comes before its first clause.
std::size_t end_of_version(layout::LaidOutDocument const& document, std::size_t page)
{
    auto const part_of = [&](std::size_t index) {
        auto const& contents = document.pages[index].contents;
        auto element = contents.empty() ? layout::ElementIndex { 0 } : contents.front();
        while (element != 0 && document.structure[element].kind != layout::StructureKind::Part)
            element = document.structure[element].parent;
        return element;
    };
    auto const part = part_of(page);
    std::size_t end = page + 1;
    while (end < document.pages.size() && part_of(end) == part)
        ++end;
    return end;
}

struct TextLine {
    std::string_view text;
    ClausePlace place;
};

std::vector<TextLine> lines_of(
    layout::LaidOutDocument const& document, std::vector<ClausePlace> const& places, ClauseId const& clause, Language language)
{
    std::vector<TextLine> lines;
    for (auto const& place : places) {
        if (place.clause != clause || place.language != language)
            continue;
        auto const& page = document.pages[place.page];
        for (auto const* run : body_runs(document, page)) {
            auto line = place;
            line.top = run->origin.y - run->size;
            line.bottom = run->origin.y + run->size * 3 / 10;
            if (line.top >= place.top && line.bottom <= place.bottom)
                lines.push_back({ run->text(), line });
        }
    }
    return lines;
}

} // namespace

std::vector<ClausePlace> clause_places(layout::LaidOutDocument const& document)
{
    auto const bodies = bodies_of(document);
    std::vector<ClausePlace> places;
    for (auto const& [language, anchors] : anchors_by_language(document)) {
        for (std::size_t i = 0; i < anchors.size(); ++i) {
            auto const& from = anchors[i].place;
            layout::Destination const until = i + 1 < anchors.size() ? anchors[i + 1].place
                                                                     : layout::Destination { end_of_version(document, from.page), 0 };
            for (std::size_t page = from.page; page <= until.page && page < document.pages.size(); ++page) {
                auto const body = around(bodies[page], page == from.page ? from.y : 0, page == until.page ? until.y : endless);
                if (body)
                    places.push_back({ anchors[i].clause, language, page, body->top, body->bottom, body->left, page == from.page });
            }
        }
    }
    std::ranges::stable_sort(places, {}, &ClausePlace::page);
    return places;
}

std::optional<ClausePlace> first_difference(layout::LaidOutDocument const& before, std::vector<ClausePlace> const& places_before,
    layout::LaidOutDocument const& after, std::vector<ClausePlace> const& places_after, ClauseId const& clause, Language language)
{
    auto const old_lines = lines_of(before, places_before, clause, language);
    auto const new_lines = lines_of(after, places_after, clause, language);
    if (old_lines.empty() || new_lines.empty())
        return {};
    std::size_t same = 0;
    while (same < old_lines.size() && same < new_lines.size() && old_lines[same].text == new_lines[same].text)
        ++same;
    if (same == old_lines.size() && same == new_lines.size())
        return {};
    return new_lines[std::min(same, new_lines.size() - 1)].place;
}

} // namespace konkordat::app
