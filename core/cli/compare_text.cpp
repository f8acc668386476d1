#include "core/cli/compare_text.h"

#include "core/base/phrase.h"

namespace konkordat::cli {

namespace {

using compare::Answer;

class TextWriter {
public:
    TextWriter(compare::Matrix const& matrix, compare::TableOptions const& options)
        : m_matrix(matrix)
        , m_options(options)
        , m_set(matrix.dimensions())
    {
    }

    std::string run()
    {
        list_rows(false);
        for (auto const index : m_options.dimensions)
            count(index);
        list_rows(true);
        return std::move(m_text);
    }

private:
    std::string_view word(std::string_view id) const { return label_text(m_set.words, id, m_options.language); }

    void list_rows(bool references)
    {
        auto is_first = true;
        for (auto const number : m_options.rows) {
            auto const& row = m_matrix.rows()[number];
            if (row.origin == compare::Origin::Register || (row.origin == compare::Origin::Reference) != references)
                continue;
            if (is_first && references)
                m_text += "\n" + std::string(word("references")) + "\n";
            is_first = false;
            std::string places = row.country;
            for (auto const& canton : row.cantons)
                places += (places.empty() ? "" : ", ") + canton;
            m_text += "  " + (places.empty() ? "" : places + ": ") + one_line(std::string(text_in(row.name, m_options.language))) + " ("
                + std::string(word("origin-" + std::string(name_of(row.origin))))
                + (row.verification.empty() ? "" : ", " + row.verification) + (row.as_of.empty() ? "" : ", " + row.as_of) + ")\n";
        }
    }

    void count(std::size_t index)
    {
        auto const& dimension = m_set.dimensions[index];
        auto const counts = m_matrix.count_cantons(index, m_options.rows);
        if (counts.of(Answer::Unknown) == counts.total)
            return;
        if (dimension.group != m_group) {
            m_group = dimension.group;
            m_text += "\n" + std::string(label_text(m_set.groups, dimension.group, m_options.language)) + "\n";
        }
        m_text += "  " + std::string(text_in(dimension.label, m_options.language)) + ": " + share(counts);
        for (auto const& [value, number] : counts.values)
            m_text += "\n      " + one_line(value_text(m_set, dimension, value, m_options.language)) + unit(dimension) + ": "
                + std::to_string(number);
        m_text += "\n";
    }

    std::string unit(compare::Dimension const& dimension) const
    {
        return dimension.unit.empty() ? "" : " " + std::string(label_text(m_set.units, dimension.unit, m_options.language));
    }

    /// "3 of 26 cantons known; none 1, unknown 22".
    std::string share(compare::Counts const& counts) const
    {
        std::string text(word("of-cantons"));
        auto const fill_in = [&](std::string_view name, std::size_t number) {
            if (auto const place = text.find(name); place != std::string::npos)
                text.replace(place, name.size(), std::to_string(number));
        };
        fill_in("{count}", counts.of(Answer::Known));
        fill_in("{total}", counts.applicable());
        text += " " + std::string(label_text(m_set.answers, name_of(Answer::Known), m_options.language));
        for (auto const answer : { Answer::Conflicting, Answer::Planned, Answer::None, Answer::NotApplicable, Answer::Unknown }) {
            if (counts.of(answer) > 0)
                text += "; " + std::string(label_text(m_set.answers, name_of(answer), m_options.language)) + " "
                    + std::to_string(counts.of(answer));
        }
        return text;
    }

    compare::Matrix const& m_matrix;
    compare::TableOptions const& m_options;
    compare::DimensionSet const& m_set;
    std::string m_group;
    std::string m_text;
};

} // namespace

std::string comparison_text(compare::Matrix const& matrix, compare::TableOptions const& options)
{
    return TextWriter(matrix, options).run();
}

std::string reason_text(Error error)
{
    error.file.clear();
    return error.to_string();
}

std::string skipped_text(std::vector<compare::SkippedFile> const& skipped)
{
    std::string text;
    for (auto const& [file, reason, error] : skipped)
        text += one_line(file + ": " + std::string(name_of(reason)) + ": " + reason_text(error)) + "\n";
    return text;
}

} // namespace konkordat::cli
