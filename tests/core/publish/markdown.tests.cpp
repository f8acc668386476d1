#include "core/publish/markdown.h"
#include "core/publish/markdown_spans.h"

#include <catch2/catch_test_macros.hpp>

using namespace konkordat;
using namespace konkordat::publish;
using namespace konkordat::layout;

namespace {

std::string inline_of(Spans const& spans, MarkdownPlace place = MarkdownPlace::Paragraph)
{
    Part part;
    part.blocks.push_back({ Heading { .spans = {}, .anchor = "c1" } });
    part.notes.push_back({ .mark = "¹" });
    return write_markdown_spans(spans, PartIds(part, "de"), place);
}

} // namespace

TEST_CASE("Passages keep their emphasis and their links in Markdown", "[publish]")
{
    CHECK(inline_of({ { .text = "ein " }, { .text = "fetter ", .bold = true }, { .text = "Text" } }) == "ein **fetter** Text");
    CHECK(inline_of({ { .text = "a", .bold = true, .italic = true } }) == "***a***");
    CHECK(inline_of({ { .text = "[offen]", .open = true } }) == "**\\[offen\\]**");
    CHECK(inline_of({ { .text = "Ziffer 3", .target = "c1" } }) == "[Ziffer 3](#de-c1)");
    CHECK(inline_of({ { .text = "x", .link = "https://a.example/?b=1&copy=<" } }) == "[x](<https://a.example/?b=1&amp;copy=%3C>)");
    CHECK(inline_of({ { .text = "x", .link = "javascript:y" } }) == "x");
    CHECK(inline_of({ { .text = "Text" }, { .text = "¹", .target = "note-1", .note = 0 } }) == "Text[^de-1]");
}

TEST_CASE("Emphasis that Markdown would not see is left out, not the text", "[publish]")
{
    CHECK(inline_of({ { .text = "Wort" }, { .text = "(fett)", .bold = true }, { .text = "Wort" } }) == "Wort(fett)Wort");
    CHECK(inline_of({ { .text = "fett", .bold = true }, { .text = "kursiv", .italic = true } }) == "**fett**kursiv");
}

TEST_CASE("Line breaks are what the place allows", "[publish]")
{
    CHECK(inline_of({ { .text = "a\nb\n" } }) == "a\\\nb");
    CHECK(inline_of({ { .text = "a\nb|c\\" } }, MarkdownPlace::Cell) == "a<br>b&#124;c&#92;");
    CHECK(inline_of({ { .text = "a\nb #" } }, MarkdownPlace::Line) == "a b \\#");
}

TEST_CASE("Words at the start of a line begin no block", "[publish]")
{
    CHECK(protect_line_starts("1. Januar\\\n2024) und\\\n- so\\\n# fort") == "1\\. Januar\\\n2024\\) und\\\n\\- so\\\n\\# fort");
    CHECK(protect_line_starts("    eingerückt") == "eingerückt");
}

TEST_CASE("What stands before a Markdown document is YAML whatever it says", "[publish]")
{
    Document document { .title = "T", .parts = { Part {} } };
    std::string const text = write_markdown(
        document, { { "title", { "Der \"Titel\": \\ \n---" } }, { "lang", { "de-CH", "fr-CH" } }, { "empty", { "" } } });
    CHECK(text.starts_with("---\ntitle: \"Der \\\"Titel\\\": \\\\ \\u000A---\"\nlang: [\"de-CH\", \"fr-CH\"]\n---\n"));
}
