#pragma once

#include "core/base/world.h"
#include "core/crypto/certificate.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace konkordat::crypto {

enum class KeyKind { Rsa3072, EcdsaP256, EcdsaP384, Ed25519 };

/// A private key with its certificate and chain. The key stays in memory owned by this object and is wiped with it.
class Identity {
public:
    /// Errors: WrongPassword (key "crypto-wrong-password"), Malformed, NotFound (no key, or no certificate that belongs to it), TooLarge.
    [[nodiscard]] static Result<Identity> from_pkcs12(std::string_view bytes, std::string_view password);
    /// A self-issued identity to try signing out, marked as such in its names (Certificate::is_for_trial), valid for a year from now.
    [[nodiscard]] static Result<Identity> create_for_trial(World&, std::string_view person, std::string_view organisation, KeyKind);

    Identity(Identity&&) noexcept;
    Identity& operator=(Identity&&) noexcept;
    ~Identity();

    [[nodiscard]] Certificate const& certificate() const;
    [[nodiscard]] std::vector<Certificate> const& chain() const; ///< issuers, nearest first, without the certificate itself
    [[nodiscard]] Result<std::string> to_pkcs12(std::string_view password) const;

    struct Implementation;
    [[nodiscard]] Implementation const& implementation() const { return *m_implementation; }

private:
    explicit Identity(std::unique_ptr<Implementation>);
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace konkordat::crypto
