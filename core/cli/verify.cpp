#include "core/cli/verify.h"

#include "core/cli/files.h"
#include "core/cli/report_lines.h"
#include "core/cli/signed_json.h"
#include "core/cli/signer.h"
#include "core/cli/verify_task.h"
#include "core/sign/report_json.h"
#include "core/sign/revisions.h"
#include "core/sign/twin.h"

#include <algorithm>
#include <charconv>

namespace konkordat::cli {

namespace {

constexpr std::size_t max_certificate_bytes = 1024U * 1024U;

Result<sign::VerificationReport> verify(VerifyTask const& task)
{
    auto report = sign::verify_pdf(task.bytes, { .trust_anchors = task.trust_anchors, .now = task.world.now() });
    if (!report)
        return std::move(report).error().in_file(task.input);
    return report;
}

Result<Outcome> verify_pdf_file(VerifyTask const& task)
{
    KONKORDAT_CHECK(task.arguments.allow_only("when a PDF is verified", { "--trust", "--json", "--lang" }));
    KONKORDAT_TRY(auto const report, verify(task));
    KONKORDAT_TRY(auto const language, language_from(task.arguments, task.bytes));
    auto const twin = sign::check_twin(task.world, task.bytes);
    auto const text = sign::describe(report, twin, { .language = language, .trust_anchors = "--trust" });
    auto const outcome = text.is_in_order ? Outcome::Done : Outcome::FoundSomething;
    KONKORDAT_CHECK(print(task.arguments.has("--json") ? sign::report_json(report, twin) + "\n" : report_lines(text, language)));
    return outcome;
}

Result<std::size_t> signature_number(std::string const& text, std::size_t count)
{
    std::size_t number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc {} || end != text.data() + text.size() || number == 0)
        return Error { .message = "--revision is the number of a signature, from 1", .argument = text };
    if (number > count)
        return Error { .code = ErrorCode::NotFound,
            .message = "there is no signature " + text + "; there are " + std::to_string(count),
            .argument = text };
    return number;
}

/// The file as it was when the signature was made, the signature included.
Result<Outcome> write_revision(VerifyTask const& task)
{
    KONKORDAT_CHECK(task.arguments.allow_only("with --revision", { "--revision", "-o" }));
    KONKORDAT_TRY(auto const text, task.arguments.required("--revision"));
    KONKORDAT_TRY(auto const output, task.arguments.required("-o"));
    KONKORDAT_CHECK(check_not_same_file(task.input, output));
    KONKORDAT_TRY(auto const report, verify(task));
    auto const number = signature_number(text, report.signatures.size());
    if (!number)
        return Error(number.error()).in_file(task.input);
    auto const& revision = report.signatures[*number - 1].revision;
    if (!revision)
        return Error {
            .code = ErrorCode::Malformed, .message = "signature " + text + " is over no saved state of the file", .file = task.input
        };
    auto const bytes = sign::open_revision(task.bytes, *revision);
    if (!bytes)
        return Error(bytes.error()).in_file(task.input);
    KONKORDAT_CHECK(write_file(output, *bytes));
    return Outcome::Done;
}

} // namespace

Result<std::vector<crypto::Certificate>> trust_anchors_from(Arguments const& arguments)
{
    std::vector<crypto::Certificate> anchors;
    for (auto const& file : arguments.values("--trust")) {
        KONKORDAT_TRY(auto const bytes, read_file(file, max_certificate_bytes));
        auto certificates = crypto::read_certificates(bytes);
        if (!certificates)
            return std::move(certificates).error().in_file(file);
        std::ranges::move(*certificates, std::back_inserter(anchors));
    }
    return anchors;
}

Result<Outcome> verify_file(World& world, std::span<std::string const> words)
{
    KONKORDAT_TRY(auto const arguments,
        Arguments::parse(
            words, { { "--document" }, { "--trust" }, { "--json", OptionKind::Flag }, { "--lang" }, { "--revision" }, { "-o" } }));
    KONKORDAT_TRY(auto const inputs, arguments.positional({ "FILE" }));
    KONKORDAT_TRY(auto const bytes, read_file(inputs.front(), sign::max_file_bytes));
    VerifyTask task { .world = world, .arguments = arguments, .input = inputs.front(), .bytes = bytes };
    KONKORDAT_TRY(task.trust_anchors, trust_anchors_from(arguments));
    if (sign::is_json(bytes)) {
        KONKORDAT_CHECK(arguments.allow_only("when JSON is verified", { "--document", "--trust", "--json", "--lang" }));
        return verify_json_file(task);
    }
    return arguments.has("--revision") ? write_revision(task) : verify_pdf_file(task);
}

} // namespace konkordat::cli
