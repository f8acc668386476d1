#include "core/lifecycle/due_dates.h"

#include <algorithm>

namespace konkordat::lifecycle {

namespace {

/// No agreement plans further ahead; keeps sums small.
constexpr std::int64_t most_years = 10'000;

std::optional<std::int64_t> whole_number(Agreement const& agreement, std::string const& variable)
{
    auto const entry = agreement.variables.find(variable);
    auto const* number = entry == agreement.variables.end() ? nullptr : std::get_if<std::int64_t>(&entry->second);
    return number && *number > 0 && *number <= most_years ? std::optional(*number) : std::nullopt;
}

std::optional<Date> day(Agreement const& agreement, std::string const& variable)
{
    auto const entry = agreement.variables.find(variable);
    auto const* date = entry == agreement.variables.end() ? nullptr : std::get_if<Date>(&entry->second);
    return date ? std::optional(*date) : std::nullopt;
}

std::optional<Date> last_day_of(Agreement const& agreement, LifecycleState state)
{
    for (auto event = agreement.lifecycle.rbegin(); event != agreement.lifecycle.rend(); ++event) {
        if (event->state == state && event->date)
            return event->date;
    }
    return {};
}

class DueFinder {
public:
    DueFinder(Agreement const& agreement, Date today)
        : m_agreement(agreement)
        , m_today(today)
        , m_entry(entry_date(agreement))
    {
    }

    std::vector<DueDate> run()
    {
        if (m_agreement.state == LifecycleState::Ended)
            return {};
        add_terms();
        add_meetings();
        if (m_agreement.state == LifecycleState::Consultation)
            add(DueKind::ConsultationEnd, day(m_agreement, "consultation-deadline"));
        for (Contact const& contact : m_agreement.contacts)
            add(DueKind::ExpertMandateEnd, contact.until, contact.id.str());
        for (Membership const& membership : m_agreement.memberships)
            add(DueKind::MembershipEnd, membership.until, membership.id.str());
        std::ranges::stable_sort(m_found, {}, &DueDate::date);
        return std::move(m_found);
    }

private:
    void add(DueKind kind, std::optional<Date> date, std::string subject = {}, std::int64_t number = 0)
    {
        if (date)
            m_found.push_back({ .kind = kind, .date = *date, .subject = std::move(subject), .number = number });
    }

    void add_terms()
    {
        if (!m_entry)
            return;
        if (auto const years = whole_number(m_agreement, "fixed-term-years"))
            m_end = months_after(*m_entry, *years * 12);
        add(DueKind::TermEnd, m_end);
        if (auto const years = review_years(m_agreement)) {
            auto const last = last_day_of(m_agreement, LifecycleState::Evaluation);
            add(DueKind::Evaluation, months_after(last ? std::max(*last, *m_entry) : *m_entry, *years * 12));
        }
    }

    void add_meetings()
    {
        auto const until = months_after(m_today, 12);
        if (!m_entry || !until)
            return;
        std::int64_t const a_year = std::min<std::int64_t>(whole_number(m_agreement, "associate-group-meetings").value_or(1), 12);
        for (std::int64_t number = 1; number <= most_years * 12; ++number) {
            auto const date = months_after(*m_entry, number * 12 / a_year);
            if (!date || *date >= *until || (m_end && *date > *m_end))
                return;
            if (*date >= m_today)
                add(DueKind::AssociateMeeting, date, {}, number);
        }
    }

    Agreement const& m_agreement;
    Date m_today;
    std::optional<Date> m_entry;
    std::optional<Date> m_end;
    std::vector<DueDate> m_found;
};

std::string organisation_name(Agreement const& agreement, OrganisationId const& id, Language language)
{
    Organisation const* organisation = find_organisation(agreement, id);
    std::string_view const name = organisation ? text_in(organisation->name, language) : std::string_view {};
    return std::string(name.empty() ? std::string_view(id.str()) : name);
}

std::string subject_of(Agreement const& agreement, DueDate const& due, Language language)
{
    for (Contact const& contact : agreement.contacts) {
        if (due.kind != DueKind::ExpertMandateEnd || contact.id.str() != due.subject)
            continue;
        std::string const organisation = organisation_name(agreement, contact.organisation, language);
        return contact.name.empty() ? organisation : contact.name + " (" + organisation + ")";
    }
    for (Membership const& membership : agreement.memberships) {
        if (due.kind == DueKind::MembershipEnd && membership.id.str() == due.subject)
            return organisation_name(agreement, membership.organisation, language);
    }
    return due.subject;
}

} // namespace

std::optional<Date> months_after(Date date, std::int64_t months)
{
    std::int64_t const month = std::int64_t { date.year() } * 12 + date.month() - 1 + months;
    std::int64_t const year = month / 12;
    if (month < 12 || year > 9999)
        return {};
    for (int last = date.day(); last >= 28; --last) {
        if (auto const found = Date::create(static_cast<int>(year), static_cast<int>(month % 12) + 1, last))
            return *found;
    }
    auto const found = Date::create(static_cast<int>(year), static_cast<int>(month % 12) + 1, date.day());
    return found ? std::optional(*found) : std::nullopt;
}

std::optional<Date> entry_date(Agreement const& agreement)
{
    auto const written = day(agreement, "entry-date");
    return written ? written : last_day_of(agreement, LifecycleState::InForce);
}

std::optional<std::int64_t> review_years(Agreement const& agreement) { return whole_number(agreement, "review-years"); }

std::vector<DueDate> due_dates(Agreement const& agreement, Date today) { return DueFinder(agreement, today).run(); }

std::string due_text(Agreement const& agreement, DueDate const& due, Language language, richtext::Words const& words)
{
    std::string const subject = subject_of(agreement, due, language);
    return words.fill(language, "due." + std::string(name_of(due.kind)), { { "subject", subject } });
}

std::string_view name_of(DueKind kind)
{
    switch (kind) {
    case DueKind::AssociateMeeting: return "associate-meeting";
    case DueKind::Evaluation: return "evaluation";
    case DueKind::TermEnd: return "term-end";
    case DueKind::ConsultationEnd: return "consultation-end";
    case DueKind::ExpertMandateEnd: return "expert-mandate-end";
    case DueKind::MembershipEnd: break;
    }
    return "membership-end";
}

} // namespace konkordat::lifecycle
