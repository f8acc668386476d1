#include "core/base/json.h"
#include "core/base/utf8.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <set>

namespace konkordat::json {

namespace {

constexpr std::int64_t max_safe_integer = 9'007'199'254'740'991;

/// How far the lexer has read. It reads one character ahead of a number.
struct Progress {
    int line = 1;
    bool after_newline = false;
    bool reached_end = false;
};

/// Reads bytes and notes the line, for nlohmann's lexer, which does not tell positions to a SAX handler.
class CountingIterator {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = char const*;
    using reference = char const&;

    CountingIterator() = default;
    CountingIterator(char const* position, char const* end, Progress* progress)
        : m_position(position)
        , m_end(end)
        , m_progress(progress)
    {
    }

    reference operator*() const { return *m_position; }
    CountingIterator& operator++()
    {
        m_progress->after_newline = *m_position == '\n';
        m_progress->line += m_progress->after_newline ? 1 : 0;
        ++m_position;
        return *this;
    }
    CountingIterator operator++(int)
    {
        auto before = *this;
        ++*this;
        return before;
    }
    friend bool operator==(CountingIterator const& a, CountingIterator const& b)
    {
        bool const same = a.m_position == b.m_position;
        if (same && a.m_position == a.m_end && a.m_progress)
            a.m_progress->reached_end = true;
        return same;
    }

private:
    char const* m_position = nullptr;
    char const* m_end = nullptr;
    Progress* m_progress = nullptr;
};

std::string shortened(std::string_view text) { return std::string(truncate_utf8(text, 60)); }

/// What nlohmann says, without its own error number and position.
std::string syntax_message(std::string_view what)
{
    auto const column = what.find("column ");
    auto const colon = column == std::string_view::npos ? column : what.find(": ", column);
    if (colon != std::string_view::npos)
        what.remove_prefix(colon + 2);
    return std::string(truncate_utf8(what, 200));
}

/// Builds the tree of values (nlohmann's SAX interface: a false result ends the parsing).
class TreeBuilder {
public:
    TreeBuilder(Limits const& limits, Progress const& progress)
        : m_limits(limits)
        , m_progress(progress)
    {
    }

    bool null() { return add({ .type = Value::Type::Null, .line = line() }); }
    bool boolean(bool value) { return add({ .type = Value::Type::Boolean, .line = line(), .boolean = value }); }
    bool number_integer(std::int64_t value)
    {
        if (value < -max_safe_integer || value > max_safe_integer)
            return refuse_number(std::to_string(value));
        return add({ .type = Value::Type::Integer, .line = number_line(), .integer = value });
    }
    bool number_unsigned(std::uint64_t value)
    {
        if (value > static_cast<std::uint64_t>(max_safe_integer))
            return refuse_number(std::to_string(value));
        return number_integer(static_cast<std::int64_t>(value));
    }
    bool number_float(double, std::string const& text) { return add({ .type = Value::Type::Number, .line = number_line(), .text = text }); }
    bool string(std::string& value)
    {
        if (value.find('\0') != std::string::npos)
            return refuse(ErrorCode::Malformed, "a text holds the character U+0000", "json-nul");
        return add({ .type = Value::Type::Text, .line = line(), .text = std::move(value) });
    }
    bool binary(std::vector<std::uint8_t>&) { return false; }
    bool start_object(std::size_t) { return open(Value::Type::Object); }
    bool start_array(std::size_t) { return open(Value::Type::Array); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(std::string& name)
    {
        auto& frame = m_stack.back();
        frame.key = name;
        frame.has_key = true;
        if (name.find('\0') != std::string::npos)
            return refuse(ErrorCode::Malformed, "a key holds the character U+0000", "json-nul");
        if (!frame.is_new_key())
            return refuse(ErrorCode::Malformed, "the key \"" + shortened(name) + "\" appears twice", "json-duplicate-key", shortened(name));
        return true;
    }
    bool parse_error(std::size_t, std::string const&, nlohmann::detail::exception const& exception)
    {
        if (m_progress.reached_end)
            return refuse(ErrorCode::Malformed, "the file ends in the middle", "json-truncated");
        std::string_view const what = exception.what();
        if (what.find("number overflow") != std::string_view::npos)
            return refuse_number("");
        return refuse(ErrorCode::Malformed, syntax_message(what), "json-syntax");
    }

    [[nodiscard]] Value& root() { return m_root; }
    [[nodiscard]] std::optional<Error>& error() { return m_error; }

private:
    struct Frame {
        Value* container;
        std::string key = {};
        bool has_key = false;
        std::set<std::string, std::less<>> keys = {}; ///< all of them, once there are many

        /// Whether no member has the key; each is asked for once.
        bool is_new_key()
        {
            static constexpr std::size_t few = 24;
            auto const& members = container->members;
            if (members.size() < few)
                return std::ranges::none_of(members, [&](auto const& member) { return member.first == key; });
            if (keys.empty())
                std::ranges::transform(members, std::inserter(keys, keys.end()), [](auto const& member) { return member.first; });
            return keys.insert(key).second;
        }
    };

    [[nodiscard]] int line() const { return m_progress.line; }
    [[nodiscard]] int number_line() const { return m_progress.line - (m_progress.after_newline ? 1 : 0); }

    /// The place of the value that comes next.
    [[nodiscard]] std::string pointer() const
    {
        std::string pointer;
        for (auto const& frame : m_stack) {
            if (frame.container->type == Value::Type::Object)
                pointer = frame.has_key ? child_pointer(pointer, frame.key) : pointer;
            else
                pointer += "/" + std::to_string(frame.container->items.size() - (&frame == &m_stack.back() ? 0 : 1));
        }
        return pointer;
    }

    bool refuse(ErrorCode code, std::string message, std::string key, std::string argument = {})
    {
        if (!m_error)
            m_error = Error { .code = code,
                .message = std::move(message),
                .pointer = std::string(truncate_utf8(pointer(), 400)),
                .line = line(),
                .key = std::move(key),
                .argument = std::move(argument) };
        return false;
    }
    bool refuse_number(std::string number)
    {
        return refuse(ErrorCode::Malformed, "a number is too large to be read exactly", "json-number", std::move(number));
    }

    /// Where the next value goes.
    Value* place()
    {
        if (m_stack.empty())
            return &m_root;
        auto& frame = m_stack.back();
        if (frame.container->type == Value::Type::Array)
            return &frame.container->items.emplace_back();
        return &frame.container->members.emplace_back(frame.key, Value {}).second;
    }

    bool add(Value value)
    {
        if (++m_count > m_limits.max_values)
            return refuse(ErrorCode::TooLarge, "the file holds more than " + std::to_string(m_limits.max_values) + " values",
                "json-too-many-values", std::to_string(m_limits.max_values));
        *place() = std::move(value);
        return true;
    }
    bool open(Value::Type type)
    {
        if (m_stack.size() >= m_limits.max_depth)
            return refuse(ErrorCode::TooLarge, "values are nested deeper than " + std::to_string(m_limits.max_depth) + " levels",
                "json-too-deep", std::to_string(m_limits.max_depth));
        if (++m_count > m_limits.max_values)
            return refuse(ErrorCode::TooLarge, "the file holds more than " + std::to_string(m_limits.max_values) + " values",
                "json-too-many-values", std::to_string(m_limits.max_values));
        auto* container = place();
        *container = { .type = type, .line = line() };
        m_stack.push_back({ .container = container });
        return true;
    }
    bool close()
    {
        m_stack.pop_back();
        return true;
    }

    Limits const& m_limits;
    Progress const& m_progress;
    Value m_root;
    std::vector<Frame> m_stack;
    std::size_t m_count = 0;
    std::optional<Error> m_error;
};

int line_of(std::string_view bytes, std::size_t offset)
{
    return 1 + static_cast<int>(std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
}

} // namespace

Result<Value> parse(std::string_view bytes, Limits const& limits)
{
    if (bytes.size() > limits.max_bytes) {
        auto const megabytes = std::to_string(limits.max_bytes / 1024 / 1024);
        return Error { .code = ErrorCode::TooLarge,
            .message = "the file is larger than " + megabytes + " MiB",
            .key = "json-too-large",
            .argument = megabytes };
    }
    if (auto const offset = find_invalid_utf8(bytes))
        return Error {
            .code = ErrorCode::Malformed, .message = "the text is not UTF-8", .line = line_of(bytes, *offset), .key = "json-utf8"
        };
    if (auto const offset = bytes.find('\0'); offset != std::string_view::npos)
        return Error { .code = ErrorCode::Malformed,
            .message = "the text holds the character U+0000",
            .line = line_of(bytes, offset),
            .key = "json-nul" };

    Progress progress;
    TreeBuilder builder(limits, progress);
    auto const* end = bytes.data() + bytes.size();
    bool const done = nlohmann::json::sax_parse(
        CountingIterator(bytes.data(), end, &progress), CountingIterator(end, end, nullptr), &builder);
    if (builder.error())
        return *std::move(builder.error());
    if (!done)
        return Error { .code = ErrorCode::Malformed, .message = "not JSON", .line = progress.line, .key = "json-syntax" };
    return std::move(builder.root());
}

std::string child_pointer(std::string_view parent, std::string_view key)
{
    std::string pointer;
    pointer.reserve(parent.size() + 1 + key.size());
    pointer += parent;
    pointer += '/';
    if (key.find_first_of("~/") == std::string_view::npos)
        return pointer += key;
    for (char c : key) {
        if (c == '~')
            pointer += "~0";
        else if (c == '/')
            pointer += "~1";
        else
            pointer += c;
    }
    return pointer;
}

namespace {

Value const* child_of(Value const& value, std::string_view token)
{
    if (value.type == Value::Type::Object) {
        auto const member = std::ranges::find_if(
            value.members, [&](auto const& entry) { return child_pointer({}, entry.first).substr(1) == token; });
        return member == value.members.end() ? nullptr : &member->second;
    }
    std::size_t index = 0;
    auto const parsed = std::from_chars(token.data(), token.data() + token.size(), index);
    if (value.type != Value::Type::Array || parsed.ec != std::errc {} || index >= value.items.size())
        return nullptr;
    return &value.items[index];
}

} // namespace

int line_at(Value const& root, std::string_view pointer)
{
    auto const* value = &root;
    while (pointer.starts_with('/')) {
        auto const end = std::min(pointer.find('/', 1), pointer.size());
        auto const* child = child_of(*value, pointer.substr(1, end - 1));
        if (!child)
            break;
        value = child;
        pointer.remove_prefix(end);
    }
    return value->line;
}

} // namespace konkordat::json
