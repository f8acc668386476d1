#pragma once

#include "core/agreement/agreement.h"
#include "core/templates/template_pack.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

/// How agreements word one topic, side by side.
namespace konkordat::compare {

/// A clause of the template, by its id.
struct TopicOfClause {
    std::string origin;
};
/// A section of the Guidelines: "4.3".
struct TopicOfSection {
    std::string section;
};
using Topic = std::variant<TopicOfClause, TopicOfSection>;

/// A wording that a template offers for a form.
struct TemplateWording {
    ClauseOrigin origin;
    Form form = Form::Declaration;
    std::string heading;
    std::string body;
};

/// A clause that has a wording.
struct WordingPlace {
    AgreementId agreement;
    ClauseId clause;
    std::vector<std::string> cantons;
    Form form = Form::Declaration;
    ClauseState state = ClauseState::AsTemplate;
};

/// Clauses with the same heading and body, letter for letter.
struct WordingGroup {
    std::string heading;
    std::string body;
    std::vector<WordingPlace> places;   ///< in the order of the agreements
    /// The template's wording to compare with: that of the origin, alternative and form of the first clause that has one, or the one that
    /// the words are; nothing if all are own clauses.
    std::optional<std::size_t> template_wording; ///< in TopicWordings::templates
    bool is_the_templates = false; ///< the words are the template's
};

/// Why an agreement is not in any group.
enum class WordingGap {
    NoClause, ///< it has none on the topic
    Omitted, ///< it leaves the clause out
    NoText, ///< it has the clause, but not in this language
};

struct MissingWording {
    AgreementId agreement;
    std::vector<std::string> cantons;
    WordingGap gap = WordingGap::NoClause;
    LanguageMap reason; ///< for an omission
};

struct TopicWordings {
    std::vector<TemplateWording> templates; ///< that the groups refer to, each once
    std::vector<WordingGroup> groups; ///< the most common first
    std::vector<MissingWording> missing;
};

/// `pack`: the template to compare with, or nullptr. A clause is on the topic if its origin is that clause, or, of a section, if it names that section. Clauses of agreements
/// from another template are compared with no template wording.
[[nodiscard]] TopicWordings wordings(std::vector<Agreement const*> const&, Topic const&, Language, templates::TemplatePack const* pack);

} // namespace konkordat::compare
