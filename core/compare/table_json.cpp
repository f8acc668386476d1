#include "core/compare/statement_json.h"
#include "core/compare/table.h"

#include <nlohmann/json.hpp>

namespace konkordat::compare {

namespace {

constexpr std::string_view comparison_format = "konkordat-comparison/1";

nlohmann::json json_of_dimension(Dimension const& dimension, Language language)
{
    nlohmann::json object { { "id", dimension.id }, { "group", dimension.group }, { "type", name_of(dimension.type) },
        { "label", text_in(dimension.label, language) } };
    if (!dimension.unit.empty())
        object["unit"] = dimension.unit;
    return object;
}

nlohmann::json json_of_row(Matrix const& matrix, RowNumber number, TableOptions const& options)
{
    auto const& row = matrix.rows()[number];
    nlohmann::json object { { "id", row.id }, { "origin", name_of(row.origin) }, { "name", json_of(row.name) }, { "cantons", row.cantons },
        { "cells", nlohmann::json::object() } };
    if (!row.country.empty())
        object["country"] = row.country;
    if (!row.as_of.empty())
        object["asOf"] = row.as_of;
    if (!row.verification.empty())
        object["verification"] = row.verification;
    for (auto const index : options.dimensions) {
        auto const cell = matrix.cell(number, index);
        if (cell.statements().empty())
            continue;
        auto& entry = object["cells"][matrix.dimensions().dimensions[index].id];
        entry["answer"] = name_of(cell.answer());
        for (auto const& statement : cell.statements())
            entry["statements"].push_back(json_of(statement));
    }
    return object;
}

nlohmann::json json_of_counts(Counts const& counts)
{
    nlohmann::json object { { "total", counts.total }, { "applicable", counts.applicable() }, { "values", nlohmann::json::array() } };
    for (std::size_t answer = 0; answer < answer_count; ++answer)
        object["answers"][std::string(name_of(static_cast<Answer>(answer)))] = counts.by_answer[answer];
    for (auto const& [value, count] : counts.values)
        object["values"].push_back({ { "value", json_of(value) }, { "count", count } });
    return object;
}

} // namespace

std::string write_comparison(Matrix const& matrix, TableOptions const& options)
{
    nlohmann::json result { { "format", comparison_format }, { "language", language_code(options.language) },
        { "dimensions", nlohmann::json::array() }, { "rows", nlohmann::json::array() }, { "counts", nlohmann::json::object() } };
    for (auto const index : options.dimensions) {
        auto const& dimension = matrix.dimensions().dimensions[index];
        result["dimensions"].push_back(json_of_dimension(dimension, options.language));
        result["counts"][dimension.id] = { { "cantons", json_of_counts(matrix.count_cantons(index, options.rows)) },
            { "mechanisms", json_of_counts(matrix.count_mechanisms(index, options.rows)) } };
    }
    for (auto const row : options.rows)
        result["rows"].push_back(json_of_row(matrix, row, options));
    return result.dump(1) + "\n";
}

} // namespace konkordat::compare
