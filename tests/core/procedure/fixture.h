#pragma once

#include "core/layout/figure.h"
#include "core/procedure/chart.h"

#include <string>

namespace konkordat::tests {

/// Bodies "body-0" (abbreviation "B0") ... in the core group, and steps "step-0" ... without responsibilities.
[[nodiscard]] Agreement agreement_with(std::size_t organisations, std::size_t steps);
/// The same with names of all lengths and random responsibilities; some steps have nobody responsible.
[[nodiscard]] Agreement random_procedure(std::uint64_t seed);

[[nodiscard]] richtext::Words const& document_words();
[[nodiscard]] procedure::MeasureText measure();

[[nodiscard]] std::vector<procedure::Drawing> chart_of(Agreement const&, procedure::ChartOptions const&);

/// All shapes of that kind, in order.
template <typename Kind>
[[nodiscard]] std::vector<Kind> shapes_of(procedure::Drawing const& drawing)
{
    std::vector<Kind> found;
    for (procedure::Shape const& shape : drawing.shapes) {
        if (auto const* item = std::get_if<Kind>(&shape))
            found.push_back(*item);
    }
    return found;
}

} // namespace konkordat::tests
