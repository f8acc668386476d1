#include "tests/core/sign/attack_tools.h"
#include "tests/core/sign/fixture.h"
#include "tests/core/sign/raw_pdf.h"

#include "core/sign/update.h"

#include <catch2/catch_test_macros.hpp>

using namespace konkordat;
using namespace konkordat::tests;

namespace {

using Certification = sign::Certification;

std::string const form_with_21 = "<</Fields [8 0 R 9 0 R 10 0 R 21 0 R] /SigFlags 3 /DA (/F1 0 Tf 0 g) /DR <</Font <</F1 5 0 R>>>>>>";

} // namespace

TEST_CASE("Shadow attack, hide: what covered a text is taken away after signing", "[sign][attack]")
{
    RawPdf pdf = foreign_document(Dialect::Table);
    pdf.set(4, content("", "BT /F1 12 Tf 72 700 Td (The parties pay 900 francs.) Tj ET /Logo Do"));
    pdf.set(12, content("/Type /XObject /Subtype /Form /BBox [0 0 595 842]", "1 g 0 690 595 30 re f"));
    std::string const file = sign_field(pdf.write(), "approval", Certification::None);
    check_invalid(file, updated(file, { { 12, content("/Type /XObject /Subtype /Form /BBox [0 0 595 842]", "") } }));
    // The overlay's place in the table leads to an object that is smaller.
    RawPdf moved;
    moved.set(30, "<<>>");
    std::string offset = std::to_string(file.find("6 0 obj"));
    offset.insert(0, 10 - offset.size(), '0');
    moved.extra_table = "12 1\n" + offset + " 00000 n\r\n";
    check_invalid(file, moved.write(file));
}

TEST_CASE("Shadow attack, replace: a font or a field's value that was harmless", "[sign][attack]")
{
    std::string const file = sign_field(foreign_document(Dialect::Stream).write(), "approval", Certification::None);
    check_invalid(
        file, updated(file, { { 5, "<</Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding <</Differences [49 /nine]>>>>" } }));
    check_invalid(file,
        updated(file,
            { { 8,
                "<</Type /Annot /Subtype /Widget /FT /Tx /T (remark) /V (none) /Rect [72 600 300 620] /P 3 0 R /F 4 /AP <</N 12 0 "
                "R>>>>" } }));
}

TEST_CASE("Shadow attack, hide and replace: the pages of a second document inside", "[sign][attack]")
{
    RawPdf pdf = foreign_document(Dialect::Table);
    pdf.set(22, "<</Type /Pages /Kids [23 0 R] /Count 1>>");
    pdf.set(23, "<</Type /Page /Parent 22 0 R /MediaBox [0 0 595 842]>>");
    std::string const file = sign_field(pdf.write(), "approval", Certification::None);
    check_invalid(file, updated(file, { { 1, "<</Type /Catalog /Pages 22 0 R /AcroForm 7 0 R /Metadata 11 0 R>>" } }));
    // Only references change: the page tree's object is read from where the other one stands.
    RawPdf moved;
    moved.set(30, "<<>>");
    std::string offset = std::to_string(file.find("22 0 obj"));
    offset.insert(0, 10 - offset.size(), '0');
    moved.extra_table = "2 1\n" + offset + " 00000 n\r\n";
    check_invalid(file, moved.write(file));
}

TEST_CASE("Evil annotation: a comment that covers a text of a certified document", "[sign][attack]")
{
    std::string const file = certify(foreign_document(Dialect::Table).write(), "approval", '3');
    auto comment = [&](std::string const& rectangle) {
        return updated(file,
            { { 21, "<</Type /Annot /Subtype /FreeText /Rect " + rectangle + " /Contents (900 francs) /DA (/F1 12 Tf) /F 4>>" },
                { 3, page("8 0 R 9 0 R 10 0 R 21 0 R") } });
    };
    check_invalid(file, comment("[72 690 300 720]"));
    check_invalid(file, comment("[72 90 300 170]"));
    // Beside everything it is a comment as the certification permits, and no document without changes.
    CHECK(verdict_of(comment("[400 300 500 320]")) == sign::Verdict::ValidWithChanges);
    check_invalid(file,
        updated(file,
            { { 21, "<</Type /Annot /Subtype /Link /Rect [400 300 500 320] /A <</S /URI /URI (http://example.org)>>>>" },
                { 3, page("8 0 R 9 0 R 10 0 R 21 0 R") } }));
}

TEST_CASE("Certifications permit what their level says", "[sign][attack]")
{
    std::string const before = foreign_document(Dialect::Table).write();
    std::string const filled = "<</Type /Annot /Subtype /Widget /FT /Tx /T (remark) /V (filled in) /Rect [72 600 300 620] /P 3 0 R /F 4>>";
    auto with = [&](char permission, std::map<int, std::string> const& objects) {
        std::string const file = certify(before, "approval", permission);
        REQUIRE(verdict_of(file) == sign::Verdict::Valid);
        return verdict_of(updated(file, objects));
    };
    CHECK(with('1', { { 8, filled } }) == sign::Verdict::Invalid);
    CHECK(with('2', { { 8, filled } }) == sign::Verdict::ValidWithChanges);
    CHECK(with('3', { { 8, filled } }) == sign::Verdict::ValidWithChanges);
    std::map<int, std::string> const comment { { 21, "<</Type /Annot /Subtype /Text /Rect [400 300 420 320] /Contents (Note)>>" },
        { 3, page("8 0 R 9 0 R 10 0 R 21 0 R") } };
    CHECK(with('1', comment) == sign::Verdict::Invalid);
    CHECK(with('2', comment) == sign::Verdict::Invalid);
    CHECK(with('3', comment) == sign::Verdict::ValidWithChanges);

    auto const refused = sign::sign_pdf(certify(before, "approval", '1'), identity(), request_for("second"));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().key == "sign-not-permitted");
    CHECK(verdict_of(sign_field(certify(before, "approval", '2'), "second", Certification::None)) == sign::Verdict::Valid);
}

TEST_CASE("Sneaky signature: a new field in sight on a certified page", "[sign][attack]")
{
    auto new_field = [](std::string const& file, std::string const& rectangle) {
        std::string const prepared = updated(file,
            { { 21, "<</Type /Annot /Subtype /Widget /FT /Sig /T (sneaky) /Rect " + rectangle + " /P 3 0 R /F 4>>" },
                { 3, page("8 0 R 9 0 R 10 0 R 21 0 R") }, { 7, form_with_21 } });
        return prepared;
    };
    std::string const plain = foreign_document(Dialect::Table).write();
    std::string const certified = certify(plain, "approval", '2');
    check_invalid(certified, new_field(certified, "[72 690 300 720]"));
    check_invalid(certified, sign_field(new_field(certified, "[72 690 300 720]"), "sneaky", Certification::None));
    check_invalid(certified, sign_field(new_field(certified, "[400 300 500 320]"), "sneaky", Certification::None));
    // Out of sight it is one more signature.
    CHECK(verdict_of(sign_field(new_field(certified, "[0 0 0 0]"), "sneaky", Certification::None)) == sign::Verdict::Valid);

    std::string const approved = sign_field(plain, "approval", Certification::None);
    check_invalid(approved, sign_field(new_field(approved, "[72 690 300 720]"), "sneaky", Certification::None));
    CHECK(verdict_of(sign_field(new_field(approved, "[400 300 500 320]"), "sneaky", Certification::None)) == sign::Verdict::Valid);
    // With an action, or as the kid of another field, it is none.
    check_invalid(approved,
        updated(approved,
            { { 21, "<</Type /Annot /Subtype /Widget /FT /Sig /T (sneaky) /Rect [0 0 0 0] /P 3 0 R /AA <<>>>>" },
                { 3, page("8 0 R 9 0 R 10 0 R 21 0 R") }, { 7, form_with_21 } }));
}

TEST_CASE("Locks hold for the fields that they name and for their descendants", "[sign][attack]")
{
    auto lock = [](std::string const& entries) {
        RawPdf pdf = foreign_document(Dialect::Table);
        pdf.set(9, "<</Type /Annot /Subtype /Widget /FT /Sig /T (approval) /Rect [72 100 300 160] /P 3 0 R /F 4 /Lock 21 0 R>>");
        pdf.set(21, "<</Type /SigFieldLock " + entries + ">>");
        return certify(pdf.write(), "approval", '2');
    };
    auto fill = [](std::string const& file) {
        return verdict_of(
            updated(file, { { 8, "<</Type /Annot /Subtype /Widget /FT /Tx /T (remark) /V (x) /Rect [72 600 300 620] /P 3 0 R /F 4>>" } }));
    };
    CHECK(fill(lock("/Action /All")) == sign::Verdict::Invalid);
    CHECK(fill(lock("/Action /Include /Fields [(remark)]")) == sign::Verdict::Invalid);
    CHECK(fill(lock("/Action /Include /Fields [(remar)]")) == sign::Verdict::ValidWithChanges);
    CHECK(fill(lock("/Action /Exclude /Fields [(remark)]")) == sign::Verdict::ValidWithChanges);
    CHECK(fill(lock("/Action /Exclude /Fields [(approval)]")) == sign::Verdict::Invalid);
    auto const refused = sign::sign_pdf(lock("/Action /Include /Fields [(second)]"), identity(), request_for("second"));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().key == "sign-not-permitted");

    sign::FieldLock const parent { .action = sign::FieldLock::Action::Include, .fields = { "a" } };
    CHECK(parent.covers("a.b.c"));
    CHECK_FALSE(parent.covers("ab"));
}

TEST_CASE("Two fields do not share a signature, and no range is used twice", "[sign][attack]")
{
    std::string const file = sign_field(foreign_document(Dialect::Table).write(), "approval", Certification::None);
    auto const report = verify(file);
    std::string const number = std::to_string(report.signatures.front().object);
    // The second field takes the first one's signature.
    check_invalid(file,
        updated(file, { { 10, "<</Type /Annot /Subtype /Widget /FT /Sig /T (second) /Rect [0 0 0 0] /P 3 0 R /V " + number + " 0 R>>" } }));
    // Or a copy of its dictionary.
    std::size_t const begin = file.rfind("\n" + number + " 0 obj\n") + number.size() + 8;
    std::string const dictionary = file.substr(begin, file.find("\nendobj", begin) - begin);
    check_invalid(file,
        updated(file,
            { { 10, "<</Type /Annot /Subtype /Widget /FT /Sig /T (second) /Rect [0 0 0 0] /P 3 0 R /V 21 0 R>>" }, { 21, dictionary } }));
}

TEST_CASE("A signature that was in the file unused is not taken into use later", "[sign][attack]")
{
    std::string const file = sign_field(foreign_document(Dialect::Table).write(), "approval", Certification::None);
    std::string const other = sign_field(file, "second", Certification::None);
    // The field is emptied again, and signed again.
    std::string const emptied = updated(
        other, { { 10, "<</Type /Annot /Subtype /Widget /FT /Sig /T (second) /Rect [0 0 0 0] /P 3 0 R>>" } });
    check_invalid(other, emptied);
    check_invalid(other, sign_field(emptied, "second", Certification::None));
}

TEST_CASE("Our own documents are as safe as others", "[sign][attack]")
{
    std::string const file = sign_first(prepared(3), 2, Look::Plain);
    auto update = sign::Update::create(file);
    REQUIRE(update);
    auto& pdf = update->document().pdf();
    std::vector<QPDFObjGen> ids;
    for (auto const& [id, place] : pdf.getXRefTable())
        ids.push_back(id);
    std::size_t seen = 0;
    std::size_t tried = 0;
    // Whatever object of the document is overwritten, but for those that say nothing (cross-references) or nothing any more (object streams
    // whose objects are all overwritten).
    for (QPDFObjGen const id : ids) {
        QPDFObjectHandle const object = pdf.getObject(id);
        if (sign::is_name(sign::member(object, "/Type"), "/XRef"))
            continue;
        auto attack = sign::Update::create(file);
        REQUIRE(attack);
        attack->set(id, "<</Overwritten true>>");
        ++tried;
        std::string const attacked = attack->finish().bytes;
        bool const invalid = verdict_of(attacked) == sign::Verdict::Invalid;
        seen += invalid ? 1 : 0;
        if (!invalid) {
            UNSCOPED_INFO(id.unparse(' ') << " " << explain(attacked));
            CHECK(invalid);
        }
        if (tried > 400)
            break;
    }
    CHECK(tried > 100);
    CHECK(seen == tried);
}

TEST_CASE(
    "An object that something in the signed document waits for is seen when it comes, even behind a permitted change", "[sign][attack]")
{
    RawPdf pdf = foreign_document(Dialect::Table);
    pdf.set(3,
        "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents [4 0 R 26 0 R] /Resources <</Font <</F1 5 0 R>>>> /Annots [8 0 R 9 "
        "0 R 10 "
        "0 R]>>");
    pdf.set(1, "<</Type /Catalog /Pages 2 0 R /AcroForm 7 0 R /Metadata 11 0 R /Waits 27 0 R>>");
    std::string const file = sign_field(pdf.write(), "approval", Certification::None);
    // A signature whose dictionary brings the page's missing content along.
    auto const range = *verify(file).signatures.front().range;
    std::string const second = sign_field(file, "second", Certification::None);
    CHECK(verdict_of(second) == sign::Verdict::Valid);
    std::string const catalog = "<</Type /Catalog /Pages 2 0 R /AcroForm 7 0 R /Metadata 11 0 R /Waits 27 0 R /DSS 28 0 R>>";
    auto with_store = [&](std::string const& certificate) {
        return updated(file,
            { { 1, catalog }, { 28, "<</Type /DSS /Certs [" + certificate + " 0 R]>>" },
                { std::stoi(certificate), content("", "BT ET") } });
    };
    CHECK(verdict_of(with_store("29")) == sign::Verdict::Valid);
    check_invalid(file, with_store("26"));
    check_invalid(file, with_store("27"));
    // The catalog is overwritten once more afterwards.
    std::string const again = updated(with_store("27"),
        { { 1, "<</Type /Catalog /Pages 2 0 R /AcroForm 7 0 R /Metadata 11 0 R /Waits 27 0 R /DSS 28 0 R /Extensions <<>>>>" } });
    check_invalid(file, again);
    CHECK(range.hole_begin > 0);
}
