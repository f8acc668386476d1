#include "core/crypto/identity.h"

#include "core/crypto/identity_implementation.h"

#include <algorithm>
#include <utility>

namespace konkordat::crypto {

namespace {

/// Issuers in turn, nearest first, up to a self-issued one or as far as they are there.
std::vector<OwnedX509> chain_of(X509* certificate, std::vector<OwnedX509> others)
{
    std::vector<OwnedX509> chain;
    auto* current = certificate;
    while (X509_NAME_cmp(X509_get_subject_name(current), X509_get_issuer_name(current)) != 0) {
        auto const issuer = std::ranges::find_if(
            others, [current](auto const& other) { return X509_check_issued(other.get(), current) == X509_V_OK; });
        if (issuer == others.end())
            break;
        chain.push_back(std::move(*issuer));
        others.erase(issuer); // so that issuers in a circle end too
        current = chain.back().get();
    }
    return chain;
}

} // namespace

Result<Identity> Identity::Implementation::create(OwnedKey key, OwnedX509 x509, std::vector<OwnedX509> others)
{
    auto implementation = std::make_unique<Implementation>();
    KONKORDAT_TRY(implementation->certificate, describe(x509.get()));
    implementation->issuers = chain_of(x509.get(), std::move(others));
    for (auto const& issuer : implementation->issuers) {
        KONKORDAT_TRY(auto certificate, describe(issuer.get()));
        implementation->chain.push_back(std::move(certificate));
    }
    implementation->key = std::move(key);
    implementation->x509 = std::move(x509);
    return Identity { std::move(implementation) };
}

Identity::Identity(std::unique_ptr<Implementation> implementation)
    : m_implementation(std::move(implementation))
{
}
Identity::Identity(Identity&&) noexcept = default;
Identity& Identity::operator=(Identity&&) noexcept = default;
Identity::~Identity() = default;

Certificate const& Identity::certificate() const { return m_implementation->certificate; }
std::vector<Certificate> const& Identity::chain() const { return m_implementation->chain; }

} // namespace konkordat::crypto
