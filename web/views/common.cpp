#include "web/views/frame.h"

namespace konkordat::views {

ui::Scope begin_main(Frame& f, std::string_view name)
{
    return ui::region(f.ui, ui::Landmark::Main, "main", name, { .scroll = true, .ground = ui::Ground::Plain });
}

void screen_title(Frame& f, std::string_view text)
{
    ui::heading(f.ui, 1, text, { .id = "title" });
    if (f.memory.arrived)
        ui::focus(f.ui, "title");
}

std::string language_name(Frame const& f, Language language) { return f.words()("language." + std::string(language_code(language))); }

std::string label_in(Frame const& f, std::string_view key, Language language)
{
    if (f.open().agreement.languages.size() > 1)
        return f.words()(key, { { "language", language_name(f, language) } });
    auto const plain = key.ends_with(".in") ? key.substr(0, key.size() - 3) : key;
    return f.words().has(plain) ? f.words()(plain) : f.words()(key, { { "language", language_name(f, language) } });
}

std::string organisation_name(Frame const& f, Organisation const& organisation)
{
    auto const name = text_in(organisation.name, f.language(), f.open().agreement.languages);
    if (!name.empty())
        return std::string(name);
    auto const abbreviation = text_in(organisation.abbreviation, f.language(), f.open().agreement.languages);
    return abbreviation.empty() ? f.words()("parties.unnamed") : std::string(abbreviation);
}

std::vector<ui::Choice> language_choices(Frame const& f, std::vector<Language> const& languages)
{
    std::vector<ui::Choice> choices;
    for (auto const language : languages)
        choices.push_back({ .value = std::string(language_code(language)), .label = language_name(f, language) });
    return choices;
}

void draw_coming(Frame& f, std::string_view title_key, std::string_view text_key)
{
    auto const main = begin_main(f, f.words()(title_key));
    auto const inset = ui::inset(f.ui, 24, 40);
    auto const measure = ui::measure(f.ui, 640, true);
    auto const stack = ui::stack(f.ui, 16);
    screen_title(f, f.words()(title_key));
    ui::paragraph(f.ui, f.words()(text_key));
    ui::link(f.ui, "start", f.words()("notfound.start"), "#/", { .icon = ui::Icon::ArrowLeft });
}

void draw_not_found(Frame& f)
{
    auto const main = begin_main(f, f.words()("notfound.title"));
    auto const inset = ui::inset(f.ui, 24, 40);
    auto const measure = ui::measure(f.ui, 640, true);
    auto const stack = ui::stack(f.ui, 16);
    screen_title(f, f.words()("notfound.title"));
    ui::paragraph(f.ui, f.words()("notfound.text"));
    ui::link(f.ui, "start", f.words()("notfound.start"), "#/", { .icon = ui::Icon::ArrowLeft });
}

} // namespace konkordat::views
