#include "core/pdf/conformance/tags.h"

#include <algorithm>

namespace konkordat::pdf::conformance {

namespace {

constexpr int max_columns = 1'000;

bool is_group(std::string const& type) { return type == "THead" || type == "TBody" || type == "TFoot"; }
bool is_cell(std::string const& type) { return type == "TH" || type == "TD"; }

class TableCheck {
public:
    TableCheck(Context& context, TagTree const& tree)
        : m_context(context)
        , m_tree(tree)
    {
    }

    void run()
    {
        for (Tag const& tag : m_tree.tags) {
            check_place(tag);
            if (tag.type == "Table")
                check_table(tag);
            std::vector<std::string> const types = m_tree.kid_types(tag);
            bool const wrong = (tag.type == "TR" && !std::all_of(types.begin(), types.end(), is_cell))
                || (is_group(tag.type) && !std::all_of(types.begin(), types.end(), [](std::string const& type) { return type == "TR"; }));
            if (wrong)
                m_context.find(Rule::RowKids, tag.type, tag.object);
        }
    }

private:
    void check_place(Tag const& tag)
    {
        std::string const parent = m_tree.parent_type(tag);
        bool const right = tag.type == "TR" ? parent == "Table" || is_group(parent)
            : is_group(tag.type)            ? parent == "Table"
            : is_cell(tag.type)             ? parent == "TR"
                                            : true;
        if (!right)
            m_context.find(Rule::TablePlace, tag.type + " in " + parent, tag.object);
    }

    void check_table(Tag const& table)
    {
        std::vector<std::string> types = m_tree.kid_types(table);
        if (!types.empty() && types.front() == "Caption")
            types.erase(types.begin());
        else if (!types.empty() && types.back() == "Caption")
            types.pop_back();
        if (!std::all_of(types.begin(), types.end(), [](std::string const& type) { return type == "TR" || is_group(type); }))
            m_context.find(Rule::TableKids, "", table.object);
        auto count = [&](char const* type) { return std::count(types.begin(), types.end(), type); };
        if (count("THead") > 1 || count("TFoot") > 1 || (count("THead") + count("TFoot") > 0 && count("TBody") == 0))
            m_context.find(Rule::TableGroups, "", table.object);
        check_shape(table);
    }

    [[nodiscard]] static int span(Tag const& cell, char const* key)
    {
        QPDFObjectHandle const value = attribute(cell, "Table", key);
        return value.isInteger() ? std::clamp(value.getIntValueAsInt(), 1, max_columns) : 1;
    }

    [[nodiscard]] std::vector<std::size_t> rows_of(Tag const& table) const
    {
        std::vector<std::size_t> rows;
        for (Tag::Kid const& kid : table.kids) {
            if (kid.tag == no_tag)
                continue;
            Tag const& part = m_tree.tags[kid.tag];
            if (part.type == "TR")
                rows.push_back(kid.tag);
            for (Tag::Kid const& row : part.kids) {
                if (is_group(part.type) && row.tag != no_tag && m_tree.tags[row.tag].type == "TR")
                    rows.push_back(row.tag);
            }
        }
        return rows;
    }

    /// Places the cells in a grid, as their spans say.
    void check_shape(Tag const& table)
    {
        std::vector<int> reaches; // rows below that a column is taken for
        int columns = -1;
        bool scoped = true;
        bool headed = true;
        for (std::size_t const row : rows_of(table)) {
            std::size_t column = 0;
            std::vector<int> next(reaches.size(), 0);
            for (std::size_t i = 0; i < reaches.size(); ++i)
                next[i] = std::max(reaches[i] - 1, 0);
            for (Tag::Kid const& kid : m_tree.tags[row].kids) {
                if (kid.tag == no_tag || !is_cell(m_tree.tags[kid.tag].type))
                    continue;
                Tag const& cell = m_tree.tags[kid.tag];
                while (column < reaches.size() && reaches[column] > 0)
                    ++column;
                int const below = span(cell, "/RowSpan");
                for (int i = span(cell, "/ColSpan"); i > 0 && column < max_columns; --i, ++column) {
                    next.resize(std::max(next.size(), column + 1), 0);
                    next[column] = below - 1;
                }
                scoped = scoped && (cell.type != "TH" || attribute(cell, "Table", "/Scope").isName());
                headed = headed && (cell.type != "TD" || !attribute(cell, "Table", "/Headers").isNull());
            }
            int width = static_cast<int>(column);
            for (std::size_t i = column; i < reaches.size(); ++i)
                width += reaches[i] > 0 ? 1 : 0;
            if (columns >= 0 && width != columns)
                m_context.find(
                    Rule::TableRegular, std::to_string(width) + " instead of " + std::to_string(columns), m_tree.tags[row].object);
            columns = std::max(columns, width);
            reaches = next;
        }
        if (!scoped && !headed)
            m_context.find(Rule::TableHeaders, "", table.object);
    }

    Context& m_context;
    TagTree const& m_tree;
};

} // namespace

void check_tables(Context& context, TagTree const& tree) { TableCheck(context, tree).run(); }

} // namespace konkordat::pdf::conformance
