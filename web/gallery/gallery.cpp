#include "web/gallery/gallery.h"

#include "web/ui/ui.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

namespace konkordat::gallery {

namespace {

struct Member {
    std::string id;
    std::string name;
    std::string organisation;
    int year = 2024;
};

struct Model {
    std::string title = "Kooperationsvereinbarung";
    std::string body = "Die Parteien vereinbaren eine enge Zusammenarbeit.\nSie treffen sich mindestens zweimal im Jahr.";
    std::string clause
        = "Dieser Absatz wird an Ort und Stelle bearbeitet, in der Schrift, in der er später gelesen wird, und mit einem langen Wort wie "
          "Opferhilfeberatungsstellenleiterinnenkonferenz.";
    std::string number = "30";
    std::string date = "24.11.2026";
    std::string committed;
    bool agreed = false;
    std::size_t form = 1;
    std::optional<std::size_t> canton;
    std::size_t tab = 0;
    bool dialog = false;
    bool toast = false;
    bool details = false;
    bool expanded = true;
    int clicks = 0;
    std::string last = "nothing yet";
    std::string outline = "purpose";
    std::vector<Member> members { { "a", "Anna Muster", "Kantonspolizei", 2021 }, { "b", "Beat Beispiel", "Staatsanwaltschaft", 2019 },
        { "c", "Chiara Esempio", "Opferhilfe", 2024 } };
    ui::SortOrder sorted = ui::SortOrder::None;
    std::map<std::string, std::string> remarks;
    std::string files = "no files";
};

using ui::Context;

void text_entry(Context& context, Model& model)
{
    auto card = ui::card(context, "entry");
    ui::heading(context, 2, "Text entry", { .looks_like = 3 });
    auto const title = ui::text_field(context, "title", "Title", model.title,
        { .description = "As it stands on the first page.", .language = "de-CH", .required = true });
    if (title)
        model.title = title.value;
    if (title.committed)
        model.committed = title.value;
    if (auto edit = ui::text_area(context, "body", "Body", model.body, { .language = "de-CH", .placeholder = "What the clause says" }))
        model.body = edit.value;
    auto columns = ui::columns(context, "numbers", 2, { .minimum_width = 140 });
    ui::next_column(context);
    bool const valid = !model.number.empty() && std::ranges::all_of(model.number, [](char c) { return c >= '0' && c <= '9'; });
    if (auto edit = ui::number_field(
            context, "days", "Days", model.number, { .error = valid ? "" : "Give a whole number, for example 30." }))
        model.number = edit.value;
    ui::next_column(context);
    if (auto edit = ui::date_field(context, "date", "Date", model.date, { .placeholder = "24.11.2026" }))
        model.date = edit.value;
}

void reading(Context& context, Model& model)
{
    auto card = ui::card(context, "page", { .ground = ui::Ground::Page, .padding = 24 });
    ui::heading(context, 2, "In place");
    std::array const runs { ui::Run { "The text has " }, ui::Run { .text = "bold", .bold = true }, ui::Run { " and " },
        ui::Run { .text = "italic", .italic = true }, ui::Run { " words, and a " },
        ui::Run { .text = "link to the start", .link = "#/gallery/start" },
        ui::Run { ", and goes on for long enough that it has to be broken into more than one line of the page." } };
    ui::paragraph(context, runs);
    ui::paragraph(context, "The first point of a list.", { .marker = "1." });
    if (auto edit = ui::text_area(context, "clause", "Clause text", model.clause, { .language = "de-CH", .look = ui::FieldLook::InPlace }))
        model.clause = edit.value;
}

void buttons(Context& context, Model& model)
{
    auto card = ui::card(context, "buttons");
    ui::heading(context, 2, "Buttons", { .looks_like = 3 });
    {
        auto row = ui::row(context, "row");
        if (ui::button(context, "primary", "Create agreement", { .kind = ui::ButtonKind::Primary, .icon = ui::Icon::Plus }))
            ++model.clicks;
        if (ui::button(context, "secondary", "Open dialog"))
            model.dialog = true;
        if (ui::button(context, "toast", "Delete draft", { .kind = ui::ButtonKind::Danger, .icon = ui::Icon::Trash }))
            model.toast = true;
        ui::button(context, "disabled", "Send", { .disabled_reason = "The canton is missing." });
        if (ui::icon_button(context, "undo", ui::Icon::Undo, "Undo", { .shortcut = "Ctrl+Z" }))
            ++model.clicks;
        if (auto menu = ui::menu(context, "menu", "More", { .icon = ui::Icon::ChevronDown })) {
            if (ui::menu_item(context, "copy", "Duplicate", { .icon = ui::Icon::Copy, .shortcut = "Ctrl+D" }))
                model.last = "Duplicate";
            if (ui::menu_item(context, "remove", "Remove", { .icon = ui::Icon::Trash, .danger = true }))
                model.last = "Remove";
            ui::menu_item(context, "sign", "Sign", { .disabled_reason = "Not yet approved." });
        }
    }
    ui::status(context, "clicks", "Clicks: " + std::to_string(model.clicks));
    ui::status(context, "last", "Last action: " + model.last);
    {
        auto row = ui::row(context, "badges");
        ui::badge(context, "Draft");
        ui::badge(context, "Approved", ui::Tone::Success);
        ui::badge(context, "Returned", ui::Tone::Error);
        ui::badge(context, "2 findings", ui::Tone::Warning);
        ui::link(context, "guide", "Guidelines", "https://example.org/");
    }
    ui::progress(context, "progress", "Export", 0.4f);
    if (auto open = ui::disclosure(context, "details", "Details", model.details))
        model.details = *open;
    if (model.details)
        ui::fact(context, "Template", "ch-thb-cooperation 1.0.0");
}

void choices(Context& context, Model& model)
{
    auto card = ui::card(context, "choices");
    ui::heading(context, 2, "Choices", { .looks_like = 3 });
    if (auto agreed = ui::checkbox(context, "agreed", "All parties have agreed", model.agreed))
        model.agreed = *agreed;
    std::array const forms { ui::Choice { "contract", "Contract" }, ui::Choice { "declaration", "Joint declaration", "The usual form." },
        ui::Choice { .value = "announcement", .label = "Announcement", .disabled_reason = "Comes with the next version." } };
    if (auto form = ui::radio_group(context, "form", "Form", forms, model.form))
        model.form = *form;
    std::array const cantons { ui::Choice { "CH-BE", "Bern" }, ui::Choice { "CH-GE", "Genève" }, ui::Choice { "CH-TI", "Ticino" } };
    if (auto canton = ui::select(context, "canton", "Canton", cantons, model.canton, { .error = model.canton ? "" : "Choose the canton." }))
        model.canton = *canton;
}

std::size_t column_of(std::string_view id) { return id == "name" ? 0 : id == "organisation" ? 1 : 2; }

void sort_members(Model& model)
{
    model.sorted = model.sorted == ui::SortOrder::Ascending ? ui::SortOrder::Descending : ui::SortOrder::Ascending;
    std::ranges::sort(model.members, {}, &Member::name);
    if (model.sorted == ui::SortOrder::Descending)
        std::ranges::reverse(model.members);
}

void members(Context& context, Model& model)
{
    auto card = ui::card(context, "members");
    ui::heading(context, 2, "Table", { .looks_like = 3 });
    std::array<ui::TableColumn, 4> columns { ui::TableColumn { .id = "name", .label = "Name", .sortable = true, .sorted = model.sorted },
        ui::TableColumn { .id = "organisation", .label = "Organisation" },
        ui::TableColumn { .id = "since", .label = "Since", .width = 80, .alignment = ui::Alignment::End },
        ui::TableColumn { .id = "actions", .label = "Actions", .width = 60, .label_hidden = true } };
    auto table = ui::table(context, "table", "Members", columns);
    if (table.sort && *table.sort == column_of("name"))
        sort_members(model);
    std::string removed;
    for (auto const& member : model.members) {
        auto row = ui::table_row(context, member.id);
        ui::table_row_header(context, member.name);
        ui::table_cell(context, member.organisation);
        ui::table_cell(context, std::to_string(member.year), { .style = ui::TextStyle::Numeric });
        auto cell = ui::table_cell(context);
        if (ui::icon_button(context, "remove", ui::Icon::Trash, "Remove " + member.name))
            removed = member.id;
    }
    table.scope.close();
    std::erase_if(model.members, [&](Member const& member) { return member.id == removed; });
}

void outline(Context& context, Model& model)
{
    auto navigation = ui::region(context, ui::Landmark::Navigation, "outline", "Outline",
        { .scroll = true, .padding = 12, .ground = ui::Ground::Raised, .border_end = true });
    ui::heading(context, 2, "Outline", { .looks_like = 5 });
    auto tree = ui::tree(context, "tree", "Outline of the agreement");
    auto const item = [&](ui::TreeItem const& description) {
        auto const result = ui::tree_item(context, description);
        if (result.activated)
            model.outline = description.id;
        return result.toggled;
    };
    item({ .id = "purpose", .label = "Purpose", .selected = model.outline == "purpose", .number = "1" });
    if (item({ .id = "parties",
            .label = "Parties and members",
            .expanded = model.expanded,
            .selected = model.outline == "parties",
            .number = "2" }))
        model.expanded = !model.expanded;
    if (model.expanded) {
        item({ .id = "core",
            .label = "Core group",
            .level = 2,
            .selected = model.outline == "core",
            .badge = "3",
            .description = "3 members",
            .number = "2.1" });
        item({ .id = "associates",
            .label = "Associate group of specialised organisations",
            .level = 2,
            .selected = model.outline == "associates",
            .badge = "!",
            .badge_tone = ui::Tone::Warning,
            .description = "one finding",
            .number = "2.2" });
    }
    item({ .id = "training", .label = "Training", .selected = model.outline == "training", .icon = ui::Icon::Warning, .number = "3" });
}

void inspector(Context& context, Model& model)
{
    auto aside = ui::region(
        context, ui::Landmark::Complementary, "inspector", "Inspector", { .scroll = true, .padding = 16, .ground = ui::Ground::Raised });
    ui::heading(context, 2, "Inspector", { .looks_like = 4 });
    std::array const parts { ui::Tab { "properties", "Properties" }, ui::Tab { "findings", "Findings", "2" },
        ui::Tab { "history", "History" } };
    if (auto tab = ui::tabs(context, "tabs", "Inspector", parts, model.tab))
        model.tab = *tab;
    auto panel = ui::tab_panel(context, "tabs", parts[model.tab].id);
    if (model.tab == 1) {
        ui::message(context, "first", "The recovery period is missing", "Guidelines 4.3 ask for at least 30 days.",
            { .tone = ui::Tone::Warning, .action = "Show" });
        ui::message(context, "second", "No victim-aid organisation", "Add one to the core group.", { .tone = ui::Tone::Error });
    } else if (model.tab == 2) {
        ui::empty_state(context, ui::Icon::Clock, "No changes yet", "What you change appears here, and can be undone.");
    } else {
        ui::fact(context, "State", "Draft");
        ui::fact(context, "Last change", "24.11.2026, Anna Muster, Fachstelle Menschenhandel");
    }
    if (ui::drop_zone(context, "files", "Choose a file", "or drop it here (JSON or PDF)"))
        model.last = "Choose a file";
    ui::status(context, "dropped", model.files);
}

void floating(Context& context, Model& model)
{
    if (model.dialog) {
        auto dialog = ui::dialog(context, "dialog", "Delete the agreement?",
            { .description = "Version 3 and its 12 comments are removed from this browser.", .close_label = "Close" });
        if (auto edit = ui::text_field(context, "reason", "Reason", model.remarks["reason"]))
            model.remarks["reason"] = edit.value;
        auto actions = ui::row(context, "actions", { .end = true });
        if (ui::button(context, "keep", "Keep"))
            dialog.dismissed = true;
        if (ui::button(context, "delete", "Delete", { .kind = ui::ButtonKind::Danger })) {
            model.last = "Deleted";
            dialog.dismissed = true;
        }
        if (dialog.dismissed)
            model.dialog = false;
    }
    if (model.toast) {
        auto const result = ui::toast(context, "deleted", "The draft was deleted.", { .action = "Undo", .dismiss_label = "Dismiss" });
        if (result == ui::ToastResult::Action)
            model.last = "Undone";
        model.toast = result == ui::ToastResult::Shown;
    }
}

void header(Context& context)
{
    auto banner = ui::region(context, ui::Landmark::Banner, "header", "Konkordat", { .ground = ui::Ground::Header });
    auto padding = ui::inset(context, 16, 8);
    auto row = ui::row(context, "row");
    ui::link(context, "home", "Konkordat", "#/gallery");
    ui::text(context, "Canton of Bern, draft", { .tone = ui::Tone::Quiet });
    ui::spacer(context);
    ui::status(context, "saved", "Saved", {}, ui::Icon::Saved);
    ui::icon_button(context, "search", ui::Icon::Search, "Search", { .shortcut = "Ctrl+K" });
    ui::icon_button(context, "help", ui::Icon::Help, "Help");
}

void work(Context& context, Model& model)
{
    auto main = ui::region(context, ui::Landmark::Main, "main", "Gallery", { .scroll = true, .padding = 24 });
    auto measured = ui::measure(context, 760, true);
    {
        auto stack = ui::stack(context, 16);
        ui::heading(context, 1, "Gallery of widgets", { .id = "heading" });
        text_entry(context, model);
        reading(context, model);
        buttons(context, model);
        choices(context, model);
        members(context, model);
    }
}

class Gallery final : public app::Application, public app::StorageListener {
public:
    explicit Gallery(app::Platform& platform)
        : m_platform(platform)
    {
        m_platform.set_title("Gallery");
        m_platform.set_language("en");
    }

    void frame(Context& context) override
    {
        ui::skip_link(context, "Skip to the content", "main");
        header(context);
        if (ui::size_class(context) == ui::SizeClass::Wide) {
            std::array const widths { ui::PaneWidth { .fixed = 260 }, ui::PaneWidth {}, ui::PaneWidth { .fixed = 320 } };
            auto panes = ui::panes(context, "panes", widths);
            ui::next_pane(context);
            outline(context, m_model);
            ui::next_pane(context);
            work(context, m_model);
            ui::next_pane(context);
            inspector(context, m_model);
        } else {
            work(context, m_model);
        }
        floating(context, m_model);
        // What the events of this frame changed is drawn by the next.
        if (m_seen != m_model.clicks || m_dialog != m_model.dialog) {
            m_seen = m_model.clicks;
            m_dialog = m_model.dialog;
        }
    }

    void on_hash(std::string_view) override { }
    void on_product(std::uint32_t, Result<documents::Product>) override { }
    void on_files(app::FilesEvent event) override
    {
        m_model.files = event.target + ":";
        for (auto const& file : event.files)
            m_model.files += " " + file.name + " (" + std::to_string(file.bytes.size()) + ")";
    }
    void on_shortcut(app::Shortcut shortcut) override { m_model.last = "Shortcut " + std::to_string(static_cast<int>(shortcut)); }
    app::StorageListener& storage_listener() override { return *this; }
    void on_update_ready() override { }

    void on_storage_loaded(app::StorageLoaded const&) override { }
    void on_storage_restored() override { }
    void on_storage_unavailable(app::StorageFailure const&) override { }
    void on_save_status(app::SaveStatus const&) override { }
    void on_read_only(app::ReadOnlyReason) override { }
    void on_changed_elsewhere() override { }
    void on_take_over_refused() override { }
    void on_set_aside_failed(app::StorageFailure const&) override { }
    void on_hiding() override { }
    void on_storage_scarce(std::uint64_t) override { }

private:
    app::Platform& m_platform;
    Model m_model;
    int m_seen = 0;
    bool m_dialog = false;
};

} // namespace

std::unique_ptr<app::Application> create(app::Platform& platform) { return std::make_unique<Gallery>(platform); }

} // namespace konkordat::gallery
