#include "core/pdf/extract.h"

#include "core/codec/agreement_json.h"
#include "core/pdf/export.h"
#include "core/pdf/syntax.h"
#include "core/pdf/writer.h"

#include "tests/core/layout/fictitious_agreement.h"
#include "tests/core/layout/random_agreement.h"

#include <catch2/catch_test_macros.hpp>

#include <optional>

using namespace konkordat;
using pdf::extract_agreement_json;

namespace {

SystemWorld world;

struct Attachment {
    std::string name;
    std::string bytes;
    bool in_af = true;
    bool in_names = true;
};

/// A minimal PDF with these files in it.
std::string pdf_with(std::vector<Attachment> const& attachments)
{
    pdf::Writer writer;
    std::string associated;
    std::string names;
    for (Attachment const& attachment : attachments) {
        auto const file = writer.add_stream("/Type /EmbeddedFile /Subtype /application#2Fjson", attachment.bytes, pdf::Compression::Flate);
        std::string const name = pdf::text_string(attachment.name);
        auto const specification = writer.add(
            "<</Type /Filespec /F " + name + " /UF " + name + " /AFRelationship /Source /EF <</F " + file.reference() + ">>>>");
        if (attachment.in_af)
            associated += specification.reference() + " ";
        if (attachment.in_names)
            names += name + " " + specification.reference() + " ";
    }
    auto const pages = writer.add("<</Type /Pages /Kids [] /Count 0>>");
    auto const catalog = writer.add("<</Type /Catalog /Pages " + pages.reference() + " /AF [" + associated
        + "] /Names <</EmbeddedFiles <</Names [" + names + "]>>>>>>");
    auto const info = writer.add("<<>>");
    return writer.finish(catalog, info);
}

std::optional<ErrorCode> error_of(std::string const& bytes)
{
    auto const result = extract_agreement_json(bytes);
    return result ? std::nullopt : std::optional(result.error().code);
}

} // namespace

TEST_CASE("The embedded agreement comes back byte for byte", "[pdf]")
{
    for (std::uint64_t seed = 0; seed < 6; ++seed) {
        Agreement const agreement = seed == 0 ? tests::fictitious_agreement() : tests::random_agreement(seed);
        auto const bytes = pdf::export_agreement(world, agreement, {});
        REQUIRE(bytes);
        auto const json = extract_agreement_json(*bytes);
        REQUIRE(json);
        CHECK(*json == write_agreement(agreement));
    }
}

TEST_CASE("The attachment is found through the catalog's files or through the names alone", "[pdf]")
{
    CHECK(*extract_agreement_json(pdf_with({ { "agreement.json", "{1}", true, false } })) == "{1}");
    CHECK(*extract_agreement_json(pdf_with({ { "agreement.json", "{2}", false, true } })) == "{2}");
    CHECK(*extract_agreement_json(pdf_with({ { "renamed.json", "{3}", true, true } })) == "{3}");
    CHECK(*extract_agreement_json(pdf_with({ { "other.json", "{4}" }, { "agreement.json", "{5}" } })) == "{5}");
}

TEST_CASE("What is not a PDF, or has no agreement or several, is told apart", "[pdf]")
{
    CHECK(error_of("") == ErrorCode::Malformed);
    CHECK(error_of("{\"title\": 1}") == ErrorCode::Malformed);
    CHECK(error_of("%PDF-1.7\nnothing more") == ErrorCode::Malformed);
    CHECK(error_of(pdf_with({})) == ErrorCode::NotFound);
    CHECK(error_of(pdf_with({ { "agreement.json", "{1}" }, { "agreement.json", "{2}" } })) == ErrorCode::Inconsistent);
    auto const result = extract_agreement_json("GIF89a");
    REQUIRE_FALSE(result);
    CHECK(result.error().message == "this is not a PDF");
}

TEST_CASE("Files and attachments beyond the limits are refused without filling the memory", "[pdf]")
{
    CHECK(error_of(std::string(pdf::max_pdf_bytes + 1, ' ')) == ErrorCode::TooLarge);
    std::string const bomb = pdf_with({ { "agreement.json", std::string(100'000'000, ' ') } });
    CHECK(bomb.size() < 200'000);
    CHECK(error_of(bomb) == ErrorCode::TooLarge);
    CHECK(extract_agreement_json(pdf_with({ { "agreement.json", std::string(pdf::max_embedded_bytes, ' ') } })).has_value());
    CHECK(error_of(pdf_with({ { "agreement.json", std::string(pdf::max_embedded_bytes + 1, ' ') } })) == ErrorCode::TooLarge);
}

TEST_CASE("A truncated file gives an error or the whole agreement, never a part of it", "[pdf]")
{
    Agreement const agreement = tests::fictitious_agreement();
    auto const bytes = pdf::export_agreement(world, agreement, {});
    REQUIRE(bytes);
    std::string const json = write_agreement(agreement);
    for (std::size_t size = 0; size < bytes->size(); size += 997) {
        auto const result = extract_agreement_json(std::string_view(*bytes).substr(0, size));
        CHECK((!result || *result == json));
    }
}

TEST_CASE("Flipped bytes never crash the reader", "[pdf]")
{
    Agreement const agreement = tests::fictitious_agreement();
    auto const bytes = pdf::export_agreement(world, agreement, {});
    REQUIRE(bytes);
    tests::Random random(11);
    for (int round = 0; round < 150; ++round) {
        std::string damaged = *bytes;
        for (std::size_t i = 1 + random.below(20); i > 0; --i)
            damaged[random.below(damaged.size())] = static_cast<char>(random.below(256));
        auto const result = extract_agreement_json(damaged);
        if (!result)
            CHECK_FALSE(result.error().message.empty());
    }
}

TEST_CASE("A name tree that contains itself ends", "[pdf]")
{
    pdf::Writer writer;
    auto const tree = writer.reserve();
    writer.set(tree, "<</Kids [" + tree.reference() + " " + tree.reference() + "]>>");
    auto const pages = writer.add("<</Type /Pages /Kids [] /Count 0>>");
    auto const catalog = writer.add(
        "<</Type /Catalog /Pages " + pages.reference() + " /Names <</EmbeddedFiles " + tree.reference() + ">>>>");
    auto const info = writer.add("<<>>");
    CHECK(error_of(writer.finish(catalog, info)) == ErrorCode::NotFound);
}
