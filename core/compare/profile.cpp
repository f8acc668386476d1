#include "core/compare/profile.h"

namespace konkordat::compare {

std::string_view name_of(Origin origin)
{
    switch (origin) {
    case Origin::Register: return "register";
    case Origin::Agreement: return "agreement";
    case Origin::Hand: return "hand";
    case Origin::Reference: return "reference";
    }
    return {};
}

Cell const& Profile::cell(std::size_t dimension) const
{
    static Cell const unknown;
    auto const found = cells.find(dimension);
    return found == cells.end() ? unknown : found->second;
}

void add_statements(Profile& profile, Profile const& other)
{
    for (auto const& [dimension, cell] : other.cells) {
        for (auto const& statement : cell.statements())
            profile.cells[dimension].add(statement);
    }
}

} // namespace konkordat::compare
