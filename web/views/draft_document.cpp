#include "web/views/clause_text.h"
#include "web/views/draft.h"
#include "web/views/fields.h"
#include "web/views/findings.h"

#include <algorithm>

namespace konkordat::views {

namespace {

void draw_editor(Frame& f, Clause const& clause)
{
    auto const& words = f.words();
    auto const& agreement = f.open().agreement;
    auto const key = agreement.id.str() + "/clause/" + clause.id.str();
    if (f.memory.arrived)
        ui::focus(f.ui, "body-" + std::string(language_code(f.open().language)));
    for (auto const language : agreement.languages) {
        auto const code = std::string(language_code(language));
        EntryOptions heading;
        heading.field.language = language_tag(language);
        heading.field.look = ui::FieldLook::Boxed;
        auto const heading_text = clause.heading.find(language);
        text_entry(
            f, "heading-" + code, label_in(f, "draft.heading.in", language), key + "/heading/" + code,
            heading_text == clause.heading.end() ? std::string_view {} : heading_text->second,
            [id = clause.id, language](Agreement const& now, std::string const& text) -> std::optional<Command> {
                return SetClauseHeading { .agreement = now.id, .clause = id, .language = language, .text = text };
            },
            heading);
        EntryOptions body;
        body.several_lines = true;
        body.field.language = language_tag(language);
        body.field.look = ui::FieldLook::Boxed;
        body.field.minimum_rows = 4;
        auto const body_text = clause.body.find(language);
        auto const stored = body_text == clause.body.end() ? std::string_view {} : std::string_view(body_text->second);
        text_entry(
            f, "body-" + code, label_in(f, "draft.body.in", language), key + "/body/" + code, stored,
            [id = clause.id, language](Agreement const& now, std::string const& text) -> std::optional<Command> {
                return SetClauseBody { .agreement = now.id, .clause = id, .language = language, .text = text };
            },
            body);
    }
    ui::paragraph(f.ui, words("draft.body.help"), { .style = ui::TextStyle::Caption, .tone = ui::Tone::Quiet });
    auto const row = ui::row(f.ui, "editor-actions");
    if (ui::button(f.ui, "done", words("draft.done"), { .icon = ui::Icon::Check }))
        f.go({ .screen = app::Screen::Draft, .agreement = agreement.id, .item = {} });
    if (ui::button(f.ui, "show-on-page", words("pages.show"), { .kind = ui::ButtonKind::Quiet, .icon = ui::Icon::Document }))
        show_on_page(f);
}

void draw_generated(Frame& f, Generated generated)
{
    if (generated == Generated::None)
        return;
    ui::paragraph(
        f.ui, f.words()("draft.generated." + std::string(name_of(generated))), { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
}

void draw_reading(Frame& f, std::size_t index)
{
    auto const& words = f.words();
    auto const& open = f.open();
    auto const& clause = open.agreement.clauses[index];
    auto const title = clause_title(f, index);
    auto const tag = language_tag(open.language);
    ui::heading(f.ui, clause.kind == ClauseKind::Clause ? 3 : 2, title, { .language = tag });
    if (clause.state == ClauseState::Omitted) {
        auto const reason = text_in(clause.omission_reason, f.language(), open.agreement.languages);
        ui::paragraph(f.ui, words("draft.omitted", { { "reason", std::string(reason) } }),
            { .style = ui::TextStyle::Small, .tone = ui::Tone::Warning });
    } else if (open.texts[index].body.blocks.empty()) {
        if (clause.kind != ClauseKind::Section && clause.generated == Generated::None)
            ui::paragraph(f.ui, words("draft.empty.body"), { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
    } else {
        draw_clause_text(f.ui, open.texts[index].body, open.agreement.id, tag);
    }
    draw_generated(f, clause.generated);
    draw_finding_mark(f, clause);
    ui::link(f.ui, "edit", words("draft.edit"), app::format_route(clause_route(f, clause.id)),
        { .icon = ui::Icon::Pencil, .description = title, .style = ui::TextStyle::Small, .covers_card = true });
}

void draw_clause(Frame& f, std::size_t index)
{
    auto const& clause = f.open().agreement.clauses[index];
    bool const selected = f.state().route.item == clause.id.str();
    auto const card = ui::card(f.ui, clause.id.str(),
        { .ground = selected ? ui::Ground::Raised : ui::Ground::None,
            .edge = selected ? ui::Tone::Accent : ui::Tone::Normal,
            .padding = 12,
            .border = false,
            .selected = selected });
    auto const stack = ui::stack(f.ui, 8);
    bool const editable = selected && clause.state != ClauseState::Omitted && f.state().writable();
    if (editable) {
        ui::heading(f.ui, clause.kind == ClauseKind::Clause ? 3 : 2, clause_title(f, index),
            { .looks_like = 5, .language = language_tag(f.open().language) });
        draw_editor(f, clause);
    } else {
        draw_reading(f, index);
    }
}

void draw_toolbar(Frame& f)
{
    auto const& words = f.words();
    auto const& open = f.open();
    auto const row = ui::row(f.ui, "toolbar", { .gap = 16 });
    bool const beside = ui::viewport_width(f.ui) >= side_by_side_width;
    auto const shown = beside ? std::optional(f.memory.pages.shown) : std::optional<bool> {};
    if (ui::button(
            f.ui, "pages", words("draft.pages"), { .icon = ui::Icon::Document, .description = words("pages.about"), .pressed = shown })) {
        f.memory.pages.shown = !f.memory.pages.shown || !beside;
        f.memory.draft_pane = pages_pane;
        ui::request_frame(f.ui);
    }
    if (!open.open_variables.empty())
        ui::link(f.ui, "open-variables", words.plural("draft.open", open.open_variables.size()),
            app::format_route({ .screen = app::Screen::Properties, .agreement = open.agreement.id, .item = {} }),
            { .icon = ui::Icon::Warning, .style = ui::TextStyle::Small });
    if (open.agreement.languages.size() < 2)
        return;
    auto const choices = language_choices(f, open.agreement.languages);
    auto const selected = static_cast<std::size_t>(
        std::ranges::find(open.agreement.languages, open.language) - open.agreement.languages.begin());
    if (auto const chosen = ui::select(f.ui, "document-language", words("draft.language"), choices, selected, { .width = 160 }))
        f.push(app::ShowLanguage { .language = open.agreement.languages[*chosen] });
}

void draw_missing(Frame& f)
{
    auto const& words = f.words();
    auto const& open = f.open();
    if (open.missing.empty() || !open.pack)
        return;
    auto const card = ui::card(f.ui, "missing", { .edge = ui::Tone::Note });
    auto const stack = ui::stack(f.ui, 8);
    ui::heading(f.ui, 2, words("draft.conditional"), { .looks_like = 4 });
    ui::paragraph(f.ui, words("draft.conditional.text"), { .style = ui::TextStyle::Small });
    for (auto const* missing : open.missing) {
        auto const* wording = templates::find_alternative(*missing, {});
        auto const heading = wording ? std::string(text_in(wording->wording(open.agreement.form).heading, open.language)) : missing->id;
        if (!ui::button(f.ui, "add-" + missing->id, words("draft.conditional.add", { { "heading", heading } }),
                { .icon = ui::Icon::Plus, .disabled_reason = f.locked() }))
            continue;
        f.change([pack = open.pack, missing](Agreement const& now) -> std::optional<Command> {
            auto clause = templates::create_clause(*missing, now.form, now.languages);
            if (!clause)
                return {};
            auto const position = templates::position_for(*pack, now, *missing);
            auto const after = position == 0 || now.clauses.empty()
                ? std::optional<ClauseId> {}
                : std::optional(now.clauses[std::min(position, now.clauses.size()) - 1].id);
            return AddClause { .agreement = now.id, .clause = std::move(*clause), .after = after };
        });
    }
}

void draw_newer_template(Frame& f)
{
    auto const& open = f.open();
    if (!open.newer_template)
        return;
    auto const text = f.words()("upgrade.available.text", { { "version", open.pack->version } });
    if (ui::message(
            f.ui, "newer-template", f.words()("upgrade.available"), text, { .tone = ui::Tone::Note, .action = f.words()("upgrade.look") })
        == ui::MessageResult::Action)
        f.go({ .screen = app::Screen::Upgrade, .agreement = open.agreement.id, .item = {} });
}

} // namespace

void draw_document(Frame& f, ui::Landmark landmark)
{
    auto const& open = f.open();
    auto const region = ui::region(f.ui, landmark, landmark == ui::Landmark::Main ? "main" : "document", f.words()("draft.document"),
        { .scroll = true, .padding = 16, .ground = ui::Ground::Sunken });
    auto const measure = ui::measure(f.ui, 780, true);
    draw_toolbar(f);
    ui::space(f.ui, 8);
    auto const page = ui::card(
        f.ui, "page", { .ground = ui::Ground::Page, .padding = ui::size_class(f.ui) == ui::SizeClass::Compact ? 12.0F : 32.0F });
    auto const stack = ui::stack(f.ui, 8);
    draw_newer_template(f);
    ui::heading(f.ui, 1, text_in(open.agreement.title, open.language, open.agreement.languages),
        { .language = language_tag(open.language), .id = "title" });
    if (f.memory.arrived && f.state().route.item.empty() && f.memory.shown.screen != app::Screen::Draft)
        ui::focus(f.ui, "title");
    ui::space(f.ui, 16);
    for (std::size_t i = 0; i < open.agreement.clauses.size(); ++i)
        draw_clause(f, i);
    draw_missing(f);
}

} // namespace konkordat::views
