#include "core/cli/arguments.h"

#include <algorithm>

namespace konkordat::cli {

namespace {

Error usage_error(std::string message) { return Error { .code = ErrorCode::InvalidArgument, .message = std::move(message) }; }

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

} // namespace

Result<Arguments> Arguments::parse(std::span<std::string const> words, std::vector<Option> const& options)
{
    Arguments arguments;
    bool options_ended = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::string_view word = words[i];
        if (options_ended || word == "-" || !word.starts_with('-')) {
            arguments.m_positional.emplace_back(word);
            continue;
        }
        if (word == "--") {
            options_ended = true;
            continue;
        }
        auto const equals = word.starts_with("--") ? word.find('=') : std::string_view::npos;
        auto const name = word.substr(0, equals);
        auto const option = std::ranges::find(options, name, &Option::name);
        if (option == options.end())
            return usage_error("unknown option " + quoted(name));
        auto& values = arguments.m_values[std::string(name)];
        if (option->kind == OptionKind::Flag) {
            if (equals != std::string_view::npos)
                return usage_error(std::string(name) + " takes no value");
        } else if (equals != std::string_view::npos) {
            values.emplace_back(word.substr(equals + 1));
        } else if (i + 1 < words.size()) {
            values.push_back(words[++i]);
        } else {
            return usage_error(std::string(name) + " needs a value");
        }
    }
    return arguments;
}

std::vector<std::string> Arguments::values(std::string_view option) const
{
    auto const entry = m_values.find(option);
    return entry == m_values.end() ? std::vector<std::string> {} : entry->second;
}

Result<std::string> Arguments::required(std::string_view option) const
{
    KONKORDAT_TRY(auto value, optional(option));
    if (!value)
        return usage_error(std::string(option) + " is missing");
    return *std::move(value);
}

Result<std::optional<std::string>> Arguments::optional(std::string_view option) const
{
    auto given = values(option);
    if (given.size() > 1)
        return usage_error(std::string(option) + " is given twice");
    if (given.empty())
        return std::optional<std::string> {};
    if (given.front().empty())
        return usage_error(std::string(option) + " needs a value");
    return std::optional(std::move(given.front()));
}

Result<std::vector<std::string>> Arguments::positional(std::vector<std::string_view> const& names) const
{
    if (m_positional.size() > names.size())
        return usage_error("unexpected argument " + quoted(m_positional[names.size()]));
    return positional_at_least(names);
}

Result<std::vector<std::string>> Arguments::positional_at_least(std::vector<std::string_view> const& names) const
{
    if (m_positional.size() < names.size())
        return usage_error(std::string(names[m_positional.size()]) + " is missing");
    return m_positional;
}

Result<void> Arguments::allow_only(std::string_view task, std::vector<std::string_view> const& options) const
{
    for (auto const& [name, values] : m_values) {
        if (std::ranges::find(options, name) == options.end())
            return usage_error(name + " has no meaning " + std::string(task));
    }
    return {};
}

} // namespace konkordat::cli
