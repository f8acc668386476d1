#include "core/codec/agreement_json.h"
#include "core/examples/examples.h"
#include "core/pdf/export.h"
#include "core/pdf/extract.h"
#include "tests/core/views/site.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace konkordat;
using tests::Site;

namespace {

/// The site with an agreement in two languages opened, as it is in a file.
struct Writing : Site {
    Writing()
    {
        auto const words = richtext::Words::load(world);
        auto agreement = build_example(world, words.value(), "zweiwasser-declaration");
        REQUIRE(agreement);
        id = agreement->id.str();
        app::FilesEvent event { .target = "import" };
        event.files.push_back({ .name = "vereinbarung.json", .bytes = write_agreement(*agreement) });
        application->on_files(std::move(event));
        platform.settle(200);
        REQUIRE(platform.hash().starts_with("#/agreement/"));
    }
    /// The last file saved, which must be the PDF that the core makes of the agreement in it.
    Agreement check_exported(std::vector<Language> const& languages)
    {
        REQUIRE_FALSE(platform.saved_files.empty());
        auto const& file = platform.saved_files.back().bytes;
        auto const json = pdf::extract_agreement_json(file);
        REQUIRE(json);
        auto agreement = read_agreement(*json);
        REQUIRE(agreement);
        CHECK(pdf::export_agreement(world, *agreement, languages).value() == file);
        return std::move(*agreement);
    }
    std::string id;
};

} // namespace

TEST_CASE("The pages that are shown become the PDF, with what was typed a moment ago", "[views][export]")
{
    Writing site;
    REQUIRE(site.platform.activate("tab", "Seiten"));
    site.go("#/agreement/" + site.id + "/properties");
    REQUIRE(site.platform.type("Titel (Deutsch)", "Vereinbarung, eben erst benannt"));
    site.go("#/agreement/" + site.id + "/export");
    REQUIRE(site.platform.activate("button", "Als PDF speichern"));
    auto const agreement = site.check_exported({});
    CHECK(agreement.title.at(Language::German) == "Vereinbarung, eben erst benannt");

    // Again, and with another language shown in between.
    REQUIRE(site.platform.activate("button", "Als PDF speichern"));
    CHECK(site.platform.saved_files[0].bytes == site.platform.saved_files[1].bytes);
    REQUIRE(agreement.languages.size() > 1);
    auto const first = agreement.languages.front();
    REQUIRE(site.platform.check(first == Language::German ? "Deutsch" : "Französisch", false));
    REQUIRE(site.platform.activate("button", "Als PDF speichern"));
    auto rest = agreement.languages;
    rest.erase(rest.begin());
    (void)site.check_exported(rest);
    CHECK(site.platform.saved_files[2].bytes != site.platform.saved_files[0].bytes);
}
