#include "core/layout/layout.h"

#include "tests/core/layout/fictitious_agreement.h"
#include "tests/core/layout/random_agreement.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <set>

using namespace konkordat;
using namespace konkordat::layout;

namespace {

SystemWorld world;

LaidOutDocument lay_out_agreement(Agreement const& agreement)
{
    auto result = layout_agreement(world, agreement, {});
    REQUIRE(result);
    return std::move(result).value();
}

std::string document_text(Agreement const& agreement)
{
    std::vector<Finding> findings;
    auto const document = compose_document(world, agreement, {}, findings);
    REQUIRE(document);
    std::string text;
    for (Part const& part : document->parts)
        text += plain_text(part);
    return text;
}

StructureElement const& block_of(LaidOutDocument const& document, ElementIndex index)
{
    while (document.structure[index].kind == StructureKind::Link)
        index = document.structure[index].parent;
    return document.structure[index];
}

/// What a typesetter would be blamed for.
void check_pages(LaidOutDocument const& document)
{
    StyleSheet const style;
    for (Page const& page : document.pages) {
        GlyphRun const* lowest = nullptr;
        ElementIndex lowest_element = no_element;
        for (PageItem const& item : page.items) {
            auto const* run = std::get_if<GlyphRun>(&item.shape);
            if (run == nullptr || item.artifact == ArtifactKind::Watermark)
                continue;
            CHECK(run->origin.x >= style.margin_left - 1);
            CHECK(run->origin.x + run->width <= style.page_width - style.margin_right + 1);
            CHECK(run->text().find('\n') == std::string::npos);
            if (item.artifact != ArtifactKind::None)
                continue;
            CHECK(run->origin.y <= style.page_height - style.margin_bottom);
            if (lowest == nullptr || run->origin.y > lowest->origin.y) {
                lowest = run;
                lowest_element = page.contents[item.content];
            }
        }
        REQUIRE(lowest != nullptr);
        CHECK(block_of(document, lowest_element).kind != StructureKind::Heading);
    }
}

std::string page_text(Page const& page, ArtifactKind kind)
{
    std::string text;
    for (PageItem const& item : page.items) {
        auto const* run = std::get_if<GlyphRun>(&item.shape);
        if (run != nullptr && item.artifact == kind)
            text += run->text() + "\n";
    }
    return text;
}

} // namespace

TEST_CASE("The pages hold exactly the document's text, in order", "[layout]")
{
    Agreement const agreement = tests::fictitious_agreement();
    LaidOutDocument const document = lay_out_agreement(agreement);
    CHECK(plain_text(document) == document_text(agreement));
    check_pages(document);
}

TEST_CASE("Random documents lose no text, overflow no line and strand no heading", "[layout]")
{
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        Agreement const agreement = tests::random_agreement(seed);
        LaidOutDocument const document = lay_out_agreement(agreement);
        CHECK(plain_text(document) == document_text(agreement));
        check_pages(document);
    }
}

TEST_CASE("Every language version is complete and in the order asked for", "[layout]")
{
    Agreement const agreement = tests::fictitious_agreement();
    auto const document = layout_agreement(world, agreement, { .languages = { Language::French, Language::German } });
    REQUIRE(document);
    CHECK(document->languages == std::vector { Language::French, Language::German });
    std::string const text = plain_text(*document);
    std::size_t const french = text.find("Préambule");
    std::size_t const german = text.find("Präambel");
    REQUIRE(french != std::string::npos);
    REQUIRE(german != std::string::npos);
    CHECK(french < german);
    CHECK(text.find("Les organismes confirment") < german);
}

TEST_CASE("A language the agreement does not have is refused", "[layout]")
{
    auto const document = layout_agreement(world, tests::fictitious_agreement(), { .languages = { Language::Italian } });
    REQUIRE_FALSE(document);
    CHECK(document.error().code == ErrorCode::InvalidArgument);
}

TEST_CASE("Header and footer are artifacts and name state and page", "[layout]")
{
    LaidOutDocument const document = lay_out_agreement(tests::fictitious_agreement());
    std::string const last = std::to_string(document.pages.size());
    CHECK(page_text(document.pages.front(), ArtifactKind::Header).empty());
    CHECK(page_text(document.pages.front(), ArtifactKind::Footer).find("Seite 1 von " + last) != std::string::npos);
    CHECK(page_text(document.pages[1], ArtifactKind::Header).find("Gemeinsame Erklärung") != std::string::npos);
    CHECK(page_text(document.pages[1], ArtifactKind::Footer).find("Entwurf") != std::string::npos);
    CHECK(page_text(document.pages.back(), ArtifactKind::Footer).find("Page " + last + " sur " + last) != std::string::npos);
}

TEST_CASE("The table of contents gives the page of each heading", "[layout]")
{
    LaidOutDocument const document = lay_out_agreement(tests::fictitious_agreement());
    std::size_t checked = 0;
    for (LinkArea const& link : document.pages[1].links) {
        REQUIRE(document.anchors.contains(link.anchor));
        std::string const number = std::to_string(document.anchors.at(link.anchor).page + 1);
        std::string text;
        for (PageItem const& item : document.pages[1].items) {
            auto const* run = std::get_if<GlyphRun>(&item.shape);
            if (run != nullptr && item.artifact == ArtifactKind::None && document.pages[1].contents[item.content] == link.element)
                text += run->text();
        }
        CHECK(text.ends_with(" " + number));
        ++checked;
    }
    CHECK(checked == 12);
}

TEST_CASE("Open values are marked on the page", "[layout]")
{
    Agreement const agreement = tests::fictitious_agreement();
    LaidOutDocument const document = lay_out_agreement(agreement);
    CHECK(plain_text(document).find("[offen: ") != std::string::npos);
    Colour const ground = StyleSheet {}.open_ground;
    std::size_t marked = 0;
    for (Page const& page : document.pages) {
        for (PageItem const& item : page.items) {
            auto const* fill = std::get_if<FilledRectangle>(&item.shape);
            marked += fill != nullptr && fill->colour == ground ? 1 : 0;
        }
    }
    CHECK(marked >= 2);
}

TEST_CASE("Omitted clauses are not in the document", "[layout]")
{
    Agreement agreement = tests::fictitious_agreement();
    agreement.clauses[3].state = ClauseState::Omitted;
    std::string const text = plain_text(lay_out_agreement(agreement));
    CHECK(text.find("Rechtliche Grundlagen") == std::string::npos);
}

TEST_CASE("A table of two hundred members repeats its head as an artifact on every page", "[layout]")
{
    Agreement agreement = tests::fictitious_agreement();
    agreement.languages = { Language::German };
    for (int i = 0; i < 200; ++i) {
        Organisation organisation = agreement.organisations.front();
        organisation.id = OrganisationId("extra-" + std::to_string(i));
        Membership membership = agreement.memberships.front();
        membership.id = MembershipId("extra-" + std::to_string(i));
        membership.organisation = organisation.id;
        membership.role = Role::Member;
        membership.signs = false;
        agreement.organisations.push_back(organisation);
        agreement.memberships.push_back(membership);
    }
    LaidOutDocument const document = lay_out_agreement(agreement);
    CHECK(plain_text(document) == document_text(agreement));
    check_pages(document);
    std::size_t repeated = 0;
    for (Page const& page : document.pages)
        repeated += page_text(page, ArtifactKind::Layout).find("Organisation") != std::string::npos ? 1 : 0;
    CHECK(repeated >= 5);
}

TEST_CASE("Signature blocks stay on the page of what is signed", "[layout]")
{
    Agreement agreement = tests::fictitious_agreement();
    agreement.languages = { Language::German };
    for (std::size_t filler = 0; filler < 40; filler += 4) {
        Agreement longer = agreement;
        std::string text;
        for (std::size_t i = 0; i < filler; ++i)
            text += "Ein Satz, der den Platz auf der Seite füllt und die Unterschriften nach unten schiebt.\n\n";
        longer.clauses[1].body = { { Language::German, text } };
        LaidOutDocument const document = lay_out_agreement(longer);
        REQUIRE(document.signatures.size() == 5);
        std::set<std::size_t> pages;
        for (SignatureArea const& area : document.signatures)
            pages.insert(area.page);
        REQUIRE(pages.size() == 1);
        std::string const text_beside = page_text(document.pages[*pages.begin()], ArtifactKind::None);
        CHECK(text_beside.find("Die Stellen bestätigen") != std::string::npos);
        CHECK(text_beside.find("Unterzeichnung") != std::string::npos);
    }
}

TEST_CASE("Paragraphs leave at least two lines on each page", "[layout]")
{
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        LaidOutDocument const document = lay_out_agreement(tests::random_agreement(seed));
        for (StructureElement const& element : document.structure) {
            if (element.kind != StructureKind::Paragraph || document.structure[element.parent].kind == StructureKind::TableCell
                || document.structure[element.parent].kind == StructureKind::TableHeaderCell)
                continue;
            std::map<std::size_t, std::set<Length>> lines; // by page
            std::size_t total = 0;
            for (StructureKid const& kid : element.kids) {
                std::vector<StructureKid> contents { kid };
                if (kid.element != no_element)
                    contents = document.structure[kid.element].kids;
                for (StructureKid const& content : contents) {
                    for (PageItem const& item : document.pages[content.page].items) {
                        auto const* run = std::get_if<GlyphRun>(&item.shape);
                        if (run != nullptr && item.artifact == ArtifactKind::None && item.content == content.content)
                            total += lines[content.page].insert(run->origin.y).second ? 1 : 0;
                    }
                }
            }
            if (lines.size() < 2)
                continue;
            CAPTURE(seed, total);
            for (auto const& [page, baselines] : lines)
                CHECK(baselines.size() >= 2);
        }
    }
}

TEST_CASE("The same agreement gives the same pages", "[layout]")
{
    Agreement const agreement = tests::random_agreement(3);
    LaidOutDocument const first = lay_out_agreement(agreement);
    LaidOutDocument const second = lay_out_agreement(agreement);
    REQUIRE(first.pages.size() == second.pages.size());
    CHECK(plain_text(first) == plain_text(second));
    for (std::size_t i = 0; i < first.pages.size(); ++i) {
        REQUIRE(first.pages[i].items.size() == second.pages[i].items.size());
        for (std::size_t k = 0; k < first.pages[i].items.size(); ++k) {
            auto const* a = std::get_if<GlyphRun>(&first.pages[i].items[k].shape);
            auto const* b = std::get_if<GlyphRun>(&second.pages[i].items[k].shape);
            REQUIRE((a == nullptr) == (b == nullptr));
            if (a != nullptr)
                CHECK((a->origin == b->origin && a->glyphs() == b->glyphs() && a->text() == b->text()));
        }
    }
}
