#include "web/views/fields.h"
#include "web/views/review.h"

#include <algorithm>

/// What a reviewer sees: only what she has to do.
namespace konkordat::views {

namespace {

using review::ReplyDraft;
using review::ReviewPacket;

ReplyDraft draft_of(app::ReviewState const& state, review::PacketId const& task)
{
    auto const found = std::ranges::find(state.drafts, task, &ReplyDraft::task);
    if (found != state.drafts.end())
        return *found;
    ReplyDraft draft;
    draft.task = task;
    return draft;
}

/// Changes the draft as it is when the command is made, not as it was when it was drawn.
Command put_draft(
    app::Session const& session, review::PacketId const& task, AgreementId const& agreement, std::function<void(ReplyDraft&)> const& change)
{
    auto draft = draft_of(session.state().review, task);
    change(draft);
    return PutRecords { .agreement = agreement,
        .records = { { .kind = AgreementRecordKind::Draft, .id = task.str(), .content = review::write_kept(draft) } } };
}

void change_draft(Frame& f, review::PacketId const& task, std::function<void(ReplyDraft&)> change)
{
    auto const* session = &f.session;
    f.change([session, task, change = std::move(change)](
                 Agreement const& agreement) -> std::optional<Command> { return put_draft(*session, task, agreement.id, change); });
}

void draft_entry(Frame& f, review::PacketId const& task, std::string_view id, std::string const& label, std::string const& stored,
    std::function<void(ReplyDraft&, std::string const&)> set, EntryOptions const& options)
{
    auto const* session = &f.session;
    text_entry(
        f, id, label, "reply/" + task.str() + "/" + std::string(id), stored,
        [session, task, set = std::move(set)](Agreement const& agreement, std::string const& text) -> std::optional<Command> {
            return put_draft(*session, task, agreement.id, [&](ReplyDraft& draft) { set(draft, text); });
        },
        options);
}

std::size_t answered_of(ReviewPacket const& task, ReplyDraft const& draft)
{
    return static_cast<std::size_t>(std::ranges::count_if(task.questions, [&](review::Question const& question) {
        auto const answer = draft.answers.find(question.id);
        return answer != draft.answers.end() && !answer->second.empty();
    }));
}

void draw_what_to_do(Frame& f, ReviewPacket const& task, ReplyDraft const& draft)
{
    auto const& words = f.words();
    ui::fact(f.ui, words("task.from"), author_text(f, task.sender));
    ui::fact(f.ui, words("task.to"), author_text(f, task.recipient));
    if (task.deadline)
        ui::fact(f.ui, words("packet.deadline"), task.deadline->to_short_text(f.language()));
    ui::fact(f.ui, words("task.version"), task.version.name);
    if (!task.questions.empty())
        ui::fact(f.ui, words("task.questions"),
            words("task.answered",
                { { "done", std::to_string(answered_of(task, draft)) }, { "total", std::to_string(task.questions.size()) } }));
    if (!task.message.empty())
        ui::paragraph(f.ui, task.message);
    draw_own_name(f);
}

void draw_text(Frame& f, ReviewPacket const& task)
{
    auto const& words = f.words();
    ui::heading(f.ui, 2, words("task.tab.text"));
    ui::paragraph(f.ui, words("task.text.help"), { .style = ui::TextStyle::Body, .tone = ui::Tone::Quiet });
    draw_remark_cards(f, ReviewRole::Reviewer, task.agreement, &about_all);
    draw_remark_button(f, task.agreement, about_all);
    draw_remark_form(f, task.agreement, task.version.hash, about_all);
    draw_agreement_text(f, task.agreement, [&](Clause const& clause) {
        draw_remark_cards(f, ReviewRole::Reviewer, task.agreement, &clause.id);
        draw_remark_button(f, task.agreement, clause.id);
        draw_remark_form(f, task.agreement, task.version.hash, clause.id);
    });
}

void draw_questions(Frame& f, ReviewPacket const& task, ReplyDraft const& draft)
{
    auto const& words = f.words();
    ui::heading(f.ui, 2, words("task.tab.questions"));
    if (task.questions.empty())
        ui::paragraph(f.ui, words("task.questions.none"), { .style = ui::TextStyle::Body });
    for (auto const& question : task.questions) {
        auto const answer = draft.answers.find(question.id);
        EntryOptions options;
        options.several_lines = true;
        options.field.width = 640;
        draft_entry(
            f, task.id, question.id.str(), question.text, answer == draft.answers.end() ? std::string {} : answer->second,
            [id = question.id](ReplyDraft& changed, std::string const& text) { changed.answers[id] = text; }, options);
    }
}

void draw_conditions(Frame& f, ReviewPacket const& task, ReplyDraft const& draft)
{
    auto const& words = f.words();
    ui::heading(f.ui, 3, words("decision.conditions"));
    for (std::size_t i = 0; i < draft.conditions.size(); ++i) {
        auto const& condition = draft.conditions[i];
        auto const scope = ui::push_id(f.ui, condition.id.str());
        auto const number = std::to_string(i + 1);
        EntryOptions text_options;
        text_options.field.width = 560;
        auto const set = [id = condition.id](ReplyDraft& changed, auto field, std::string const& text) {
            for (auto& entry : changed.conditions) {
                if (entry.id == id)
                    entry.*field = text;
            }
        };
        draft_entry(
            f, task.id, "condition-" + condition.id.str(), words("decision.condition", { { "number", number } }), condition.text,
            [set](ReplyDraft& changed, std::string const& text) { set(changed, &review::ConditionDraft::text, text); }, text_options);
        EntryOptions due_options;
        due_options.field.width = 200;
        draft_entry(
            f, task.id, "due-" + condition.id.str(), words("decision.condition.due", { { "number", number } }), condition.due,
            [set](ReplyDraft& changed, std::string const& text) { set(changed, &review::ConditionDraft::due, text); }, due_options);
        if (ui::button(f.ui, "remove", words("decision.condition.remove", { { "number", number } }),
                { .kind = ui::ButtonKind::Quiet, .icon = ui::Icon::Trash, .disabled_reason = f.locked() }))
            change_draft(f, task.id, [id = condition.id](ReplyDraft& changed) {
                std::erase_if(changed.conditions, [&](review::ConditionDraft const& entry) { return entry.id == id; });
            });
    }
    if (ui::button(f.ui, "add-condition", words("decision.condition.add"), { .icon = ui::Icon::Plus, .disabled_reason = f.locked() }))
        change_draft(f, task.id, [id = review::ConditionId(create_identifier(f.session.world(), "condition"))](ReplyDraft& changed) {
            changed.conditions.push_back({ .id = id, .text = {}, .due = {} });
        });
}

void draw_decision(Frame& f, ReviewPacket const& task, ReplyDraft const& draft)
{
    auto const& words = f.words();
    using review::DecisionKind;
    static constexpr std::array kinds { DecisionKind::Approved, DecisionKind::ApprovedWithConditions, DecisionKind::Returned,
        DecisionKind::Noted };
    std::vector<ui::Choice> choices { { .value = "none", .label = words("decision.none") } };
    std::size_t selected = 0;
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        auto const name = std::string(review::name_of(kinds[i]));
        choices.push_back({ .value = name, .label = words("decision.kind." + name) });
        if (draft.decision == kinds[i])
            selected = i + 1;
    }
    ui::heading(f.ui, 2, words("task.tab.decision"));
    if (auto const chosen = ui::radio_group(
            f.ui, "decision", words("decision.what"), choices, selected, { .disabled_reason = f.locked() })) {
        auto const today = f.state().today.to_short_text(f.language());
        change_draft(f, task.id, [kind = *chosen == 0 ? std::nullopt : std::optional(kinds[*chosen - 1]), today](ReplyDraft& changed) {
            changed.decision = kind;
            if (kind && changed.date.empty())
                changed.date = today;
        });
    }
    if (!draft.decision)
        return;
    auto const entry = [&](std::string_view id, std::string_view key, std::string ReplyDraft::* field, EntryOptions const& options) {
        draft_entry(
            f, task.id, id, words(key), draft.*field, [field](ReplyDraft& changed, std::string const& text) { changed.*field = text; },
            options);
    };
    EntryOptions line;
    line.field.width = 480;
    EntryOptions several = line;
    several.several_lines = true;
    EntryOptions date;
    date.field.width = 200;
    date.field.error = !Date::parse_typed(draft.date) ? std::string_view("–") : std::string_view {};
    auto const wrong = words("decision.date.wrong");
    if (!date.field.error.empty())
        date.field.error = wrong;
    entry("authority", "decision.authority", &ReplyDraft::authority, line);
    entry("reference", "decision.reference", &ReplyDraft::reference, line);
    entry("date", "decision.date", &ReplyDraft::date, date);
    entry("reasons", "decision.reasons", &ReplyDraft::reasons, several);
    if (draft.decision == DecisionKind::ApprovedWithConditions)
        draw_conditions(f, task, draft);
}

void draw_own_version(Frame& f, ReviewPacket const& task, ReplyDraft const& draft)
{
    auto const& words = f.words();
    auto const& versions = f.state().review.versions;
    bool const stands_here = std::ranges::any_of(
        versions, [&](review::KeptVersion const& kept) { return kept.version.hash == task.version.hash; });
    if (!stands_here)
        return;
    ui::heading(f.ui, 3, words("task.own"));
    ui::paragraph(f.ui, words("task.own.text"), { .style = ui::TextStyle::Body, .tone = ui::Tone::Quiet });
    ui::link(f.ui, "edit-own", words("task.own.edit"),
        app::format_route({ .screen = app::Screen::Draft, .agreement = f.open().agreement.id, .item = {} }));
    if (auto const changed = ui::checkbox(
            f.ui, "with-own", words("task.own.attach"), draft.with_own_version, { .disabled_reason = f.locked() }))
        change_draft(f, task.id, [with = *changed](ReplyDraft& entry) { entry.with_own_version = with; });
}

void draw_reply(Frame& f, ReviewPacket const& task, ReplyDraft const& draft)
{
    auto const& words = f.words();
    draw_decision(f, task, draft);
    ui::heading(f.ui, 2, words("task.reply"));
    EntryOptions several;
    several.several_lines = true;
    several.field.width = 640;
    draft_entry(
        f, task.id, "message", words("task.message"), draft.message,
        [](ReplyDraft& changed, std::string const& text) { changed.message = text; }, several);
    draw_own_version(f, task, draft);
    auto const remarks = static_cast<std::size_t>(std::ranges::count_if(f.state().review.annotations,
        [](review::Annotation const& annotation) { return annotation.visibility == review::Visibility::Internal; }));
    if (remarks > 0)
        ui::paragraph(f.ui, words.plural("task.internal", remarks), { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
    if (draft.sent)
        ui::paragraph(f.ui, words("task.sent", { { "time", moment_text(f, *draft.sent) } }),
            { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
    if (ui::button(f.ui, "save-reply", words("task.save"),
            { .kind = ui::ButtonKind::Primary,
                .icon = ui::Icon::Download,
                .disabled_reason = f.locked(),
                .description = words("task.save.help") }))
        f.push(app::SaveReply { .task = task.id });
    draw_review_notices(f);
}

} // namespace

void draw_task(Frame& f)
{
    auto const& words = f.words();
    auto const& state = f.state().review;
    auto const found = std::ranges::find(state.tasks, f.state().route.item, [](ReviewPacket const& packet) { return packet.id.str(); });
    if (found == state.tasks.end())
        return draw_not_found(f);
    auto const& task = *found;
    auto const draft = draft_of(state, task.id);
    auto const title = std::string(text_in(task.agreement.title, f.language(), task.agreement.languages));
    auto const main = begin_main(f, words("review.title"));
    bool const compact = ui::size_class(f.ui) == ui::SizeClass::Compact;
    auto const inset = ui::inset(f.ui, compact ? 16.0F : 24.0F, compact ? 24.0F : 40.0F);
    auto const measure = ui::measure(f.ui, 860, true);
    auto const stack = ui::stack(f.ui, 16);
    if (f.memory.arrived) {
        f.memory.remark = {};
        f.memory.task_part = 0;
    }
    screen_title(f, title);
    draw_what_to_do(f, task, draft);
    std::vector<ui::Tab> tabs { { .id = "text", .label = words("task.tab.text") } };
    if (task.former)
        tabs.push_back({ .id = "difference", .label = words("task.tab.difference") });
    tabs.push_back({ .id = "questions",
        .label = words("task.tab.questions"),
        .badge = task.questions.empty() ? "" : std::to_string(task.questions.size() - answered_of(task, draft)) });
    tabs.push_back({ .id = "reply", .label = words("task.tab.reply") });
    auto& part = f.memory.task_part;
    part = std::min(part, tabs.size() - 1);
    if (auto const chosen = ui::tabs(f.ui, "parts", words("review.title"), tabs, part))
        part = *chosen;
    auto const panel = ui::tab_panel(f.ui, "parts", tabs[part].id);
    auto const inner = ui::stack(f.ui, 16);
    auto const& shown = tabs[part].id;
    if (shown == "text") {
        draw_text(f, task);
    } else if (shown == "difference") {
        ui::heading(f.ui, 2, words("task.difference", { { "name", task.compared->name } }));
        draw_difference(f, "task-" + task.id.str(), *task.former, task.agreement);
    } else if (shown == "questions") {
        draw_questions(f, task, draft);
    } else {
        draw_reply(f, task, draft);
    }
    if (shown != "reply" && !state.notices.empty())
        draw_review_notices(f);
}

void draw_reviews(Frame& f)
{
    auto const& words = f.words();
    auto const& tasks = f.state().review.all_tasks;
    auto const main = begin_main(f, words("review.title"));
    bool const compact = ui::size_class(f.ui) == ui::SizeClass::Compact;
    auto const inset = ui::inset(f.ui, compact ? 16.0F : 24.0F, compact ? 24.0F : 40.0F);
    auto const measure = ui::measure(f.ui, 800, true);
    auto const stack = ui::stack(f.ui, 16);
    screen_title(f, words("review.title"));
    ui::paragraph(f.ui, words("review.intro"), { .tone = ui::Tone::Quiet });
    if (ui::drop_zone(f.ui, "review-files", words("review.choose"), words("review.choose.hint")))
        f.push(app::ChooseReviewFiles {});
    draw_review_notices(f);
    ui::heading(f.ui, 2, words("review.tasks"));
    if (tasks.empty()) {
        ui::empty_state(f.ui, ui::Icon::Eye, words("review.empty.title"), words("review.empty"));
        return;
    }
    auto const list = ui::list(f.ui, "tasks", words("review.tasks"), 8);
    for (auto const& task : tasks) {
        auto const item = ui::list_item(f.ui, task.packet.str());
        auto const card = ui::card(f.ui, "card", {});
        auto const inner = ui::stack(f.ui, 4);
        auto const title = text_in(task.title, f.language());
        ui::link(f.ui, "open", title.empty() ? words("draft.document") : std::string(title),
            app::format_route({ .screen = app::Screen::Task, .agreement = task.agreement, .item = task.packet.str() }),
            { .style = ui::TextStyle::Lead });
        auto const row = ui::row(f.ui, "facts");
        ui::text(f.ui, words("task.from") + ": " + (task.from.empty() ? words("history.author.none") : task.from),
            { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
        if (task.deadline)
            ui::badge(f.ui, words("packet.until", { { "date", task.deadline->to_short_text(f.language()) } }), ui::Tone::Note);
        if (task.is_answered)
            ui::badge(f.ui, words("review.answered"), ui::Tone::Success);
    }
}

} // namespace konkordat::views
