#include "core/cli/signer.h"

#include "core/base/phrase.h"
#include "core/base/secret.h"
#include "core/cli/files.h"
#include "core/cli/http.h"
#include "core/codec/agreement_json.h"
#include "core/pdf/extract.h"
#include "core/sign/signature_check.h"

namespace konkordat::cli {

namespace {

constexpr std::size_t max_p12_bytes = 1024U * 1024U;

constexpr Phrase signs { "Es unterschreibt: {}", "Signe : {}", "Firma: {}", "Signs: {}" };
constexpr Phrase certificate_line { "  Zertifikat: {}, Nummer {}", "  Certificat : {}, numéro {}", "  Certificato: {}, numero {}",
    "  Certificate: {}, number {}" };
constexpr Phrase issued_by { "  Ausgestellt von: {}", "  Délivré par : {}", "  Rilasciato da: {}", "  Issued by: {}" };
constexpr Phrase valid_until { "  Gültig: {} bis {}", "  Valable : {} à {}", "  Valido: {} a {}", "  Valid: {} to {}" };
constexpr Phrase fingerprint { "  Fingerabdruck (SHA-256): {}", "  Empreinte (SHA-256) : {}", "  Impronta (SHA-256): {}",
    "  Fingerprint (SHA-256): {}" };
constexpr Phrase chain_line { "  Kette: {}", "  Chaîne : {}", "  Catena: {}", "  Chain: {}" };
constexpr Phrase self_issued { "selbst ausgestellt, keine Stelle bürgt für den Namen", "auto-émis, aucune autorité ne garantit le nom",
    "autorilasciato, nessuna autorità garantisce il nome", "self-issued, no authority vouches for the name" };
constexpr Phrase for_trial { "  NUR ZUM AUSPROBIEREN: diese Identität verpflichtet niemanden",
    "  POUR ESSAI SEULEMENT : cette identité n'engage personne", "  SOLO PER PROVA: questa identità non impegna nessuno",
    "  FOR TRIAL ONLY: this identity binds nobody" };

std::string with_organisation(crypto::Certificate const& certificate)
{
    return one_line(certificate.common_name + (certificate.organisation.empty() ? "" : ", " + certificate.organisation));
}

std::string text_or(std::optional<std::string> given, std::string const& otherwise) { return given ? *std::move(given) : otherwise; }

} // namespace

Result<Language> language_from(Arguments const& arguments, std::string_view file)
{
    KONKORDAT_TRY(auto const code, arguments.optional("--lang"));
    if (code)
        return parse_language(*code);
    auto const embedded = file.starts_with("%PDF") ? pdf::extract_agreement_json(file) : Result<std::string>(std::string(file));
    auto const agreement = embedded ? read_agreement(*embedded) : Result<Agreement>(embedded.error());
    return agreement ? (*agreement).languages.front() : Language::German;
}

Result<sign::SignatureRequest> request_from(
    World& world, Arguments const& arguments, crypto::Certificate const& certificate, Language language)
{
    sign::SignatureRequest request;
    KONKORDAT_TRY(request.field, arguments.required("--field"));
    KONKORDAT_TRY(auto name, arguments.optional("--name"));
    KONKORDAT_TRY(auto organisation, arguments.optional("--organisation"));
    KONKORDAT_TRY(auto function, arguments.optional("--function"));
    KONKORDAT_TRY(auto place, arguments.optional("--place"));
    KONKORDAT_TRY(auto reason, arguments.optional("--reason"));
    request.name = text_or(std::move(name), certificate.common_name);
    request.organisation = text_or(std::move(organisation), certificate.organisation);
    request.function = text_or(std::move(function), {});
    request.place = text_or(std::move(place), {});
    request.reason = text_or(std::move(reason), {});
    request.time = world.now();
    request.utc_offset_seconds = world.utc_offset_seconds(request.time);
    request.language = language;
    return request;
}

Result<void> check_is_valid_now(crypto::Certificate const& certificate, Timestamp now, std::string const& file)
{
    auto const checked = sign::check_is_valid(certificate, now);
    return checked ? Result<void> {} : Error(checked.error()).in_file(file);
}

Result<crypto::Identity> identity_from(World& world, Arguments const& arguments)
{
    KONKORDAT_TRY(auto const file, arguments.required("--p12"));
    KONKORDAT_TRY(auto const password_file, arguments.required("--password-file"));
    KONKORDAT_TRY(Secret const bytes, read_file(file, max_p12_bytes));
    KONKORDAT_TRY(auto const password, Password::read(password_file));
    auto identity = crypto::Identity::from_pkcs12(bytes, password.text());
    if (!identity)
        return std::move(identity).error().in_file(file);
    KONKORDAT_CHECK(check_is_valid_now(identity->certificate(), world.now(), file));
    return identity;
}

std::string introduction(crypto::Certificate const& certificate, std::vector<crypto::Certificate> const& chain, Language language)
{
    std::string text = say(signs, language, { with_organisation(certificate) }) + "\n";
    if (certificate.is_for_trial)
        text += std::string(say(for_trial, language)) + "\n";
    text += say(certificate_line, language, { certificate.key, certificate.serial }) + "\n";
    text += say(issued_by, language,
                { certificate.is_self_signed ? std::string(say(self_issued, language)) : one_line(certificate.issuer) })
        + "\n";
    text += say(valid_until, language, { certificate.not_before.to_string(), certificate.not_after.to_string() }) + "\n";
    text += say(fingerprint, language, { certificate.fingerprint }) + "\n";
    std::string issuers;
    for (auto const& issuer : chain)
        issuers += (issuers.empty() ? "" : " < ") + with_organisation(issuer);
    if (!issuers.empty())
        text += say(chain_line, language, { issuers }) + "\n";
    return text;
}

Result<std::string> with_time_stamp(World& world, std::string_view cms, std::string const& url)
{
    KONKORDAT_TRY(auto const request, crypto::time_stamp_request(world, cms));
    KONKORDAT_TRY(auto const response,
        post({ .url = url, .content_type = "application/timestamp-query", .accept = "application/timestamp-reply", .body = request }));
    auto stamped = crypto::add_time_stamp(cms, request, response);
    if (!stamped)
        return std::move(stamped).error().in_file(url);
    return stamped;
}

} // namespace konkordat::cli
