#include "core/review/resolve.h"

#include <algorithm>

namespace konkordat::review {

namespace {

void set_member(Record& record, RecordKind kind, MemberChange const& change)
{
    if (!change.language)
        return set_value(record, kind, change.member, change.after);
    auto const* present = find_value(record, change.member);
    auto texts = present ? std::get<LanguageMap>(*present) : LanguageMap();
    if (change.after)
        texts[*change.language] = std::get<std::string>(*change.after);
    else
        texts.erase(*change.language);
    bool const has_value = !texts.empty() || kind == RecordKind::Variable;
    set_value(record, kind, change.member, has_value ? std::optional<Value>(std::move(texts)) : std::nullopt);
}

/// Behind what the position names, else behind all of the same parent.
void insert(std::vector<Record>& list, Record record, RecordChange const& change)
{
    if (!change.to) { // variables, by id
        list.insert(std::ranges::lower_bound(list, record.id, {}, &Record::id), std::move(record));
        return;
    }
    auto const& [parent, after] = *change.to;
    record.parent = parent;
    auto const first = std::ranges::find(list, parent, &Record::parent);
    auto const named = std::ranges::find_if(list, [&](Record const& item) { return item.id == after && item.parent == parent; });
    if (after.empty())
        list.insert(first, std::move(record));
    else
        list.insert(named == list.end() ? named : named + 1, std::move(record));
}

/// A clause without its section would not be in the agreement.
Result<void> check_parents(std::vector<Record> const& clauses)
{
    for (auto const& clause : clauses) {
        if (!clause.parent.empty() && std::ranges::find(clauses, clause.parent, &Record::id) == clauses.end())
            return Error { .code = ErrorCode::Inconsistent,
                .message = "the clause \"" + clause.id + "\" would be without its section",
                .pointer = clause.id,
                .key = "clause-without-section" };
    }
    return {};
}

} // namespace

Result<Agreement> resolve(Agreement const& merged, RecordChange const& chosen)
{
    auto records = to_records(merged);
    auto& list = of_kind(records, chosen.kind);
    auto const place = std::ranges::find(list, chosen.id, &Record::id);
    if (chosen.presence == Presence::Removed) {
        if (place != list.end())
            list.erase(place);
        // Its parts cannot be without it.
        if (chosen.kind == RecordKind::Step)
            std::erase_if(of_kind(records, RecordKind::Responsibility), [&](Record const& part) { return part.parent == chosen.id; });
    } else {
        bool const there = place != list.end();
        Record record = there ? *place : Record { chosen.id, {}, {} };
        for (auto const& member : chosen.members)
            set_member(record, chosen.kind, member);
        if (there && !chosen.to) {
            *place = std::move(record);
        } else {
            if (there)
                list.erase(place);
            insert(list, std::move(record), chosen);
        }
    }
    KONKORDAT_CHECK(check_parents(of_kind(records, RecordKind::Clause)));
    auto agreement = to_agreement(records);
    KONKORDAT_CHECK(check_consistency(agreement));
    return agreement;
}

} // namespace konkordat::review
