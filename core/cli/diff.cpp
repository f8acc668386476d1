#include "core/cli/diff.h"

#include "core/cli/arguments.h"
#include "core/cli/diff_text.h"
#include "core/cli/files.h"
#include "core/codec/agreement_json.h"
#include "core/review/difference_json.h"

namespace konkordat::cli {

namespace {

/// The language asked for, else the agreement's first one.
Result<Language> chosen_language(Arguments const& arguments, Agreement const& agreement)
{
    KONKORDAT_TRY(auto const code, arguments.optional("--lang"));
    if (!code)
        return agreement.languages.front();
    return parse_language(*code);
}

} // namespace

Result<Outcome> show_difference(World& world, std::span<std::string const> words)
{
    KONKORDAT_TRY(auto const arguments, Arguments::parse(words, { { "--json", OptionKind::Flag }, { "--lang" } }));
    KONKORDAT_TRY(auto const inputs, arguments.positional({ "OLD.json", "NEW.json" }));
    KONKORDAT_TRY(auto const before, read_agreement_file(inputs[0]));
    KONKORDAT_TRY(auto const after, read_agreement_file(inputs[1]));
    KONKORDAT_TRY(auto const language, chosen_language(arguments, after));
    auto const difference = review::difference(before, after);
    if (arguments.has("--json")) {
        KONKORDAT_CHECK(print(review::write_difference(after.id, difference)));
    } else {
        KONKORDAT_TRY(auto const document_words, richtext::Words::load(world));
        KONKORDAT_CHECK(print(difference_text(difference, { before, after }, document_words, language)));
    }
    return difference.empty() ? Outcome::Done : Outcome::FoundSomething;
}

Result<Outcome> merge_agreements(World& world, std::span<std::string const> words)
{
    KONKORDAT_TRY(auto const arguments, Arguments::parse(words, { { "--json", OptionKind::Flag }, { "--lang" }, { "-o" } }));
    KONKORDAT_TRY(auto const inputs, arguments.positional({ "BASE.json", "OURS.json", "THEIRS.json" }));
    KONKORDAT_TRY(auto const output, arguments.required("-o"));
    for (auto const& input : inputs)
        KONKORDAT_CHECK(check_not_same_file(input, output));
    KONKORDAT_TRY(auto const base, read_agreement_file(inputs[0]));
    KONKORDAT_TRY(auto const ours, read_agreement_file(inputs[1]));
    KONKORDAT_TRY(auto const theirs, read_agreement_file(inputs[2]));
    KONKORDAT_TRY(auto const language, chosen_language(arguments, base));
    auto merged = review::merge(base, ours, theirs);
    if (!merged)
        return std::move(merged).error().in_file(ours.id == base.id ? inputs[2] : inputs[1]);
    KONKORDAT_TRY(auto const document_words, richtext::Words::load(world));
    KONKORDAT_CHECK(write_file(output, write_agreement(merged->agreement)));
    if (arguments.has("--json"))
        KONKORDAT_CHECK(print(review::write_conflicts(base.id, merged->conflicts)));
    else
        KONKORDAT_CHECK(print(conflicts_text(merged->conflicts, { base, merged->agreement }, document_words, language)));
    return merged->clean() ? Outcome::Done : Outcome::FoundSomething;
}

} // namespace konkordat::cli
