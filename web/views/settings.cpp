#include "core/base/version.h"
#include "web/views/fields.h"
#include "web/views/frame.h"

namespace konkordat::views {

namespace {

void draw_you(Frame& f)
{
    auto const& words = f.words();
    ui::heading(f.ui, 2, words("settings.you"));
    auto& drafts = f.session.drafts();
    static constexpr std::string_view key = "settings/author";
    auto const edit = ui::text_field(f.ui, "author", words("settings.author"), drafts.shown(key, f.state().author),
        { .description = words("settings.author.help"),
            .autocomplete = "name",
            .read_only = !f.state().writable(),
            .spell_check = false,
            .max_length = 200,
            .width = 400 });
    if (edit.changed) {
        auto* session = &f.session;
        drafts.type(key, edit.value, f.session.platform().now(), [session](std::string const& text) {
            session->push(app::ChangeAuthor { .name = text });
            return true;
        });
    }
    if (edit.committed || edit.submitted)
        drafts.finish(key);
}

void draw_theme(Frame& f)
{
    auto const& words = f.words();
    ui::heading(f.ui, 2, words("settings.appearance"));
    auto const choices = std::to_array<ui::Choice>({ { .value = "system", .label = words("settings.theme.system") },
        { .value = "light", .label = words("settings.theme.light") }, { .value = "dark", .label = words("settings.theme.dark") },
        { .value = "contrast", .label = words("settings.theme.contrast") } });
    if (auto const chosen = ui::radio_group(f.ui, "theme", words("settings.theme"), choices, static_cast<std::size_t>(f.state().theme)))
        f.push(app::ChangeTheme { .theme = static_cast<ui::ThemeChoice>(*chosen) });
}

void draw_data(Frame& f)
{
    auto const& words = f.words();
    ui::heading(f.ui, 2, words("settings.data"));
    ui::paragraph(f.ui, words("settings.data.text"));
    {
        auto const row = ui::row(f.ui, "data-buttons");
        if (ui::button(f.ui, "save-workspace", words("settings.data.save"), { .icon = ui::Icon::Download }))
            f.push(app::ExportWorkspace {});
        if (ui::button(f.ui, "load-workspace", words("settings.data.load"), { .icon = ui::Icon::Upload, .disabled_reason = f.locked() }))
            f.push(app::ChooseWorkspaceFile {});
        if (ui::button(f.ui, "check", words("settings.data.check"), { .icon = ui::Icon::Check }))
            f.push(app::CheckStorage {});
    }
    auto const& report = f.state().integrity;
    if (report && report->ok())
        ui::status(f.ui, "check-result", words("settings.data.check.ok"), { .tone = ui::Tone::Success }, ui::Icon::Check);
    if (report && !report->ok())
        ui::status(f.ui, "check-result", words("settings.data.check.bad", { { "what", report->problems.front() } }),
            { .tone = ui::Tone::Error }, ui::Icon::Error);
}

void draw_about(Frame& f)
{
    auto const& words = f.words();
    ui::heading(f.ui, 2, words("settings.about"));
    ui::paragraph(f.ui, words("settings.about.version", { { "version", std::string(program_version) } }), { .style = ui::TextStyle::Body });
    ui::paragraph(f.ui, words("settings.about.law", { { "date", f.state().assets->law.as_of.to_short_text(f.language()) } }),
        { .style = ui::TextStyle::Body });
    for (auto const& pack : f.state().assets->packs)
        ui::paragraph(f.ui,
            words("settings.about.source",
                { { "source",
                    std::string(text_in(pack.source.title, f.language())) + " (" + pack.source.publisher + ", "
                        + std::to_string(pack.source.year) + ")" } }),
            { .style = ui::TextStyle::Body });
    ui::heading(f.ui, 2, words("settings.keys"));
    ui::paragraph(f.ui, words("settings.keys.text"), { .style = ui::TextStyle::Body });
}

} // namespace

void draw_settings(Frame& f)
{
    auto const main = begin_main(f, f.words()("settings.title"));
    auto const inset = ui::inset(f.ui, 24, 40);
    auto const measure = ui::measure(f.ui, 720, true);
    auto const stack = ui::stack(f.ui, 16);
    screen_title(f, f.words()("settings.title"));
    draw_you(f);
    ui::space(f.ui, 40);
    draw_theme(f);
    ui::space(f.ui, 40);
    draw_data(f);
    ui::space(f.ui, 40);
    draw_about(f);
}

} // namespace konkordat::views
