#pragma once

#include "core/base/date.h"
#include "core/base/language.h"
#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

/// Strict reading of JSON from outside: every error names the place by RFC 6901 pointer and line.
namespace konkordat::json {

struct Limits {
    std::size_t max_bytes = 16U * 1024U * 1024U;
    std::size_t max_depth = 32;       ///< of nested arrays and objects
    std::size_t max_values = 500'000; ///< of all kinds, keys not counted
};

/// A parsed JSON value with the line it stands on. Integers only go to 2^53 - 1 (RFC 8785 3.2.2.3, RFC 7493 2.2).
struct Value {
    enum class Type { Null, Boolean, Integer, Number, Text, Array, Object };
    Type type = Type::Null;
    int line = 0; ///< 1-based; of the first character of an array or object, of the last one of anything else
    bool boolean = false;
    std::int64_t integer = 0;
    std::string text = {};
    std::vector<Value> items = {};                           ///< of an Array
    std::vector<std::pair<std::string, Value>> members = {}; ///< of an Object, in file order, keys unique
};

/// Errors: Malformed (syntax, invalid UTF-8, NUL, duplicate key), TooLarge. Keys: json-syntax, json-truncated, json-utf8,
/// json-nul, json-duplicate-key, json-number, json-too-large, json-too-deep, json-too-many-values.
[[nodiscard]] Result<Value> parse(std::string_view bytes, Limits const& = {});

/// "/a~1b" for the member "a/b" (RFC 6901 3).
[[nodiscard]] std::string child_pointer(std::string_view parent, std::string_view key);

/// Line of the value that an RFC 6901 pointer names, or of the innermost one on the way there that exists.
[[nodiscard]] int line_at(Value const& root, std::string_view pointer);

/// Where the first error of a reading is kept. Once there is one, every further reading yields a default value.
class Reading {
public:
    [[nodiscard]] bool failed() const { return m_error.has_value(); }
    /// Keeps the error, unless there is one already.
    void fail(Error);
    [[nodiscard]] std::optional<Error> const& error() const { return m_error; }

private:
    std::optional<Error> m_error;
};

class Object;

/// A value at its place. Readers of a wrong type fail with key "json-type". Refers to the Value and the Reading, which outlive it.
class Cursor {
public:
    Cursor(Reading& reading, Value const& value, std::string pointer)
        : m_reading(&reading)
        , m_value(&value)
        , m_pointer(std::move(pointer))
    {
    }

    [[nodiscard]] Value const& value() const { return *m_value; }
    [[nodiscard]] std::string const& pointer() const { return m_pointer; }
    [[nodiscard]] bool failed() const { return m_reading->failed(); }
    [[nodiscard]] bool is(Value::Type type) const { return m_value->type == type; }

    /// Fails here. `key` and `argument` as in Error.
    void fail(ErrorCode, std::string message, std::string key, std::string argument = {}) const;
    /// Fails here with an error that another parser returned for this text.
    void fail(Error) const;

    /// A text of at most `max_bytes`. Key: text-too-long.
    [[nodiscard]] std::string text(std::size_t max_bytes = 1024 * 1024) const;
    /// An id (see is_valid_id). Key: invalid-id.
    [[nodiscard]] std::string id() const;
    [[nodiscard]] std::int64_t integer(std::int64_t minimum, std::int64_t maximum) const; ///< Key: out-of-range
    [[nodiscard]] bool boolean() const;
    [[nodiscard]] Date date() const;           ///< Key: invalid-date
    [[nodiscard]] Timestamp timestamp() const; ///< Key: invalid-date
    [[nodiscard]] Language language() const;   ///< de, fr, it, en. Key: unknown-language
    /// {"de": "...", "fr": "..."}. Keys: unknown-language, text-too-long.
    [[nodiscard]] LanguageMap language_map(std::size_t max_bytes = 1024 * 1024) const;

    /// One of the names of an enumeration: choice(parse_name<Form>). Key: unknown-value.
    template <typename Parse>
    [[nodiscard]] auto choice(Parse parse) const
    {
        using Choice = std::remove_cvref_t<decltype(*parse(std::string_view {}))>;
        auto const name = text(200);
        if (failed())
            return Choice {};
        auto parsed = parse(std::string_view { name });
        if (parsed)
            return *parsed;
        fail(ErrorCode::Malformed, parsed.error().message, "unknown-value", name);
        return Choice {};
    }

    /// Each item of an array of at most `max_count`, in order, until one fails. Key: too-many-items.
    template <typename Read>
    [[nodiscard]] auto items(std::size_t max_count, Read read) const
    {
        std::vector<std::remove_cvref_t<decltype(read(*this))>> results;
        for (auto const& item : cursors(max_count)) {
            if (failed())
                break;
            results.push_back(read(item));
        }
        return results;
    }
    [[nodiscard]] std::vector<Cursor> cursors(std::size_t max_count) const;

    /// The members of an object of free keys. Key: too-many-items.
    [[nodiscard]] std::vector<std::pair<std::string, Cursor>> members(std::size_t max_count) const;

private:
    friend class Object;
    [[nodiscard]] bool expect(Value::Type) const;

    Reading* m_reading;
    Value const* m_value;
    std::string m_pointer;
};

/// An object with a fixed set of keys; whatever has not been asked for when finish() is called is an error.
class Object {
public:
    explicit Object(Cursor place);

    /// The member, which must be there (key: missing-member); a null value at the object's own place if it is not.
    [[nodiscard]] Cursor required(std::string_view key);
    [[nodiscard]] std::optional<Cursor> optional(std::string_view key);
    /// Calls read(cursor) if the member is there; else yields the default value.
    template <typename Read>
    [[nodiscard]] auto optional(std::string_view key, Read read) -> std::remove_cvref_t<decltype(read(std::declval<Cursor const&>()))>
    {
        if (auto const member = optional(key))
            return read(*member);
        return {};
    }
    [[nodiscard]] bool has(std::string_view key) const;
    [[nodiscard]] Cursor const& place() const { return m_place; }

    /// Fails at the first member that nobody asked for. Key: unknown-member.
    void finish() const;

private:
    Cursor m_place;
    std::vector<bool> m_known; ///< of each member: somebody asked for it
};

} // namespace konkordat::json
