#pragma once

#include "core/base/world.h"
#include "core/conformity/personal_data.h"
#include "core/conformity/predicate.h"

#include <map>
#include <string>
#include <variant>
#include <vector>

/// The rules of the conformity check: assets/conformity-rules.json (docs/formats.md). Data only.
namespace konkordat::conformity {

enum class Severity { Error, Warning, Note };
[[nodiscard]] std::string_view name_of(Severity);

/// What can be mended without a person's judgement (see fixes.h).
enum class FixKind {
    None,
    ReplaceWords,           ///< by the words that the rule gives
    RaiseToMinimum,         ///< the variable of the rule's subject, to the least that the rule allows
    RestoreClause,          ///< an omitted clause
    LinkClause,             ///< a step to the clause that the template links it to
    WithdrawWaiver,         ///< one that matches no finding
};

/// Where a rule comes from.
struct RuleSource {
    std::vector<std::string> guidelines; ///< sections, e.g. "4.2"
    std::vector<std::string> law;        ///< ids in assets/legal-references.json
    LanguageMap text;                    ///< anything else
};

/// For every item of the list for which `where` holds, `require` holds.
struct Requirement {
    Collection each = Collection::Agreement;
    std::optional<Condition> where;
    Condition require;
};

/// An article of an act, as it is cited.
struct ArticlePattern {
    std::string article;                        ///< "196"
    std::vector<std::vector<std::string>> laws; ///< abbreviations or words for the act, folded
    LanguageMap replacement;                    ///< article numbers that stand for it today; empty: none
};

struct Abbreviation {
    std::string word; ///< as it is written
    std::string replacement;
};

/// Words that a text should not have, found in headings and bodies of the document, never between « and ».
struct Wording {
    std::map<Language, std::vector<std::vector<std::string>>> phrases; ///< folded words
    std::vector<Abbreviation> abbreviations; ///< in a text of any language
    std::vector<ArticlePattern> articles;
    std::vector<std::string> dates;          ///< 2004-08-25
    std::vector<std::string> signs;          ///< such as ß, in German texts
    std::string sign_replacement;
    std::map<Language, std::vector<std::vector<std::string>>> with;   ///< only in a sentence that has one of these, if there are any
    std::map<Language, std::vector<std::vector<std::string>>> unless; ///< not in a sentence that has one of these
};

enum class Aspect { Heading, Body, Numbers, Dates, Citations, Variables, References, Obligation };

/// What is compared or looked for in texts, beyond words.
enum class Search {
    MissingText,        ///< of the aspect heading or body, in a document language
    Difference,         ///< of the aspect between language versions of a clause
    PersonalData,
    DanglingReference,  ///< to a clause that does not exist
    OmittedReference,   ///< to a clause that is left out
    UndeclaredVariable, ///< used in a text, not known to the template
    OpenVariable,       ///< required by the template, used, and without a value, or not in every language
    OpenOptionalVariable, ///< the same, of one that the template does not require
    UnusedTerm,         ///< defined in the section of definitions and nowhere used
    UndefinedTerm,      ///< one of `terms` is used and no clause explains it
    UnmatchedWaiver,    ///< matches no finding
    UnknownWaiver,      ///< of a rule that does not exist
    BlankWaiver,        ///< without a reason
    MissingTitle,       ///< in a document language
    OfficialLanguage,   ///< of the canton, is no document language
};

struct TextSearch {
    Search search = Search::MissingText;
    Aspect aspect = Aspect::Heading;
    PersonalData personal_data = PersonalData::AhvNumber;
    std::vector<std::map<Language, std::vector<std::vector<std::string>>>> terms = {};
};

struct Rule {
    std::string id;
    Severity severity = Severity::Error;
    RuleSource source;
    std::vector<Form> forms;      ///< empty: all
    std::string subject;          ///< of a requirement on the agreement: "clause:<origin>", "variable:<id>", or empty
    std::variant<Requirement, Wording, TextSearch> check;
    LanguageMap message;          ///< one line; {subject}, {found}, {expected} are filled in
    LanguageMap explanation;
    LanguageMap remedy;
    FixKind fix = FixKind::None;
};

struct RuleSet {
    std::vector<Rule> rules; ///< in the file's order
    std::vector<std::string> definition_sections; ///< origins of the sections that define terms
    std::map<std::string, std::vector<Language>> official_languages; ///< by canton
};

/// Strict: every text in all four languages, no unknown member, predicate, placeholder, or law. Errors: NotFound, Malformed,
/// Inconsistent with file, pointer and line. Keys: unknown-predicate, missing-language, duplicate-id, rule-placeholder,
/// dangling-reference, and those of json.h.
[[nodiscard]] Result<RuleSet> load_rules(World&);
[[nodiscard]] Rule const* find_rule(RuleSet const&, std::string_view id);

} // namespace konkordat::conformity
