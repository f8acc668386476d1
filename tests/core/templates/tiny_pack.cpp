#include "tests/core/templates/tiny_pack.h"

#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <iterator>

namespace konkordat::templates {

namespace {

std::string read_fixture(std::string const& name)
{
    std::ifstream file(KONKORDAT_SOURCE_DIR "/tests/fixtures/packs/tiny/" + name, std::ios::binary);
    REQUIRE(file.good());
    return { std::istreambuf_iterator<char>(file), {} };
}

} // namespace

TinyPack TinyPack::read() { return { read_fixture("pack.json"), read_fixture("de.md"), read_fixture("fr.md") }; }

Result<TemplatePack> TinyPack::parse() const
{
    return parse_pack({ json, { { Language::German, german }, { Language::French, french } } });
}

TinyPack& TinyPack::replace(std::string_view from, std::string_view to)
{
    for (auto* file : { &json, &german, &french }) {
        if (auto const place = file->find(from); place != std::string::npos) {
            file->replace(place, from.size(), to);
            return *this;
        }
    }
    FAIL("not in the pack: " << from);
    return *this;
}

} // namespace konkordat::templates
