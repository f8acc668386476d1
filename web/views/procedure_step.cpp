#include "web/views/fields.h"
#include "web/views/procedure.h"

#include <algorithm>
#include <charconv>

namespace konkordat::views {

namespace {

std::optional<Command> with_step(Agreement const& now, StepId const& id, std::function<void(ProcedureStep&)> const& change)
{
    auto const present = std::ranges::find(now.procedure, id, &ProcedureStep::id);
    if (present == now.procedure.end())
        return {};
    auto step = *present;
    change(step);
    return SetStep { .agreement = now.id, .step = std::move(step) };
}

std::optional<std::int64_t> parse_days(std::string_view text)
{
    std::int64_t days = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), days);
    bool const whole = error == std::errc {} && end == text.data() + text.size();
    return whole && days >= 0 && days <= limits::max_deadline_days ? std::optional(days) : std::nullopt;
}

void draw_texts(Frame& f, ProcedureStep const& step, std::string const& key)
{
    language_entries(f, "title", "procedure.step.title.in", key + "/title", step.title,
        [id = step.id](Agreement const& now, Language language, std::string const& text) {
            return with_step(now, id, [&](ProcedureStep& changed) { set_text(changed.title, language, text); });
        });
    EntryOptions trigger;
    trigger.several_lines = true;
    auto const help = f.words()("procedure.step.trigger.help");
    trigger.field.description = help;
    language_entries(
        f, "trigger", "procedure.step.trigger.in", key + "/trigger", step.trigger,
        [id = step.id](Agreement const& now, Language language, std::string const& text) {
            return with_step(now, id, [&](ProcedureStep& changed) { set_text(changed.trigger, language, text); });
        },
        trigger);
}

void draw_deadline(Frame& f, ProcedureStep const& step, std::string const& key)
{
    EntryOptions options;
    options.field.kind = ui::InputKind::Number;
    options.error = [wrong = f.words()("field.integer.wrong")](
                        std::string_view text) { return text.empty() || parse_days(text) ? std::string {} : wrong; };
    auto const help = f.words()("procedure.step.deadline.help");
    if (step.kind == "reflection-period")
        options.field.description = help;
    auto const stored = step.deadline_days ? std::to_string(*step.deadline_days) : std::string {};
    text_entry(
        f, "deadline", f.words()("procedure.step.deadline"), key + "/deadline", stored,
        [id = step.id](Agreement const& now, std::string const& text) {
            return with_step(now, id, [&](ProcedureStep& changed) { changed.deadline_days = parse_days(text); });
        },
        options);
}

void draw_clause(Frame& f, ProcedureStep const& step)
{
    auto const& open = f.open();
    std::vector<ui::Choice> choices { { .value = "", .label = f.words()("procedure.step.clause.none") } };
    std::size_t selected = 0;
    for (std::size_t i = 0; i < open.agreement.clauses.size(); ++i) {
        auto const& clause = open.agreement.clauses[i];
        if (clause.state == ClauseState::Omitted && step.clause != clause.id)
            continue;
        if (step.clause == clause.id)
            selected = choices.size();
        auto const heading = text_in(clause.heading, open.language, open.agreement.languages);
        choices.push_back(
            { .value = clause.id.str(), .label = open.numbers[i] + (open.numbers[i].empty() ? "" : " ") + std::string(heading) });
    }
    auto const chosen = ui::select(
        f.ui, "clause", f.words()("procedure.step.clause"), choices, selected, { .disabled_reason = f.locked(), .width = 360 });
    if (!chosen)
        return;
    auto const value = choices[*chosen].value;
    f.change([id = step.id, value](Agreement const& now) {
        return with_step(
            now, id, [&](ProcedureStep& changed) { changed.clause = value.empty() ? std::nullopt : std::optional(ClauseId { value }); });
    });
}

void draw_parts(Frame& f, ProcedureStep const& step)
{
    auto const group = ui::group(f.ui, "parts", f.words()("procedure.step.parts"), true);
    for (auto const* organisation : procedure::organisations_in_order(f.open().agreement))
        responsibility_select(f, step, *organisation, LabelLook::Shown);
}

void draw_moves(Frame& f, ProcedureStep const& step)
{
    auto const& words = f.words();
    auto const& agreement = f.open().agreement;
    auto const& steps = agreement.procedure;
    auto const place = static_cast<std::size_t>(std::ranges::find(steps, step.id, &ProcedureStep::id) - steps.begin());
    auto const row = ui::row(f.ui, "moves");
    ui::ButtonOptions const up { .kind = ui::ButtonKind::Quiet, .icon = ui::Icon::ArrowUp };
    ui::ButtonOptions const down { .kind = ui::ButtonKind::Quiet, .icon = ui::Icon::ArrowDown };
    bool const free = f.locked().empty();
    if (free && place > 0 && ui::button(f.ui, "up", words("procedure.step.up"), up))
        f.edit(MoveStep { .agreement = agreement.id, .step = step.id, .before = steps[place - 1].id });
    if (free && place + 1 < steps.size() && ui::button(f.ui, "down", words("procedure.step.down"), down))
        f.edit(MoveStep { .agreement = agreement.id,
            .step = step.id,
            .before = place + 2 < steps.size() ? std::optional(steps[place + 2].id) : std::nullopt });
    if (ui::button(f.ui, "remove", words("procedure.step.remove"),
            { .kind = ui::ButtonKind::Danger, .icon = ui::Icon::Trash, .disabled_reason = f.locked() })) {
        f.edit(RemoveStep { .agreement = agreement.id, .step = step.id },
            words("procedure.step.removed", { { "title", step_title(f, step) } }));
        f.go({ .screen = app::Screen::Procedure, .agreement = agreement.id, .item = {} });
    }
}

} // namespace

void draw_step(Frame& f, ProcedureStep const& step, bool alone)
{
    auto const& words = f.words();
    auto const& agreement = f.open().agreement;
    auto const landmark = alone ? ui::Landmark::Main : ui::Landmark::Complementary;
    auto const region = ui::region(
        f.ui, landmark, alone ? "main" : "step", words("procedure.step"), { .scroll = true, .ground = ui::Ground::Raised });
    auto const inset = ui::inset(f.ui, 24, 24);
    auto const scope = ui::push_id(f.ui, step.id.str());
    auto const stack = ui::stack(f.ui, 16);
    ui::link(f.ui, "back", words(alone ? "procedure.step.back" : "procedure.step.close"),
        app::format_route({ .screen = app::Screen::Procedure, .agreement = agreement.id, .item = {} }),
        { .icon = alone ? ui::Icon::ArrowLeft : ui::Icon::Close });
    ui::heading(f.ui, alone ? 1 : 2, step_title(f, step), { .looks_like = 2, .id = "title" });
    if (f.memory.arrived)
        ui::focus(f.ui, "title");
    auto const key = agreement.id.str() + "/step/" + step.id.str();
    draw_texts(f, step, key);
    draw_deadline(f, step, key);
    draw_clause(f, step);
    draw_parts(f, step);
    draw_moves(f, step);
}

} // namespace konkordat::views
