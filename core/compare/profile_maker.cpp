#include "core/compare/profile_maker.h"

#include <algorithm>
#include <utility>

namespace konkordat::compare {

namespace {

std::map<std::string, LanguageMap> citations(LegalRegister const& laws)
{
    std::map<std::string, LanguageMap> all;
    for (auto const& reference : laws.references) {
        for (auto const language : all_languages)
            all[reference.id][language] = citation(reference, language);
    }
    return all;
}

ConformityCounts counts(std::vector<conformity::Finding> const& findings)
{
    ConformityCounts counts;
    for (auto const& finding : findings) {
        if (finding.is_waived())
            ++counts.waived;
        else if (finding.severity() == conformity::Severity::Error)
            ++counts.errors;
        else if (finding.severity() == conformity::Severity::Warning)
            ++counts.warnings;
    }
    return counts;
}

} // namespace

ProfileMaker::ProfileMaker(DimensionSet const& dimensions, LegalRegister const& laws, conformity::RuleSet const& rules, Date today)
    : m_dimensions(dimensions)
    , m_context { .today = today, .law = citations(laws) }
    , m_checker(rules)
{
}

Profile ProfileMaker::make(Agreement const& agreement, templates::TemplatePack const* pack, std::string verification)
{
    m_context.conformity = counts(m_checker.check(agreement, pack, m_context.today));
    auto profile = profile_of(agreement, m_dimensions, m_context);
    profile.verification = std::move(verification);
    return profile;
}

void add_notes(std::vector<Profile>& profiles, std::vector<Profile> const& notes)
{
    for (auto const& note : notes) {
        auto const same = std::ranges::find(profiles, note.id, &Profile::id);
        if (same == profiles.end())
            profiles.push_back(note);
        else
            add_statements(*same, note);
    }
}

} // namespace konkordat::compare
