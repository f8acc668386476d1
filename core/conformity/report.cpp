#include "core/conformity/report.h"

namespace konkordat::conformity {

namespace {

ReportEntry entry_of(Finding const& finding, Language language, LegalRegister const& laws)
{
    auto words = messages(finding, language, laws);
    ReportEntry entry { .rule = finding.rule->id,
        .subject = finding.subject.to_string(),
        .message = std::move(words.message),
        .explanation = std::move(words.explanation),
        .remedy = std::move(words.remedy),
        .source = std::move(words.source) };
    if (finding.waiver) {
        entry.waiver_reason = finding.waiver->reason;
        entry.waiver_author = finding.waiver->author;
        entry.waiver_date = finding.waiver->date;
    }
    return entry;
}

} // namespace

std::vector<ReportSection> conformity_report(std::vector<Finding> const& findings, Language language, LegalRegister const& laws)
{
    std::vector<ReportSection> report;
    for (auto const status : { ReportSection::Status::Open, ReportSection::Status::Waived }) {
        for (auto const severity : { Severity::Error, Severity::Warning, Severity::Note }) {
            ReportSection section { severity, status, {} };
            for (auto const& finding : findings) {
                if (finding.severity() == severity && finding.is_waived() == (status == ReportSection::Status::Waived))
                    section.entries.push_back(entry_of(finding, language, laws));
            }
            if (!section.entries.empty())
                report.push_back(std::move(section));
        }
    }
    return report;
}

} // namespace konkordat::conformity
