#include "web/app/route.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace konkordat::app {

namespace {

constexpr auto agreement_screens = std::to_array<std::pair<std::string_view, Screen>>(
    { { "clause", Screen::Draft }, { "parties", Screen::Parties }, { "procedure", Screen::Procedure }, { "lifecycle", Screen::Lifecycle },
        { "properties", Screen::Properties }, { "appearance", Screen::Appearance }, { "interview", Screen::Interview },
        { "upgrade", Screen::Upgrade }, { "findings", Screen::Findings }, { "history", Screen::History }, { "export", Screen::Export }, { "signing", Screen::Signing },
        { "versions", Screen::Versions }, { "review", Screen::Remarks } });
constexpr auto plain_screens = std::to_array<std::pair<std::string_view, Screen>>(
    { { "new", Screen::New }, { "verify", Screen::Verify }, { "review", Screen::Review }, { "compare", Screen::Compare }, { "settings", Screen::Settings } });

std::vector<std::string_view> split(std::string_view path)
{
    std::vector<std::string_view> parts;
    while (!path.empty()) {
        auto const slash = path.find('/');
        if (slash != 0)
            parts.push_back(path.substr(0, slash));
        path = slash == std::string_view::npos ? std::string_view {} : path.substr(slash + 1);
    }
    return parts;
}

Route parse_agreement_route(std::vector<std::string_view> const& parts)
{
    Route const unknown { .screen = Screen::Unknown, .agreement = {}, .item = {} };
    if (parts.size() < 2 || parts.size() > 4 || !is_valid_id(parts[1]))
        return unknown;
    Route route { .screen = Screen::Draft, .agreement = AgreementId { std::string(parts[1]) }, .item = {} };
    if (parts.size() == 2)
        return route;
    for (auto const& [name, screen] : agreement_screens) {
        if (parts[2] != name)
            continue;
        bool const takes_item = screen == Screen::Draft || screen == Screen::Parties || screen == Screen::Procedure || screen == Screen::Versions;
        if (parts.size() == 4 && (!takes_item || !is_valid_id(parts[3])))
            return unknown;
        if (screen == Screen::Draft && parts.size() == 3)
            return unknown;
        route.screen = screen;
        route.item = parts.size() == 4 ? std::string(parts[3]) : std::string {};
        return route;
    }
    return unknown;
}

/// Ids of rows of the matrix name cantons as ISO 3166-2 does: "register-CH-BE".
bool is_row_id(std::string_view text)
{
    auto const fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'; };
    return text.size() <= 64 && std::ranges::all_of(text, fits);
}

/// Pages of the comparison, with how many ids follow: a dimension's id has one or two parts.
Route parse_compare_route(std::vector<std::string_view> const& parts)
{
    struct Page {
        std::string_view name;
        std::size_t fewest;
        std::size_t most;
    };
    constexpr auto pages = std::to_array<Page>({ { "matrix", 0, 0 }, { "wording", 0, 0 }, { "search", 0, 0 }, { "profile", 1, 1 },
        { "cell", 2, 4 }, { "clause", 2, 2 } });
    Route route { .screen = Screen::Compare, .agreement = {}, .item = {} };
    if (parts.size() == 1)
        return route;
    auto const page = std::ranges::find(pages, parts[1], &Page::name);
    auto const ids = parts.size() - 2;
    Route const unknown { .screen = Screen::Unknown, .agreement = {}, .item = {} };
    if (page == pages.end() || ids < page->fewest || ids > page->most)
        return unknown;
    route.item = page->name;
    for (std::size_t i = 2; i < parts.size(); ++i) {
        if (!is_row_id(parts[i]))
            return unknown;
        route.item += "/" + std::string(parts[i]);
    }
    return route;
}

} // namespace

Route parse_route(std::string_view hash)
{
    if (hash.starts_with('#'))
        hash.remove_prefix(1);
    auto const parts = split(hash);
    if (parts.empty())
        return {};
    if (parts[0] == "agreement")
        return parse_agreement_route(parts);
    if (parts[0] == "compare")
        return parse_compare_route(parts);
    if (parts[0] == "review" && parts.size() == 3 && is_valid_id(parts[1]) && is_valid_id(parts[2]))
        return { .screen = Screen::Task, .agreement = AgreementId { std::string(parts[1]) }, .item = std::string(parts[2]) };
    for (auto const& [name, screen] : plain_screens) {
        if (parts.size() == 1 && parts[0] == name)
            return { .screen = screen, .agreement = {}, .item = {} };
    }
    return { .screen = Screen::Unknown, .agreement = {}, .item = {} };
}

std::string format_route(Route const& route)
{
    for (auto const& [name, screen] : plain_screens) {
        if (route.screen == screen)
            return "#/" + std::string(name) + (route.screen == Screen::Compare && !route.item.empty() ? "/" + route.item : "");
    }
    if (route.screen == Screen::Task)
        return "#/review/" + route.agreement.str() + "/" + route.item;
    std::string const agreement = "#/agreement/" + route.agreement.str();
    for (auto const& [name, screen] : agreement_screens) {
        if (route.screen != screen || route.agreement.empty())
            continue;
        if (screen == Screen::Draft && route.item.empty())
            return agreement;
        return agreement + "/" + std::string(name) + (route.item.empty() ? "" : "/" + route.item);
    }
    return "#/";
}

} // namespace konkordat::app
