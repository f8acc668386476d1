#include "core/codec/agreement_json.h"
#include "core/layout/pictures.h"
#include "core/lifecycle/icalendar.h"
#include "core/pdf/export.h"
#include "core/publish/html.h"
#include "core/publish/markdown.h"
#include "core/review/packet_json.h"
#include "web/app/session.h"

#include <algorithm>

/// Files that come and go: import, export, workspace files, rescue.
namespace konkordat::app {

namespace {

constexpr std::string_view json_type = "application/json";
constexpr std::string_view pdf_type = "application/pdf";
constexpr std::string_view html_type = "text/html";
constexpr std::string_view markdown_type = "text/markdown";
constexpr std::string_view svg_type = "image/svg+xml";
constexpr std::string_view calendar_type = "text/calendar";
constexpr std::string_view workspace_type = "application/vnd.sqlite3";
constexpr std::string_view workspace_token = "workspace";
constexpr std::string_view import_token = "import";

bool is_pdf(File const& file) { return file.bytes.starts_with("%PDF-"); }
bool is_workspace(File const& file) { return file.bytes.starts_with(std::string_view("SQLite format 3\0", 16)); }

} // namespace

std::string file_name(std::string_view title, std::string_view extension)
{
    // Umlauts and accents as people write them where only ASCII is allowed.
    static constexpr auto spelled = std::to_array<std::pair<std::string_view, std::string_view>>(
        { { "ä", "ae" }, { "ö", "oe" }, { "ü", "ue" }, { "Ä", "ae" }, { "Ö", "oe" }, { "Ü", "ue" }, { "à", "a" }, { "â", "a" },
            { "ç", "c" }, { "é", "e" }, { "è", "e" }, { "ê", "e" }, { "ë", "e" }, { "É", "e" }, { "È", "e" }, { "î", "i" }, { "ï", "i" },
            { "ì", "i" }, { "ô", "o" }, { "ò", "o" }, { "û", "u" }, { "ù", "u" } });
    std::string name;
    auto put = [&](char c) {
        bool const plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (plain)
            name += c;
        else if (c >= 'A' && c <= 'Z')
            name += static_cast<char>(c - 'A' + 'a');
        else if (!name.empty() && name.back() != '-')
            name += '-';
    };
    while (!title.empty() && name.size() < 80) {
        auto const entry = std::ranges::find_if(spelled, [&](auto const& pair) { return title.starts_with(pair.first); });
        if (entry != spelled.end()) {
            name += entry->second;
            title.remove_prefix(entry->first.size());
        } else {
            put(title.front());
            title.remove_prefix(1);
        }
    }
    while (name.ends_with('-'))
        name.pop_back();
    return (name.empty() ? "konkordat" : name) + "." + std::string(extension);
}

void Session::receive(FilesEvent event)
{
    auto const& words = m_state.catalogue;
    if (event.target == emblem_token || event.target.ends_with("/emblem-file"))
        return take_emblem(event);
    if (m_desk.receive(event) || m_register.receive(event))
        return;
    if (event.target == review_token || event.target.ends_with("/review-files"))
        return take_review_files(event);
    if (!event.refused.empty()) {
        auto const& refused = event.refused.front();
        auto const text = refused.problem == FileProblem::TooLarge
            ? words("import.toolarge", { { "file", refused.name }, { "limit", std::to_string(refused.limit / 1024 / 1024) } })
            : words("error.code.unavailable");
        m_state.problem = Problem { .title = words("import.failed"), .text = text, .details = words("import.unchanged") };
        m_platform.request_frame();
    }
    if (event.target == returned_token || event.target.ends_with("/returned-files"))
        return take_returned(event);
    for (auto& file : event.files) {
        if (event.target == workspace_token || is_workspace(file))
            import_workspace(file);
        else
            import_file(std::move(file));
    }
}

void Session::run(ChooseImportFile const&)
{
    m_platform.open_file(import_token, { .accept = ".json,.pdf,application/json,application/pdf", .multiple = false });
}

void Session::run(ChooseWorkspaceFile const&)
{
    m_platform.open_file(workspace_token, { .accept = ".konkordat,.sqlite", .multiple = false });
}

void Session::carry_out(documents::Work work, std::function<void(Result<documents::Product>)> then)
{
    m_awaited.emplace(++m_last_ticket, std::move(then));
    m_platform.carry_out(m_last_ticket, std::move(work));
}

void Session::receive_product(std::uint32_t ticket, Result<documents::Product> product)
{
    auto awaited = m_awaited.extract(ticket);
    if (awaited.empty())
        return;
    awaited.mapped()(std::move(product));
    m_platform.request_frame();
}

void Session::import_file(File file)
{
    if (!is_pdf(file) && file.bytes.find("urn:konkordat:schema:re") != std::string::npos
        && (file.bytes.find(review::review_packet_schema_id) != std::string::npos
            || file.bytes.find(review::reply_packet_schema_id) != std::string::npos))
        return take_review_file(file);
    if (!is_pdf(file))
        return import_json(file.name, file.bytes);
    say(m_state.catalogue("import.reading", { { "file", file.name } }));
    documents::Work work { .operation = documents::Operation::ExtractAgreement };
    work.files.push_back(std::move(file.bytes));
    carry_out(std::move(work), [this, name = std::move(file.name)](Result<documents::Product> product) {
        if (product && product->files.size() == 1)
            return import_json(name, product->files.front());
        auto error = product ? Error { .code = ErrorCode::NotFound } : std::move(product).error();
        show_problem(m_state.catalogue("import.failed"), std::move(error).in_file(name), m_state.catalogue("import.unchanged"));
    });
}

void Session::import_json(std::string const& file_name, std::string_view json)
{
    auto const& words = m_state.catalogue;
    if (!m_workspace)
        return;
    if (m_workspace->mode() == OpenMode::ReadOnly) {
        show_problem(words("import.failed"), Error { .code = ErrorCode::ReadOnly }, words("import.unchanged"));
        return;
    }
    auto agreement = read_agreement(json);
    if (!agreement) {
        show_problem(words("import.failed"), std::move(agreement).error().in_file(file_name), words("import.unchanged"));
        return;
    }
    auto existing = m_workspace->load(agreement->id);
    if (!existing) {
        import_agreement(std::move(*agreement), ImportMode::RefuseExisting);
        return;
    }
    if (write_agreement(*existing) == write_agreement(*agreement)) {
        run(Navigate { .route = { .screen = Screen::Draft, .agreement = agreement->id, .item = {} } });
        say(words("import.exists.same"));
        return;
    }
    m_state.import = PendingImport { .file = file_name, .agreement = std::move(*agreement), .existing_modified_at = existing->modified_at };
    m_platform.request_frame();
}

void Session::run(ResolveImport const& action)
{
    if (!m_state.import)
        return;
    auto pending = std::move(*m_state.import);
    m_state.import.reset();
    import_agreement(std::move(pending.agreement), action.mode);
}

void Session::import_agreement(Agreement agreement, ImportMode mode)
{
    auto const title = title_of(agreement.title);
    auto const id = agreement.id;
    auto const sequence = m_workspace->execute(ImportAgreement { .agreement = std::move(agreement), .mode = mode }, m_state.author);
    if (!sequence) {
        show_problem(m_state.catalogue("import.failed"), sequence.error(), m_state.catalogue("import.unchanged"));
        return;
    }
    auto const entry = m_workspace->history_entry(*sequence);
    run(Navigate { .route = { .screen = Screen::Draft, .agreement = entry ? entry->agreement : id, .item = {} } });
    refresh_open();
    say(m_state.catalogue("import.done", { { "title", title } }), mode == ImportMode::Replace, UndoScope(id));
    update_save_state();
}

void Session::run(ExportPdf const& action)
{
    m_drafts.store_all();
    if (!m_state.open)
        return;
    auto const& agreement = m_state.open->agreement;
    auto const bytes = action.with_report
        ? pdf::export_agreement(m_world, agreement, action.languages, pdf::ConformityReport::With)
        : document(action.languages);
    if (!bytes) {
        show_problem(m_state.catalogue("export.failed"), bytes.error());
        return;
    }
    auto const name = file_name(title_of(agreement.title), "pdf");
    m_platform.save_file(name, pdf_type, *bytes);
    say(m_state.catalogue("export.done", { { "file", name } }));
}

void Session::run(ExportJson const&)
{
    m_drafts.store_all();
    if (!m_state.open)
        return;
    auto const& agreement = m_state.open->agreement;
    auto const name = file_name(title_of(agreement.title), "json");
    m_platform.save_file(name, json_type, write_agreement(agreement));
    say(m_state.catalogue("export.done", { { "file", name } }));
}

void Session::run(ExportText const& action)
{
    m_drafts.store_all();
    if (!m_state.open)
        return;
    auto const& agreement = m_state.open->agreement;
    bool const html = action.format == TextFormat::Html;
    auto const bytes = html ? publish::export_html(m_world, agreement, action.languages)
                            : publish::export_markdown(m_world, agreement, action.languages);
    if (!bytes) {
        show_problem(m_state.catalogue("export.failed"), bytes.error());
        return;
    }
    auto const name = file_name(title_of(agreement.title), html ? "html" : "md");
    m_platform.save_file(name, html ? html_type : markdown_type, *bytes);
    say(m_state.catalogue("export.done", { { "file", name } }));
}

void Session::run(ExportPicture const& action)
{
    m_drafts.store_all();
    if (!m_state.open)
        return;
    auto const& words = m_state.catalogue;
    auto const& agreement = m_state.open->agreement;
    bool const procedure = action.picture == Picture::Procedure;
    auto svg = procedure ? layout::procedure_svg(m_world, agreement, action.language)
                         : layout::roundtable_svg(m_world, agreement, action.language);
    if (!svg) {
        show_problem(words("export.failed"), svg.error());
        return;
    }
    auto const what = words(procedure ? "procedure.file" : "roundtable.file");
    auto const name = file_name(what + " " + title_of(agreement.title), "svg");
    m_platform.save_file(name, svg_type, *svg);
    say(words("export.done", { { "file", name } }));
}

void Session::run(ExportCalendar const&)
{
    m_drafts.store_all();
    if (!m_state.open)
        return;
    auto const& words = m_state.catalogue;
    auto const& agreement = m_state.open->agreement;
    auto const dates = lifecycle::due_dates(agreement, m_world.today());
    auto const name = file_name(words("lifecycle.file") + " " + title_of(agreement.title), "ics");
    m_platform.save_file(name, calendar_type,
        lifecycle::write_icalendar(agreement, dates, m_assets.words, { .language = m_state.language(), .now = m_world.now() }));
    say(words("export.done", { { "file", name } }));
}

void Session::run(ExportWorkspace const&)
{
    m_drafts.store_all();
    if (!m_workspace)
        return;
    auto const bytes = m_workspace->save_to_bytes();
    if (!bytes) {
        show_problem(m_state.catalogue("export.failed"), bytes.error());
        return;
    }
    auto const name = "konkordat-" + m_world.today().to_string() + ".konkordat";
    m_platform.save_file(name, workspace_type, *bytes);
    say(m_state.catalogue("export.done", { { "file", name } }));
}

void Session::import_workspace(File const& file)
{
    auto const& words = m_state.catalogue;
    // A look into the file before anything is replaced: the same checks as for the real loading, in a workspace to throw away.
    MemoryPageStore pages;
    auto trial = Workspace::open(m_world, pages);
    if (!trial)
        return;
    if (auto const loaded = (*trial)->load_from_bytes(file.bytes); !loaded) {
        auto error = loaded.error();
        show_problem(words("settings.data.failed"), std::move(error).in_file(file.name), words("import.unchanged"));
        return;
    }
    auto const count = (*trial)->count_agreements();
    m_state.workspace_file = PendingWorkspace { .file = file.name, .bytes = file.bytes, .agreements = count ? *count : 0 };
    m_platform.request_frame();
}

void Session::run(ReplaceWorkspace const&)
{
    if (!m_state.workspace_file || !m_workspace)
        return;
    auto const pending = std::move(*m_state.workspace_file);
    m_state.workspace_file.reset();
    m_drafts.discard_all();
    if (auto const loaded = m_workspace->load_from_bytes(pending.bytes); !loaded) {
        auto error = loaded.error();
        show_problem(
            m_state.catalogue("settings.data.failed"), std::move(error).in_file(pending.file), m_state.catalogue("import.unchanged"));
        return;
    }
    m_state.open.reset();
    m_register.forget();
    apply_settings();
    run(Navigate { .route = {} });
    say(m_state.catalogue("settings.data.loaded"));
    update_save_state();
}

void Session::run(SaveRescued const& action)
{
    if (!m_state.rescue || action.index >= m_state.rescue->found.agreements.size())
        return;
    auto const& agreement = m_state.rescue->found.agreements[action.index].agreement;
    m_platform.save_file(file_name(title_of(agreement.title), "json"), json_type, write_agreement(agreement));
}

void Session::run(SaveRescueImage const&)
{
    if (m_state.rescue)
        m_platform.save_file("konkordat-rescue.sqlite", workspace_type, m_state.rescue->image);
}

void Session::run(StartAfresh const&)
{
    m_rescued.clear();
    if (m_state.rescue)
        m_rescued = m_state.rescue->found.agreements;
    m_storage.set_aside();
}

} // namespace konkordat::app
