#include "web/views/frame.h"

#include "core/richtext/resolve.h"

#include <algorithm>

namespace konkordat::views {

namespace {

std::string moment(Frame const& f, Timestamp time)
{
    auto& world = f.session.world();
    Timestamp const local { time.seconds + world.utc_offset_seconds(time) };
    auto const text = local.to_string();
    return local.utc_date().to_short_text(f.language()) + " " + text.substr(11, 5);
}

std::vector<Language> chosen_languages(Frame& f)
{
    auto const& agreement = f.open().agreement;
    auto& chosen = f.memory.round_languages;
    if (f.memory.round_agreement != agreement.id) {
        f.memory.round_agreement = agreement.id;
        chosen = { agreement.languages.begin(), agreement.languages.end() };
    }
    std::vector<Language> languages;
    std::ranges::copy_if(agreement.languages, std::back_inserter(languages), [&](Language language) { return chosen.contains(language); });
    if (languages.empty())
        languages = agreement.languages;
    return languages;
}

void draw_language_choice(Frame& f)
{
    auto const& agreement = f.open().agreement;
    auto const languages = chosen_languages(f);
    if (agreement.languages.size() < 2)
        return;
    auto const group = ui::group(f.ui, "languages", f.words()("export.languages"), true);
    auto const row = ui::row(f.ui, "choices", { .gap = 24 });
    for (auto const language : agreement.languages) {
        bool const is_chosen = std::ranges::find(languages, language) != languages.end();
        auto const reason = is_chosen && languages.size() == 1 ? f.words()("properties.languages.last") : std::string {};
        if (auto const changed = ui::checkbox(f.ui, language_code(language), language_name(f, language), is_chosen, { .disabled_reason = reason })) {
            if (*changed)
                f.memory.round_languages.insert(language);
            else
                f.memory.round_languages.erase(language);
        }
    }
}

void draw_readiness(Frame& f)
{
    auto const& words = f.words();
    auto const& open = f.open();
    if (!open.open_variables.empty()
        && ui::message(f.ui, "open", words.plural("draft.open", open.open_variables.size()), words("signing.open"),
               { .tone = ui::Tone::Warning, .action = words("export.open.show") })
            == ui::MessageResult::Action)
        f.go({ .screen = app::Screen::Properties, .agreement = open.agreement.id, .item = {} });
    auto const state = open.agreement.state;
    bool const is_early = state < LifecycleState::Signature;
    if (is_early
        && ui::message(f.ui, "early", words("signing.early.title"), words("signing.early", { { "state", words("state." + std::string(name_of(state))) } }),
               { .tone = ui::Tone::Warning, .action = words("nav.lifecycle") })
            == ui::MessageResult::Action)
        f.go({ .screen = app::Screen::Lifecycle, .agreement = open.agreement.id, .item = {} });
}

void draw_prepare(Frame& f)
{
    auto const& words = f.words();
    auto const& round = f.state().round;
    ui::heading(f.ui, 2, words("signing.prepare.title"));
    ui::paragraph(f.ui, words("signing.prepare.text"), { .style = ui::TextStyle::Body, .tone = ui::Tone::Quiet });
    draw_readiness(f);
    draw_language_choice(f);
    if (ui::button(f.ui, "prepare", words("signing.prepare"),
            { .kind = ui::ButtonKind::Primary, .icon = ui::Icon::Document, .disabled_reason = f.locked(), .busy = round.is_busy })
        && !round.is_busy)
        f.push(app::PrepareRound { .languages = chosen_languages(f) });
}

void draw_signatories(Frame& f, sign::Progress const& progress)
{
    auto const& words = f.words();
    bool const compact = ui::size_class(f.ui) == ui::SizeClass::Compact;
    std::vector<ui::TableColumn> columns { { .id = "party", .label = words("signing.party"), .share = 2 },
        { .id = "state", .label = words("signing.state"), .share = 1.6F } };
    if (!compact)
        columns.push_back({ .id = "name", .label = words("signing.signer"), .share = 1.4F });
    auto const table = ui::table(f.ui, "signatories", words("signing.signatories"), columns);
    for (auto const& signatory : progress.signatories) {
        auto const row = ui::table_row(f.ui, signatory.field);
        ui::table_row_header(f.ui, signatory.label.empty() ? signatory.field : signatory.label);
        {
            auto const cell = ui::table_cell(f.ui);
            auto const line = ui::row(f.ui, "line", { .gap = 8, .wrap = false });
            auto const tone = signatory.has_signed ? ui::Tone::Success : signatory.signed_elsewhere ? ui::Tone::Warning : ui::Tone::Quiet;
            ui::icon(f.ui, signatory.has_signed ? ui::Icon::Check : signatory.signed_elsewhere ? ui::Icon::Warning : ui::Icon::Clock, tone, {}, 16);
            auto const key = signatory.has_signed ? "signing.signed" : signatory.signed_elsewhere ? "signing.again" : "signing.missing";
            ui::text(f.ui,
                words(key) + (signatory.has_signed && signatory.time ? ", " + moment(f, *signatory.time) : std::string()));
        }
        if (!compact)
            ui::table_cell(f.ui, signatory.name);
    }
}

std::string refusal_text(Frame const& f, sign::Refusal refusal)
{
    switch (refusal) {
    case sign::Refusal::Unreadable: return f.words()("signing.refused.unreadable");
    case sign::Refusal::NotADescendant: return f.words()("signing.refused.not-a-descendant");
    case sign::Refusal::Invalid: return f.words()("signing.refused.invalid");
    }
    return {};
}

std::string names_of(std::vector<std::string> const& fields, sign::Progress const& progress)
{
    std::string text;
    for (auto const& field : fields) {
        auto const found = std::ranges::find(progress.signatories, field, &sign::SignatoryProgress::field);
        text += (text.empty() ? "" : ", ") + (found == progress.signatories.end() || found->label.empty() ? field : found->label);
    }
    return text;
}

void draw_parallel(Frame& f, sign::Progress const& progress)
{
    auto const& words = f.words();
    for (std::size_t i = 0; i < progress.parallel.size(); ++i) {
        auto const& pair = progress.parallel[i];
        auto const& first = progress.files[pair.first_file].name;
        (void)ui::message(f.ui, "parallel-" + std::to_string(i), words("signing.parallel.title"),
            words("signing.parallel",
                { { "first", first }, { "second", progress.files[pair.second_file].name }, { "names", names_of(pair.only_in_second, progress) } }),
            { .tone = ui::Tone::Warning });
    }
}

void draw_refused(Frame& f)
{
    auto const& words = f.words();
    auto const& round = f.state().round;
    for (std::size_t i = 0; i < round.refused.size(); ++i)
        (void)ui::message(f.ui, "refused-" + std::to_string(i), words("signing.refused.title", { { "file", round.refused[i].name } }),
            refusal_text(f, *round.refused[i].refusal) + " " + words("signing.refused.reason", { { "reason", round.refused[i].reason } }),
            { .tone = ui::Tone::Error });
    for (std::size_t i = 0; i < round.duplicates.size(); ++i)
        (void)ui::message(f.ui, "duplicate-" + std::to_string(i), words("signing.duplicate", { { "file", round.duplicates[i] } }), {},
            { .tone = ui::Tone::Note });
    if (round.failure)
        (void)ui::message(f.ui, "failure", words("signing.failed"), words.describe(*round.failure), { .tone = ui::Tone::Error });
}

void draw_files(Frame& f, sign::Progress const* progress)
{
    auto const& words = f.words();
    auto const& files = f.state().round.files;
    ui::heading(f.ui, 3, words("signing.files"));
    auto const list = ui::list(f.ui, "files", words("signing.files"), 8);
    for (std::size_t i = 0; i < files.size(); ++i) {
        auto const item = ui::list_item(f.ui, "file-" + std::to_string(i));
        auto const row = ui::row(f.ui, "line");
        ui::icon(f.ui, ui::Icon::Document, ui::Tone::Quiet);
        ui::text(f.ui, files[i].name, { .bold = i == 0 });
        ui::text(f.ui, words(i == 0 ? "signing.file.prepared" : "signing.file.returned", { { "time", moment(f, files[i].added_at) } }),
            { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
        bool const is_current = progress && progress->current && *progress->current + 1 == i;
        if (is_current)
            ui::badge(f.ui, words("signing.current"), ui::Tone::Accent);
        if (progress && i > 0 && i - 1 < progress->files.size() && !progress->files[i - 1].refusal)
            ui::badge(f.ui, words.plural("signing.count", progress->files[i - 1].signed_fields.size()));
        if (ui::icon_button(f.ui, "save", ui::Icon::Download, words("signing.save", { { "file", files[i].name } }), { .kind = ui::ButtonKind::Quiet }))
            f.push(app::SaveRoundFile { .file = i });
        if (i > 0
            && ui::icon_button(f.ui, "remove", ui::Icon::Trash, words("signing.remove", { { "file", files[i].name } }),
                { .kind = ui::ButtonKind::Quiet, .disabled_reason = f.locked() }))
            f.push(app::RemoveReturnedFile { .file = i });
    }
}

std::string clause_title(Frame const& f, Clause const& clause, std::string_view number)
{
    auto const heading = text_in(clause.heading, f.language(), f.open().agreement.languages);
    return std::string(number) + (number.empty() ? "" : " ") + std::string(heading);
}

void draw_clause_list(Frame& f, std::string_view id, std::string_view title, std::vector<ClauseId> const& clauses)
{
    if (clauses.empty())
        return;
    auto const& open = f.open();
    ui::heading(f.ui, 3, title);
    auto const list = ui::list(f.ui, id, title, 4);
    for (auto const& clause : clauses) {
        auto const found = std::ranges::find(open.agreement.clauses, clause, &Clause::id);
        if (found == open.agreement.clauses.end())
            continue;
        auto const index = static_cast<std::size_t>(found - open.agreement.clauses.begin());
        auto const item = ui::list_item(f.ui, clause.str());
        ui::link(f.ui, "open", clause_title(f, *found, index < open.numbers.size() ? open.numbers[index] : std::string()),
            app::format_route({ .screen = app::Screen::Draft, .agreement = open.agreement.id, .item = clause.str() }));
    }
}

std::string_view part_key(lifecycle::ApprovedPart part)
{
    switch (part) {
    case lifecycle::ApprovedPart::Title: return "approval.part.title";
    case lifecycle::ApprovedPart::Form: return "approval.part.form";
    case lifecycle::ApprovedPart::Mandate: return "approval.part.mandate";
    case lifecycle::ApprovedPart::Particulars: return "approval.part.particulars";
    case lifecycle::ApprovedPart::Parties: return "approval.part.parties";
    case lifecycle::ApprovedPart::Procedure: return "approval.part.procedure";
    case lifecycle::ApprovedPart::Appearance: return "approval.part.appearance";
    }
    return "";
}

/// What was signed, against the agreement as it is today.
void draw_approval(Frame& f)
{
    auto const& words = f.words();
    auto const& round = f.state().round;
    if (!round.signed_version)
        return;
    auto const& approval = round.approval;
    ui::heading(f.ui, 2, words("approval.title"));
    if (approval.stands()) {
        (void)ui::message(f.ui, "stands", words("approval.stands"), words("approval.stands.text"), { .tone = ui::Tone::Success });
        return;
    }
    (void)ui::message(f.ui, "reopened", words.plural("approval.reopened", approval.reopened.size() + approval.added.size() + approval.removed.size()),
        words("approval.reopened.text", { { "standing", std::to_string(approval.standing.size()) } }), { .tone = ui::Tone::Warning });
    draw_clause_list(f, "changed", words("approval.changed"), approval.reopened);
    draw_clause_list(f, "added", words("approval.added"), approval.added);
    if (!approval.removed.empty()) {
        ui::heading(f.ui, 3, words("approval.removed"));
        auto const list = ui::list(f.ui, "removed", words("approval.removed"), 4);
        for (auto const& clause : approval.removed) {
            auto const item = ui::list_item(f.ui, clause.id.str());
            ui::text(f.ui, clause_title(f, clause, {}));
        }
    }
    std::string parts;
    for (auto const part : approval.parts)
        parts += (parts.empty() ? "" : ", ") + words(part_key(part));
    if (approval.is_reordered)
        parts += (parts.empty() ? "" : ", ") + words("approval.part.order");
    if (!parts.empty())
        ui::fact(f.ui, words("approval.parts"), parts);
}

void draw_progress(Frame& f)
{
    auto const& words = f.words();
    auto const& round = f.state().round;
    auto const* progress = round.progress ? &*round.progress : nullptr;
    ui::heading(f.ui, 2, words("signing.progress.title"));
    if (round.is_busy)
        ui::status(f.ui, "busy", words("verify.busy"), {}, ui::Icon::Clock);
    if (progress) {
        auto const count = static_cast<std::size_t>(std::ranges::count_if(progress->signatories, &sign::SignatoryProgress::has_signed));
        auto const total = progress->signatories.size();
        if (progress->is_complete) {
            auto const state = f.open().agreement.state;
            auto const action = state == LifecycleState::Signature ? words("nav.lifecycle") : std::string();
            if (ui::message(f.ui, "complete", words("signing.complete"), words("signing.complete.text"),
                    { .tone = ui::Tone::Success, .action = action })
                == ui::MessageResult::Action)
                f.go({ .screen = app::Screen::Lifecycle, .agreement = f.open().agreement.id, .item = {} });
        } else {
            ui::status(f.ui, "count", words("signing.of", { { "count", std::to_string(count) }, { "total", std::to_string(total) } }), { .bold = true });
            if (total > 0)
                ui::progress(f.ui, "bar", words("signing.progress.title"), static_cast<float>(count) / static_cast<float>(total));
        }
        draw_signatories(f, *progress);
        draw_parallel(f, *progress);
    }
    if (ui::drop_zone(f.ui, "returned-files", words("signing.return"), words("signing.return.hint")))
        f.push(app::ChooseReturnedFiles {});
    draw_refused(f);
    draw_files(f, progress);
    auto const row = ui::row(f.ui, "round");
    if (ui::button(f.ui, "end", words("signing.end"), { .kind = ui::ButtonKind::Danger, .icon = ui::Icon::Trash, .disabled_reason = f.locked() }))
        f.memory.end_round = true;
}

void draw_question(Frame& f)
{
    if (!f.memory.end_round)
        return;
    auto const& words = f.words();
    auto const dialog = ui::dialog(f.ui, "end-round", words("signing.end.title"), { .description = words("signing.end.text"), .alert = true });
    auto const row = ui::row(f.ui, "answers", { .end = true });
    bool const keep = ui::button(f.ui, "keep", words("dialog.cancel"));
    bool const end = ui::button(f.ui, "end", words("signing.end"), { .kind = ui::ButtonKind::Danger });
    if (end)
        f.push(app::EndRound {});
    if (keep || end || dialog.dismissed)
        f.memory.end_round = false;
}

} // namespace

void draw_signing(Frame& f)
{
    auto const& words = f.words();
    {
        auto const main = begin_main(f, words("signing.title"));
        bool const compact = ui::size_class(f.ui) == ui::SizeClass::Compact;
        auto const inset = ui::inset(f.ui, compact ? 16.0F : 24.0F, compact ? 24.0F : 40.0F);
        auto const measure = ui::measure(f.ui, 800, true);
        auto const stack = ui::stack(f.ui, 16);
        screen_title(f, words("signing.title"));
        ui::paragraph(f.ui, words("signing.intro"), { .tone = ui::Tone::Quiet });
        if (f.state().round.files.empty()) {
            draw_prepare(f);
            draw_refused(f);
        } else {
            draw_progress(f);
            draw_approval(f);
        }
    }
    draw_question(f);
}

} // namespace konkordat::views
