#include "core/layout/layout.h"
#include "core/pdf/content.h"

#include "tests/core/layout/fictitious_agreement.h"

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <fstream>
#include <sstream>

using namespace konkordat;

namespace {

SystemWorld world;

void append_element(layout::LaidOutDocument const& document, layout::ElementIndex index, int depth, std::string& out)
{
    layout::StructureElement const& element = document.structure[index];
    out += std::string(static_cast<std::size_t>(depth), ' ') + pdf::structure_type(element);
    if (element.language)
        out += " lang=" + std::string(language_tag(*element.language));
    if (element.scope != layout::HeaderScope::None)
        out += element.scope == layout::HeaderScope::Column ? " scope=column" : " scope=row";
    if (element.kind == layout::StructureKind::List)
        out += element.ordered ? " numbered" : " bulleted";
    out += '\n';
    for (layout::StructureKid const& kid : element.kids) {
        if (kid.element != layout::no_element) {
            append_element(document, kid.element, depth + 1, out);
            continue;
        }
        out += std::string(static_cast<std::size_t>(depth), ' ') + " p" + std::to_string(kid.page + 1) + " \"";
        for (layout::PageItem const& item : document.pages[kid.page].items) {
            auto const* run = std::get_if<layout::GlyphRun>(&item.shape);
            if (run != nullptr && item.artifact == layout::ArtifactKind::None && item.content == kid.content)
                out += run->text();
        }
        out += "\"\n";
    }
}

} // namespace

// After an intended change: run with KONKORDAT_UPDATE_GOLDEN=1, read the difference, commit it.
TEST_CASE("The structure of the fictitious agreement is the golden one", "[pdf]")
{
    auto const document = layout::layout_agreement(world, tests::fictitious_agreement(), {});
    REQUIRE(document);
    std::string structure;
    append_element(*document, 0, 0, structure);
    std::string const path = KONKORDAT_SOURCE_DIR "/tests/golden/fictitious-structure.txt";
    if (std::getenv("KONKORDAT_UPDATE_GOLDEN") != nullptr)
        std::ofstream(path, std::ios::binary) << structure;
    std::ifstream file(path, std::ios::binary);
    REQUIRE(file);
    std::stringstream golden;
    golden << file.rdbuf();
    CHECK(structure == golden.str());
}
