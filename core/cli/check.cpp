#include "core/cli/check.h"

#include "core/cli/arguments.h"
#include "core/cli/files.h"
#include "core/conformity/fixes.h"
#include "core/conformity/report.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace konkordat::cli {

namespace {

using conformity::Finding;
using conformity::Severity;

constexpr std::string_view findings_format = "konkordat-findings/1";

/// Everything that a listing needs.
struct Checked {
    conformity::RuleSet rules;
    LegalRegister laws;
    Agreement agreement;
    std::optional<templates::TemplatePack> pack;
    std::vector<Finding> findings; ///< refer to `rules`, whose buffer stays where it is
    Language language = Language::German;
    Date today;

    [[nodiscard]] templates::TemplatePack const* its_pack() const { return pack ? &*pack : nullptr; }
};

struct Headings {
    std::string_view errors;
    std::string_view warnings;
    std::string_view notes;
    std::string_view waived;
    std::string_view nothing;
    std::string_view reason;
};

Headings headings(Language language)
{
    switch (language) {
    case Language::German: return { "Fehler", "Warnungen", "Hinweise", "Begründet hingenommen", "Keine Feststellungen", "Begründung: " };
    case Language::French: return { "Erreurs", "Avertissements", "Remarques", "Acceptés avec motif", "Aucun constat", "Motif : " };
    case Language::Italian:
        return { "Errori", "Avvertimenti", "Note", "Accettate con motivazione", "Nessuna constatazione", "Motivazione: " };
    case Language::English: return { "Errors", "Warnings", "Notes", "Accepted with a reason", "No findings", "Reason: " };
    }
    return {};
}

std::string_view heading_of(conformity::ReportSection const& section, Headings const& words)
{
    if (section.status == conformity::ReportSection::Status::Waived)
        return words.waived;
    return section.severity == Severity::Error ? words.errors : section.severity == Severity::Warning ? words.warnings : words.notes;
}

/// One line whatever a name or a reason holds.
std::string one_line(std::string text)
{
    std::ranges::replace_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
    return text;
}

std::string listing(Checked const& checked)
{
    auto const words = headings(checked.language);
    std::string text;
    std::string_view last;
    for (auto const& section : conformity::conformity_report(checked.findings, checked.language, checked.laws)) {
        auto const heading = heading_of(section, words);
        if (heading != last)
            text += (text.empty() ? "" : "\n") + std::string(heading) + "\n";
        last = heading;
        for (auto const& entry : section.entries) {
            text += "  " + entry.rule + (entry.subject.empty() ? "" : " " + entry.subject) + ": " + one_line(entry.message) + "\n";
            if (entry.waiver_reason.empty())
                text += "      " + entry.remedy + " (" + entry.source + ")\n";
            else
                text += "      " + std::string(words.reason) + one_line(entry.waiver_reason) + "\n";
        }
    }
    return text.empty() ? std::string(words.nothing) + "\n" : text;
}

nlohmann::json json_of(Finding const& finding, Checked const& checked)
{
    auto const words = conformity::messages(finding, checked.language, checked.laws);
    nlohmann::json entry { { "rule", finding.rule->id }, { "severity", conformity::name_of(finding.severity()) },
        { "subject", finding.subject.to_string() }, { "message", words.message }, { "explanation", words.explanation },
        { "remedy", words.remedy }, { "source", words.source },
        { "fixable", conformity::fix_for(finding, checked.agreement, checked.its_pack()).has_value() } };
    if (finding.waiver) {
        entry["waiver"] = { { "reason", finding.waiver->reason }, { "author", finding.waiver->author } };
        if (finding.waiver->date)
            entry["waiver"]["date"] = finding.waiver->date->to_string();
    }
    return entry;
}

std::string json_listing(Checked const& checked)
{
    auto const count = [&](Severity severity) {
        return std::ranges::count_if(
            checked.findings, [&](Finding const& finding) { return finding.severity() == severity && !finding.is_waived(); });
    };
    nlohmann::json result { { "format", findings_format }, { "agreement", checked.agreement.id.str() },
        { "language", language_code(checked.language) }, { "checkedOn", checked.today.to_string() },
        { "lawAsOf", checked.laws.as_of.to_string() },
        { "counts",
            { { "error", count(Severity::Error) }, { "warning", count(Severity::Warning) }, { "note", count(Severity::Note) },
                { "waived", std::ranges::count_if(checked.findings, &Finding::is_waived) } } },
        { "findings", nlohmann::json::array() } };
    for (auto const& finding : checked.findings)
        result["findings"].push_back(json_of(finding, checked));
    return result.dump(1) + "\n";
}

/// The agreement's template, if this program has it.
Result<std::optional<templates::TemplatePack>> its_pack(World& world, Agreement const& agreement)
{
    auto const ids = templates::pack_ids(world);
    if (std::ranges::find(ids, agreement.template_reference.id) == ids.end())
        return std::optional<templates::TemplatePack>();
    KONKORDAT_TRY(auto pack, templates::load_pack(world, agreement.template_reference.id));
    return std::optional(std::move(pack));
}

Result<void> look(World& world, std::string const& path, Checked& checked)
{
    KONKORDAT_TRY(checked.agreement, read_agreement_file(path));
    KONKORDAT_TRY(checked.rules, conformity::load_rules(world));
    KONKORDAT_TRY(checked.laws, load_legal_register(world));
    KONKORDAT_TRY(checked.pack, its_pack(world, checked.agreement));
    checked.today = world.today();
    checked.findings = conformity::check(checked.rules, checked.agreement, checked.its_pack(), checked.today);
    return {};
}

} // namespace

Result<Outcome> check_agreement(World& world, std::span<std::string const> words)
{
    KONKORDAT_TRY(auto const arguments, Arguments::parse(words, { { "--json", OptionKind::Flag }, { "--lang" } }));
    KONKORDAT_TRY(auto const inputs, arguments.positional({ "FILE.json" }));
    KONKORDAT_TRY(auto const code, arguments.optional("--lang"));
    std::optional<Language> language;
    if (code) {
        KONKORDAT_TRY(language, parse_language(*code));
    }
    Checked checked;
    KONKORDAT_CHECK(look(world, inputs.front(), checked));
    checked.language = language.value_or(checked.agreement.languages.front());
    KONKORDAT_CHECK(print(arguments.has("--json") ? json_listing(checked) : listing(checked)));
    return std::ranges::any_of(checked.findings, conformity::counts) ? Outcome::FoundSomething : Outcome::Done;
}

} // namespace konkordat::cli
