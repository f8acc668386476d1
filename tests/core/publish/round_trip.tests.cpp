#include "core/examples/examples.h"
#include "core/layout/layout.h"
#include "core/pdf/export.h"
#include "core/publish/html.h"
#include "core/publish/markdown.h"
#include "tests/core/layout/random_agreement.h"
#include "tests/core/publish/readers.h"

#include <catch2/catch_test_macros.hpp>

using namespace konkordat;
using namespace konkordat::tests;

namespace {

template <typename T>
T require(Result<T> result)
{
    if (!result)
        FAIL(result.error().to_string());
    return *std::move(result);
}

layout::Document composed(World& world, Agreement const& agreement, std::vector<Language> const& languages)
{
    std::vector<layout::Finding> findings;
    return require(layout::compose_document(world, agreement, require(pdf::export_options(world, agreement, languages)), findings));
}

std::string expected(layout::Document const& document)
{
    std::string text;
    for (layout::Part const& part : document.parts)
        text += expected_text(part) + " ";
    return words_of(text);
}

void check_sound(HtmlPage const& page)
{
    CHECK(page.fault == "");
    CHECK(page.targets_missing == "");
    CHECK_FALSE(page.elements.contains("script"));
    for (std::size_t i = 1; i < page.headings.size(); ++i)
        CHECK(page.headings[i] <= page.headings[i - 1] + 1);
}

} // namespace

TEST_CASE("HTML and Markdown of random agreements say what the agreements say", "[publish]")
{
    SystemWorld world;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        CAPTURE(seed);
        Agreement const agreement = random_agreement(seed);
        layout::Document const document = composed(world, agreement, {});
        std::string const text = expected(document);
        std::string const html = require(publish::export_html(world, agreement, {}));
        HtmlPage const page = read_html(html);
        check_sound(page);
        REQUIRE(page.text == text);
        std::string const markdown = require(publish::export_markdown(world, agreement, {}));
        REQUIRE(read_markdown(markdown, document) == text);
        if (seed % 20 == 0) {
            CHECK(require(publish::export_html(world, agreement, {})) == html);
            CHECK(require(publish::export_markdown(world, agreement, {})) == markdown);
        }
    }
}

TEST_CASE("Text that looks like markup stays text in HTML and Markdown", "[publish]")
{
    SystemWorld world;
    layout::Typesetter typesetter = require(layout::Typesetter::load(world));
    publish::PageFrame const frame = require(publish::load_page_frame(world));
    for (std::uint64_t seed = 0; seed < 1000; ++seed) {
        CAPTURE(seed);
        layout::Document const document = random_document(seed);
        std::string const text = expected(document);
        HtmlPage const page = read_html(publish::write_html(document, frame, typesetter));
        check_sound(page);
        REQUIRE(page.text == text);
        REQUIRE(read_markdown(publish::write_markdown(document, {}), document) == text);
    }
}

TEST_CASE("The examples in each of their languages, as HTML and Markdown, say what they say", "[publish]")
{
    SystemWorld world;
    richtext::Words const words = require(richtext::Words::load(world));
    for (Example const& example : require(load_examples(world))) {
        Agreement const agreement = require(build_example(world, words, example.id));
        for (Language const language : agreement.languages) {
            CAPTURE(example.id, language_code(language));
            layout::Document const document = composed(world, agreement, { language });
            HtmlPage const page = read_html(require(publish::export_html(world, agreement, { language })));
            check_sound(page);
            CHECK(page.text == expected(document));
            CHECK(read_markdown(require(publish::export_markdown(world, agreement, { language })), document) == expected(document));
        }
    }
}
