// scan_for_texts(): rows of the tables `text` and `picture` straight from the pages. https://sqlite.org/fileformat.html sections 1.6 and 2
#include "core/store/salvage.h"

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace konkordat {

namespace {

constexpr std::uint8_t table_leaf = 0x0d;
constexpr std::size_t key_size = 16;
constexpr std::size_t most_payload = 64U << 20U;

/// Reads numbers from bytes; beyond the end everything is 0 and at_end() is true.
class Bytes {
public:
    Bytes(std::string_view bytes, std::size_t offset)
        : m_bytes(bytes)
        , m_offset(offset)
    {
    }

    [[nodiscard]] std::size_t offset() const { return m_offset; }
    [[nodiscard]] bool at_end() const { return m_offset > m_bytes.size(); }

    std::uint32_t big_endian(std::size_t size)
    {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < size; ++i)
            value = value << 8U | next();
        return value;
    }

    /// Seven bits a byte, the ninth byte whole.
    std::uint64_t varint()
    {
        std::uint64_t value = 0;
        for (int i = 0; i < 8; ++i) {
            auto const byte = next();
            value = value << 7U | (byte & 0x7fU);
            if (byte < 0x80)
                return value;
        }
        return value << 8U | next();
    }

private:
    std::uint8_t next()
    {
        auto const byte = m_offset < m_bytes.size() ? static_cast<std::uint8_t>(m_bytes[m_offset]) : std::uint8_t { 0 };
        ++m_offset;
        return byte;
    }

    std::string_view m_bytes;
    std::size_t m_offset;
};

/// How much of a payload of this size lies in its leaf page.
std::size_t local_size(std::size_t payload)
{
    constexpr std::size_t usable = workspace_page_size;
    constexpr std::size_t largest = usable - 35;
    constexpr std::size_t smallest = (usable - 12) * 32 / 255 - 23;
    if (payload <= largest)
        return payload;
    auto const size = smallest + (payload - smallest) % (usable - 4);
    return size <= largest ? size : smallest;
}

std::optional<std::string> read_payload(PageImage const& image, std::string_view page, Bytes cell)
{
    auto const size = cell.varint();
    cell.varint(); // rowid
    if (size > most_payload || cell.at_end())
        return std::nullopt;
    auto const local = local_size(static_cast<std::size_t>(size));
    if (cell.offset() + local > page.size())
        return std::nullopt;
    std::string payload(page.substr(cell.offset(), local));
    if (payload.size() == size)
        return payload;
    auto next = Bytes(page, cell.offset() + local).big_endian(4);
    while (payload.size() < size) {
        if (next == 0 || next > image.page_count())
            return std::nullopt;
        auto const overflow = image.page(next);
        payload += overflow.substr(4, static_cast<std::size_t>(size) - payload.size());
        next = Bytes(overflow, 0).big_endian(4);
    }
    return payload;
}

/// Key and content, if the record has the columns of these tables: number (stored as NULL), key, made_by, content (a text has an odd
/// type, a BLOB an even one).
std::optional<std::pair<std::string, std::string>> parse_text(std::string_view record)
{
    constexpr std::array<std::size_t, 10> integer_sizes { 0, 1, 2, 3, 4, 6, 8, 0, 0, 0 };
    Bytes header(record, 0);
    auto const header_size = header.varint();
    auto const number_type = header.varint();
    auto const key_type = header.varint();
    auto const made_by_type = header.varint();
    auto const content_type = header.varint();
    if (header.offset() != header_size || number_type != 0 || key_type != 12 + 2 * key_size || made_by_type >= integer_sizes.size()
        || content_type < 12)
        return std::nullopt;
    auto const content_start = static_cast<std::size_t>(header_size) + key_size + integer_sizes[static_cast<std::size_t>(made_by_type)];
    auto const content_size = (content_type - 12) / 2;
    if (content_start > record.size() || content_size != record.size() - content_start)
        return std::nullopt;
    return std::pair { std::string(record.substr(static_cast<std::size_t>(header_size), key_size)),
        std::string(record.substr(content_start)) };
}

} // namespace

Texts scan_for_texts(Database& database, PageImage const& image)
{
    Texts texts;
    for (std::uint32_t number = 2; number <= image.page_count(); ++number) {
        auto const page = image.page(number);
        if (static_cast<std::uint8_t>(page[0]) != table_leaf)
            continue;
        auto const cells = Bytes(page, 3).big_endian(2);
        for (std::size_t i = 0; i < cells && 8 + 2 * i + 2 <= page.size(); ++i) {
            auto const payload = read_payload(image, page, Bytes(page, Bytes(page, 8 + 2 * i).big_endian(2)));
            auto text = payload ? parse_text(*payload) : std::nullopt;
            if (!text)
                continue;
            auto const key = content_key(database, text->second);
            if (key && *key == text->first)
                texts.insert(std::move(*text));
        }
    }
    return texts;
}

} // namespace konkordat
