#include "web/views/clause_text.h"
#include "web/views/compare.h"

#include "core/compare/table.h"

#include <algorithm>

namespace konkordat::views {

namespace {

/// The language of the interface, if there is a version in it, else the first one of the agreement.
Language language_for(Frame const& f, Agreement const& agreement)
{
    bool const has = std::ranges::find(agreement.languages, f.language()) != agreement.languages.end();
    return has || agreement.languages.empty() ? f.language() : agreement.languages.front();
}

/// References lead nowhere here: the agreement is none of the user's own.
void drop_targets(std::vector<richtext::Block>& blocks)
{
    for (auto& block : blocks) {
        for (auto& run : block.runs)
            run.target = {};
        drop_targets(block.children);
    }
}

std::string kind_name(Frame const& f, std::string const& kind)
{
    auto const* known = find_organisation_kind(f.state().assets->words.organisation_kinds(), kind);
    return known ? std::string(text_in(known->name, f.language())) : kind;
}

std::string name_in(Agreement const& agreement, OrganisationId const& id, Language language)
{
    auto const* organisation = find_organisation(agreement, id);
    return organisation ? std::string(text_in(organisation->name, language, agreement.languages)) : id.str();
}

void draw_memberships(Frame& f, Agreement const& agreement)
{
    auto const language = language_for(f, agreement);
    auto const list = ui::list(f.ui, "memberships", f.words()("nav.parties"), 4);
    for (auto const& membership : agreement.memberships) {
        auto const item = ui::list_item(f.ui, membership.id.str());
        auto const* organisation = find_organisation(agreement, membership.organisation);
        auto text = name_in(agreement, membership.organisation, language);
        if (organisation)
            text += " (" + kind_name(f, organisation->kind) + ")";
        auto const& words = f.state().assets->words;
        text += ": " + std::string(words.name(f.language(), membership.group));
        if (membership.role != Role::Member)
            text += ", " + std::string(words.name(f.language(), membership.role));
        ui::paragraph(f.ui, text, { .style = ui::TextStyle::Body, .marker = "–" });
    }
}

void draw_step(Frame& f, Agreement const& agreement, std::string_view id)
{
    auto const& words = f.words();
    auto const language = language_for(f, agreement);
    auto const step = std::ranges::find(agreement.procedure, StepId { std::string(id) }, &ProcedureStep::id);
    if (step == agreement.procedure.end())
        return;
    ui::heading(f.ui, 3, text_in(step->title, language, agreement.languages), { .looks_like = 4 });
    if (step->deadline_days)
        ui::fact(f.ui, words("compare.step.deadline"), words.plural("compare.days", static_cast<std::size_t>(*step->deadline_days)));
    for (auto const& part : step->responsibilities)
        ui::fact(f.ui, words("responsibility." + std::string(name_of(part.kind))), name_in(agreement, part.organisation, language));
    if (auto const* clause = step->clause ? find_clause(agreement, *step->clause) : nullptr)
        draw_agreement_clause(f, agreement, *clause, 3);
}

/// The clauses that a variable stands in.
void draw_variable(Frame& f, Agreement const& agreement, std::string_view id)
{
    auto const language = language_for(f, agreement);
    for (auto const& clause : agreement.clauses) {
        auto const body = text_in(clause.body, language, agreement.languages);
        if (clause.state != ClauseState::Omitted && body.find("{{" + std::string(id) + "}}") != std::string_view::npos)
            draw_agreement_clause(f, agreement, clause, 3);
    }
}

void draw_place(Frame& f, compare::CollectedAgreement const& entry, std::string_view place)
{
    auto const& agreement = entry.agreement;
    if (place.starts_with("clause:")) {
        if (auto const* clause = find_clause(agreement, ClauseId { std::string(place.substr(7)) }))
            draw_agreement_clause(f, agreement, *clause, 3);
    } else if (place.starts_with("step:")) {
        draw_step(f, agreement, place.substr(5));
    } else if (place.starts_with("variable:")) {
        draw_variable(f, agreement, place.substr(9));
    } else if (place == "memberships") {
        draw_memberships(f, agreement);
    }
}

std::string place_word(Frame const& f, std::string_view place)
{
    auto const kind = place.substr(0, place.find(':'));
    return f.words()("compare.place." + std::string(kind.empty() ? "whole" : kind));
}

void draw_source(Frame& f, compare::Source const& source, std::size_t number)
{
    auto const& words = f.words();
    auto const& compare = f.state().compare;
    auto const scope = ui::push_id(f.ui, "source-" + std::to_string(number));
    if (auto const* from = std::get_if<compare::FromAgreement>(&source)) {
        auto const* entry = compare.find(from->agreement.str());
        auto const title = entry ? std::string(text_in(entry->agreement.title, f.language(), entry->agreement.languages))
                                 : from->agreement.str();
        ui::paragraph(f.ui, words("compare.source.agreement", { { "title", title }, { "place", place_word(f, from->place) } }),
            { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
        if (entry)
            draw_place(f, *entry, from->place);
    } else if (auto const* document = std::get_if<compare::FromDocument>(&source)) {
        auto const known = compare.documents.find(document->document);
        std::string text = document->document == "000" ? words("compare.document.000") : document->document;
        if (known != compare.documents.end())
            text = known->second.title + " (" + known->second.publisher + ", " + std::to_string(known->second.year) + ")";
        auto lines = std::to_string(document->first_line);
        if (document->last_line > document->first_line)
            lines += "–" + std::to_string(document->last_line);
        ui::paragraph(
            f.ui, words("compare.source.document", { { "document", text }, { "lines", lines } }), { .style = ui::TextStyle::Body });
    } else {
        auto const& hand = std::get<compare::ByHand>(source);
        ui::paragraph(f.ui, words("compare.source.hand", { { "author", hand.author }, { "date", hand.date.to_short_text(f.language()) } }),
            { .style = ui::TextStyle::Body });
    }
}

void draw_statement(Frame& f, compare::Dimension const& dimension, compare::Statement const& statement, std::size_t number)
{
    auto const& set = *f.state().compare.dimensions;
    auto const card = ui::card(f.ui, "statement-" + std::to_string(number), { .ground = ui::Ground::Page, .padding = 16 });
    auto const stack = ui::stack(f.ui, 8);
    std::string text;
    for (auto const& value : statement.values())
        text += (text.empty() ? "" : "; ") + compare::value_text(set, dimension, value, f.language());
    auto const state = std::string(label_text(set.answers, name_of(statement.state()), f.language()));
    if (statement.state() == compare::State::Known)
        ui::text(f.ui, text, { .bold = true });
    else
        ui::text(f.ui, state + (text.empty() ? "" : ": " + text), { .bold = true });
    for (std::size_t i = 0; i < statement.sources().size(); ++i)
        draw_source(f, statement.sources()[i], i);
}

void close(Frame& f) { f.push(app::Navigate { .route = compare_route(f.memory.compare.page), .replace = true }); }

} // namespace

void draw_agreement_clause(Frame& f, Agreement const& agreement, Clause const& clause, int heading_level, std::optional<Language> wanted)
{
    auto const language = wanted.value_or(language_for(f, agreement));
    auto const* pack = app::find_pack(*f.state().assets, agreement.template_reference.id);
    richtext::Resolver const resolver { agreement, language, f.state().assets->words,
        pack ? templates::variable_texts(*pack) : richtext::VariableTexts {} };
    auto const place = std::ranges::find(agreement.clauses, clause.id, &Clause::id) - agreement.clauses.begin();
    auto const number = number_clauses(agreement)[static_cast<std::size_t>(place)];
    auto const tag = language_tag(language);
    ui::heading(f.ui, heading_level, number + (number.empty() ? "" : " ") + richtext::plain_text(resolver.heading(clause)),
        { .looks_like = 4, .language = tag });
    if (clause.state == ClauseState::Omitted) {
        ui::paragraph(f.ui, f.words()("compare.omitted", { { "reason", std::string(text_in(clause.omission_reason, language)) } }),
            { .style = ui::TextStyle::Body });
        return;
    }
    auto body = resolver.body(clause);
    drop_targets(body.blocks);
    draw_clause_text(f.ui, body, agreement.id, tag);
}

void draw_compare_cell(Frame& f, std::string_view row_id, std::string_view dimension_id)
{
    auto const& words = f.words();
    auto const& compare = f.state().compare;
    auto const row = find_row(*compare.matrix, row_id);
    auto const dimension = compare::find_dimension(*compare.dimensions, dimension_id);
    if (!row || !dimension)
        return close(f);
    auto const& set = *compare.dimensions;
    auto const title = row_name(f, compare.matrix->rows()[*row]) + " – " + dimension_name(f, *dimension);
    auto const dialog = ui::dialog(f.ui, "cell", title, { .width = 720, .close_label = words("compare.close") });
    auto const stack = ui::stack(f.ui, 16);
    auto const cell = compare.matrix->cell(*row, *dimension);
    ui::fact(f.ui, std::string(label_text(set.words, "answer", f.language())), cell_label(f, *dimension, cell));
    if (cell.answer() == compare::Answer::Conflicting)
        ui::paragraph(f.ui, words("compare.conflict"), { .style = ui::TextStyle::Body });
    if (cell.statements().empty())
        ui::paragraph(f.ui, words("compare.nothing"), { .style = ui::TextStyle::Body });
    for (std::size_t i = 0; i < cell.statements().size(); ++i)
        draw_statement(f, set.dimensions[*dimension], cell.statements()[i], i);
    draw_compare_note(f, *row, *dimension);
    {
        auto const buttons = ui::row(f.ui, "buttons", { .end = true });
        if (ui::button(f.ui, "close", words("compare.close"), { .kind = ui::ButtonKind::Primary }) || dialog.dismissed)
            close(f);
    }
}

void draw_compare_clause(Frame& f, std::string_view agreement, std::string_view clause_id)
{
    auto const& words = f.words();
    auto const* entry = f.state().compare.find(agreement);
    auto const* clause = entry ? find_clause(entry->agreement, ClauseId { std::string(clause_id) }) : nullptr;
    if (!clause)
        return close(f);
    auto const title = canton_names(f, entry->agreement.cantons) + ": "
        + std::string(text_in(entry->agreement.title, f.language(), entry->agreement.languages));
    auto const dialog = ui::dialog(f.ui, "clause", title, { .width = 720, .close_label = words("compare.close") });
    auto const stack = ui::stack(f.ui, 16);
    auto const searched = f.state().compare.searched_language;
    draw_agreement_clause(f, entry->agreement, *clause, 3, searched);
    auto const buttons = ui::row(f.ui, "buttons", { .end = true });
    if (ui::button(f.ui, "close", words("compare.close"), { .kind = ui::ButtonKind::Primary }) || dialog.dismissed)
        close(f);
}

} // namespace konkordat::views
