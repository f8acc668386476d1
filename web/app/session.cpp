#include "web/app/session.h"

#include "core/pdf/export.h"

#include <algorithm>
#include <set>

namespace konkordat::app {

namespace {

constexpr std::size_t history_shown = 500;

constexpr auto theme_names = std::to_array<std::pair<ui::ThemeChoice, std::string_view>>({ { ui::ThemeChoice::System, "system" },
    { ui::ThemeChoice::Light, "light" }, { ui::ThemeChoice::Dark, "dark" }, { ui::ThemeChoice::HighContrast, "high-contrast" } });

Language preferred_language(Platform const& platform)
{
    for (auto const& tag : platform.preferred_languages()) {
        if (auto const language = parse_language(std::string_view(tag).substr(0, 2)))
            return *language;
    }
    return Language::German;
}

Result<Assets> load_assets(World& world)
{
    KONKORDAT_TRY(auto words, richtext::Words::load(world));
    KONKORDAT_TRY(auto law, load_legal_register(world));
    KONKORDAT_TRY(auto examples, load_examples(world));
    KONKORDAT_TRY(auto styles, layout::load_style_sheets(world));
    Assets assets {
        .words = std::move(words), .packs = {}, .law = std::move(law), .examples = std::move(examples), .styles = std::move(styles)
    };
    for (auto const& id : templates::pack_ids(world)) {
        KONKORDAT_TRY(auto pack, templates::load_pack(world, id));
        assets.packs.push_back(std::move(pack));
    }
    return assets;
}

/// Where a change of the history can be seen.
Route route_of(HistoryEntry const& entry, Route const& current)
{
    Route route { .screen = current.screen, .agreement = entry.agreement, .item = {} };
    switch (entry.place.kind) {
    case PlaceKind::Clause:
        route.screen = Screen::Draft;
        route.item = entry.place.id;
        break;
    case PlaceKind::Organisation:
        route.screen = Screen::Parties;
        route.item = entry.place.id;
        break;
    case PlaceKind::Membership:
    case PlaceKind::Contact: route.screen = Screen::Parties; break;
    case PlaceKind::Variable:
        // The particulars are at hand on two screens; stay on the one that is open.
        if (current.screen != Screen::Draft)
            route.screen = Screen::Properties;
        break;
    case PlaceKind::Step:
        // So are the steps.
        if (current.screen != Screen::Draft)
            route.screen = Screen::Procedure;
        break;
    case PlaceKind::Appearance: route.screen = Screen::Appearance; break;
    case PlaceKind::Agreement:
    case PlaceKind::Setting: break;
    }
    if (route.screen == current.screen && route.item.empty())
        route.item = current.item;
    return route;
}

} // namespace

Result<std::unique_ptr<Session>> Session::create(World& world, Platform& platform, Storage& storage)
{
    KONKORDAT_TRY(auto assets, load_assets(world));
    KONKORDAT_TRY(auto catalogue, Catalogue::load(world, preferred_language(platform)));
    return std::unique_ptr<Session>(new Session(world, platform, storage, std::move(assets), std::move(catalogue)));
}

Session::Session(World& world, Platform& platform, Storage& storage, Assets assets, Catalogue catalogue)
    : m_world(world)
    , m_platform(platform)
    , m_storage(storage)
    , m_assets(std::move(assets))
{
    m_state.catalogue = std::move(catalogue);
    m_state.assets = &m_assets;
    m_state.today = m_world.today();
    m_platform.set_language(language_tag(m_state.language()));
}

void Session::run_actions()
{
    while (!m_actions.empty()) {
        auto actions = std::exchange(m_actions, {});
        for (auto const& action : actions)
            std::visit([&](auto const& what) { run(what); }, action);
        m_platform.request_frame();
    }
}

bool Session::execute(Edit const& edit)
{
    if (!m_workspace)
        return false;
    auto const result = m_workspace->execute(edit.command, m_state.author, edit.coalesce);
    if (!result) {
        show_problem(m_state.catalogue("error.title"), result.error());
        return false;
    }
    auto const agreement = agreement_of(edit.command);
    if (m_state.open && m_state.open->agreement.id == agreement)
        refresh_open();
    if (m_state.route.screen == Screen::Start)
        refresh_list();
    if (!edit.toast.empty())
        say(edit.toast, true, m_state.open ? UndoScope(agreement) : workspace_scope);
    update_save_state();
    return true;
}

void Session::store_due_drafts()
{
    auto const next = m_drafts.store_due(m_platform.now());
    if (next > 0)
        m_platform.request_frame_after(next);
    update_save_state();
}

void Session::go_to(std::string_view hash)
{
    m_drafts.store_all();
    m_state.route = parse_route(hash);
    m_state.problem.reset();
    show_route();
}

void Session::run(Navigate const& action)
{
    m_drafts.store_all();
    m_state.route = action.route;
    m_platform.set_hash(format_route(action.route), action.replace ? Platform::History::Replace : Platform::History::Push);
    show_route();
}

bool Session::execute(Change const& change)
{
    if (!m_state.open)
        return false;
    auto command = change.make(m_state.open->agreement);
    return !command || execute(Edit { .command = std::move(*command), .toast = change.toast, .coalesce = change.coalesce });
}

void Session::run(Edit const& action)
{
    m_drafts.store_all();
    execute(action);
}

void Session::run(Change const& action)
{
    m_drafts.store_all();
    execute(action);
}

void Session::report_undo(Result<HistoryEntry> const& result, std::string_view key)
{
    if (!result) {
        if (result.error().code != ErrorCode::NotFound)
            show_problem(m_state.catalogue("error.title"), result.error());
        return;
    }
    say(m_state.catalogue(key, { { "what", m_state.catalogue(result->key) } }));
    if (m_state.open) {
        auto const route = route_of(*result, m_state.route);
        if (route != m_state.route)
            run(Navigate { .route = route, .replace = false });
    }
    refresh_open();
    refresh_list();
    update_save_state();
}

void Session::run(UndoLast const& action)
{
    m_drafts.store_all();
    if (m_workspace)
        report_undo(m_workspace->undo(action.scope), "toast.undone");
}

void Session::run(RedoLast const& action)
{
    m_drafts.store_all();
    if (m_workspace)
        report_undo(m_workspace->redo(action.scope), "toast.redone");
}

LiveDocument const& Session::pages(std::vector<Language> const& languages)
{
    if (m_state.open)
        m_live.update(m_world, *m_state.open, m_drafts, languages.empty() ? m_state.open->agreement.languages : languages);
    return m_live;
}

Result<std::string> Session::document(std::vector<Language> const& languages)
{
    auto const& live = pages(languages);
    if (live.error())
        return *live.error();
    return pdf::write_document(*live.document(), m_state.open->agreement);
}

void Session::run(ShowLanguage const& action)
{
    if (!m_state.open)
        return;
    m_state.open->language = action.language;
    resolve_texts(*m_state.open);
}

void Session::run(ChangeInterfaceLanguage const& action)
{
    set_catalogue(action.language);
    execute(Edit { .command = SetSetting { .key = "language", .value = std::string(language_code(action.language)) } });
    update_title();
}

void Session::run(ChangeTheme const& action)
{
    m_state.theme = action.theme;
    m_platform.set_theme(action.theme);
    auto const name = std::ranges::find(theme_names, action.theme, &decltype(theme_names)::value_type::first)->second;
    execute(Edit { .command = SetSetting { .key = "theme", .value = std::string(name) } });
}

void Session::run(ChangeAuthor const& action)
{
    if (execute(Edit { .command = SetSetting { .key = "author", .value = action.name } }))
        m_state.author = action.name;
}

void Session::run(ShowMoreAgreements const&)
{
    m_state.agreement_limit = std::min<std::size_t>(m_state.agreement_limit * 10, 10'000);
    refresh_list();
}

void Session::run(DismissToast const& action)
{
    std::erase_if(m_state.toasts, [&](Toast const& toast) { return toast.number == action.number; });
}

void Session::run(DismissProblem const&) { m_state.problem.reset(); }
void Session::run(DismissImport const&) { m_state.import.reset(); }
void Session::run(DismissWorkspaceFile const&) { m_state.workspace_file.reset(); }

void Session::show_route()
{
    if (!m_workspace)
        return;
    m_state.today = m_world.today();
    m_state.emblem_error.clear();
    auto const& route = m_state.route;
    if (route.agreement.empty()) {
        m_state.open.reset();
        if (route.screen == Screen::Start)
            refresh_list();
    } else if (m_state.open && m_state.open->agreement.id == route.agreement) {
        refresh_open();
    } else {
        auto agreement = m_workspace->load(route.agreement);
        if (agreement) {
            OpenAgreement open;
            auto const shown = agreement->languages.empty() ? Language::German : agreement->languages.front();
            bool const has_interface_language = std::ranges::find(agreement->languages, m_state.language()) != agreement->languages.end();
            open.language = has_interface_language ? m_state.language() : shown;
            open.agreement = std::move(*agreement);
            open.pack = find_pack(m_assets, open.agreement.template_reference.id);
            m_state.open = std::move(open);
            refresh_open();
        } else {
            m_state.open.reset();
            if (agreement.error().code != ErrorCode::NotFound)
                show_problem(m_state.catalogue("error.title"), agreement.error());
            m_state.route.screen = Screen::Unknown;
        }
    }
    show_signing(std::exchange(m_shown, m_state.route.screen));
    if (m_state.route.screen == Screen::Compare)
        m_register.arrive();
    show_review();
    update_title();
    m_platform.request_frame();
}

void Session::refresh_list()
{
    if (!m_workspace || m_state.route.screen != Screen::Start)
        return;
    auto list = m_workspace->agreements(
        { .offset = 0, .limit = m_state.agreement_limit }, AgreementOrder::ModifiedLast, m_state.language());
    auto const count = m_workspace->count_agreements();
    if (list)
        m_state.agreements = std::move(*list);
    m_state.agreement_count = count ? *count : m_state.agreements.size();
}

void Session::refresh_open()
{
    if (!m_workspace || !m_state.open)
        return;
    auto& open = *m_state.open;
    auto agreement = m_workspace->load(open.agreement.id);
    if (!agreement) {
        m_state.open.reset();
        m_state.route.screen = Screen::Unknown;
        return;
    }
    open.agreement = std::move(*agreement);
    open.revision = ++m_revision;
    open.numbers = number_clauses(open.agreement);
    open.undo = m_workspace->can_undo(open.agreement.id);
    open.redo = m_workspace->can_redo(open.agreement.id);
    open.history.clear();
    if (m_state.route.screen == Screen::History) {
        if (auto history = m_workspace->history(open.agreement.id, { .offset = 0, .limit = history_shown }))
            open.history = std::move(*history);
    }
    open.newer_template = open.pack && open.pack->version != open.agreement.template_reference.version;
    open.upgrade.reset();
    if (open.newer_template && m_state.route.screen == Screen::Upgrade)
        open.upgrade = templates::plan_upgrade(former_pack(open.agreement), *open.pack, open.agreement);
    open.missing.clear();
    if (open.pack)
        open.missing = templates::missing_clauses(*open.pack, open.agreement);
    if (std::ranges::find(open.agreement.languages, open.language) == open.agreement.languages.end() && !open.agreement.languages.empty())
        open.language = open.agreement.languages.front();
    resolve_texts(open);
    check_conformity(open);
    compare_approval();
    read_review();
    update_title();
}

void Session::check_conformity(OpenAgreement& open)
{
    if (!m_checker) {
        auto rules = conformity::load_rules(m_world);
        if (!rules) {
            show_problem(m_state.catalogue("error.title"), rules.error());
            return;
        }
        m_rules = std::move(*rules);
        m_checker.emplace(*m_rules);
    }
    open.findings = m_checker->check(open.agreement, open.pack, m_state.today);
}

void Session::resolve_texts(OpenAgreement& open) const
{
    auto const variables = open.pack ? templates::variable_texts(*open.pack) : richtext::VariableTexts {};
    richtext::Resolver const resolver { open.agreement, open.language, m_assets.words, variables };
    open.texts.clear();
    std::set<std::string> used;
    for (auto const& clause : open.agreement.clauses) {
        open.texts.push_back({ .heading = richtext::plain_text(resolver.heading(clause)), .body = resolver.body(clause) });
        if (clause.state == ClauseState::Omitted)
            continue;
        for (auto const& [language, body] : clause.body) {
            for (auto const& variable : richtext::variables_in(richtext::parse(body)))
                used.insert(variable);
        }
    }
    open.open_variables.clear();
    for (auto const& variable : used) {
        auto const* declared = open.pack ? templates::find_variable(*open.pack, variable) : nullptr;
        bool const optional_one = declared && !declared->required;
        if (!optional_one && !resolver.value_of(variable))
            open.open_variables.push_back(variable);
    }
}

void Session::update_title()
{
    auto const& words = m_state.catalogue;
    std::string title;
    if (m_state.rescue)
        title = words("rescue.title");
    else if (m_state.open)
        title = title_of(m_state.open->agreement.title);
    else if (m_state.route.screen == Screen::New)
        title = words("new.title");
    else if (m_state.route.screen == Screen::Verify)
        title = words("verify.title");
    else if (m_state.route.screen == Screen::Review)
        title = words("review.title");
    else if (m_state.route.screen == Screen::Compare)
        title = words("compare.title");
    else if (m_state.route.screen == Screen::Settings)
        title = words("settings.title");
    m_platform.set_title(title.empty() ? words("app.name") : title + " – " + words("app.name"));
}

void Session::apply_settings()
{
    m_state.author = m_workspace->setting("author");
    if (auto const language = parse_language(m_workspace->setting("language")); language && *language != m_state.language())
        set_catalogue(*language);
    auto const theme = m_workspace->setting("theme");
    for (auto const& [choice, name] : theme_names) {
        if (name == theme)
            m_state.theme = choice;
    }
    m_platform.set_theme(m_state.theme);
}

void Session::set_catalogue(Language language)
{
    if (auto catalogue = Catalogue::load(m_world, language))
        m_state.catalogue = std::move(*catalogue);
    m_platform.set_language(language_tag(language));
}

void Session::say(std::string text, bool offers_undo, UndoScope scope)
{
    // An older message would offer to undo something that is not the last change any more.
    m_state.toasts.clear();
    m_state.toasts.push_back({ .number = ++m_toast_number,
        .text = std::move(text),
        .tone = ui::Tone::Normal,
        .offers_undo = offers_undo,
        .undo_scope = std::move(scope) });
    m_platform.request_frame();
}

void Session::show_problem(std::string title, Error const& error, std::string details)
{
    m_state.problem = Problem { .title = std::move(title), .text = m_state.catalogue.describe(error), .details = std::move(details) };
    m_platform.request_frame();
}

std::string Session::title_of(LanguageMap const& title) const
{
    auto const text = text_in(title, m_state.language());
    return text.empty() ? m_state.catalogue("draft.document") : std::string(text);
}

} // namespace konkordat::app
