#include "core/crypto/openssl_objects.h"

#include <openssl/crypto.h>
#include <openssl/err.h>

#include <malloc.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <utility>

namespace konkordat::crypto {

namespace {

// All memory of libcrypto is overwritten when it is given back: key files pass through some that it does not take for secret.

void* allocate(std::size_t size, char const*, int) { return std::malloc(size); }

void release(void* memory, char const*, int)
{
    if (memory)
        OPENSSL_cleanse(memory, malloc_usable_size(memory));
    std::free(memory);
}

void* reallocate(void* memory, std::size_t size, char const* file, int line)
{
    auto* const other = size > 0 ? std::malloc(size) : nullptr;
    if (size > 0 && !other)
        return nullptr;
    if (memory && other)
        std::memcpy(other, memory, std::min(size, malloc_usable_size(memory)));
    release(memory, file, line);
    return other;
}

/// Possible only before libcrypto has been used.
[[maybe_unused]] bool const overwrites_memory = CRYPTO_set_mem_functions(allocate, reallocate, release) == 1;

struct HashEntry {
    Hash hash;
    int nid;
    std::string_view name;
};

constexpr std::array hash_entries {
    HashEntry { Hash::Md5, NID_md5, "MD5" },
    HashEntry { Hash::Sha1, NID_sha1, "SHA-1" },
    HashEntry { Hash::Sha224, NID_sha224, "SHA-224" },
    HashEntry { Hash::Sha256, NID_sha256, "SHA-256" },
    HashEntry { Hash::Sha384, NID_sha384, "SHA-384" },
    HashEntry { Hash::Sha512, NID_sha512, "SHA-512" },
};

Hash hash_of_nid(int nid)
{
    for (auto const& entry : hash_entries) {
        if (entry.nid == nid)
            return entry.hash;
    }
    return Hash::Other;
}

} // namespace

ErrorQueue::ErrorQueue() { ERR_clear_error(); }
ErrorQueue::~ErrorQueue() { ERR_clear_error(); }

Error library_error(std::string_view what)
{
    auto message = "libcrypto could not " + std::string(what);
    if (auto const* const reason = ERR_reason_error_string(ERR_peek_last_error()))
        message += std::string(" (") + reason + ")";
    return { .code = ErrorCode::Unavailable, .message = std::move(message), .key = "crypto-library" };
}

std::string_view sequence_of(ASN1_TYPE const* value)
{
    return value && value->type == V_ASN1_SEQUENCE ? view_of(value->value.sequence) : std::string_view {};
}

std::string_view parameters_of(X509_ALGOR const* algorithm) { return algorithm ? sequence_of(algorithm->parameter) : std::string_view {}; }

std::vector<X509*> certificates_in(STACK_OF(X509) const* list)
{
    std::vector<X509*> certificates;
    for (int i = 0; i < sk_X509_num(list); ++i)
        certificates.push_back(sk_X509_value(list, i));
    return certificates;
}

OwnedX509 share(X509* certificate)
{
    X509_up_ref(certificate);
    return OwnedX509 { certificate };
}

std::optional<Timestamp> timestamp_of(ASN1_TIME const* time)
{
    std::tm parts {};
    if (!time || ASN1_TIME_to_tm(time, &parts) != 1)
        return std::nullopt;
    auto const day = std::chrono::year { parts.tm_year + 1900 } / (parts.tm_mon + 1) / parts.tm_mday;
    if (!day.ok())
        return std::nullopt;
    auto const days = std::chrono::sys_days(day).time_since_epoch().count();
    return Timestamp { static_cast<std::int64_t>(days) * 86400 + parts.tm_hour * 3600 + parts.tm_min * 60 + parts.tm_sec };
}

Hash hash_of(ASN1_OBJECT const* object) { return hash_of_nid(OBJ_obj2nid(object)); }
Hash hash_of(EVP_MD const* digest) { return hash_of_nid(EVP_MD_get_type(digest)); }

EVP_MD const* digest_for(Hash hash)
{
    for (auto const& entry : hash_entries) {
        if (entry.hash == hash)
            return EVP_get_digestbynid(entry.nid);
    }
    return nullptr;
}

std::string_view hash_name(Hash hash)
{
    for (auto const& entry : hash_entries) {
        if (entry.hash == hash)
            return entry.name;
    }
    return "an unknown hash";
}

std::string finished_digest(EVP_MD_CTX* context, Content rest)
{
    for (auto const piece : rest) {
        if (EVP_DigestUpdate(context, piece.data(), piece.size()) != 1)
            return {};
    }
    std::string bytes(EVP_MAX_MD_SIZE, '\0');
    unsigned size = 0;
    if (EVP_DigestFinal_ex(context, data_of(bytes), &size) != 1)
        return {};
    bytes.resize(size);
    return bytes;
}

std::string digest_of(Hash hash, Content content)
{
    auto const* const digest = digest_for(hash);
    OwnedDigestContext const context { EVP_MD_CTX_new() };
    if (!digest || !context || EVP_DigestInit_ex(context.get(), digest, nullptr) != 1)
        return {};
    return finished_digest(context.get(), content);
}

std::string digest_of(Hash hash, std::string_view bytes) { return digest_of(hash, Content { &bytes, 1 }); }

std::string hexadecimal(std::string_view bytes)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(2 * bytes.size());
    for (auto const byte : bytes) {
        text += digits[static_cast<unsigned char>(byte) >> 4U];
        text += digits[static_cast<unsigned char>(byte) & 15U];
    }
    return text;
}

} // namespace konkordat::crypto
