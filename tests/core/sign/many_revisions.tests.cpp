#include "tests/core/sign/attack_tools.h"
#include "tests/core/sign/fixture.h"
#include "tests/core/sign/raw_pdf.h"

#include "core/sign/update.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>

#include <algorithm>
#include <map>

using namespace konkordat;
using namespace konkordat::tests;

namespace {

/// By field: whether bytes and CMS are intact.
std::map<std::string, bool> intact_fields(std::string const& pdf)
{
    std::map<std::string, bool> intact;
    for (auto const& signature : verify(pdf).signatures)
        intact[signature.field] = signature.is_intact;
    return intact;
}

/// The foreign document with 200 more objects, all of them in object streams. The one of that number refers to 240 0 R, which is missing.
std::string waiting_in_object_stream(int which)
{
    constexpr int count = 200;
    std::string const original = foreign_document(Dialect::Stream).write();
    QPDF pdf;
    pdf.processMemoryFile("input", original.data(), original.size());
    std::vector<QPDFObjectHandle> objects;
    for (int i = 0; i < count; ++i) {
        std::string const missing = i == which ? "/Missing [(240 0 R)]" : "/Missing [(nothing)]";
        objects.push_back(pdf.makeIndirectObject(QPDFObjectHandle::parse("<<" + missing + ">>")));
    }
    // In a circle: what has been looked at is referred to by what comes later.
    for (std::size_t i = 0; i < objects.size(); ++i) {
        objects[i].replaceKey("/Next", objects[(i + 1) % count]);
        objects[i].replaceKey("/Before", objects[(i + count - 1) % count]);
    }
    pdf.getRoot().replaceKey("/PieceInfo", objects.front());
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    writer.setObjectStreamMode(qpdf_o_generate);
    writer.setCompressStreams(false);
    writer.write();
    std::shared_ptr<Buffer> const buffer(writer.getBuffer());
    std::string file(reinterpret_cast<char const*>(buffer->getBuffer()), buffer->getSize());
    // qpdf writes no reference to nothing: the string becomes one.
    std::string const text = "(240 0 R)";
    std::size_t const at = file.find(text);
    REQUIRE(at != std::string::npos);
    REQUIRE(file.find("/ObjStm") != std::string::npos);
    return file.replace(at, text.size(), " 240 0 R ");
}

std::string with_missing_object(std::string const& file)
{
    auto update = sign::Update::create(file);
    REQUIRE(update);
    update->set(QPDFObjGen(240, 0), "<</Comes /Later>>");
    return update->finish().bytes;
}

} // namespace

TEST_CASE("Signatures count the same in whatever order the fields were signed", "[sign]")
{
    std::string pdf = prepared(4);
    auto const listed = sign::list_fields(pdf);
    REQUIRE(listed);
    std::vector<std::size_t> const order { 2, 0, 3, 1 };
    std::vector<std::string> fields;
    std::vector<std::size_t> ends;
    for (std::size_t const index : order) {
        // Another hash in between: that of P-384 is SHA-384.
        pdf = sign_as(pdf, (*listed)[index].name, Look::Plain, index == 3 ? crypto::KeyKind::EcdsaP384 : crypto::KeyKind::EcdsaP256);
        fields.push_back((*listed)[index].name);
        ends.push_back(pdf.size());
    }
    auto const report = verify(pdf);
    CHECK(report.verdict == sign::Verdict::Valid);
    REQUIRE(report.signatures.size() == order.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        CHECK(report.signatures[i].field == fields[i]);

    // A byte that the second signature wrote is covered by those after it and by itself, not by the first.
    std::size_t const reason = pdf.find("/Reason", ends[0]);
    REQUIRE(reason < ends[1]);
    std::string changed = pdf;
    changed[reason + 9] = changed[reason + 9] == 'x' ? 'y' : 'x';
    auto const intact = intact_fields(changed);
    REQUIRE(intact.size() == order.size());
    CHECK(intact.at(fields[0]));
    for (std::size_t i = 1; i < order.size(); ++i)
        CHECK_FALSE(intact.at(fields[i]));
    // What all of them cover.
    std::string other = pdf;
    other[12] ^= 1;
    for (auto const& [field, is_intact] : intact_fields(other))
        CHECK_FALSE(is_intact);
}

TEST_CASE("An object that something in an object stream was waiting for is a change", "[sign][attack]")
{
    int const which = GENERATE(0, 57, 120, 199);
    INFO(which);
    std::string const file = sign_field(waiting_in_object_stream(which), "approval", sign::Certification::None);
    std::string const answered = with_missing_object(file);
    check_invalid(file, answered);
    auto const report = verify(answered);
    REQUIRE(report.signatures.size() == 1);
    auto const& changes = report.signatures.front().changes;
    CHECK(std::ranges::any_of(changes, [](sign::JudgedChange const& judged) {
        return judged.change.object == 240 && judged.change.subject == "object that something older was waiting for";
    }));
    // Two more revisions, and it is still found.
    CHECK(verdict_of(sign_field(answered, "second", sign::Certification::None)) == sign::Verdict::Invalid);
}
