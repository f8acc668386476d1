#include "core/compare/table.h"

#include <algorithm>
#include <numeric>

namespace konkordat::compare {

namespace {

/// What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection).
constexpr std::string_view formula_beginnings = "=+-@\t\r";

bool is_whole_number(std::string_view text)
{
    if (text.starts_with('-'))
        text.remove_prefix(1);
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

void join(std::string& text, std::string_view separator, std::string_view more)
{
    if (!text.empty() && !more.empty())
        text += separator;
    text += more;
}

std::string joined(std::vector<std::string> const& items)
{
    std::string text;
    for (auto const& item : items)
        join(text, "; ", item);
    return text;
}

std::string statement_text(DimensionSet const& set, Dimension const& dimension, Statement const& statement, Language language)
{
    std::string text;
    for (auto const& value : statement.values())
        join(text, "; ", value_text(set, dimension, value, language));
    return text;
}

class CsvWriter {
public:
    CsvWriter(Matrix const& matrix, TableOptions const& options)
        : m_matrix(matrix)
        , m_options(options)
    {
    }

    std::string run()
    {
        if (m_options.mark == ByteOrderMark::With)
            m_text = "\xEF\xBB\xBF";
        write_header();
        for (auto const row : m_options.rows)
            write_row(row);
        return std::move(m_text);
    }

private:
    std::string_view word(std::string_view id) const { return label_text(m_matrix.dimensions().words, id, m_options.language); }

    void field(std::string_view text)
    {
        if (!m_at_start)
            m_text += ',';
        m_text += csv_field(text);
        m_at_start = false;
    }
    void end_line()
    {
        m_text += "\r\n";
        m_at_start = true;
    }

    void write_header()
    {
        field("id");
        for (auto const* id : { "mechanism", "cantons", "origin", "signature" })
            field(word(id));
        for (auto const index : m_options.dimensions) {
            auto const& dimension = m_matrix.dimensions().dimensions[index];
            std::string label(text_in(dimension.label, m_options.language));
            if (!dimension.unit.empty())
                label += " (" + std::string(label_text(m_matrix.dimensions().units, dimension.unit, m_options.language)) + ")";
            field(label);
            field(label + ": " + std::string(word("answer")));
            field(label + ": " + std::string(word("source")));
        }
        end_line();
    }

    void write_row(RowNumber number)
    {
        auto const& set = m_matrix.dimensions();
        auto const& row = m_matrix.rows()[number];
        field(row.id);
        field(text_in(row.name, m_options.language));
        field(row.origin == Origin::Reference ? row.country : joined(row.cantons));
        field(word("origin-" + std::string(name_of(row.origin))));
        field(row.verification);
        for (auto const index : m_options.dimensions) {
            auto const cell = m_matrix.cell(number, index);
            field(cell_text(set, set.dimensions[index], cell, m_options.language));
            field(label_text(set.answers, name_of(cell.answer()), m_options.language));
            field(sources_text(set, cell, m_options.language));
        }
        end_line();
    }

    Matrix const& m_matrix;
    TableOptions const& m_options;
    std::string m_text;
    bool m_at_start = true;
};

} // namespace

TableOptions whole_table(Matrix const& matrix, Language language)
{
    auto reply = matrix.ask({ .sort = { SortKey {} } });
    TableOptions options;
    options.language = language;
    options.rows = std::move(reply.groups.front().rows);
    options.rows.insert(options.rows.end(), reply.references.begin(), reply.references.end());
    options.dimensions.resize(matrix.dimensions().dimensions.size());
    std::iota(options.dimensions.begin(), options.dimensions.end(), std::size_t { 0 });
    return options;
}

std::string cell_text(DimensionSet const& set, Dimension const& dimension, Cell const& cell, Language language)
{
    std::string text;
    auto const conflicting = cell.answer() == Answer::Conflicting;
    for (auto const& statement : cell.statements()) {
        auto words = statement_text(set, dimension, statement, language);
        if (conflicting && words.empty() && statement.state() != State::Unknown)
            words = label_text(set.answers, name_of(statement.state()), language);
        join(text, " / ", words);
    }
    return text;
}

std::string sources_text(DimensionSet const& set, Cell const& cell, Language language)
{
    std::vector<std::string> texts;
    for (auto const& statement : cell.statements()) {
        for (auto const& source : statement.sources()) {
            auto text = to_string(source);
            if (std::holds_alternative<ByHand>(source))
                text = std::string(label_text(set.words, "by-hand", language)) + ": " + text;
            if (std::ranges::find(texts, text) == texts.end())
                texts.push_back(std::move(text));
        }
    }
    return joined(texts);
}

std::string csv_field(std::string_view text)
{
    std::string field;
    if (!text.empty() && formula_beginnings.find(text.front()) != std::string_view::npos && !is_whole_number(text))
        field = "'";
    field += text;
    if (field.find_first_of(",\"\r\n") == std::string::npos)
        return field;
    std::string quoted = "\"";
    for (auto const character : field) {
        quoted += character;
        if (character == '"')
            quoted += '"';
    }
    return quoted + '"';
}

std::string write_csv(Matrix const& matrix, TableOptions const& options) { return CsvWriter(matrix, options).run(); }

} // namespace konkordat::compare
