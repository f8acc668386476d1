#include "core/conformity/rules.h"

#include "core/agreement/catalogues.h"
#include "core/conformity/legal_references.h"

#include <algorithm>
#include <array>
#include <set>

namespace konkordat::conformity {

namespace {

constexpr std::string_view rules_path = "assets/conformity-rules.json";
constexpr std::string_view rules_format = "konkordat-conformity-rules/1";
constexpr std::size_t max_rules = 1000;
constexpr std::size_t max_text_bytes = 4 * 1024;
constexpr std::size_t max_list = 200;
constexpr std::array<std::string_view, 3> placeholders { "subject", "found", "expected" };

template <typename Enum>
struct Named {
    std::string_view name;
    Enum value;
};

constexpr auto severities = std::to_array<Named<Severity>>(
    { { "error", Severity::Error }, { "warning", Severity::Warning }, { "note", Severity::Note } });

constexpr auto fixes = std::to_array<Named<FixKind>>({ { "replace-words", FixKind::ReplaceWords },
    { "raise-to-minimum", FixKind::RaiseToMinimum }, { "restore-clause", FixKind::RestoreClause }, { "link-clause", FixKind::LinkClause },
    { "withdraw-waiver", FixKind::WithdrawWaiver } });

constexpr auto aspects = std::to_array<Named<Aspect>>({ { "heading", Aspect::Heading }, { "body", Aspect::Body },
    { "numbers", Aspect::Numbers }, { "dates", Aspect::Dates }, { "citations", Aspect::Citations }, { "variables", Aspect::Variables },
    { "references", Aspect::References }, { "obligation", Aspect::Obligation } });

constexpr auto searches = std::to_array<Named<Search>>({ { "missing-text", Search::MissingText }, { "difference", Search::Difference },
    { "personal-data", Search::PersonalData }, { "dangling-reference", Search::DanglingReference },
    { "omitted-reference", Search::OmittedReference }, { "undeclared-variable", Search::UndeclaredVariable },
    { "open-variable", Search::OpenVariable }, { "open-optional-variable", Search::OpenOptionalVariable },
    { "unused-term", Search::UnusedTerm }, { "undefined-term", Search::UndefinedTerm }, { "unmatched-waiver", Search::UnmatchedWaiver },
    { "unknown-waiver", Search::UnknownWaiver }, { "blank-waiver", Search::BlankWaiver }, { "missing-title", Search::MissingTitle },
    { "official-language", Search::OfficialLanguage } });

constexpr auto personal_data_kinds = std::to_array<Named<PersonalData>>(
    { { "ahv-number", PersonalData::AhvNumber }, { "phone", PersonalData::Phone }, { "email", PersonalData::Email },
        { "birth-date", PersonalData::BirthDate }, { "named-person", PersonalData::NamedPerson },
        { "case-number", PersonalData::CaseNumber }, { "permit-number", PersonalData::PermitNumber } });

template <typename Enum, std::size_t N>
Enum read_name(json::Cursor const& cursor, std::array<Named<Enum>, N> const& names, std::string key = "unknown-value")
{
    auto const name = cursor.text(200);
    auto const entry = std::ranges::find(names, name, &Named<Enum>::name);
    if (entry != names.end())
        return entry->value;
    cursor.fail(ErrorCode::Malformed, "\"" + name + "\" is not known here", std::move(key), name);
    return names.front().value;
}

std::vector<std::string> read_texts(json::Cursor const& cursor)
{
    return cursor.items(max_list, [](json::Cursor const& item) { return item.text(200); });
}

std::map<Language, std::vector<std::vector<std::string>>> read_folded_phrases(json::Cursor const& cursor)
{
    std::map<Language, std::vector<std::vector<std::string>>> result;
    for (auto const& [language, list] : read_phrases(cursor)) {
        for (auto const& phrase : list)
            result[language].push_back(phrase_words(phrase));
    }
    return result;
}

/// A text in each language. Placeholders only where `may_fill`.
LanguageMap read_translations(json::Cursor const& cursor, bool may_fill)
{
    auto map = cursor.language_map(max_text_bytes);
    for (auto language : all_languages) {
        auto const entry = map.find(language);
        if (!cursor.failed() && (entry == map.end() || entry->second.empty()))
            cursor.fail(ErrorCode::Inconsistent, "there is no text in \"" + std::string(language_code(language)) + "\"", "missing-language",
                std::string(language_code(language)));
    }
    std::set<std::string> seen;
    for (auto const& [language, text] : map) {
        std::set<std::string> names;
        for (auto open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
            auto const name = text.substr(open + 1, text.find('}', open) - open - 1);
            if (!may_fill || std::ranges::find(placeholders, name) == placeholders.end())
                cursor.fail(ErrorCode::Malformed, "\"" + name + "\" is not a placeholder here", "rule-placeholder", name);
            names.insert(name);
        }
        if (language != map.begin()->first && names != seen)
            cursor.fail(ErrorCode::Inconsistent, "the languages do not have the same placeholders", "rule-placeholder",
                std::string(language_code(language)));
        seen = names;
    }
    return map;
}

Abbreviation read_abbreviation(json::Cursor const& cursor)
{
    json::Object object(cursor);
    Abbreviation abbreviation { object.required("word").text(40),
        object.optional("replacement", [](json::Cursor const& c) { return c.text(40); }) };
    object.finish();
    return abbreviation;
}

ArticlePattern read_article(json::Cursor const& cursor)
{
    json::Object object(cursor);
    ArticlePattern pattern;
    pattern.article = object.required("article").text(20);
    for (auto const& law : read_texts(object.required("laws")))
        pattern.laws.push_back(phrase_words(law));
    if (auto const replacement = object.optional("replacement"))
        pattern.replacement = read_translations(*replacement, false);
    object.finish();
    return pattern;
}

Wording read_wording(json::Object& object)
{
    Wording wording;
    wording.phrases = object.optional("phrases", read_folded_phrases);
    wording.abbreviations = object.optional("abbreviations", [](json::Cursor const& c) { return c.items(max_list, read_abbreviation); });
    wording.articles = object.optional("articles", [](json::Cursor const& c) { return c.items(max_list, read_article); });
    wording.dates = object.optional(
        "dates", [](json::Cursor const& c) { return c.items(max_list, [](json::Cursor const& d) { return d.date().to_string(); }); });
    wording.signs = object.optional("signs", read_texts);
    wording.sign_replacement = object.optional("sign-replacement", [](json::Cursor const& c) { return c.text(20); });
    wording.with = object.optional("with", read_folded_phrases);
    wording.unless = object.optional("unless", read_folded_phrases);
    return wording;
}

TextSearch read_search(json::Object& object, json::Cursor const& name)
{
    TextSearch search { .search = read_name(name, searches, "unknown-predicate") };
    if (search.search == Search::MissingText || search.search == Search::Difference)
        search.aspect = read_name(object.required("of"), aspects);
    if (search.search == Search::PersonalData)
        search.personal_data = read_name(object.required("of"), personal_data_kinds);
    if (search.search == Search::UndefinedTerm)
        search.terms = object.required("terms").items(max_list, read_folded_phrases);
    return search;
}

std::variant<Requirement, Wording, TextSearch> read_check(json::Cursor const& cursor)
{
    json::Object object(cursor);
    std::variant<Requirement, Wording, TextSearch> check;
    if (auto const find = object.optional("find")) {
        if (find->is(json::Value::Type::Text) && find->value().text == "wording")
            check = read_wording(object);
        else
            check = read_search(object, *find);
    } else {
        Requirement requirement;
        if (auto const each = object.optional("each"))
            requirement.each = read_collection(*each);
        auto const kind = kind_of(requirement.each, ItemKind::Agreement);
        if (auto const where = object.optional("where"))
            requirement.where = read_condition(*where, kind);
        requirement.require = read_condition(object.required("require"), kind);
        check = std::move(requirement);
    }
    object.finish();
    return check;
}

RuleSource read_source(json::Cursor const& cursor, LegalRegister const& laws)
{
    json::Object object(cursor);
    RuleSource source;
    source.guidelines = object.optional("guidelines", read_texts);
    source.law = object.optional("law", [&](json::Cursor const& list) {
        return list.items(max_list, [&](json::Cursor const& item) {
            auto id = item.id();
            if (!item.failed() && !find_reference(laws, id))
                item.fail(ErrorCode::Inconsistent, "there is no legal reference \"" + id + "\"", "dangling-reference", id);
            return id;
        });
    });
    source.text = object.optional("text", [](json::Cursor const& c) { return read_translations(c, false); });
    if (!cursor.failed() && source.guidelines.empty() && source.law.empty() && source.text.empty())
        cursor.fail(ErrorCode::Malformed, "the rule has no source", "missing-member", "source");
    object.finish();
    return source;
}

std::string read_subject(json::Cursor const& cursor)
{
    auto const subject = cursor.text(100);
    auto const colon = subject.find(':');
    auto const kind = subject.substr(0, colon);
    if (!cursor.failed()
        && (colon == std::string::npos || (kind != "clause" && kind != "variable") || !is_valid_id(subject.substr(colon + 1))))
        cursor.fail(ErrorCode::Malformed, "\"" + subject + "\" is not clause:<id> or variable:<id>", "unknown-value", subject);
    return subject;
}

Rule read_rule(json::Cursor const& cursor, LegalRegister const& laws)
{
    json::Object object(cursor);
    Rule rule;
    rule.id = object.required("id").id();
    rule.severity = read_name(object.required("severity"), severities);
    rule.source = read_source(object.required("source"), laws);
    rule.forms = object.optional(
        "forms", [](json::Cursor const& c) { return c.items(3, [](json::Cursor const& item) { return item.choice(parse_name<Form>); }); });
    rule.subject = object.optional("subject", read_subject);
    rule.check = read_check(object.required("check"));
    rule.message = read_translations(object.required("message"), true);
    rule.explanation = read_translations(object.required("explanation"), false);
    rule.remedy = read_translations(object.required("remedy"), false);
    if (auto const fix = object.optional("fix"))
        rule.fix = read_name(*fix, fixes);
    object.finish();
    return rule;
}

RuleSet read_rules(json::Object& object, LegalRegister const& laws)
{
    RuleSet set;
    auto const format = object.required("format");
    if (auto const name = format.text(100); !format.failed() && name != rules_format)
        format.fail(ErrorCode::UnsupportedVersion, "this program reads " + std::string(rules_format), "unsupported-version", name);
    set.definition_sections = read_texts(object.required("definitionSections"));
    std::set<std::string> ids;
    set.rules = object.required("rules").items(max_rules, [&](json::Cursor const& cursor) {
        auto rule = read_rule(cursor, laws);
        if (!cursor.failed() && !ids.insert(rule.id).second)
            cursor.fail(ErrorCode::Inconsistent, "the id \"" + rule.id + "\" appears twice", "duplicate-id", rule.id);
        return rule;
    });
    object.finish();
    return set;
}

} // namespace

std::string_view name_of(Severity severity) { return std::ranges::find(severities, severity, &Named<Severity>::value)->name; }

Result<RuleSet> load_rules(World& world)
{
    KONKORDAT_TRY(auto const laws, load_legal_register(world));
    KONKORDAT_TRY(auto const bytes, world.resource(rules_path));
    auto document = json::parse(bytes);
    if (!document)
        return std::move(document).error().in_file(std::string(rules_path));
    json::Reading reading;
    json::Object object { json::Cursor { reading, *document, "" } };
    auto rules = read_rules(object, laws);
    if (reading.failed())
        return Error(*reading.error()).in_file(std::string(rules_path));
    KONKORDAT_TRY(auto const cantons, load_cantons(world));
    for (auto const& canton : cantons)
        rules.official_languages[canton.code] = canton.languages;
    return rules;
}

Rule const* find_rule(RuleSet const& set, std::string_view id)
{
    auto const rule = std::ranges::find(set.rules, id, &Rule::id);
    return rule == set.rules.end() ? nullptr : &*rule;
}

} // namespace konkordat::conformity
