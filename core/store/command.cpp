#include "core/store/command.h"

#include <algorithm>
#include <array>
#include <type_traits>
#include <utility>

namespace konkordat {

namespace {

constexpr std::array<std::string_view, std::variant_size_v<Command>> keys {
    "history.create-agreement",
    "history.import-agreement",
    "history.delete-agreement",
    "history.duplicate-agreement",
    "history.set-title",
    "history.set-scope",
    "history.set-cantons",
    "history.set-languages",
    "history.set-mandate",
    "history.set-appearance",
    "history.change-lifecycle",
    "history.set-variable",
    "history.clear-variable",
    "history.set-clause-heading",
    "history.set-clause-body",
    "history.adopt-wording",
    "history.reset-clause",
    "history.choose-alternative",
    "history.add-clause",
    "history.remove-clause",
    "history.omit-clause",
    "history.restore-clause",
    "history.move-clause",
    "history.add-organisation",
    "history.set-organisation",
    "history.remove-organisation",
    "history.move-organisation",
    "history.add-membership",
    "history.set-membership",
    "history.remove-membership",
    "history.move-membership",
    "history.add-contact",
    "history.set-contact",
    "history.remove-contact",
    "history.move-contact",
    "history.add-step",
    "history.set-step",
    "history.remove-step",
    "history.move-step",
    "history.set-responsibility",
    "history.set-waiver",
    "history.remove-waiver",
    "history.revise-by-interview",
    "history.upgrade-template",
    "history.put-records",
    "history.set-setting",
    "history.set-signing-files",
    "history.change-register",
};

template <typename... Functions>
struct Overloaded : Functions... {
    using Functions::operator()...;
};

template <typename Id>
Place place(PlaceKind kind, Id const& id)
{
    return { .kind = kind, .id = id.str() };
}

} // namespace

std::string_view name_of(PlaceKind kind)
{
    constexpr std::array<std::string_view, 9> names { "agreement", "variable", "clause", "organisation", "membership", "contact", "step",
        "setting", "appearance" };
    return names[static_cast<std::size_t>(kind)];
}

namespace {

constexpr std::array<std::string_view, 7> record_kinds { "version", "annotation", "packet", "reply", "decision", "task", "draft" };

} // namespace

std::string_view name_of(AgreementRecordKind kind) { return record_kinds[static_cast<std::size_t>(kind)]; }

std::optional<AgreementRecordKind> parse_agreement_record_kind(std::string_view name)
{
    auto const found = std::ranges::find(record_kinds, name);
    if (found == record_kinds.end())
        return std::nullopt;
    return static_cast<AgreementRecordKind>(found - record_kinds.begin());
}

std::string_view history_key(Command const& command) { return keys[command.index()]; }

std::vector<std::string_view> history_keys() { return { keys.begin(), keys.end() }; }

Place place_of(Command const& command)
{
    return std::visit(Overloaded {
                          [](SetTitle const& entry) { return Place { .kind = PlaceKind::Agreement, .language = entry.language }; },
                          [](SetSetting const& entry) { return Place { .kind = PlaceKind::Setting, .id = entry.key }; },
                          [](SetAppearance const&) { return Place { .kind = PlaceKind::Appearance }; },
                          [](PutRecords const& entry) {
                              // So that what is typed in one record becomes one entry with nothing else.
                              auto const is_one = entry.records.size() == 1 && !entry.revised;
                              return Place { .kind = PlaceKind::Agreement,
                                  .id = is_one ? std::string(name_of(entry.records.front().kind)) + "/" + entry.records.front().id : std::string() };
                          },
                          [](AddClause const& entry) { return place(PlaceKind::Clause, entry.clause.id); },
                          [](auto const& entry) {
                              if constexpr (requires { entry.variable; })
                                  return Place { .kind = PlaceKind::Variable, .id = entry.variable };
                              else if constexpr (requires {
                                                     entry.clause;
                                                     entry.language;
                                                 })
                                  return Place { .kind = PlaceKind::Clause, .id = entry.clause.str(), .language = entry.language };
                              else if constexpr (requires { entry.clause; })
                                  return place(PlaceKind::Clause, entry.clause);
                              else if constexpr (requires { entry.step.id; })
                                  return place(PlaceKind::Step, entry.step.id);
                              else if constexpr (requires { entry.step; })
                                  return place(PlaceKind::Step, entry.step);
                              else if constexpr (requires { entry.membership.id; })
                                  return place(PlaceKind::Membership, entry.membership.id);
                              else if constexpr (requires { entry.membership; })
                                  return place(PlaceKind::Membership, entry.membership);
                              else if constexpr (requires { entry.contact.id; })
                                  return place(PlaceKind::Contact, entry.contact.id);
                              else if constexpr (requires { entry.contact; })
                                  return place(PlaceKind::Contact, entry.contact);
                              else if constexpr (requires { entry.organisation.id; })
                                  return place(PlaceKind::Organisation, entry.organisation.id);
                              else if constexpr (requires { entry.organisation; })
                                  return place(PlaceKind::Organisation, entry.organisation);
                              else
                                  return Place {};
                          },
                      },
        command);
}

AgreementId agreement_of(Command const& command)
{
    return std::visit(
        [](auto const& entry) {
            if constexpr (requires { entry.agreement.id; })
                return entry.agreement.id;
            else if constexpr (requires { entry.agreement; })
                return entry.agreement;
            else
                return AgreementId {};
        },
        command);
}

} // namespace konkordat
