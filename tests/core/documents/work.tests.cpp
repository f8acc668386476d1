#include "core/codec/agreement_json.h"
#include "core/examples/examples.h"
#include "core/pdf/export.h"
#include "web/documents/documents.h"

#include <catch2/catch_test_macros.hpp>

using namespace konkordat;
using documents::Operation;
using documents::Product;
using documents::Work;

TEST_CASE("work comes out of its message as it went in", "[documents]")
{
    Work const work { .operation = Operation::ExtractAgreement, .parameters = R"({"a":"ü"})", .files = { std::string("\0\xff", 2), std::string(), std::string("x") } };
    auto const read = documents::decode_work(documents::encode(work));
    REQUIRE(read);
    CHECK(read->operation == work.operation);
    CHECK(read->parameters == work.parameters);
    CHECK(read->files == work.files);
}

TEST_CASE("a product comes out of its message as it went in", "[documents]")
{
    Product const product { .facts = "[]", .files = { std::string(70'000, '\x80') } };
    auto const read = documents::decode_product(documents::encode(Result<Product>(product)));
    REQUIRE(read);
    CHECK(read->facts == product.facts);
    CHECK(read->files == product.files);
}

TEST_CASE("an error comes out of its message with all that it says", "[documents]")
{
    Error const error { .code = ErrorCode::TooLarge, .message = "m", .file = "f", .pointer = "/p", .line = 3, .key = "k", .argument = "a" };
    auto const read = documents::decode_product(documents::encode(Result<Product>(error)));
    REQUIRE_FALSE(read);
    CHECK(read.error().code == ErrorCode::TooLarge);
    CHECK(read.error().to_string() == error.to_string());
    CHECK(read.error().key == "k");
    CHECK(read.error().argument == "a");
}

TEST_CASE("a message cut short or with something behind it is refused", "[documents]")
{
    std::string const work(documents::encode(Work { .parameters = "{}", .files = { std::string("abc"), std::string("d") } }).view());
    std::string const product(documents::encode(Result<Product>(Product { .facts = "{}", .files = { std::string("abc") } })).view());
    for (std::size_t size = 0; size < work.size(); ++size)
        CHECK_FALSE(documents::decode_work(work.substr(0, size)));
    for (std::size_t size = 0; size < product.size(); ++size)
        CHECK_FALSE(documents::decode_product(product.substr(0, size)));
    CHECK_FALSE(documents::decode_work(work + '\0'));
    CHECK_FALSE(documents::decode_product(product + '\0'));
    CHECK_FALSE(documents::decode_work("\x7f" + work.substr(1)));
}

TEST_CASE("the agreement of a PDF is taken out, and what is none is named", "[documents]")
{
    SystemWorld world;
    auto const words = richtext::Words::load(world);
    REQUIRE(words);
    auto const agreement = build_example(world, *words, "musterstein-announcement");
    REQUIRE(agreement);
    auto const pdf = pdf::export_agreement(world, *agreement, {});
    REQUIRE(pdf);
    auto const product = documents::carry_out(world, Work { .files = { *pdf } });
    REQUIRE(product);
    CHECK(product->files == std::vector<std::string> { write_agreement(*agreement) });
    CHECK(documents::carry_out(world, Work { .files = { std::string("%PDF-1.7 nothing") } }).error().code == ErrorCode::Malformed);
    CHECK(documents::carry_out(world, {}).error().code == ErrorCode::InvalidArgument);
}
