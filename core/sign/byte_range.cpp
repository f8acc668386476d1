#include "core/sign/byte_range.h"

#include "core/sign/document.h"
#include "core/sign/tokens.h"

#include <algorithm>
#include <optional>

namespace konkordat::sign {

namespace {

int digit_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// Nothing but "<", pairs of digits and ">".
std::optional<std::string> decode_hexadecimal_string(std::string_view text)
{
    if (text.size() < 2 || text.size() % 2 != 0 || text.front() != '<' || text.back() != '>')
        return std::nullopt;
    std::string bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t i = 1; i + 1 < text.size(); i += 2) {
        int const high = digit_value(text[i]);
        int const low = digit_value(text[i + 1]);
        if (high < 0 || low < 0)
            return std::nullopt;
        bytes += static_cast<char>(high * 16 + low);
    }
    return bytes;
}

void read_contents(
    std::string_view file, DictionaryTokens const& dictionary, SignatureBytes& result, std::pair<std::size_t, std::size_t>& place)
{
    DictionaryEntry const* const entry = dictionary.find("/Contents");
    bool const is_string = entry != nullptr && entry->value.size() == 1 && entry->value.front().type == QPDFTokenizer::tt_string;
    if (is_string) {
        place = { entry->value.front().begin, entry->value.front().end };
        if (auto contents = decode_hexadecimal_string(file.substr(place.first, place.second - place.first)))
            result.contents = std::move(*contents);
    }
    if (result.contents.find_first_not_of('\0') == std::string::npos)
        result.faults.push_back(SignatureFault::NoContents);
}

/// Four integers in brackets.
std::optional<std::array<std::size_t, 4>> read_numbers(DictionaryEntry const* entry)
{
    if (entry == nullptr || entry->value.size() != 6 || entry->value.front().type != QPDFTokenizer::tt_array_open)
        return std::nullopt;
    std::array<std::size_t, 4> numbers {};
    for (std::size_t i = 0; i < 4; ++i) {
        auto const number = integer_of(entry->value[i + 1]);
        if (!number || *number < 0)
            return std::nullopt;
        numbers[i] = static_cast<std::size_t>(*number);
    }
    return numbers;
}

void read_range(
    std::string_view file, DictionaryTokens const& dictionary, SignatureBytes& result, std::pair<std::size_t, std::size_t> contents)
{
    auto const numbers = read_numbers(dictionary.find("/ByteRange"));
    if (!numbers) {
        result.faults.push_back(SignatureFault::NoByteRange);
        return;
    }
    auto const [start, first_length, second, second_length] = *numbers;
    if (start != 0)
        result.faults.push_back(SignatureFault::NotFromStart);
    if (first_length > file.size() || second > file.size() || second_length > file.size() - second || second_length == 0
        || first_length == 0) {
        result.faults.push_back(SignatureFault::OutsideFile);
        return;
    }
    result.range = { .hole_begin = first_length, .hole_end = second, .end = second + second_length };
    if (first_length != contents.first || second != contents.second || contents.second == 0)
        result.faults.push_back(SignatureFault::NotTheContents);
}

} // namespace

std::string_view signature_fault_name(SignatureFault fault)
{
    switch (fault) {
    case SignatureFault::DictionaryMalformed: return "dictionary-malformed";
    case SignatureFault::NoContents: return "no-contents";
    case SignatureFault::NoByteRange: return "no-byte-range";
    case SignatureFault::NotFromStart: return "not-from-start";
    case SignatureFault::OutsideFile: return "outside-file";
    case SignatureFault::NotTheContents: return "not-the-contents";
    case SignatureFault::SharedRange: return "shared-range";
    case SignatureFault::SharedDictionary: return "shared-dictionary";
    case SignatureFault::NoRevisionEnd: return "no-revision-end";
    case SignatureFault::NotInItsRevision: return "not-in-its-revision";
    case SignatureFault::UnsupportedFormat: return "unsupported-format";
    case SignatureFault::MalformedEntries: return "malformed-entries";
    case SignatureFault::SignatureMalformed: return "signature-malformed";
    }
    return "";
}

SignatureBytes read_signature_bytes(std::string_view file, std::size_t offset)
{
    SignatureBytes result;
    TokenReader reader(file, offset);
    Token const number = reader.next();
    bool const is_object = number.is_integer() && reader.next().is_integer() && reader.next().is_word("obj");
    auto const dictionary = is_object ? read_dictionary(reader) : Result<DictionaryTokens>(damaged("no object"));
    if (!dictionary || !reader.next().is_word("endobj")) {
        result.faults.push_back(SignatureFault::DictionaryMalformed);
        return result;
    }
    result.object_begin = number.begin;
    result.object_end = dictionary->end;
    std::pair<std::size_t, std::size_t> place {};
    read_contents(file, *dictionary, result, place);
    read_range(file, *dictionary, result, place);
    return result;
}

Result<std::string_view> without_padding(std::string_view contents)
{
    if (contents.size() < 2 || contents.front() != '\x30')
        return damaged("the signature is no CMS");
    auto const first = static_cast<unsigned char>(contents[1]);
    if (first == 0x80)
        return contents;
    std::size_t header = 2;
    std::size_t length = first;
    if (first > 0x80) {
        std::size_t const count = first & 0x7FU;
        if (count > 4 || contents.size() < 2 + count)
            return damaged("the signature's length is malformed");
        length = 0;
        for (std::size_t i = 0; i < count; ++i)
            length = length << 8U | static_cast<unsigned char>(contents[2 + i]);
        header += count;
    }
    if (length > contents.size() - header)
        return damaged("the signature is cut off");
    std::string_view const rest = contents.substr(header + length);
    if (rest.find_first_not_of('\0') != std::string_view::npos)
        return damaged("something stands behind the signature in its hole");
    return contents.substr(0, header + length);
}

} // namespace konkordat::sign
