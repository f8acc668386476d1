#include "core/sign/cross_reference.h"

#include "core/sign/document.h"
#include "core/sign/tokens.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace konkordat::sign {

namespace {

/// First object and count of a subsection.
using Ranges = std::vector<std::pair<std::int64_t, std::int64_t>>;

bool overlap(Ranges ranges)
{
    std::sort(ranges.begin(), ranges.end());
    for (std::size_t i = 1; i < ranges.size(); ++i) {
        if (ranges[i].first < ranges[i - 1].first + ranges[i - 1].second)
            return true;
    }
    return false;
}

Result<std::optional<std::int64_t>> optional_integer(DictionaryTokens const& dictionary, std::string_view key)
{
    DictionaryEntry const* const entry = dictionary.find(key);
    if (entry == nullptr)
        return std::optional<std::int64_t>();
    if (entry->value.size() != 1)
        return damaged(std::string(key) + " is not an integer");
    KONKORDAT_TRY(std::int64_t const value, integer_of(entry->value.front()));
    return std::optional(value);
}

/// Subsections up to the keyword trailer (ISO 32000-1 7.5.4).
Result<Ranges> read_table(TokenReader& reader, std::size_t max_entries)
{
    Ranges ranges;
    std::size_t entries = 0;
    for (Token token = reader.next(); !token.is_word("trailer"); token = reader.next()) {
        KONKORDAT_TRY(std::int64_t const first, integer_of(token));
        KONKORDAT_TRY(std::int64_t const count, integer_of(reader.next()));
        if (first < 0 || count < 0 || static_cast<std::size_t>(count) > max_entries - entries)
            return damaged("a cross-reference table is longer than the file");
        entries += static_cast<std::size_t>(count);
        for (std::int64_t i = 0; i < count; ++i) {
            Token const offset = reader.next();
            Token const generation = reader.next();
            Token const kind = reader.next();
            if (!offset.is_integer() || !generation.is_integer() || !(kind.is_word("n") || kind.is_word("f")))
                return damaged("a cross-reference table has a malformed entry");
        }
        if (count > 0)
            ranges.emplace_back(first, count);
    }
    return ranges;
}

Result<Ranges> index_of(DictionaryTokens const& dictionary)
{
    DictionaryEntry const* const index = dictionary.find("/Index");
    if (index == nullptr) {
        KONKORDAT_TRY(std::optional<std::int64_t> const size, optional_integer(dictionary, "/Size"));
        return Ranges { { 0, size.value_or(0) } };
    }
    Ranges ranges;
    for (std::size_t i = 1; i + 2 < index->value.size(); i += 2) {
        KONKORDAT_TRY(std::int64_t const first, integer_of(index->value[i]));
        KONKORDAT_TRY(std::int64_t const count, integer_of(index->value[i + 1]));
        if (first < 0 || count < 0)
            return damaged("a cross-reference stream has a negative /Index");
        if (count > 0)
            ranges.emplace_back(first, count);
    }
    return ranges;
}

} // namespace

Result<CrossReferenceSection> read_cross_reference_section(std::string_view bytes, std::size_t offset)
{
    CrossReferenceSection section;
    section.offset = offset;
    TokenReader reader(bytes, offset);
    Token const first = reader.next();
    Ranges ranges;
    if (first.is_word("xref")) {
        // An entry takes twenty bytes.
        KONKORDAT_TRY(ranges, read_table(reader, bytes.size() / 18));
    } else {
        section.is_stream = true;
        if (!first.is_integer() || !reader.next().is_integer() || !reader.next().is_word("obj"))
            return damaged("no cross-reference section at " + std::to_string(offset));
    }
    KONKORDAT_TRY(DictionaryTokens const dictionary, read_dictionary(reader));
    if (section.is_stream) {
        DictionaryEntry const* const type = dictionary.find("/Type");
        if (type == nullptr || type->value.size() != 1 || type->value.front().value != "/XRef")
            return damaged("no cross-reference section at " + std::to_string(offset));
        KONKORDAT_TRY(ranges, index_of(dictionary));
    }
    section.end = dictionary.end;
    section.has_duplicates = overlap(std::move(ranges));
    KONKORDAT_TRY(section.previous, optional_integer(dictionary, "/Prev"));
    if (!section.is_stream) {
        KONKORDAT_TRY(section.hybrid_stream, optional_integer(dictionary, "/XRefStm"));
    }
    return section;
}

} // namespace konkordat::sign
