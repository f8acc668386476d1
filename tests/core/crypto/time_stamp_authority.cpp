#include "tests/core/crypto/time_stamp_authority.h"

#include <catch2/catch_test_macros.hpp>

#include <openssl/evp.h>
#include <openssl/ts.h>
#include <openssl/x509v3.h>

namespace konkordat::tests {

namespace {

int fixed_time(TS_RESP_CTX*, void* data, long* seconds, long* microseconds)
{
    *seconds = static_cast<long>(static_cast<Timestamp const*>(data)->seconds);
    *microseconds = 0;
    return 1;
}

ASN1_INTEGER* fixed_number(TS_RESP_CTX*, void*)
{
    ASN1_INTEGER* const number = ASN1_INTEGER_new();
    ASN1_INTEGER_set(number, 1);
    return number;
}

void add_extension(X509* certificate, int nid, char const* value)
{
    X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, nullptr, nid, value);
    REQUIRE(extension != nullptr);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

X509* self_issued(EVP_PKEY* key, Timestamp time)
{
    constexpr long year = 365 * 86'400;
    X509* const certificate = X509_new();
    X509_set_version(certificate, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    ASN1_TIME_set(X509_getm_notBefore(certificate), static_cast<time_t>(time.seconds - year));
    ASN1_TIME_set(X509_getm_notAfter(certificate), static_cast<time_t>(time.seconds + year));
    X509_NAME* const name = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<unsigned char const*>("Zeitstempel"), -1, -1, 0);
    X509_set_issuer_name(certificate, name);
    X509_set_pubkey(certificate, key);
    add_extension(certificate, NID_key_usage, "critical,digitalSignature");
    add_extension(certificate, NID_ext_key_usage, "critical,timeStamping");
    REQUIRE(X509_sign(certificate, key, EVP_sha256()) > 0);
    return certificate;
}

template <typename Encode, typename T>
std::string der_of(Encode encode, T* object)
{
    std::string der(static_cast<std::size_t>(encode(object, nullptr)), '\0');
    auto* position = reinterpret_cast<unsigned char*>(der.data());
    encode(object, &position);
    return der;
}

/// DER of a request for the content.
std::string request_for_content(crypto::Content content)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    EVP_MD_CTX* const context = EVP_MD_CTX_new();
    EVP_DigestInit_ex(context, EVP_sha256(), nullptr);
    for (auto const piece : content)
        EVP_DigestUpdate(context, piece.data(), piece.size());
    EVP_DigestFinal_ex(context, digest, nullptr);
    EVP_MD_CTX_free(context);
    TS_REQ* const request = TS_REQ_new();
    TS_MSG_IMPRINT* const imprint = TS_MSG_IMPRINT_new();
    X509_ALGOR* const algorithm = X509_ALGOR_new();
    X509_ALGOR_set0(algorithm, OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nullptr);
    TS_MSG_IMPRINT_set_algo(imprint, algorithm);
    TS_MSG_IMPRINT_set_msg(imprint, digest, 32);
    TS_REQ_set_version(request, 1);
    TS_REQ_set_msg_imprint(request, imprint);
    TS_REQ_set_cert_req(request, 1);
    std::string der = der_of(i2d_TS_REQ, request);
    X509_ALGOR_free(algorithm);
    TS_MSG_IMPRINT_free(imprint);
    TS_REQ_free(request);
    return der;
}

} // namespace

struct TimeStampAuthority::Implementation {
    Timestamp time;
    EVP_PKEY* key = nullptr;
    X509* certificate = nullptr;
    TS_RESP_CTX* context = nullptr;
};

TimeStampAuthority::TimeStampAuthority(Timestamp time)
    : m_implementation(std::make_unique<Implementation>())
{
    Implementation& own = *m_implementation;
    own.time = time;
    own.key = EVP_EC_gen("P-256");
    REQUIRE(own.key != nullptr);
    own.certificate = self_issued(own.key, time);
    own.context = TS_RESP_CTX_new();
    ASN1_OBJECT* const policy = OBJ_txt2obj("1.2.3.4.1", 1);
    TS_RESP_CTX_set_signer_cert(own.context, own.certificate);
    TS_RESP_CTX_set_signer_key(own.context, own.key);
    TS_RESP_CTX_set_signer_digest(own.context, EVP_sha256());
    TS_RESP_CTX_set_ess_cert_id_digest(own.context, EVP_sha256());
    TS_RESP_CTX_set_def_policy(own.context, policy);
    TS_RESP_CTX_add_md(own.context, EVP_sha256());
    TS_RESP_CTX_set_time_cb(own.context, fixed_time, &own.time);
    TS_RESP_CTX_set_serial_cb(own.context, fixed_number, nullptr);
    ASN1_OBJECT_free(policy);
}

TimeStampAuthority::~TimeStampAuthority()
{
    TS_RESP_CTX_free(m_implementation->context);
    X509_free(m_implementation->certificate);
    EVP_PKEY_free(m_implementation->key);
}

crypto::Certificate TimeStampAuthority::certificate() const
{
    auto result = crypto::read_certificate(der_of(i2d_X509, m_implementation->certificate));
    REQUIRE(result);
    return std::move(*result);
}

std::string TimeStampAuthority::stamp(crypto::Content content) const
{
    std::string const der = request_for_content(content);
    BIO* const request = BIO_new_mem_buf(der.data(), static_cast<int>(der.size()));
    TS_RESP* const response = TS_RESP_create_response(m_implementation->context, request);
    REQUIRE(response != nullptr);
    REQUIRE(TS_RESP_get_token(response) != nullptr);
    std::string token = der_of(i2d_PKCS7, TS_RESP_get_token(response));
    TS_RESP_free(response);
    BIO_free(request);
    return token;
}

} // namespace konkordat::tests
