#include "core/cli/sign.h"

#include "core/cli/files.h"
#include "core/cli/sign_json.h"
#include "core/cli/sign_pdf.h"
#include "core/cli/signed_json.h"
#include "core/sign/revisions.h"

namespace konkordat::cli {

namespace {

Result<void> run(SignTask const& task)
{
    if (sign::is_json(task.bytes))
        return sign_json_file(task);
    if (task.arguments.has("--list-fields"))
        return list_fields(task);
    if (task.arguments.has("--prepare"))
        return prepare_pdf(task);
    if (task.arguments.has("--complete"))
        return complete_signature(task);
    if (task.arguments.has("--defer"))
        return defer_signature(task);
    return sign_pdf_file(task);
}

} // namespace

Result<Outcome> sign_file(World& world, std::span<std::string const> words)
{
    KONKORDAT_TRY(auto const arguments,
        Arguments::parse(words,
            { { "--list-fields", OptionKind::Flag }, { "--prepare", OptionKind::Flag }, { "--field" }, { "--p12" }, { "--password-file" },
                { "--reason" }, { "--function" }, { "--place" }, { "--name" }, { "--organisation" }, { "--tsa" }, { "--lang" },
                { "--certificate" }, { "--defer" }, { "--complete" }, { "--cms" }, { "--signature-value" },
                { "--detached", OptionKind::Flag }, { "--document" }, { "-o" } }));
    KONKORDAT_TRY(auto const inputs, arguments.positional({ "FILE" }));
    KONKORDAT_TRY(auto const bytes, read_file(inputs.front(), sign::max_file_bytes));
    KONKORDAT_CHECK(run({ .world = world, .arguments = arguments, .input = inputs.front(), .bytes = bytes }));
    return Outcome::Done;
}

} // namespace konkordat::cli
