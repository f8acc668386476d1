#pragma once

#include "core/agreement/agreement.h"
#include "core/base/world.h"
#include "core/richtext/resolve.h"
#include "core/templates/condition.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Template packs: data from which an agreement is drafted. No pack can run anything.
namespace konkordat::templates {

enum class VariableType { Text, Integer, Date, Choice, Boolean };

struct Choice {
    std::string value;
    LanguageMap label;
};

struct Variable {
    std::string id;
    VariableType type = VariableType::Text;
    bool required = false;
    bool localised = false; ///< of a Text: differs by language
    std::optional<VariableValue> default_value;
    std::optional<std::int64_t> minimum; ///< of an Integer, inclusive
    std::optional<std::int64_t> maximum;
    std::vector<Choice> choices;
    bool interview = false; ///< asked in the guided start; the label is the question
    LanguageMap label;
    LanguageMap help;
};

/// What a body usually has to do in a step (Guidelines 4.3): offered when somebody of that kind takes part.
struct SuggestedPart {
    std::string organisation_kind;
    ResponsibilityKind part = ResponsibilityKind::Responsible;
};

struct Step {
    std::string id;
    std::string kind;
    std::string clause; ///< id of the clause that governs it, or empty
    std::vector<std::string> guidelines;
    LanguageMap title;
    LanguageMap trigger;
    std::optional<std::int64_t> deadline_days;
    std::vector<SuggestedPart> suggested;
};

inline constexpr std::size_t form_count = 3;

struct Wording {
    LanguageMap heading;
    LanguageMap body;     ///< constrained Markdown
    LanguageMap guidance; ///< constrained Markdown: what the drafters should know; of an alternative, the reason to choose it

    friend bool operator==(Wording const&, Wording const&) = default;
};

/// One way to word a clause, in every form that has the clause.
struct Alternative {
    std::string id; ///< empty if the clause has only one
    bool is_default = false;
    std::array<Wording, form_count> wordings = {}; ///< by Form; empty for a form without the clause

    [[nodiscard]] Wording const& wording(Form form) const { return wordings[static_cast<std::size_t>(form)]; }
    [[nodiscard]] Wording& wording(Form form) { return wordings[static_cast<std::size_t>(form)]; }
};

struct ClauseTemplate {
    std::string id;
    ClauseKind kind = ClauseKind::Clause;
    std::vector<Form> forms;
    bool required = false;
    std::optional<Condition> condition;
    std::vector<std::string> guidelines;
    std::vector<std::string> law;
    std::string step; ///< or empty
    Generated generated = Generated::None;
    std::vector<Alternative> alternatives; ///< at least one; exactly one is the default

    [[nodiscard]] bool has_alternatives() const { return alternatives.size() > 1; }
    [[nodiscard]] bool has_form(Form form) const { return std::ranges::find(forms, form) != forms.end(); }
};

struct Source {
    LanguageMap title;
    std::string publisher;
    std::int64_t year = 0;
};

struct TemplatePack {
    std::string id;
    std::string version;
    Date as_of; ///< date of the law it was written for
    std::vector<Language> languages;
    std::vector<Form> forms;
    Source source;
    LanguageMap name;
    std::array<LanguageMap, form_count> titles; ///< of the document, by Form; may use built-in variables
    std::vector<Variable> variables;
    std::vector<Step> steps;
    std::vector<ClauseTemplate> clauses; ///< in document order
};

/// A pack's files as bytes: pack.json, and one Markdown file a language that pack.json names.
struct PackSources {
    std::string_view json;
    std::map<Language, std::string_view> texts;
};

/// Ids of the packs that ship with the program, sorted.
[[nodiscard]] std::vector<std::string> pack_ids(World&);
/// Errors: NotFound for an unknown id; else as parse_pack, naming the file.
[[nodiscard]] Result<TemplatePack> load_pack(World&, std::string_view id);
/// Without the texts, whose reading is most of the work: no clause has a wording. For who needs what the pack declares.
/// Errors: NotFound for an unknown id; else as parse_pack for pack.json.
[[nodiscard]] Result<TemplatePack> load_pack_frame(World&, std::string_view id);
/// Strict. Errors: Malformed, TooLarge, UnsupportedVersion, Inconsistent, each with file ("pack.json", "de.md"), line, and
/// pointer or clause id: unknown key, wrong type, duplicate id, a clause without text in a language, a variable or a
/// cross-reference to nothing, an unknown condition.
[[nodiscard]] Result<TemplatePack> parse_pack(PackSources const&);

[[nodiscard]] ClauseTemplate const* find_clause(TemplatePack const&, std::string_view id);
[[nodiscard]] Variable const* find_variable(TemplatePack const&, std::string_view id);
/// The alternative of that id; the default one for an empty id; nullptr if there is none.
[[nodiscard]] Alternative const* find_alternative(ClauseTemplate const&, std::string_view id);

/// Labels and choices for a richtext::Resolver.
[[nodiscard]] richtext::VariableTexts variable_texts(TemplatePack const&);

/// Whether `value` may be given to `variable`. Errors: InvalidArgument, with the variable's id as pointer.
[[nodiscard]] Result<void> check_value(Variable const&, VariableValue const& value);

} // namespace konkordat::templates
