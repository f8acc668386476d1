#include "core/layout/style.h"
#include "tests/core/layout/random_agreement.h"
#include "tests/core/publish/readers.h"

#include <array>

namespace konkordat::tests {

namespace {

using namespace layout;

constexpr std::array<std::string_view, 46> fragments { "Behörde", "victime", "à", "1.", "12)", "#", "# Titel", "- ", "+ ", "* ", "> ",
    "---", "===", "```", "~~~", "~~weg~~", "**", "*", "_a_", "__", "`x`", "[a](javascript:alert(1))", "![x](y)", "[^it-1]", "[^1]: x",
    "<script>", "</p>", "<!-- ", "-->", "]]>", "&amp;", "&", "&#60;", "\\", "|", "a|b", "\"'", "$x$", "https://example.org/a_b?c&d", ":--",
    "«Zitat»", "–", "\u00A0", "x*y*z", "</style>", "😀" };

std::string words(Random& random, std::size_t most)
{
    std::string text;
    for (std::size_t i = random.below(most) + 1; i > 0; --i) {
        text += fragments[random.below(fragments.size())];
        text += random.chance(60) ? " " : random.chance(15) ? "\n" : "";
    }
    return text;
}

Spans spans(Random& random, Part& part)
{
    Spans result;
    for (std::size_t i = random.below(5) + 1; i > 0; --i) {
        Span span { .text = words(random, 5),
            .bold = random.chance(25),
            .italic = random.chance(25),
            .open = random.chance(10),
            .link = random.chance(10) ? "https://example.org/a b?x=<\"'&y=%20\\|"
                : random.chance(5)    ? "javascript:alert(1)"
                                      : "",
            .target = random.chance(10) ? "h1" : "" };
        if (random.chance(10))
            span.language = Language::Italian;
        result.push_back(std::move(span));
        if (random.chance(8)) {
            std::string const mark = std::to_string(part.notes.size() + 1);
            result.push_back(Span { .text = "¹" + mark, .target = "note-" + mark, .note = part.notes.size() });
            part.notes.push_back({ .mark = "¹" + mark, .spans = { Span { .text = words(random, 6) } }, .anchor = "note-" + mark });
        }
    }
    return result;
}

List list(Random& random, Part& part, int depth)
{
    List result { .ordered = random.chance(50) };
    auto const way = static_cast<ListLabel>(random.below(3));
    int const start = random.chance(70) ? 1 : static_cast<int>(random.below(20)) + 1;
    bool const odd = random.chance(15);
    for (int i = static_cast<int>(random.below(4)); i >= 0; --i) {
        std::string const label = odd ? "(" + std::to_string(i) + ")"
            : result.ordered          ? list_label(way, start + static_cast<int>(result.items.size()))
                                      : "–";
        ListItem item { .label = label };
        item.blocks.push_back({ Paragraph { .spans = spans(random, part) } });
        if (random.chance(20))
            item.blocks.push_back({ Paragraph { .spans = spans(random, part) } });
        while (depth < 2 && random.chance(30))
            item.blocks.push_back({ list(random, part, depth + 1) });
        result.items.push_back(std::move(item));
    }
    return result;
}

Table table(Random& random, Part& part)
{
    std::size_t const columns = 1 + random.below(5);
    auto const cells = [&](bool with_header) {
        std::vector<Cell> row(columns);
        for (Cell& cell : row) {
            for (std::size_t i = random.below(3); i > 0; --i)
                cell.paragraphs.push_back(spans(random, part));
        }
        row.front().row_header = with_header;
        return row;
    };
    Table result { .columns = std::vector(columns, ColumnWidth::Flexible), .head = cells(false) };
    for (std::size_t i = random.below(5); i > 0; --i)
        result.rows.push_back(cells(random.chance(50)));
    return result;
}

Block block(Random& random, Part& part, std::size_t index)
{
    switch (random.below(8)) {
    case 0:
    case 1: {
        std::string const anchor = "h" + std::to_string(index);
        return { Heading { .level = 1 + static_cast<int>(random.below(3)),
            .number = random.chance(50) ? "3." + std::to_string(index) : "",
            .spans = spans(random, part),
            .anchor = random.chance(80) ? anchor : "",
            .in_contents = random.chance(80) } };
    }
    case 2:
    case 3: return { list(random, part, 0) };
    case 4: return { table(random, part) };
    case 5: return { PageBreak {} };
    default: return { Paragraph { .role = static_cast<ParagraphRole>(random.below(8)), .spans = spans(random, part) } };
    }
}

} // namespace

Document random_document(std::uint64_t seed)
{
    Random random(seed);
    Document document { .title = words(random, 4), .author = words(random, 4), .subject = words(random, 4) };
    Part part { .language = Language::German, .title = document.title, .running_head = words(random, 4), .running_state = "Entwurf" };
    part.page_of_pages = "Seite {page} von {pages}";
    part.watermark = random.chance(50) ? words(random, 2) : "";
    if (random.chance(30))
        part.letterhead = layout::Letterhead { .lines = { "Kanton <Bern>", "Amt & Stelle" }, .emblem = {}, .emblem_alternative = {} };
    for (std::size_t i = 1 + random.below(20); i > 0; --i)
        part.blocks.push_back(block(random, part, i));
    if (random.chance(70))
        part.blocks.insert(part.blocks.begin(), { TableOfContents { "Inhalt" } });
    part.blocks.push_back({ SignatureBlocks { { SignatureBlock { .name = spans(random, part), .lines = { spans(random, part) } } } } });
    document.parts.push_back(std::move(part));
    return document;
}

} // namespace konkordat::tests
