#include "tests/core/crypto/time_stamp_authority.h"
#include "tests/core/sign/attack_tools.h"
#include "tests/core/sign/fixture.h"
#include "tests/core/sign/raw_pdf.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace konkordat;
using namespace konkordat::tests;

namespace {

using Objects = std::map<int, std::string>;

TimeStampAuthority const& authority()
{
    static TimeStampAuthority const made(world().now());
    return made;
}

std::string padded(std::string text, std::size_t size)
{
    REQUIRE(text.size() <= size);
    text.resize(size, ' ');
    return text;
}

std::string hexadecimal(std::string_view bytes)
{
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (char const byte : bytes) {
        text += digits[static_cast<unsigned char>(byte) >> 4U];
        text += digits[static_cast<unsigned char>(byte) & 15U];
    }
    return text;
}

/// One more revision: the field "second" gets a document time stamp, and `objects` come along. `token`: made of what is covered.
template <typename Token>
std::string stamped(std::string const& file, Objects const& objects, Token const& token)
{
    constexpr std::size_t room = 16'000;
    std::string const numbers = "[0 0000000000 0000000000 0000000000]";
    RawPdf pdf;
    pdf.set(10, "<</Type /Annot /Subtype /Widget /FT /Sig /T (second) /Rect [0 0 0 0] /P 3 0 R /F 4 /V 18 0 R>>");
    pdf.set(18,
        "<</Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161 /Contents <" + std::string(room, '0') + "> /ByteRange "
            + numbers + ">>");
    for (auto const& [number, body] : objects)
        pdf.set(number, body);
    std::string out = pdf.write(file);
    sign::ByteRange const range {
        .hole_begin = out.rfind("/Contents <0") + 10, .hole_end = out.rfind("> /ByteRange [0 0") + 1, .end = out.size()
    };
    out.replace(out.rfind(numbers), numbers.size(),
        padded("[0 " + std::to_string(range.hole_begin) + " " + std::to_string(range.hole_end) + " "
                + std::to_string(range.end - range.hole_end) + "]",
            numbers.size()));
    auto const covered = range.content(out);
    std::string const hole = hexadecimal(token(covered));
    REQUIRE(hole.size() < room);
    return out.replace(range.hole_begin + 1, hole.size(), hole);
}

std::string stamped(std::string const& file, Objects const& objects = {})
{
    return stamped(file, objects, [](crypto::Content content) { return authority().stamp(content); });
}

enum class Anchors { All, WithoutAuthority, None };

sign::VerificationReport look_at(std::string const& file, Anchors anchors = Anchors::All)
{
    sign::VerifyOptions options { .trust_anchors = {}, .now = world().now() };
    if (anchors != Anchors::None)
        options.trust_anchors.push_back(identity().certificate());
    if (anchors == Anchors::All)
        options.trust_anchors.push_back(authority().certificate());
    auto report = sign::verify_pdf(file, options);
    if (!report)
        FAIL(report.error().to_string());
    return std::move(*report);
}

std::vector<sign::ChangeKind> kinds_of(sign::SignatureReport const& signature)
{
    std::vector<sign::ChangeKind> kinds;
    for (auto const& judged : signature.changes) {
        CHECK(judged.is_permitted);
        kinds.push_back(judged.change.kind);
    }
    return kinds;
}

std::string signed_file() { return sign_field(foreign_document(Dialect::Table).write(), "approval", sign::Certification::None); }

std::string const catalog_with_store = "<</Type /Catalog /Pages 2 0 R /AcroForm 7 0 R /Metadata 11 0 R /DSS 21 0 R>>";

/// Validation data, and `more`.
Objects store(Objects more = {})
{
    more.insert({ { 1, catalog_with_store }, { 21, "<</Type /DSS /Certs [22 0 R] /CRLs [23 0 R]>>" }, { 22, content("", "certificate") },
        { 23, content("", "list") } });
    return more;
}

Objects const other_text { { 4, content("", "BT /F1 12 Tf 72 700 Td (The parties pay 900 francs.) Tj ET") } };

void check_not_valid(std::string const& file)
{
    for (auto const anchors : { Anchors::All, Anchors::None }) {
        auto const report = look_at(file, anchors);
        INFO(explain(file));
        CHECK(report.verdict == sign::Verdict::Invalid);
        CHECK(report.signatures.front().modification == sign::Modification::Forbidden);
    }
}

} // namespace

TEST_CASE("A document time stamp after the last signature is permitted and reported as what it is", "[sign]")
{
    std::vector<std::string> files { signed_file() };
    for (char const permission : { '1', '2', '3' })
        files.push_back(certify(foreign_document(Dialect::Stream).write(), "approval", permission));
    for (std::string const& file : files) {
        std::string const later = stamped(file);
        auto const report = look_at(later);
        INFO(explain(later));
        REQUIRE(report.signatures.size() == 2);
        auto const& [signature, stamp] = std::tie(report.signatures[0], report.signatures[1]);
        CHECK(report.verdict == sign::Verdict::Valid);
        CHECK_FALSE(signature.is_document_time_stamp);
        CHECK(signature.modification == sign::Modification::Signatures);
        CHECK(kinds_of(signature) == std::vector { sign::ChangeKind::DocumentTimeStamp });
        CHECK(stamp.is_document_time_stamp);
        CHECK(stamp.is_intact);
        CHECK(stamp.covers_whole_file);
        REQUIRE(stamp.time_stamp);
        CHECK(stamp.time_stamp->time == world().now());
        CHECK(stamp.time_stamp->trust == crypto::Trust::Trusted);
        // It makes no signature of somebody's a B-T, and is none itself.
        CHECK(signature.level == sign::Level::BaselineB);
        CHECK(stamp.level == sign::Level::Cms);
        CHECK(look_at(later, Anchors::None).verdict == sign::Verdict::IntegrityOnly);
        // A file is as good as what is worst in it.
        CHECK(look_at(later, Anchors::WithoutAuthority).verdict == sign::Verdict::Untrusted);
    }
}

TEST_CASE("A time stamp alone says that nobody has signed", "[sign]")
{
    std::string const file = stamped(foreign_document(Dialect::Table).write());
    auto const report = look_at(file);
    INFO(explain(file));
    CHECK(report.verdict == sign::Verdict::Unsigned);
    REQUIRE(report.signatures.size() == 1);
    CHECK(report.signatures.front().is_intact);
}

TEST_CASE("Validation data after the last signature, and a time stamp over them, are permitted and reported", "[sign]")
{
    std::string const with_store = updated(signed_file(), store());
    auto const first = look_at(with_store);
    INFO(explain(with_store));
    CHECK(first.verdict == sign::Verdict::Valid);
    CHECK(kinds_of(first.signatures.front()) == std::vector { sign::ChangeKind::ValidationData });
    CHECK_FALSE(first.signatures.front().covers_whole_file);
    // The archive's way: data, a time stamp over them (EN 319 142-1 5.5), and both once more in one save.
    auto const second = look_at(stamped(with_store));
    CHECK(second.verdict == sign::Verdict::Valid);
    CHECK(kinds_of(second.signatures.front()) == std::vector { sign::ChangeKind::ValidationData, sign::ChangeKind::DocumentTimeStamp });
    std::string const together = stamped(signed_file(), store());
    INFO(explain(together));
    CHECK(look_at(together).verdict == sign::Verdict::Valid);
    // No signature in it, no verdict from it.
    CHECK(look_at(updated(foreign_document(Dialect::Table).write(), store())).verdict == sign::Verdict::Unsigned);
}

TEST_CASE("A time stamp that does not fit spoils the file", "[sign][attack]")
{
    std::string const file = signed_file();
    auto const other_content = stamped(file, {}, [](crypto::Content) {
        std::string_view const piece = "something else";
        return authority().stamp({ &piece, 1 });
    });
    CHECK(look_at(other_content).verdict == sign::Verdict::Invalid);
    CHECK(look_at(stamped(file, {}, [](crypto::Content) { return std::string("\x30\x03\x02\x01\x00", 5); })).verdict
        == sign::Verdict::Invalid);
    // Somebody's signature where a token belongs.
    CHECK(look_at(stamped(file, {}, [](crypto::Content content) { return *crypto::sign_detached(identity(), content); })).verdict
        == sign::Verdict::Invalid);
    // The content is changed under it.
    std::string changed = stamped(file);
    std::size_t const at = changed.find("(Agreement)");
    REQUIRE(at != std::string::npos);
    changed[at + 1] = 'a';
    CHECK(look_at(changed).verdict == sign::Verdict::Invalid);
}

TEST_CASE("What hides in a save of validation data or of a time stamp is seen", "[sign][attack]")
{
    std::string const file = signed_file();
    check_not_valid(updated(file, store(other_text)));
    check_not_valid(stamped(file, other_text));
    check_not_valid(stamped(file, store(other_text)));
    check_not_valid(stamped(updated(file, store(other_text))));
    // Afterwards, when everything seems to be sealed.
    check_not_valid(updated(stamped(file, store()), other_text));
    // The page, not its content.
    check_not_valid(stamped(file, store({ { 3, page("8 0 R 9 0 R 10 0 R", " /Rotate 180") } })));
    check_not_valid(stamped(file, { { 3, page("9 0 R 10 0 R") } }));
    // Certificates that are the pages' objects, keys that no validation data have.
    check_not_valid(updated(file, store({ { 21, "<</Type /DSS /Certs [22 0 R] /CRLs [23 0 R] /Pages 2 0 R>>" } })));
    check_not_valid(updated(file, store({ { 21, "<</Type /DSS /Certs [22 0 R 4 0 R] /CRLs [23 0 R]>>" }, *other_text.begin() })));
    // Another field, under the name of a time stamp.
    check_not_valid(
        stamped(file, { { 8, "<</Type /Annot /Subtype /Widget /FT /Tx /T (remark) /V (900) /Rect [72 600 300 620] /P 3 0 R /F 4>>" } }));
}
