#include "core/cli/sign_json.h"

#include "core/base/phrase.h"
#include "core/cli/files.h"
#include "core/cli/signed_json.h"
#include "core/cli/signer.h"
#include "core/crypto/json_signature.h"

namespace konkordat::cli {

namespace {

constexpr Phrase canonicalised { "  Unterschrieben wird die kanonische Form (RFC 8785); {} ist anders geschrieben, dem Inhalt nach gleich",
    "  La forme canonique (RFC 8785) est signée ; {} est écrit autrement, avec le même contenu",
    "  Viene firmata la forma canonica (RFC 8785); {} è scritto diversamente, con lo stesso contenuto",
    "  The canonical form (RFC 8785) is signed; {} is written otherwise, with the same content" };

/// The agreement that is signed, and whether it was written in canonical form.
struct Signed {
    std::string file;
    std::string rewritten; ///< the file that was not in canonical form; empty if there is none
};

Result<Signed> first_signature(SignTask const& task, crypto::Identity const& identity)
{
    KONKORDAT_CHECK(task.arguments.allow_only("when an agreement is signed", { "--p12", "--password-file", "--detached", "--lang", "-o" }));
    KONKORDAT_TRY(auto const document, sign::canonical_agreement(task.bytes));
    auto const place = task.arguments.has("--detached") ? crypto::PayloadPlace::Detached : crypto::PayloadPlace::Embedded;
    KONKORDAT_TRY(auto file, crypto::sign_json(identity, document.bytes, place, task.world.now()));
    return Signed { .file = std::move(file), .rewritten = document.was_canonical ? std::string() : task.input };
}

Result<Signed> further_signature(SignTask const& task, crypto::Identity const& identity)
{
    KONKORDAT_CHECK(task.arguments.allow_only("when a signer is added", { "--p12", "--password-file", "--document", "--lang", "-o" }));
    KONKORDAT_TRY(auto const document_file, task.arguments.optional("--document"));
    SignedDocument document;
    if (document_file) {
        KONKORDAT_TRY(document, read_signed_document(*document_file));
    }
    auto const bytes = document_file ? std::optional<std::string_view>(document.bytes) : std::nullopt;
    KONKORDAT_TRY(auto file, sign::sign_agreement_further(task.bytes, identity, bytes, task.world.now()));
    return Signed { .file = std::move(file), .rewritten = document.was_canonical ? std::string() : *document_file };
}

} // namespace

Result<void> sign_json_file(SignTask const& task)
{
    KONKORDAT_TRY(auto const output, task.arguments.required("-o"));
    for (auto const option : { "--p12", "--password-file", "--document" }) {
        for (auto const& input : task.arguments.values(option))
            KONKORDAT_CHECK(check_not_same_file(input, output));
    }
    KONKORDAT_CHECK(check_not_same_file(task.input, output));
    KONKORDAT_TRY(auto const language, language_from(task.arguments, task.bytes));
    KONKORDAT_TRY(auto const identity, identity_from(task.world, task.arguments));
    auto result = sign::is_json_signature(task.bytes) ? further_signature(task, identity) : first_signature(task, identity);
    if (!result)
        return std::move(result).error().in_file(task.input);
    KONKORDAT_CHECK(write_file(output, result->file));
    return print(introduction(identity.certificate(), identity.chain(), language)
        + (result->rewritten.empty() ? "" : say(canonicalised, language, { result->rewritten }) + "\n"));
}

} // namespace konkordat::cli
