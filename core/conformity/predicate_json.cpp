#include "core/conformity/predicate.h"

#include <algorithm>
#include <array>

namespace konkordat::conformity {

namespace {

constexpr std::size_t max_operands = 100;
constexpr std::size_t max_name_bytes = 200;
constexpr std::size_t max_phrases = 200;
/// Phrases are found by the first letters of their first word.
constexpr std::size_t min_prefix_bytes = 4;

struct NamedCollection {
    std::string_view name;
    Collection collection;
    bool own;
};

constexpr auto collections = std::to_array<NamedCollection>({
    { "agreement", Collection::Agreement, false },
    { "clauses", Collection::Clauses, false },
    { "organisations", Collection::Organisations, false },
    { "memberships", Collection::Memberships, false },
    { "contacts", Collection::Contacts, false },
    { "steps", Collection::Steps, false },
    { "own-contacts", Collection::OwnContacts, true },
    { "own-memberships", Collection::OwnMemberships, true },
    { "own-responsibilities", Collection::OwnResponsibilities, true },
    { "own-substitutes", Collection::OwnSubstitutes, true },
});

enum class FieldType { Text, Number };

struct NamedField {
    ItemKind item;
    std::string_view name;
    Field field;
    FieldType type = FieldType::Text;
};

constexpr auto fields = std::to_array<NamedField>({
    { ItemKind::Agreement, "form", Field::Form },
    { ItemKind::Agreement, "scope", Field::Scope },
    { ItemKind::Agreement, "state", Field::State },
    { ItemKind::Agreement, "cantons", Field::CantonCount, FieldType::Number },
    { ItemKind::Agreement, "languages", Field::LanguageCount, FieldType::Number },
    { ItemKind::Agreement, "mandate-authority", Field::MandateAuthority },
    { ItemKind::Agreement, "mandate-reference", Field::MandateReference },
    { ItemKind::Agreement, "mandate-date", Field::MandateDate },
    { ItemKind::Clause, "origin", Field::Origin },
    { ItemKind::Clause, "kind", Field::ClauseKind },
    { ItemKind::Clause, "state", Field::ClauseState },
    { ItemKind::Clause, "generated", Field::Generated },
    { ItemKind::Clause, "required", Field::Required },
    { ItemKind::Clause, "omission-reason", Field::OmissionReason },
    { ItemKind::Clause, "text", Field::Text },
    { ItemKind::Organisation, "kind", Field::Kind },
    { ItemKind::Organisation, "address", Field::Address },
    { ItemKind::Organisation, "reach", Field::OrganisationReach },
    { ItemKind::Membership, "kind", Field::Kind },
    { ItemKind::Membership, "group", Field::Group },
    { ItemKind::Membership, "role", Field::Role },
    { ItemKind::Membership, "participation", Field::Participation },
    { ItemKind::Membership, "signs", Field::Signs },
    { ItemKind::Membership, "function", Field::Function },
    { ItemKind::Membership, "ended", Field::Ended },
    { ItemKind::Contact, "kind", Field::Kind },
    { ItemKind::Contact, "phone", Field::Phone },
    { ItemKind::Contact, "email", Field::Email },
    { ItemKind::Contact, "function", Field::Function },
    { ItemKind::Contact, "ended", Field::Ended },
    { ItemKind::Contact, "substitute", Field::IsSubstitute },
    { ItemKind::Step, "kind", Field::StepKind },
    { ItemKind::Step, "trigger", Field::Trigger },
    { ItemKind::Step, "deadline-days", Field::Deadline, FieldType::Number },
    { ItemKind::Step, "clause", Field::LinkedClause },
    { ItemKind::Step, "clause-omitted", Field::LinkedClauseOmitted },
    { ItemKind::Responsibility, "part", Field::Part },
    { ItemKind::Responsibility, "kind", Field::Kind },
});

void fail_predicate(json::Cursor const& cursor, std::string const& name)
{
    cursor.fail(ErrorCode::Malformed, "\"" + name + "\" is not a predicate that is known here", "unknown-predicate", name);
}

bool belongs(Collection collection, ItemKind scope)
{
    switch (collection) {
    case Collection::OwnContacts:
        return scope == ItemKind::Organisation || scope == ItemKind::Membership || scope == ItemKind::Responsibility;
    case Collection::OwnMemberships:
        return scope == ItemKind::Organisation || scope == ItemKind::Contact || scope == ItemKind::Responsibility;
    case Collection::OwnResponsibilities:
        return scope == ItemKind::Step || scope == ItemKind::Organisation || scope == ItemKind::Membership;
    case Collection::OwnSubstitutes: return scope == ItemKind::Contact;
    default: return true;
    }
}

Collection read_collection_for(json::Cursor const& cursor, ItemKind scope)
{
    auto const name = cursor.text(max_name_bytes);
    auto const entry = std::ranges::find(collections, name, &NamedCollection::name);
    if (entry != collections.end() && belongs(entry->collection, scope))
        return entry->collection;
    cursor.fail(ErrorCode::Malformed, "\"" + name + "\" is not a list that is known here", "unknown-value", name);
    return Collection::Agreement;
}

std::vector<std::string> read_names(json::Cursor const& cursor)
{
    return cursor.items(max_operands, [](json::Cursor const& item) { return item.text(max_name_bytes); });
}

/// "at-least" and "at-most".
void read_limits(json::Object& object, Condition& condition)
{
    auto number = [](json::Cursor const& item) { return std::optional(item.integer(-limits::max_integer, limits::max_integer)); };
    condition.at_least = object.optional("at-least", number);
    condition.at_most = object.optional("at-most", number);
}

Condition read_field(json::Object& object, json::Cursor const& name_cursor, ItemKind scope)
{
    Condition condition;
    auto const name = name_cursor.text(max_name_bytes);
    auto const entry = std::ranges::find_if(fields, [&](NamedField const& field) { return field.item == scope && field.name == name; });
    if (entry == fields.end()) {
        fail_predicate(name_cursor, name);
        return condition;
    }
    condition.field = entry->field;
    if (auto const values = object.optional("is")) {
        condition.kind = Condition::Kind::IsOneOf;
        condition.names = read_names(*values);
        return condition;
    }
    read_limits(object, condition);
    if (condition.at_least || condition.at_most) {
        condition.kind = Condition::Kind::Within;
        if (entry->type != FieldType::Number)
            fail_predicate(name_cursor, name);
        return condition;
    }
    condition.kind = Condition::Kind::Present;
    return condition;
}

Condition read_count(json::Object& object, json::Cursor const& name, ItemKind scope)
{
    Condition condition { .kind = Condition::Kind::Count };
    condition.collection = read_collection_for(name, scope);
    if (auto const where = object.optional("where"))
        condition.operands.push_back(read_condition(*where, kind_of(condition.collection, scope)));
    read_limits(object, condition);
    if (!condition.at_least && !condition.at_most)
        condition.at_least = 1;
    return condition;
}

Condition read_operands(json::Cursor const& cursor, Condition::Kind kind, ItemKind scope)
{
    return { .kind = kind, .operands = cursor.items(max_operands, [&](json::Cursor const& item) { return read_condition(item, scope); }) };
}

Condition read_variable(json::Object& object, json::Cursor const& id)
{
    Condition condition { .kind = Condition::Kind::Variable, .names = { id.id() } };
    if (auto const values = object.optional("is")) {
        for (auto& name : read_names(*values))
            condition.names.push_back(std::move(name));
    }
    read_limits(object, condition);
    return condition;
}

/// The name of the predicate is the object's first member.
std::string predicate_name(json::Cursor const& cursor)
{
    auto const& value = cursor.value();
    return value.type == json::Value::Type::Object && !value.members.empty() ? value.members.front().first : std::string();
}

} // namespace

ItemKind kind_of(Collection collection, ItemKind scope)
{
    switch (collection) {
    case Collection::Agreement: return ItemKind::Agreement;
    case Collection::Clauses: return ItemKind::Clause;
    case Collection::Organisations: return ItemKind::Organisation;
    case Collection::Memberships:
    case Collection::OwnMemberships: return ItemKind::Membership;
    case Collection::Contacts:
    case Collection::OwnContacts:
    case Collection::OwnSubstitutes: return ItemKind::Contact;
    case Collection::Steps: return ItemKind::Step;
    case Collection::OwnResponsibilities: return ItemKind::Responsibility;
    }
    return scope;
}

Collection read_collection(json::Cursor const& cursor)
{
    // "own-..." belongs to no agreement as a whole.
    auto const name = cursor.text(max_name_bytes);
    auto const entry = std::ranges::find(collections, name, &NamedCollection::name);
    if (entry != collections.end() && !entry->own)
        return entry->collection;
    cursor.fail(ErrorCode::Malformed, "\"" + name + "\" is not a list of an agreement", "unknown-value", name);
    return Collection::Agreement;
}

Phrases read_phrases(json::Cursor const& cursor)
{
    Phrases phrases;
    for (auto const& [code, list] : cursor.members(all_languages.size())) {
        auto const language = parse_language(code);
        if (!language || language_code(*language) != code) {
            list.fail(ErrorCode::Malformed, "\"" + code + "\" is not a language", "unknown-language", code);
            break;
        }
        phrases[*language] = list.items(max_phrases, [](json::Cursor const& item) {
            auto phrase = item.text(max_name_bytes);
            auto const first = phrase.substr(0, phrase.find(' '));
            if (!item.failed() && (first.empty() || (first.ends_with('*') && first.size() <= min_prefix_bytes)))
                item.fail(ErrorCode::Malformed, "the first word of a phrase needs four letters before \"*\"", "out-of-range", phrase);
            return phrase;
        });
    }
    return phrases;
}

Condition read_condition(json::Cursor const& cursor, ItemKind scope)
{
    json::Object object(cursor);
    auto const name = predicate_name(cursor);
    if (cursor.failed())
        return {};
    Condition condition;
    if (name.empty()) {
        fail_predicate(cursor, name);
        return condition;
    }
    auto const value = object.required(name);
    if (name == "all")
        condition = read_operands(value, Condition::Kind::All, scope);
    else if (name == "any")
        condition = read_operands(value, Condition::Kind::Any, scope);
    else if (name == "not")
        condition = { .kind = Condition::Kind::Not, .operands = { read_condition(value, scope) } };
    else if (name == "field")
        condition = read_field(object, value, scope);
    else if (name == "count")
        condition = read_count(object, value, scope);
    else if (name == "clause")
        condition = { .kind = Condition::Kind::Clause, .names = read_names(value) };
    else if (name == "template-clause")
        condition = { .kind = Condition::Kind::KnowsClause, .names = read_names(value) };
    else if (name == "heading")
        condition = { .kind = Condition::Kind::Heading, .phrases = read_phrases(value) };
    else if (name == "variable")
        condition = read_variable(object, value);
    else
        fail_predicate(value, name);
    object.finish();
    return condition;
}

} // namespace konkordat::conformity
