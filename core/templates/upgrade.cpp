#include "core/templates/upgrade.h"

#include "core/base/three_way.h"

#include <algorithm>

namespace konkordat::templates {

namespace {

LanguageMap in_languages(LanguageMap const& map, std::vector<Language> const& languages)
{
    LanguageMap part;
    for (auto const language : languages) {
        if (auto const entry = map.find(language); entry != map.end())
            part.insert(*entry);
    }
    return part;
}

Wording in_languages(Wording const& wording, std::vector<Language> const& languages)
{
    return { in_languages(wording.heading, languages), in_languages(wording.body, languages), in_languages(wording.guidance, languages) };
}

bool same_words(Wording const& left, Wording const& right) { return left.heading == right.heading && left.body == right.body; }

std::string_view text_of(LanguageMap const& map, Language language)
{
    auto const entry = map.find(language);
    return entry == map.end() ? std::string_view {} : std::string_view(entry->second);
}

/// Merges one text in every language; false if there is a conflict.
bool merge(LanguageMap const& base, LanguageMap const& mine, LanguageMap const& theirs, std::vector<Language> const& languages,
    LanguageMap& merged)
{
    bool clean = true;
    for (auto const language : languages) {
        auto result = merge_lines(text_of(base, language), text_of(mine, language), text_of(theirs, language));
        clean = clean && !result.conflict;
        if (!result.text.empty())
            merged[language] = std::move(result.text);
    }
    return clean;
}

void find_merge(ClauseUpgrade& upgrade, std::vector<Language> const& languages)
{
    if (!upgrade.adapted)
        return;
    if (!upgrade.base_known) {
        upgrade.conflict = true;
        return;
    }
    bool const heading = merge(upgrade.base.heading, upgrade.mine.heading, upgrade.theirs.heading, languages, upgrade.merged.heading);
    bool const body = merge(upgrade.base.body, upgrade.mine.body, upgrade.theirs.body, languages, upgrade.merged.body);
    upgrade.conflict = !heading || !body;
    if (upgrade.conflict)
        upgrade.merged = {};
}

Wording const* wording_of(TemplatePack const& pack, ClauseOrigin const& origin, Form form)
{
    auto const* clause = find_clause(pack, origin.clause);
    if (!clause || !clause->has_form(form))
        return nullptr;
    auto const* alternative = find_alternative(*clause, origin.alternative);
    // An alternative that the pack gave up: its clause speaks through the default one.
    if (!alternative)
        alternative = find_alternative(*clause, {});
    return alternative ? &alternative->wording(form) : nullptr;
}

/// Compares one clause of the agreement with both versions of its template.
std::optional<ClauseUpgrade> compare_clause(
    TemplatePack const* former, TemplatePack const& current, Agreement const& agreement, Clause const& clause)
{
    auto const& languages = agreement.languages;
    auto const* base = former ? wording_of(*former, *clause.origin, agreement.form) : nullptr;
    auto const* theirs = wording_of(current, *clause.origin, agreement.form);
    if (!base && !theirs)
        return {};
    ClauseUpgrade upgrade { .kind = theirs ? UpgradeKind::Changed : UpgradeKind::Dropped,
        .template_clause = clause.origin->clause,
        .clause = clause.id,
        .adapted = clause.state == ClauseState::Adapted,
        .base_known = base != nullptr };
    upgrade.mine = { clause.heading, clause.body, {} };
    if (base)
        upgrade.base = in_languages(*base, languages);
    if (!theirs)
        return upgrade;
    upgrade.theirs = in_languages(*theirs, languages);
    bool const upstream_changed = base ? !same_words(upgrade.base, upgrade.theirs) : !same_words(upgrade.mine, upgrade.theirs);
    if (!upstream_changed || same_words(upgrade.mine, upgrade.theirs))
        return {};
    find_merge(upgrade, languages);
    return upgrade;
}

void copy_citations(Clause& clause, ClauseTemplate const& source)
{
    clause.guidelines = source.guidelines;
    clause.law = source.law;
    clause.generated = source.generated;
}

/// Carries the choices into a copy of the agreement.
class Applier {
public:
    Applier(TemplatePack const& current, richtext::Words const& words, Agreement const& agreement)
        : m_current(current)
        , m_words(words)
        , m_agreement(agreement)
    {
    }

    Result<Agreement> apply(Upgrade const& upgrade, std::map<std::string, UpgradeChoice> const& choices)
    {
        for (auto const& variable : m_current.variables) {
            if (variable.default_value)
                set_default(variable);
        }
        for (auto const& entry : upgrade.clauses) {
            auto const picked = choices.find(entry.template_clause);
            KONKORDAT_CHECK(apply(entry, picked == choices.end() ? recommended_choice(entry) : picked->second));
        }
        m_agreement.template_reference.version = m_current.version;
        KONKORDAT_CHECK(check_consistency(m_agreement));
        return std::move(m_agreement);
    }

private:
    void set_default(Variable const& variable)
    {
        auto const* texts = std::get_if<LanguageMap>(&*variable.default_value);
        m_agreement.variables.try_emplace(
            variable.id, texts ? VariableValue(in_languages(*texts, m_agreement.languages)) : *variable.default_value);
    }

    Result<void> apply(ClauseUpgrade const& entry, UpgradeChoice choice)
    {
        if (choice == UpgradeChoice::Keep)
            return {};
        if (entry.kind == UpgradeKind::Added)
            return add(entry);
        auto const clause = std::ranges::find(m_agreement.clauses, entry.clause, &Clause::id);
        if (clause == m_agreement.clauses.end())
            return {};
        if (entry.kind == UpgradeKind::Dropped)
            return drop(*clause);
        if (choice == UpgradeChoice::Merge && !entry.can_merge())
            return Error { .code = ErrorCode::InvalidArgument,
                .message = "the clause \"" + entry.template_clause + "\" cannot be merged: both sides changed the same lines",
                .pointer = entry.template_clause,
                .key = "upgrade-conflict",
                .argument = entry.template_clause };
        auto const& words = choice == UpgradeChoice::Merge ? entry.merged : entry.theirs;
        clause->heading = words.heading;
        clause->body = words.body;
        if (auto const* source = find_clause(m_current, entry.template_clause)) {
            copy_citations(*clause, *source);
            if (!find_alternative(*source, clause->origin->alternative))
                clause->origin->alternative = find_alternative(*source, {})->id;
        }
        if (choice == UpgradeChoice::Take && clause->state == ClauseState::Adapted)
            clause->state = ClauseState::AsTemplate;
        return {};
    }

    Result<void> add(ClauseUpgrade const& entry)
    {
        auto const* source = find_clause(m_current, entry.template_clause);
        if (!source || konkordat::find_clause(m_agreement, ClauseId(source->id)))
            return {};
        KONKORDAT_TRY(auto clause, create_clause(*source, m_agreement.form, m_agreement.languages));
        auto const position = position_for(m_current, m_agreement, *source);
        m_agreement.clauses.insert(m_agreement.clauses.begin() + static_cast<std::ptrdiff_t>(position), std::move(clause));
        for (auto const& step : m_current.steps) {
            if (step.clause == source->id
                && std::ranges::find(m_agreement.procedure, StepId(step.id), &ProcedureStep::id) == m_agreement.procedure.end())
                m_agreement.procedure.push_back(create_step(step, m_agreement));
        }
        return {};
    }

    Result<void> drop(Clause& clause)
    {
        clause.state = ClauseState::Omitted;
        for (auto const language : m_agreement.languages)
            clause.omission_reason[language] = m_words.text(language, "upgrade.dropped");
        return {};
    }

    TemplatePack const& m_current;
    richtext::Words const& m_words;
    Agreement m_agreement;
};

} // namespace

Upgrade plan_upgrade(TemplatePack const* former, TemplatePack const& current, Agreement const& agreement)
{
    Upgrade upgrade { .from = agreement.template_reference.version, .to = current.version, .clauses = {} };
    std::vector<ClauseUpgrade> dropped;
    std::map<std::string, ClauseUpgrade> changed;
    for (auto const& clause : agreement.clauses) {
        if (!clause.origin || clause.state == ClauseState::Omitted)
            continue;
        auto entry = compare_clause(former, current, agreement, clause);
        if (!entry)
            continue;
        if (entry->kind == UpgradeKind::Dropped)
            dropped.push_back(std::move(*entry));
        else
            changed.try_emplace(entry->template_clause, std::move(*entry));
    }
    auto with_defaults = agreement;
    for (auto const& variable : current.variables) {
        if (variable.default_value)
            with_defaults.variables.try_emplace(variable.id, *variable.default_value);
    }
    auto const missing = missing_clauses(current, with_defaults);
    for (auto const& clause : current.clauses) {
        if (auto entry = changed.find(clause.id); entry != changed.end())
            upgrade.clauses.push_back(std::move(entry->second));
        // What the former version had, too, people have left out; it is not new.
        bool const is_new = std::ranges::find(missing, &clause) != missing.end() && former && !find_clause(*former, clause.id);
        if (!is_new)
            continue;
        ClauseUpgrade added { .kind = UpgradeKind::Added, .template_clause = clause.id, .clause = {}, .base_known = true };
        added.theirs = in_languages(find_alternative(clause, {})->wording(agreement.form), agreement.languages);
        upgrade.clauses.push_back(std::move(added));
    }
    std::ranges::move(dropped, std::back_inserter(upgrade.clauses));
    return upgrade;
}

UpgradeChoice recommended_choice(ClauseUpgrade const& upgrade)
{
    if (!upgrade.adapted)
        return UpgradeChoice::Take;
    return upgrade.can_merge() ? UpgradeChoice::Merge : UpgradeChoice::Keep;
}

Result<Agreement> apply_upgrade(TemplatePack const& current, richtext::Words const& words, Agreement const& agreement,
    Upgrade const& upgrade, std::map<std::string, UpgradeChoice> const& choices)
{
    return Applier(current, words, agreement).apply(upgrade, choices);
}

} // namespace konkordat::templates
