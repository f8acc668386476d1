#include "core/pdf/export.h"

#include "core/codec/agreement_json.h"
#include "core/layout/layout.h"

#include "tests/core/layout/fictitious_agreement.h"
#include "tests/core/layout/random_agreement.h"

#include <catch2/catch_test_macros.hpp>

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>

#include <map>
#include <memory>
#include <set>

using namespace konkordat;

namespace {

SystemWorld world;

std::string export_bytes(Agreement const& agreement)
{
    auto bytes = pdf::export_agreement(world, agreement, {});
    REQUIRE(bytes);
    return std::move(bytes).value();
}

std::shared_ptr<QPDF> parse(std::string const& bytes)
{
    auto pdf = std::make_shared<QPDF>();
    pdf->setSuppressWarnings(true);
    pdf->processMemoryFile("test", bytes.data(), bytes.size());
    return pdf;
}

std::string stream_text(QPDFObjectHandle stream)
{
    auto const data = stream.getStreamData(qpdf_dl_generalized);
    return { reinterpret_cast<char const*>(data->getBuffer()), data->getSize() };
}

std::size_t count_of(std::string const& text, std::string_view part)
{
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size()))
        ++count;
    return count;
}

/// Marked content by page object and MCID, as the structure tree mentions it; and the kinds of elements.
struct StructureWalk {
    std::map<std::pair<QPDFObjGen, int>, int> mentioned;
    std::map<std::string, int> kinds;
    int annotations = 0;
    bool parents_agree = true;

    void visit(QPDFObjectHandle element, QPDFObjGen parent, QPDFObjectHandle page)
    {
        parents_agree = parents_agree && element.getKey("/P").getObjGen() == parent;
        ++kinds[element.getKey("/S").getName()];
        if (element.hasKey("/Pg"))
            page = element.getKey("/Pg");
        QPDFObjectHandle kids = element.getKey("/K");
        int const count = kids.isArray() ? kids.getArrayNItems() : kids.isNull() ? 0 : 1;
        for (int i = 0; i < count; ++i) {
            QPDFObjectHandle kid = kids.isArray() ? kids.getArrayItem(i) : kids;
            if (kid.isInteger())
                ++mentioned[{ page.getObjGen(), kid.getIntValueAsInt() }];
            else if (kid.isDictionaryOfType("/MCR"))
                ++mentioned[{ kid.getKey("/Pg").getObjGen(), kid.getKey("/MCID").getIntValueAsInt() }];
            else if (kid.isDictionaryOfType("/OBJR"))
                ++annotations;
            else
                visit(kid, element.getObjGen(), page);
        }
    }
};

} // namespace

TEST_CASE("An export is read without a warning and the same every time", "[pdf]")
{
    Agreement const agreement = tests::fictitious_agreement();
    std::string const first = export_bytes(agreement);
    CHECK(first == export_bytes(agreement));
    auto const pdf = parse(first);
    CHECK(pdf->getWarnings().empty());
    CHECK(pdf->getPDFVersion() == "1.7");
    CHECK(QPDFPageDocumentHelper(*pdf).getAllPages().size() > 8);
}

TEST_CASE("Another agreement gives another file identifier", "[pdf]")
{
    Agreement agreement = tests::fictitious_agreement();
    auto const first_bytes = export_bytes(agreement);
    agreement.mandate.reference = "RRB 001/2026";
    auto const second_bytes = export_bytes(agreement);
    auto const first = parse(first_bytes);
    auto const second = parse(second_bytes);
    CHECK(first->getTrailer().getKey("/ID").getArrayItem(0).getStringValue()
        != second->getTrailer().getKey("/ID").getArrayItem(0).getStringValue());
}

TEST_CASE("The catalog says language, title, tags, colours and source", "[pdf]")
{
    std::string const bytes = export_bytes(tests::fictitious_agreement());
    auto const pdf = parse(bytes);
    QPDFObjectHandle root = pdf->getRoot();
    CHECK(root.getKey("/Lang").getStringValue() == "de-CH");
    CHECK(root.getKey("/MarkInfo").getKey("/Marked").getBoolValue());
    CHECK(root.getKey("/ViewerPreferences").getKey("/DisplayDocTitle").getBoolValue());
    CHECK(root.getKey("/OutputIntents").getArrayItem(0).getKey("/S").getName() == "/GTS_PDFA1");
    CHECK(root.getKey("/AF").getArrayItem(0).getKey("/AFRelationship").getName() == "/Source");
    CHECK(root.getKey("/Metadata").getDict().getKey("/Filter").isNull());
    std::string const xmp = stream_text(root.getKey("/Metadata"));
    CHECK(xmp.find("<pdfaid:part>3</pdfaid:part>") != std::string::npos);
    CHECK(xmp.find("<pdfuaid:part>1</pdfuaid:part>") != std::string::npos);
    CHECK(xmp.find("Gemeinsame Erklärung") != std::string::npos);
    QPDFObjectHandle info = pdf->getTrailer().getKey("/Info");
    CHECK(info.getKey("/Title").getUTF8Value() == "Gemeinsame Erklärung über die Zusammenarbeit gegen Menschenhandel");
    CHECK(info.getKey("/ModDate").getStringValue() == "D:20260921141320Z");
    CHECK(xmp.find("<xmp:ModifyDate>2026-09-21T14:13:20Z</xmp:ModifyDate>") != std::string::npos);
}

TEST_CASE("Every marked content belongs to exactly one structure element", "[pdf]")
{
    for (std::uint64_t seed = 0; seed < 8; ++seed) {
        CAPTURE(seed);
        std::string const bytes = export_bytes(seed == 0 ? tests::fictitious_agreement() : tests::random_agreement(seed));
        auto const pdf = parse(bytes);
        QPDFObjectHandle tree = pdf->getRoot().getKey("/StructTreeRoot");
        StructureWalk walk;
        walk.visit(tree.getKey("/K").getArrayItem(0), tree.getObjGen(), QPDFObjectHandle::newNull());
        CHECK(walk.parents_agree);
        QPDFObjectHandle numbers = tree.getKey("/ParentTree").getKey("/Nums");
        std::map<int, QPDFObjectHandle> parent_tree;
        for (int i = 0; i + 1 < numbers.getArrayNItems(); i += 2)
            parent_tree[numbers.getArrayItem(i).getIntValueAsInt()] = numbers.getArrayItem(i + 1);

        std::size_t contents = 0;
        int annotations = 0;
        for (auto& page : QPDFPageDocumentHelper(*pdf).getAllPages()) {
            QPDFObjectHandle object = page.getObjectHandle();
            std::string const content = stream_text(object.getKey("/Contents"));
            std::size_t const marked = count_of(content, "/MCID ");
            CHECK(count_of(content, "BDC\n") == count_of(content, "EMC\n"));
            for (int mcid = 0; mcid < static_cast<int>(marked); ++mcid)
                CHECK(walk.mentioned[{ object.getObjGen(), mcid }] == 1);
            QPDFObjectHandle owners = parent_tree.at(object.getKey("/StructParents").getIntValueAsInt());
            CHECK(owners.getArrayNItems() == static_cast<int>(marked));
            contents += marked;
            CHECK(object.getKey("/Tabs").getName() == "/S");
            annotations += static_cast<int>(page.getAnnotations("/Widget").size());
            for (auto& annotation : page.getAnnotations("/Link")) {
                QPDFObjectHandle link = annotation.getObjectHandle();
                ++annotations;
                CHECK(link.getKey("/F").getIntValueAsInt() == 4);
                CHECK_FALSE(link.getKey("/Contents").getUTF8Value().empty());
                CHECK(parent_tree.at(link.getKey("/StructParent").getIntValueAsInt()).getKey("/S").getName() == "/Link");
                CHECK((link.hasKey("/Dest") || link.hasKey("/A")));
            }
        }
        CHECK(walk.mentioned.size() == contents);
        CHECK(walk.annotations == annotations);
    }
}

TEST_CASE("A list says how it counts at each depth", "[pdf]")
{
    Agreement agreement = tests::fictitious_agreement();
    auto numberings = [&] {
        std::map<std::string, int> counts;
        std::string const bytes = export_bytes(agreement);
        auto const pdf = parse(bytes);
        for (QPDFObjectHandle object : pdf->getAllObjects()) {
            if (object.isDictionary() && object.getKey("/S").isNameAndEquals("/L"))
                ++counts[object.getKey("/A").getKey("/ListNumbering").getName()];
        }
        return counts;
    };
    auto const before = numberings();
    std::string& body = agreement.clauses.back().body[agreement.languages.front()];
    body += "\n\n1. Erstens\n   1. Buchstabe\n      1. Roemisch\n      2. Noch einmal\n   2. Zweiter\n2. Zweitens\n   - Punkt\n";
    auto after = numberings();
    for (auto const& [name, count] : before)
        after[name] -= count;
    CHECK(after == std::map<std::string, int> { { "/Decimal", 1 }, { "/LowerAlpha", 1 }, { "/LowerRoman", 1 }, { "/Disc", 1 } });
}

TEST_CASE("Every font is an embedded subset whose codes all have a meaning", "[pdf]")
{
    Agreement agreement = tests::fictitious_agreement();
    agreement.clauses[2].body[Language::German] = "Ein \U0001F600, ein weicher Trenn\u00ADstrich und ein\u00A0Leerzeichen; office fluffig.";
    std::string const bytes = export_bytes(agreement);
    auto const pdf = parse(bytes);
    std::size_t fonts = 0;
    for (QPDFObjectHandle& object : pdf->getAllObjects()) {
        if (!object.isDictionaryOfType("/Font", "/Type0"))
            continue;
        ++fonts;
        QPDFObjectHandle descendant = object.getKey("/DescendantFonts").getArrayItem(0);
        CHECK(descendant.getKey("/FontDescriptor").getKey("/FontFile2").isStream());
        CHECK(object.getKey("/BaseFont").getName().substr(7, 10) == "+NotoSans-");
        std::string const unicode = stream_text(object.getKey("/ToUnicode"));
        std::size_t const widths = static_cast<std::size_t>(descendant.getKey("/W").getArrayItem(1).getArrayNItems());
        CHECK(stream_text(descendant.getKey("/CIDToGIDMap")).size() == widths * 2);
        CHECK(unicode.find("<>") == std::string::npos);
        CHECK(count_of(unicode, "> <") >= widths - 1);
        CHECK(unicode.find("<FEFF>") == std::string::npos);
    }
    CHECK(fonts == 3);
}

TEST_CASE("The outline lists the headings of both language versions", "[pdf]")
{
    std::string const bytes = export_bytes(tests::fictitious_agreement());
    auto const pdf = parse(bytes);
    QPDFObjectHandle first = pdf->getRoot().getKey("/Outlines").getKey("/First");
    CHECK(first.getKey("/Title").getUTF8Value().starts_with("Deutsch: "));
    CHECK(first.getKey("/First").getKey("/Title").getUTF8Value() == "Präambel");
    CHECK(first.getKey("/Next").getKey("/Title").getUTF8Value().starts_with("Français: "));
}

TEST_CASE("An agreement whose template is unknown is exported all the same", "[pdf]")
{
    Agreement agreement = tests::fictitious_agreement();
    agreement.template_reference = { "no-such-template", "9" };
    CHECK(parse(export_bytes(agreement))->getWarnings().empty());
}

TEST_CASE("Hostile texts give a file that is read without a warning", "[pdf]")
{
    Agreement agreement = tests::fictitious_agreement();
    agreement.title[Language::German] = "Titel ) >> endobj \\ ( \u202E & <b> \U0001F600";
    agreement.clauses[2].heading[Language::German] = std::string(10'000, 'W');
    agreement.clauses[2].body[Language::German] = std::string(10'000, 'x') + " \u0627\u0644 \x01 [l](https://example.org/a)b)";
    agreement.organisations.front().name[Language::German] = std::string(3'000, 'y');
    std::string const bytes = export_bytes(agreement);
    auto const pdf = parse(bytes);
    CHECK(pdf->getWarnings().empty());
    std::size_t pages = 0;
    for (auto& page : QPDFPageDocumentHelper(*pdf).getAllPages()) {
        CHECK_FALSE(stream_text(page.getObjectHandle().getKey("/Contents")).empty());
        ++pages;
    }
    CHECK(pages > 10);
    CHECK(pdf->getWarnings().empty());
}
