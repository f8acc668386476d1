#include "tests/core/sign/fixture.h"
#include "tests/core/sign/raw_pdf.h"

#include "core/sign/object_changes.h"
#include "core/sign/update.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <functional>

using namespace konkordat;
using namespace konkordat::tests;
using std::string_view_literals::operator""sv;

namespace {

struct Attack {
    std::string name;
    std::function<std::string(std::string const& file)> run;
};

/// Each must succeed before and fail after.
void check_attacks(std::string const& file, std::vector<Attack> const& attacks)
{
    INFO(explain(file));
    REQUIRE(verdict_of(file) == sign::Verdict::Valid);
    for (Attack const& attack : attacks) {
        std::string const attacked = attack.run(file);
        INFO(attack.name);
        REQUIRE(attacked != file);
        INFO(explain(attacked));
        CHECK(verdict_of(attacked) == sign::Verdict::Invalid);
    }
}

/// An update of one object by what `body` makes of it.
std::string update(std::string const& file, int number, std::string const& body)
{
    RawPdf pdf;
    pdf.set(number, body);
    return pdf.write(file);
}

std::string replaced(std::string text, std::string_view from, std::string_view to)
{
    std::size_t const at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

/// The text between two marks of the last occurrence of the first.
std::string between(std::string const& text, std::string const& first, std::string const& last)
{
    std::size_t const at = text.rfind(first);
    REQUIRE(at != std::string::npos);
    std::size_t const begin = at + first.size();
    return text.substr(begin, text.find(last, begin) - begin);
}

std::string signed_foreign(Dialect dialect, sign::Certification certification = sign::Certification::None)
{
    auto request = request_for("approval");
    request.certification = certification;
    auto result = sign::sign_pdf(foreign_document(dialect).write(), identity(), request);
    if (!result)
        FAIL(result.error().to_string());
    return std::move(*result);
}

std::string const page_with(std::string const& entries)
{
    return "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>> /XObject <</Logo 12 0 "
           "R>>>> "
           "/PieceInfo 13 0 R "
        + entries + ">>";
}

std::string new_content(std::string const& text)
{
    return "<</Length " + std::to_string(text.size()) + ">>\nstream\n" + text + "\nendstream";
}

std::string const more_money = "BT /F1 12 Tf 72 700 Td (The parties pay 900 francs.) Tj ET";

int signature_number(std::string const& file) { return verify(file).signatures.front().object; }

/// What the signature's object says, changed, as a later update.
std::string update_signature(std::string const& file, std::function<std::string(std::string)> const& change)
{
    int const number = signature_number(file);
    std::string const start = "\n" + std::to_string(number) + " 0 obj\n";
    std::size_t const at = file.rfind(start) + start.size();
    return update(file, number, change(file.substr(at, file.find("\nendobj", at) - at)));
}

/// The same in its place, the file as long as before.
std::string in_place(std::string const& file, std::string const& from, std::string to)
{
    REQUIRE(to.size() <= from.size());
    to.resize(from.size(), ' ');
    return replaced(file, from, to);
}

std::string const byte_range_of(std::string const& file) { return "/ByteRange [" + between(file, "/ByteRange [", "]") + "]"; }

std::vector<Attack> incremental_savings()
{
    return {
        { "page content", [](std::string const& file) { return update(file, 4, new_content(more_money)); } },
        { "page refers to other content",
            [](std::string const& file) {
                RawPdf pdf;
                pdf.set(21, new_content(more_money));
                pdf.set(3, replaced(page_with("/Annots [8 0 R 9 0 R 10 0 R]"), "/Contents 4 0 R", "/Contents 21 0 R"));
                return pdf.write(file);
            } },
        { "page added",
            [](std::string const& file) {
                RawPdf pdf;
                pdf.set(21, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>>");
                pdf.set(2, "<</Type /Pages /Kids [3 0 R 21 0 R] /Count 2>>");
                return pdf.write(file);
            } },
        { "page turned", [](std::string const& file) { return update(file, 3, page_with("/Annots [8 0 R 9 0 R 10 0 R] /Rotate 180")); } },
        { "annotation",
            [](std::string const& file) {
                RawPdf pdf;
                pdf.set(21, "<</Type /Annot /Subtype /FreeText /Rect [72 690 300 720] /Contents (900 francs) /DA (/F1 12 Tf) /F 4>>");
                pdf.set(3, page_with("/Annots [8 0 R 9 0 R 10 0 R 21 0 R]"));
                return pdf.write(file);
            } },
        { "annotation removed", [](std::string const& file) { return update(file, 3, page_with("/Annots [9 0 R 10 0 R]")); } },
        { "form value",
            [](std::string const& file) {
                return update(
                    file, 8, "<</Type /Annot /Subtype /Widget /FT /Tx /T (remark) /V (900 francs) /Rect [72 600 300 620] /P 3 0 R /F 4>>");
            } },
        { "field moved",
            [](std::string const& file) {
                return update(
                    file, 8, "<</Type /Annot /Subtype /Widget /FT /Tx /T (remark) /V (none) /Rect [72 690 300 720] /P 3 0 R /F 4>>");
            } },
        { "font", [](std::string const& file) { return update(file, 5, "<</Type /Font /Subtype /Type1 /BaseFont /Symbol>>"); } },
        { "information", [](std::string const& file) { return update(file, 6, "<</Title (Another) /Author (Somebody)>>"); } },
        { "metadata",
            [](std::string const& file) {
                return update(file, 11, "<</Type /Metadata /Subtype /XML /Length 4>>\nstream\n<a/>\nendstream");
            } },
        { "picture",
            [](std::string const& file) {
                return update(file, 12, "<</Type /XObject /Subtype /Form /BBox [0 0 600 900] /Length 0>>\nstream\n\nendstream");
            } },
        { "an object freed",
            [](std::string const& file) {
                RawPdf pdf;
                pdf.free(12);
                return pdf.write(file);
            } },
        { "an object that the document waited for", [](std::string const& file) { return update(file, 13, "<</Anything true>>"); } },
        { "an object without any use", [](std::string const& file) { return update(file, 30, "<</Hidden (text)>>"); } },
        { "overridden catalog",
            [](std::string const& file) {
                RawPdf pdf;
                pdf.root = "21 0 R";
                pdf.extra_trailer = "/Info 6 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]";
                pdf.set(21, "<</Type /Catalog /Pages 22 0 R /AcroForm 7 0 R>>");
                pdf.set(22, "<</Type /Pages /Kids [23 0 R] /Count 1>>");
                pdf.set(23, "<</Type /Page /Parent 22 0 R /MediaBox [0 0 595 842]>>");
                return pdf.write(file);
            } },
        { "catalog with an action",
            [](std::string const& file) {
                return update(
                    file, 1, "<</Type /Catalog /Pages 2 0 R /AcroForm 7 0 R /Metadata 11 0 R /OpenAction <</S /JavaScript /JS (x)>>>>");
            } },
        { "optional content",
            [](std::string const& file) {
                return update(
                    file, 1, "<</Type /Catalog /Pages 2 0 R /AcroForm 7 0 R /Metadata 11 0 R /OCProperties <</OCGs [] /D <<>>>>>>");
            } },
        { "catalog with other pages",
            [](std::string const& file) {
                RawPdf pdf;
                pdf.set(1, "<</Type /Catalog /Pages 22 0 R /AcroForm 7 0 R /Metadata 11 0 R>>");
                pdf.set(22, "<</Type /Pages /Kids [23 0 R] /Count 1>>");
                pdf.set(23, "<</Type /Page /Parent 22 0 R /MediaBox [0 0 595 842]>>");
                return pdf.write(file);
            } },
        { "page change behind validation data",
            [](std::string const& file) {
                RawPdf pdf;
                pdf.set(1, "<</Type /Catalog /Pages 2 0 R /AcroForm 7 0 R /Metadata 11 0 R /DSS 21 0 R>>");
                pdf.set(21, "<</Type /DSS /Certs [4 0 R]>>");
                pdf.set(4, new_content(more_money));
                return pdf.write(file);
            } },
        { "validation data with other things",
            [](std::string const& file) {
                RawPdf pdf;
                pdf.set(1, "<</Type /Catalog /Pages 2 0 R /AcroForm 7 0 R /Metadata 11 0 R /DSS <</Pages 2 0 R>>>>");
                return pdf.write(file);
            } },
    };
}

} // namespace

TEST_CASE("Incremental saving attacks are seen in every dialect", "[sign][attack]")
{
    auto const dialect = GENERATE(Dialect::Table, Dialect::Stream, Dialect::Hybrid);
    std::string const file = signed_foreign(dialect);
    check_attacks(file, incremental_savings());
    // Seen as what they are: the signature stands, and what came after it is not permitted.
    for (Attack const& attack : incremental_savings()) {
        INFO(attack.name);
        std::string const attacked = attack.run(file);
        INFO(explain(attacked));
        auto const report = verify(attacked);
        CHECK(report.signatures.front().is_intact);
        CHECK(report.signatures.front().modification == sign::Modification::Forbidden);
    }
}

TEST_CASE("Universal signature forgery is seen", "[sign][attack]")
{
    std::string const file = signed_foreign(Dialect::Table);
    std::string const range = byte_range_of(file);
    std::string const contents = between(file, "/Contents <", ">");
    auto set_range = [&](std::string to) {
        return [=](std::string const& f) { return in_place(f, range + std::string(20, ' '), "/ByteRange " + to); };
    };
    std::string const size = std::to_string(file.size());
    std::vector<Attack> attacks {
        { "no range", [&](std::string const& f) { return in_place(f, range, ""); } },
        { "range null", set_range("null") },
        { "range empty", set_range("[]") },
        { "range zero", set_range("[0 0 0 0]") },
        { "range negative", set_range("[0 -1 10 20]") },
        { "range of one pair", set_range("[0 " + size + "]") },
        { "range over everything", set_range("[0 " + size + " " + size + " 0]") },
        { "range of names", set_range("[/a /b /c /d]") },
        { "range of reals", set_range("[0 10.5 20 30]") },
        { "range of six", set_range("[0 1 2 3 4 5]") },
        { "range overlapping", set_range("[0 500 400 100]") },
        { "range not from the start", set_range("[10 500 600 100]") },
        { "range too far", set_range("[0 500 600 99999999]") },
        { "range beyond all numbers", set_range("[0 500 600 99999999999999999999]") },
        { "contents empty", [&](std::string const& f) { return in_place(f, "/Contents <" + contents + ">", "/Contents <>"); } },
        { "contents null", [&](std::string const& f) { return in_place(f, "/Contents <" + contents + ">", "/Contents null"); } },
        { "contents missing", [&](std::string const& f) { return in_place(f, "/Contents <" + contents + ">", ""); } },
        { "contents zero", [&](std::string const& f) { return replaced(f, contents, std::string(contents.size(), '0')); } },
        { "contents no signature", [&](std::string const& f) { return replaced(f, contents.substr(0, 8), "3003020100"sv.substr(0, 8)); } },
        { "contents with something behind", [&](std::string const& f) { return replaced(f, "00> /ByteRange", "01> /ByteRange"); } },
        { "contents as a plain string",
            [&](std::string const& f) { return in_place(f, "<" + contents + ">", "(" + contents.substr(0, 100) + ")"); } },
        { "contents twice",
            [&](std::string const& f) { return in_place(f, range + std::string(20, ' '), "/Contents <30> /ByteRange [0 1 2 3]"); } },
    };
    check_attacks(file, attacks);

    check_attacks(file,
        {
            { "dictionary without range",
                [](std::string const& f) { return update_signature(f, [](std::string d) { return replaced(d, "/ByteRange", "/Was"); }); } },
            { "dictionary without contents",
                [](std::string const& f) { return update_signature(f, [](std::string d) { return replaced(d, "/Contents", "/Was"); }); } },
            { "dictionary with another reason",
                [](std::string const& f) {
                    return update_signature(f, [](std::string d) { return replaced(d, "Zustimmung", "Ablehnung "); });
                } },
            { "dictionary again as it was",
                [](std::string const& f) { return update_signature(f, [](std::string d) { return d + " "; }); } },
            { "dictionary null", [](std::string const& f) { return update_signature(f, [](std::string const&) { return "null"; }); } },
            { "dictionary empty", [](std::string const& f) { return update_signature(f, [](std::string const&) { return "<<>>"; }); } },
            { "value of the field null",
                [](std::string const& f) {
                    return update(
                        f, 9, "<</Type /Annot /Subtype /Widget /FT /Sig /T (approval) /V null /Rect [72 100 300 160] /P 3 0 R /F 4>>");
                } },
            { "field without value",
                [](std::string const& f) {
                    return update(f, 9, "<</Type /Annot /Subtype /Widget /FT /Sig /T (approval) /Rect [72 100 300 160] /P 3 0 R /F 4>>");
                } },
            { "form without fields", [](std::string const& f) { return update(f, 7, "<</Fields [] /SigFlags 3>>"); } },
            { "no form", [](std::string const& f) { return update(f, 1, "<</Type /Catalog /Pages 2 0 R /Metadata 11 0 R>>"); } },
        });
}

/// What was signed stays, in two parts; between them, where the signed cross-reference offset now leads, stand others for a page of the
/// attacker's, and a range that takes the second part where it now is.
static std::string wrap(std::string const& file)
{
    auto const range = *verify(file).signatures.front().range;
    std::size_t const cross_references = std::stoul(between(file, "startxref\n", "\n"));
    std::string const first = between(file.substr(0, file.find("%%EOF")), "startxref\n", "\n");
    std::string const tail = file.substr(range.hole_end);
    int const signature = signature_number(file);
    std::string const field = "<</Type /Annot /Subtype /Widget /FT /Sig /T (approval) /V " + std::to_string(signature)
        + " 0 R /Rect [72 100 300 160] /P 3 0 R /F 4>>";
    auto row = [](std::size_t offset) {
        std::string digits = std::to_string(offset);
        return digits.insert(0, 10 - digits.size(), '0') + " 00000 n\r\n";
    };
    std::size_t const signature_at = file.rfind("\n" + std::to_string(signature) + " 0 obj\n") + 1;
    // All numbers have as many digits as any file of the test.
    std::size_t const content_at = cross_references + 400;
    std::size_t const field_at = content_at + 200;
    std::size_t const moved = field_at + 300;
    std::string out = file.substr(0, range.hole_end) + " /ByteRange [0 " + std::to_string(range.hole_begin) + " " + std::to_string(moved)
        + " " + std::to_string(tail.size()) + "] >>\nendobj\n";
    REQUIRE(out.size() <= cross_references);
    out.resize(cross_references, ' ');
    out += "xref\n4 1\n" + row(content_at) + "9 1\n" + row(field_at) + std::to_string(signature) + " 1\n" + row(signature_at)
        + "trailer\n<</Root 1 0 R /Info 6 0 R /Size 30 /Prev " + first
        + " /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]>>\n";
    out.resize(content_at, ' ');
    out += "4 0 obj\n" + new_content(more_money) + "\nendobj\n";
    out.resize(field_at, ' ');
    out += "9 0 obj\n" + field + "\nendobj\n";
    out.resize(moved, ' ');
    return out + tail;
}

TEST_CASE("Signature wrapping is seen", "[sign][attack]")
{
    std::string const file = signed_foreign(Dialect::Table);
    auto const range = *verify(file).signatures.front().range;
    check_attacks(file,
        {
            { "second part moved behind other objects", wrap },
            { "a second hole",
                [&](std::string const& f) {
                    std::string out = f;
                    out.insert(range.hole_end, " /Filler <" + std::string(64, '0') + ">");
                    return out;
                } },
            { "a hole that is wider than the string",
                [&](std::string const& f) {
                    std::string const old = byte_range_of(f);
                    return in_place(f, old + "  ",
                        "/ByteRange [0 " + std::to_string(range.hole_begin) + " " + std::to_string(range.hole_end + 2) + " "
                            + std::to_string(range.end - range.hole_end - 2) + "]");
                } },
        });
}

TEST_CASE("A broken, cut or lengthened file is not valid", "[sign][attack]")
{
    auto const dialect = GENERATE(Dialect::Table, Dialect::Stream, Dialect::Hybrid);
    std::string const file = signed_foreign(dialect);
    check_attacks(file,
        {
            { "cut by a byte in the marker", [](std::string const& f) { return f.substr(0, f.size() - 2); } },
            { "cut in the middle", [](std::string const& f) { return f.substr(0, f.size() / 2); } },
            { "text behind the end", [](std::string const& f) { return f + "<html>"; } },
            { "a comment behind the end", [](std::string const& f) { return f + "% comment\n"; } },
            { "an object behind the end", [](std::string const& f) { return f + "4 0 obj\n" + new_content(more_money) + "\nendobj\n"; } },
            { "a marker behind the end", [](std::string const& f) { return f + "%%EOF\n"; } },
            { "an object and a marker behind the end",
                [](std::string const& f) { return f + "4 0 obj\n" + new_content(more_money) + "\nendobj\n%%EOF\n"; } },
            { "the end repeated",
                [](std::string const& f) {
                    return f + "4 0 obj\n" + new_content(more_money) + "\nendobj\n" + f.substr(f.rfind("startxref"));
                } },
            { "something before the header", [](std::string const& f) { return "\n" + f; } },
            { "a letter changed", [](std::string const& f) { return replaced(f, "100 francs", "900 francs"); } },
            { "a circle of cross-references",
                [](std::string const& f) {
                    std::string out = update(f, 30, "<<>>");
                    std::string const start = between(out, "startxref\n", "\n");
                    return replaced(out, "/Prev " + between(out, "/Prev ", " "), "/Prev " + start);
                } },
            { "an earlier revision left out",
                [](std::string const& f) {
                    std::string out = update(f, 4, new_content(more_money));
                    std::size_t const at = out.rfind("/Prev ");
                    std::string const first = between(f.substr(0, f.find("%%EOF")), "startxref\n", "\n");
                    return out.replace(at, 6 + between(out, "/Prev ", " ").size(), "/Prev " + first);
                } },
            { "no earlier revision",
                [](std::string const& f) {
                    std::string const out = update(f, 4, new_content(more_money));
                    std::size_t const at = out.rfind("/Prev ");
                    return std::string(out).replace(at, 5, "/Prex");
                } },
            { "encrypted",
                [](std::string const& f) {
                    RawPdf pdf;
                    pdf.extra_trailer = "/Encrypt 30 0 R";
                    pdf.set(30,
                        "<</Filter /Standard /V 1 /R 2 /P -4 /O <0000000000000000000000000000000000000000000000000000000000000000> /U "
                        "<0000000000000000000000000000000000000000000000000000000000000000>>>");
                    return pdf.write(f);
                } },
        });
}

TEST_CASE("Ambiguous cross-references are seen", "[sign][attack]")
{
    std::string const file = signed_foreign(Dialect::Table);
    check_attacks(file,
        {
            { "a hybrid update",
                [](std::string const& f) {
                    RawPdf pdf(Dialect::Hybrid);
                    pdf.set(30, "<<>>");
                    return pdf.write(f);
                } },
            { "an object listed twice",
                [](std::string const& f) {
                    RawPdf pdf;
                    pdf.set(4, new_content(more_money));
                    std::size_t const old = f.find("4 0 obj");
                    std::string offset = std::to_string(old);
                    offset.insert(0, 10 - offset.size(), '0');
                    pdf.extra_table = "4 1\n" + offset + " 00000 n\r\n";
                    return pdf.write(f);
                } },
            { "a table that points into signed bytes",
                [](std::string const& f) {
                    // The content becomes the picture's.
                    RawPdf pdf;
                    std::string offset = std::to_string(f.find("12 0 obj"));
                    offset.insert(0, 10 - offset.size(), '0');
                    pdf.set(30, "<<>>");
                    pdf.extra_table = "4 1\n" + offset + " 00000 n\r\n";
                    return pdf.write(f);
                } },
        });
}
