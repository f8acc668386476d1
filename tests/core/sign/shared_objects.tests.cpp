#include "tests/core/sign/attack_tools.h"
#include "tests/core/sign/fixture.h"
#include "tests/core/sign/raw_pdf.h"

#include <catch2/catch_test_macros.hpp>

using namespace konkordat;
using namespace konkordat::tests;

// Shadow attacks with objects that have two uses: what may grow in the one shows something else in the other.

namespace {

std::string const more_money = "BT /F1 12 Tf 72 700 Td (The parties pay 900 francs.) Tj ET";
std::string const picture = content("/Type /XObject /Subtype /Form /BBox [0 0 595 842]", "1 g 0 690 595 30 re f");

std::string catalog(std::string const& more) { return "<</Type /Catalog /Pages 2 0 R /AcroForm 7 0 R /Metadata 11 0 R" + more + ">>"; }

std::string form(std::string const& resources, std::string const& fields = "[8 0 R 9 0 R 10 0 R]")
{
    return "<</Fields " + fields + " /SigFlags 3 /DA (/F1 0 Tf 0 g) /DR " + resources + ">>";
}

std::string page_of(std::string const& contents, std::string const& resources, std::string const& annotations)
{
    return "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents " + contents + " /Resources " + resources + " /Annots "
        + annotations + ">>";
}

std::string const resources = "<</Font <</F1 5 0 R>>>>";
std::string const annotations = "[8 0 R 9 0 R 10 0 R]";

std::string signed_with(std::map<int, std::string> const& objects)
{
    RawPdf pdf = foreign_document(Dialect::Table);
    for (auto const& [number, body] : objects)
        pdf.set(number, body);
    return sign_field(pdf.write(), "approval", sign::Certification::None);
}

} // namespace

TEST_CASE("Validation data that are a page's content too do not grow", "[sign][attack]")
{
    std::string const file = signed_with(
        { { 1, catalog(" /DSS <</Certs 40 0 R>>") }, { 3, page_of("40 0 R", resources, annotations) }, { 40, "[4 0 R]" } });
    check_invalid(file, updated(file, { { 40, "[21 0 R]" }, { 21, content("", more_money) } }));

    std::string const in_dictionary = signed_with({ { 1, catalog(" /DSS 41 0 R") }, { 41, "<</Type /DSS /Certs 40 0 R>>" },
        { 3, page_of("40 0 R", resources, annotations) }, { 40, "[4 0 R]" } });
    check_invalid(in_dictionary, updated(in_dictionary, { { 40, "[4 0 R 21 0 R]" }, { 21, content("", more_money) } }));
}

TEST_CASE("Validation data that are a page's resources too do not grow", "[sign][attack]")
{
    std::string const file = signed_with({ { 1, catalog(" /DSS <</VRI 42 0 R>>") }, { 3, page_of("4 0 R", "42 0 R", annotations) },
        { 42, "<</XObject 43 0 R>>" }, { 43, "<</Cert [12 0 R]>>" }, { 4, content("", "/TS Do") } });
    check_invalid(file, updated(file, { { 43, "<</Cert [12 0 R] /TS 21 0 R>>" }, { 21, picture } }));
}

TEST_CASE("Validation data of their own grow from save to save", "[sign]")
{
    std::string file = signed_with({});
    auto const store = [](std::string const& certificates) {
        return "<</Type /DSS /Certs 41 0 R /VRI <</AB <</Cert " + certificates + ">>>>>>";
    };
    file = updated(file, { { 1, catalog(" /DSS 40 0 R") }, { 40, store("[42 0 R]") }, { 41, "[42 0 R]" }, { 42, content("", "one") } });
    CHECK(verdict_of(file) == sign::Verdict::Valid);
    file = updated(file, { { 40, store("[42 0 R 43 0 R]") }, { 41, "[42 0 R 43 0 R]" }, { 43, content("", "two") } });
    INFO(explain(file));
    CHECK(verdict_of(file) == sign::Verdict::Valid);
    auto const report = verify(file);
    for (auto const& judged : report.signatures.front().changes)
        CHECK(judged.change.kind == sign::ChangeKind::ValidationData);
    CHECK(report.signatures.front().modification == sign::Modification::Signatures);
}

TEST_CASE("Extensions that are something else too do not change", "[sign][attack]")
{
    std::string const file = signed_with({ { 1, catalog(" /Extensions 4 0 R") } });
    check_invalid(file, updated(file, { { 4, content("", more_money) } }));
    std::string const resources_too = signed_with({ { 1, catalog(" /Extensions 42 0 R") }, { 3, page_of("4 0 R", "42 0 R", annotations) },
        { 42, "<</Font <</F1 5 0 R>>>>" }, { 4, content("", "/Late Do") } });
    check_invalid(resources_too, updated(resources_too, { { 42, "<</Font <</F1 5 0 R>> /XObject <</Late 12 0 R>>>>" } }));

    std::string const alone = signed_with({ { 1, catalog(" /Extensions 42 0 R") }, { 42, "<<>>" } });
    CHECK(verdict_of(updated(alone, { { 42, "<</ESIC <</BaseVersion /1.7 /ExtensionLevel 2>>>>" } })) == sign::Verdict::Valid);
}

TEST_CASE("Resources of the form that are a page's too do not grow", "[sign][attack]")
{
    std::string const file = signed_with({ { 7, form("42 0 R") }, { 3, page_of("4 0 R", "42 0 R", annotations) },
        { 42, "<</Font <</F1 5 0 R>>>>" }, { 4, content("", "/Late Do") } });
    check_invalid(file, updated(file, { { 42, "<</Font <</F1 5 0 R>> /XObject <</Late 21 0 R>>>>" }, { 21, picture } }));
    std::string const kind = signed_with({ { 7, form("<</XObject 42 0 R>>") }, { 3, page_of("4 0 R", "<</XObject 42 0 R>>", annotations) },
        { 42, "<</Logo 12 0 R>>" }, { 4, content("", "/Late Do") } });
    check_invalid(kind, updated(kind, { { 42, "<</Logo 12 0 R /Late 21 0 R>>" }, { 21, picture } }));

    std::string const alone = signed_with({ { 7, form("42 0 R") }, { 42, "<</Font <</F1 5 0 R>>>>" } });
    CHECK(verdict_of(updated(
              alone, { { 42, "<</Font <</F1 5 0 R /Helv 21 0 R>>>>" }, { 21, "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>" } }))
        == sign::Verdict::Valid);
}

TEST_CASE("A new field is seen on the page where it is, whatever page it names", "[sign][attack]")
{
    std::map<int, std::string> const two_pages { { 2, "<</Type /Pages /Kids [3 0 R 50 0 R] /Count 2>>" },
        { 50, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>>" } };
    std::string const file = signed_with(two_pages);
    auto const field = [](std::string const& named) {
        return "<</Type /Annot /Subtype /Widget /FT /Sig /T (new) /Rect [72 690 300 720] /F 4" + named + " /AP <</N 22 0 R>>>>";
    };
    auto const with = [&](std::string const& named, std::map<int, std::string> more) {
        more.insert({ { 21, field(named) }, { 22, picture }, { 7, form(resources, "[8 0 R 9 0 R 10 0 R 21 0 R]") } });
        return updated(file, more);
    };
    std::map<int, std::string> const on_the_text { { 3, page("8 0 R 9 0 R 10 0 R 21 0 R") } };
    std::map<int, std::string> const on_the_other { { 50, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [21 0 R]>>" } };
    check_invalid(file, with(" /P 3 0 R", on_the_text));
    check_invalid(file, with(" /P 50 0 R", on_the_text));
    check_invalid(file, with("", on_the_text));
    INFO(explain(with(" /P 50 0 R", on_the_other)));
    CHECK(verdict_of(with(" /P 50 0 R", on_the_other)) == sign::Verdict::Valid);
}

TEST_CASE("A list of annotations that two pages or page and form have in common does not grow", "[sign][attack]")
{
    RawPdf pdf = foreign_document(Dialect::Table);
    pdf.set(2, "<</Type /Pages /Kids [50 0 R 3 0 R] /Count 2>>");
    pdf.set(50, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots 60 0 R>>");
    pdf.set(3, page_of("4 0 R", resources, "60 0 R"));
    pdf.set(60, annotations);
    std::string const two_pages = certify(pdf.write(), "approval", '3');
    check_invalid(two_pages,
        updated(two_pages,
            { { 60, "[8 0 R 9 0 R 10 0 R 21 0 R]" },
                { 21, "<</Type /Annot /Subtype /FreeText /Rect [72 690 300 720] /Contents (900 francs) /DA (/F1 12 Tf) /F 4>>" } }));

    std::string const with_form = signed_with(
        { { 2, "<</Type /Pages /Kids [3 0 R 50 0 R] /Count 2>>" }, { 50, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>>" },
            { 3, page_of("4 0 R", resources, "60 0 R") }, { 7, form(resources, "60 0 R") }, { 60, annotations } });
    check_invalid(with_form,
        updated(with_form,
            { { 60, "[8 0 R 9 0 R 10 0 R 21 0 R]" },
                { 21, "<</Type /Annot /Subtype /Widget /FT /Sig /T (new) /Rect [72 690 300 720] /P 50 0 R /F 4 /AP <</N 12 0 R>>>>" } }));
}
