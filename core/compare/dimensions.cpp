#include "core/compare/dimensions.h"

#include <algorithm>

namespace konkordat::compare {

std::string_view name_of(ValueType type)
{
    switch (type) {
    case ValueType::Choice: return "choice";
    case ValueType::Integer: return "integer";
    case ValueType::Date: return "date";
    case ValueType::Boolean: return "boolean";
    case ValueType::Text: return "text";
    }
    return {};
}

ValueType type_of(Value const& value)
{
    struct Visitor {
        ValueType operator()(Code const&) const { return ValueType::Choice; }
        ValueType operator()(std::int64_t) const { return ValueType::Integer; }
        ValueType operator()(Date const&) const { return ValueType::Date; }
        ValueType operator()(bool) const { return ValueType::Boolean; }
        ValueType operator()(LanguageMap const&) const { return ValueType::Text; }
        ValueType operator()(std::string const&) const { return ValueType::Text; }
    };
    return std::visit(Visitor {}, value);
}

std::optional<std::size_t> find_dimension(DimensionSet const& set, std::string_view id)
{
    auto const found = std::ranges::find(set.dimensions, id, &Dimension::id);
    if (found == set.dimensions.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - set.dimensions.begin());
}

Label const* find_label(std::vector<Label> const& labels, std::string_view id)
{
    auto const found = std::ranges::find(labels, id, &Label::id);
    return found == labels.end() ? nullptr : &*found;
}

std::string_view label_text(std::vector<Label> const& labels, std::string_view id, Language language)
{
    auto const* label = find_label(labels, id);
    return label ? text_in(label->text, language) : id;
}

Result<void> check_value(Dimension const& dimension, Value const& value)
{
    if (type_of(value) != dimension.type) {
        return Error { .code = ErrorCode::InvalidArgument,
            .message = "a value of " + dimension.id + " is of type " + std::string(name_of(dimension.type)),
            .key = "comparison-value",
            .argument = dimension.id };
    }
    auto const* code = std::get_if<Code>(&value);
    if (code && !find_label(dimension.choices, code->id)) {
        return Error { .code = ErrorCode::InvalidArgument,
            .message = dimension.id + " has no choice '" + code->id + "'",
            .key = "comparison-value",
            .argument = code->id };
    }
    return {};
}

std::string value_text(DimensionSet const& set, Dimension const& dimension, Value const& value, Language language)
{
    struct Visitor {
        DimensionSet const& set;
        Dimension const& dimension;
        Language language;

        std::string operator()(Code const& code) const { return std::string(label_text(dimension.choices, code.id, language)); }
        std::string operator()(std::int64_t number) const { return std::to_string(number); }
        std::string operator()(Date const& date) const { return date.to_string(); }
        std::string operator()(bool yes) const { return std::string(label_text(set.words, yes ? "yes" : "no", language)); }
        std::string operator()(LanguageMap const& text) const { return std::string(text_in(text, language)); }
        std::string operator()(std::string const& text) const { return text; }
    };
    return std::visit(Visitor { set, dimension, language }, value);
}

} // namespace konkordat::compare
