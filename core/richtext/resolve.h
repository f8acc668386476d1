#pragma once

#include "core/agreement/agreement.h"
#include "core/agreement/catalogues.h"
#include "core/base/world.h"
#include "core/richtext/richtext.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace konkordat::richtext {

/// The words that a document needs beside its clauses, in four languages: assets/document-words.json, and the cantons' names.
class Words {
public:
    /// Errors: those of a resource that is missing or malformed.
    [[nodiscard]] static Result<Words> load(World&);

    /// The words for `key`, e.g. "members". The key itself if there is no such entry, which a test forbids.
    [[nodiscard]] std::string_view text(Language, std::string_view key) const;
    [[nodiscard]] bool has(std::string_view key) const;
    /// The words for `key` with each {name} replaced: fill(de, "page-of", {{"page", "3"}, {"pages", "12"}}).
    [[nodiscard]] std::string fill(
        Language, std::string_view key, std::vector<std::pair<std::string_view, std::string_view>> const& values) const;

    /// Names of enum values as documents print them: keys "form.declaration", "role.lead", "participation.on-call" ...
    [[nodiscard]] std::string_view name(Language, Form) const;
    [[nodiscard]] std::string_view name(Language, Scope) const;
    [[nodiscard]] std::string_view name(Language, Group) const;
    [[nodiscard]] std::string_view name(Language, Role) const;
    [[nodiscard]] std::string_view name(Language, Participation) const;
    [[nodiscard]] std::string_view name(Language, ResponsibilityKind) const;

    [[nodiscard]] std::vector<Canton> const& cantons() const { return m_cantons; }
    [[nodiscard]] std::vector<OrganisationKind> const& organisation_kinds() const { return m_organisation_kinds; }

    /// "Kanton"-less names and names with their preposition, joined as the language does: "Bern", "Bern und Freiburg";
    /// "des Kantons Bern und des Kantons Freiburg". A code without an entry stands as it is.
    [[nodiscard]] std::string canton_names(Language, std::vector<std::string> const& codes) const;
    [[nodiscard]] std::string canton_names_of(Language, std::vector<std::string> const& codes) const;

    /// Joined as an enumeration: "a", "a und b", "a, b und c".
    [[nodiscard]] std::string join(Language, std::vector<std::string> const& parts) const;

private:
    std::map<std::string, LanguageMap, std::less<>> m_words;
    std::vector<Canton> m_cantons;
    std::vector<OrganisationKind> m_organisation_kinds;
};

/// What a resolver has to know of a variable that the template declares (templates::variable_texts() makes it from a pack).
struct VariableText {
    LanguageMap label;
    std::vector<std::pair<std::string, LanguageMap>> choices; ///< value and label, of a variable of type choice

    friend bool operator==(VariableText const&, VariableText const&) = default;
};
using VariableTexts = std::map<std::string, VariableText, std::less<>>;

/// "30", "12’000" (de, it, en), "12 000" (fr): groups of three from five digits on.
[[nodiscard]] std::string format_integer(std::int64_t, Language);

/// Puts values for variables and numbers for cross-references into the texts of one agreement in one language.
/// Keeps references to the agreement and the words: both outlive it; make a new one when the agreement has changed.
class Resolver {
public:
    Resolver(Agreement const&, Language, Words const&, VariableTexts = {});

    [[nodiscard]] Language language() const { return m_language; }

    /// The document without Variable and Reference runs. A variable without value becomes a run marked `open` with its
    /// label ("[offen: Ort der Veröffentlichung]"), so does a reference to a clause that is not in the document; a
    /// reference that leads somewhere gets Run::target.
    [[nodiscard]] Document resolve(Document) const;
    [[nodiscard]] std::vector<Run> resolve(std::vector<Run>) const;

    /// A clause's body or heading in this resolver's language; empty where the clause has no text in it.
    [[nodiscard]] Document body(Clause const&) const;
    [[nodiscard]] std::vector<Run> heading(Clause const&) const;

    /// A variable's value as text in this language, built-in ones included; nothing if it has none.
    [[nodiscard]] std::optional<std::string> value_of(std::string_view variable) const;
    /// What stands for a variable without a value: its label, else its id.
    [[nodiscard]] std::string label_of(std::string_view variable) const;
    /// "Ziffer 4.3", "Anhang A"; nothing if the clause does not exist or is omitted.
    [[nodiscard]] std::optional<std::string> reference_to(std::string_view clause) const;

private:
    [[nodiscard]] std::optional<std::string> built_in(std::string_view variable) const;
    void append_resolved(std::vector<Run>& runs, Run run) const;

    Agreement const& m_agreement;
    Language m_language;
    Words const& m_words;
    VariableTexts m_variable_texts;
    std::map<std::string, std::string, std::less<>> m_references; ///< by clause id
};

/// Ids of the variables that are resolved from the agreement itself and are never declared by a template:
/// title, canton, canton-of, form, mandate-authority, mandate-reference, mandate-date.
[[nodiscard]] bool is_built_in_variable(std::string_view id);

} // namespace konkordat::richtext
