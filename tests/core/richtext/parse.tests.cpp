#include "core/richtext/richtext.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <chrono>
#include <random>

using namespace konkordat::richtext;

namespace {

/// The document in a compact notation: P(...) paragraphs, U(...) and O3(...) lists, I(...) items, *b* /i/ {v} [r] <link|...>
std::string notation(std::vector<Run> const& runs)
{
    std::string text;
    for (auto const& run : runs) {
        auto piece = run.text;
        if (run.kind == RunKind::LineBreak)
            piece = "|";
        if (run.kind == RunKind::Variable)
            piece = "{" + run.text + "}";
        if (run.kind == RunKind::Reference)
            piece = "[" + run.text + "]";
        if (run.bold)
            piece = "*" + piece + "*";
        if (run.italic)
            piece = "/" + piece + "/";
        if (!run.link.empty())
            piece = "<" + run.link + "|" + piece + ">";
        text += piece;
    }
    return text;
}

std::string notation(std::vector<Block> const& blocks)
{
    std::string text;
    for (auto const& block : blocks) {
        if (block.kind == BlockKind::Paragraph)
            text += "P(" + notation(block.runs) + ")";
        else if (block.kind == BlockKind::List)
            text += (block.ordered ? "O" + std::to_string(block.start) : "U") + "(" + notation(block.children) + ")";
        else
            text += "I(" + notation(block.children) + ")";
    }
    return text;
}

std::string read(std::string_view markdown) { return notation(parse(markdown).blocks); }

} // namespace

TEST_CASE("Paragraphs, emphasis and line breaks are read", "[richtext]")
{
    CHECK(read("").empty());
    CHECK(read(" \n\n\t\n").empty());
    CHECK(read("One\nline\n\nTwo") == "P(One line)P(Two)");
    CHECK(read("One\r\nline\r\n\r\nTwo\r\n") == "P(One line)P(Two)");
    CHECK(read("a **b** *c* ***d***") == "P(a *b* /c/ /*d*/)");
    CHECK(read("a  \nb\\\nc") == "P(a|b|c)");
    CHECK(read("2 * 3 * 4, snake_case_name") == "P(2 * 3 * 4, snake_case_name)");
}

TEST_CASE("Lists nest to depth three", "[richtext]")
{
    CHECK(read("- a\n- b") == "U(I(P(a))I(P(b)))");
    CHECK(read("3. a\n4. b") == "O3(I(P(a))I(P(b)))");
    CHECK(read("- a\n  - b\n    1. c") == "U(I(P(a)U(I(P(b)O1(I(P(c)))))))");
    CHECK(read("- a\n\n  second\n- b") == "U(I(P(a)P(second))I(P(b)))");
    CHECK(read("text\n- a") == "P(text)U(I(P(a)))");
}

TEST_CASE("Lists nested too deep keep their words and markers", "[richtext]")
{
    CHECK(read("- a\n  - b\n    - c\n      - d\n      - e\n        1. f") == "U(I(P(a)U(I(P(b)U(I(P(c)P(- d)P(- e)P(1. f)))))))");
}

TEST_CASE("Variables and references are found beside any markup", "[richtext]")
{
    CHECK(read("für {{canton-of}} gilt [[purpose]].") == "P(für {canton-of} gilt [purpose].)");
    CHECK(read("*{{canton-of}}* **{{a}}** _{{b}}_") == "P(/{canton-of}/ *{a}* /{b}/)");
    CHECK(read("{{a}}{{b}}[[c]][[d]]") == "P({a}{b}[c][d])");
    CHECK(read("[[purpose]](https://example.org)") == "P([purpose](https://example.org))");
    CHECK(read("- {{a}}\n- [[b]]") == "U(I(P({a}))I(P([b])))");
    CHECK(read("[siehe {{a}}](https://example.org/)") == "P(<https://example.org/|siehe ><https://example.org/|{a}>)");
    auto const document = parse("{{b}} {{a}} {{b}} [[y]] [[x]]\n- {{c}} [[x]]");
    CHECK(variables_in(document) == std::vector<std::string> { "b", "a", "c" });
    CHECK(references_in(document) == std::vector<std::string> { "y", "x" });
}

TEST_CASE("What only looks like a variable stays text", "[richtext]")
{
    for (std::string const text : { "{{A}}", "{{ a }}", "{{}}", "{{a", "a}}", "[[A]]", "[[a b]]", "[[]]", "{a}", "[a]", "{{a_b}}" })
        CHECK(read(text) == "P(" + text + ")");
    CHECK(read("{{{a}}}") == "P({{a}})");
    CHECK(read("\\{{a}} \\[[b]]") == "P({{a}} [[b]])");
    CHECK(parse("\\{{a}} \\[[b]]").blocks.front().runs.size() == 1);
}

TEST_CASE("Links are https or mailto, others stay text", "[richtext]")
{
    CHECK(read("[a](https://example.org/x?y=1&z=2)") == "P(<https://example.org/x?y=1&z=2|a>)");
    CHECK(read("[a **b**](MAILTO:x@example.org)") == "P(<MAILTO:x@example.org|a ><MAILTO:x@example.org|*b*>)");
    for (std::string const text : { "[a](http://example.org)", "[a](javascript:alert(1))", "[a](/local)", "[a](https://)",
             "[](https://example.org)", "[a](https://example.org \"title\")", "[a](data:text/html,x)", "<https://example.org>",
             "https://example.org", "![a](https://example.org/a.png)" })
        CHECK(plain_text(parse(text)) == text);
}

TEST_CASE("Everything outside the constrained set is kept as written", "[richtext]")
{
    for (std::string const text :
        { "# Title", "###### x", "> quote", "```", "~~~ x", "`code`", "<b>bold</b>", "<script>alert(1)</script>", "<!-- c -->", "***",
            "---", "___", "- - -", "* * *", "===", "+ a", "* a", "1) a", "| a | b |", "[a]: https://example.org", "[a]: <x> 'y'",
            "&amp; &#65; &nbsp;", "a\\b", "\\", "-", "+", "*", "~~x~~", "$x$", "[^1]", "12345678901. a", "==a==", "#", ">" })
        CHECK(plain_text(parse(text)) == text);
    CHECK(plain_text(parse("Title\n===")) == "Title ===");
    CHECK(plain_text(parse("Title\n---")) == "Title ---");
    CHECK(plain_text(parse("a\n-")) == "a -");
    CHECK(plain_text(parse("- # a\n- > b\n- ```")) == "- # a\n- > b\n- ```");
    CHECK(plain_text(parse("[a\nb]: https://example.org\n\n[a b]")) == "[a b]: https://example.org\n[a b]");
    CHECK(plain_text(parse("| a | b |\n|---|---|\n| 1 | 2 |")) == "| a | b | |---|---| | 1 | 2 |");
    CHECK(plain_text(parse("    indented")) == "indented");
}

TEST_CASE("A line keeps what would be a list in a body", "[richtext]")
{
    CHECK(notation(parse_line("1. Zweck {{a}}")) == "1. Zweck {a}");
    CHECK(notation(parse_line("- a")) == "- a");
    CHECK(notation(parse_line("a\nb\n\nc")) == "a b c");
    CHECK(notation(parse_line("**a** # b")) == "*a* # b");
}

TEST_CASE("Malformed UTF-8 and NUL become the replacement character", "[richtext]")
{
    CHECK(plain_text(parse("a\xFFz")) == "a\uFFFDz");
    CHECK(plain_text(parse(std::string_view("a\0z", 3))) == "a\uFFFDz");
    CHECK(plain_text(parse("a\uFDD0\uFDD1z")) == "a\uFFFD\uFFFDz");
}

TEST_CASE("Escaped text comes back as it was", "[richtext]")
{
    for (std::string const text :
        { "# 1. *a* _b_ `c` {{d}} [[e]] <f> [g](https://example.org) !h & &amp; \\ | ~~~", "- a", "1. a", "24. November", "---", "a\nb" }) {
        auto const document = parse(escape(text));
        REQUIRE(document.blocks.size() == 1);
        CHECK(document.blocks.front().kind == BlockKind::Paragraph);
        CHECK(plain_text(document) == text);
    }
}

namespace {

/// Letters and digits, in order: what no markup may swallow. Digits of list markers are renumbered, so letters only.
std::string letters_of(std::string_view text)
{
    std::string letters;
    for (char c : text) {
        if (c >= 'a' && c <= 'z')
            letters += c;
    }
    return letters;
}

} // namespace

TEST_CASE("No input of any kind loses a letter", "[richtext]")
{
    std::mt19937 random(20261122);
    constexpr std::string_view signs = "ab c-1.*_[](){}<>#`~!\\|&:\n\n  \t>=+xhttps://y;\"'";
    for (int round = 0; round < 20'000; ++round) {
        std::string text;
        auto const length = random() % 60;
        for (unsigned i = 0; i < length; ++i)
            text += signs[random() % signs.size()];
        auto const document = parse(text);
        auto rebuilt = notation(document.blocks);
        CAPTURE(text, rebuilt);
        // Links carry their address in the run; in the notation it stands before the words.
        auto expected = letters_of(text);
        auto found = letters_of(rebuilt);
        std::sort(expected.begin(), expected.end());
        std::string sorted = found;
        std::sort(sorted.begin(), sorted.end());
        std::string missing;
        std::set_difference(expected.begin(), expected.end(), sorted.begin(), sorted.end(), std::back_inserter(missing));
        REQUIRE(missing.empty());
    }
}

TEST_CASE("Hostile texts take no more time than their length deserves", "[richtext]")
{
    auto const repeat = [](std::string_view part, std::size_t bytes) {
        std::string text;
        while (text.size() < bytes)
            text += part;
        return text;
    };
    auto const start = std::chrono::steady_clock::now();
    for (std::string_view part :
        { "*", "_a", "**a *", "[", "![", "[a](", "[[", "{{", "](", "\\", "- ", "1. ", ">", "- a\n ", "<", "&", "[a](<", "*a_ ", "a**b" }) {
        auto const document = parse(repeat(part, 100'000));
        CHECK(plain_text(document).size() < 1'000'000);
    }
    std::string nested;
    for (int depth = 0; depth < 2000; ++depth)
        nested += std::string(static_cast<std::size_t>(depth) * 2, ' ') + "- a\n";
    CHECK(plain_text(parse(nested)).size() > 2000);
    CHECK(plain_text(parse(std::string(3'000'000, 'x'))).size() == 3'000'000);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(60));
}
