#include "core/lifecycle/approval.h"

#include "core/richtext/richtext.h"

#include <algorithm>
#include <map>
#include <set>

namespace konkordat::lifecycle {

namespace {

bool is_in_document(Clause const& clause) { return clause.state != ClauseState::Omitted; }

std::vector<Clause const*> document_of(Agreement const& agreement)
{
    std::vector<Clause const*> clauses;
    for (auto const& clause : agreement.clauses) {
        if (is_in_document(clause))
            clauses.push_back(&clause);
    }
    return clauses;
}

/// Where it came from and whether it was adapted are remarks on a clause, not its content.
bool reads_the_same(Clause const& a, Clause const& b)
{
    return a.kind == b.kind && a.heading == b.heading && a.body == b.body && a.law == b.law && a.generated == b.generated;
}

std::set<std::string> changed_variables(Agreement const& a, Agreement const& b)
{
    std::set<std::string> changed;
    auto const collect = [&](Agreement const& one, Agreement const& other) {
        for (auto const& [id, value] : one.variables) {
            auto const found = other.variables.find(id);
            if (found == other.variables.end() || !(found->second == value))
                changed.insert(id);
        }
    };
    collect(a, b);
    collect(b, a);
    return changed;
}

bool uses_any(Clause const& clause, std::set<std::string> const& variables)
{
    if (variables.empty())
        return false;
    auto const uses = [&](LanguageMap const& texts) {
        return std::ranges::any_of(texts, [&](auto const& text) {
            auto const used = richtext::variables_in(richtext::parse(text.second));
            return std::ranges::any_of(used, [&](std::string const& variable) { return variables.contains(variable); });
        });
    };
    return uses(clause.body) || uses(clause.heading);
}

/// What a generated clause shows of the rest of the agreement.
bool shows_changed_part(Clause const& clause, std::vector<ApprovedPart> const& parts)
{
    auto const changed = [&](ApprovedPart part) { return std::ranges::find(parts, part) != parts.end(); };
    switch (clause.generated) {
    case Generated::None: break;
    case Generated::Members:
    case Generated::Contacts:
    case Generated::Signatures: return changed(ApprovedPart::Parties);
    case Generated::Responsibilities:
    case Generated::Procedure: return changed(ApprovedPart::Parties) || changed(ApprovedPart::Procedure);
    }
    return false;
}

std::vector<ApprovedPart> differing_parts(Agreement const& a, Agreement const& b)
{
    std::vector<ApprovedPart> parts;
    auto const add = [&](ApprovedPart part, bool differs) {
        if (differs)
            parts.push_back(part);
    };
    add(ApprovedPart::Title, a.title != b.title);
    add(ApprovedPart::Form, a.form != b.form || a.scope != b.scope || a.cantons != b.cantons || a.languages != b.languages);
    add(ApprovedPart::Mandate, !(a.mandate == b.mandate));
    add(ApprovedPart::Particulars, !changed_variables(a, b).empty());
    add(ApprovedPart::Parties, a.organisations != b.organisations || a.memberships != b.memberships || a.contacts != b.contacts);
    add(ApprovedPart::Procedure, a.procedure != b.procedure);
    add(ApprovedPart::Appearance, !(a.appearance == b.appearance));
    return parts;
}

} // namespace

ApprovalComparison compare_with_signed(Agreement const& signed_version, Agreement const& now)
{
    ApprovalComparison comparison;
    comparison.parts = differing_parts(signed_version, now);
    auto const variables = changed_variables(signed_version, now);
    std::map<ClauseId, Clause const*> before;
    for (auto const* clause : document_of(signed_version))
        before.emplace(clause->id, clause);
    std::vector<ClauseId> common;
    for (auto const* clause : document_of(now)) {
        auto const found = before.find(clause->id);
        if (found == before.end()) {
            comparison.added.push_back(clause->id);
            continue;
        }
        common.push_back(clause->id);
        bool const stands = reads_the_same(*found->second, *clause) && !uses_any(*clause, variables)
            && !shows_changed_part(*clause, comparison.parts);
        (stands ? comparison.standing : comparison.reopened).push_back(clause->id);
        before.erase(found);
    }
    std::vector<ClauseId> common_before;
    for (auto const* clause : document_of(signed_version)) {
        if (before.contains(clause->id))
            comparison.removed.push_back(*clause);
        else
            common_before.push_back(clause->id);
    }
    comparison.is_reordered = common != common_before;
    return comparison;
}

} // namespace konkordat::lifecycle
