#include "web/views/findings.h"

#include "core/conformity/fixes.h"
#include "web/views/draft.h"

#include <algorithm>
#include <array>
#include <map>

namespace konkordat::views {

namespace {

using conformity::Finding;
using conformity::Severity;
using conformity::SubjectKind;

/// What the list can be narrowed to: everything, a severity, what is waived.
constexpr std::array<std::string_view, 5> filters { "all", "error", "warning", "note", "waived" };

ui::Tone tone_of(Finding const& finding)
{
    if (finding.is_waived())
        return ui::Tone::Quiet;
    switch (finding.severity()) {
    case Severity::Error: return ui::Tone::Error;
    case Severity::Warning: return ui::Tone::Warning;
    case Severity::Note: return ui::Tone::Note;
    }
    return ui::Tone::Normal;
}

ui::Icon icon_of(Finding const& finding)
{
    if (finding.is_waived())
        return ui::Icon::Check;
    switch (finding.severity()) {
    case Severity::Error: return ui::Icon::Error;
    case Severity::Warning: return ui::Icon::Warning;
    case Severity::Note: return ui::Icon::Info;
    }
    return ui::Icon::Info;
}

/// "error", "warning", "note", "waived".
std::string status_of(Finding const& finding)
{
    return finding.is_waived() ? std::string("waived") : std::string(conformity::name_of(finding.severity()));
}

std::size_t count_of(Frame const& f, std::string_view status)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(f.open().findings, [&](Finding const& finding) { return status_of(finding) == status; }));
}

app::Route organisation_place(Agreement const& agreement, OrganisationId const& id)
{
    return { .screen = app::Screen::Parties, .agreement = agreement.id, .item = id.str() };
}

/// Where the subject of a finding can be seen and changed.
app::Route place_of(Frame const& f, conformity::Subject const& subject)
{
    auto const& agreement = f.open().agreement;
    app::Route route { .screen = app::Screen::Properties, .agreement = agreement.id, .item = {} };
    switch (subject.kind) {
    case SubjectKind::Clause: return clause_route(f, ClauseId { subject.id });
    case SubjectKind::Organisation: return organisation_place(agreement, OrganisationId { subject.id });
    case SubjectKind::Membership: {
        auto const member = std::ranges::find(agreement.memberships, MembershipId { subject.id }, &Membership::id);
        return member == agreement.memberships.end() ? route : organisation_place(agreement, member->organisation);
    }
    case SubjectKind::Contact: {
        auto const contact = std::ranges::find(agreement.contacts, ContactId { subject.id }, &Contact::id);
        return contact == agreement.contacts.end() ? route : organisation_place(agreement, contact->organisation);
    }
    case SubjectKind::Step: return { .screen = app::Screen::Procedure, .agreement = agreement.id, .item = subject.id };
    case SubjectKind::Agreement:
    case SubjectKind::Variable: break;
    }
    return route;
}

/// Members and mandates have screens of their own; what concerns the agreement as a whole leads to the one where it is mended.
app::Route place_of(Frame const& f, Finding const& finding)
{
    auto route = place_of(f, finding.subject);
    auto const& sections = finding.rule->source.guidelines;
    bool const about_members = finding.subject.kind == SubjectKind::Agreement && std::ranges::find(sections, "3.3") != sections.end();
    if (about_members)
        route.screen = app::Screen::Parties;
    return route;
}

struct FixCommand {
    AgreementId agreement;

    Command operator()(conformity::ReplaceText const& fix) const
    {
        if (fix.part == conformity::TextPart::Heading)
            return SetClauseHeading { .agreement = agreement, .clause = fix.clause, .language = fix.language, .text = fix.text };
        return SetClauseBody { .agreement = agreement, .clause = fix.clause, .language = fix.language, .text = fix.text };
    }
    Command operator()(conformity::ReplaceVariable const& fix) const
    {
        return SetVariable { .agreement = agreement, .variable = fix.variable, .value = fix.value };
    }
    Command operator()(conformity::ReplaceStep const& fix) const { return SetStep { .agreement = agreement, .step = fix.step }; }
    Command operator()(conformity::RestoreOmitted const& fix) const
    {
        return RestoreClause { .agreement = agreement, .clause = fix.clause, .state = ClauseState::Adapted };
    }
    Command operator()(conformity::WithdrawWaiver const& fix) const
    {
        return RemoveWaiver { .agreement = agreement, .rule = fix.rule, .subject = fix.subject };
    }
};

void mend(Frame& f, Finding const& finding)
{
    f.change(
        [finding, pack = f.open().pack](Agreement const& now) -> std::optional<Command> {
            auto const fix = conformity::fix_for(finding, now, pack);
            return fix ? std::optional(std::visit(FixCommand { now.id }, *fix)) : std::nullopt;
        },
        f.words()("findings.fixed"));
}

void draw_waiver(Frame& f, Finding const& finding)
{
    auto const& words = f.words();
    auto const& waiver = *finding.waiver;
    auto by = waiver.author;
    if (waiver.date)
        by += (by.empty() ? "" : ", ") + waiver.date->to_short_text(f.language());
    ui::paragraph(f.ui, words("findings.reason", { { "reason", waiver.reason } }) + (by.empty() ? "" : " (" + by + ")"),
        { .style = ui::TextStyle::Small });
}

/// What a person can do about a finding. `message` tells the buttons of several findings apart.
void draw_actions(Frame& f, Finding const& finding, std::string const& message, bool with_link)
{
    auto const& words = f.words();
    auto const locked = f.locked();
    auto const row = ui::row(f.ui, "actions", { .gap = 8 });
    auto const button = [&](std::string_view id, std::string const& label, ui::ButtonKind kind, ui::Icon icon) {
        return ui::button(
            f.ui, id, label, { .kind = kind, .icon = icon, .disabled_reason = locked, .accessible_name = label + ": " + message });
    };
    if (with_link)
        ui::link(f.ui, "place", words("findings.go"), app::format_route(place_of(f, finding)),
            { .icon = ui::Icon::ArrowRight, .description = message, .style = ui::TextStyle::Small });
    bool const fixable = !finding.is_waived() && conformity::fix_for(finding, f.open().agreement, f.open().pack).has_value();
    if (fixable && button("fix", words("findings.fix"), ui::ButtonKind::Secondary, ui::Icon::Check))
        mend(f, finding);
    auto const subject = finding.subject.to_string();
    if (finding.is_waived()) {
        if (button("withdraw", words("findings.withdraw"), ui::ButtonKind::Quiet, ui::Icon::Undo))
            f.edit(RemoveWaiver { .agreement = f.open().agreement.id, .rule = finding.rule->id, .subject = subject },
                words("findings.withdrawn"));
    } else if (button("waive", words("findings.waive"), ui::ButtonKind::Quiet, ui::Icon::Pencil)) {
        f.memory.waiving = Memory::Waiving { .rule = finding.rule->id, .subject = subject, .message = message };
    }
}

/// An id that stays while the finding stays: several of a rule can have one subject.
std::string id_of(Finding const& finding, std::map<std::string, int>& seen)
{
    auto id = finding.rule->id + "-" + finding.subject.to_string();
    std::ranges::replace_if(id, [](char c) { return c == ':' || c == '/'; }, '-');
    auto const number = ++seen[id];
    return number == 1 ? id : id + "-" + std::to_string(number);
}

enum class Detail { Short, Full };

void draw_finding(Frame& f, Finding const& finding, Detail detail)
{
    auto const& words = f.words();
    auto const texts = conformity::messages(finding, f.language(), f.state().assets->law);
    auto const stack = ui::stack(f.ui, 8);
    {
        auto const row = ui::row(f.ui, "message", { .gap = 8, .wrap = false });
        ui::icon(f.ui, icon_of(finding), tone_of(finding), words("findings.mark." + status_of(finding)));
        ui::text(f.ui, texts.message, { .style = detail == Detail::Full ? ui::TextStyle::Body : ui::TextStyle::Small, .bold = true });
    }
    if (finding.is_waived())
        draw_waiver(f, finding);
    if (detail == Detail::Full)
        ui::paragraph(f.ui, texts.explanation, { .style = ui::TextStyle::Small });
    if (!finding.is_waived())
        ui::paragraph(f.ui, texts.remedy, { .style = ui::TextStyle::Small });
    ui::paragraph(
        f.ui, words("findings.source", { { "source", texts.source } }), { .style = ui::TextStyle::Caption, .tone = ui::Tone::Quiet });
    draw_actions(f, finding, texts.message, detail == Detail::Full);
}

void draw_section(Frame& f, std::string_view status)
{
    auto const& words = f.words();
    auto const count = count_of(f, status);
    if (count == 0 || (f.memory.findings_filter != "all" && f.memory.findings_filter != status))
        return;
    auto const name = words("findings.section." + std::string(status));
    auto const scope = ui::push_id(f.ui, status);
    ui::heading(f.ui, 2, name + " (" + std::to_string(count) + ")");
    auto const list = ui::list(f.ui, "list", name, 12);
    std::map<std::string, int> seen;
    for (auto const& finding : f.open().findings) {
        auto const id = id_of(finding, seen);
        if (status_of(finding) != status)
            continue;
        auto const item = ui::list_item(f.ui, id);
        auto const card = ui::card(f.ui, "card", { .edge = tone_of(finding) });
        draw_finding(f, finding, Detail::Full);
    }
}

void draw_filter(Frame& f)
{
    auto const& words = f.words();
    std::vector<ui::Choice> choices;
    for (auto const filter : filters)
        choices.push_back({ .value = std::string(filter),
            .label = words(filter == "all" ? std::string("findings.filter.all") : "findings.section." + std::string(filter)) });
    auto const selected = static_cast<std::size_t>(std::ranges::find(filters, f.memory.findings_filter) - filters.begin());
    if (auto const chosen = ui::select(f.ui, "filter", words("findings.filter"), choices, selected, { .width = 240 }))
        f.memory.findings_filter = std::string(filters[*chosen]);
}

bool is_of(Finding const& finding, Clause const& clause, Agreement const& agreement)
{
    if (finding.subject.kind == SubjectKind::Clause)
        return finding.subject.id == clause.id.str();
    if (finding.subject.kind != SubjectKind::Step)
        return false;
    auto const step = std::ranges::find(agreement.procedure, StepId { finding.subject.id }, &ProcedureStep::id);
    return step != agreement.procedure.end() && step->clause == clause.id;
}

} // namespace

void draw_findings(Frame& f)
{
    auto const& words = f.words();
    auto const main = begin_main(f, words("findings.title"));
    auto const inset = ui::inset(f.ui, 24, 32);
    auto const measure = ui::measure(f.ui, 840, true);
    auto const stack = ui::stack(f.ui, 16);
    screen_title(f, words("findings.title"));
    auto const number = [&](std::string_view status) { return std::to_string(count_of(f, status)); };
    ui::status(f.ui, "summary",
        words("findings.summary",
            { { "errors", number("error") }, { "warnings", number("warning") }, { "notes", number("note") },
                { "waived", number("waived") } }));
    ui::paragraph(f.ui, words("findings.intro", { { "date", f.state().assets->law.as_of.to_short_text(f.language()) } }),
        { .tone = ui::Tone::Quiet });
    if (f.open().findings.empty()) {
        ui::empty_state(f.ui, ui::Icon::Check, words("findings.none.title"), words("findings.none.text"));
        return;
    }
    draw_filter(f);
    for (auto const status : { "error", "warning", "note", "waived" })
        draw_section(f, status);
}

void draw_clause_findings(Frame& f, Clause const& clause)
{
    std::map<std::string, int> seen;
    bool first = true;
    for (auto const& finding : f.open().findings) {
        auto const id = id_of(finding, seen);
        if (!is_of(finding, clause, f.open().agreement))
            continue;
        if (first)
            ui::heading(f.ui, 3, f.words()("findings.here"), { .looks_like = 5 });
        first = false;
        auto const card = ui::card(f.ui, "finding-" + id, { .ground = ui::Ground::Page, .edge = tone_of(finding), .padding = 12 });
        draw_finding(f, finding, Detail::Short);
    }
}

void draw_finding_mark(Frame& f, Clause const& clause)
{
    std::size_t count = 0;
    Finding const* gravest = nullptr;
    for (auto const& finding : f.open().findings) {
        if (finding.is_waived() || finding.severity() == Severity::Note || !is_of(finding, clause, f.open().agreement))
            continue;
        ++count;
        if (!gravest || finding.severity() < gravest->severity())
            gravest = &finding;
    }
    if (!gravest)
        return;
    auto const row = ui::row(f.ui, "findings", { .gap = 4 });
    ui::icon(f.ui, icon_of(*gravest), tone_of(*gravest), f.words()("findings.mark." + status_of(*gravest)), 16);
    ui::text(f.ui, f.words().plural("findings.count", count), { .style = ui::TextStyle::Small, .tone = tone_of(*gravest) });
}

void draw_waiver_question(Frame& f)
{
    auto& waiving = f.memory.waiving;
    if (!waiving || !f.state().open)
        return;
    auto const& words = f.words();
    auto const dialog = ui::dialog(f.ui, "waive", words("findings.waive.title"), { .width = 560 });
    auto const stack = ui::stack(f.ui, 16);
    ui::paragraph(f.ui, waiving->message, { .style = ui::TextStyle::Body });
    ui::paragraph(f.ui, words("findings.waive.text"), { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
    bool const blank = waiving->reason.find_first_not_of(" \t\r\n") == std::string::npos;
    auto const error = waiving->tried && blank ? words("findings.waive.missing") : std::string {};
    auto const edit = ui::text_area(f.ui, "reason", words("findings.waive.reason"), waiving->reason, { .error = error, .required = true });
    if (edit.changed || edit.committed)
        waiving->reason = edit.value;
    auto const row = ui::row(f.ui, "buttons", { .end = true });
    if (ui::button(f.ui, "cancel", words("dialog.cancel")) || dialog.dismissed) {
        waiving.reset();
        return;
    }
    if (!ui::button(f.ui, "waive", words("findings.waive.confirm"), { .kind = ui::ButtonKind::Primary }))
        return;
    waiving->tried = true;
    if (blank)
        return;
    f.edit(SetWaiver { .agreement = f.open().agreement.id,
               .waiver = { .rule = waiving->rule,
                   .subject = waiving->subject,
                   .reason = waiving->reason,
                   .author = f.state().author,
                   .date = f.state().today } },
        words("findings.waived"));
    waiving.reset();
}

} // namespace konkordat::views
