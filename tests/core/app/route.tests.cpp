#include "web/app/route.h"

#include <catch2/catch_test_macros.hpp>

using namespace konkordat;
using namespace konkordat::app;

TEST_CASE("Every address that is formatted is read back as the same place", "[app]")
{
    AgreementId const agreement { "agreement-abc" };
    for (auto const& route : { Route {}, Route { .screen = Screen::New, .agreement = {}, .item = {} },
             Route { .screen = Screen::Draft, .agreement = agreement, .item = {} },
             Route { .screen = Screen::Draft, .agreement = agreement, .item = "purpose" },
             Route { .screen = Screen::Parties, .agreement = agreement, .item = {} },
             Route { .screen = Screen::Parties, .agreement = agreement, .item = "organisation-1" },
             Route { .screen = Screen::Procedure, .agreement = agreement, .item = {} },
             Route { .screen = Screen::Procedure, .agreement = agreement, .item = "identification" },
             Route { .screen = Screen::Lifecycle, .agreement = agreement, .item = {} },
             Route { .screen = Screen::Properties, .agreement = agreement, .item = {} },
             Route { .screen = Screen::Findings, .agreement = agreement, .item = {} },
             Route { .screen = Screen::History, .agreement = agreement, .item = {} },
             Route { .screen = Screen::Export, .agreement = agreement, .item = {} },
             Route { .screen = Screen::Versions, .agreement = agreement, .item = {} },
             Route { .screen = Screen::Versions, .agreement = agreement, .item = "version-1" },
             Route { .screen = Screen::Remarks, .agreement = agreement, .item = {} },
             Route { .screen = Screen::Task, .agreement = agreement, .item = "packet-1" },
             Route { .screen = Screen::Review, .agreement = {}, .item = {} },
             Route { .screen = Screen::Compare, .agreement = {}, .item = {} },
             Route { .screen = Screen::Compare, .agreement = {}, .item = "matrix" },
             Route { .screen = Screen::Compare, .agreement = {}, .item = "cell/register-CH-BE/mandate/date" },
             Route { .screen = Screen::Compare, .agreement = {}, .item = "profile/agreement-abc" },
             Route { .screen = Screen::Settings, .agreement = {}, .item = {} } }) {
        CAPTURE(format_route(route));
        CHECK(parse_route(format_route(route)) == route);
    }
}

TEST_CASE("Whatever is no address of ours leads to the page that says so", "[app]")
{
    for (auto const* hash : { "#/nothing", "#/agreement", "#/agreement/<script>", "#/agreement/a/clause", "#/agreement/a/parties/../../x",
             "#/agreement/a/history/b", "#/agreement/a/lifecycle/b", "#/new/x", "#/review/a", "#/review/a/b/c", "#/agreement/a/review/b", "#/compare/x", "#/compare/cell/a", "#/compare/matrix/a", "#/compare/profile/<script>", "#/agreement/a/clause/b/c" }) {
        CAPTURE(hash);
        CHECK(parse_route(hash).screen == Screen::Unknown);
    }
    CHECK(parse_route("").screen == Screen::Start);
    CHECK(parse_route("#").screen == Screen::Start);
}
