#include "core/conformity/check.h"

#include "core/conformity/finder.h"

namespace konkordat::conformity {

namespace {

std::string_view name_of(SubjectKind kind)
{
    switch (kind) {
    case SubjectKind::Agreement: return "";
    case SubjectKind::Clause: return "clause";
    case SubjectKind::Step: return "step";
    case SubjectKind::Organisation: return "organisation";
    case SubjectKind::Contact: return "contact";
    case SubjectKind::Membership: return "membership";
    case SubjectKind::Variable: return "variable";
    }
    return "";
}

std::string filled(std::string_view text, Finding const& finding, Language language)
{
    std::string result;
    for (std::size_t i = 0; i < text.size();) {
        auto const close = text[i] == '{' ? text.find('}', i) : std::string_view::npos;
        if (close == std::string_view::npos) {
            result += text[i++];
            continue;
        }
        auto const name = text.substr(i + 1, close - i - 1);
        auto const& value = name == "subject" ? finding.subject_name : name == "found" ? finding.found : finding.expected;
        result += text_in(value, language);
        i = close + 1;
    }
    return result;
}

std::string joined(std::string text, std::string const& part) { return text.empty() ? part : std::move(text) + "; " + part; }

std::string source_text(RuleSource const& source, Language language, LegalRegister const& laws)
{
    static LanguageMap const guidelines { { Language::German, "Leitfaden" }, { Language::French, "Guide pratique" },
        { Language::Italian, "Guida" }, { Language::English, "Guidelines" } };
    std::string text;
    for (auto const& section : source.guidelines)
        text += (text.empty() ? guidelines.at(language) + " " : ", ") + section;
    for (auto const& id : source.law) {
        if (auto const* reference = find_reference(laws, id))
            text = joined(std::move(text), citation(*reference, language));
    }
    return source.text.empty() ? text : joined(std::move(text), std::string(text_in(source.text, language)));
}

} // namespace

std::string Subject::to_string() const
{
    if (kind == SubjectKind::Agreement)
        return {};
    auto text = std::string(name_of(kind)) + ":" + id;
    if (language)
        text += "/" + std::string(language_code(*language));
    return text;
}

Messages messages(Finding const& finding, Language language, LegalRegister const& laws)
{
    auto const& rule = *finding.rule;
    return { .message = filled(text_in(rule.message, language), finding, language),
        .explanation = std::string(text_in(rule.explanation, language)),
        .remedy = std::string(text_in(rule.remedy, language)),
        .source = source_text(rule.source, language, laws) };
}

struct Checker::Implementation {
    RuleSet const& rules;
    ClauseCache cache;
};

Checker::Checker(RuleSet const& rules)
    : m_implementation(new Implementation { rules, ClauseCache(rules) })
{
}

Checker::~Checker() = default;
Checker::Checker(Checker&&) noexcept = default;

std::vector<Finding> Checker::check(Agreement const& agreement, templates::TemplatePack const* pack, Date today)
{
    Facts const facts(agreement, pack, today);
    return Finder(m_implementation->rules, m_implementation->cache, facts).run();
}

std::size_t Checker::texts_read() const { return m_implementation->cache.texts_read(); }

std::vector<Finding> check(RuleSet const& rules, Agreement const& agreement, templates::TemplatePack const* pack, Date today)
{
    return Checker(rules).check(agreement, pack, today);
}

bool counts(Finding const& finding) { return finding.severity() != Severity::Note && !finding.is_waived(); }

} // namespace konkordat::conformity
