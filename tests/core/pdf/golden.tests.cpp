#include "core/layout/layout.h"
#include "core/pdf/content.h"
#include "core/pdf/export.h"

#include "tests/core/layout/fictitious_agreement.h"
#include "tests/core/layout/random_agreement.h"

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
        out += element.counting ? " numbered" : " bulleted";
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

/// Compares with tests/golden/`name`, or writes that file anew.
void check_golden(std::string const& name, std::string const& text)
{
    std::string const path = std::string(KONKORDAT_SOURCE_DIR "/tests/golden/") + name;
    if (std::getenv("KONKORDAT_UPDATE_GOLDEN") != nullptr)
        std::ofstream(path, std::ios::binary) << text;
    std::ifstream file(path, std::ios::binary);
    REQUIRE(file);
    std::stringstream golden;
    golden << file.rdbuf();
    CHECK(text == golden.str());
}

/// Name, size and FNV-1a hash of an agreement's PDF, on a line.
std::string fingerprint(std::string const& name, Agreement const& agreement)
{
    auto const bytes = pdf::export_agreement(world, agreement, {});
    REQUIRE(bytes);
    std::uint64_t hash = 0xCBF29CE484222325U;
    for (char const c : *bytes)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    std::ostringstream line;
    line << name << ' ' << bytes->size() << ' ' << std::hex << hash << '\n';
    return line.str();
}

} // namespace

// After an intended change: run with KONKORDAT_UPDATE_GOLDEN=1, read the difference, commit it.
TEST_CASE("The structure of the fictitious agreement is the golden one", "[pdf]")
{
    auto const document = layout::layout_agreement(world, tests::fictitious_agreement(), {});
    REQUIRE(document);
    std::string structure;
    append_element(*document, 0, 0, structure);
    check_golden("fictitious-structure.txt", structure);
}

// The tests run natively and as WebAssembly: both compare with the same file.
TEST_CASE("A PDF has the same bytes on every machine", "[pdf]")
{
    std::string lines = fingerprint("fictitious", tests::fictitious_agreement());
    for (std::uint64_t seed = 1; seed <= 4; ++seed)
        lines += fingerprint("random-" + std::to_string(seed), tests::random_agreement(seed));
    check_golden("document-bytes.txt", lines);
}
