#pragma once

#include "core/review/difference.h"
#include "core/review/version.h"
#include "web/views/frame.h"

#include <functional>
#include <string>
#include <vector>

/// What the screens of versions and review share.
namespace konkordat::views {

/// Date and time in the user's time zone.
[[nodiscard]] std::string moment_text(Frame const&, Timestamp);
[[nodiscard]] std::string author_text(Frame const&, review::Author const&);
/// "4.2 Meldung" in the interface's language, or another one of the agreement.
[[nodiscard]] std::string clause_label(Frame const&, Agreement const&, ClauseId const&);

/// Runs with the words removed and added told by signs as well as by colour.
[[nodiscard]] std::vector<ui::Run> word_runs(std::string_view before, std::string_view after);
[[nodiscard]] DifferenceEntry difference_entry(
    Frame const&, review::RecordChange const&, Agreement const& before, Agreement const& after, std::vector<std::string> const& numbers);
void draw_difference_lines(Frame&, DifferenceEntry const&, bool beside);
/// `key` names the pair: it is compared once.
void draw_difference(Frame&, std::string const& key, Agreement const& before, Agreement const& after);

/// The agreement to be read; `behind` is called below each clause.
void draw_agreement_text(Frame&, Agreement const&, std::function<void(Clause const&)> const& behind = {});

enum class ReviewRole { Drafter, Reviewer };
/// Stands for the whole agreement where a remark is about a clause; no clause is called so.
inline ClauseId const about_all { "*" };
/// Remarks about a clause of the text (or about_all), or, without one, all.
void draw_remark_cards(Frame&, ReviewRole, Agreement const& text, ClauseId const* clause = nullptr);
/// The form for a remark about a clause, if it is open for that one; `version`: content hash of the text.
void draw_remark_form(Frame&, Agreement const& text, std::string const& version, ClauseId const&);
/// A button that opens it.
void draw_remark_button(Frame&, Agreement const& text, ClauseId const&);

/// The field for the user's own name, which stands with what she keeps and sends.
void draw_own_name(Frame&);
/// What became of the files that were brought last, and records that cannot be read.
void draw_review_notices(Frame&);
/// Packets, replies and what they say.
void draw_packets(Frame&);
void draw_decisions(Frame&);

} // namespace konkordat::views
