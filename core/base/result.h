#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace konkordat {

/// What kind of thing went wrong. A user interface chooses its words by this code; see web/i18n and core/cli.
enum class ErrorCode {
    InvalidArgument,   ///< a caller (command line, form field) gave a value that is not allowed
    NotFound,          ///< a named thing does not exist
    Malformed,         ///< the bytes are not what the format asks for
    TooLarge,          ///< a limit on size, depth or count was exceeded
    UnsupportedVersion,///< well-formed, but of a version this program does not read
    Inconsistent,      ///< well-formed, but contradicts itself (duplicate id, dangling reference)
    Storage,           ///< the store could not read or write
    ReadOnly,          ///< the workspace is open elsewhere and may not be changed here
    Corrupt,           ///< stored data does not pass its own check
    Unavailable,       ///< a resource or a service is missing
};

[[nodiscard]] std::string_view error_code_name(ErrorCode);

/// An error tells a person what happened, where, and what to do.
struct Error {
    ErrorCode code = ErrorCode::InvalidArgument;
    std::string message = {};  ///< English sentence without a full stop: what is wrong
    std::string file = {};     ///< file name as the user knows it, or empty
    std::string pointer = {};  ///< RFC 6901 JSON pointer, clause id, or another name of the place, or empty
    int line = 0;              ///< 1-based, 0 if unknown
    /// Entry of the interface's catalogue that says `message` in the user's language, without its prefix "error.",
    /// e.g. "json-duplicate-key"; may use {argument}, {file}, {pointer}, {line}. Empty: the words for `code` are used.
    std::string key = {};
    std::string argument = {}; ///< the value that `message` mentions (a name, a limit), for the translated sentence

    /// One line: "file:line: pointer: message", leaving out what is unknown.
    [[nodiscard]] std::string to_string() const;

    /// The same error, naming the file it was found in, unless it names one already.
    [[nodiscard]] Error in_file(std::string name) &&
    {
        if (file.empty())
            file = std::move(name);
        return std::move(*this);
    }
};

/// A value, or the error that prevented it.
template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Error error)
        : m_state(std::in_place_index<1>, std::move(error))
    {
    }

    [[nodiscard]] bool has_value() const { return m_state.index() == 0; }
    explicit operator bool() const { return has_value(); }

    [[nodiscard]] T& value() &
    {
        assert(has_value());
        return std::get<0>(m_state);
    }
    [[nodiscard]] T const& value() const&
    {
        assert(has_value());
        return std::get<0>(m_state);
    }
    [[nodiscard]] T&& value() &&
    {
        assert(has_value());
        return std::get<0>(std::move(m_state));
    }
    [[nodiscard]] T& operator*() & { return value(); }
    [[nodiscard]] T const& operator*() const& { return value(); }
    [[nodiscard]] T&& operator*() && { return std::move(*this).value(); }
    [[nodiscard]] T* operator->() { return &value(); }
    [[nodiscard]] T const* operator->() const { return &value(); }

    [[nodiscard]] Error const& error() const&
    {
        assert(!has_value());
        return std::get<1>(m_state);
    }
    [[nodiscard]] Error&& error() &&
    {
        assert(!has_value());
        return std::get<1>(std::move(m_state));
    }

private:
    std::variant<T, Error> m_state;
};

/// Success without a value, or an error.
template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error)
        : m_error(std::move(error))
    {
    }

    [[nodiscard]] bool has_value() const { return !m_error.has_value(); }
    explicit operator bool() const { return has_value(); }

    [[nodiscard]] Error const& error() const&
    {
        assert(!has_value());
        return *m_error;
    }
    [[nodiscard]] Error&& error() &&
    {
        assert(!has_value());
        return std::move(*m_error);
    }

private:
    std::optional<Error> m_error;
};

} // namespace konkordat

/// Evaluates a Result expression; on an error returns it from the enclosing function, else yields the value.
#define KONKORDAT_TRY_IMPL(name, variable, expression)                                                                                     \
    auto name = (expression);                                                                                                              \
    if (!name)                                                                                                                             \
        return std::move(name).error();                                                                                                    \
    variable = std::move(name).value()
#define KONKORDAT_CONCATENATE_IMPL(a, b) a##b
#define KONKORDAT_CONCATENATE(a, b) KONKORDAT_CONCATENATE_IMPL(a, b)
/// KONKORDAT_TRY(auto text, read_file(path));
#define KONKORDAT_TRY(variable, ...) KONKORDAT_TRY_IMPL(KONKORDAT_CONCATENATE(konkordat_result_, __LINE__), variable, (__VA_ARGS__))
/// KONKORDAT_CHECK(store.save()); for Result<void>.
#define KONKORDAT_CHECK(...)                                                                                                               \
    do {                                                                                                                                   \
        auto konkordat_check_result = (__VA_ARGS__);                                                                                       \
        if (!konkordat_check_result)                                                                                                       \
            return std::move(konkordat_check_result).error();                                                                              \
    } while (false)
