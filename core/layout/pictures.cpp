#include "core/layout/pictures.h"

#include "core/layout/figure.h"
#include "core/procedure/chart.h"
#include "core/procedure/roundtable.h"

namespace konkordat::layout {

namespace {

constexpr Length roundtable_width = points(640);

} // namespace

Result<std::string> procedure_svg(World& world, Agreement const& agreement, Language language)
{
    KONKORDAT_TRY(Typesetter typesetter, Typesetter::load(world));
    KONKORDAT_TRY(richtext::Words const words, richtext::Words::load(world));
    procedure::ChartContent const content = procedure::chart_content(agreement, language, words);
    procedure::MeasureText const measure = measure_with(typesetter, language);
    std::vector<procedure::Drawing> panels = procedure::draw_chart(content, measure, {});
    if (panels.empty())
        panels.push_back(procedure::Drawing { .width = points(200), .height = points(40), .language = language, .title = content.title });
    return procedure::write_svg(panels.front());
}

Result<std::string> roundtable_svg(World& world, Agreement const& agreement, Language language)
{
    KONKORDAT_TRY(Typesetter typesetter, Typesetter::load(world));
    KONKORDAT_TRY(richtext::Words const words, richtext::Words::load(world));
    return procedure::write_svg(
        procedure::draw_roundtable(agreement, language, words, measure_with(typesetter, language), roundtable_width));
}

} // namespace konkordat::layout
