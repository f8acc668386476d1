#include "core/base/base64.h"
#include "core/crypto/cms_algorithms.h"
#include "core/crypto/json_algorithms.h"
#include "core/crypto/json_file.h"
#include "core/crypto/json_header.h"
#include "core/crypto/json_signature.h"
#include "core/crypto/key.h"
#include "core/crypto/trust.h"

#include <algorithm>
#include <utility>

namespace konkordat::crypto {

namespace {

void add_fault(JsonSignatureVerdict& verdict, JsonSignatureFault fault)
{
    if (std::ranges::find(verdict.faults, fault) == verdict.faults.end())
        verdict.faults.push_back(fault);
}

/// The certificates of the header, parsed; empty, with a fault, if one cannot be read.
OwnedCertificates read_chain(JsonSignatureVerdict& verdict, JsonHeader const& header)
{
    OwnedCertificates chain { sk_X509_new_null() };
    for (auto const& der : header.certificates) {
        auto x509 = parse_certificate(der);
        auto certificate = x509 ? describe(x509->get()) : Result<Certificate>(Error {});
        if (!certificate) {
            verdict.certificates.clear();
            add_fault(verdict, JsonSignatureFault::NoCertificate);
            return nullptr;
        }
        sk_X509_push(chain.get(), x509->release());
        verdict.certificates.push_back(std::move(*certificate));
    }
    return chain;
}

void check_signature(
    JsonSignatureVerdict& verdict, JsonHeader const& header, JsonEntry const& entry, EVP_PKEY* key, std::string_view payload)
{
    if (!header.algorithm)
        return;
    verdict.hash = header.algorithm->hash;
    if (!key || !fits(*header.algorithm, key))
        return add_fault(verdict, JsonSignatureFault::KeyMismatch);
    auto const value = decode_base64url(entry.signature);
    if (!value)
        return add_fault(verdict, JsonSignatureFault::Malformed);
    if (!verify_json_value(*header.algorithm, key, signing_input(entry.protected_header, payload), *value))
        add_fault(verdict, JsonSignatureFault::SignatureMismatch);
}

JsonSignatureVerdict verify_entry(JsonEntry const& entry, std::string_view payload, VerificationOptions const& options)
{
    JsonSignatureVerdict verdict;
    auto header = read_json_header(entry.protected_header);
    verdict.faults = std::move(header.faults);
    verdict.algorithm = header.algorithm_name;
    verdict.signing_time = header.signing_time;
    if (entry.has_unprotected_members)
        add_fault(verdict, JsonSignatureFault::UnprotectedHeader);
    auto const chain = read_chain(verdict, header);
    if (!chain || sk_X509_num(chain.get()) == 0) {
        if (verdict.faults.empty())
            add_fault(verdict, JsonSignatureFault::NoCertificate);
        return verdict;
    }
    auto* const signer = sk_X509_value(chain.get(), 0);
    auto* const key = X509_get0_pubkey(signer);
    verdict.signer = verdict.certificates.front();
    check_signature(verdict, header, entry, key, payload);
    auto const at = header.signing_time ? std::min(*header.signing_time, options.now) : options.now;
    auto trust = judge_trust(signer, chain.get(), options.trust_anchors, at, CertificateUse::SignDocuments);
    verdict.trust = trust.trust;
    verdict.path = std::move(trust.path);
    append(verdict.weaknesses, key ? key_weakness(key) : std::nullopt);
    append(verdict.weaknesses, trust.weakness);
    verdict.weakness = weakness_text(verdict.weaknesses);
    verdict.is_weak = !verdict.weaknesses.empty();
    return verdict;
}

} // namespace

Result<JsonVerdict> verify_json(std::string_view jws, std::optional<std::string_view> document, VerificationOptions const& options)
{
    ErrorQueue const errors;
    KONKORDAT_TRY(auto const file, read_json_file(jws));
    KONKORDAT_TRY(auto const payload, payload_of(file, document));
    JsonVerdict verdict;
    verdict.document = decode_base64url(payload).value_or("");
    verdict.place = file.payload ? PayloadPlace::Embedded : PayloadPlace::Detached;
    for (auto const& entry : file.entries)
        verdict.signatures.push_back(verify_entry(entry, payload, options));
    return verdict;
}

} // namespace konkordat::crypto
