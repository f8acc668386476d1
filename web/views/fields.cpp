#include "web/views/fields.h"

#include <algorithm>
#include <charconv>

namespace konkordat::views {

namespace {

std::string date_example(Frame const& f)
{
    auto const example = Date::create(2026, 11, 24);
    return example ? example->to_short_text(f.language()) : std::string {};
}

std::optional<std::int64_t> parse_integer(std::string_view text)
{
    std::int64_t value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc {} || end != text.data() + text.size())
        return {};
    return value;
}

/// What is wrong with the text for a variable of type integer. Refers to nothing, since it is kept with the draft.
std::function<std::string(std::string_view)> integer_check(Frame const& f, templates::Variable const& variable)
{
    auto bound = [&](std::string_view key, std::string_view name, std::optional<std::int64_t> value) {
        return value ? f.words()(key, { { name, std::to_string(*value) } }) : std::string {};
    };
    return [wrong = f.words()("field.integer.wrong"), too_small = bound("field.integer.minimum", "minimum", variable.minimum),
               too_large = bound("field.integer.maximum", "maximum", variable.maximum), minimum = variable.minimum,
               maximum = variable.maximum](std::string_view text) {
        auto const value = parse_integer(text);
        if (text.empty())
            return std::string {};
        if (!value)
            return wrong;
        if (minimum && *value < *minimum)
            return too_small;
        return maximum && *value > *maximum ? too_large : std::string {};
    };
}

/// Sets a variable, or clears it for an empty text.
MakeCommand set_text_variable(AgreementId const& agreement, std::string const& variable)
{
    return [agreement, variable](Agreement const&, std::string const& text) -> std::optional<Command> {
        if (text.empty())
            return ClearVariable { .agreement = agreement, .variable = variable };
        return SetVariable { .agreement = agreement, .variable = variable, .value = text };
    };
}

void choice_entry(
    Frame& f, templates::Variable const& variable, std::string const& label, std::string const& help, VariableValue const* value)
{
    std::vector<ui::Choice> choices { { .value = "", .label = f.words()("properties.choice.open") } };
    for (auto const& choice : variable.choices)
        choices.push_back({ .value = choice.value, .label = std::string(text_in(choice.label, f.language())) });
    if (variable.type == templates::VariableType::Boolean) {
        choices.push_back({ .value = "yes", .label = f.words()("properties.yes") });
        choices.push_back({ .value = "no", .label = f.words()("properties.no") });
    }
    std::string stored;
    if (value && std::holds_alternative<std::string>(*value))
        stored = std::get<std::string>(*value);
    if (value && std::holds_alternative<bool>(*value))
        stored = std::get<bool>(*value) ? "yes" : "no";
    auto const selected = std::ranges::find(choices, stored, &ui::Choice::value);
    auto const index = selected == choices.end() ? 0U : static_cast<std::size_t>(selected - choices.begin());
    auto const locked = f.locked();
    auto const chosen = ui::select(
        f.ui, variable.id, label, choices, index, { .description = help, .disabled_reason = locked, .required = variable.required });
    if (!chosen)
        return;
    auto const& id = f.open().agreement.id;
    auto const& name = choices[*chosen].value;
    if (name.empty())
        f.edit(ClearVariable { .agreement = id, .variable = variable.id });
    else if (variable.type == templates::VariableType::Boolean)
        f.edit(SetVariable { .agreement = id, .variable = variable.id, .value = name == "yes" });
    else
        f.edit(SetVariable { .agreement = id, .variable = variable.id, .value = name });
}

} // namespace

void text_entry(Frame& f, std::string_view id, std::string const& label, std::string const& key, std::string_view stored,
    MakeCommand const& make, EntryOptions const& options)
{
    auto& drafts = f.session.drafts();
    std::string const shown { drafts.shown(key, stored) };
    auto field = options.field;
    std::string const error = options.error ? options.error(shown) : std::string {};
    if (!error.empty())
        field.error = error;
    std::string const locked = f.locked();
    field.read_only = field.read_only || !locked.empty();
    auto const edit = options.several_lines ? ui::text_area(f.ui, id, label, shown, field) : ui::text_field(f.ui, id, label, shown, field);
    if (edit.changed && !field.read_only) {
        auto* session = &f.session;
        auto const check = options.error;
        drafts.type(
            key, edit.value, f.session.platform().now(),
            [session, make, check](std::string const& text) {
                if (check && !check(text).empty())
                    return false;
                return session->execute(app::Change {
                    .make = [&](Agreement const& agreement) { return make(agreement, text); }, .coalesce = Coalesce::WithPrevious });
            },
            [make, check](Agreement& agreement, std::string const& text) {
                if (check && !check(text).empty())
                    return;
                if (auto const command = make(agreement, text))
                    (void)apply(*command, agreement);
            });
    }
    if (edit.committed || edit.submitted)
        drafts.finish(key);
}

void date_entry(Frame& f, std::string_view id, std::string const& label, std::string const& key, std::optional<Date> const& stored,
    std::function<std::optional<Command>(Agreement const&, std::optional<Date>)> const& make, std::string const& help)
{
    auto const example = date_example(f);
    std::string const description = help.empty() ? f.words()("field.date.help", { { "example", example } }) : help;
    auto const wrong = f.words()("field.date.wrong", { { "example", example } });
    EntryOptions options;
    options.field.description = description;
    options.field.kind = ui::InputKind::Date;
    options.field.width = 200;
    options.field.spell_check = false;
    options.error = [wrong](std::string_view text) { return text.empty() || Date::parse_typed(text) ? std::string {} : wrong; };
    auto const text = stored ? stored->to_short_text(f.language()) : std::string {};
    text_entry(
        f, id, label, key, text,
        [make](Agreement const& agreement, std::string const& typed) -> std::optional<Command> {
            auto const date = Date::parse_typed(typed);
            return make(agreement, date ? std::optional(*date) : std::nullopt);
        },
        options);
}

void language_entries(Frame& f, std::string_view id, std::string_view label_key, std::string const& key, LanguageMap const& stored,
    std::function<std::optional<Command>(Agreement const&, Language, std::string const&)> const& make, EntryOptions const& base)
{
    for (auto const language : f.open().agreement.languages) {
        auto options = base;
        options.field.language = language_tag(language);
        auto const code = std::string(language_code(language));
        auto const entry = stored.find(language);
        text_entry(
            f, std::string(id) + "-" + code, label_in(f, label_key, language), key + "/" + code,
            entry == stored.end() ? std::string_view {} : entry->second,
            [make, language](Agreement const& agreement, std::string const& text) { return make(agreement, language, text); }, options);
    }
}

namespace {

void localised_entry(Frame& f, templates::Variable const& variable, std::string const& label, std::string const& key,
    VariableValue const* value, EntryOptions options)
{
    auto const& agreement = f.open().agreement;
    auto const* map = value ? std::get_if<LanguageMap>(value) : nullptr;
    auto const stored = map ? *map : LanguageMap {};
    for (auto const language : agreement.languages) {
        auto const code = std::string(language_code(language));
        options.field.language = language_tag(language);
        auto const text = stored.find(language);
        auto const name = agreement.languages.size() > 1
            ? f.words()("properties.variable.in", { { "label", label }, { "language", language_name(f, language) } })
            : label;
        text_entry(
            f, variable.id + "-" + code, name, key + "/" + code, text == stored.end() ? std::string_view {} : text->second,
            [language, variable_id = variable.id](Agreement const& now, std::string const& typed) -> std::optional<Command> {
                auto const present = now.variables.find(variable_id);
                auto const* texts = present == now.variables.end() ? nullptr : std::get_if<LanguageMap>(&present->second);
                auto changed = texts ? *texts : LanguageMap {};
                set_text(changed, language, typed);
                if (changed.empty())
                    return ClearVariable { .agreement = now.id, .variable = variable_id };
                return SetVariable { .agreement = now.id, .variable = variable_id, .value = std::move(changed) };
            },
            options);
    }
}

} // namespace

void variable_entry(Frame& f, templates::Variable const& variable)
{
    auto const& agreement = f.open().agreement;
    auto const label = std::string(text_in(variable.label, f.language()));
    auto const help = std::string(text_in(variable.help, f.language()));
    auto const entry = agreement.variables.find(variable.id);
    auto const* value = entry == agreement.variables.end() ? nullptr : &entry->second;
    auto const key = agreement.id.str() + "/variable/" + variable.id;
    EntryOptions options;
    options.field.description = help;
    options.field.required = variable.required;

    switch (variable.type) {
    case templates::VariableType::Choice:
    case templates::VariableType::Boolean: choice_entry(f, variable, label, help, value); return;
    case templates::VariableType::Date: {
        auto const* date = value ? std::get_if<Date>(value) : nullptr;
        auto const example = date_example(f);
        date_entry(
            f, variable.id, label, key, date ? std::optional(*date) : std::nullopt,
            [name = variable.id](Agreement const& now, std::optional<Date> day) -> std::optional<Command> {
                if (!day)
                    return ClearVariable { .agreement = now.id, .variable = name };
                return SetVariable { .agreement = now.id, .variable = name, .value = *day };
            },
            help.empty() ? std::string {} : help + " " + f.words()("field.date.help", { { "example", example } }));
        return;
    }
    case templates::VariableType::Integer: {
        auto const* number = value ? std::get_if<std::int64_t>(value) : nullptr;
        options.field.kind = ui::InputKind::Number;
        options.field.width = 160;
        options.error = integer_check(f, variable);
        text_entry(
            f, variable.id, label, key, number ? std::to_string(*number) : std::string {},
            [name = variable.id](Agreement const& now, std::string const& text) -> std::optional<Command> {
                if (text.empty())
                    return ClearVariable { .agreement = now.id, .variable = name };
                auto const parsed = parse_integer(text);
                if (!parsed)
                    return {};
                return SetVariable { .agreement = now.id, .variable = name, .value = *parsed };
            },
            options);
        return;
    }
    case templates::VariableType::Text: break;
    }
    if (variable.localised) {
        localised_entry(f, variable, label, key, value, options);
        return;
    }
    auto const* text = value ? std::get_if<std::string>(value) : nullptr;
    text_entry(f, variable.id, label, key, text ? *text : std::string {}, set_text_variable(agreement.id, variable.id), options);
}

CheckText email_check(Frame const& f)
{
    return [wrong = f.words()("field.email.wrong")](std::string_view text) {
        auto const at = text.find('@');
        bool const plausible = at != std::string_view::npos && at > 0 && text.find('.', at) != std::string_view::npos
            && text.find(' ') == std::string_view::npos;
        return text.empty() || plausible ? std::string {} : wrong;
    };
}

CheckText website_check(Frame const& f)
{
    return [wrong = f.words()("field.website.wrong")](
               std::string_view text) { return text.empty() || text.starts_with("https://") ? std::string {} : wrong; };
}

void set_text(LanguageMap& map, Language language, std::string const& text)
{
    if (text.empty())
        map.erase(language);
    else
        map[language] = text;
}

} // namespace konkordat::views
