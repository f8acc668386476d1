#include "core/crypto/identity.h"
#include "core/crypto/identity_implementation.h"
#include "core/crypto/pkcs12_limits.h"

#include <openssl/err.h>
#include <openssl/provider.h>

#include <algorithm>
#include <utility>

/// PKCS#12 (RFC 7292).
namespace konkordat::crypto {

namespace {

constexpr std::size_t max_bytes = 4U * 1024U * 1024U;
constexpr std::size_t max_items = 100; ///< keys and certificates together
constexpr int iterations_written = 100'000; ///< for MAC, key and certificates each: half a second in WebAssembly

using OwnedPkcs12 = Owned<PKCS12, PKCS12_free>;
using OwnedKeyInfo = Owned<PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free>;

void free_bags(STACK_OF(PKCS12_SAFEBAG) * bags) { sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free); }
void free_safes(STACK_OF(PKCS7) * safes) { sk_PKCS7_pop_free(safes, PKCS7_free); }

/// A copy that ends with a NUL, as libcrypto wants it, and is wiped.
class Password {
public:
    explicit Password(std::string_view password)
        : m_text(password)
    {
    }
    ~Password() { OPENSSL_cleanse(m_text.data(), m_text.size()); }
    Password(Password const&) = delete;
    Password& operator=(Password const&) = delete;

    [[nodiscard]] char const* text() const { return m_is_absent ? nullptr : m_text.c_str(); }
    [[nodiscard]] int size() const { return m_is_absent ? 0 : static_cast<int>(m_text.size()); }
    [[nodiscard]] bool is_empty() const { return m_text.empty(); }
    /// No password at all, which PKCS#12 distinguishes from an empty one.
    void set_absent() { m_is_absent = true; }

private:
    std::string m_text;
    bool m_is_absent = false;
};

Error malformed(std::string message) { return { .code = ErrorCode::Malformed, .message = std::move(message), .key = "crypto-pkcs12" }; }
Error too_large(std::string message) { return { .code = ErrorCode::TooLarge, .message = std::move(message), .key = "crypto-too-large" }; }
Error wrong_password()
{
    return { .code = ErrorCode::InvalidArgument, .message = "the password does not open the PKCS#12 file", .key = "crypto-wrong-password" };
}
Error unsupported(std::string method)
{
    return { .code = ErrorCode::Malformed,
        .message = "the PKCS#12 file is encrypted with a method that is not supported: " + method,
        .key = "crypto-pkcs12-method",
        .argument = method };
}

std::string method_name(X509_ALGOR const* algorithm)
{
    std::string name(100, '\0');
    auto const size = OBJ_obj2txt(name.data(), static_cast<int>(name.size()), algorithm->algorithm, 0);
    name.resize(size > 0 ? std::min<std::size_t>(static_cast<std::size_t>(size), name.size() - 1) : 0);
    return name;
}

/// RC2 and DES of older programs are in a provider of their own.
void load_older_methods() { [[maybe_unused]] static auto* const provider = OSSL_PROVIDER_try_load(nullptr, "legacy", 1); }

/// Walks through a file's bags and collects what counts.
class Reader {
public:
    explicit Reader(Password const& password, bool is_password_right)
        : m_password(password)
        , m_is_password_right(is_password_right)
    {
    }

    Result<void> read(PKCS12* file)
    {
        Owned<STACK_OF(PKCS7), free_safes> const safes { PKCS12_unpack_authsafes(file) };
        if (!safes)
            return malformed("not a PKCS#12 file: its parts cannot be read");
        for (int i = 0; i < sk_PKCS7_num(safes.get()); ++i)
            KONKORDAT_CHECK(read_safe(sk_PKCS7_value(safes.get(), i)));
        return {};
    }

    std::vector<OwnedKey> keys;
    std::vector<OwnedX509> certificates;

private:
    Result<void> read_safe(PKCS7* safe)
    {
        STACK_OF(PKCS12_SAFEBAG)* contents = nullptr;
        if (PKCS7_type_is_data(safe)) {
            contents = PKCS12_unpack_p7data(safe);
        } else if (PKCS7_type_is_encrypted(safe)) {
            auto const* const algorithm = safe->d.encrypted->enc_data->algorithm;
            KONKORDAT_CHECK(check_iterations(algorithm));
            contents = PKCS12_unpack_p7encdata(safe, m_password.text(), m_password.size());
            if (!contents)
                return not_decrypted(algorithm);
        } else {
            return {}; // encrypted for a key: nothing that a password opens
        }
        Owned<STACK_OF(PKCS12_SAFEBAG), free_bags> const bags { contents };
        if (!bags)
            return malformed("not a PKCS#12 file: a part cannot be read");
        return read_bags(bags.get(), 0);
    }

    Result<void> read_bags(STACK_OF(PKCS12_SAFEBAG) const* bags, int depth)
    {
        if (depth > 5)
            return too_large("a PKCS#12 file nested too deeply");
        for (int i = 0; i < sk_PKCS12_SAFEBAG_num(bags); ++i) {
            if (keys.size() + certificates.size() >= max_items)
                return too_large("a PKCS#12 file with more than 100 keys and certificates");
            KONKORDAT_CHECK(read_bag(sk_PKCS12_SAFEBAG_value(bags, i), depth));
        }
        return {};
    }

    Result<void> read_bag(PKCS12_SAFEBAG const* bag, int depth)
    {
        switch (PKCS12_SAFEBAG_get_nid(bag)) {
        case NID_keyBag: return add_key(PKCS12_SAFEBAG_get0_p8inf(bag));
        case NID_pkcs8ShroudedKeyBag: return read_shrouded_key(bag);
        case NID_certBag:
            if (PKCS12_SAFEBAG_get_bag_nid(bag) == NID_x509Certificate) {
                if (OwnedX509 certificate { PKCS12_SAFEBAG_get1_cert(bag) })
                    certificates.push_back(std::move(certificate));
            }
            return {};
        case NID_safeContentsBag: return read_bags(PKCS12_SAFEBAG_get0_safes(bag), depth + 1);
        default: return {};
        }
    }

    Result<void> read_shrouded_key(PKCS12_SAFEBAG const* bag)
    {
        X509_ALGOR const* algorithm = nullptr;
        X509_SIG_get0(PKCS12_SAFEBAG_get0_pkcs8(bag), &algorithm, nullptr);
        KONKORDAT_CHECK(check_iterations(algorithm));
        OwnedKeyInfo const info { PKCS12_decrypt_skey(bag, m_password.text(), m_password.size()) };
        if (!info)
            return not_decrypted(algorithm);
        return add_key(info.get());
    }

    /// A key of a kind that libcrypto does not know is passed over; if it was the only one, no key is found.
    Result<void> add_key(PKCS8_PRIV_KEY_INFO const* info)
    {
        if (OwnedKey key { EVP_PKCS82PKEY(info) })
            keys.push_back(std::move(key));
        return {};
    }

    Result<void> check_iterations(X509_ALGOR const* algorithm)
    {
        if (!has_bearable_iterations(algorithm, m_iterations))
            return too_large("a PKCS#12 file whose password is to be hashed too many times");
        return {};
    }

    [[nodiscard]] Error not_decrypted(X509_ALGOR const* algorithm) const
    {
        if (m_is_password_right)
            return unsupported(method_name(algorithm));
        return wrong_password();
    }

    Password const& m_password;
    bool m_is_password_right; ///< by the file's MAC; a file without one says so only by decrypting
    std::uint64_t m_iterations = 0;
};

/// True when the MAC fits, false when there is none.
Result<bool> check_password(PKCS12* file, Password& password)
{
    if (!PKCS12_mac_present(file)) {
        if (password.is_empty())
            password.set_absent();
        return false;
    }
    X509_ALGOR const* algorithm = nullptr;
    ASN1_INTEGER const* iterations = nullptr;
    PKCS12_get0_mac(nullptr, &algorithm, nullptr, &iterations, file);
    if (!has_bearable_mac_iterations(algorithm, iterations))
        return too_large("a PKCS#12 file whose password is to be hashed too many times");
    if (PKCS12_verify_mac(file, password.text(), password.size()) == 1)
        return true;
    if (password.is_empty()) {
        password.set_absent();
        if (PKCS12_verify_mac(file, nullptr, 0) == 1)
            return true;
    }
    return wrong_password();
}

/// The pair of key and certificate; of several pairs the first whose certificate is not one of an authority.
Result<Identity> identity_of(Reader reader)
{
    if (reader.keys.empty())
        return Error { .code = ErrorCode::NotFound, .message = "no private key in the PKCS#12 file", .key = "crypto-no-key" };
    OwnedKey* found_key = nullptr;
    OwnedX509* found_certificate = nullptr;
    for (auto& key : reader.keys) {
        for (auto& certificate : reader.certificates) {
            auto const is_pair = X509_check_private_key(certificate.get(), key.get()) == 1;
            if (is_pair && (!found_key || (X509_check_ca(found_certificate->get()) != 0 && X509_check_ca(certificate.get()) == 0))) {
                found_key = &key;
                found_certificate = &certificate;
            }
        }
    }
    if (!found_key)
        return Error {
            .code = ErrorCode::NotFound, .message = "no certificate in the PKCS#12 file belongs to its key", .key = "crypto-no-certificate"
        };
    auto key = std::move(*found_key);
    auto certificate = std::move(*found_certificate);
    std::erase_if(reader.certificates, [](auto const& other) { return !other; });
    return Identity::Implementation::create(std::move(key), std::move(certificate), std::move(reader.certificates));
}

} // namespace

Result<Identity> Identity::from_pkcs12(std::string_view bytes, std::string_view given_password)
{
    ErrorQueue const errors;
    if (bytes.size() > max_bytes)
        return too_large("a PKCS#12 file larger than 4 MiB");
    load_older_methods();
    auto const* position = data_of(bytes);
    OwnedPkcs12 const file { d2i_PKCS12(nullptr, &position, static_cast<long>(bytes.size())) };
    if (!file)
        return malformed("not a PKCS#12 file");
    if (given_password.size() > 1024 || given_password.find('\0') != std::string_view::npos)
        return wrong_password();
    Password password { given_password };
    KONKORDAT_TRY(auto const is_password_right, check_password(file.get(), password));
    Reader reader { password, is_password_right };
    KONKORDAT_CHECK(reader.read(file.get()));
    return identity_of(std::move(reader));
}

Result<std::string> Identity::to_pkcs12(std::string_view given_password) const
{
    ErrorQueue const errors;
    if (given_password.size() > 1024 || given_password.find('\0') != std::string_view::npos)
        return Error { .code = ErrorCode::InvalidArgument, .message = "this password cannot be used", .key = "crypto-password" };
    Password const password { given_password };
    auto const& parts = *m_implementation;
    CertificateList const issuers { sk_X509_new_null() };
    for (auto const& issuer : parts.issuers)
        sk_X509_push(issuers.get(), issuer.get());
    // PBES2 with AES-256 and HMAC-SHA-256, also for the MAC's hash.
    OwnedPkcs12 const file { PKCS12_create(password.text(), parts.certificate.common_name.c_str(), parts.key.get(), parts.x509.get(),
        issuers.get(), NID_aes_256_cbc, NID_aes_256_cbc, iterations_written, -1, 0) };
    if (!file || PKCS12_set_mac(file.get(), password.text(), password.size(), nullptr, 0, iterations_written, EVP_sha256()) != 1)
        return library_error("write a PKCS#12 file");
    auto written = der_of(i2d_PKCS12, file.get());
    if (written.empty())
        return library_error("write a PKCS#12 file");
    return written;
}

} // namespace konkordat::crypto
