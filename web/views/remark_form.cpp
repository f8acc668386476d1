#include "core/review/text_difference.h"
#include "web/views/review.h"

#include <algorithm>

namespace konkordat::views {

namespace {

using review::TextPart;
using review::TextRange;

/// What a remark about a clause can be about: its text, or its heading if it has none.
struct Subject {
    TextPart part = TextPart::Body;
    Language language = Language::German;
    std::string_view text;
    std::vector<TextRange> paragraphs;
};

Subject subject_of(Frame const& f, Agreement const& agreement, Clause const& clause)
{
    Subject subject;
    bool const is_ours = std::ranges::find(agreement.languages, f.language()) != agreement.languages.end();
    subject.language = is_ours || agreement.languages.empty() ? f.language() : agreement.languages.front();
    if (auto const body = clause.body.find(subject.language); body != clause.body.end() && !body->second.empty()) {
        subject.text = body->second;
    } else {
        subject.part = TextPart::Heading;
        if (auto const heading = clause.heading.find(subject.language); heading != clause.heading.end())
            subject.text = heading->second;
    }
    for (std::size_t begin = 0; begin < subject.text.size();) {
        auto const end = std::min(subject.text.find('\n', begin), subject.text.size());
        if (end > begin)
            subject.paragraphs.push_back({ .begin = begin, .end = end });
        begin = end + 1;
    }
    return subject;
}

/// The words that are chosen; nothing if they do not stand there.
std::optional<TextRange> chosen_range(Subject const& subject, Memory::RemarkForm const& form)
{
    TextRange range { .begin = 0, .end = subject.text.size() };
    if (form.paragraph > 0 && form.paragraph <= subject.paragraphs.size())
        range = subject.paragraphs[form.paragraph - 1];
    if (form.words.empty())
        return range;
    auto const at = subject.text.substr(range.begin, range.end - range.begin).find(form.words);
    if (at == std::string_view::npos)
        return std::nullopt;
    return TextRange { .begin = range.begin + at, .end = range.begin + at + form.words.size() };
}

std::string shortened(std::string_view text, std::size_t most = 70)
{
    if (text.size() <= most)
        return std::string(text);
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xc0U) == 0x80U)
        --most;
    return std::string(text.substr(0, most)) + "…";
}

void draw_passage(Frame& f, Subject const& subject, Memory::RemarkForm& form)
{
    auto const& words = f.words();
    std::vector<ui::Choice> choices { { .value = "0", .label = words("remarks.passage.all") } };
    for (std::size_t i = 0; i < subject.paragraphs.size() && subject.paragraphs.size() > 1; ++i) {
        auto const& range = subject.paragraphs[i];
        choices.push_back({ .value = std::to_string(i + 1),
            .label = words("remarks.passage.paragraph", { { "number", std::to_string(i + 1) } }) + ": "
                + shortened(subject.text.substr(range.begin, range.end - range.begin)) });
    }
    auto const selected = std::min(form.paragraph, choices.size() - 1);
    if (choices.size() > 1) {
        if (auto const chosen = ui::select(f.ui, "passage", words("remarks.passage"), choices, selected, { .width = 480 }))
            form.paragraph = *chosen;
    }
    auto const wrong = chosen_range(subject, form) ? std::string {} : words("remarks.words.missing");
    auto const edit = ui::text_field(f.ui, "words", words("remarks.words"), form.words,
        { .description = words("remarks.words.help"), .error = wrong, .language = language_tag(subject.language), .width = 480 });
    if (edit.changed || edit.committed)
        form.words = edit.value;
}

void draw_replacement(Frame& f, Subject const& subject, Memory::RemarkForm& form)
{
    auto const& words = f.words();
    auto const kinds = std::to_array<ui::Choice>({ { .value = "comment", .label = words("remarks.kind.comment") },
        { .value = "suggestion", .label = words("remarks.kind.suggestion") } });
    if (auto const chosen = ui::radio_group(f.ui, "kind", words("remarks.kind"), kinds, form.is_suggestion ? 1U : 0U)) {
        form.is_suggestion = *chosen == 1;
        if (auto const range = chosen_range(subject, form); form.is_suggestion && range && form.replacement.empty())
            form.replacement = std::string(subject.text.substr(range->begin, range->end - range->begin));
    }
    if (form.is_suggestion) {
        auto const edit = ui::text_area(f.ui, "replacement", words("remarks.replacement"), form.replacement,
            { .description = words("remarks.replacement.help"), .language = language_tag(subject.language), .width = 640 });
        if (edit.changed || edit.committed)
            form.replacement = edit.value;
    }
}

void draw_remark_text(Frame& f, Memory::RemarkForm& form)
{
    auto const& words = f.words();
    auto const missing = form.tried && form.text.empty() && !form.is_suggestion ? words("remarks.text.missing") : std::string {};
    auto const text = ui::text_area(f.ui, "text", words(form.is_suggestion ? "remarks.reason" : "remarks.text"), form.text,
        { .error = missing, .required = !form.is_suggestion, .width = 640 });
    if (text.changed || text.committed)
        form.text = text.value;
    if (auto const internal = ui::checkbox(
            f.ui, "internal", words("remarks.internal"), form.is_internal, { .description = words("remarks.internal.help") }))
        form.is_internal = *internal;
}

std::string_view state_key(review::AnnotationState state)
{
    switch (state) {
    case review::AnnotationState::Open: return "remarks.state.open";
    case review::AnnotationState::Resolved: return "remarks.state.resolved";
    case review::AnnotationState::Accepted: return "remarks.state.accepted";
    case review::AnnotationState::Rejected: return "remarks.state.rejected";
    }
    return "";
}

ui::Tone state_tone(review::AnnotationState state)
{
    switch (state) {
    case review::AnnotationState::Open: return ui::Tone::Accent;
    case review::AnnotationState::Accepted: return ui::Tone::Success;
    case review::AnnotationState::Resolved:
    case review::AnnotationState::Rejected: return ui::Tone::Quiet;
    }
    return ui::Tone::Quiet;
}

/// The words of the target as the document shows them, with the values of the variables.
std::string as_read(Frame const& f, Agreement const& agreement, review::TextSelector const& target)
{
    // Most quotes are plain words: they need no resolver in each frame.
    if (target.exact.find_first_of("{[*_`\\") == std::string::npos)
        return target.exact;
    auto const* pack = f.state().open ? f.open().pack : nullptr;
    auto const variables = pack ? templates::variable_texts(*pack) : richtext::VariableTexts {};
    richtext::Resolver const resolver { agreement, target.language, f.state().assets->words, variables };
    Clause clause;
    clause.body[target.language] = target.exact;
    return richtext::plain_text(resolver.body(clause));
}

void draw_quote(Frame& f, review::Annotation const& annotation, Agreement const& text)
{
    if (!annotation.target)
        return;
    auto const& target = *annotation.target;
    auto const tag = language_tag(target.language);
    auto const exact = shortened(as_read(f, text, target), 300);
    if (annotation.kind == review::AnnotationKind::Suggestion) {
        ui::paragraph(
            f.ui, word_runs(target.exact, annotation.replacement), { .style = ui::TextStyle::Body, .language = tag, .indent = 12 });
    } else if (!exact.empty()) {
        std::vector<ui::Run> const runs { { .text = "«" + exact + "»", .italic = true, .tone = ui::Tone::Quiet } };
        ui::paragraph(f.ui, runs, { .style = ui::TextStyle::Body, .tone = ui::Tone::Quiet, .language = tag, .indent = 12 });
    }
    if (!app::find_remark(f.state().review, text, annotation)) {
        auto const row = ui::row(f.ui, "orphan", { .wrap = false });
        ui::icon(f.ui, ui::Icon::Warning, ui::Tone::Warning, {}, 16);
        ui::text(f.ui, f.words()("remarks.orphaned"), { .style = ui::TextStyle::Small, .tone = ui::Tone::Warning });
    }
}

void draw_thread(Frame& f, review::Annotation const& annotation)
{
    auto const& words = f.words();
    for (auto const& reply : annotation.replies) {
        auto const scope = ui::push_id(f.ui, reply.id.str());
        auto const inset = ui::inset(f.ui, 12, 0);
        auto const stack = ui::stack(f.ui, 4);
        ui::text(f.ui,
            author_text(f, reply.author) + " · " + moment_text(f, reply.time)
                + (reply.visibility == review::Visibility::Internal ? " · " + words("remarks.internal.badge") : ""),
            { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
        ui::paragraph(f.ui, reply.text, { .style = ui::TextStyle::Body });
    }
    for (auto const& action : annotation.actions)
        ui::text(f.ui,
            words("remarks.action." + std::string(review::name_of(action.kind)),
                { { "name", author_text(f, action.author) }, { "time", moment_text(f, action.time) } }),
            { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
}

void draw_answer(Frame& f, review::Annotation const& annotation, std::string const& name)
{
    auto const& words = f.words();
    auto& answers = f.memory.remark_answers;
    auto const answer = answers.find(annotation.id.str());
    if (answer == answers.end()) {
        if (ui::button(f.ui, "reply", words("remarks.answer"),
                { .kind = ui::ButtonKind::Quiet,
                    .disabled_reason = f.locked(),
                    .accessible_name = words("remarks.answer") + ": " + name })) {
            answers[annotation.id.str()] = {};
            ui::focus(f.ui, "answer");
        }
        return;
    }
    auto& [text, is_internal] = answer->second;
    auto const edit = ui::text_area(f.ui, "answer", words("remarks.answer.text"), text, { .width = 560 });
    if (edit.changed || edit.committed)
        text = edit.value;
    if (annotation.visibility == review::Visibility::Shared) {
        if (auto const internal = ui::checkbox(
                f.ui, "internal", words("remarks.internal"), is_internal, { .description = words("remarks.internal.help") }))
            is_internal = *internal;
    }
    auto const row = ui::row(f.ui, "answering");
    bool const send = ui::button(f.ui, "send", words("remarks.answer.save"));
    bool const cancel = ui::button(f.ui, "cancel", words("dialog.cancel"), { .kind = ui::ButtonKind::Quiet });
    bool const is_sent = send && !text.empty();
    if (is_sent)
        f.push(app::AnswerRemark { .remark = annotation.id,
            .visibility = is_internal ? review::Visibility::Internal : review::Visibility::Shared,
            .text = text });
    if (is_sent || cancel)
        answers.erase(annotation.id.str());
}

void draw_actions(Frame& f, review::Annotation const& annotation, ReviewRole role, std::string const& name)
{
    auto const& words = f.words();
    auto const row = ui::row(f.ui, "actions", { .gap = 8 });
    auto const offer = [&](std::string_view id, review::ActionKind kind, ui::ButtonKind look) {
        auto const label = words("remarks.act." + std::string(id));
        if (ui::button(f.ui, id, label, { .kind = look, .disabled_reason = f.locked(), .accessible_name = label + ": " + name }))
            f.push(app::ActOnRemark { .remark = annotation.id, .kind = kind });
    };
    bool const is_open = review::state_of(annotation) == review::AnnotationState::Open;
    // A reviewer settles what she said herself.
    if (role == ReviewRole::Reviewer && annotation.author.name != f.state().author)
        return;
    if (role == ReviewRole::Drafter && is_open && annotation.kind == review::AnnotationKind::Suggestion) {
        offer("accept", review::ActionKind::Accept, ui::ButtonKind::Secondary);
        offer("reject", review::ActionKind::Reject, ui::ButtonKind::Secondary);
    } else if (is_open) {
        offer("resolve", review::ActionKind::Resolve, ui::ButtonKind::Secondary);
    } else {
        offer("reopen", review::ActionKind::Reopen, ui::ButtonKind::Quiet);
    }
}

void draw_card(Frame& f, review::Annotation const& annotation, ReviewRole role, Agreement const& text, bool with_clause)
{
    auto const& words = f.words();
    auto const state = review::state_of(annotation);
    auto const card = ui::card(f.ui, annotation.id.str(), { .edge = state_tone(state), .padding = 12 });
    auto const stack = ui::stack(f.ui, 8);
    auto const name = author_text(f, annotation.author);
    auto const place = annotation.target ? clause_label(f, text, annotation.target->clause) : words("remarks.about-all");
    if (with_clause)
        ui::text(f.ui, place, { .bold = true });
    {
        auto const row = ui::row(f.ui, "head");
        ui::text(f.ui, name + " · " + moment_text(f, annotation.time), { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
        ui::badge(f.ui, words(annotation.kind == review::AnnotationKind::Suggestion ? "remarks.kind.suggestion" : "remarks.kind.comment"),
            ui::Tone::Note);
        ui::badge(f.ui, words(state_key(state)), state_tone(state));
        if (annotation.visibility == review::Visibility::Internal)
            ui::badge(f.ui, words("remarks.internal.badge"), ui::Tone::Warning);
    }
    draw_quote(f, annotation, text);
    if (!annotation.text.empty())
        ui::paragraph(f.ui, annotation.text, { .style = ui::TextStyle::Body });
    draw_thread(f, annotation);
    draw_actions(f, annotation, role, name + ", " + place);
    draw_answer(f, annotation, name + ", " + place);
}

/// What a remark about the clause, or about all, is about.
std::string subject_label(Frame const& f, Agreement const& text, ClauseId const& clause)
{
    return clause == about_all ? f.words()("remarks.about-all") : clause_label(f, text, clause);
}

} // namespace

void draw_remark_cards(Frame& f, ReviewRole role, Agreement const& text, ClauseId const* clause)
{
    for (auto const& annotation : f.state().review.annotations) {
        if (clause && (annotation.target ? annotation.target->clause : about_all) != *clause)
            continue;
        if (!clause && f.memory.remarks_open_only && review::state_of(annotation) != review::AnnotationState::Open)
            continue;
        draw_card(f, annotation, role, text, clause == nullptr);
    }
}

void draw_remark_button(Frame& f, Agreement const& text, ClauseId const& clause)
{
    if (f.memory.remark.clause == clause.str())
        return;
    auto const label = f.words()("remarks.add");
    if (ui::button(f.ui, "add-remark", label,
            { .kind = ui::ButtonKind::Quiet,
                .icon = ui::Icon::Plus,
                .disabled_reason = f.locked(),
                .accessible_name = label + ": " + subject_label(f, text, clause) })) {
        f.memory.remark = { .clause = clause.str() };
        ui::focus(f.ui, clause == about_all ? "remark-form/text" : "remark-form/words");
    }
}

void draw_remark_form(Frame& f, Agreement const& text, std::string const& version, ClauseId const& id)
{
    auto& form = f.memory.remark;
    auto const* clause = find_clause(text, id);
    if (form.clause != id.str() || (!clause && id != about_all))
        return;
    auto const& words = f.words();
    auto const subject = clause ? std::optional(subject_of(f, text, *clause)) : std::nullopt;
    auto const group = ui::group(f.ui, "remark-form", words("remarks.form", { { "clause", subject_label(f, text, id) } }), true);
    auto const stack = ui::stack(f.ui, 12);
    if (subject) {
        draw_passage(f, *subject, form);
        draw_replacement(f, *subject, form);
    }
    draw_remark_text(f, form);
    auto const row = ui::row(f.ui, "buttons");
    bool const save = ui::button(
        f.ui, "save-remark", words("remarks.save"), { .kind = ui::ButtonKind::Primary, .disabled_reason = f.locked() });
    bool const cancel = ui::button(f.ui, "cancel-remark", words("dialog.cancel"), { .kind = ui::ButtonKind::Quiet });
    auto const range = subject ? chosen_range(*subject, form) : std::nullopt;
    if (save && (range || !subject) && (form.is_suggestion || !form.text.empty())) {
        f.push(app::AddRemark { .kind = form.is_suggestion ? review::AnnotationKind::Suggestion : review::AnnotationKind::Comment,
            .visibility = form.is_internal ? review::Visibility::Internal : review::Visibility::Shared,
            .version = version,
            .target = subject ? std::optional(review::select_text(id, subject->part, subject->language, subject->text, *range))
                              : std::nullopt,
            .text = form.text,
            .replacement = form.is_suggestion ? form.replacement : std::string {} });
        form = {};
    } else if (save) {
        form.tried = true;
    } else if (cancel) {
        form = {};
    }
}

} // namespace konkordat::views
