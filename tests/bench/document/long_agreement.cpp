#include "tests/bench/document/long_agreement.h"

#include "core/examples/examples.h"
#include "core/pdf/export.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace konkordat::bench {

namespace {

constexpr std::string_view example = "grossenfels-contract";

bool is_main_text(Clause const& clause) { return clause.kind == ClauseKind::Section || clause.kind == ClauseKind::Clause; }

/// Its sentences begin with another one, and name the part they belong to.
std::string reworded_paragraph(std::string_view paragraph, std::size_t copy)
{
    std::vector<std::string> sentences;
    for (std::size_t begin = 0; begin < paragraph.size();) {
        std::size_t const end = std::min(paragraph.find(". ", begin), paragraph.size());
        sentences.emplace_back(paragraph.substr(begin, end - begin));
        begin = std::min(end + 2, paragraph.size());
    }
    std::ranges::rotate(sentences, sentences.begin() + static_cast<std::ptrdiff_t>(copy % sentences.size()));
    std::string text;
    for (std::string& sentence : sentences) {
        while (!sentence.empty() && sentence.back() == '.')
            sentence.pop_back();
        text += (text.empty() ? "" : " ") + sentence + ".";
    }
    return text + " Dies gilt sinngemäss für Teil " + std::to_string(copy + 1) + ".";
}

/// Lists stay as they are but for their first entry.
std::string reworded(std::string_view body, std::size_t copy)
{
    std::string text;
    for (std::size_t begin = 0; begin < body.size();) {
        std::size_t const end = std::min(body.find("\n\n", begin), body.size());
        std::string_view const block = body.substr(begin, end - begin);
        bool const one_line = block.find('\n') == std::string_view::npos && !block.starts_with("- ") && !block.starts_with("1.");
        text += text.empty() ? "" : "\n\n";
        text += one_line && !block.empty() ? reworded_paragraph(block, copy) : std::string(block);
        begin = std::min(end + 2, body.size());
    }
    return text;
}

/// The main text of `agreement` once more, as clauses of its own.
std::vector<Clause> copy_of(std::vector<Clause> const& clauses, std::size_t copy)
{
    std::vector<Clause> result;
    std::string const suffix = "-" + std::to_string(copy + 1);
    for (Clause clause : clauses) {
        if (!is_main_text(clause) || clause.generated != Generated::None || clause.state == ClauseState::Omitted)
            continue;
        clause.id = ClauseId(clause.id.str() + suffix);
        clause.state = ClauseState::Own;
        clause.origin.reset();
        for (auto& [language, heading] : clause.heading)
            heading += " (Teil " + std::to_string(copy + 1) + ")";
        for (auto& [language, body] : clause.body)
            body = reworded(body, copy);
        result.push_back(std::move(clause));
    }
    return result;
}

/// `base` with the first `count` clauses of `main_text` for its own.
Agreement with_main_text(Agreement const& base, std::vector<Clause> const& main_text, std::size_t count)
{
    Agreement agreement = base;
    auto const first = std::ranges::find_if(agreement.clauses, is_main_text);
    auto const at = std::distance(agreement.clauses.begin(), first);
    std::erase_if(agreement.clauses, is_main_text);
    agreement.clauses.insert(agreement.clauses.begin() + at, main_text.begin(), main_text.begin() + static_cast<std::ptrdiff_t>(count));
    for (ProcedureStep& step : agreement.procedure) {
        if (step.clause && find_clause(agreement, *step.clause) == nullptr)
            step.clause.reset();
    }
    return agreement;
}

Result<std::size_t> page_count(World& world, Agreement const& agreement)
{
    KONKORDAT_TRY(auto const document, pdf::layout_for_export(world, agreement, {}));
    return document.pages.size();
}

} // namespace

Result<Agreement> agreement_of_pages(World& world, std::size_t pages)
{
    KONKORDAT_TRY(auto const words, richtext::Words::load(world));
    KONKORDAT_TRY(auto base, build_example(world, words, example));
    base.id = AgreementId("agreement-aaaaaaaaaaaaaaaaaaaa");
    base.created_at = base.modified_at = Timestamp { 1'780'000'000 };
    std::vector<Clause> main_text;
    std::ranges::copy_if(base.clauses, std::back_inserter(main_text), is_main_text);
    for (std::size_t copy = 1;; ++copy) {
        KONKORDAT_TRY(auto const reached, page_count(world, with_main_text(base, main_text, main_text.size())));
        if (reached > pages || main_text.size() + base.clauses.size() * 2 > limits::max_clauses)
            break;
        std::ranges::move(copy_of(base.clauses, copy), std::back_inserter(main_text));
    }
    std::size_t enough = 1;
    for (std::size_t too_many = main_text.size() + 1; enough + 1 < too_many;) {
        std::size_t const count = (enough + too_many) / 2;
        KONKORDAT_TRY(auto const reached, page_count(world, with_main_text(base, main_text, count)));
        (reached <= pages ? enough : too_many) = count;
    }
    Agreement agreement = with_main_text(base, main_text, enough);
    KONKORDAT_CHECK(check_consistency(agreement));
    return agreement;
}

TypingPlace middle_of(Agreement const& agreement)
{
    std::size_t const half = agreement.clauses.size() / 2;
    for (std::size_t i = 0; i < agreement.clauses.size(); ++i) {
        std::size_t const at = (half + i) % agreement.clauses.size();
        auto const body = agreement.clauses[at].body.find(agreement.languages.front());
        if (agreement.clauses[at].state == ClauseState::Omitted || body == agreement.clauses[at].body.end() || body->second.size() < 200)
            continue;
        std::string const& text = body->second;
        auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
        for (std::size_t offset = text.size() / 3; offset + 1 < text.size(); ++offset) {
            if (is_letter(text[offset - 1]) && is_letter(text[offset]) && text.find('}', offset) >= text.find('{', offset))
                return { at, offset };
        }
    }
    return {};
}

} // namespace konkordat::bench
