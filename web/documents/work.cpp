#include "web/documents/work.h"

#include <array>
#include <utility>

namespace konkordat::documents {

namespace {

enum class Outcome : std::uint8_t { Product, Error };

/// A message: numbers of four bytes, lowest first, and strings behind their length.
class Writer {
public:
    /// With room for `parts` and some numbers.
    explicit Writer(std::string_view part = {}, std::vector<std::string> const& parts = {})
    {
        auto size = part.size() + 4 * (parts.size() + 4);
        for (auto const& each : parts)
            size += each.size();
        m_bytes.reserve(size);
    }
    void number(std::size_t value)
    {
        std::array<char, 4> bytes {};
        for (std::size_t i = 0; i < bytes.size(); ++i)
            bytes[i] = static_cast<char>(value >> (8 * i) & 0xff);
        m_bytes.append({ bytes.data(), bytes.size() });
    }
    void text(std::string_view value)
    {
        number(value.size());
        m_bytes.append(value);
    }
    void texts(std::vector<std::string> const& values)
    {
        number(values.size());
        for (auto const& value : values)
            text(value);
    }
    [[nodiscard]] Secret take() { return std::move(m_bytes); }

private:
    Secret m_bytes;
};

class Reader {
public:
    explicit Reader(std::string_view message)
        : m_rest(message)
    {
    }
    std::uint32_t number()
    {
        std::uint32_t value = 0;
        auto const bytes = take(4);
        for (std::size_t i = 0; i < bytes.size(); ++i)
            value |= std::uint32_t { static_cast<unsigned char>(bytes[i]) } << (8 * i);
        return value;
    }
    std::string_view view() { return take(number()); }
    std::string text() { return std::string(view()); }
    std::vector<std::string> texts()
    {
        std::vector<std::string> values;
        for (auto count = number(); count > 0 && !m_failed; --count)
            values.push_back(text());
        return values;
    }
    /// Nothing was missing, nothing is left.
    [[nodiscard]] bool is_whole() const { return !m_failed && m_rest.empty(); }

private:
    std::string_view take(std::size_t size)
    {
        m_failed = m_failed || size > m_rest.size();
        if (m_failed)
            return {};
        auto const bytes = m_rest.substr(0, size);
        m_rest.remove_prefix(size);
        return bytes;
    }

    std::string_view m_rest;
    bool m_failed = false;
};

Error malformed() { return { .code = ErrorCode::Malformed, .message = "a message between the program's parts is damaged" }; }

Error read_error(Reader& reader)
{
    Error error { .code = static_cast<ErrorCode>(reader.number()) };
    error.message = reader.text();
    error.file = reader.text();
    error.pointer = reader.text();
    error.line = static_cast<int>(reader.number());
    error.key = reader.text();
    error.argument = reader.text();
    return error;
}

} // namespace

Secret encode(Work const& work)
{
    Writer writer(work.parameters, work.files);
    writer.number(static_cast<std::size_t>(work.operation));
    writer.text(work.parameters);
    writer.texts(work.files);
    return writer.take();
}

Secret encode(Result<Product> const& result)
{
    if (result) {
        Writer writer(result->facts, result->files);
        writer.number(static_cast<std::size_t>(Outcome::Product));
        writer.text(result->facts);
        writer.texts(result->files);
        return writer.take();
    }
    Writer writer;
    auto const& error = result.error();
    writer.number(static_cast<std::size_t>(Outcome::Error));
    writer.number(static_cast<std::size_t>(error.code));
    writer.text(error.message);
    writer.text(error.file);
    writer.text(error.pointer);
    writer.number(static_cast<std::size_t>(error.line));
    writer.text(error.key);
    writer.text(error.argument);
    return writer.take();
}

Result<Work> decode_work(std::string_view message)
{
    Reader reader(message);
    auto const operation = reader.number();
    Work work { .operation = static_cast<Operation>(operation), .parameters = reader.view(), .files = reader.texts() };
    if (!reader.is_whole() || operation > static_cast<std::uint32_t>(last_operation))
        return malformed();
    return work;
}

Result<Product> decode_product(std::string_view message)
{
    Reader reader(message);
    auto const outcome = reader.number();
    if (outcome == static_cast<std::uint32_t>(Outcome::Error)) {
        auto error = read_error(reader);
        return reader.is_whole() ? std::move(error) : malformed();
    }
    Product product { .facts = reader.view(), .files = reader.texts() };
    if (!reader.is_whole() || outcome != static_cast<std::uint32_t>(Outcome::Product))
        return malformed();
    return product;
}

} // namespace konkordat::documents
