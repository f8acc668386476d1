#pragma once

#include "core/conformity/legal_references.h"
#include "core/conformity/rules.h"
#include "core/conformity/text_facts.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What an agreement lacks by the rules of the conformity check.
namespace konkordat::conformity {

enum class SubjectKind { Agreement, Clause, Step, Organisation, Contact, Membership, Variable };

/// What a finding is about.
struct Subject {
    SubjectKind kind = SubjectKind::Agreement;
    std::string id = {};                       ///< empty for the agreement as a whole
    std::optional<Language> language = {};     ///< of a clause: only this version of it

    /// "" | "clause:<id>" | "clause:<id>/de" | "step:<id>" | "organisation:<id>" | "contact:<id>" | "membership:<id>" | "variable:<id>":
    /// what Waiver::subject holds.
    [[nodiscard]] std::string to_string() const;
    friend bool operator==(Subject const&, Subject const&) = default;
};

enum class TextPart { Heading, Body };

/// A place in a clause's text, and what could stand there.
struct TextPlace {
    TextPart part = TextPart::Body;
    Span span = {}; ///< bytes
    std::vector<std::pair<Span, std::string>> replacements = {}; ///< in the order of the text; none: no mechanical fix
    friend bool operator==(TextPlace const&, TextPlace const&) = default;
};

struct Finding {
    Rule const* rule = nullptr; ///< of the checker's RuleSet
    Subject subject = {};
    LanguageMap subject_name = {}; ///< for {subject}, "4.3 Erholungs- und Bedenkzeit"; the texts of any language fit if one is missing
    LanguageMap found = {}; ///< for {found}
    LanguageMap expected = {}; ///< for {expected}
    std::optional<TextPlace> place = {};
    std::optional<Waiver> waiver = {}; ///< the decision to accept it, with a reason

    [[nodiscard]] Severity severity() const { return rule->severity; }
    [[nodiscard]] bool is_waived() const { return waiver.has_value(); }
    friend bool operator==(Finding const&, Finding const&) = default;
};

/// A finding's words, with everything filled in.
struct Messages {
    std::string message;
    std::string explanation;
    std::string remedy;
    std::string source; ///< "Leitfaden 4.3; Art. 35 VZAE (SR 142.201)"
};
[[nodiscard]] Messages messages(Finding const&, Language, LegalRegister const&);

/// Checks agreements again and again, as they are edited: what was found out about a text is kept as long as the text stays.
/// `rules` outlives the checker and every finding.
class Checker {
public:
    explicit Checker(RuleSet const&);
    ~Checker();
    Checker(Checker&&) noexcept;
    Checker& operator=(Checker&&) = delete;

    /// All findings: by the rules' order, within a rule by the agreement's. `pack` is the agreement's template pack or nullptr, with
    /// which what depends on the template is not looked at. The result depends on the arguments alone.
    [[nodiscard]] std::vector<Finding> check(Agreement const&, templates::TemplatePack const* pack, Date today);

    /// Texts that have been taken apart so far: what an edit costs.
    [[nodiscard]] std::size_t texts_read() const;

private:
    struct Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

/// A check from scratch.
[[nodiscard]] std::vector<Finding> check(RuleSet const&, Agreement const&, templates::TemplatePack const* pack, Date today);

/// Neither a note nor waived: what `konkordat check` ends with status 1 for.
[[nodiscard]] bool counts(Finding const&);

} // namespace konkordat::conformity
