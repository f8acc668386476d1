#include "tests/core/sign/fixture.h"

#include "core/codec/agreement_json.h"
#include "core/pdf/export.h"
#include "core/sign/deferred.h"
#include "core/sign/prepare.h"
#include "core/sign/progress.h"
#include "core/sign/twin.h"

#include "tests/core/sign/raw_pdf.h"

#include <catch2/catch_test_macros.hpp>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>

using namespace konkordat;
using namespace konkordat::tests;

namespace {

sign::Progress progress_of(std::string const& prepared_file, std::vector<sign::ReturnedFile> const& files)
{
    auto result = sign::signing_progress(prepared_file, files, { .trust_anchors = { identity().certificate() }, .now = world().now() });
    REQUIRE(result);
    return std::move(*result);
}

std::vector<std::string> names_of_fields(std::string const& pdf)
{
    auto const fields = sign::list_fields(pdf);
    REQUIRE(fields);
    std::vector<std::string> names;
    for (auto const& field : *fields)
        names.push_back(field.name);
    return names;
}

} // namespace

TEST_CASE("Progress says who has signed, who is missing, and with which file to go on", "[sign]")
{
    std::string const before = prepared(3);
    auto const fields = names_of_fields(before);
    std::string const once = sign_as(before, fields[1]);
    std::string const twice = sign_as(once, fields[0]);
    auto const progress = progress_of(before, { { "a.pdf", once }, { "b.pdf", twice }, { "c.pdf", before } });
    CHECK(progress.current == 1);
    CHECK_FALSE(progress.is_complete);
    CHECK(progress.parallel.empty());
    REQUIRE(progress.signatories.size() == 3);
    CHECK(progress.signatories[0].has_signed);
    CHECK(progress.signatories[1].has_signed);
    CHECK_FALSE(progress.signatories[2].has_signed);
    CHECK(progress.signatories[0].name == "Anna Muster (Test)");
    CHECK(progress.files[1].signed_fields == std::vector { fields[1], fields[0] });
    std::string const all = sign_as(twice, fields[2]);
    CHECK(progress_of(before, { { "d.pdf", all } }).is_complete);
}

TEST_CASE("Signatures given in parallel are recognised", "[sign]")
{
    std::string const before = prepared(3);
    auto const fields = names_of_fields(before);
    std::string const first = sign_as(sign_as(before, fields[0]), fields[1]);
    std::string const second = sign_as(before, fields[2]);
    auto const progress = progress_of(before, { { "a.pdf", first }, { "b.pdf", second } });
    CHECK(progress.current == 0);
    REQUIRE(progress.parallel.size() == 1);
    CHECK(progress.parallel[0].only_in_first == std::vector { fields[0], fields[1] });
    CHECK(progress.parallel[0].only_in_second == std::vector { fields[2] });
    CHECK(progress.signatories[2].signed_elsewhere);
    CHECK_FALSE(progress.is_complete);
}

TEST_CASE("Files that do not descend from the prepared one, or are not valid, are refused with the reason", "[sign]")
{
    std::string const before = prepared(2);
    std::string const other = sign_first(prepared(3), 1);
    std::string tampered = sign_first(before, 1);
    RawPdf update;
    update.set(4, "<<>>");
    std::string const changed = update.write(tampered);
    std::string const unsigned_change = update.write(before);
    auto const progress = progress_of(before,
        { { "other.pdf", other }, { "changed.pdf", changed }, { "text.pdf", "hello" }, { "unsigned.pdf", unsigned_change },
            { "cut.pdf", std::string_view(tampered).substr(0, tampered.size() - 9) } });
    CHECK(progress.files[0].refusal == sign::Refusal::NotADescendant);
    CHECK(progress.files[1].refusal == sign::Refusal::Invalid);
    CHECK(progress.files[2].refusal == sign::Refusal::Unreadable);
    CHECK(progress.files[3].refusal == sign::Refusal::Invalid);
    CHECK(progress.files[4].refusal == sign::Refusal::Invalid);
    CHECK_FALSE(progress.current);
    for (auto const& file : progress.files)
        CHECK_FALSE(file.reason.empty());
}

TEST_CASE("A deferred signature is completed by its CMS and by nothing else", "[sign]")
{
    std::string const before = prepared(2);
    auto const fields = names_of_fields(before);
    auto const deferred = sign::prepare_deferred(before, request_for(fields[0]), identity().certificate(), {}, sign::TimeStampRoom::With);
    REQUIRE(deferred);
    CHECK(verdict_of(deferred->file) == sign::Verdict::Invalid);
    auto const record = sign::read_deferred_record(sign::write_deferred_record(deferred->record));
    REQUIRE(record);
    CHECK(record->to_be_signed.der == deferred->record.to_be_signed.der);

    auto const content = deferred->record.range.content(deferred->file);
    auto const cms = crypto::sign_detached(identity(), content);
    REQUIRE(cms);
    auto const complete = sign::complete_deferred_with_cms(deferred->file, *record, *cms);
    REQUIRE(complete);
    CHECK(complete->starts_with(before));
    CHECK(verdict_of(*complete) == sign::Verdict::Valid);

    auto key = [&](std::string_view file, std::string_view answer) {
        auto const result = sign::complete_deferred_with_cms(file, *record, answer);
        REQUIRE_FALSE(result);
        return result.error().key;
    };
    constexpr std::array<std::string_view, 1> something { "something" };
    CHECK(key(deferred->file, *crypto::sign_detached(identity(), something)) == "deferred-does-not-fit");
    CHECK(key(deferred->file, *crypto::sign_detached(identity(crypto::KeyKind::Rsa3072), content)) == "deferred-does-not-fit");
    CHECK(key(deferred->file, "no CMS") == "deferred-does-not-fit");
    CHECK(key(deferred->file + "\n", *cms) == "deferred-other-file");
    std::string changed = deferred->file;
    changed[100] = static_cast<char>(changed[100] ^ 1);
    CHECK(key(changed, *cms) == "deferred-other-file");
    CHECK(key(*complete, *cms) == "deferred-other-file");
    CHECK_FALSE(sign::read_deferred_record("{}"));
}

TEST_CASE("The twin of a signed file is the agreement that it carries", "[sign]")
{
    std::string const file = sign_first(prepared(2), 2);
    auto const same = sign::check_twin(world(), file);
    INFO(same.reason);
    CHECK(same.result == sign::Twin::SameBytes);

    // Another agreement's pages with this one's data.
    Agreement agreement = agreement_of(2);
    auto document = pdf::layout_for_export(world(), agreement, {});
    REQUIRE(document);
    agreement.clauses[2].body[Language::German] = "Etwas anderes.";
    auto const forged = pdf::write_document(*document, agreement);
    REQUIRE(forged);
    auto const prepared_forgery = sign::prepare_for_signature(*forged);
    REQUIRE(prepared_forgery);
    auto const different = sign::check_twin(world(), sign_first(prepared_forgery->file, 1));
    INFO(different.reason);
    CHECK(different.result == sign::Twin::Different);
    CHECK_FALSE(different.pages.empty());

    RawPdf update;
    update.set(4, "<<>>");
    CHECK(sign::check_twin(world(), update.write(file)).result == sign::Twin::Different);
    CHECK(sign::check_twin(world(), foreign_document(Dialect::Table).write()).result == sign::Twin::NoAgreement);
    CHECK(sign::check_twin(world(), "hello").result == sign::Twin::NotCompared);
}

TEST_CASE("Pages that another program wrote anew are the same, unless the page tree cuts or turns them", "[sign]")
{
    auto const bytes = pdf::export_agreement(world(), agreement_of(2), {});
    REQUIRE(bytes);
    auto const rewritten = [&](std::string const& key, std::string const& value) {
        QPDF document;
        document.processMemoryFile("export", bytes->data(), bytes->size());
        if (!key.empty())
            document.getRoot().getKey("/Pages").replaceKey(key, QPDFObjectHandle::parse(value));
        QPDFWriter writer(document);
        writer.setOutputMemory();
        writer.write();
        std::unique_ptr<Buffer> const buffer(writer.getBuffer());
        return std::string(reinterpret_cast<char const*>(buffer->getBuffer()), buffer->getSize());
    };
    auto const same = sign::check_twin(world(), rewritten({}, {}));
    INFO(same.reason);
    CHECK(same.result == sign::Twin::SamePages);
    auto const turned = sign::check_twin(world(), rewritten("/Rotate", "180"));
    CHECK(turned.result == sign::Twin::Different);
    CHECK(turned.pages.size() > 1);
    CHECK(sign::check_twin(world(), rewritten("/CropBox", "[0 0 595 400]")).result == sign::Twin::Different);
}

TEST_CASE("The twin of one language's version is that version", "[sign]")
{
    auto const bytes = pdf::export_agreement(world(), agreement_of(2), { Language::French });
    REQUIRE(bytes);
    auto const result = sign::check_twin(world(), *bytes);
    INFO(result.reason);
    CHECK(result.result == sign::Twin::SameBytes);
}
