#include "web/views/frame.h"

#include <algorithm>

namespace konkordat::views {

namespace {

void reset_languages(Frame& f)
{
    auto& form = f.memory.new_form;
    form.languages.clear();
    auto const* canton = find_canton(f.state().assets->words.cantons(), form.canton);
    if (!canton)
        form.languages.insert(f.language());
    else if (std::ranges::find(canton->languages, f.language()) != canton->languages.end() && canton->languages.size() > 1)
        form.languages.insert(canton->languages.begin(), canton->languages.end());
    else if (!canton->languages.empty())
        form.languages.insert(canton->languages.front());
}

void draw_form_choice(Frame& f, templates::TemplatePack const& pack)
{
    auto const& words = f.words();
    auto& form = f.memory.new_form;
    static constexpr auto forms = std::to_array({ Form::Contract, Form::Declaration, Form::Announcement });
    std::vector<ui::Choice> choices;
    for (auto const entry : forms) {
        bool const offered = std::ranges::find(pack.forms, entry) != pack.forms.end();
        auto const key = "form." + std::string(name_of(entry));
        choices.push_back({ .value = std::string(name_of(entry)),
            .label = words(key),
            .description = words(key + ".help"),
            .disabled_reason = offered ? std::string {} : words("new.form.later") });
    }
    auto const selected = static_cast<std::size_t>(std::ranges::find(forms, form.form) - forms.begin());
    if (auto const chosen = ui::radio_group(f.ui, "form", words("new.form"), choices, selected, { .required = true }))
        form.form = forms[*chosen];
}

/// Index 0 is "not chosen".
std::vector<ui::Choice> canton_choices(Frame const& f)
{
    std::vector<ui::Choice> choices { { .value = "", .label = f.words()("new.canton.choose") } };
    for (auto const& canton : f.state().assets->words.cantons())
        choices.push_back({ .value = canton.code, .label = std::string(text_in(canton.name, f.language())) });
    return choices;
}

std::size_t index_of(std::vector<ui::Choice> const& choices, std::string const& value)
{
    auto const entry = std::ranges::find(choices, value, &ui::Choice::value);
    return entry == choices.end() ? 0 : static_cast<std::size_t>(entry - choices.begin());
}

void draw_cantons(Frame& f)
{
    auto const& words = f.words();
    auto& form = f.memory.new_form;
    auto const choices = canton_choices(f);
    auto const error = form.tried && form.canton.empty() ? words("new.missing.canton") : std::string {};
    if (auto const chosen = ui::select(f.ui, "canton", words("new.canton"), choices, index_of(choices, form.canton),
            { .error = error, .required = true, .width = 320 })) {
        form.canton = choices[*chosen].value;
        reset_languages(f);
    }
    static constexpr auto scopes = std::to_array({ Scope::Canton, Scope::Communes, Scope::Intercantonal });
    std::vector<ui::Choice> scope_choices;
    for (auto const scope : scopes)
        scope_choices.push_back({ .value = std::string(name_of(scope)), .label = words("scope." + std::string(name_of(scope))) });
    if (auto const chosen = ui::radio_group(f.ui, "scope", words("new.scope"), scope_choices, static_cast<std::size_t>(form.scope)))
        form.scope = scopes[*chosen];
    if (form.scope != Scope::Intercantonal)
        return;
    auto const missing = form.tried && form.further_cantons.empty() ? words("new.missing.cantons") : std::string {};
    for (std::size_t i = 0; i <= form.further_cantons.size(); ++i) {
        auto const present = i < form.further_cantons.size() ? form.further_cantons[i] : std::string {};
        auto const id = "further-" + std::to_string(i);
        auto const label = words("new.canton.more") + " " + std::to_string(i + 1);
        auto const chosen = ui::select(
            f.ui, id, label, choices, index_of(choices, present), { .error = i == 0 ? missing : std::string {}, .width = 320 });
        if (!chosen)
            continue;
        auto const& code = choices[*chosen].value;
        if (code.empty() && i < form.further_cantons.size())
            form.further_cantons.erase(form.further_cantons.begin() + static_cast<std::ptrdiff_t>(i));
        else if (i < form.further_cantons.size())
            form.further_cantons[i] = code;
        else if (!code.empty())
            form.further_cantons.push_back(code);
        ui::request_frame(f.ui);
        break;
    }
}

void draw_languages(Frame& f, templates::TemplatePack const& pack)
{
    auto const& words = f.words();
    auto& form = f.memory.new_form;
    auto const group = ui::group(f.ui, "languages", words("new.languages"), true);
    ui::paragraph(f.ui, words("new.languages.help"), { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
    auto const row = ui::row(f.ui, "choices", { .gap = 24 });
    for (auto const language : pack.languages) {
        bool const chosen = form.languages.contains(language);
        if (auto const changed = ui::checkbox(f.ui, language_code(language), language_name(f, language), chosen)) {
            if (*changed)
                form.languages.insert(language);
            else
                form.languages.erase(language);
        }
    }
}

bool complete(Memory::NewForm const& form)
{
    return !form.canton.empty() && !form.languages.empty() && (form.scope != Scope::Intercantonal || !form.further_cantons.empty());
}

void create(Frame& f, templates::TemplatePack const& pack)
{
    auto& form = f.memory.new_form;
    form.tried = true;
    if (!complete(form)) {
        ui::announce(f.ui,
            f.words()(form.canton.empty()    ? "new.missing.canton"
                    : form.languages.empty() ? "new.missing.language"
                                             : "new.missing.cantons"),
            ui::Politeness::Assertive);
        ui::focus(f.ui, form.canton.empty() ? "canton" : "further-0");
        return;
    }
    templates::InstantiateOptions options { .form = form.form, .scope = form.scope, .cantons = { form.canton }, .languages = {} };
    if (form.scope == Scope::Intercantonal)
        options.cantons.insert(options.cantons.end(), form.further_cantons.begin(), form.further_cantons.end());
    // The canton's own order of languages; what it does not have comes after.
    auto const* canton = find_canton(f.state().assets->words.cantons(), form.canton);
    for (auto const language : canton ? canton->languages : std::vector<Language> {}) {
        if (form.languages.contains(language))
            options.languages.push_back(language);
    }
    for (auto const language : form.languages) {
        if (std::ranges::find(options.languages, language) == options.languages.end())
            options.languages.push_back(language);
    }
    if (!form.title.empty())
        options.title[options.languages.front()] = form.title;
    f.push(app::CreateDraft { .pack = pack.id, .options = std::move(options) });
    form = {};
}

} // namespace

void draw_new(Frame& f)
{
    auto const& words = f.words();
    auto const& packs = f.state().assets->packs;
    auto& form = f.memory.new_form;
    auto const main = begin_main(f, words("new.title"));
    auto const inset = ui::inset(f.ui, 24, 40);
    auto const measure = ui::measure(f.ui, 720, true);
    auto const stack = ui::stack(f.ui, 24);
    screen_title(f, words("new.title"));
    if (packs.empty())
        return;
    auto const& pack = packs.front();
    if (f.memory.arrived && form.languages.empty())
        reset_languages(f);
    ui::paragraph(f.ui, words("new.intro"), { .tone = ui::Tone::Quiet });
    draw_form_choice(f, pack);
    draw_cantons(f);
    draw_languages(f, pack);
    if (form.tried && form.languages.empty())
        ui::text(f.ui, words("new.missing.language"), { .tone = ui::Tone::Error });
    auto const title = ui::text_field(f.ui, "title-field", words("new.name"), form.title, { .description = words("new.name.help") });
    if (title.changed || title.committed)
        form.title = title.value;
    auto const row = ui::row(f.ui, "buttons");
    if (ui::button(f.ui, "create", words("new.create"), { .kind = ui::ButtonKind::Primary, .disabled_reason = f.locked() })
        || title.submitted)
        create(f, pack);
    if (ui::button(f.ui, "cancel", words("new.cancel")))
        f.go({});
}

} // namespace konkordat::views
