#include "core/review/difference.h"

#include "core/review/list_order.h"

#include <algorithm>
#include <map>
#include <set>

namespace konkordat::review {

namespace {

std::optional<Value> copy_of(Value const* value) { return value ? std::optional<Value>(*value) : std::nullopt; }

LanguageMap const* texts_of(Value const* value) { return value ? std::get_if<LanguageMap>(value) : nullptr; }

/// Texts in several languages, of which a record that lacks the member has none.
bool is_by_language(RecordKind kind, Value const* before, Value const* after)
{
    if (kind == RecordKind::Variable)
        return texts_of(before) && texts_of(after);
    return texts_of(before) || texts_of(after);
}

void add_texts(std::vector<MemberChange>& changes, std::string_view member, LanguageMap const* before, LanguageMap const* after)
{
    auto const text = [](LanguageMap const* map, Language language) -> std::optional<Value> {
        if (!map || !map->contains(language))
            return {};
        return Value(map->at(language));
    };
    for (auto const language : all_languages) {
        auto old_text = text(before, language);
        auto new_text = text(after, language);
        if (old_text != new_text)
            changes.push_back({ member, language, std::move(old_text), std::move(new_text) });
    }
}

/// All that a record holds, as what was added or removed with it.
std::vector<MemberChange> whole(Record const& record, Presence presence)
{
    std::vector<MemberChange> changes;
    for (auto const& field : record.fields) {
        if (presence == Presence::Added)
            changes.push_back({ field.member, {}, {}, field.value });
        else
            changes.push_back({ field.member, {}, field.value, {} });
    }
    return changes;
}

/// One kind of records, and where each stands.
class Listing {
public:
    explicit Listing(std::vector<Record> const& records)
        : m_records(records)
    {
        for (auto const& record : records) {
            auto& siblings = m_by_parent[record.parent];
            m_entries.emplace(record.id, Entry { &record, siblings.empty() ? std::string_view() : siblings.back() });
            siblings.push_back(record.id);
        }
    }
    [[nodiscard]] std::vector<Record> const& records() const { return m_records; }
    [[nodiscard]] Record const* find(std::string_view id) const
    {
        auto const entry = m_entries.find(id);
        return entry == m_entries.end() ? nullptr : entry->second.record;
    }
    [[nodiscard]] Position position(std::string_view id) const
    {
        auto const& entry = m_entries.at(id);
        return { entry.record->parent, std::string(entry.after) };
    }
    [[nodiscard]] std::map<std::string_view, Ids> const& by_parent() const { return m_by_parent; }

private:
    struct Entry {
        Record const* record = nullptr;
        std::string_view after;
    };
    std::vector<Record> const& m_records;
    std::map<std::string_view, Entry> m_entries;
    std::map<std::string_view, Ids> m_by_parent;
};

class KindComparison {
public:
    KindComparison(RecordKind kind, std::vector<Record> const& before, std::vector<Record> const& after, std::vector<RecordChange>& changes)
        : m_kind(kind)
        , m_before(before)
        , m_after(after)
        , m_changes(changes)
    {
    }

    void compare()
    {
        find_unmoved();
        std::size_t next_before = 0;
        add_removed_from(next_before);
        for (auto const& record : m_after.records()) {
            auto const* old_record = m_before.find(record.id);
            if (old_record)
                add_kept(*old_record, record);
            else
                m_changes.push_back({ m_kind, record.id, Presence::Added, {}, position(m_after, record), whole(record, Presence::Added) });
            if (old_record)
                add_removed_from(static_cast<std::size_t>(old_record - m_before.records().data()) + 1);
        }
    }

private:
    /// Variables have no order, the agreement has no siblings.
    [[nodiscard]] bool is_ordered() const { return m_kind != RecordKind::Variable && m_kind != RecordKind::Agreement; }
    [[nodiscard]] std::optional<Position> position(Listing const& listing, Record const& record) const
    {
        return is_ordered() ? std::optional(listing.position(record.id)) : std::nullopt;
    }

    void find_unmoved()
    {
        if (!is_ordered())
            return;
        for (auto const& [parent, ids] : m_after.by_parent()) {
            if (auto const old_ids = m_before.by_parent().find(parent); old_ids != m_before.by_parent().end())
                m_unmoved.merge(unmoved(old_ids->second, ids));
        }
    }

    void add_removed_from(std::size_t index)
    {
        auto const& records = m_before.records();
        for (; index < records.size() && !m_after.find(records[index].id); ++index)
            m_changes.push_back({ m_kind, records[index].id, Presence::Removed, position(m_before, records[index]), {},
                whole(records[index], Presence::Removed) });
    }

    void add_kept(Record const& old_record, Record const& record)
    {
        RecordChange change { m_kind, record.id, Presence::Kept, {}, {}, member_changes(m_kind, old_record, record) };
        if (is_ordered() && !m_unmoved.contains(record.id)) {
            change.from = m_before.position(record.id);
            change.to = m_after.position(record.id);
        }
        if (change.moved() || !change.members.empty())
            m_changes.push_back(std::move(change));
    }

    RecordKind m_kind;
    Listing m_before;
    Listing m_after;
    std::set<std::string_view> m_unmoved;
    std::vector<RecordChange>& m_changes;
};

Error does_not_fit(RecordChange const& change)
{
    return { .code = ErrorCode::Inconsistent,
        .message = "the difference is not one from this agreement",
        .pointer = std::string(name_of(change.kind)) + " " + change.id,
        .key = "difference-base" };
}

/// Sets what a change says; false if the record does not hold what was there before.
bool set_member(Record& record, RecordKind kind, MemberChange const& change)
{
    auto const* present = find_value(record, change.member);
    if (!change.language) {
        if (copy_of(present) != change.before)
            return false;
        set_value(record, kind, change.member, change.after);
        return true;
    }
    auto texts = texts_of(present) ? *texts_of(present) : LanguageMap();
    auto const text = texts.find(*change.language);
    bool const same = text == texts.end() ? !change.before : change.before == Value(text->second);
    if (!same)
        return false;
    if (change.after)
        texts[*change.language] = std::get<std::string>(*change.after);
    else
        texts.erase(*change.language);
    bool const has_value = !texts.empty() || kind == RecordKind::Variable;
    set_value(record, kind, change.member, has_value ? std::optional<Value>(std::move(texts)) : std::nullopt);
    return true;
}

/// Puts a record behind its predecessor, or before all others of its parent.
bool insert(std::vector<Record>& list, Record record, Position const& position)
{
    record.parent = position.parent;
    auto place = std::ranges::find(list, position.parent, &Record::parent);
    if (!position.after.empty()) {
        place = std::ranges::find(list, position.after, &Record::id);
        if (place == list.end() || place->parent != position.parent)
            return false;
        ++place;
    }
    list.insert(place, std::move(record));
    return true;
}

class Applier {
public:
    explicit Applier(Records records)
        : m_records(std::move(records))
    {
    }

    Result<void> apply(Difference const& changes)
    {
        for (auto const& change : changes.records) {
            if (!take_out(change))
                return does_not_fit(change);
        }
        // In document order, so that a predecessor is in its place.
        for (auto const& change : changes.records) {
            if (!put_in(change))
                return does_not_fit(change);
        }
        return {};
    }
    [[nodiscard]] Records const& records() const { return m_records; }

private:
    bool take_out(RecordChange const& change)
    {
        auto& list = of_kind(m_records, change.kind);
        auto const place = std::ranges::find(list, change.id, &Record::id);
        if ((place == list.end()) != (change.presence == Presence::Added))
            return false;
        if (change.presence == Presence::Removed) {
            list.erase(place);
        } else if (change.moved()) {
            m_moving.emplace(std::pair(change.kind, change.id), std::move(*place));
            list.erase(place);
        }
        return true;
    }

    bool put_in(RecordChange const& change)
    {
        if (change.presence == Presence::Removed)
            return true;
        Record fresh { change.id, {}, {} };
        auto& list = of_kind(m_records, change.kind);
        auto const moving = m_moving.find(std::pair(change.kind, change.id));
        bool const in_place = change.presence == Presence::Kept && moving == m_moving.end();
        auto& record = in_place ? *std::ranges::find(list, change.id, &Record::id) : moving == m_moving.end() ? fresh : moving->second;
        for (auto const& member : change.members) {
            if (!set_member(record, change.kind, member))
                return false;
        }
        if (in_place)
            return true;
        if (change.to)
            return insert(list, std::move(record), *change.to);
        list.insert(std::ranges::lower_bound(list, record.id, {}, &Record::id), std::move(record));
        return true;
    }

    Records m_records;
    std::map<std::pair<RecordKind, std::string>, Record> m_moving;
};

} // namespace

std::string_view name_of(Presence presence)
{
    switch (presence) {
    case Presence::Kept: return "changed";
    case Presence::Added: return "added";
    case Presence::Removed: return "removed";
    }
    return "";
}

std::vector<MemberChange> member_changes(RecordKind kind, Record const& before, Record const& after)
{
    std::vector<MemberChange> changes;
    if (before.fields == after.fields)
        return changes;
    for (auto const& [member, rule, refers_to] : members_of(kind)) {
        auto const* old_value = find_value(before, member);
        auto const* new_value = find_value(after, member);
        if (is_by_language(kind, old_value, new_value))
            add_texts(changes, member, texts_of(old_value), texts_of(new_value));
        else if (copy_of(old_value) != copy_of(new_value))
            changes.push_back({ member, {}, copy_of(old_value), copy_of(new_value) });
    }
    return changes;
}

Difference difference(Records const& before, Records const& after)
{
    Difference result;
    for (auto const kind : all_record_kinds)
        KindComparison(kind, of_kind(before, kind), of_kind(after, kind), result.records).compare();
    return result;
}

Difference difference(Agreement const& before, Agreement const& after) { return difference(to_records(before), to_records(after)); }

Result<Agreement> apply(Agreement const& before, Difference const& changes)
{
    Applier applier(to_records(before));
    KONKORDAT_CHECK(applier.apply(changes));
    return to_agreement(applier.records());
}

} // namespace konkordat::review
