#include "core/base/json.h"

#include "core/base/id.h"
#include "core/base/utf8.h"

#include <algorithm>

namespace konkordat::json {

namespace {

std::string_view type_name(Value::Type type)
{
    switch (type) {
    case Value::Type::Null: return "null";
    case Value::Type::Boolean: return "true or false";
    case Value::Type::Integer: return "a whole number";
    case Value::Type::Number: return "a number with decimals";
    case Value::Type::Text: return "a text";
    case Value::Type::Array: return "a list";
    case Value::Type::Object: return "an object";
    }
    return "";
}

/// The type as JSON Schema calls it, in no person's language.
std::string_view schema_name(Value::Type type)
{
    switch (type) {
    case Value::Type::Null: return "null";
    case Value::Type::Boolean: return "boolean";
    case Value::Type::Integer: return "integer";
    case Value::Type::Number: return "number";
    case Value::Type::Text: return "string";
    case Value::Type::Array: return "array";
    case Value::Type::Object: return "object";
    }
    return "";
}

std::string shortened(std::string_view text) { return std::string(truncate_utf8(text, 60)); }

} // namespace

void Reading::fail(Error error)
{
    if (!m_error)
        m_error = std::move(error);
}

void Cursor::fail(ErrorCode code, std::string message, std::string key, std::string argument) const
{
    m_reading->fail({ .code = code,
        .message = std::move(message),
        .pointer = m_pointer,
        .line = m_value->line,
        .key = std::move(key),
        .argument = std::move(argument) });
}

void Cursor::fail(Error error) const
{
    error.pointer = m_pointer;
    error.line = m_value->line;
    m_reading->fail(std::move(error));
}

bool Cursor::expect(Value::Type type) const
{
    if (failed())
        return false;
    if (m_value->type == type)
        return true;
    fail(ErrorCode::Malformed, "expected " + std::string(type_name(type)) + ", found " + std::string(type_name(m_value->type)), "json-type",
        std::string(schema_name(type)));
    return false;
}

std::string Cursor::text(std::size_t max_bytes) const
{
    if (!expect(Value::Type::Text))
        return {};
    if (m_value->text.size() > max_bytes) {
        fail(ErrorCode::TooLarge, "the text is longer than " + std::to_string(max_bytes) + " bytes", "text-too-long",
            std::to_string(max_bytes));
        return {};
    }
    return m_value->text;
}

std::string Cursor::id() const
{
    if (!expect(Value::Type::Text))
        return {};
    if (!is_valid_id(m_value->text)) {
        fail(ErrorCode::Malformed, "\"" + shortened(m_value->text) + "\" is not a valid id", "invalid-id", shortened(m_value->text));
        return {};
    }
    return m_value->text;
}

std::int64_t Cursor::integer(std::int64_t minimum, std::int64_t maximum) const
{
    if (!expect(Value::Type::Integer))
        return minimum;
    if (m_value->integer < minimum || m_value->integer > maximum) {
        auto const range = std::to_string(minimum) + "–" + std::to_string(maximum);
        fail(ErrorCode::Malformed, std::to_string(m_value->integer) + " is not in the range " + range, "out-of-range", range);
        return minimum;
    }
    return m_value->integer;
}

bool Cursor::boolean() const { return expect(Value::Type::Boolean) && m_value->boolean; }

Date Cursor::date() const
{
    auto const written = text(40);
    if (failed())
        return {};
    auto const date = Date::parse(written);
    if (date)
        return *date;
    fail(ErrorCode::Malformed, "\"" + shortened(written) + "\" is not a date such as 2026-11-24", "invalid-date", shortened(written));
    return {};
}

Timestamp Cursor::timestamp() const
{
    auto const written = text(40);
    if (failed())
        return {};
    auto const time = Timestamp::parse(written);
    if (time)
        return *time;
    fail(ErrorCode::Malformed, "\"" + shortened(written) + "\" is not a time such as 2026-11-24T09:30:00Z", "invalid-date",
        shortened(written));
    return {};
}

namespace {

std::optional<Language> language_of(std::string_view code)
{
    auto const found = std::ranges::find(all_languages, code, language_code);
    return found == all_languages.end() ? std::nullopt : std::optional(*found);
}

void fail_language(Cursor const& place, std::string_view code)
{
    place.fail(ErrorCode::Malformed, "unknown language \"" + shortened(code) + "\"; known are de, fr, it, en", "unknown-language",
        shortened(code));
}

} // namespace

Language Cursor::language() const
{
    auto const code = text(40);
    if (failed())
        return {};
    auto const language = language_of(code);
    if (!language)
        fail_language(*this, code);
    return language.value_or(Language::German);
}

LanguageMap Cursor::language_map(std::size_t max_bytes) const
{
    LanguageMap map;
    for (auto const& [code, place] : members(100)) {
        auto const language = language_of(code);
        if (!language)
            fail_language(place, code);
        if (failed())
            return {};
        map[*language] = place.text(max_bytes);
    }
    return map;
}

std::vector<Cursor> Cursor::cursors(std::size_t max_count) const
{
    if (!expect(Value::Type::Array))
        return {};
    if (m_value->items.size() > max_count) {
        fail(ErrorCode::TooLarge, "the list has more than " + std::to_string(max_count) + " items", "too-many-items",
            std::to_string(max_count));
        return {};
    }
    std::vector<Cursor> cursors;
    cursors.reserve(m_value->items.size());
    for (std::size_t i = 0; i < m_value->items.size(); ++i)
        cursors.emplace_back(*m_reading, m_value->items[i], m_pointer + "/" + std::to_string(i));
    return cursors;
}

std::vector<std::pair<std::string, Cursor>> Cursor::members(std::size_t max_count) const
{
    if (!expect(Value::Type::Object))
        return {};
    if (m_value->members.size() > max_count) {
        fail(ErrorCode::TooLarge, "the object has more than " + std::to_string(max_count) + " members", "too-many-items",
            std::to_string(max_count));
        return {};
    }
    std::vector<std::pair<std::string, Cursor>> members;
    members.reserve(m_value->members.size());
    for (auto const& [key, value] : m_value->members)
        members.emplace_back(key, Cursor(*m_reading, value, child_pointer(m_pointer, key)));
    return members;
}

namespace {

Value const null_value {};

} // namespace

Object::Object(Cursor place)
    : m_place(std::move(place))
    , m_known(m_place.value().members.size())
{
    (void)m_place.expect(Value::Type::Object);
}

bool Object::has(std::string_view key) const
{
    return std::ranges::any_of(m_place.value().members, [&](auto const& member) { return member.first == key; });
}

Cursor Object::required(std::string_view key)
{
    if (auto member = optional(key))
        return *std::move(member);
    m_place.fail(ErrorCode::Malformed, "\"" + std::string(key) + "\" is missing", "missing-member", std::string(key));
    return { *m_place.m_reading, null_value, m_place.pointer() };
}

std::optional<Cursor> Object::optional(std::string_view key)
{
    auto const& members = m_place.value().members;
    auto const member = std::ranges::find_if(members, [&](auto const& entry) { return entry.first == key; });
    if (member == members.end())
        return {};
    m_known[static_cast<std::size_t>(member - members.begin())] = true;
    return Cursor { *m_place.m_reading, member->second, child_pointer(m_place.pointer(), key) };
}

void Object::finish() const
{
    auto const& members = m_place.value().members;
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (m_known[i])
            continue;
        auto const& [key, value] = members[i];
        Cursor(*m_place.m_reading, value, child_pointer(m_place.pointer(), truncate_utf8(key, 100)))
            .fail(ErrorCode::Malformed, "unknown key \"" + shortened(key) + "\"", "unknown-member", shortened(key));
        return;
    }
}

} // namespace konkordat::json
