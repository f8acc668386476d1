#include "web/app/live_document.h"
#include "core/layout/layout.h"
#include "core/pdf/export.h"
#include "core/store/command.h"
#include "tests/core/layout/fictitious_agreement.h"
#include "web/app/state.h"
#include "web/app/text_drafts.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <set>
#include <string>

using namespace konkordat;

namespace {

SystemWorld& world()
{
    static SystemWorld the_world;
    return the_world;
}

app::OpenAgreement open_agreement()
{
    app::OpenAgreement open;
    open.agreement = tests::fictitious_agreement();
    open.revision = 1;
    return open;
}

ClauseId first_clause(Agreement const& agreement)
{
    auto const found = std::ranges::find_if(agreement.clauses, [](Clause const& clause) { return !clause.body.empty(); });
    REQUIRE(found != agreement.clauses.end());
    return found->id;
}

void type_body(app::TextDrafts& drafts, ClauseId const& clause, Language language, std::string text)
{
    drafts.type(
        "body", std::move(text), 0, [](std::string const&) { return true; },
        [clause, language](Agreement& agreement, std::string const& typed) {
            (void)apply(SetClauseBody { .agreement = agreement.id, .clause = clause, .language = language, .text = typed }, agreement);
        });
}

} // namespace

TEST_CASE("The live pages are those of the PDF", "[app]")
{
    app::LiveDocument live;
    app::TextDrafts drafts;
    auto const open = open_agreement();
    live.update(world(), open, drafts, {});
    REQUIRE(live.document());
    auto const printed = pdf::layout_for_export(world(), open.agreement, {});
    REQUIRE(printed);
    auto const on_screen = pdf::write_document(*live.document(), open.agreement);
    auto const on_paper = pdf::write_document(*printed, open.agreement);
    REQUIRE(on_screen);
    REQUIRE(on_paper);
    CHECK(*on_screen == *on_paper);
}

TEST_CASE("The pages show what is being typed and not stored yet", "[app]")
{
    app::LiveDocument live;
    app::TextDrafts drafts;
    auto const open = open_agreement();
    auto const clause = first_clause(open.agreement);
    live.update(world(), open, drafts, {});
    auto const before = live.revision();
    live.update(world(), open, drafts, {});
    CHECK(live.revision() == before);
    type_body(drafts, clause, Language::German, "Murmeltierpfeife im Nebel.");
    live.update(world(), open, drafts, {});
    CHECK(live.revision() != before);
    REQUIRE(live.document());
    CHECK(layout::plain_text(*live.document()).find("Murmeltierpfeife im Nebel.") != std::string::npos);
    auto const change = live.change_in(clause, Language::German);
    auto const* place = live.place_of(clause, Language::German);
    REQUIRE(change);
    REQUIRE(place);
    CHECK(change->page == place->page);
    CHECK(change->top > place->top);
    drafts.discard_all();
    live.update(world(), open, drafts, {});
    CHECK(layout::plain_text(*live.document()).find("Murmeltierpfeife") == std::string::npos);
}

TEST_CASE("A text that the workspace refused is not shown as if it were part of the document", "[app]")
{
    app::LiveDocument live;
    app::TextDrafts drafts;
    auto const open = open_agreement();
    drafts.type(
        "title", "Abgelehnt", 0, [](std::string const&) { return false; },
        [](Agreement& agreement, std::string const& text) { agreement.title[Language::German] = text; });
    drafts.store_all();
    live.update(world(), open, drafts, {});
    REQUIRE(live.document());
    CHECK(layout::plain_text(*live.document()).find("Abgelehnt") == std::string::npos);
}

TEST_CASE("A language that the agreement does not have is an error, and no pages", "[app]")
{
    app::LiveDocument live;
    app::TextDrafts const drafts;
    auto open = open_agreement();
    open.agreement.languages = { Language::German };
    live.update(world(), open, drafts, { Language::Italian });
    CHECK_FALSE(live.document());
    CHECK(live.error());
}

TEST_CASE("Every clause has its place in every language, in the order of the document, without overlap", "[app]")
{
    auto const agreement = tests::fictitious_agreement();
    auto const document = layout::layout_agreement(world(), agreement, {});
    REQUIRE(document);
    auto const places = app::clause_places(*document);
    CHECK(std::ranges::is_sorted(places, {}, &app::ClausePlace::page));
    for (auto const language : agreement.languages) {
        std::set<ClauseId> begun;
        app::ClausePlace const* former = nullptr;
        for (auto const& place : places) {
            if (place.language != language)
                continue;
            CHECK(place.top < place.bottom);
            if (former && former->page == place.page)
                CHECK(former->bottom <= place.top + layout::points(4));
            if (place.begins)
                CHECK(begun.insert(place.clause).second);
            else
                CHECK(begun.contains(place.clause));
            former = &place;
        }
        for (auto const& clause : agreement.clauses) {
            if (clause.state != ClauseState::Omitted)
                CHECK(begun.contains(clause.id));
        }
    }
}
