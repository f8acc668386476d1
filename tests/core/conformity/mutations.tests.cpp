#include "tests/core/conformity/conforming_agreement.h"

#include <catch2/catch_test_macros.hpp>

#include <functional>

using namespace konkordat;
using namespace konkordat::tests;

namespace {

struct Mutation {
    std::string rule;
    std::string subject;
    std::function<void(Agreement&)> corrupt;
};

void of_steps(Agreement const& base, std::vector<Mutation>& mutations)
{
    for (std::size_t i = 0; i < base.procedure.size(); ++i) {
        auto const subject = "step:" + base.procedure[i].id.str();
        mutations.push_back({ "step-responsible", subject, [i](Agreement& a) { a.procedure[i].responsibilities.clear(); } });
        mutations.push_back({ "step-trigger", subject, [i](Agreement& a) { a.procedure[i].trigger.clear(); } });
        mutations.push_back({ "step-clause", subject, [i](Agreement& a) { a.procedure[i].clause.reset(); } });
        mutations.push_back({ "step-clause-omitted", subject,
            [i](Agreement& a) { clause_of(a, a.procedure[i].clause->str()).state = ClauseState::Omitted; } });
        auto const clause = base.procedure[i].clause;
        mutations.push_back({ "step-" + base.procedure[i].kind, clause ? "clause:" + clause->str() : "",
            [i](Agreement& a) { a.procedure.erase(a.procedure.begin() + static_cast<std::ptrdiff_t>(i)); } });
    }
}

void of_people(Agreement const& base, std::vector<Mutation>& mutations)
{
    for (std::size_t i = 0; i < base.memberships.size(); ++i) {
        mutations.push_back(
            { "membership-ended", "membership:" + base.memberships[i].id.str(), [i](Agreement& a) { a.memberships[i].until = Date(); } });
        mutations.push_back({ "organisation-without-membership", "organisation:" + base.memberships[i].organisation.str(),
            [i](Agreement& a) { a.memberships.erase(a.memberships.begin() + static_cast<std::ptrdiff_t>(i)); } });
        mutations.push_back({ "member-address", "organisation:" + base.organisations[i].id.str(),
            [i](Agreement& a) { a.organisations[i].address.clear(); } });
    }
    for (std::size_t i = 0; i < base.contacts.size(); ++i) {
        auto const subject = "contact:" + base.contacts[i].id.str();
        mutations.push_back({ "contact-phone", subject, [i](Agreement& a) { a.contacts[i].phone.clear(); } });
        mutations.push_back({ "contact-email", subject, [i](Agreement& a) { a.contacts[i].email.clear(); } });
        mutations.push_back({ "expert-mandate-ended", subject, [i](Agreement& a) { a.contacts[i].until = Date(); } });
        if (!base.contacts[i].substitute_for)
            mutations.push_back({ "expert-substitute", subject,
                [i](Agreement& a) { a.contacts.erase(a.contacts.begin() + static_cast<std::ptrdiff_t>(i) + 1); } });
    }
}

/// The last digit of the first number in the text, changed.
bool change_number(std::string& text)
{
    auto const digit = text.find_first_of("0123456789");
    if (digit == std::string::npos)
        return false;
    text[digit] = text[digit] == '9' ? '8' : static_cast<char>(text[digit] + 1);
    return true;
}

void of_clauses(Agreement const& base, std::vector<Mutation>& mutations)
{
    for (std::size_t i = 0; i < base.clauses.size(); ++i) {
        auto const& clause = base.clauses[i];
        auto const french = "clause:" + clause.id.str() + "/fr";
        mutations.push_back({ "heading-language", french, [i](Agreement& a) { a.clauses[i].heading.erase(Language::French); } });
        if (!clause.body.empty() && !clause.body.at(Language::French).empty())
            mutations.push_back({ "body-language", french, [i](Agreement& a) { a.clauses[i].body.erase(Language::French); } });
        mutations.push_back(
            { "omission-reason", "clause:" + clause.id.str(), [i](Agreement& a) { a.clauses[i].state = ClauseState::Omitted; } });
        mutations.push_back({ "dangling-reference", french, [i](Agreement& a) { a.clauses[i].body[Language::French] += " [[nowhere]]"; } });
        mutations.push_back({ "stale-anag", french, [i](Agreement& a) { a.clauses[i].heading[Language::French] += " (LSEE)"; } });
    }
}

void of_variables(ConformityFixture const& fixture, Agreement const& base, std::vector<Mutation>& mutations)
{
    for (auto const& variable : fixture.pack.variables) {
        bool const used = std::ranges::any_of(base.clauses, [&](Clause const& clause) {
            auto const body = clause.body.find(Language::German);
            return clause.state != ClauseState::Omitted && body != clause.body.end()
                && body->second.find("{{" + variable.id + "}}") != std::string::npos;
        });
        if (used)
            mutations.push_back({ variable.required ? "open-variable" : "open-optional-variable", "variable:" + variable.id,
                [id = variable.id](Agreement& a) { a.variables.erase(id); } });
    }
}

} // namespace

TEST_CASE("Whatever is taken from a conforming agreement, the check names it", "[conformity]")
{
    ConformityFixture const fixture;
    auto const base = fixture.conforming();
    std::vector<Mutation> mutations;
    of_steps(base, mutations);
    of_people(base, mutations);
    of_clauses(base, mutations);
    of_variables(fixture, base, mutations);
    CHECK(mutations.size() >= 200);
    for (auto const& mutation : mutations) {
        auto agreement = base;
        mutation.corrupt(agreement);
        CAPTURE(mutation.rule, mutation.subject);
        CHECK(has_finding(fixture.check(agreement), mutation.rule, mutation.subject));
    }
}

TEST_CASE("A number or an article that is changed in one language is named", "[conformity]")
{
    ConformityFixture const fixture;
    auto const base = fixture.conforming();
    int changed = 0;
    for (std::size_t i = 0; i < base.clauses.size(); ++i) {
        auto agreement = base;
        auto const body = agreement.clauses[i].body.find(Language::French);
        // "1." of a list is no number, and what stands in a placeholder is an id.
        if (body == agreement.clauses[i].body.end() || body->second.find("1. ") != std::string::npos || !change_number(body->second))
            continue;
        auto const subject = "clause:" + agreement.clauses[i].id.str() + "/fr";
        CAPTURE(subject, body->second);
        auto const findings = fixture.check(agreement);
        CHECK((has_finding(findings, "parity-numbers", subject) || has_finding(findings, "parity-citations", subject)
            || has_finding(findings, "parity-dates", subject)));
        ++changed;
    }
    CHECK(changed >= 15);
}
