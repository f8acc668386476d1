#include "core/review/records.h"

#include "core/review/record_members.h"
#include "core/review/record_values.h"

#include <algorithm>
#include <map>

namespace konkordat::review {

namespace {

template <typename Item>
void add_list(Records& records, RecordKind kind, std::vector<Item> const& items)
{
    auto& list = of_kind(records, kind);
    list.reserve(items.size());
    for (auto const& item : items)
        list.push_back({ item.id.str(), {}, fields_of(item) });
}

void add_responsibilities(Records& records, std::vector<ProcedureStep> const& procedure)
{
    for (auto const& step : procedure) {
        for (auto const& part : step.responsibilities)
            of_kind(records, RecordKind::Responsibility)
                .push_back({ step.id.str() + "/" + part.organisation.str(), step.id.str(), fields_of(part) });
    }
}

/// A clause belongs to what stands before it and is no clause: its section.
void add_clauses(Records& records, std::vector<Clause> const& clauses)
{
    auto& list = of_kind(records, RecordKind::Clause);
    list.reserve(clauses.size());
    std::string section;
    for (auto const& clause : clauses) {
        bool const within = clause.kind == ClauseKind::Clause;
        if (!within)
            section = clause.id.str();
        list.push_back({ clause.id.str(), within ? section : std::string(), fields_of(clause) });
    }
}

template <typename Item>
std::vector<Item> items_of(Records const& records, RecordKind kind)
{
    std::vector<Item> items;
    for (auto const& record : of_kind(records, kind)) {
        Item item;
        item.id = decltype(item.id)(record.id);
        set_fields(item, record);
        items.push_back(std::move(item));
    }
    return items;
}

/// Clauses in document order: each with what belongs to it behind it.
class ClauseOrder {
public:
    explicit ClauseOrder(std::vector<Record> const& records)
    {
        for (auto const& record : records)
            m_children[record.parent].push_back(&record);
    }
    std::vector<Record const*> take()
    {
        add("");
        return std::move(m_ordered);
    }

private:
    void add(std::string const& parent)
    {
        auto const children = m_children.find(parent);
        if (children == m_children.end())
            return;
        for (auto const* record : std::exchange(children->second, {})) {
            m_ordered.push_back(record);
            if (!record->id.empty())
                add(record->id);
        }
    }

    std::map<std::string_view, std::vector<Record const*>> m_children;
    std::vector<Record const*> m_ordered;
};

} // namespace

std::string_view name_of(RecordKind kind)
{
    switch (kind) {
    case RecordKind::Agreement: return "agreement";
    case RecordKind::Variable: return "variable";
    case RecordKind::Organisation: return "organisation";
    case RecordKind::Membership: return "membership";
    case RecordKind::Contact: return "contact";
    case RecordKind::Step: return "step";
    case RecordKind::Responsibility: return "responsibility";
    case RecordKind::Clause: return "clause";
    case RecordKind::Waiver: return "waiver";
    }
    return "";
}

Value const* find_value(Record const& record, std::string_view member)
{
    auto const field = std::ranges::find(record.fields, member, &Field::member);
    return field == record.fields.end() ? nullptr : &field->value;
}

void set_value(Record& record, RecordKind kind, std::string_view member, std::optional<Value> value)
{
    auto const members = members_of(kind);
    auto const rank = [&](std::string_view name) { return std::ranges::find(members, name, &MemberDescription::name); };
    auto const own = rank(member);
    assert(own != members.end());
    auto const place = std::ranges::find_if(record.fields, [&](Field const& field) { return rank(field.member) >= own; });
    bool const there = place != record.fields.end() && place->member == member;
    if (value && there)
        place->value = std::move(*value);
    else if (value)
        record.fields.insert(place, { own->name, std::move(*value) });
    else if (there)
        record.fields.erase(place);
}

Record const* find_record(Records const& records, RecordKind kind, std::string_view id)
{
    auto const& list = of_kind(records, kind);
    auto const record = std::ranges::find(list, id, &Record::id);
    return record == list.end() ? nullptr : &*record;
}

Records to_records(Agreement const& agreement)
{
    Records records;
    of_kind(records, RecordKind::Agreement).push_back({ {}, {}, fields_of(agreement) });
    for (auto const& [id, value] : agreement.variables)
        of_kind(records, RecordKind::Variable).push_back({ id, {}, fields_of(value) });
    add_list(records, RecordKind::Organisation, agreement.organisations);
    add_list(records, RecordKind::Membership, agreement.memberships);
    add_list(records, RecordKind::Contact, agreement.contacts);
    add_list(records, RecordKind::Step, agreement.procedure);
    add_responsibilities(records, agreement.procedure);
    add_clauses(records, agreement.clauses);
    for (auto const& waiver : agreement.waivers)
        of_kind(records, RecordKind::Waiver).push_back({ waiver.rule + " " + waiver.subject, {}, fields_of(waiver) });
    return records;
}

Agreement to_agreement(Records const& records)
{
    Agreement agreement;
    set_fields(agreement, of_kind(records, RecordKind::Agreement).front());
    for (auto const& record : of_kind(records, RecordKind::Variable))
        from_value(&record.fields.front().value, agreement.variables[record.id]);
    agreement.organisations = items_of<Organisation>(records, RecordKind::Organisation);
    agreement.memberships = items_of<Membership>(records, RecordKind::Membership);
    agreement.contacts = items_of<Contact>(records, RecordKind::Contact);
    agreement.procedure = items_of<ProcedureStep>(records, RecordKind::Step);
    for (auto const& record : of_kind(records, RecordKind::Responsibility)) {
        auto const step = std::ranges::find(agreement.procedure, StepId(record.parent), &ProcedureStep::id);
        assert(step != agreement.procedure.end());
        set_fields(step->responsibilities.emplace_back(), record);
    }
    for (auto const* record : ClauseOrder(of_kind(records, RecordKind::Clause)).take()) {
        auto& clause = agreement.clauses.emplace_back();
        clause.id = ClauseId(record->id);
        set_fields(clause, *record);
    }
    assert(agreement.clauses.size() == of_kind(records, RecordKind::Clause).size()); // none is without its section
    for (auto const& record : of_kind(records, RecordKind::Waiver))
        set_fields(agreement.waivers.emplace_back(), record);
    return agreement;
}

} // namespace konkordat::review
