#include "web/views/difference_words.h"

#include "web/views/review.h"

#include <algorithm>
#include <array>

namespace konkordat::views {

namespace {

using review::RecordKind;

/// Members whose values are words of the interface, and where these stand.
struct WordedMember {
    RecordKind kind;
    std::string_view member;
    std::string_view prefix;
};
constexpr auto worded_members = std::to_array<WordedMember>({
    { RecordKind::Agreement, "form", "form." },
    { RecordKind::Agreement, "scope", "scope." },
    { RecordKind::Agreement, "languages", "language." },
    { RecordKind::Agreement, "appearance/setting", "appearance.setting." },
    { RecordKind::Agreement, "appearance/arrangement", "appearance.arrangement." },
    { RecordKind::Membership, "group", "parties." },
    { RecordKind::Membership, "role", "role." },
    { RecordKind::Membership, "participation", "participation." },
    { RecordKind::Responsibility, "kind", "responsibility." },
    { RecordKind::Clause, "state", "draft.clausestate." },
    { RecordKind::Clause, "generated", "draft.generated." },
});

std::string word_of(Frame const& f, RecordKind kind, std::string_view member, std::string const& value)
{
    auto const found = std::ranges::find_if(
        worded_members, [&](WordedMember const& entry) { return entry.kind == kind && entry.member == member; });
    if (found == worded_members.end())
        return value;
    auto const key = std::string(found->prefix) + value;
    return f.words().has(key) ? f.words()(key) : value;
}

std::optional<RecordKind> record_meant(RecordKind kind, std::string_view member)
{
    for (auto const& description : review::members_of(kind)) {
        if (description.name == member)
            return description.refers_to;
    }
    return {};
}

struct ValueWriter {
    Frame const& f;
    RecordKind kind;
    std::string_view member;
    Agreement const& agreement;

    std::string operator()(std::string const& text) const
    {
        if (auto const meant = record_meant(kind, member))
            return record_label(f, *meant, text, agreement);
        if (kind == RecordKind::Organisation && member == "kind") {
            auto const* organisation_kind = find_organisation_kind(f.state().assets->words.organisation_kinds(), text);
            return organisation_kind ? std::string(text_in(organisation_kind->name, f.language())) : text;
        }
        return word_of(f, kind, member, text);
    }
    std::string operator()(bool flag) const { return f.words()(flag ? "parties.yes" : "parties.no"); }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(Date date) const { return date.to_short_text(f.language()); }
    std::string operator()(Timestamp time) const { return moment_text(f, time); }
    std::string operator()(std::vector<std::string> const& items) const
    {
        if (kind == RecordKind::Agreement && member == "cantons")
            return f.state().assets->words.canton_names(f.language(), items);
        std::string text;
        for (auto const& item : items)
            text += (text.empty() ? "" : ", ") + word_of(f, kind, member, item);
        return text;
    }
    std::string operator()(LanguageMap const& texts) const { return std::string(text_in(texts, f.language())); }
    std::string operator()(review::Lifecycle const& lifecycle) const
    {
        return f.words()("state." + std::string(konkordat::name_of(lifecycle.state)));
    }
    std::string operator()(Emblem const& emblem) const { return std::string(text_in(emblem.alternative, f.language())); }
};

} // namespace

bool is_shown(review::MemberChange const& change)
{
    constexpr auto hidden = std::to_array<std::string_view>({ "id", "modifiedAt", "createdAt", "origin" });
    return std::ranges::find(hidden, change.member) == hidden.end();
}

std::string member_label(Frame const& f, RecordKind kind, std::string_view member)
{
    auto const base = "difference.member." + std::string(member);
    auto const own = base + "." + std::string(review::name_of(kind));
    return f.words()(f.words().has(own) ? own : base);
}

std::string value_text(
    Frame const& f, RecordKind kind, std::string_view member, std::optional<review::Value> const& value, Agreement const& agreement)
{
    return value ? std::visit(ValueWriter { f, kind, member, agreement }, *value) : std::string {};
}

std::string record_label(Frame const& f, RecordKind kind, std::string const& id, Agreement const& agreement)
{
    auto const& languages = agreement.languages;
    auto const named = [&](auto const& records, auto const& identifier, auto member) {
        auto const found = std::ranges::find(records, identifier, member);
        return found == records.end() ? nullptr : &*found;
    };
    switch (kind) {
    case RecordKind::Agreement: return {};
    case RecordKind::Clause: return clause_label(f, agreement, ClauseId { id });
    case RecordKind::Organisation:
        if (auto const* organisation = find_organisation(agreement, OrganisationId { id }))
            return std::string(text_in(organisation->name, f.language(), languages));
        return id;
    case RecordKind::Membership:
        if (auto const* membership = named(agreement.memberships, MembershipId { id }, &Membership::id))
            return record_label(f, RecordKind::Organisation, membership->organisation.str(), agreement);
        return id;
    case RecordKind::Contact:
        if (auto const* contact = named(agreement.contacts, ContactId { id }, &Contact::id))
            return contact->name;
        return id;
    case RecordKind::Step:
        if (auto const* step = named(agreement.procedure, StepId { id }, &ProcedureStep::id))
            return std::string(text_in(step->title, f.language(), languages));
        return id;
    case RecordKind::Responsibility: {
        auto const slash = id.find('/');
        if (slash == std::string::npos)
            return id;
        return record_label(f, RecordKind::Step, id.substr(0, slash), agreement) + ": "
            + record_label(f, RecordKind::Organisation, id.substr(slash + 1), agreement);
    }
    case RecordKind::Variable: {
        auto const* pack = f.open().pack;
        auto const* variable = pack ? named(pack->variables, id, &templates::Variable::id) : nullptr;
        auto const label = variable ? std::string(text_in(variable->label, f.language())) : std::string {};
        return label.empty() ? id : label;
    }
    case RecordKind::Waiver: return id;
    }
    return id;
}

} // namespace konkordat::views
