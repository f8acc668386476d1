#include "web/views/interview.h"

#include <algorithm>

namespace konkordat::views {

namespace {

using Interview = Memory::Interview;

template <typename Items, typename Item>
bool contains(Items const& items, Item const& item)
{
    return std::ranges::find(items, item) != items.end();
}

void set_contained(std::vector<std::string>& items, std::string const& item, bool wanted)
{
    if (!wanted)
        std::erase(items, item);
    else if (!contains(items, item))
        items.push_back(item);
}

std::string first_canton(Interview const& interview)
{
    return interview.answers.cantons.empty() ? std::string {} : interview.answers.cantons.front();
}

bool says_yes(Interview const& interview, std::string const& variable)
{
    auto const value = interview.answers.variables.find(variable);
    return value != interview.answers.variables.end() && value->second == VariableValue(true);
}

void draw_form(Frame& f, templates::TemplatePack const& pack, Interview& interview)
{
    auto const& words = f.words();
    std::vector<ui::Choice> choices;
    for (auto const form : pack.forms) {
        auto const key = "form." + std::string(name_of(form));
        choices.push_back(
            { .value = std::string(name_of(form)), .label = words(key), .description = words(key + ".help"), .disabled_reason = {} });
    }
    auto const selected = static_cast<std::size_t>(std::ranges::find(pack.forms, interview.answers.form) - pack.forms.begin());
    if (auto const chosen = ui::radio_group(f.ui, "form", words("new.form"), choices, selected, { .required = true }))
        interview.answers.form = pack.forms[*chosen];
    // Guidelines 4.1 A: payment for services needs a contract.
    if (interview.answers.form != Form::Contract && says_yes(interview, "services-paid"))
        ui::message(f.ui, "form-advice", words("interview.payment.title"), words("interview.payment"), { .tone = ui::Tone::Warning });
}

/// Index 0 is "not chosen".
std::vector<ui::Choice> canton_choices(Frame const& f)
{
    std::vector<ui::Choice> choices { { .value = "", .label = f.words()("new.canton.choose") } };
    for (auto const& canton : f.state().assets->words.cantons()) {
        if (!canton.fictitious || contains(f.memory.interview.answers.cantons, canton.code))
            choices.push_back({ .value = canton.code, .label = std::string(text_in(canton.name, f.language())) });
    }
    return choices;
}

std::size_t index_of(std::vector<ui::Choice> const& choices, std::string const& value)
{
    auto const entry = std::ranges::find(choices, value, &ui::Choice::value);
    return entry == choices.end() ? 0 : static_cast<std::size_t>(entry - choices.begin());
}

void draw_further_cantons(Frame& f, Interview& interview, std::vector<ui::Choice> const& choices)
{
    auto const& words = f.words();
    auto& cantons = interview.answers.cantons;
    auto const missing = interview.tried && cantons.size() < 2 ? words("new.missing.cantons") : std::string {};
    for (std::size_t i = 1; i <= cantons.size(); ++i) {
        auto const present = i < cantons.size() ? cantons[i] : std::string {};
        auto const id = "further-" + std::to_string(i);
        auto const label = words("new.canton.more") + " " + std::to_string(i);
        auto const chosen = ui::select(
            f.ui, id, label, choices, index_of(choices, present), { .error = i == 1 ? missing : std::string {}, .width = 320 });
        if (!chosen)
            continue;
        auto const& code = choices[*chosen].value;
        if (i < cantons.size())
            cantons.erase(cantons.begin() + static_cast<std::ptrdiff_t>(i));
        if (!code.empty() && !contains(cantons, code))
            cantons.insert(cantons.begin() + static_cast<std::ptrdiff_t>(std::min(i, cantons.size())), code);
        ui::request_frame(f.ui);
        return;
    }
}

void draw_cantons(Frame& f, Interview& interview)
{
    auto const& words = f.words();
    auto& answers = interview.answers;
    auto const choices = canton_choices(f);
    auto const error = interview.tried && first_canton(interview).empty() ? words("new.missing.canton") : std::string {};
    if (auto const chosen = ui::select(f.ui, "canton", words("new.canton"), choices, index_of(choices, first_canton(interview)),
            { .error = error, .required = true, .width = 320 })) {
        auto const& code = choices[*chosen].value;
        if (answers.cantons.empty())
            answers.cantons.emplace_back();
        answers.cantons.front() = code;
        if (&interview == &f.memory.new_interview)
            answers.languages = suggested_languages(f, code);
    }
    static constexpr auto scopes = std::to_array({ Scope::Canton, Scope::Communes, Scope::Intercantonal });
    std::vector<ui::Choice> scope_choices;
    for (auto const scope : scopes)
        scope_choices.push_back({ .value = std::string(name_of(scope)), .label = words("scope." + std::string(name_of(scope))) });
    if (auto const chosen = ui::radio_group(f.ui, "scope", words("new.scope"), scope_choices, static_cast<std::size_t>(answers.scope)))
        answers.scope = scopes[*chosen];
    if (answers.scope == Scope::Intercantonal && !first_canton(interview).empty())
        draw_further_cantons(f, interview, choices);
}

void draw_languages(Frame& f, templates::TemplatePack const& pack, Interview& interview)
{
    auto const& words = f.words();
    auto& languages = interview.answers.languages;
    auto const group = ui::group(f.ui, "languages", words("new.languages"), true);
    ui::paragraph(f.ui, words("new.languages.help"), { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
    {
        auto const row = ui::row(f.ui, "choices", { .gap = 24, .wrap = true });
        for (auto const language : pack.languages) {
            auto const changed = ui::checkbox(f.ui, language_code(language), language_name(f, language), contains(languages, language));
            if (!changed)
                continue;
            std::erase(languages, language);
            if (*changed)
                languages.push_back(language);
        }
    }
    if (interview.tried && languages.empty())
        ui::text(f.ui, words("new.missing.language"), { .tone = ui::Tone::Error });
}

/// Kinds of one group, each with what the Guidelines say of it.
void draw_kinds(Frame& f, Interview& interview, std::optional<Group> group, std::string_view key, std::vector<std::string> const& parties)
{
    auto const& words = f.words();
    auto const scope = ui::group(f.ui, key, words(key), true);
    for (auto const& kind : f.state().assets->words.organisation_kinds()) {
        if (kind.group != group)
            continue;
        bool const present = contains(parties, kind.id);
        auto const entry = ui::stack(f.ui, 2);
        auto const changed = ui::checkbox(f.ui, kind.id, text_in(kind.name, f.language()), contains(interview.answers.kinds, kind.id),
            { .description = text_in(kind.help, f.language()), .disabled_reason = present ? words("interview.present") : std::string {} });
        if (changed)
            set_contained(interview.answers.kinds, kind.id, *changed);
    }
}

void draw_parties_questions(Frame& f, Interview& interview, std::vector<std::string> const& parties)
{
    ui::heading(f.ui, 2, f.words()("interview.parties"), { .looks_like = 3 });
    ui::paragraph(f.ui, f.words()("interview.parties.help"), { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
    auto const columns = ui::columns(f.ui, "kinds", 2, { .gap = 24, .minimum_width = 300 });
    ui::next_column(f.ui);
    draw_kinds(f, interview, Group::Core, "parties.core", parties);
    ui::next_column(f.ui);
    draw_kinds(f, interview, Group::Associate, "parties.associate", parties);
    draw_kinds(f, interview, std::nullopt, "interview.parties.others", parties);
}

void draw_question(Frame& f, templates::Variable const& question, Interview& interview)
{
    auto& value = interview.answers.variables;
    auto const label = text_in(question.label, f.language());
    auto const help = text_in(question.help, f.language());
    auto const present = value.find(question.id);
    auto const stack = ui::stack(f.ui, 2);
    if (question.type == templates::VariableType::Boolean) {
        bool const checked = present != value.end() && present->second == VariableValue(true);
        if (auto const changed = ui::checkbox(f.ui, question.id, label, checked, { .description = help }))
            value[question.id] = *changed;
        return;
    }
    std::vector<ui::Choice> choices;
    std::optional<std::size_t> selected;
    for (auto const& choice : question.choices) {
        if (present != value.end() && present->second == VariableValue(choice.value))
            selected = choices.size();
        choices.push_back({ .value = choice.value, .label = std::string(text_in(choice.label, f.language())) });
    }
    if (auto const chosen = ui::radio_group(f.ui, question.id, label, choices, selected, { .description = help }))
        value[question.id] = question.choices[*chosen].value;
}

} // namespace

std::vector<Language> suggested_languages(Frame const& f, std::string const& code)
{
    auto const* canton = find_canton(f.state().assets->words.cantons(), code);
    if (!canton || canton->languages.empty())
        return { f.language() };
    if (contains(canton->languages, f.language()))
        return canton->languages;
    return { canton->languages.front() };
}

std::vector<Language> in_order_of(Frame const& f, std::string const& code, std::vector<Language> const& languages)
{
    std::vector<Language> ordered;
    auto const* canton = find_canton(f.state().assets->words.cantons(), code);
    for (auto const language : canton ? canton->languages : std::vector<Language> {}) {
        if (contains(languages, language))
            ordered.push_back(language);
    }
    for (auto const language : languages) {
        if (!contains(ordered, language))
            ordered.push_back(language);
    }
    return ordered;
}

std::string missing_answer(Frame const& f, Interview const& interview)
{
    auto const& answers = interview.answers;
    if (first_canton(interview).empty())
        return f.words()("new.missing.canton");
    if (answers.languages.empty())
        return f.words()("new.missing.language");
    if (answers.scope == Scope::Intercantonal && answers.cantons.size() < 2)
        return f.words()("new.missing.cantons");
    return {};
}

void draw_questions(Frame& f, templates::TemplatePack const& pack, Interview& interview, std::vector<std::string> const& parties)
{
    draw_form(f, pack, interview);
    draw_cantons(f, interview);
    draw_languages(f, pack, interview);
    draw_parties_questions(f, interview, parties);
    auto const questions = templates::interview_questions(pack);
    if (questions.empty())
        return;
    ui::heading(f.ui, 2, f.words()("interview.more"), { .looks_like = 3 });
    for (auto const* question : questions)
        draw_question(f, *question, interview);
}

namespace {

std::string clause_name(Agreement const& agreement, ClauseId const& id, Language language)
{
    auto const* clause = find_clause(agreement, id);
    return clause ? std::string(text_in(clause->heading, language, agreement.languages)) : id.str();
}

void draw_clauses(Frame& f, std::string_view key, Agreement const& agreement, std::vector<ClauseId> const& ids)
{
    if (ids.empty())
        return;
    auto const label = f.words()(key) + " (" + std::to_string(ids.size()) + ")";
    ui::heading(f.ui, 3, label, { .looks_like = 5 });
    auto const list = ui::list(f.ui, key, label, 4);
    for (auto const& id : ids) {
        auto const item = ui::list_item(f.ui, id.str());
        ui::text(f.ui, clause_name(agreement, id, f.language()), { .style = ui::TextStyle::Small });
    }
}

/// What the answers would change, before it is done.
void draw_preview(Frame& f, Interview const& interview)
{
    auto const& words = f.words();
    auto const& revision = interview.revision;
    auto const region = ui::card(f.ui, "preview", { .edge = ui::Tone::Note });
    auto const stack = ui::stack(f.ui, 8);
    ui::heading(f.ui, 2, words("interview.preview"), { .looks_like = 4 });
    if (!revision.changes_anything(f.open().agreement)) {
        ui::paragraph(f.ui, words("interview.preview.none"), { .style = ui::TextStyle::Small });
        return;
    }
    ui::paragraph(f.ui, words("interview.preview.text"), { .style = ui::TextStyle::Small });
    draw_clauses(f, "interview.added", revision.agreement, revision.added);
    draw_clauses(f, "interview.restored", revision.agreement, revision.restored);
    draw_clauses(f, "interview.omitted", revision.agreement, revision.omitted);
    draw_clauses(f, "interview.reworded", revision.agreement, revision.reworded);
    draw_clauses(f, "interview.kept", revision.agreement, revision.kept);
    if (!revision.joined.empty()) {
        ui::heading(f.ui, 3, words("interview.joined"), { .looks_like = 5 });
        auto const list = ui::list(f.ui, "joined", words("interview.joined"), 4);
        for (auto const& id : revision.joined) {
            auto const item = ui::list_item(f.ui, id.str());
            ui::text(f.ui, text_in(find_organisation(revision.agreement, id)->name, f.language(), revision.agreement.languages),
                { .style = ui::TextStyle::Small });
        }
    }
}

void update_preview(Frame& f, templates::TemplatePack const& pack, Interview& interview)
{
    auto const& agreement = f.open().agreement;
    if (interview.previewed == interview.answers && interview.previewed_at == agreement.modified_at)
        return;
    interview.previewed = interview.answers;
    interview.previewed_at = agreement.modified_at;
    auto revision = templates::revise(f.session.world(), pack, f.state().assets->words, agreement, interview.answers);
    interview.revision = revision ? std::move(*revision) : templates::InterviewRevision { .agreement = agreement };
}

/// Says what is missing, and goes there. True if nothing is.
bool check_answers(Frame& f, Interview& interview)
{
    interview.tried = true;
    auto const missing = missing_answer(f, interview);
    if (missing.empty())
        return true;
    ui::announce(f.ui, missing, ui::Politeness::Assertive);
    if (first_canton(interview).empty())
        ui::focus(f.ui, "canton");
    else if (interview.answers.scope == Scope::Intercantonal && interview.answers.cantons.size() < 2)
        ui::focus(f.ui, "further-1");
    return false;
}

/// Cantons beside the first count only for an intercantonal mechanism.
templates::InterviewAnswers final_answers(Frame const& f, Interview const& interview)
{
    auto answers = interview.answers;
    if (answers.scope != Scope::Intercantonal && answers.cantons.size() > 1)
        answers.cantons.resize(1);
    answers.languages = in_order_of(f, answers.cantons.front(), answers.languages);
    return answers;
}

void create(Frame& f, templates::TemplatePack const& pack)
{
    auto& interview = f.memory.new_interview;
    if (!check_answers(f, interview))
        return;
    app::CreateDraft action { .pack = pack.id, .answers = final_answers(f, interview), .title = {} };
    if (!interview.title.empty())
        action.title[action.answers.languages.front()] = interview.title;
    f.push(std::move(action));
    interview = {};
}

} // namespace

void draw_new(Frame& f)
{
    auto const& words = f.words();
    auto const& packs = f.state().assets->packs;
    auto& interview = f.memory.new_interview;
    auto const main = begin_main(f, words("new.title"));
    auto const inset = ui::inset(f.ui, 24, 40);
    auto const measure = ui::measure(f.ui, 760, true);
    auto const stack = ui::stack(f.ui, 24);
    screen_title(f, words("new.title"));
    if (packs.empty())
        return;
    auto const& pack = packs.front();
    if (!interview.begun) {
        interview.answers = templates::first_answers(pack, f.state().assets->words.organisation_kinds());
        interview.answers.languages = { f.language() };
        interview.begun = true;
    }
    ui::paragraph(f.ui, words("new.intro"), { .tone = ui::Tone::Quiet });
    draw_questions(f, pack, interview, {});
    auto const title = ui::text_field(f.ui, "title-field", words("new.name"), interview.title, { .description = words("new.name.help") });
    if (title.changed || title.committed)
        interview.title = title.value;
    auto const row = ui::row(f.ui, "buttons");
    if (ui::button(f.ui, "create", words("new.create"), { .kind = ui::ButtonKind::Primary, .disabled_reason = f.locked() })
        || title.submitted)
        create(f, pack);
    if (ui::button(f.ui, "cancel", words("new.cancel")))
        f.go({});
}

void draw_interview(Frame& f)
{
    auto const& words = f.words();
    auto const& open = f.open();
    auto& interview = f.memory.interview;
    auto const main = begin_main(f, words("interview.title"));
    auto const inset = ui::inset(f.ui, 24, 40);
    auto const measure = ui::measure(f.ui, 760, true);
    auto const stack = ui::stack(f.ui, 24);
    screen_title(f, words("interview.title"));
    if (!open.pack) {
        ui::paragraph(f.ui, words("interview.nopack"));
        return;
    }
    auto const present = templates::answers_from(*open.pack, open.agreement);
    if (f.memory.arrived || f.memory.interview_agreement != open.agreement.id) {
        interview = { .answers = present, .title = {}, .begun = true };
        f.memory.interview_agreement = open.agreement.id;
    }
    ui::paragraph(f.ui, words("interview.intro"), { .tone = ui::Tone::Quiet });
    draw_questions(f, *open.pack, interview, present.kinds);
    if (missing_answer(f, interview).empty()) {
        update_preview(f, *open.pack, interview);
        draw_preview(f, interview);
    }
    auto const row = ui::row(f.ui, "buttons");
    if (ui::button(f.ui, "apply", words("interview.apply"), { .kind = ui::ButtonKind::Primary, .disabled_reason = f.locked() })
        && check_answers(f, interview))
        f.push(app::ReviseDraft { .answers = final_answers(f, interview) });
    if (ui::button(f.ui, "cancel", words("new.cancel")))
        f.go({ .screen = app::Screen::Draft, .agreement = open.agreement.id, .item = {} });
}

} // namespace konkordat::views
