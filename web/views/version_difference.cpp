#include "core/review/text_difference.h"
#include "web/views/clause_text.h"
#include "web/views/difference_words.h"
#include "web/views/review.h"

#include <algorithm>

namespace konkordat::views {

namespace {

using review::PieceKind;
using review::RecordKind;

ui::Run piece_run(review::Piece const& piece)
{
    std::string const text(piece.text);
    if (piece.kind == PieceKind::Removed)
        return { .text = "[– " + text + "]", .italic = true, .tone = ui::Tone::Deletion };
    if (piece.kind == PieceKind::Added)
        return { .text = "[+ " + text + "]", .bold = true, .tone = ui::Tone::Insertion };
    return { .text = text };
}

DifferenceEntry::Line line_of(
    Frame const& f, RecordKind kind, review::MemberChange const& change, Agreement const& older, Agreement const& newer)
{
    DifferenceEntry::Line line { .label = member_label(f, kind, change.member), .language = {}, .unified = {}, .before = {}, .after = {} };
    auto const before = value_text(f, kind, change.member, change.before, older);
    auto const after = value_text(f, kind, change.member, change.after, newer);
    if (change.language) {
        line.language = language_tag(*change.language);
        if (newer.languages.size() > 1)
            line.label += " (" + language_name(f, *change.language) + ")";
    }
    for (auto const& piece : review::word_difference(before, after)) {
        auto const run = piece_run(piece);
        line.unified.push_back(run);
        if (piece.kind != PieceKind::Added)
            line.before.push_back(run);
        if (piece.kind != PieceKind::Removed)
            line.after.push_back(run);
    }
    return line;
}

std::string place_text(Frame const& f, review::RecordChange const& change, Agreement const& after)
{
    if (!change.moved())
        return {};
    if (!change.to->after.empty())
        return f.words()("difference.moved.after", { { "what", record_label(f, change.kind, change.to->after, after) } });
    if (!change.to->parent.empty())
        return f.words()("difference.moved.first-in", { { "what", record_label(f, change.kind, change.to->parent, after) } });
    return f.words()("difference.moved.first");
}

void draw_line(Frame& f, DifferenceEntry::Line const& line, std::size_t index, bool beside)
{
    auto const scope = ui::push_id(f.ui, "line-" + std::to_string(index));
    ui::text(f.ui, line.label, { .style = ui::TextStyle::Caption, .tone = ui::Tone::Quiet });
    ui::ParagraphOptions const options { .style = ui::TextStyle::Body, .max_width = beside ? 0.0F : 760.0F, .language = line.language };
    if (!beside) {
        ui::paragraph(f.ui, line.unified, options);
        return;
    }
    auto const columns = ui::columns(f.ui, "sides", 2, { .gap = 24, .minimum_width = 280 });
    for (auto const* side : { &line.before, &line.after }) {
        ui::next_column(f.ui);
        auto const stack = ui::stack(f.ui, 4);
        ui::text(f.ui, f.words()(side == &line.before ? "difference.before" : "difference.after"),
            { .style = ui::TextStyle::Caption, .tone = ui::Tone::Quiet });
        if (side->empty())
            ui::paragraph(f.ui, "–", options);
        else
            ui::paragraph(f.ui, *side, options);
    }
}

ui::Tone tone_of(std::string_view change)
{
    return change == "added" ? ui::Tone::Success : change == "removed" ? ui::Tone::Error : ui::Tone::Note;
}

} // namespace

std::string moment_text(Frame const& f, Timestamp time)
{
    Timestamp const local { time.seconds + f.session.world().utc_offset_seconds(time) };
    return local.utc_date().to_short_text(f.language()) + " " + local.to_string().substr(11, 5);
}

std::string author_text(Frame const& f, review::Author const& author)
{
    if (author.name.empty() && author.organisation.empty())
        return f.words()("history.author.none");
    return author.name + (author.name.empty() || author.organisation.empty() ? "" : ", ") + author.organisation;
}

std::string clause_label(Frame const& f, Agreement const& agreement, ClauseId const& clause)
{
    auto const found = std::ranges::find(agreement.clauses, clause, &Clause::id);
    if (found == agreement.clauses.end())
        return f.words()("remarks.clause.gone");
    auto const numbers = number_clauses(agreement);
    auto const& number = numbers[static_cast<std::size_t>(found - agreement.clauses.begin())];
    auto heading = std::string(text_in(found->heading, f.language(), agreement.languages));
    if (heading.empty())
        heading = f.words()(found->kind == ClauseKind::Preamble ? "remarks.preamble" : "draft.new.heading");
    return number + (number.empty() ? "" : " ") + heading;
}

std::vector<ui::Run> word_runs(std::string_view before, std::string_view after)
{
    std::vector<ui::Run> runs;
    for (auto const& piece : review::word_difference(before, after))
        runs.push_back(piece_run(piece));
    return runs;
}

DifferenceEntry difference_entry(
    Frame const& f, review::RecordChange const& change, Agreement const& before, Agreement const& after, std::vector<std::string> const&)
{
    bool const is_removed = change.presence == review::Presence::Removed;
    auto const kind = f.words()("difference.kind." + std::string(review::name_of(change.kind)));
    auto const label = record_label(f, change.kind, change.id, is_removed ? before : after);
    DifferenceEntry entry { .id = std::string(review::name_of(change.kind)) + "-" + change.id,
        .title = kind + (label.empty() ? "" : ": " + label),
        .change = change.presence == review::Presence::Kept ? (change.moved() && change.members.empty() ? "moved" : "changed")
                                                            : std::string(review::name_of(change.presence)),
        .place = place_text(f, change, after),
        .lines = {} };
    for (auto const& member : change.members) {
        if (is_shown(member) && (change.kind != RecordKind::Clause || change.presence == review::Presence::Kept || member.language))
            entry.lines.push_back(line_of(f, change.kind, member, before, after));
    }
    return entry;
}

void draw_difference_lines(Frame& f, DifferenceEntry const& entry, bool beside)
{
    if (!entry.place.empty())
        ui::paragraph(f.ui, entry.place, { .style = ui::TextStyle::Body });
    for (std::size_t i = 0; i < entry.lines.size(); ++i)
        draw_line(f, entry.lines[i], i, beside);
}

void draw_difference(Frame& f, std::string const& key, Agreement const& before, Agreement const& after)
{
    auto const& words = f.words();
    auto& shown = f.memory.difference;
    auto const full_key = key + std::string(language_code(f.language()));
    if (shown.key != full_key) {
        shown = { .key = full_key, .entries = {} };
        for (auto const& change : review::difference(before, after).records) {
            auto entry = difference_entry(f, change, before, after, {});
            if (!entry.lines.empty() || change.presence != review::Presence::Kept || change.moved())
                shown.entries.push_back(std::move(entry));
        }
    }
    if (shown.entries.empty()) {
        ui::paragraph(f.ui, words("difference.none"), { .style = ui::TextStyle::Body });
        return;
    }
    bool const is_wide = ui::size_class(f.ui) == ui::SizeClass::Wide;
    {
        auto const row = ui::row(f.ui, "difference-head");
        ui::status(f.ui, "difference-count", words.plural("difference.count", shown.entries.size()), { .bold = true });
        if (is_wide) {
            ui::spacer(f.ui);
            if (ui::button(f.ui, "beside", words("difference.beside"),
                    { .kind = ui::ButtonKind::Quiet, .icon = ui::Icon::Compare, .pressed = f.memory.difference_beside }))
                f.memory.difference_beside = !f.memory.difference_beside;
        }
    }
    ui::paragraph(f.ui, words("upgrade.legend"), { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
    for (auto const& entry : shown.entries) {
        auto const card = ui::card(f.ui, "difference-" + entry.id, { .edge = tone_of(entry.change) });
        auto const stack = ui::stack(f.ui, 8);
        {
            auto const row = ui::row(f.ui, "head");
            ui::heading(f.ui, 3, entry.title, { .looks_like = 4 });
            ui::badge(f.ui, words("difference.change." + entry.change), tone_of(entry.change));
            if (!entry.place.empty() && entry.change != "moved")
                ui::badge(f.ui, words("difference.change.moved"), ui::Tone::Note);
        }
        draw_difference_lines(f, entry, is_wide && f.memory.difference_beside);
    }
}

void draw_agreement_text(Frame& f, Agreement const& agreement, std::function<void(Clause const&)> const& behind)
{
    auto const has_language = std::ranges::find(agreement.languages, f.language()) != agreement.languages.end();
    auto const language = has_language || agreement.languages.empty() ? f.language() : agreement.languages.front();
    auto const* pack = f.open().pack;
    auto const variables = pack ? templates::variable_texts(*pack) : richtext::VariableTexts {};
    richtext::Resolver const resolver { agreement, language, f.state().assets->words, variables };
    auto const numbers = number_clauses(agreement);
    for (std::size_t i = 0; i < agreement.clauses.size(); ++i) {
        auto const& clause = agreement.clauses[i];
        if (clause.state == ClauseState::Omitted)
            continue;
        auto const scope = ui::push_id(f.ui, clause.id.str());
        auto const stack = ui::stack(f.ui, 8);
        auto const heading = richtext::plain_text(resolver.heading(clause));
        auto const title = numbers[i] + (numbers[i].empty() || heading.empty() ? "" : " ") + heading;
        if (!title.empty())
            ui::heading(f.ui, 3, title, { .looks_like = clause.kind == ClauseKind::Section ? 3 : 4, .language = language_tag(language) });
        draw_clause_text(f.ui, resolver.body(clause), agreement.id, language_tag(language));
        if (behind)
            behind(clause);
    }
}

} // namespace konkordat::views
