#include "core/templates/template_pack.h"

#include "core/base/utf8.h"
#include "core/templates/form_words.h"
#include "core/templates/pack_json.h"
#include "core/templates/pack_text.h"
#include "core/templates/upgrade.h"

#include <algorithm>
#include <set>

namespace konkordat::templates {

namespace {

std::string folder_of(std::string_view id) { return "templates/" + std::string(id) + "/"; }
std::string file_of(Language language) { return std::string(language_code(language)) + ".md"; }

std::string entry_key(ClauseTemplate const& clause, Alternative const& alternative)
{
    return alternative.id.empty() ? clause.id : clause.id + "/" + alternative.id;
}

/// Puts the texts of one language into the clauses and checks that what they refer to exists.
class TextMerger {
public:
    TextMerger(PackFrame& frame, Language language, PackText const& text)
        : m_frame(frame)
        , m_language(language)
        , m_text(text)
    {
    }

    Result<void> merge()
    {
        for (auto const form : m_frame.pack.forms) {
            KONKORDAT_TRY(auto title, expand(m_text.title, form, "title", 1));
            KONKORDAT_CHECK(check_markup(title, form, "title", 1));
            m_frame.pack.titles[static_cast<std::size_t>(form)][m_language] = std::move(title);
        }
        std::set<std::string, std::less<>> used;
        for (auto& clause : m_frame.pack.clauses) {
            for (auto& alternative : clause.alternatives) {
                auto const key = entry_key(clause, alternative);
                KONKORDAT_CHECK(merge_entry(clause, alternative, key));
                used.insert(key);
            }
        }
        for (auto const& [key, entry] : m_text.entries) {
            if (!used.contains(key))
                return error(key, entry.line, "refers to \"" + key + "\", which does not exist in pack.json", "dangling-reference", key);
        }
        return {};
    }

private:
    Result<void> merge_entry(ClauseTemplate const& clause, Alternative& alternative, std::string const& key)
    {
        auto const found = m_text.entries.find(key);
        if (found == m_text.entries.end()) {
            return error(key, 0,
                "the clause \"" + key + "\" (pack.json line " + std::to_string(m_frame.clause_lines[clause.id]) + ") has no text",
                "pack-missing-text", key);
        }
        auto const& entry = found->second;
        if (entry.body.size() > limits::max_text_bytes)
            return error(key, entry.line, "the text is longer than " + std::to_string(limits::max_text_bytes) + " bytes", "text-too-long",
                std::to_string(limits::max_text_bytes));
        for (auto const form : clause.forms)
            KONKORDAT_CHECK(merge_wording(alternative.wording(form), entry, form, key));
        return {};
    }

    Result<void> merge_wording(Wording& wording, PackText::Entry const& entry, Form form, std::string const& key)
    {
        KONKORDAT_TRY(auto heading, expand(entry.heading, form, key, entry.line));
        KONKORDAT_TRY(auto body, expand(entry.body, form, key, entry.line));
        KONKORDAT_TRY(auto guidance, expand(entry.guidance, form, key, entry.line));
        KONKORDAT_CHECK(check_markup(heading, form, key, entry.line));
        KONKORDAT_CHECK(check_markup(body, form, key, entry.line));
        if (heading.empty())
            return error(key, entry.line, "the clause \"" + key + "\" has no heading in the form " + std::string(name_of(form)),
                "pack-missing-text", key);
        wording.heading[m_language] = std::move(heading);
        wording.body[m_language] = std::move(body);
        if (!guidance.empty())
            wording.guidance[m_language] = std::move(guidance);
        return {};
    }

    Result<std::string> expand(std::string const& text, Form form, std::string const& key, int line) const
    {
        auto words = words_of_form(text, form);
        if (words)
            return words;
        auto located = std::move(words).error();
        located.file = file_of(m_language);
        located.pointer = key;
        located.line = line;
        return located;
    }

    /// Most texts read alike in every form: what was found in the last one is kept.
    Result<void> check_markup(std::string const& markdown, Form form, std::string const& key, int line)
    {
        if (markdown.find_first_of("{}[]") == std::string::npos)
            return {};
        if (markdown != m_checked) {
            auto const document = richtext::parse(markdown);
            KONKORDAT_CHECK(check_placeholders(document, key, line));
            m_references = richtext::references_in(document);
            m_checked = markdown;
        }
        for (auto const& id : m_references) {
            auto const* clause = find_clause(m_frame.pack, id);
            if (!clause || !clause->has_form(form))
                return error(key, line,
                    "refers to \"" + id + "\", which does not exist" + (clause ? " in the form " + std::string(name_of(form)) : ""),
                    "dangling-reference", id);
        }
        return {};
    }

    Result<void> check_placeholders(richtext::Document const& document, std::string const& key, int line) const
    {
        for (auto const& id : richtext::variables_in(document)) {
            if (!richtext::is_built_in_variable(id) && !find_variable(m_frame.pack, id))
                return error(key, line, "uses the variable \"" + id + "\", which does not exist", "unknown-variable", id);
        }
        return check_leftovers(document.blocks, key, line);
    }

    /// A misspelt placeholder would be printed as it stands.
    Result<void> check_leftovers(std::vector<richtext::Block> const& blocks, std::string const& key, int line) const
    {
        for (auto const& block : blocks) {
            for (auto const& run : block.runs) {
                for (std::string_view sign : { "{{", "}}", "[[", "]]" }) {
                    if (run.kind == richtext::RunKind::Text && run.text.find(sign) != std::string::npos)
                        return error(key, line, "\"" + std::string(sign) + "\" is not part of a variable or a reference",
                            "pack-placeholder", std::string(sign));
                }
            }
            KONKORDAT_CHECK(check_leftovers(block.children, key, line));
        }
        return {};
    }

    [[nodiscard]] Error error(std::string place, int line, std::string message, std::string key, std::string argument) const
    {
        return Error { .code = ErrorCode::Inconsistent,
            .message = std::move(message),
            .file = file_of(m_language),
            .pointer = std::move(place),
            .line = line,
            .key = std::move(key),
            .argument = std::move(argument) };
    }

    PackFrame& m_frame;
    Language m_language;
    PackText const& m_text;
    std::string m_checked;
    std::vector<std::string> m_references; ///< in m_checked
};

} // namespace

std::vector<std::string> pack_ids(World& world)
{
    std::vector<std::string> ids;
    constexpr std::string_view prefix = "templates/";
    constexpr std::string_view file = "/pack.json";
    for (auto path : world.resources_under(prefix)) {
        if (!path.ends_with(file))
            continue;
        path.remove_prefix(prefix.size());
        path.remove_suffix(file.size());
        if (path.find('/') == std::string_view::npos)
            ids.emplace_back(path);
    }
    return ids;
}

namespace {

Error unknown_pack(World& world, std::string_view id)
{
    std::string known;
    for (auto const& other : pack_ids(world))
        known += (known.empty() ? "" : ", ") + other;
    auto const name = std::string(truncate_utf8(id, 60));
    return Error { .code = ErrorCode::NotFound,
        .message = "there is no template \"" + name + "\"; there is " + known,
        .key = "unknown-template",
        .argument = name };
}

Result<void> check_name_of_folder(TemplatePack const& pack, std::string_view id, std::string const& folder)
{
    if (pack.id == id)
        return {};
    return Error { .code = ErrorCode::Inconsistent,
        .message = "the pack's id \"" + pack.id + "\" is not the name of its folder",
        .file = folder + "pack.json",
        .pointer = "/id",
        .key = "invalid-id",
        .argument = pack.id };
}

/// Reads the pack in a folder ("templates/x/"); its id must be `id`.
Result<TemplatePack> load_from(World& world, std::string const& folder, std::string_view json, std::string_view id)
{
    PackSources sources { .json = json, .texts = {} };
    for (auto language : all_languages) {
        if (auto const text = world.resource(folder + file_of(language)))
            sources.texts[language] = *text;
    }
    auto pack = parse_pack(sources);
    if (!pack) {
        auto error = std::move(pack).error();
        error.file = folder + error.file;
        return error;
    }
    KONKORDAT_CHECK(check_name_of_folder(*pack, id, folder));
    return pack;
}

} // namespace

Result<TemplatePack> load_pack(World& world, std::string_view id)
{
    auto const json = world.resource(folder_of(id) + "pack.json");
    if (json)
        return load_from(world, folder_of(id), *json, id);
    return unknown_pack(world, id);
}

Result<TemplatePack> load_pack_frame(World& world, std::string_view id)
{
    auto const folder = folder_of(id);
    auto const json = world.resource(folder + "pack.json");
    if (!json)
        return unknown_pack(world, id);
    auto frame = read_pack_json(*json);
    if (!frame)
        return std::move(frame).error().in_file(folder + "pack.json");
    KONKORDAT_CHECK(check_name_of_folder(frame->pack, id, folder));
    return std::move(frame->pack);
}

Result<TemplatePack> load_archived_pack(World& world, std::string_view id, std::string_view version)
{
    auto const folder = folder_of(id) + "archive/" + std::string(version) + "/";
    KONKORDAT_TRY(auto const json, world.resource(folder + "pack.json"));
    return load_from(world, folder, json, id);
}

Result<TemplatePack> parse_pack(PackSources const& sources)
{
    auto frame = read_pack_json(sources.json);
    if (!frame)
        return std::move(frame).error().in_file("pack.json");
    for (auto language : frame->pack.languages) {
        auto const source = sources.texts.find(language);
        if (source == sources.texts.end())
            return Error { .code = ErrorCode::NotFound,
                .message = "the file is missing",
                .file = file_of(language),
                .key = "pack-missing-file",
                .argument = file_of(language) };
        auto text = parse_pack_text(source->second);
        if (!text)
            return std::move(text).error().in_file(file_of(language));
        KONKORDAT_CHECK(TextMerger(*frame, language, *text).merge());
    }
    return std::move(frame->pack);
}

ClauseTemplate const* find_clause(TemplatePack const& pack, std::string_view id)
{
    auto const entry = std::ranges::find(pack.clauses, id, &ClauseTemplate::id);
    return entry == pack.clauses.end() ? nullptr : &*entry;
}

Variable const* find_variable(TemplatePack const& pack, std::string_view id)
{
    auto const entry = std::ranges::find(pack.variables, id, &Variable::id);
    return entry == pack.variables.end() ? nullptr : &*entry;
}

Alternative const* find_alternative(ClauseTemplate const& clause, std::string_view id)
{
    auto const entry = std::ranges::find_if(
        clause.alternatives, [&](Alternative const& alternative) { return id.empty() ? alternative.is_default : alternative.id == id; });
    return entry == clause.alternatives.end() ? nullptr : &*entry;
}

richtext::VariableTexts variable_texts(TemplatePack const& pack)
{
    richtext::VariableTexts texts;
    for (auto const& variable : pack.variables) {
        auto& text = texts[variable.id];
        text.label = variable.label;
        for (auto const& choice : variable.choices)
            text.choices.emplace_back(choice.value, choice.label);
    }
    return texts;
}

namespace {

bool has_right_type(Variable const& variable, VariableValue const& value)
{
    switch (variable.type) {
    case VariableType::Text:
        return variable.localised ? std::holds_alternative<LanguageMap>(value) : std::holds_alternative<std::string>(value);
    case VariableType::Integer: return std::holds_alternative<std::int64_t>(value);
    case VariableType::Date: return std::holds_alternative<Date>(value);
    case VariableType::Choice: return std::holds_alternative<std::string>(value);
    case VariableType::Boolean: return std::holds_alternative<bool>(value);
    }
    return false;
}

} // namespace

Result<void> check_value(Variable const& variable, VariableValue const& value)
{
    auto error = [&](std::string message, std::string key, std::string argument) {
        return Error { .code = ErrorCode::InvalidArgument,
            .message = std::move(message),
            .pointer = variable.id,
            .key = std::move(key),
            .argument = std::move(argument) };
    };
    if (!has_right_type(variable, value))
        return error("the value of \"" + variable.id + "\" is of the wrong type", "variable-type", variable.id);
    if (auto const* number = std::get_if<std::int64_t>(&value)) {
        if (variable.minimum && *number < *variable.minimum)
            return error(std::to_string(*number) + " is less than " + std::to_string(*variable.minimum), "variable-minimum",
                std::to_string(*variable.minimum));
        if (variable.maximum && *number > *variable.maximum)
            return error(std::to_string(*number) + " is more than " + std::to_string(*variable.maximum), "variable-maximum",
                std::to_string(*variable.maximum));
    }
    if (variable.type == VariableType::Choice
        && std::ranges::find(variable.choices, std::get<std::string>(value), &Choice::value) == variable.choices.end())
        return error("\"" + std::string(truncate_utf8(std::get<std::string>(value), 60)) + "\" is none of the choices", "unknown-value",
            std::get<std::string>(value).substr(0, 60));
    return {};
}

} // namespace konkordat::templates
