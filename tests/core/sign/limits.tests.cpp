#include "tests/core/sign/fixture.h"
#include "tests/core/sign/raw_pdf.h"

#include "core/sign/prepare.h"
#include "core/sign/progress.h"
#include "core/sign/twin.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>

#include <chrono>

using namespace konkordat;
using namespace konkordat::tests;

namespace {

/// With so many saves more, each of which overwrites the same object.
std::string saved_again(std::string file, std::size_t count)
{
    RawPdf update;
    update.set(30, "<</Saved true>>");
    for (std::size_t i = 0; i < count; ++i)
        file = update.write(std::move(file));
    return file;
}

/// Key of the error with which each entrance refuses the file, "none" if it does not.
std::vector<std::string> refusals(std::string const& file)
{
    auto key = [](auto const& result) { return result ? std::string("none") : result.error().key; };
    sign::VerifyOptions const options { .trust_anchors = {}, .now = world().now() };
    return { key(sign::verify_pdf(file, options)), key(sign::list_fields(file)),
        key(sign::sign_pdf(file, identity(), request_for("approval"))), key(sign::prepare_for_signature(file)),
        key(sign::signing_progress(file, {}, options)) };
}

void check_refused(std::string const& file, std::string const& key)
{
    auto const start = std::chrono::steady_clock::now();
    for (std::string const& refusal : refusals(file))
        CHECK(refusal == key);
    CHECK(sign::check_twin(world(), file).result >= sign::Twin::NoAgreement);
    // What opens every revision takes minutes.
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}

std::string encrypted(std::string const& file, char const* user_password)
{
    QPDF pdf;
    pdf.processMemoryFile("input", file.data(), file.size());
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    writer.setR6EncryptionParameters(user_password, "owner", true, true, true, true, true, true, qpdf_r3p_full, true);
    writer.write();
    std::shared_ptr<Buffer> const bytes(writer.getBuffer());
    return { reinterpret_cast<char const*>(bytes->getBuffer()), bytes->getSize() };
}

std::string signed_in(Dialect dialect) { return sign_as(foreign_document(dialect).write(), "approval", Look::Plain); }

} // namespace

TEST_CASE("A file that was saved 10,000 times is refused by name and at once, signed or not", "[sign]")
{
    auto const dialect = GENERATE(Dialect::Table, Dialect::Stream);
    check_refused(saved_again(foreign_document(dialect).write(), 10'000), "pdf-too-many-revisions");
    check_refused(saved_again(signed_in(dialect), 10'000), "pdf-too-many-revisions");
    // Cut off, it still is no file that somebody can take for one with few saves.
    std::string file = saved_again(signed_in(dialect), 10'000);
    file.resize(file.rfind("%%EOF", file.size() / 2) + 5);
    check_refused(file, "pdf-too-many-revisions");
}

TEST_CASE("The limit of saves is a thousand", "[sign]")
{
    std::string const file = foreign_document(Dialect::Table).write();
    CHECK(sign::read_revisions(saved_again(file, sign::max_revisions - 1))->size() == sign::max_revisions);
    auto const refused = sign::read_revisions(saved_again(file, sign::max_revisions));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::TooLarge);
    CHECK(refused.error().argument == "1000");
}

TEST_CASE("A file of 200 MB is refused by name and at once", "[sign]")
{
    std::string file = signed_in(Dialect::Table);
    file.resize(200'000'000, ' ');
    check_refused(file, "pdf-too-large");
    auto const report = sign::verify_pdf(file, { .trust_anchors = {}, .now = world().now() });
    REQUIRE_FALSE(report);
    CHECK(report.error().code == ErrorCode::TooLarge);
    CHECK(report.error().argument == "128 MiB");
    file.resize(sign::max_file_bytes);
    CHECK(sign::read_revisions(file));
}

TEST_CASE("An encrypted file is refused by name, whether it takes a password or none to open it", "[sign]")
{
    std::string const plain = foreign_document(Dialect::Table).write();
    for (char const* const password : { "", "geheim" }) {
        std::string const file = encrypted(plain, password);
        REQUIRE(file.find("/Encrypt") != std::string::npos);
        check_refused(file, "pdf-encrypted");
    }
    check_refused(encrypted(signed_in(Dialect::Stream), ""), "pdf-encrypted");
}
