#pragma once

#include "core/base/result.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace konkordat::cli {

enum class OptionKind { Flag, Value };

/// An option that a command understands.
struct Option {
    std::string_view name; ///< "--lang", "-o"
    OptionKind kind = OptionKind::Value;
};

/// The words after a command's name, taken apart. "--name=value" is "--name value"; "--" ends the options.
class Arguments {
public:
    /// Errors: InvalidArgument for an unknown option, or one without its value.
    [[nodiscard]] static Result<Arguments> parse(std::span<std::string const> words, std::vector<Option> const& options);

    [[nodiscard]] bool has(std::string_view option) const { return m_values.contains(option); }
    /// Every value of an option, in order.
    [[nodiscard]] std::vector<std::string> values(std::string_view option) const;
    /// The one value of an option that may be given once. Errors: InvalidArgument if it is given twice or not at all.
    [[nodiscard]] Result<std::string> required(std::string_view option) const;
    [[nodiscard]] Result<std::optional<std::string>> optional(std::string_view option) const;
    /// What stands without an option: exactly as many as `names`. Errors: InvalidArgument, naming what is missing or too much.
    [[nodiscard]] Result<std::vector<std::string>> positional(std::vector<std::string_view> const& names) const;
    /// As positional(), and any number more of the last one.
    [[nodiscard]] Result<std::vector<std::string>> positional_at_least(std::vector<std::string_view> const& names) const;
    /// Of the options that a command understands, those of what it is asked to do. Errors: InvalidArgument for any other, naming `task`.
    [[nodiscard]] Result<void> allow_only(std::string_view task, std::vector<std::string_view> const& options) const;

private:
    std::map<std::string, std::vector<std::string>, std::less<>> m_values;
    std::vector<std::string> m_positional;
};

} // namespace konkordat::cli
