#include "web/views/fields.h"
#include "web/views/frame.h"

#include <algorithm>
#include <array>

namespace konkordat::views {

namespace {

void draw_titles(Frame& f)
{
    auto const& agreement = f.open().agreement;
    language_entries(f, "title-field", "properties.title.in", agreement.id.str() + "/title", agreement.title,
        [](Agreement const& now, Language language, std::string const& text) -> std::optional<Command> {
            return SetTitle { .agreement = now.id, .language = language, .text = text };
        });
}

void draw_cantons(Frame& f)
{
    auto const& words = f.words();
    auto const& agreement = f.open().agreement;
    auto const& cantons = f.state().assets->words.cantons();
    auto const group = ui::group(f.ui, "cantons", words("properties.cantons"), true);
    auto const stack = ui::stack(f.ui, 8);
    {
        auto const list = ui::list(f.ui, "list", words("properties.cantons"), 4);
        for (auto const& code : agreement.cantons) {
            auto const item = ui::list_item(f.ui, code.substr(3));
            auto const row = ui::row(f.ui, "row");
            auto const* canton = find_canton(cantons, code);
            auto const name = canton ? std::string(text_in(canton->name, f.language())) : code;
            ui::text(f.ui, name);
            if (agreement.cantons.size() < 2)
                continue;
            if (ui::icon_button(f.ui, "remove", ui::Icon::Close, words("properties.cantons.remove", { { "canton", name } }),
                    { .kind = ui::ButtonKind::Quiet, .disabled_reason = f.locked() })) {
                f.change([code](Agreement const& now) -> std::optional<Command> {
                    auto rest = now.cantons;
                    std::erase(rest, code);
                    return SetCantons { .agreement = now.id, .cantons = std::move(rest) };
                });
            }
        }
    }
    std::vector<ui::Choice> choices { { .value = "", .label = words("new.canton.choose") } };
    for (auto const& canton : cantons) {
        if (!canton.fictitious && std::ranges::find(agreement.cantons, canton.code) == agreement.cantons.end())
            choices.push_back({ .value = canton.code, .label = std::string(text_in(canton.name, f.language())) });
    }
    auto const chosen = ui::select(
        f.ui, "add", words("properties.cantons.add"), choices, 0, { .disabled_reason = f.locked(), .width = 320 });
    if (chosen && *chosen > 0) {
        f.change([code = choices[*chosen].value](Agreement const& now) -> std::optional<Command> {
            auto cantons_now = now.cantons;
            cantons_now.push_back(code);
            return SetCantons { .agreement = now.id, .cantons = std::move(cantons_now) };
        });
    }
}

void draw_scope(Frame& f)
{
    auto const& agreement = f.open().agreement;
    static constexpr auto scopes = std::to_array({ Scope::Canton, Scope::Communes, Scope::Intercantonal });
    std::vector<ui::Choice> choices;
    for (auto const scope : scopes)
        choices.push_back({ .value = std::string(name_of(scope)),
            .label = f.words()("scope." + std::string(name_of(scope))),
            .disabled_reason = f.locked() });
    if (auto const chosen = ui::radio_group(f.ui, "scope", f.words()("new.scope"), choices, static_cast<std::size_t>(agreement.scope)))
        f.edit(SetScope { .agreement = agreement.id, .scope = scopes[*chosen] });
}

void draw_languages(Frame& f)
{
    auto const& words = f.words();
    auto const& agreement = f.open().agreement;
    auto const group = ui::group(f.ui, "languages", words("properties.languages"), true);
    auto const row = ui::row(f.ui, "choices", { .gap = 24 });
    for (auto const language : all_languages) {
        bool const has = std::ranges::find(agreement.languages, language) != agreement.languages.end();
        auto reason = f.locked();
        if (reason.empty() && has && agreement.languages.size() == 1)
            reason = words("properties.languages.last");
        auto const changed = ui::checkbox(f.ui, language_code(language), language_name(f, language), has, { .disabled_reason = reason });
        if (!changed)
            continue;
        auto languages = agreement.languages;
        if (*changed)
            languages.push_back(language);
        else
            std::erase(languages, language);
        f.push(app::ChangeLanguages { .languages = std::move(languages) });
    }
}

void draw_state(Frame& f)
{
    auto const& agreement = f.open().agreement;
    ui::fact(f.ui, f.words()("properties.state"), f.words()("state." + std::string(name_of(agreement.state))));
    ui::link(f.ui, "lifecycle", f.words()("properties.state.change"),
        app::format_route({ .screen = app::Screen::Lifecycle, .agreement = agreement.id, .item = {} }));
}

void draw_mandate(Frame& f)
{
    auto const& words = f.words();
    auto const& agreement = f.open().agreement;
    auto const key = agreement.id.str() + "/mandate";
    ui::heading(f.ui, 2, words("properties.mandate"));
    ui::paragraph(f.ui, words("properties.mandate.help"), { .style = ui::TextStyle::Body, .tone = ui::Tone::Quiet });
    language_entries(f, "mandate-authority", "properties.mandate.authority.in", key + "/authority", agreement.mandate.authority,
        [](Agreement const& now, Language language, std::string const& text) -> std::optional<Command> {
            auto mandate = now.mandate;
            set_text(mandate.authority, language, text);
            return SetMandate { .agreement = now.id, .mandate = std::move(mandate) };
        });
    text_entry(f, "mandate-reference", words("properties.mandate.reference"), key + "/reference", agreement.mandate.reference,
        [](Agreement const& now, std::string const& text) -> std::optional<Command> {
            auto mandate = now.mandate;
            mandate.reference = text;
            return SetMandate { .agreement = now.id, .mandate = std::move(mandate) };
        });
    date_entry(f, "mandate-date", words("properties.mandate.date"), key + "/date", agreement.mandate.date,
        [](Agreement const& now, std::optional<Date> day) -> std::optional<Command> {
            auto mandate = now.mandate;
            mandate.date = day;
            return SetMandate { .agreement = now.id, .mandate = std::move(mandate) };
        });
}

void draw_variables(Frame& f)
{
    auto const& words = f.words();
    auto const& open = f.open();
    if (!open.pack)
        return;
    ui::heading(f.ui, 2, words("properties.variables"));
    ui::paragraph(f.ui, words("properties.variables.help"), { .style = ui::TextStyle::Body, .tone = ui::Tone::Quiet });
    for (auto const& variable : open.pack->variables) {
        bool const is_open = std::ranges::find(open.open_variables, variable.id) != open.open_variables.end();
        auto const card = ui::card(f.ui, "card-" + variable.id,
            { .ground = ui::Ground::None, .edge = is_open ? ui::Tone::Warning : ui::Tone::Normal, .padding = 8, .border = false });
        auto const stack = ui::stack(f.ui, 8);
        if (is_open)
            ui::badge(f.ui, words("properties.variables.open"), ui::Tone::Warning);
        variable_entry(f, variable);
    }
}

} // namespace

void draw_properties(Frame& f)
{
    auto const& words = f.words();
    auto const main = begin_main(f, words("properties.title"));
    auto const inset = ui::inset(f.ui, 24, 40);
    auto const measure = ui::measure(f.ui, 720, true);
    auto const stack = ui::stack(f.ui, 16);
    screen_title(f, words("properties.title"));
    ui::heading(f.ui, 2, words("properties.agreement"));
    draw_titles(f);
    ui::fact(f.ui, words("start.column.form"), words("form." + std::string(name_of(f.open().agreement.form))));
    if (f.open().pack)
        ui::link(f.ui, "interview", words("interview.again"),
            app::format_route({ .screen = app::Screen::Interview, .agreement = f.open().agreement.id, .item = {} }));
    draw_state(f);
    draw_cantons(f);
    draw_scope(f);
    draw_languages(f);
    ui::space(f.ui, 40);
    draw_mandate(f);
    ui::space(f.ui, 40);
    draw_variables(f);
}

} // namespace konkordat::views
