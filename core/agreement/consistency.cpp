#include "core/agreement/agreement.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <set>

namespace konkordat {

namespace {

/// Collects ids of one list; says where one appears twice.
template <typename Items>
Result<void> check_ids(Items const& items, std::string const& list)
{
    std::set<std::string> seen;
    for (std::size_t i = 0; i < items.size(); ++i) {
        auto const& id = items[i].id.str();
        auto const pointer = "/" + list + "/" + std::to_string(i) + "/id";
        if (!is_valid_id(id))
            return Error { .code = ErrorCode::Inconsistent,
                .message = "\"" + id.substr(0, 60) + "\" is not a valid id",
                .pointer = pointer,
                .key = "invalid-id",
                .argument = id.substr(0, 60) };
        if (!seen.insert(id).second)
            return Error { .code = ErrorCode::Inconsistent,
                .message = "the id \"" + id + "\" appears twice",
                .pointer = pointer,
                .key = "duplicate-id",
                .argument = id };
    }
    return {};
}

Error dangling(std::string const& id, std::string pointer)
{
    return Error { .code = ErrorCode::Inconsistent,
        .message = "refers to \"" + id.substr(0, 60) + "\", which does not exist",
        .pointer = std::move(pointer),
        .key = "dangling-reference",
        .argument = id.substr(0, 60) };
}

Result<void> check_clauses(Agreement const& agreement)
{
    bool in_section = false;
    for (std::size_t i = 0; i < agreement.clauses.size(); ++i) {
        auto const kind = agreement.clauses[i].kind;
        if (kind == ClauseKind::Clause && !in_section)
            return Error { .code = ErrorCode::Inconsistent,
                .message = "a clause must follow a section",
                .pointer = "/clauses/" + std::to_string(i) + "/kind",
                .key = "clause-without-section" };
        if (kind != ClauseKind::Clause)
            in_section = kind == ClauseKind::Section;
    }
    return {};
}

Result<void> check_references(Agreement const& agreement)
{
    for (std::size_t i = 0; i < agreement.memberships.size(); ++i) {
        if (!find_organisation(agreement, agreement.memberships[i].organisation))
            return dangling(agreement.memberships[i].organisation.str(), "/memberships/" + std::to_string(i) + "/organisation");
    }
    for (std::size_t i = 0; i < agreement.contacts.size(); ++i) {
        auto const& contact = agreement.contacts[i];
        auto const pointer = "/contacts/" + std::to_string(i);
        if (!find_organisation(agreement, contact.organisation))
            return dangling(contact.organisation.str(), pointer + "/organisation");
        if (contact.substitute_for
            && (*contact.substitute_for == contact.id
                || std::ranges::find(agreement.contacts, *contact.substitute_for, &Contact::id) == agreement.contacts.end()))
            return dangling(contact.substitute_for->str(), pointer + "/substituteFor");
    }
    for (std::size_t i = 0; i < agreement.procedure.size(); ++i) {
        auto const& step = agreement.procedure[i];
        auto const pointer = "/procedure/" + std::to_string(i);
        if (step.clause && !find_clause(agreement, *step.clause))
            return dangling(step.clause->str(), pointer + "/clause");
        std::set<OrganisationId> seen;
        for (std::size_t j = 0; j < step.responsibilities.size(); ++j) {
            auto const& organisation = step.responsibilities[j].organisation;
            auto const place = pointer + "/responsibilities/" + std::to_string(j) + "/organisation";
            if (!find_organisation(agreement, organisation))
                return dangling(organisation.str(), place);
            if (!seen.insert(organisation).second)
                return Error { .code = ErrorCode::Inconsistent,
                    .message = "\"" + organisation.str() + "\" has two parts in one step",
                    .pointer = place,
                    .key = "duplicate-id",
                    .argument = organisation.str() };
        }
    }
    return {};
}

Error too_many(std::string pointer, std::size_t limit)
{
    return Error { .code = ErrorCode::TooLarge,
        .message = "there are more than " + std::to_string(limit) + " of them",
        .pointer = std::move(pointer),
        .key = "too-many-items",
        .argument = std::to_string(limit) };
}

Result<void> check_counts(Agreement const& agreement)
{
    auto check = [](std::size_t count, std::size_t limit, std::string pointer) -> Result<void> {
        if (count > limit)
            return too_many(std::move(pointer), limit);
        return {};
    };
    KONKORDAT_CHECK(check(agreement.variables.size(), limits::max_variables, "/variables"));
    KONKORDAT_CHECK(check(agreement.organisations.size(), limits::max_organisations, "/organisations"));
    KONKORDAT_CHECK(check(agreement.memberships.size(), limits::max_memberships, "/memberships"));
    KONKORDAT_CHECK(check(agreement.contacts.size(), limits::max_contacts, "/contacts"));
    KONKORDAT_CHECK(check(agreement.procedure.size(), limits::max_steps, "/procedure"));
    KONKORDAT_CHECK(check(agreement.waivers.size(), limits::max_waivers, "/waivers"));
    KONKORDAT_CHECK(check(agreement.lifecycle.size(), limits::max_lifecycle_events, "/lifecycle"));
    return check(agreement.clauses.size(), limits::max_clauses, "/clauses");
}

/// Goes through every text of an agreement and says which one a file could not carry.
class TextCheck {
public:
    void line(std::string const& text, std::string_view place, std::string_view member)
    {
        check(text, limits::max_line_bytes, place, member);
    }
    void line(LanguageMap const& map, std::string_view place, std::string_view member)
    {
        check(map, limits::max_line_bytes, place, member);
    }
    void text(LanguageMap const& map, std::string_view place, std::string_view member)
    {
        check(map, limits::max_text_bytes, place, member);
    }
    void id(std::string const& text, std::string_view place, std::string_view member)
    {
        if (!is_valid_id(text))
            fail(ErrorCode::Inconsistent, "\"" + std::string(truncate_utf8(text, 60)) + "\" is not a valid id", "invalid-id",
                std::string(truncate_utf8(text, 60)), place, member);
    }
    void fail(ErrorCode code, std::string message, std::string key, std::string argument, std::string_view place, std::string_view member)
    {
        if (!m_error)
            m_error = Error { .code = code,
                .message = std::move(message),
                .pointer = std::string(place) + "/" + std::string(member),
                .key = std::move(key),
                .argument = std::move(argument) };
    }

    [[nodiscard]] Result<void> result() const
    {
        if (m_error)
            return *m_error;
        if (m_total > limits::max_total_text_bytes) {
            auto const megabytes = std::to_string(limits::max_total_text_bytes / 1024 / 1024);
            return Error { .code = ErrorCode::TooLarge,
                .message = "the texts together are longer than " + megabytes + " MiB",
                .key = "json-too-large",
                .argument = megabytes };
        }
        return {};
    }

private:
    /// Bytes in a JSON string: control characters take up to six.
    static std::size_t written_bytes(std::string_view text)
    {
        return text.size() + 5 * static_cast<std::size_t>(std::ranges::count_if(text, [](char c) {
            return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
        }));
    }
    void check(std::string const& text, std::size_t max_bytes, std::string_view place, std::string_view member)
    {
        m_total += written_bytes(text);
        if (text.size() > max_bytes)
            fail(ErrorCode::TooLarge, "the text is longer than " + std::to_string(max_bytes) + " bytes", "text-too-long",
                std::to_string(max_bytes), place, member);
        else if (find_invalid_utf8(text))
            fail(ErrorCode::Malformed, "the text is not UTF-8", "json-utf8", {}, place, member);
        else if (text.find('\0') != std::string::npos)
            fail(ErrorCode::Malformed, "the text holds the character U+0000", "json-nul", {}, place, member);
    }
    void check(LanguageMap const& map, std::size_t max_bytes, std::string_view place, std::string_view member)
    {
        for (auto const& [language, text] : map)
            check(text, max_bytes, place, std::string(member) + "/" + std::string(language_code(language)));
    }

    std::optional<Error> m_error;
    std::size_t m_total = 0;
};

void check_variables(TextCheck& texts, Agreement const& agreement)
{
    for (auto const& [id, value] : agreement.variables) {
        texts.id(id, "/variables", id.substr(0, 64));
        if (auto const* text = std::get_if<std::string>(&value))
            texts.line(*text, "/variables", id);
        else if (auto const* map = std::get_if<LanguageMap>(&value))
            texts.line(*map, "/variables", id);
        else if (auto const* number = std::get_if<std::int64_t>(&value);
            number && (*number > limits::max_integer || *number < -limits::max_integer))
            texts.fail(ErrorCode::Inconsistent, "the number is too large", "json-number", std::to_string(*number), "/variables", id);
    }
}

void check_parties(TextCheck& texts, Agreement const& agreement)
{
    for (std::size_t i = 0; i < agreement.organisations.size(); ++i) {
        auto const& organisation = agreement.organisations[i];
        auto const place = "/organisations/" + std::to_string(i);
        texts.line(organisation.name, place, "name");
        texts.line(organisation.abbreviation, place, "abbreviation");
        if (!organisation.kind.empty())
            texts.id(organisation.kind, place, "kind");
        texts.line(organisation.address, place, "address");
        texts.line(organisation.email, place, "email");
        texts.line(organisation.phone, place, "phone");
        texts.line(organisation.website, place, "website");
    }
    for (std::size_t i = 0; i < agreement.memberships.size(); ++i)
        texts.text(agreement.memberships[i].function, "/memberships/" + std::to_string(i), "function");
    for (std::size_t i = 0; i < agreement.contacts.size(); ++i) {
        auto const& contact = agreement.contacts[i];
        auto const place = "/contacts/" + std::to_string(i);
        texts.line(contact.name, place, "name");
        texts.line(contact.function, place, "function");
        texts.line(contact.phone, place, "phone");
        texts.line(contact.email, place, "email");
    }
}

/// ISO 3166-2 of Switzerland: CH- and two letters.
bool is_canton_code(std::string_view code)
{
    return code.size() == 5 && code.starts_with("CH-") && std::ranges::all_of(code.substr(3), [](char c) { return c >= 'A' && c <= 'Z'; });
}

void check_provenance(TextCheck& texts, ClauseProvenance const& provenance, std::string const& place)
{
    texts.id(provenance.agreement.str(), place, "agreement");
    texts.id(provenance.clause.str(), place, "clause");
    if (provenance.cantons.size() > limits::max_provenance_cantons)
        texts.fail(ErrorCode::TooLarge, "there are more than " + std::to_string(limits::max_provenance_cantons) + " of them",
            "too-many-items", std::to_string(limits::max_provenance_cantons), place, "cantons");
    for (auto const& code : provenance.cantons) {
        if (!is_canton_code(code))
            texts.fail(ErrorCode::Inconsistent, "\"" + std::string(truncate_utf8(code, 60)) + "\" is not a canton such as CH-BE",
                "unknown-canton", std::string(truncate_utf8(code, 60)), place, "cantons");
    }
}

void check_content(TextCheck& texts, Agreement const& agreement)
{
    for (std::size_t i = 0; i < agreement.procedure.size(); ++i) {
        auto const& step = agreement.procedure[i];
        auto const place = "/procedure/" + std::to_string(i);
        texts.id(step.kind, place, "kind");
        texts.line(step.title, place, "title");
        texts.text(step.trigger, place, "trigger");
        if (step.deadline_days && (*step.deadline_days < 0 || *step.deadline_days > limits::max_deadline_days))
            texts.fail(ErrorCode::Inconsistent, "the deadline is not in the range 0 to " + std::to_string(limits::max_deadline_days),
                "out-of-range", "0–" + std::to_string(limits::max_deadline_days), place, "deadlineDays");
    }
    for (std::size_t i = 0; i < agreement.clauses.size(); ++i) {
        auto const& clause = agreement.clauses[i];
        auto const place = "/clauses/" + std::to_string(i);
        if (clause.origin) {
            texts.id(clause.origin->clause, place, "origin/clause");
            if (!clause.origin->alternative.empty())
                texts.id(clause.origin->alternative, place, "origin/alternative");
        }
        texts.line(clause.heading, place, "heading");
        texts.text(clause.body, place, "body");
        texts.text(clause.omission_reason, place, "omissionReason");
        if (clause.guidelines.size() > limits::max_citations || clause.law.size() > limits::max_citations)
            texts.fail(ErrorCode::TooLarge, "there are more than " + std::to_string(limits::max_citations) + " of them", "too-many-items",
                std::to_string(limits::max_citations), place, "law");
        for (auto const& section : clause.guidelines)
            texts.line(section, place, "guidelines");
        for (auto const& law : clause.law)
            texts.id(law, place, "law");
        for (auto const& [language, provenance] : clause.taken_from)
            check_provenance(texts, provenance, place + "/takenFrom/" + std::string(language_code(language)));
    }
}

void check_decisions(TextCheck& texts, Agreement const& agreement)
{
    for (std::size_t i = 0; i < agreement.waivers.size(); ++i) {
        auto const& waiver = agreement.waivers[i];
        auto const place = "/waivers/" + std::to_string(i);
        texts.id(waiver.rule, place, "rule");
        texts.line(waiver.subject, place, "subject");
        texts.line(waiver.reason, place, "reason");
        texts.line(waiver.author, place, "author");
    }
    for (std::size_t i = 0; i < agreement.lifecycle.size(); ++i) {
        auto const& event = agreement.lifecycle[i];
        auto const place = "/lifecycle/" + std::to_string(i);
        texts.line(event.authority, place, "authority");
        texts.line(event.reference, place, "reference");
        texts.line(event.note, place, "note");
    }
}

Result<void> check_texts(Agreement const& agreement)
{
    TextCheck texts;
    texts.line(agreement.title, "", "title");
    texts.line(agreement.mandate.authority, "/mandate", "authority");
    texts.line(agreement.mandate.reference, "/mandate", "reference");
    texts.line(agreement.template_reference.version, "/template", "version");
    if (!agreement.template_reference.id.empty() || !agreement.template_reference.version.empty())
        texts.id(agreement.template_reference.id, "/template", "id");
    auto const& letterhead = agreement.appearance.letterhead;
    texts.line(letterhead.authority, "/appearance/letterhead", "authority");
    if (letterhead.emblem)
        texts.line(letterhead.emblem->alternative, "/appearance/letterhead/emblem", "alternative");
    check_variables(texts, agreement);
    check_parties(texts, agreement);
    check_content(texts, agreement);
    check_decisions(texts, agreement);
    return texts.result();
}

Result<void> check_waivers(Agreement const& agreement)
{
    std::set<std::pair<std::string_view, std::string_view>> seen;
    for (std::size_t i = 0; i < agreement.waivers.size(); ++i) {
        auto const& waiver = agreement.waivers[i];
        auto const pointer = "/waivers/" + std::to_string(i);
        if (waiver.reason.empty())
            return Error { .code = ErrorCode::Inconsistent,
                .message = "a finding is waived without a reason",
                .pointer = pointer + "/reason",
                .key = "waiver-reason" };
        if (!seen.emplace(waiver.rule, waiver.subject).second)
            return Error { .code = ErrorCode::Inconsistent,
                .message = "a finding is waived twice",
                .pointer = pointer,
                .key = "duplicate-id",
                .argument = waiver.rule.substr(0, 60) };
    }
    return {};
}

/// The history of states and the state must not contradict each other.
Result<void> check_lifecycle(Agreement const& agreement)
{
    if (agreement.lifecycle.empty() || agreement.lifecycle.back().state == agreement.state)
        return {};
    return Error { .code = ErrorCode::Inconsistent,
        .message = "the state is \"" + std::string(name_of(agreement.state)) + "\", but the last one entered is \""
            + std::string(name_of(agreement.lifecycle.back().state)) + "\"",
        .pointer = "/state",
        .key = "lifecycle-state" };
}

/// What RFC 3339 can write: the years 1 to 9999.
Result<void> check_times(Agreement const& agreement)
{
    for (auto const& [time, pointer] : { std::pair(agreement.created_at, "/createdAt"), std::pair(agreement.modified_at, "/modifiedAt") }) {
        if (time.seconds < -62'135'596'800 || time.seconds > 253'402'300'799)
            return Error { .code = ErrorCode::Inconsistent,
                .message = "the time is not in the years 1 to 9999",
                .pointer = pointer,
                .key = "invalid-date",
                .argument = std::to_string(time.seconds) };
    }
    return {};
}

Result<void> check_head(Agreement const& agreement)
{
    if (!is_valid_id(agreement.id.str()))
        return Error { .code = ErrorCode::Inconsistent,
            .message = "the agreement has no valid id",
            .pointer = "/id",
            .key = "invalid-id",
            .argument = agreement.id.str().substr(0, 60) };
    if (agreement.cantons.empty())
        return Error {
            .code = ErrorCode::Inconsistent, .message = "the agreement names no canton", .pointer = "/cantons", .key = "no-canton"
        };
    if (agreement.languages.empty())
        return Error {
            .code = ErrorCode::Inconsistent, .message = "the agreement names no language", .pointer = "/languages", .key = "no-language"
        };
    std::set<std::string> cantons;
    for (std::size_t i = 0; i < agreement.cantons.size(); ++i) {
        auto const& code = agreement.cantons[i];
        auto const pointer = "/cantons/" + std::to_string(i);
        if (!is_canton_code(code))
            return Error { .code = ErrorCode::Inconsistent,
                .message = "\"" + std::string(truncate_utf8(code, 60)) + "\" is not a canton such as CH-BE",
                .pointer = pointer,
                .key = "unknown-canton",
                .argument = std::string(truncate_utf8(code, 60)) };
        if (!cantons.insert(code).second)
            return Error { .code = ErrorCode::Inconsistent,
                .message = "\"" + code + "\" appears twice",
                .pointer = pointer,
                .key = "duplicate-id",
                .argument = code };
    }
    std::set<Language> languages;
    for (std::size_t i = 0; i < agreement.languages.size(); ++i) {
        auto const code = std::string(language_code(agreement.languages[i]));
        if (!languages.insert(agreement.languages[i]).second)
            return Error { .code = ErrorCode::Inconsistent,
                .message = "\"" + code + "\" appears twice",
                .pointer = "/languages/" + std::to_string(i),
                .key = "duplicate-id",
                .argument = code };
    }
    return {};
}

} // namespace

Result<void> check_consistency(Agreement const& agreement)
{
    KONKORDAT_CHECK(check_head(agreement));
    KONKORDAT_CHECK(check_times(agreement));
    KONKORDAT_CHECK(check_counts(agreement));
    KONKORDAT_CHECK(check_ids(agreement.organisations, "organisations"));
    KONKORDAT_CHECK(check_ids(agreement.memberships, "memberships"));
    KONKORDAT_CHECK(check_ids(agreement.contacts, "contacts"));
    KONKORDAT_CHECK(check_ids(agreement.procedure, "procedure"));
    KONKORDAT_CHECK(check_ids(agreement.clauses, "clauses"));
    KONKORDAT_CHECK(check_clauses(agreement));
    KONKORDAT_CHECK(check_references(agreement));
    KONKORDAT_CHECK(check_waivers(agreement));
    KONKORDAT_CHECK(check_lifecycle(agreement));
    KONKORDAT_CHECK(check_texts(agreement));
    return check_appearance(agreement.appearance);
}

} // namespace konkordat
