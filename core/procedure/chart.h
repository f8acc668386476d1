#pragma once

#include "core/agreement/agreement.h"
#include "core/procedure/drawing.h"
#include "core/richtext/resolve.h"

#include <map>
#include <string>
#include <vector>

namespace konkordat::procedure {

/// A chart of the procedure in words, before any measure: finished texts of one language.
struct ChartContent {
    struct Part {
        std::size_t lane = 0;
        ResponsibilityKind kind = ResponsibilityKind::Responsible;
    };
    struct Step {
        std::string number;          ///< "1", "2" ...
        std::string title;
        std::string trigger;
        std::string deadline;        ///< "Frist: 30 Tage", or empty
        std::vector<Part> parts;     ///< without anybody responsible: one in the open lane
        std::string description;     ///< the step in a sentence
    };
    Language language = Language::German;
    std::string title;
    std::string panel_description;   ///< with {first} and {last}
    std::vector<std::string> lanes;  ///< bodies that have a part in a step, by abbreviation, in member order
    std::optional<std::size_t> open_lane; ///< the lane of steps that nobody answers for
    std::vector<Step> steps;
    struct LegendEntry {
        ResponsibilityKind kind = ResponsibilityKind::Responsible;
        std::string mark;            ///< one letter; empty for Responsible, which is the box itself
        std::string text;
    };
    std::vector<LegendEntry> legend;
};

[[nodiscard]] ChartContent chart_content(Agreement const&, Language, richtext::Words const&);

struct ChartOptions {
    Length width = 0;          ///< of a panel; 0: as wide as all steps beside each other need
    Length maximum_height = 0; ///< of a panel; 0: any
};

/// Lanes from left to right in time: a lane for each body, a column for each step, its box in the lane of the body that is
/// responsible, marks in the lanes of the others, arrows from step to step. In several panels where the measures ask for it.
/// No panel for no step. Only a single lane higher than `maximum_height` makes a panel higher than that.
[[nodiscard]] std::vector<Drawing> draw_chart(ChartContent const&, MeasureText const&, ChartOptions const&);

} // namespace konkordat::procedure
