#include "core/pdf/writer.h"
#include "core/pdf/metadata.h"
#include "core/pdf/syntax.h"

#include <catch2/catch_test_macros.hpp>

#include <qpdf/QPDF.hh>

using namespace konkordat;
using namespace konkordat::pdf;

TEST_CASE("Numbers are written short and without a locale", "[pdf]")
{
    CHECK(number(layout::points(12)) == "12");
    CHECK(number(layout::points(12.5)) == "12.5");
    CHECK(number(-250) == "-0.25");
    CHECK(number(1) == "0.001");
    CHECK(ratio(1, 3) == "0.333");
    CHECK(ratio(-2, 3) == "-0.667");
}

TEST_CASE("Strings and names are escaped", "[pdf]")
{
    CHECK(byte_string("a(b)\\c") == "(a\\(b\\)\\\\c)");
    CHECK(text_string("Bern") == "(Bern)");
    CHECK(text_string("Zürich") == "<FEFF005A00FC0072006900630068>");
    CHECK(text_string("\U0001F600") == "<FEFFD83DDE00>");
    CHECK(name("application/json") == "/application#2Fjson");
    CHECK(date_string(Timestamp { 0 }) == "(D:19700101000000Z)");
}

TEST_CASE("A written file is read back object by object", "[pdf]")
{
    Writer writer;
    ObjectId const catalog = writer.reserve();
    ObjectId const pages = writer.add("<</Type /Pages /Kids [] /Count 0>>");
    std::vector<ObjectId> values;
    for (int i = 0; i < 450; ++i)
        values.push_back(writer.add("<</Value " + std::to_string(i) + ">>"));
    ObjectId const stream = writer.add_stream("/Kind /Test", "the bytes", Compression::Flate);
    std::string references;
    for (ObjectId const value : values)
        references += value.reference() + " ";
    writer.set(
        catalog, "<</Type /Catalog /Pages " + pages.reference() + " /Values [" + references + "] /Stream " + stream.reference() + ">>");
    ObjectId const info = writer.add("<</Title (Test)>>");
    std::string const file = writer.finish(catalog, info);

    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.processMemoryFile("test", file.data(), file.size());
    REQUIRE(pdf.getWarnings().empty());
    QPDFObjectHandle root = pdf.getRoot();
    REQUIRE(root.getKey("/Values").getArrayNItems() == 450);
    for (int i = 0; i < 450; ++i)
        REQUIRE(root.getKey("/Values").getArrayItem(i).getKey("/Value").getIntValueAsInt() == i);
    auto const data = root.getKey("/Stream").getStreamData();
    CHECK(std::string(reinterpret_cast<char const*>(data->getBuffer()), data->getSize()) == "the bytes");
    CHECK(pdf.getTrailer().getKey("/Info").getKey("/Title").getUTF8Value() == "Test");
}

TEST_CASE("The colour profile is well-formed", "[pdf]")
{
    std::string const profile = srgb_profile();
    auto byte = [&](std::size_t at) { return static_cast<std::size_t>(static_cast<unsigned char>(profile[at])); };
    auto word = [&](std::size_t at) { return byte(at) << 24U | byte(at + 1) << 16U | byte(at + 2) << 8U | byte(at + 3); };
    CHECK(word(0) == profile.size());
    CHECK(profile.substr(36, 4) == "acsp");
    REQUIRE(word(128) == 10);
    for (std::size_t i = 0; i < 10; ++i) {
        std::size_t const offset = word(132 + i * 12 + 4);
        CHECK(offset % 4 == 0);
        CHECK(offset + word(132 + i * 12 + 8) <= profile.size());
    }
}
