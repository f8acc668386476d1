#include "web/app/session.h"

#include <algorithm>

/// What comes from templates and examples: drafts, the guided start, upgrades, further languages.
namespace konkordat::app {

templates::TemplatePack const* find_pack(Assets const& assets, std::string_view id)
{
    auto const pack = std::ranges::find(assets.packs, id, &templates::TemplatePack::id);
    return pack == assets.packs.end() ? nullptr : &*pack;
}

void Session::run(CreateDraft const& action)
{
    auto const* pack = find_pack(m_assets, action.pack);
    if (!pack || !m_workspace)
        return;
    auto agreement = templates::start_draft(m_world, *pack, m_assets.words, action.answers, action.title);
    if (!agreement) {
        show_problem(m_state.catalogue("error.title"), agreement.error());
        return;
    }
    auto const id = agreement->id;
    if (!execute(Edit { .command = CreateAgreement { std::move(*agreement) } }))
        return;
    run(Navigate { .route = { .screen = Screen::Draft, .agreement = id, .item = {} } });
    say(m_state.catalogue("new.created"));
}

void Session::run(ReviseDraft const& action)
{
    if (!m_state.open || !m_state.open->pack)
        return;
    auto const& agreement = m_state.open->agreement;
    auto revision = templates::revise(m_world, *m_state.open->pack, m_assets.words, agreement, action.answers);
    if (!revision) {
        show_problem(m_state.catalogue("error.title"), revision.error());
        return;
    }
    auto const id = agreement.id;
    if (revision->changes_anything(agreement)
        && !execute(
            Edit { .command = ReviseByInterview { id, std::move(revision->agreement) }, .toast = m_state.catalogue("interview.done") }))
        return;
    run(Navigate { .route = { .screen = Screen::Draft, .agreement = id, .item = {} } });
}

void Session::run(OpenExample const& action)
{
    auto agreement = build_example(m_world, m_assets.words, action.id);
    if (!agreement) {
        show_problem(m_state.catalogue("error.title"), agreement.error());
        return;
    }
    auto const id = agreement->id;
    if (!execute(Edit { .command = CreateAgreement { std::move(*agreement) } }))
        return;
    run(Navigate { .route = { .screen = Screen::Draft, .agreement = id, .item = {} } });
    say(m_state.catalogue("examples.opened"));
}

templates::TemplatePack const* Session::former_pack(Agreement const& agreement)
{
    auto const& [id, version] = agreement.template_reference;
    auto const [entry, is_new] = m_former_packs.try_emplace(id + " " + version);
    if (is_new) {
        if (auto pack = templates::load_archived_pack(m_world, id, version))
            entry->second = std::move(*pack);
    }
    return entry->second ? &*entry->second : nullptr;
}

void Session::run(ApplyUpgrade const& action)
{
    if (!m_state.open || !m_state.open->upgrade || !m_state.open->pack)
        return;
    auto const& open = *m_state.open;
    auto upgraded = templates::apply_upgrade(*open.pack, m_assets.words, open.agreement, *open.upgrade, action.choices);
    if (!upgraded) {
        show_problem(m_state.catalogue("error.title"), upgraded.error());
        return;
    }
    auto const id = open.agreement.id;
    if (execute(Edit { .command = UpgradeTemplate { id, std::move(*upgraded) }, .toast = m_state.catalogue("upgrade.done") }))
        run(Navigate { .route = { .screen = Screen::Draft, .agreement = id, .item = {} } });
}

void Session::run(ChangeLanguages const& action)
{
    if (!m_state.open || action.languages.empty())
        return;
    auto const& before = m_state.open->agreement;
    auto after = before;
    after.languages = action.languages;
    for (auto const language : action.languages) {
        if (std::ranges::find(before.languages, language) == before.languages.end() && m_state.open->pack)
            (void)templates::add_language(*m_state.open->pack, after, language);
    }
    after.languages = action.languages;
    // A new language brings texts along: then the whole agreement changes in one entry of the history.
    if (after.clauses != before.clauses || after.procedure != before.procedure)
        execute(Edit { .command = ImportAgreement { .agreement = std::move(after), .mode = ImportMode::Replace } });
    else
        execute(Edit { .command = SetLanguages { .agreement = before.id, .languages = action.languages } });
}

} // namespace konkordat::app
