#pragma once

#include "core/agreement/agreement.h"
#include "core/richtext/resolve.h"

#include <string>
#include <vector>

namespace konkordat::lifecycle {

enum class DueKind { AssociateMeeting, Evaluation, TermEnd, ConsultationEnd, ExpertMandateEnd, MembershipEnd };

/// Something that the agreement asks for by a day.
struct DueDate {
    DueKind kind = DueKind::Evaluation;
    Date date = {};
    std::string subject = {};   ///< id of the contact or membership, or empty
    std::int64_t number = 0;    ///< of a meeting, counted from the beginning

    friend bool operator==(DueDate const&, DueDate const&) = default;
};

/// The day from which the agreement applies: variable "entry-date", else the day on which it last came into force.
[[nodiscard]] std::optional<Date> entry_date(Agreement const&);
/// Variable "review-years".
[[nodiscard]] std::optional<std::int64_t> review_years(Agreement const&);

/// In the order of their days. Meetings ("associate-group-meetings" a year, one if it says nothing) only of the twelve months
/// from `today` on; everything else also when it is overdue. Nothing for an agreement that has ended. Terms and meetings need
/// an entry date; what would lie behind the year 9999 is left out.
[[nodiscard]] std::vector<DueDate> due_dates(Agreement const&, Date today);

/// "Mandat von Anna Muster (Kantonspolizei) endet"
[[nodiscard]] std::string due_text(Agreement const&, DueDate const&, Language, richtext::Words const&);

/// "evaluation": as in the keys "due.evaluation" of assets/document-words.json.
[[nodiscard]] std::string_view name_of(DueKind);

/// The same day so many months later, or the last day of that month. Nothing behind the year 9999.
[[nodiscard]] std::optional<Date> months_after(Date, std::int64_t months);

} // namespace konkordat::lifecycle
