#include "core/pdf/report.h"

#include "core/conformity/report.h"
#include "core/richtext/resolve.h"

namespace konkordat::pdf {

namespace {

using conformity::ReportEntry;
using conformity::ReportSection;

std::string section_key(ReportSection const& section)
{
    if (section.status == ReportSection::Status::Waived)
        return "report.waived";
    return "report." + std::string(conformity::name_of(section.severity));
}

/// Who accepted it, when and why; for an open finding what to do.
std::string answer_to(ReportEntry const& entry, Language language)
{
    if (entry.waiver_reason.empty())
        return entry.remedy;
    auto answer = entry.waiver_reason;
    if (!entry.waiver_author.empty() || entry.waiver_date) {
        answer += " (" + entry.waiver_author;
        if (entry.waiver_date)
            answer += (entry.waiver_author.empty() ? "" : ", ") + entry.waiver_date->to_short_text(language);
        answer += ")";
    }
    return answer;
}

layout::Report create_report(
    std::vector<conformity::Finding> const& findings, Language language, LegalRegister const& law, richtext::Words const& words, Date today)
{
    layout::Report report;
    report.title = words.text(language, "report.title");
    auto const date = today.to_short_text(language);
    auto const as_of = law.as_of.to_short_text(language);
    auto const sections = conformity::conformity_report(findings, language, law);
    report.introduction = words.fill(
        language, sections.empty() ? "report.nothing" : "report.introduction", { { "date", date }, { "law", as_of } });
    for (auto const* key : { "report.finding", "report.answer", "report.source" })
        report.columns.emplace_back(words.text(language, key));
    for (auto const& section : sections) {
        layout::Report::Section printed { .title = std::string(words.text(language, section_key(section))), .rows = {} };
        for (auto const& entry : section.entries)
            printed.rows.push_back({ entry.message, answer_to(entry, language), entry.source });
        report.sections.push_back(std::move(printed));
    }
    return report;
}

} // namespace

Result<std::map<Language, layout::Report>> conformity_reports(
    World& world, Agreement const& agreement, templates::TemplatePack const* pack, std::vector<Language> const& languages)
{
    KONKORDAT_TRY(auto const rules, conformity::load_rules(world));
    KONKORDAT_TRY(auto const law, load_legal_register(world));
    KONKORDAT_TRY(auto const words, richtext::Words::load(world));
    auto const findings = conformity::check(rules, agreement, pack, world.today());
    std::map<Language, layout::Report> reports;
    for (auto const language : languages.empty() ? agreement.languages : languages)
        reports[language] = create_report(findings, language, law, words, world.today());
    return reports;
}

} // namespace konkordat::pdf
