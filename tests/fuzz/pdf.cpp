#include "tests/fuzz/pdf.h"

#include "core/crypto/identity.h"
#include "core/sign/document.h"
#include "core/sign/object_changes.h"
#include "core/sign/progress.h"
#include "core/sign/report_json.h"
#include "core/sign/resolved_equality.h"
#include "core/sign/signature.h"
#include "core/sign/verification.h"
#include "tests/core/base/test_world.h"
#include "tests/core/sign/raw_pdf.h"

#include <algorithm>
#include <cstdlib>
#include <string>

namespace konkordat {

namespace {

using namespace sign;

void require(bool condition)
{
    if (!condition)
        std::abort();
}

template <typename T>
T require(Result<T> result)
{
    require(static_cast<bool>(result));
    return std::move(*result);
}

struct SignedFile {
    std::string bytes;
    VerificationReport report;
};

/// Made once, the same in every process but for what the keys draw.
struct Samples {
    TestWorld world;
    crypto::Identity identity = require(crypto::Identity::create_for_trial(world, "Anna", "Amt", crypto::KeyKind::EcdsaP256));
    std::vector<SignedFile> files;

    Samples()
    {
        std::string const table = signed_by_anna(tests::foreign_document(tests::Dialect::Table).write(), "approval", Certification::None);
        add(table);
        add(signed_by_anna(
            signed_by_anna(tests::foreign_document(tests::Dialect::Stream).write(), "approval", Certification::FirstCertifies), "second",
            Certification::None));
        add(signed_by_anna(table, "second", Certification::None));
    }

    [[nodiscard]] VerifyOptions options() { return { .trust_anchors = { identity.certificate() }, .now = world.now() }; }

private:
    std::string signed_by_anna(std::string const& pdf, std::string const& field, Certification certification)
    {
        SignatureRequest request;
        request.field = field;
        request.name = "Anna";
        request.time = world.now();
        request.certification = certification;
        return require(sign_pdf(pdf, identity, request));
    }

    void add(std::string bytes)
    {
        VerificationReport report = require(verify_pdf(bytes, options()));
        require(report.verdict == Verdict::Valid);
        files.push_back({ std::move(bytes), std::move(report) });
    }
};

Samples& samples()
{
    static Samples made;
    return made;
}

bool is_good(Verdict verdict) { return verdict >= Verdict::IntegrityOnly; }

void check_consistency(VerificationReport const& report)
{
    require(!report_json(report).empty());
    require(!is_good(report.verdict) || (report.faults.empty() && !report.signatures.empty()));
    for (SignatureReport const& signature : report.signatures) {
        require(!signature.is_intact || (signature.faults.empty() && signature.range && signature.revision));
        require(!is_good(signature.verdict) || (signature.is_intact && signature.modification != Modification::Forbidden));
        require(!is_good(report.verdict) || is_good(signature.verdict));
        require(!signature.covers_whole_file || signature.changes.empty() || !signature.is_intact);
    }
}

/// A signature that is intact is over what was signed, byte for byte.
void check_covered(std::string_view file, VerificationReport const& report, SignedFile const& original)
{
    for (SignatureReport const& signature : report.signatures) {
        if (!signature.is_intact)
            continue;
        auto const covered = signature.range->content(file);
        require(std::any_of(original.report.signatures.begin(), original.report.signatures.end(),
            [&](SignatureReport const& other) { return other.range->content(original.bytes) == covered; }));
    }
}

std::vector<QPDFObjectHandle> pages_of(Document& document) { return document.pdf().getAllPages(); }

bool has_same_pages(std::string_view before, std::string_view after)
{
    auto const first = require(Document::open(before));
    auto const second = require(Document::open(after));
    auto const old_pages = pages_of(*first);
    auto const new_pages = pages_of(*second);
    if (old_pages.size() != new_pages.size())
        return false;
    ResolvedEquality equality({ "/Parent", "/Annots" });
    for (std::size_t i = 0; i < old_pages.size(); ++i) {
        if (!equality.are_equal(old_pages[i], new_pages[i]))
            return false;
    }
    return true;
}

SignedFile const& take_file(std::string_view& input)
{
    auto const choice = static_cast<unsigned char>(input.front());
    input.remove_prefix(1);
    return samples().files[choice % samples().files.size()];
}

} // namespace

void fuzz_pdf(std::string_view bytes)
{
    VerifyOptions const options = samples().options();
    if (auto const report = verify_pdf(bytes, options))
        check_consistency(*report);
    (void)list_fields(bytes);
    if (auto const progress = signing_progress(bytes, { { "returned.pdf", bytes } }, options))
        require(!progress_json(*progress).empty());
}

void fuzz_pdf_edits(std::string_view edits)
{
    if (edits.empty())
        return;
    SignedFile const& original = take_file(edits);
    std::string file = original.bytes;
    for (; edits.size() >= 4; edits.remove_prefix(4)) {
        auto const byte = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(edits[i])); };
        std::size_t const position = (byte(0) << 16U | byte(1) << 8U | byte(2)) % file.size();
        file[position] = static_cast<char>(static_cast<unsigned char>(file[position]) ^ byte(3));
    }
    auto const report = verify_pdf(file, samples().options());
    if (!report)
        return;
    check_consistency(*report);
    check_covered(file, *report, original);
    bool const is_changed = std::any_of(original.report.signatures.begin(), original.report.signatures.end(),
        [&](SignatureReport const& signature) { return signature.range->content(file) != signature.range->content(original.bytes); });
    require(!is_changed || !is_good(report->verdict));
    require(file != original.bytes || report->verdict == Verdict::Valid);
}

void fuzz_pdf_updates(std::string_view objects)
{
    if (objects.empty())
        return;
    SignedFile const& original = take_file(objects);
    tests::RawPdf update;
    int count = 0;
    while (objects.size() > 1 && count++ < 20) {
        int const number = std::max<int>(1, static_cast<unsigned char>(objects.front()));
        std::size_t const end = std::min(objects.find('\0', 1), objects.size());
        update.set(number, std::string(objects.substr(1, end - 1)));
        objects.remove_prefix(std::min(end + 1, objects.size()));
    }
    if (count == 0)
        return;
    std::string const file = update.write(original.bytes);
    auto const report = verify_pdf(file, samples().options());
    if (!report)
        return;
    check_consistency(*report);
    check_covered(file, *report, original);
    // Whoever signed first saw these pages.
    if (is_good(report->verdict))
        require(has_same_pages(original.bytes, file));
}

std::vector<std::string_view> fuzz_signed_files()
{
    std::vector<std::string_view> files;
    for (SignedFile const& file : samples().files)
        files.push_back(file.bytes);
    return files;
}

} // namespace konkordat
