#include "core/templates/interview.h"

#include "core/base/utf8.h"

#include <algorithm>

namespace konkordat::templates {

namespace {

template <typename Items, typename Item>
bool contains(Items const& items, Item const& item)
{
    return std::ranges::find(items, item) != items.end();
}

LanguageMap in_languages(LanguageMap const& map, std::vector<Language> const& languages)
{
    LanguageMap part;
    for (auto const language : languages) {
        if (auto const entry = map.find(language); entry != map.end())
            part.insert(*entry);
    }
    return part;
}

/// Why the interview left a clause out, by language. Recognised again when the clause fits after all.
LanguageMap omission_reason(richtext::Words const& words, std::vector<Language> const& languages)
{
    LanguageMap reason;
    for (auto const language : languages)
        reason[language] = words.text(language, "interview.omitted");
    return reason;
}

bool is_interviews_omission(richtext::Words const& words, Clause const& clause)
{
    return clause.state == ClauseState::Omitted && !clause.omission_reason.empty()
        && std::ranges::all_of(
            clause.omission_reason, [&](auto const& entry) { return entry.second == words.text(entry.first, "interview.omitted"); });
}

bool has_member_of_kind(Agreement const& agreement, std::string const& kind)
{
    return std::ranges::any_of(agreement.organisations, [&](Organisation const& organisation) {
        return organisation.kind == kind
            && std::ranges::find(agreement.memberships, organisation.id, &Membership::organisation) != agreement.memberships.end();
    });
}

/// Changes one agreement, answer by answer.
class Reviser {
public:
    Reviser(World& world, TemplatePack const& pack, richtext::Words const& words, Agreement const& agreement)
        : m_world(world)
        , m_pack(pack)
        , m_words(words)
        , m_old_form(agreement.form)
    {
        m_revision.agreement = agreement;
    }

    Result<InterviewRevision> revise(InterviewAnswers const& answers)
    {
        KONKORDAT_CHECK(check(answers));
        auto& agreement = m_revision.agreement;
        retitle(answers);
        agreement.form = answers.form;
        agreement.scope = answers.scope;
        agreement.cantons = answers.cantons;
        for (auto const& [id, value] : answers.variables)
            agreement.variables[id] = value;
        KONKORDAT_CHECK(set_languages(answers.languages));
        for (auto const& kind : answers.kinds)
            add_organisation(kind);
        reword();
        omit_and_restore();
        KONKORDAT_CHECK(add_missing());
        add_steps();
        KONKORDAT_CHECK(check_consistency(agreement));
        return std::move(m_revision);
    }

private:
    Result<void> check(InterviewAnswers const& answers) const
    {
        for (auto const& kind : answers.kinds) {
            if (!find_organisation_kind(m_words.organisation_kinds(), kind))
                return Error { .code = ErrorCode::InvalidArgument,
                    .message = "there is no kind of organisation \"" + std::string(truncate_utf8(kind, 60)) + "\"",
                    .key = "unknown-kind",
                    .argument = std::string(truncate_utf8(kind, 60)) };
        }
        return check_instantiable(m_pack, m_words,
            { .form = answers.form,
                .scope = answers.scope,
                .cantons = answers.cantons,
                .languages = answers.languages,
                .title = {},
                .variables = answers.variables });
    }

    /// A title that still is the template's follows form and cantons.
    void retitle(InterviewAnswers const& answers)
    {
        auto& agreement = m_revision.agreement;
        auto const old_title = template_title(m_pack, m_words, agreement);
        auto future = agreement;
        future.form = answers.form;
        future.cantons = answers.cantons;
        future.languages = answers.languages;
        for (auto const& [language, text] : template_title(m_pack, m_words, future)) {
            auto const present = agreement.title.find(language);
            auto const old = old_title.find(language);
            if (present == agreement.title.end() || (old != old_title.end() && old->second == present->second))
                agreement.title[language] = text;
        }
    }

    Result<void> set_languages(std::vector<Language> const& languages)
    {
        auto& agreement = m_revision.agreement;
        for (auto const language : languages) {
            if (!contains(agreement.languages, language))
                KONKORDAT_CHECK(add_language(m_pack, agreement, language));
        }
        agreement.languages = languages;
        return {};
    }

    void add_organisation(std::string const& kind)
    {
        auto& agreement = m_revision.agreement;
        if (has_member_of_kind(agreement, kind))
            return;
        auto const& entry = *find_organisation_kind(m_words.organisation_kinds(), kind);
        Organisation organisation;
        organisation.id = OrganisationId(create_identifier(m_world, "organisation"));
        organisation.name = in_languages(entry.name, agreement.languages);
        organisation.kind = kind;
        Membership membership;
        membership.id = MembershipId(create_identifier(m_world, "membership"));
        membership.organisation = organisation.id;
        membership.group = entry.group.value_or(Group::Associate);
        membership.signs = membership.group == Group::Core;
        membership.participation = membership.group == Group::Core ? Participation::Decides : Participation::Expert;
        // Guidelines 3.3: the criminal prosecution authorities in a leading role.
        bool const has_lead = contains_role(Role::Lead);
        if (kind == "prosecution" && !has_lead)
            membership.role = Role::Lead;
        suggest_parts(organisation);
        m_revision.joined.push_back(organisation.id);
        agreement.organisations.push_back(std::move(organisation));
        agreement.memberships.push_back(std::move(membership));
    }

    bool contains_role(Role role) const
    {
        return std::ranges::find(m_revision.agreement.memberships, role, &Membership::role) != m_revision.agreement.memberships.end();
    }

    /// Its usual part in each step, if nobody has been made responsible for that step yet.
    void suggest_parts(Organisation const& organisation)
    {
        for (auto& step : m_revision.agreement.procedure)
            suggest_part(step, organisation);
    }

    void suggest_part(ProcedureStep& step, Organisation const& organisation)
    {
        auto const origin = std::ranges::find(m_pack.steps, step.id.str(), &Step::id);
        if (origin == m_pack.steps.end())
            return;
        auto const suggested = std::ranges::find(origin->suggested, organisation.kind, &SuggestedPart::organisation_kind);
        if (suggested == origin->suggested.end()
            || std::ranges::find(step.responsibilities, organisation.id, &Responsibility::organisation) != step.responsibilities.end())
            return;
        auto part = suggested->part;
        bool const taken = std::ranges::find(step.responsibilities, ResponsibilityKind::Responsible, &Responsibility::kind)
            != step.responsibilities.end();
        if (part == ResponsibilityKind::Responsible && taken)
            part = ResponsibilityKind::Participates;
        step.responsibilities.push_back({ organisation.id, part });
    }

    /// Clauses whose words differ between the old form and the new one.
    void reword()
    {
        auto& agreement = m_revision.agreement;
        if (agreement.form == m_old_form)
            return;
        for (auto& clause : agreement.clauses) {
            auto const* origin = clause.origin ? find_clause(m_pack, clause.origin->clause) : nullptr;
            auto const* alternative = origin ? find_alternative(*origin, clause.origin->alternative) : nullptr;
            if (!alternative || !origin->has_form(agreement.form))
                continue;
            auto const& wording = alternative->wording(agreement.form);
            auto const heading = in_languages(wording.heading, agreement.languages);
            auto const body = in_languages(wording.body, agreement.languages);
            if (clause.heading == heading && clause.body == body)
                continue;
            if (clause.state == ClauseState::Adapted) {
                if (wording != alternative->wording(m_old_form))
                    m_revision.kept.push_back(clause.id);
                continue;
            }
            if (clause.state == ClauseState::Omitted && !is_interviews_omission(m_words, clause))
                continue;
            clause.heading = heading;
            clause.body = body;
            m_revision.reworded.push_back(clause.id);
        }
    }

    void omit_and_restore()
    {
        auto& agreement = m_revision.agreement;
        auto const applicable = applicable_clauses(m_pack, agreement);
        for (auto& clause : agreement.clauses) {
            if (!clause.origin || !find_clause(m_pack, clause.origin->clause))
                continue;
            bool const fits = std::ranges::find(applicable, clause.origin->clause, &ClauseTemplate::id) != applicable.end();
            if (!fits && clause.state == ClauseState::AsTemplate) {
                clause.state = ClauseState::Omitted;
                clause.omission_reason = omission_reason(m_words, agreement.languages);
                m_revision.omitted.push_back(clause.id);
            } else if (!fits && clause.state == ClauseState::Adapted) {
                m_revision.kept.push_back(clause.id);
            } else if (fits && is_interviews_omission(m_words, clause)) {
                restore(clause);
                m_revision.restored.push_back(clause.id);
            }
        }
    }

    /// With the template's words of today's form and languages: it was left out since before they were chosen.
    void restore(Clause& clause)
    {
        clause.state = ClauseState::AsTemplate;
        clause.omission_reason.clear();
        auto const& agreement = m_revision.agreement;
        if (auto const* alternative = find_alternative(*find_clause(m_pack, clause.origin->clause), clause.origin->alternative)) {
            clause.heading = in_languages(alternative->wording(agreement.form).heading, agreement.languages);
            clause.body = in_languages(alternative->wording(agreement.form).body, agreement.languages);
        }
    }

    Result<void> add_missing()
    {
        auto& agreement = m_revision.agreement;
        for (auto const* missing : missing_clauses(m_pack, agreement)) {
            KONKORDAT_TRY(auto clause, create_clause(*missing, agreement.form, agreement.languages));
            // An own clause may have taken the id; the origin says where it comes from all the same.
            if (konkordat::find_clause(agreement, clause.id))
                clause.id = ClauseId(create_identifier(m_world, "clause"));
            m_revision.added.push_back(clause.id);
            auto const position = position_for(m_pack, agreement, *missing);
            agreement.clauses.insert(agreement.clauses.begin() + static_cast<std::ptrdiff_t>(position), std::move(clause));
        }
        return {};
    }

    /// Steps of the pack whose clause came into the agreement now, and links of steps to clauses that came back.
    void add_steps()
    {
        auto& agreement = m_revision.agreement;
        for (auto const& step : m_pack.steps) {
            auto const* clause = find_clause(m_pack, step.clause);
            auto const present = std::ranges::find(agreement.procedure, step.id, [](ProcedureStep const& own) { return own.id.str(); });
            auto const own_clause = std::ranges::find_if(
                agreement.clauses, [&](Clause const& own) { return own.origin && own.origin->clause == step.clause; });
            if (present != agreement.procedure.end()) {
                if (!present->clause && own_clause != agreement.clauses.end() && contains(m_revision.added, own_clause->id))
                    present->clause = own_clause->id;
                continue;
            }
            // A step that people removed does not come back; one that the old form did not have is new.
            if (!clause || !clause->has_form(agreement.form) || clause->has_form(m_old_form))
                continue;
            auto created = create_step(step, agreement);
            for (auto const& organisation : agreement.organisations)
                suggest_part(created, organisation);
            agreement.procedure.push_back(std::move(created));
        }
    }

    World& m_world;
    TemplatePack const& m_pack;
    richtext::Words const& m_words;
    Form m_old_form;
    InterviewRevision m_revision;
};

} // namespace

std::vector<Variable const*> interview_questions(TemplatePack const& pack)
{
    std::vector<Variable const*> questions;
    for (auto const& variable : pack.variables) {
        if (variable.interview)
            questions.push_back(&variable);
    }
    return questions;
}

std::vector<std::string> usual_kinds(std::vector<OrganisationKind> const& kinds)
{
    std::vector<std::string> usual;
    for (auto const& kind : kinds) {
        // Police and migration services of major cities take part "if appropriate" (Guidelines 3.3).
        if (kind.guidelines == "3.3" && !kind.id.starts_with("city-"))
            usual.push_back(kind.id);
    }
    return usual;
}

InterviewAnswers first_answers(TemplatePack const& pack, std::vector<OrganisationKind> const& kinds)
{
    InterviewAnswers answers;
    answers.kinds = usual_kinds(kinds);
    for (auto const* question : interview_questions(pack)) {
        if (question->default_value)
            answers.variables[question->id] = *question->default_value;
    }
    return answers;
}

InterviewAnswers answers_from(TemplatePack const& pack, Agreement const& agreement)
{
    InterviewAnswers answers { .form = agreement.form,
        .scope = agreement.scope,
        .cantons = agreement.cantons,
        .languages = agreement.languages,
        .kinds = {},
        .variables = {} };
    for (auto const& organisation : agreement.organisations) {
        if (!organisation.kind.empty() && !contains(answers.kinds, organisation.kind) && has_member_of_kind(agreement, organisation.kind))
            answers.kinds.push_back(organisation.kind);
    }
    for (auto const* question : interview_questions(pack)) {
        if (auto const value = agreement.variables.find(question->id); value != agreement.variables.end())
            answers.variables.insert(*value);
    }
    return answers;
}

Result<InterviewRevision> revise(
    World& world, TemplatePack const& pack, richtext::Words const& words, Agreement const& agreement, InterviewAnswers const& answers)
{
    return Reviser(world, pack, words, agreement).revise(answers);
}

Result<Agreement> start_draft(
    World& world, TemplatePack const& pack, richtext::Words const& words, InterviewAnswers const& answers, LanguageMap const& title)
{
    KONKORDAT_TRY(auto const agreement,
        instantiate(world, pack, words,
            { .form = answers.form,
                .scope = answers.scope,
                .cantons = answers.cantons,
                .languages = answers.languages,
                .title = title,
                .variables = answers.variables }));
    KONKORDAT_TRY(auto revision, revise(world, pack, words, agreement, answers));
    return std::move(revision.agreement);
}

} // namespace konkordat::templates
