#include "web/views/frame.h"

#include <algorithm>

namespace konkordat::views {

namespace {

std::vector<Language> chosen_languages(Frame const& f)
{
    std::vector<Language> languages;
    for (auto const language : f.open().agreement.languages) {
        if (f.memory.export_languages.contains(language))
            languages.push_back(language);
    }
    return languages;
}

void draw_language_choice(Frame& f)
{
    auto const& agreement = f.open().agreement;
    auto& chosen = f.memory.export_languages;
    if (f.memory.export_agreement != agreement.id || chosen_languages(f).empty()) {
        f.memory.export_agreement = agreement.id;
        chosen = { agreement.languages.begin(), agreement.languages.end() };
    }
    if (agreement.languages.size() < 2)
        return;
    auto const group = ui::group(f.ui, "languages", f.words()("export.languages"), true);
    auto const row = ui::row(f.ui, "choices", { .gap = 24 });
    for (auto const language : agreement.languages) {
        bool const only = chosen.size() == 1 && chosen.contains(language);
        auto const reason = only ? f.words()("properties.languages.last") : std::string {};
        if (auto const changed = ui::checkbox(
                f.ui, language_code(language), language_name(f, language), chosen.contains(language), { .disabled_reason = reason })) {
            if (*changed)
                chosen.insert(language);
            else
                chosen.erase(language);
        }
    }
}

/// How long the PDF gets; the pages are then there when it is asked for. With the report nobody has laid it out yet.
void draw_page_count(Frame& f)
{
    if (f.memory.export_report)
        return;
    auto const& live = f.session.pages(chosen_languages(f));
    if (live.error())
        (void)ui::message(f.ui, "pages-failed", f.words()("pages.failed"), f.words().describe(*live.error()), { .tone = ui::Tone::Error });
    else if (live.document())
        ui::paragraph(f.ui, f.words().plural("export.pages", live.document()->pages.size()), { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
}

} // namespace

void draw_export(Frame& f)
{
    auto const& words = f.words();
    auto const& open = f.open();
    auto const main = begin_main(f, words("export.title"));
    auto const inset = ui::inset(f.ui, 24, 40);
    auto const measure = ui::measure(f.ui, 720, true);
    auto const stack = ui::stack(f.ui, 16);
    screen_title(f, words("export.title"));
    ui::paragraph(f.ui, words("export.intro"));
    if (open.open_variables.empty()) {
        (void)ui::message(f.ui, "ready", words("export.ready"), {}, { .tone = ui::Tone::Success });
    } else {
        auto const text = words("export.open");
        if (ui::message(f.ui, "open", words.plural("draft.open", open.open_variables.size()), text,
                { .tone = ui::Tone::Warning, .action = words("export.open.show") })
            == ui::MessageResult::Action)
            f.go({ .screen = app::Screen::Properties, .agreement = open.agreement.id, .item = {} });
    }
    draw_language_choice(f);
    if (auto const changed = ui::checkbox(
            f.ui, "report", words("export.report"), f.memory.export_report, { .description = words("export.report.help") }))
        f.memory.export_report = *changed;
    draw_page_count(f);
    {
        auto const row = ui::row(f.ui, "buttons");
        if (ui::button(f.ui, "pdf", words("export.pdf"), { .kind = ui::ButtonKind::Primary, .icon = ui::Icon::Download }))
            f.push(app::ExportPdf { .languages = chosen_languages(f), .with_report = f.memory.export_report });
        if (ui::button(f.ui, "json", words("export.json"), { .icon = ui::Icon::Download, .description = words("export.json.help") }))
            f.push(app::ExportJson {});
    }
    {
        auto const row = ui::row(f.ui, "texts");
        if (ui::button(f.ui, "html", words("export.html"), { .icon = ui::Icon::Download, .description = words("export.html.help") }))
            f.push(app::ExportText { .format = app::TextFormat::Html, .languages = chosen_languages(f) });
        if (ui::button(
                f.ui, "markdown", words("export.markdown"), { .icon = ui::Icon::Download, .description = words("export.html.help") }))
            f.push(app::ExportText { .format = app::TextFormat::Markdown, .languages = chosen_languages(f) });
    }
    ui::paragraph(f.ui, words("export.html.help"), { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
    ui::paragraph(f.ui, words("export.json.help"), { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
    ui::separator(f.ui);
    ui::link(f.ui, "signing", words("signing.prepare.title"),
        app::format_route({ .screen = app::Screen::Signing, .agreement = open.agreement.id, .item = {} }), { .icon = ui::Icon::ArrowRight });
    ui::paragraph(f.ui, words("export.source"), { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
}

} // namespace konkordat::views
