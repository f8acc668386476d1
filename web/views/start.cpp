#include "web/views/frame.h"

#include <algorithm>

namespace konkordat::views {

namespace {

void draw_doors(Frame& f)
{
    auto const& words = f.words();
    auto const columns = ui::columns(f.ui, "doors", 4, { .gap = 16, .minimum_width = 230 });
    struct Door {
        std::string_view id;
        ui::Icon icon;
        std::string_view title;
        std::string_view text;
    };
    static constexpr auto doors = std::to_array<Door>({ { "draft", ui::Icon::Document, "start.door.draft", "start.door.draft.text" },
        { "verify", ui::Icon::Pencil, "start.door.verify", "start.door.verify.text" },
        { "review", ui::Icon::Eye, "start.door.review", "start.door.review.text" },
        { "compare", ui::Icon::Compare, "start.door.compare", "start.door.compare.text" } });
    for (auto const& door : doors) {
        ui::next_column(f.ui);
        bool const drafts = door.id == "draft";
        bool const open = drafts || door.id == "verify" || door.id == "review" || door.id == "compare";
        auto const card = ui::card(f.ui, door.id,
            { .ground = ui::Ground::Raised, .edge = open ? ui::Tone::Accent : ui::Tone::Normal, .padding = 24, .equal_height = true });
        auto const stack = ui::stack(f.ui, 8);
        {
            auto const row = ui::row(f.ui, "head");
            ui::icon(f.ui, door.icon, open ? ui::Tone::Accent : ui::Tone::Quiet);
            ui::heading(f.ui, 2, words(door.title), { .looks_like = 3 });
        }
        ui::paragraph(f.ui, words(door.text), { .style = ui::TextStyle::Body, .tone = open ? ui::Tone::Normal : ui::Tone::Quiet });
        ui::space(f.ui, 16);
        if (!open) {
            ui::link(f.ui, "more", words("start.door.later"), "#/" + std::string(door.id), { .description = words(door.title) });
        } else if (door.id == "review") {
            if (ui::button(f.ui, "review", words("start.door.review.action"), { .icon = ui::Icon::ArrowRight }))
                f.go({ .screen = app::Screen::Review, .agreement = {}, .item = {} });
        } else if (!drafts) {
            if (ui::button(f.ui, door.id, words("start.door." + std::string(door.id) + ".action"), { .icon = ui::Icon::ArrowRight }))
                f.go({ .screen = door.id == "verify" ? app::Screen::Verify : app::Screen::Compare, .agreement = {}, .item = {} });
        } else if (ui::button(f.ui, "new", words("start.door.draft.action"),
                       { .kind = ui::ButtonKind::Primary, .icon = ui::Icon::Plus, .disabled_reason = f.locked() })) {
            f.go({ .screen = app::Screen::New, .agreement = {}, .item = {} });
        }
    }
}

std::string canton_text(Frame const& f, AgreementSummary const& summary)
{
    std::string text;
    for (auto const& code : summary.cantons) {
        auto const* canton = find_canton(f.state().assets->words.cantons(), code);
        text += (text.empty() ? "" : ", ") + (canton ? std::string(text_in(canton->name, f.language())) : code);
    }
    return text;
}

std::string summary_title(Frame const& f, AgreementSummary const& summary)
{
    auto const title = text_in(summary.title, f.language(), summary.languages);
    return title.empty() ? f.words()("draft.document") : std::string(title);
}

bool matches(std::string const& filter, std::string const& text)
{
    auto lower = [](std::string value) {
        std::ranges::transform(
            value, value.begin(), [](unsigned char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : static_cast<char>(c); });
        return value;
    };
    return lower(text).find(lower(filter)) != std::string::npos;
}

void draw_actions(Frame& f, AgreementSummary const& summary, std::string const& title)
{
    auto const& words = f.words();
    auto const row = ui::row(f.ui, "actions", { .gap = 4, .wrap = false });
    auto const locked = f.locked();
    if (ui::icon_button(f.ui, "duplicate", ui::Icon::Copy, words("start.duplicate.name", { { "title", title } }),
            { .kind = ui::ButtonKind::Quiet, .disabled_reason = locked }))
        f.edit(DuplicateAgreement { .agreement = summary.id, .title = {} }, words("start.duplicated", { { "title", title } }));
    if (ui::icon_button(f.ui, "delete", ui::Icon::Trash, words("start.delete.name", { { "title", title } }),
            { .kind = ui::ButtonKind::Quiet, .disabled_reason = locked }))
        f.edit(DeleteAgreement { .agreement = summary.id }, words("start.deleted", { { "title", title } }));
}

void draw_row(Frame& f, AgreementSummary const& summary, bool compact)
{
    auto const title = summary_title(f, summary);
    auto const row = ui::table_row(f.ui, summary.id.str());
    {
        auto const cell = ui::table_cell(f.ui);
        ui::link(f.ui, "open", title, app::format_route({ .screen = app::Screen::Draft, .agreement = summary.id, .item = {} }));
    }
    ui::table_cell(f.ui, canton_text(f, summary));
    if (!compact) {
        ui::table_cell(f.ui, f.words()("form.short." + std::string(name_of(summary.form))));
        ui::table_cell(f.ui, f.words()("state." + std::string(name_of(summary.state))));
        std::string languages;
        for (auto const language : summary.languages)
            languages += (languages.empty() ? "" : ", ") + std::string(language_code(language));
        ui::table_cell(f.ui, languages);
        ui::table_cell(f.ui, summary.modified_at.utc_date().to_short_text(f.language()), { .style = ui::TextStyle::Numeric });
    }
    auto const cell = ui::table_cell(f.ui);
    draw_actions(f, summary, title);
}

void draw_table(Frame& f)
{
    auto const& words = f.words();
    auto const& state = f.state();
    bool const compact = ui::size_class(f.ui) == ui::SizeClass::Compact;
    std::vector<ui::TableColumn> columns { { .id = "title", .label = words("start.column.title"), .share = 3 },
        { .id = "canton", .label = words("start.column.canton"), .share = 1 } };
    if (!compact) {
        columns.push_back({ .id = "form", .label = words("start.column.form"), .share = 1.4F });
        columns.push_back({ .id = "state", .label = words("start.column.state"), .share = 1.2F });
        columns.push_back({ .id = "languages", .label = words("start.column.languages"), .width = 96 });
        columns.push_back({ .id = "modified", .label = words("start.column.modified"), .width = 150 });
    }
    columns.push_back({ .id = "actions", .label = words("start.column.actions"), .width = 96, .label_hidden = true });
    bool any = false;
    {
        auto const table = ui::table(f.ui, "agreements", words("start.agreements"), columns);
        for (auto const& summary : state.agreements) {
            if (!f.memory.filter.empty() && !matches(f.memory.filter, summary_title(f, summary) + " " + canton_text(f, summary)))
                continue;
            any = true;
            draw_row(f, summary, compact);
        }
    }
    if (!any)
        ui::paragraph(
            f.ui, words("start.filter.none", { { "text", f.memory.filter } }), { .style = ui::TextStyle::Body, .tone = ui::Tone::Quiet });
    if (state.agreements.size() < state.agreement_count && ui::button(f.ui, "more", words("start.more")))
        f.push(app::ShowMoreAgreements {});
}

void draw_list(Frame& f)
{
    auto const& words = f.words();
    auto const& state = f.state();
    {
        auto const row = ui::row(f.ui, "list-head");
        ui::heading(f.ui, 2, words("start.agreements"));
        if (state.agreement_count > 0)
            ui::status(f.ui, "count", words.plural("start.count", state.agreement_count),
                { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
    }
    if (state.agreements.empty()) {
        ui::empty_state(f.ui, ui::Icon::Document, words("start.empty.title"), words("start.agreements.empty"));
    } else {
        if (state.agreement_count > 5) {
            auto const edit = ui::text_field(f.ui, "filter", words("start.filter"), f.memory.filter,
                { .kind = ui::InputKind::Search, .spell_check = false, .width = 360 });
            if (edit.changed || edit.committed)
                f.memory.filter = edit.value;
        }
        draw_table(f);
    }
}

void draw_examples(Frame& f)
{
    auto const& words = f.words();
    auto const& examples = f.state().assets->examples;
    if (examples.empty())
        return;
    ui::heading(f.ui, 2, words("examples.title"));
    ui::paragraph(f.ui, words("examples.text"), { .style = ui::TextStyle::Body, .tone = ui::Tone::Quiet });
    auto const columns = ui::columns(f.ui, "examples", examples.size(), { .gap = 16, .minimum_width = 240 });
    for (auto const& example : examples) {
        ui::next_column(f.ui);
        auto const card = ui::card(f.ui, example.id, { .ground = ui::Ground::Raised, .padding = 16, .equal_height = true });
        auto const stack = ui::stack(f.ui, 8);
        auto const name = text_in(example.name, f.language());
        ui::heading(f.ui, 3, name, { .looks_like = 4 });
        ui::paragraph(f.ui, text_in(example.description, f.language()), { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
        if (ui::button(f.ui, "open", words("examples.open"),
                { .disabled_reason = f.locked(), .accessible_name = words("examples.open") + ": " + std::string(name) }))
            f.push(app::OpenExample { .id = example.id });
    }
}

} // namespace

void draw_start(Frame& f)
{
    auto const& words = f.words();
    auto const main = begin_main(f, words("nav.start"));
    bool const compact = ui::size_class(f.ui) == ui::SizeClass::Compact;
    auto const inset = ui::inset(f.ui, compact ? 16.0F : 24.0F, compact ? 24.0F : 40.0F);
    auto const measure = ui::measure(f.ui, 1080, true);
    auto const stack = ui::stack(f.ui, 16);
    screen_title(f, words("start.title"));
    ui::paragraph(f.ui, words("app.claim"), { .style = ui::TextStyle::Lead, .tone = ui::Tone::Quiet });
    ui::space(f.ui, 24);
    draw_doors(f);
    ui::space(f.ui, 40);
    draw_list(f);
    ui::space(f.ui, 24);
    if (ui::drop_zone(f.ui, "import", words("start.import"), words("start.import.hint")))
        f.push(app::ChooseImportFile {});
    ui::space(f.ui, 24);
    draw_examples(f);
}

} // namespace konkordat::views
