#include "core/cli/sign_pdf.h"

#include "core/base/phrase.h"
#include "core/cli/files.h"
#include "core/cli/signer.h"
#include "core/sign/appearance.h"
#include "core/sign/deferred.h"
#include "core/sign/prepare.h"
#include "core/sign/signature_check.h"

namespace konkordat::cli {

namespace {

constexpr std::size_t max_small_file = 1024U * 1024U;

constexpr Phrase signed_field { "unterschrieben", "signé", "firmato", "signed" };
constexpr Phrase open_field { "offen", "ouvert", "aperto", "open" };
constexpr Phrase on_page { "Seite {}", "page {}", "pagina {}", "page {}" };
constexpr Phrase on_no_page { "auf keiner Seite", "sur aucune page", "su nessuna pagina", "on no page" };
constexpr Phrase prepared { "Vorbereitet; Felder: {}", "Préparé ; champs : {}", "Preparato; campi: {}", "Prepared; fields: {}" };
constexpr Phrase time_stamped { "  Mit Zeitstempel von {}", "  Horodaté par {}", "  Con marca temporale di {}", "  Time-stamped by {}" };
constexpr Phrase to_be_signed { "  Zu unterschreiben ({}): {}", "  À signer ({}) : {}", "  Da firmare ({}): {}",
    "  To be signed ({}): {}" };

/// Where the output goes. Errors: InvalidArgument if it is one of the files that are read.
Result<std::string> output_of(SignTask const& task, std::initializer_list<std::string_view> other_inputs)
{
    KONKORDAT_TRY(auto output, task.arguments.required("-o"));
    KONKORDAT_CHECK(check_not_same_file(task.input, output));
    for (auto const option : other_inputs) {
        for (auto const& input : task.arguments.values(option))
            KONKORDAT_CHECK(check_not_same_file(input, output));
    }
    return output;
}

template <typename T>
Result<T> of_file(Result<T> result, std::string const& file)
{
    if (!result)
        return std::move(result).error().in_file(file);
    return result;
}

Result<std::string> make_cms(
    SignTask const& task, crypto::Identity const& identity, crypto::Content content, std::optional<std::string> const& authority)
{
    KONKORDAT_TRY(auto cms, crypto::sign_detached(identity, content));
    if (authority)
        return with_time_stamp(task.world, cms, *authority);
    return cms;
}

std::string hexadecimal(std::string_view bytes)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (char const c : bytes) {
        auto const byte = static_cast<unsigned char>(c);
        text += digits[byte >> 4U];
        text += digits[byte & 0xFU];
    }
    return text;
}

std::string_view hash_name(crypto::Hash hash)
{
    return hash == crypto::Hash::Sha384 ? "SHA-384" : hash == crypto::Hash::Sha512 ? "SHA-512" : "SHA-256";
}

/// The CMS that was made elsewhere, or one around the signature value that was.
Result<std::string> returned_cms(SignTask const& task, sign::DeferredRecord const& record)
{
    KONKORDAT_TRY(auto const cms, task.arguments.optional("--cms"));
    if (cms)
        return read_file(*cms, max_small_file);
    KONKORDAT_TRY(auto const value, task.arguments.required("--signature-value"));
    KONKORDAT_TRY(auto const bytes, read_file(value, max_small_file));
    KONKORDAT_TRY(auto const certificate, crypto::read_certificate(record.certificate));
    std::vector<crypto::Certificate> chain;
    for (auto const& der : record.chain) {
        KONKORDAT_TRY(auto issuer, crypto::read_certificate(der));
        chain.push_back(std::move(issuer));
    }
    if (record.range.end > task.bytes.size())
        return Error { .code = ErrorCode::Inconsistent, .message = "the record belongs to another file", .key = "deferred-other-file" };
    auto const content = record.range.content(task.bytes);
    return of_file(crypto::assemble_detached(certificate, chain, content, bytes), value);
}

} // namespace

Result<void> list_fields(SignTask const& task)
{
    KONKORDAT_CHECK(task.arguments.allow_only("with --list-fields", { "--list-fields", "--lang" }));
    KONKORDAT_TRY(auto const language, language_from(task.arguments, task.bytes));
    KONKORDAT_TRY(auto const fields, of_file(sign::list_fields(task.bytes), task.input));
    std::string list;
    for (auto const& field : fields) {
        list += one_line(field.name) + "\t" + std::string(say(field.is_signed ? signed_field : open_field, language)) + "\t"
            + (field.page == 0 ? std::string(say(on_no_page, language)) : say(on_page, language, { std::to_string(field.page) })) + "\t"
            + one_line(field.label) + "\n";
    }
    return print(list);
}

Result<void> prepare_pdf(SignTask const& task)
{
    KONKORDAT_CHECK(task.arguments.allow_only("with --prepare", { "--prepare", "--lang", "-o" }));
    KONKORDAT_TRY(auto const output, output_of(task, {}));
    KONKORDAT_TRY(auto const language, language_from(task.arguments, task.bytes));
    KONKORDAT_TRY(auto const result, of_file(sign::prepare_for_signature(task.bytes), task.input));
    KONKORDAT_CHECK(write_file(output, result.file));
    std::string names;
    for (auto const& name : result.fields)
        names += (names.empty() ? "" : ", ") + one_line(name);
    return print(say(prepared, language, { names }) + "\n");
}

Result<void> sign_pdf_file(SignTask const& task)
{
    std::vector<std::string_view> options { request_options.begin(), request_options.end() };
    options.insert(options.end(), { "--p12", "--password-file", "--tsa", "-o" });
    KONKORDAT_CHECK(task.arguments.allow_only("when a PDF is signed", options));
    KONKORDAT_TRY(auto const output, output_of(task, { "--p12", "--password-file" }));
    KONKORDAT_TRY(auto const authority, task.arguments.optional("--tsa"));
    KONKORDAT_TRY(auto const language, language_from(task.arguments, task.bytes));
    KONKORDAT_TRY(auto const identity, identity_from(task.world, task.arguments));
    KONKORDAT_TRY(auto const request, request_from(task.world, task.arguments, identity.certificate(), language));
    KONKORDAT_CHECK(print(introduction(identity.certificate(), identity.chain(), language)));
    auto const room = sign::signature_room(
        identity.certificate(), identity.chain(), authority ? sign::TimeStampRoom::With : sign::TimeStampRoom::Without);
    KONKORDAT_TRY(
        auto reserved, of_file(sign::reserve_signature(task.bytes, request, room, sign::typeset_appearance(task.world)), task.input));
    auto const content = reserved.content();
    KONKORDAT_TRY(auto const cms, make_cms(task, identity, content, authority));
    KONKORDAT_TRY(auto const file, of_file(sign::fill_signature(std::move(reserved), cms), task.input));
    KONKORDAT_CHECK(of_file(sign::check_signed(file, request.field, task.world.now()), task.input));
    KONKORDAT_CHECK(write_file(output, file));
    return authority ? print(say(time_stamped, language, { *authority }) + "\n") : Result<void> {};
}

Result<void> defer_signature(SignTask const& task)
{
    std::vector<std::string_view> options { request_options.begin(), request_options.end() };
    options.insert(options.end(), { "--certificate", "--defer", "-o" });
    KONKORDAT_CHECK(task.arguments.allow_only("with --defer", options));
    KONKORDAT_TRY(auto const output, output_of(task, { "--certificate", "--defer" }));
    KONKORDAT_TRY(auto const record_file, task.arguments.required("--defer"));
    KONKORDAT_CHECK(check_not_same_file(task.input, record_file));
    KONKORDAT_TRY(auto const certificate_file, task.arguments.required("--certificate"));
    KONKORDAT_CHECK(check_not_same_file(certificate_file, record_file));
    KONKORDAT_TRY(auto const bytes, read_file(certificate_file, max_small_file));
    KONKORDAT_TRY(auto certificates, of_file(crypto::read_certificates(bytes), certificate_file));
    auto const certificate = certificates.front();
    certificates.erase(certificates.begin());
    KONKORDAT_CHECK(check_is_valid_now(certificate, task.world.now(), certificate_file));
    KONKORDAT_TRY(auto const language, language_from(task.arguments, task.bytes));
    KONKORDAT_TRY(auto const request, request_from(task.world, task.arguments, certificate, language));
    // What comes back may have a time stamp, or is to get one.
    KONKORDAT_TRY(auto const deferred,
        of_file(sign::prepare_deferred(
                    task.bytes, request, certificate, certificates, sign::TimeStampRoom::With, sign::typeset_appearance(task.world)),
            task.input));
    KONKORDAT_CHECK(write_file(output, deferred.file));
    KONKORDAT_CHECK(write_file(record_file, sign::write_deferred_record(deferred.record)));
    auto const& attributes = deferred.record.to_be_signed;
    return print(introduction(certificate, certificates, language)
        + say(to_be_signed, language, { hash_name(attributes.hash), hexadecimal(attributes.digest) }) + "\n");
}

Result<void> complete_signature(SignTask const& task)
{
    KONKORDAT_CHECK(task.arguments.allow_only("with --complete", { "--complete", "--cms", "--signature-value", "--tsa", "--lang", "-o" }));
    if (task.arguments.has("--cms") == task.arguments.has("--signature-value"))
        return Error { .message = "--complete needs --cms or --signature-value, one of them" };
    KONKORDAT_TRY(auto const output, output_of(task, { "--complete", "--cms", "--signature-value" }));
    KONKORDAT_TRY(auto const record_file, task.arguments.required("--complete"));
    KONKORDAT_TRY(auto const authority, task.arguments.optional("--tsa"));
    KONKORDAT_TRY(auto const language, language_from(task.arguments, task.bytes));
    KONKORDAT_TRY(auto const json, read_file(record_file, max_small_file));
    KONKORDAT_TRY(auto const record, of_file(sign::read_deferred_record(json), record_file));
    KONKORDAT_TRY(auto const certificate, of_file(crypto::read_certificate(record.certificate), record_file));
    KONKORDAT_TRY(auto cms, of_file(returned_cms(task, record), task.input));
    if (authority) {
        KONKORDAT_TRY(cms, with_time_stamp(task.world, cms, *authority));
    }
    KONKORDAT_TRY(auto const file, of_file(sign::complete_deferred_with_cms(task.bytes, record, cms), task.input));
    KONKORDAT_CHECK(of_file(sign::check_signed(file, record.field, task.world.now()), task.input));
    KONKORDAT_CHECK(write_file(output, file));
    KONKORDAT_CHECK(print(introduction(certificate, {}, language)));
    return authority ? print(say(time_stamped, language, { *authority }) + "\n") : Result<void> {};
}

} // namespace konkordat::cli
