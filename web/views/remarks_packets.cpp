#include "web/views/review.h"

#include <algorithm>

namespace konkordat::views {

namespace {

std::vector<std::string> lines_of(std::string_view text)
{
    std::vector<std::string> lines;
    while (!text.empty()) {
        auto const end = std::min(text.find('\n'), text.size());
        auto line = text.substr(0, end);
        while (!line.empty() && (line.back() == ' ' || line.back() == '\r'))
            line.remove_suffix(1);
        if (!line.empty())
            lines.emplace_back(line);
        text = end == text.size() ? std::string_view {} : text.substr(end + 1);
    }
    return lines;
}

void draw_compared(Frame& f)
{
    auto const& words = f.words();
    std::vector<ui::Choice> choices { { .value = {}, .label = words("packet.compared.none") } };
    for (auto const& kept : f.state().review.versions)
        choices.push_back({ .value = kept.version.id.str(), .label = kept.version.name + ", " + moment_text(f, kept.version.time) });
    auto const found = std::ranges::find(choices, f.memory.packet.compared, &ui::Choice::value);
    auto const selected = found == choices.end() ? 0U : static_cast<std::size_t>(found - choices.begin());
    if (auto const chosen = ui::select(f.ui, "compared", words("packet.compared"), choices, selected, { .width = 480 }))
        f.memory.packet.compared = choices[*chosen].value;
}

void draw_sending(Frame& f)
{
    auto const& words = f.words();
    auto& form = f.memory.packet;
    ui::heading(f.ui, 2, words("packet.title"));
    ui::paragraph(f.ui, words("packet.text"), { .style = ui::TextStyle::Body, .tone = ui::Tone::Quiet });
    auto const field = [&](std::string_view id, std::string_view key, std::string& value, ui::FieldOptions const& options) {
        auto const edit = ui::text_field(f.ui, id, words(key), value, options);
        if (edit.changed || edit.committed)
            value = edit.value;
    };
    draw_own_name(f);
    auto const missing = form.tried && form.recipient.empty() ? words("packet.recipient.missing") : std::string {};
    field("recipient", "packet.recipient", form.recipient, { .error = missing, .required = true, .max_length = 200, .width = 360 });
    field("organisation", "packet.organisation", form.organisation, { .max_length = 200, .width = 360 });
    auto const message = ui::text_area(f.ui, "message", words("packet.message"), form.message, { .width = 640 });
    if (message.changed || message.committed)
        form.message = message.value;
    auto const questions = ui::text_area(
        f.ui, "questions", words("packet.questions"), form.questions, { .description = words("packet.questions.help"), .width = 640 });
    if (questions.changed || questions.committed)
        form.questions = questions.value;
    auto const date_wrong = !form.deadline.empty() && !Date::parse_typed(form.deadline) ? words("decision.date.wrong") : std::string {};
    auto const deadline = ui::date_field(f.ui, "deadline", words("packet.deadline"), form.deadline, { .error = date_wrong, .width = 200 });
    if (deadline.changed || deadline.committed)
        form.deadline = deadline.value;
    draw_compared(f);
    if (!ui::button(f.ui, "send", words("packet.save"),
            { .kind = ui::ButtonKind::Primary,
                .icon = ui::Icon::Download,
                .disabled_reason = f.locked(),
                .description = words("packet.save.help") }))
        return;
    form.tried = true;
    if (form.recipient.empty())
        return ui::focus(f.ui, "recipient");
    if (!date_wrong.empty())
        return ui::focus(f.ui, "deadline");
    auto const day = Date::parse_typed(form.deadline);
    f.push(app::SendForReview { .recipient = { .name = form.recipient, .organisation = form.organisation },
        .message = form.message,
        .questions = lines_of(form.questions),
        .deadline = day ? std::optional(*day) : std::nullopt,
        .compared = form.compared.empty() ? std::nullopt : std::optional(review::VersionId { form.compared }) });
    // The next one probably gets the same questions.
    form.recipient.clear();
    form.organisation.clear();
    form.tried = false;
}

void draw_sent(Frame& f)
{
    auto const& words = f.words();
    auto const& state = f.state().review;
    ui::heading(f.ui, 2, words("packet.sent"));
    auto const list = ui::list(f.ui, "sent", words("packet.sent"), 4);
    for (auto const& packet : state.packets) {
        auto const item = ui::list_item(f.ui, packet.id.str());
        auto const card = ui::card(f.ui, "card", { .padding = 12 });
        auto const stack = ui::stack(f.ui, 4);
        auto const answers = std::ranges::count(state.replies, packet.id, &review::ReplyPacket::in_reply_to);
        ui::text(f.ui, author_text(f, packet.recipient), { .bold = true });
        ui::text(
            f.ui, moment_text(f, packet.time) + " · " + packet.version.name, { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
        auto const row = ui::row(f.ui, "line");
        ui::icon(f.ui, answers > 0 ? ui::Icon::Check : ui::Icon::Clock, answers > 0 ? ui::Tone::Success : ui::Tone::Quiet, {}, 16);
        if (packet.deadline)
            ui::badge(f.ui, words("packet.until", { { "date", packet.deadline->to_short_text(f.language()) } }));
        ui::badge(f.ui, words(answers > 0 ? "packet.answered" : "packet.waiting"), answers > 0 ? ui::Tone::Success : ui::Tone::Quiet);
        if (ui::icon_button(f.ui, "save-again", ui::Icon::Download,
                words("packet.again.save", { { "name", author_text(f, packet.recipient) } }), { .kind = ui::ButtonKind::Quiet }))
            f.push(app::SavePacketAgain { .packet = packet.id });
    }
}

void draw_answers(Frame& f, review::ReplyPacket const& reply)
{
    auto const& packets = f.state().review.packets;
    auto const packet = std::ranges::find(packets, reply.in_reply_to, &review::ReviewPacket::id);
    for (auto const& answer : reply.answers) {
        std::string question = answer.question.str();
        if (packet != packets.end()) {
            auto const found = std::ranges::find(packet->questions, answer.question, &review::Question::id);
            if (found != packet->questions.end())
                question = found->text;
        }
        auto const scope = ui::push_id(f.ui, answer.question.str());
        auto const stack = ui::stack(f.ui, 4);
        ui::text(f.ui, question, { .bold = true });
        ui::paragraph(f.ui, answer.text, { .style = ui::TextStyle::Body, .indent = 12 });
    }
}

void draw_replies(Frame& f)
{
    auto const& words = f.words();
    auto const& state = f.state().review;
    ui::heading(f.ui, 2, words("reply.title"));
    if (ui::drop_zone(f.ui, "review-files", words("reply.choose"), words("reply.choose.hint")))
        f.push(app::ChooseReviewFiles {});
    auto const list = ui::list(f.ui, "replies", words("reply.title"), 8);
    for (auto const& reply : state.replies) {
        auto const item = ui::list_item(f.ui, reply.id.str());
        auto const card = ui::card(f.ui, "card", {});
        auto const stack = ui::stack(f.ui, 8);
        {
            auto const row = ui::row(f.ui, "head");
            ui::text(f.ui, author_text(f, reply.author), { .bold = true });
            ui::text(f.ui, moment_text(f, reply.time), { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
            if (reply.decision)
                ui::badge(f.ui, words("decision.kind." + std::string(review::name_of(reply.decision->kind))), ui::Tone::Accent);
            ui::badge(f.ui, words(reply.version == state.draft_hash ? "reply.current" : "reply.older"),
                reply.version == state.draft_hash ? ui::Tone::Success : ui::Tone::Quiet);
        }
        if (!reply.message.empty())
            ui::paragraph(f.ui, reply.message, { .style = ui::TextStyle::Body });
        draw_answers(f, reply);
        if (reply.own_version && state.carried != reply.id
            && ui::button(f.ui, "carry", words("carry.look"),
                { .icon = ui::Icon::Compare,
                    .disabled_reason = f.locked(),
                    .description = words("carry.look.help"),
                    .accessible_name = words("carry.look") + ": " + author_text(f, reply.author) })) {
            f.memory.carried_theirs.clear();
            f.push(app::CarryOver { .reply = reply.id });
        }
    }
}

void draw_conflict(Frame& f, review::Conflict const& conflict, std::size_t index)
{
    auto const& words = f.words();
    auto const& agreement = f.open().agreement;
    auto const scope = ui::push_id(f.ui, "conflict-" + std::to_string(index));
    auto const card = ui::card(f.ui, "card", { .edge = ui::Tone::Warning });
    auto const stack = ui::stack(f.ui, 8);
    auto const ours = difference_entry(f, conflict.ours, agreement, agreement, {});
    auto const theirs = difference_entry(f, conflict.theirs, agreement, agreement, {});
    ui::heading(f.ui, 3, ours.title, { .looks_like = 4 });
    ui::paragraph(f.ui, words("carry.conflict." + std::string(review::name_of(conflict.kind))),
        { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
    {
        auto const columns = ui::columns(f.ui, "sides", 2, { .gap = 24, .minimum_width = 280 });
        for (auto const* side : { &ours, &theirs }) {
            ui::next_column(f.ui);
            auto const side_scope = ui::push_id(f.ui, side == &ours ? "ours" : "theirs");
            auto const inner = ui::stack(f.ui, 4);
            ui::text(f.ui, words(side == &ours ? "carry.ours" : "carry.theirs"), { .bold = true });
            ui::badge(f.ui, words("difference.change." + side->change), ui::Tone::Note);
            draw_difference_lines(f, *side, false);
        }
    }
    auto const choices = std::to_array<ui::Choice>(
        { { .value = "ours", .label = words("carry.take-ours") }, { .value = "theirs", .label = words("carry.take-theirs") } });
    if (f.memory.carried_theirs.size() <= index)
        f.memory.carried_theirs.resize(index + 1, false);
    if (auto const chosen = ui::radio_group(
            f.ui, "choice", words("carry.choice", { { "what", ours.title } }), choices, f.memory.carried_theirs[index] ? 1U : 0U))
        f.memory.carried_theirs[index] = *chosen == 1;
}

void draw_carried(Frame& f)
{
    auto const& words = f.words();
    auto const& state = f.state().review;
    if (!state.merge)
        return;
    ui::heading(f.ui, 2, words("carry.title"));
    ui::paragraph(f.ui, words("carry.text"), { .style = ui::TextStyle::Body, .tone = ui::Tone::Quiet });
    auto const& conflicts = state.merge->conflicts;
    if (!conflicts.empty())
        (void)ui::message(f.ui, "conflicts", words.plural("carry.conflicts", conflicts.size()), words("carry.conflicts.text"),
            { .tone = ui::Tone::Warning });
    for (std::size_t i = 0; i < conflicts.size(); ++i)
        draw_conflict(f, conflicts[i], i);
    draw_difference(f, "carry-" + std::to_string(state.revision), f.open().agreement, state.merge->agreement);
    auto const row = ui::row(f.ui, "carry-buttons");
    if (ui::button(f.ui, "take", words("carry.take"), { .kind = ui::ButtonKind::Primary, .disabled_reason = f.locked() }))
        f.push(app::TakeCarriedOver { .theirs = f.memory.carried_theirs });
    if (ui::button(f.ui, "leave", words("dialog.cancel"), { .kind = ui::ButtonKind::Quiet }))
        f.push(app::DismissCarriedOver {});
}

void draw_conditions(Frame& f, review::KeptDecision const& kept)
{
    auto const& words = f.words();
    auto const& decision = kept.decision;
    ui::status(f.ui, "done",
        words("decision.tasks", { { "done", std::to_string(kept.done.size()) }, { "total", std::to_string(decision.conditions.size()) } }),
        { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
    for (auto const& condition : decision.conditions) {
        auto const label = condition.text
            + (condition.due ? " (" + words("packet.until", { { "date", condition.due->to_short_text(f.language()) } }) + ")" : "");
        if (auto const changed = ui::checkbox(
                f.ui, condition.id.str(), label, kept.done.contains(condition.id), { .disabled_reason = f.locked() }))
            f.push(app::TickCondition { .decision = decision.id, .condition = condition.id, .done = *changed });
    }
}

void draw_decision(Frame& f, review::Decision const& decision)
{
    auto const& words = f.words();
    {
        auto const row = ui::row(f.ui, "head");
        ui::heading(f.ui, 3, decision.authority, { .looks_like = 4 });
        ui::badge(f.ui, words("decision.kind." + std::string(review::name_of(decision.kind))), ui::Tone::Accent);
    }
    ui::fact(f.ui, words("decision.date"), decision.date.to_short_text(f.language()));
    if (!decision.reference.empty())
        ui::fact(f.ui, words("decision.reference"), decision.reference);
    if (!decision.reasons.empty())
        ui::fact(f.ui, words("decision.reasons"), decision.reasons);
    auto const& versions = f.state().review.versions;
    auto const found = std::ranges::find(versions, decision.version, [](review::KeptVersion const& kept) { return kept.version.hash; });
    ui::fact(f.ui, words("decision.version"), found == versions.end() ? decision.version.substr(0, 16) + "…" : found->version.name);
}

/// The clause of the template that names the approval, if the agreement has it in that form.
bool has_recital(Agreement const& agreement)
{
    return std::ranges::any_of(agreement.clauses, [](Clause const& clause) {
        return clause.state != ClauseState::Omitted && clause.origin && clause.origin->clause == "political-mandate"
            && clause.origin->alternative == "approval";
    });
}

Mandate mandate_of(review::Decision const& decision, Agreement const& agreement)
{
    Mandate mandate;
    for (auto const language : agreement.languages)
        mandate.authority[language] = decision.authority;
    mandate.reference = decision.reference;
    mandate.date = decision.date;
    return mandate;
}

/// An approval is named in the agreement only when somebody asks for it.
void draw_recital(Frame& f, review::Decision const& decision)
{
    auto const& words = f.words();
    auto const& agreement = f.open().agreement;
    if (decision.kind != review::DecisionKind::Approved && decision.kind != review::DecisionKind::ApprovedWithConditions)
        return;
    if (!has_recital(agreement)) {
        ui::paragraph(f.ui, words("decision.recital.none"), { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
        return;
    }
    if (agreement.mandate == mandate_of(decision, agreement)) {
        ui::paragraph(f.ui, words("decision.recital.there"), { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
        return;
    }
    if (ui::button(
            f.ui, "recital", words("decision.recital"), { .disabled_reason = f.locked(), .description = words("decision.recital.help") }))
        f.change([decision](Agreement const& now) -> std::optional<Command> { return SetMandate { now.id, mandate_of(decision, now) }; },
            words("decision.recital.done"));
}

} // namespace

void draw_packets(Frame& f)
{
    draw_carried(f);
    draw_replies(f);
    if (!f.state().review.packets.empty())
        draw_sent(f);
    draw_sending(f);
}

void draw_decisions(Frame& f)
{
    auto const& words = f.words();
    auto const& state = f.state().review;
    ui::heading(f.ui, 2, words("remarks.tab.decisions"));
    bool is_any = false;
    for (auto const& kept : state.decisions) {
        is_any = true;
        auto const card = ui::card(f.ui, kept.decision.id.str(), { .edge = ui::Tone::Success });
        auto const stack = ui::stack(f.ui, 8);
        draw_decision(f, kept.decision);
        ui::badge(f.ui, words("decision.in-effect"), ui::Tone::Success);
        if (!kept.decision.conditions.empty())
            draw_conditions(f, kept);
        draw_recital(f, kept.decision);
    }
    for (auto const& reply : state.replies) {
        if (!reply.decision || std::ranges::find(state.decisions, reply.decision->id, [](review::KeptDecision const& kept) {
                return kept.decision.id;
            }) != state.decisions.end())
            continue;
        is_any = true;
        auto const card = ui::card(f.ui, reply.id.str(), { .edge = ui::Tone::Accent });
        auto const stack = ui::stack(f.ui, 8);
        draw_decision(f, *reply.decision);
        for (auto const& condition : reply.decision->conditions)
            ui::paragraph(f.ui,
                condition.text
                    + (condition.due ? " (" + words("packet.until", { { "date", condition.due->to_short_text(f.language()) } }) + ")" : ""),
                { .style = ui::TextStyle::Body, .marker = "–" });
        bool const fits = reply.decision->version == state.draft_hash;
        if (!fits)
            ui::paragraph(f.ui, words("decision.other-version"), { .style = ui::TextStyle::Small, .tone = ui::Tone::Warning });
        if (ui::button(f.ui, "take", words("decision.take"),
                { .kind = ui::ButtonKind::Primary,
                    .disabled_reason = f.locked(),
                    .description = words("decision.take.help"),
                    .accessible_name = words("decision.take") + ": " + reply.decision->authority }))
            f.push(app::TakeDecision { .reply = reply.id });
    }
    if (!is_any)
        ui::empty_state(f.ui, ui::Icon::Check, words("decision.empty.title"), words("decision.empty"));
}

} // namespace konkordat::views
