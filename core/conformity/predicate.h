#pragma once

#include "core/agreement/agreement.h"
#include "core/base/json.h"
#include "core/templates/template_pack.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <variant>
#include <vector>

/// The language in which a rule says what it asks of an agreement. Closed and total: a fixed set of predicates, no recursion, no
/// names of one's own, a value for every agreement (docs/formats.md).
namespace konkordat::conformity {

/// What a predicate is asked of.
enum class ItemKind { Agreement, Clause, Organisation, Membership, Contact, Step, Responsibility };

/// Lists of items. The `Own` ones belong to the item in question.
enum class Collection {
    Agreement, ///< the agreement itself, once
    Clauses,
    Organisations,
    Memberships,
    Contacts,
    Steps,
    OwnContacts,         ///< of an organisation, a membership's or a responsibility's organisation; without substitutes
    OwnMemberships,      ///< of an organisation, a contact's or a responsibility's organisation
    OwnResponsibilities, ///< of a step; of an organisation or a membership's organisation in all steps
    OwnSubstitutes,      ///< of a contact
};

enum class Field {
    // of the agreement
    Form,
    Scope,
    State,
    CantonCount,
    LanguageCount,
    MandateAuthority,
    MandateReference,
    MandateDate,
    // of a clause
    Origin, ///< clause id in the template, else its own id
    ClauseKind,
    ClauseState,
    Generated,
    Required, ///< by the template pack for this agreement
    OmissionReason,
    Text, ///< its body, in any language
    // of an organisation, a membership's, a contact's or a responsibility's organisation
    Kind,
    Address,
    OrganisationReach, ///< e-mail, else telephone of the organisation
    // of a membership
    Group,
    Role,
    Participation,
    Signs,
    Function,
    Ended, ///< also of a contact: its last day is past
    // of a contact
    Phone,
    Email,
    IsSubstitute,
    // of a step
    StepKind,
    Trigger,
    Deadline,
    LinkedClause, ///< id of the step's clause
    LinkedClauseOmitted,
    // of a responsibility
    Part,
};

/// Words by language: a phrase is words separated by spaces; "word*" is any word that begins so.
using Phrases = std::map<Language, std::vector<std::string>>;

struct Condition {
    enum class Kind {
        All,        ///< every operand holds
        Any,        ///< at least one operand holds
        Not,        ///< the one operand does not hold
        IsOneOf,    ///< the field's text is one of `names`; a flag is "true" or "false"
        Present,    ///< the field is not empty
        Within,     ///< the field's number is there and not below `at_least` nor above `at_most`
        Count,      ///< of the items of `collection` for which the one operand, if any, holds, there are so many
        Clause,     ///< a clause of the document has one of `names` as its origin or id
        Heading,    ///< the heading of a clause of the document that is not from a template has one of `phrases`
        Variable,   ///< the variable `names[0]` has a value, within the limits if there are any, one of the other `names` if any
        KnowsClause ///< the template pack has a clause with one of `names` for this agreement; holds without a pack too
    };
    Kind kind = Kind::All;
    std::vector<Condition> operands = {};
    Field field = Field::Form;
    Collection collection = Collection::Agreement;
    std::vector<std::string> names = {};
    Phrases phrases = {};
    std::optional<std::int64_t> at_least = {};
    std::optional<std::int64_t> at_most = {};
};

/// Reads a condition that is asked of an item of this kind. Keys: unknown-predicate, unknown-value, and those of json.h.
[[nodiscard]] Condition read_condition(json::Cursor const&, ItemKind);
[[nodiscard]] Phrases read_phrases(json::Cursor const&);
/// A collection of the agreement as a whole. Key: unknown-value.
[[nodiscard]] Collection read_collection(json::Cursor const&);
[[nodiscard]] ItemKind kind_of(Collection, ItemKind scope);

/// An item of the agreement; refers to it.
struct Item {
    ItemKind kind = ItemKind::Agreement;
    void const* pointer = nullptr;
    Organisation const* organisation = nullptr; ///< whose membership, contact or responsibility it is
};

/// What the check looks up of one agreement. Refers to it and to the pack.
struct Facts {
    Facts(Agreement const&, templates::TemplatePack const*, Date today);

    [[nodiscard]] Organisation const* organisation(OrganisationId const&) const;
    [[nodiscard]] Clause const* clause(std::string_view id) const;
    /// The headings of the document's clauses that are not from a template, folded, in all languages.
    [[nodiscard]] std::vector<std::pair<Language, std::string>> const& headings() const;

    Agreement const& agreement;
    templates::TemplatePack const* pack; ///< or nullptr
    Date today;
    std::unordered_map<std::string_view, Organisation const*> organisations;
    std::unordered_map<std::string_view, Clause const*> clauses;
    std::unordered_set<std::string_view> in_document;  ///< origins and ids of clauses that are not omitted
    std::unordered_set<std::string_view> pack_clauses; ///< ids of the pack's clauses for this agreement
    std::unordered_set<std::string_view> required;     ///< those of them that the pack requires
    mutable std::vector<std::pair<Language, std::string>> folded_headings;
};

[[nodiscard]] std::vector<Item> items_in(Facts const&, Collection, Item const& scope);
[[nodiscard]] bool holds(Condition const&, Facts const&, Item const&);

/// "Lower case" of the letters of the four languages, byte for byte as long as `text`.
[[nodiscard]] std::string fold(std::string_view text);
/// Whether the folded text has the phrase.
[[nodiscard]] bool has_phrase(std::string_view folded_text, std::string_view phrase);

} // namespace konkordat::conformity
