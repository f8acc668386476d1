#include "core/review/merge.h"

#include "core/review/list_order.h"
#include "core/review/merge_values.h"

#include <algorithm>
#include <map>
#include <set>

namespace konkordat::review {

namespace {

using Key = std::pair<RecordKind, std::string_view>;

/// One side: its records, and what it did to those of the base.
class Side {
public:
    Side(Records const& base, Records records)
        : m_records(std::move(records))
        , m_difference(difference(base, m_records))
    {
        for (auto const kind : all_record_kinds) {
            for (auto const& record : of_kind(m_records, kind))
                m_by_key.emplace(Key(kind, record.id), &record);
        }
        for (auto const& change : m_difference.records)
            m_changes.emplace(Key(change.kind, change.id), &change);
    }
    Side(Side const&) = delete;
    Side& operator=(Side const&) = delete;

    [[nodiscard]] Records const& records() const { return m_records; }
    [[nodiscard]] Record const* record(Key key) const
    {
        auto const entry = m_by_key.find(key);
        return entry == m_by_key.end() ? nullptr : entry->second;
    }
    [[nodiscard]] RecordChange const* change(Key key) const
    {
        auto const entry = m_changes.find(key);
        return entry == m_changes.end() ? nullptr : entry->second;
    }
    [[nodiscard]] bool removed(Key key) const { return change(key) && change(key)->presence == Presence::Removed; }
    /// The change, or one that says nothing.
    [[nodiscard]] RecordChange change_or_none(Key key) const
    {
        return change(key) ? *change(key) : RecordChange { key.first, std::string(key.second), Presence::Kept, {}, {}, {} };
    }

private:
    Records m_records;
    Difference m_difference;
    std::map<Key, Record const*> m_by_key;
    std::map<Key, RecordChange const*> m_changes;
};

/// Only where a change puts its record.
RecordChange place_only(RecordChange change)
{
    change.members.clear();
    return change;
}

RecordChange with_member(RecordChange change, MemberChange member)
{
    change.from.reset();
    change.to.reset();
    change.members = { std::move(member) };
    return change;
}

bool is_ordered(RecordKind kind) { return kind != RecordKind::Agreement && kind != RecordKind::Variable; }

class Merger {
public:
    Merger(Records const& base, Records ours, Records theirs)
        : m_base(base)
        , m_ours(base, std::move(ours))
        , m_theirs(base, std::move(theirs))
    {
        for (auto const kind : all_record_kinds) {
            for (auto const& record : of_kind(base, kind))
                m_base_by_key.emplace(Key(kind, record.id), &record);
        }
    }

    Records merge()
    {
        for (auto const kind : all_record_kinds)
            merge_kind(kind);
        do
            keep_what_is_used();
        while (break_circles());
        Records merged;
        for (auto const kind : all_record_kinds)
            of_kind(merged, kind) = in_order(kind);
        std::ranges::stable_sort(m_conflicts, {}, [](Conflict const& conflict) { return conflict.ours.kind; });
        return merged;
    }
    [[nodiscard]] std::vector<Conflict> take_conflicts() { return std::move(m_conflicts); }

private:
    [[nodiscard]] Record const* base_record(Key key) const
    {
        auto const entry = m_base_by_key.find(key);
        return entry == m_base_by_key.end() ? nullptr : entry->second;
    }

    void merge_kind(RecordKind kind)
    {
        for (auto const& record : of_kind(m_base, kind))
            merge_base_record({ kind, record.id }, record);
        std::set<std::string_view> added;
        for (auto const* side : { &m_ours, &m_theirs }) {
            for (auto const& record : of_kind(side->records(), kind)) {
                if (!base_record({ kind, record.id }))
                    added.insert(record.id);
            }
        }
        for (auto const id : added)
            merge_added({ kind, id });
    }

    void merge_base_record(Key key, Record const& base)
    {
        auto const* ours = m_ours.change(key);
        auto const* theirs = m_theirs.change(key);
        if (m_ours.removed(key) || m_theirs.removed(key)) {
            bool const both = m_ours.removed(key) && m_theirs.removed(key);
            if (!both && ours && theirs) {
                m_conflicts.push_back({ ConflictKind::RemovedAndChanged, *ours, *theirs });
                m_merged.emplace(key, base);
            }
        } else if (!theirs) {
            m_merged.emplace(key, *m_ours.record(key));
        } else if (!ours) {
            m_merged.emplace(key, *m_theirs.record(key));
        } else {
            merge_both(key, &base);
        }
    }

    void merge_added(Key key)
    {
        auto const* ours = m_ours.record(key);
        auto const* theirs = m_theirs.record(key);
        if (ours && theirs)
            merge_both(key, nullptr);
        else
            m_merged.emplace(key, ours ? *ours : *theirs);
    }

    void merge_both(Key key, Record const* base)
    {
        auto const& ours = *m_ours.record(key);
        auto const& theirs = *m_theirs.record(key);
        auto merged = merge_members(key.first, base, ours, theirs);
        for (auto& conflict : merged.conflicts)
            m_conflicts.push_back({ ConflictKind::BothChanged, with_member(*m_ours.change(key), std::move(conflict.ours)),
                with_member(*m_theirs.change(key), std::move(conflict.theirs)) });
        if (ours.parent != theirs.parent) {
            if (base && theirs.parent == base->parent)
                merged.record.parent = ours.parent;
            else if (base && ours.parent == base->parent)
                merged.record.parent = theirs.parent;
            else
                put_back(merged.record, key, base ? base->parent : std::min(ours.parent, theirs.parent));
        }
        if (key.first != RecordKind::Variable || !merged.record.fields.empty())
            m_merged.emplace(key, std::move(merged.record));
    }

    /// Both sides put a record in places that do not go together.
    void put_back(Record& record, Key key, std::string const& parent)
    {
        record.parent = parent;
        if (auto const* base = base_record(key); base && key.first == RecordKind::Clause)
            set_value(record, key.first, "kind", *find_value(*base, "kind"));
        conflict_of_places(key);
    }

    void conflict_of_places(Key key)
    {
        if (!m_misplaced.insert(key).second)
            return;
        m_conflicts.push_back(
            { ConflictKind::BothMoved, place_only(m_ours.change_or_none(key)), place_only(m_theirs.change_or_none(key)) });
    }

    /// Brings back what one side removed and something that is kept refers to, until nothing refers to nothing.
    void keep_what_is_used()
    {
        for (bool again = true; again;) {
            again = false;
            std::vector<Use> uses;
            for (auto const& [key, record] : m_merged)
                add_uses(key, record, uses);
            for (auto const& use : uses)
                again = keep(use.user, { use.kind, use.id }) || again;
        }
    }

    /// `user` refers to the record (kind, id).
    struct Use {
        Key user;
        RecordKind kind;
        std::string id;
    };
    static void add_uses(Key key, Record const& record, std::vector<Use>& uses)
    {
        if (!record.parent.empty())
            uses.push_back({ key, key.first == RecordKind::Responsibility ? RecordKind::Step : key.first, record.parent });
        for (auto const& member : members_of(key.first)) {
            if (auto const* value = member.refers_to ? find_value(record, member.name) : nullptr)
                uses.push_back({ key, *member.refers_to, std::get<std::string>(*value) });
        }
    }

    bool keep(Key user, Key used)
    {
        auto const* base = base_record(used);
        auto const place = m_merged.find(used);
        if (place != m_merged.end())
            return user.first == RecordKind::Clause && used.first == RecordKind::Clause && base && keep_section(user, *base, place->second);
        if (!base)
            return false; // a file that refers to nothing: check_consistency() says so
        m_merged.emplace(Key(used.first, base->id), *base);
        conflict_of_use(user, { used.first, base->id }, m_ours.removed(used));
        return true;
    }

    /// What was a section and is none any more, though a clause is in it, becomes one again.
    bool keep_section(Key user, Record const& base, Record& section)
    {
        auto const kind_of = [](Record const& record) { return *find_value(record, "kind"); };
        if (kind_of(section) == kind_of(base) || kind_of(base) != Value(std::string("section")))
            return false;
        Key const key(RecordKind::Clause, base.id);
        set_value(section, RecordKind::Clause, "kind", kind_of(base));
        section.parent = base.parent;
        auto const* ours = m_ours.record(key);
        conflict_of_use(user, key, ours && kind_of(*ours) != kind_of(base));
        return true;
    }

    void conflict_of_use(Key user, Key used, bool by_us)
    {
        m_conflicts.push_back(
            { ConflictKind::RemovedAndUsed, m_ours.change_or_none(by_us ? used : user), m_theirs.change_or_none(by_us ? user : used) });
    }

    /// Where each side put one section into the other. False if there is none.
    bool break_circles()
    {
        bool found = false;
        for (auto& [key, record] : m_merged) {
            if (key.first != RecordKind::Clause || !is_in_circle(record))
                continue;
            put_back(record, key, base_record(key) ? base_record(key)->parent : std::string());
            found = true;
        }
        return found;
    }
    [[nodiscard]] bool is_in_circle(Record const& record) const
    {
        std::set<std::string_view> way;
        for (auto const* at = &record; at && !at->parent.empty();) {
            if (!way.insert(at->id).second)
                return true;
            auto const parent = m_merged.find({ RecordKind::Clause, at->parent });
            at = parent == m_merged.end() ? nullptr : &parent->second;
        }
        return false;
    }

    using Lists = std::map<std::string_view, Ids>;
    static Lists lists_of(std::vector<Record> const& records)
    {
        Lists lists;
        for (auto const& record : records)
            lists[record.parent].push_back(record.id);
        return lists;
    }

    std::vector<Record> in_order(RecordKind kind)
    {
        std::map<std::string_view, std::set<std::string_view>> kept;
        for (auto const& [key, record] : m_merged) {
            if (key.first == kind)
                kept[record.parent].insert(key.second);
        }
        auto base = lists_of(of_kind(m_base, kind));
        auto ours = lists_of(of_kind(m_ours.records(), kind));
        auto theirs = lists_of(of_kind(m_theirs.records(), kind));
        std::vector<Record> records;
        for (auto const& [parent, ids] : kept) {
            auto const merged = is_ordered(kind) ? merge_orders(base[parent], ours[parent], theirs[parent], ids)
                                                 : MergedOrder { Ids(ids.begin(), ids.end()), {} };
            assert(merged.order.size() == ids.size());
            for (auto const id : merged.conflicts)
                conflict_of_places({ kind, id });
            for (auto const id : merged.order)
                records.push_back(m_merged.at({ kind, id }));
        }
        return records;
    }

    Records const& m_base;
    Side m_ours;
    Side m_theirs;
    std::map<Key, Record const*> m_base_by_key;
    std::map<Key, Record> m_merged; ///< keys refer to the ids of the three states
    std::set<Key> m_misplaced;
    std::vector<Conflict> m_conflicts;
};

} // namespace

std::string_view name_of(ConflictKind kind)
{
    switch (kind) {
    case ConflictKind::BothChanged: return "both-changed";
    case ConflictKind::RemovedAndChanged: return "removed-and-changed";
    case ConflictKind::RemovedAndUsed: return "removed-and-used";
    case ConflictKind::BothMoved: return "both-moved";
    }
    return "";
}

Result<Merge> merge(Agreement const& base, Agreement const& ours, Agreement const& theirs)
{
    for (auto const* side : { &ours, &theirs }) {
        if (side->id != base.id)
            return Error { .code = ErrorCode::InvalidArgument,
                .message = "this is another agreement: \"" + side->id.str() + "\", not \"" + base.id.str() + "\"",
                .pointer = "/id",
                .key = "another-agreement",
                .argument = side->id.str() };
    }
    auto const base_records = to_records(base);
    Merger merger(base_records, to_records(ours), to_records(theirs));
    Merge merged;
    merged.agreement = to_agreement(merger.merge());
    merged.conflicts = merger.take_conflicts();
    KONKORDAT_CHECK(check_consistency(merged.agreement));
    return merged;
}

} // namespace konkordat::review
