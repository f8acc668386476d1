#include "core/review/record_members.h"

#include "core/review/record_values.h"

#include <algorithm>

namespace konkordat::review {

namespace {

/// A member of a struct T of the model.
template <typename T>
struct Member {
    MemberDescription description;
    std::optional<Value> (*read)(T const&);
    void (*write)(T&, Value const*);
};

template <typename T, typename First, typename... Rest>
auto& resolve(T& object, First first, Rest... rest)
{
    if constexpr (sizeof...(rest) == 0)
        return object.*first;
    else
        return resolve(object.*first, rest...);
}

template <typename T, auto... path>
constexpr Member<T> member(std::string_view name, MergeRule rule = MergeRule::Whole, std::optional<RecordKind> refers_to = {})
{
    return { { name, rule, refers_to }, [](T const& object) { return to_value(resolve(object, path...)); },
        [](T& object, Value const* value) { from_value(value, resolve(object, path...)); } };
}

std::optional<Value> read_lifecycle(Agreement const& agreement) { return Value(Lifecycle { agreement.state, agreement.lifecycle }); }
void write_lifecycle(Agreement& agreement, Value const* value)
{
    auto const lifecycle = value ? std::get<Lifecycle>(*value) : Lifecycle();
    agreement.state = lifecycle.state;
    agreement.lifecycle = lifecycle.events;
}

template <typename T>
struct MembersOf;

template <>
struct MembersOf<Agreement> {
    static constexpr auto all = std::to_array<Member<Agreement>>({
        member<Agreement, &Agreement::id>("id"),
        member<Agreement, &Agreement::title>("title", MergeRule::Texts),
        member<Agreement, &Agreement::form>("form"),
        member<Agreement, &Agreement::scope>("scope"),
        member<Agreement, &Agreement::cantons>("cantons", MergeRule::Elements),
        member<Agreement, &Agreement::languages>("languages", MergeRule::Elements),
        member<Agreement, &Agreement::mandate, &Mandate::authority>("mandate/authority", MergeRule::Texts),
        member<Agreement, &Agreement::mandate, &Mandate::reference>("mandate/reference"),
        member<Agreement, &Agreement::mandate, &Mandate::date>("mandate/date"),
        { { "lifecycle" }, read_lifecycle, write_lifecycle },
        member<Agreement, &Agreement::template_reference>("template"),
        member<Agreement, &Agreement::appearance, &Appearance::style>("appearance/style"),
        member<Agreement, &Agreement::appearance, &Appearance::setting>("appearance/setting"),
        member<Agreement, &Agreement::appearance, &Appearance::arrangement>("appearance/arrangement"),
        member<Agreement, &Agreement::appearance, &Appearance::references>("appearance/references"),
        member<Agreement, &Agreement::appearance, &Appearance::colour>("appearance/colour"),
        member<Agreement, &Agreement::appearance, &Appearance::letterhead, &Letterhead::authority>(
            "appearance/letterhead/authority", MergeRule::Texts),
        member<Agreement, &Agreement::appearance, &Appearance::letterhead, &Letterhead::emblem>("appearance/letterhead/emblem"),
        member<Agreement, &Agreement::created_at>("createdAt"),
        member<Agreement, &Agreement::modified_at>("modifiedAt", MergeRule::Latest),
    });
};

template <>
struct MembersOf<Organisation> {
    static constexpr auto all = std::to_array<Member<Organisation>>({
        member<Organisation, &Organisation::name>("name", MergeRule::Texts),
        member<Organisation, &Organisation::abbreviation>("abbreviation", MergeRule::Texts),
        member<Organisation, &Organisation::kind>("kind"),
        member<Organisation, &Organisation::address>("address"),
        member<Organisation, &Organisation::email>("email"),
        member<Organisation, &Organisation::phone>("phone"),
        member<Organisation, &Organisation::website>("website"),
    });
};

template <>
struct MembersOf<Membership> {
    static constexpr auto all = std::to_array<Member<Membership>>({
        member<Membership, &Membership::organisation>("organisation", MergeRule::Whole, RecordKind::Organisation),
        member<Membership, &Membership::group>("group"),
        member<Membership, &Membership::role>("role"),
        member<Membership, &Membership::participation>("participation"),
        member<Membership, &Membership::function>("function", MergeRule::Texts),
        member<Membership, &Membership::signs>("signs"),
        member<Membership, &Membership::from>("from"),
        member<Membership, &Membership::until>("until"),
    });
};

template <>
struct MembersOf<Contact> {
    static constexpr auto all = std::to_array<Member<Contact>>({
        member<Contact, &Contact::organisation>("organisation", MergeRule::Whole, RecordKind::Organisation),
        member<Contact, &Contact::name>("name"),
        member<Contact, &Contact::function>("function", MergeRule::Texts),
        member<Contact, &Contact::phone>("phone"),
        member<Contact, &Contact::email>("email"),
        member<Contact, &Contact::substitute_for>("substituteFor", MergeRule::Whole, RecordKind::Contact),
        member<Contact, &Contact::from>("from"),
        member<Contact, &Contact::until>("until"),
    });
};

template <>
struct MembersOf<ProcedureStep> {
    static constexpr auto all = std::to_array<Member<ProcedureStep>>({
        member<ProcedureStep, &ProcedureStep::kind>("kind"),
        member<ProcedureStep, &ProcedureStep::title>("title", MergeRule::Texts),
        member<ProcedureStep, &ProcedureStep::trigger>("trigger", MergeRule::Texts),
        member<ProcedureStep, &ProcedureStep::deadline_days>("deadlineDays"),
        member<ProcedureStep, &ProcedureStep::clause>("clause", MergeRule::Whole, RecordKind::Clause),
    });
};

template <>
struct MembersOf<Responsibility> {
    static constexpr auto all = std::to_array<Member<Responsibility>>({
        member<Responsibility, &Responsibility::organisation>("organisation", MergeRule::Whole, RecordKind::Organisation),
        member<Responsibility, &Responsibility::kind>("kind"),
    });
};

template <>
struct MembersOf<Clause> {
    static constexpr auto all = std::to_array<Member<Clause>>({
        member<Clause, &Clause::kind>("kind"),
        member<Clause, &Clause::state>("state"),
        member<Clause, &Clause::origin>("origin"),
        member<Clause, &Clause::heading>("heading", MergeRule::Texts),
        member<Clause, &Clause::body>("body", MergeRule::Texts),
        member<Clause, &Clause::omission_reason>("omissionReason", MergeRule::Texts),
        member<Clause, &Clause::generated>("generated"),
        member<Clause, &Clause::guidelines>("guidelines", MergeRule::Elements),
        member<Clause, &Clause::law>("law", MergeRule::Elements),
        member<Clause, &Clause::taken_from>("takenFrom"),
    });
};

template <>
struct MembersOf<Waiver> {
    static constexpr auto all = std::to_array<Member<Waiver>>({
        member<Waiver, &Waiver::rule>("rule"),
        member<Waiver, &Waiver::subject>("subject"),
        member<Waiver, &Waiver::reason>("reason"),
        member<Waiver, &Waiver::author>("author"),
        member<Waiver, &Waiver::date>("date"),
    });
};

constexpr std::array<MemberDescription, 1> variable_members { MemberDescription { "value", MergeRule::Texts } };

/// Does not compile when the model gets a member: then it belongs in a table above.
[[maybe_unused]] void count_members()
{
    {
        [[maybe_unused]] auto const& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t] = Agreement {};
        // Mandate 3 for 1, state and lifecycle 1 for 2, appearance 7 for 1; variables and six lists are records of their own.
        static_assert(MembersOf<Agreement>::all.size() == 20 + 2 - 1 + 6 - 7);
    }
    [[maybe_unused]] auto const& [m1, m2, m3] = Mandate {};
    [[maybe_unused]] auto const& [t1, t2] = TemplateReference {};
    [[maybe_unused]] auto const& [ap1, ap2, ap3, ap4, ap5, ap6] = Appearance {};
    [[maybe_unused]] auto const& [l1, l2] = Letterhead {};
    [[maybe_unused]] auto const& [em1, em2] = Emblem {};
    [[maybe_unused]] auto const& [le1, le2, le3, le4, le5] = LifecycleEvent {};
    [[maybe_unused]] auto const& [o1, o2, o3, o4, o5, o6, o7, o8] = Organisation {};
    static_assert(MembersOf<Organisation>::all.size() == 8 - 1);
    [[maybe_unused]] auto const& [ms1, ms2, ms3, ms4, ms5, ms6, ms7, ms8, ms9] = Membership {};
    static_assert(MembersOf<Membership>::all.size() == 9 - 1);
    [[maybe_unused]] auto const& [c1, c2, c3, c4, c5, c6, c7, c8, c9] = Contact {};
    static_assert(MembersOf<Contact>::all.size() == 9 - 1);
    [[maybe_unused]] auto const& [s1, s2, s3, s4, s5, s6, s7] = ProcedureStep {};
    static_assert(MembersOf<ProcedureStep>::all.size() == 7 - 2);
    [[maybe_unused]] auto const& [r1, r2] = Responsibility {};
    static_assert(MembersOf<Responsibility>::all.size() == 2);
    [[maybe_unused]] auto const& [cl1, cl2, cl3, cl4, cl5, cl6, cl7, cl8, cl9, cl10, cl11] = Clause {};
    static_assert(MembersOf<Clause>::all.size() == 11 - 1);
    [[maybe_unused]] auto const& [co1, co2] = ClauseOrigin {};
    [[maybe_unused]] auto const& [w1, w2, w3, w4, w5] = Waiver {};
    static_assert(MembersOf<Waiver>::all.size() == 5);
}

template <typename T>
std::vector<Field> read_fields(T const& object)
{
    std::vector<Field> fields;
    for (auto const& entry : MembersOf<T>::all) {
        if (auto value = entry.read(object))
            fields.push_back({ entry.description.name, std::move(*value) });
    }
    return fields;
}

template <typename T>
void write_fields(T& object, Record const& record)
{
    for (auto const& entry : MembersOf<T>::all)
        entry.write(object, find_value(record, entry.description.name));
}

template <typename T>
std::span<MemberDescription const> descriptions()
{
    static constexpr auto list = [] {
        std::array<MemberDescription, MembersOf<T>::all.size()> result {};
        for (std::size_t i = 0; i < result.size(); ++i)
            result[i] = MembersOf<T>::all[i].description;
        return result;
    }();
    return list;
}

} // namespace

std::span<MemberDescription const> members_of(RecordKind kind)
{
    switch (kind) {
    case RecordKind::Agreement: return descriptions<Agreement>();
    case RecordKind::Variable: return variable_members;
    case RecordKind::Organisation: return descriptions<Organisation>();
    case RecordKind::Membership: return descriptions<Membership>();
    case RecordKind::Contact: return descriptions<Contact>();
    case RecordKind::Step: return descriptions<ProcedureStep>();
    case RecordKind::Responsibility: return descriptions<Responsibility>();
    case RecordKind::Clause: return descriptions<Clause>();
    case RecordKind::Waiver: return descriptions<Waiver>();
    }
    return {};
}

std::vector<Field> fields_of(Agreement const& item) { return read_fields(item); }
std::vector<Field> fields_of(Organisation const& item) { return read_fields(item); }
std::vector<Field> fields_of(Membership const& item) { return read_fields(item); }
std::vector<Field> fields_of(Contact const& item) { return read_fields(item); }
std::vector<Field> fields_of(ProcedureStep const& item) { return read_fields(item); }
std::vector<Field> fields_of(Responsibility const& item) { return read_fields(item); }
std::vector<Field> fields_of(Clause const& item) { return read_fields(item); }
std::vector<Field> fields_of(Waiver const& item) { return read_fields(item); }
std::vector<Field> fields_of(VariableValue const& value) { return { { variable_members[0].name, *to_value(value) } }; }

void set_fields(Agreement& item, Record const& record) { write_fields(item, record); }
void set_fields(Organisation& item, Record const& record) { write_fields(item, record); }
void set_fields(Membership& item, Record const& record) { write_fields(item, record); }
void set_fields(Contact& item, Record const& record) { write_fields(item, record); }
void set_fields(ProcedureStep& item, Record const& record) { write_fields(item, record); }
void set_fields(Responsibility& item, Record const& record) { write_fields(item, record); }
void set_fields(Clause& item, Record const& record) { write_fields(item, record); }
void set_fields(Waiver& item, Record const& record) { write_fields(item, record); }

} // namespace konkordat::review
