#include "tests/fuzz/crypto.h"

#include "core/crypto/json_signature.h"
#include "core/crypto/signature.h"

#include <array>
#include <cstdlib>

namespace konkordat {

namespace {

using namespace crypto;

constexpr std::array<std::string_view, 1> content { "Vereinbarung, unterzeichnet" };
constexpr Timestamp now { 1'893'456'000 };

void require(bool condition)
{
    if (!condition)
        std::abort();
}

} // namespace

void fuzz_pkcs12(std::string_view bytes)
{
    auto const identity = Identity::from_pkcs12(bytes, "test");
    if (!identity)
        return require(!identity.error().message.empty() && !identity.error().key.empty());
    require(!identity->certificate().der.empty());
    if (auto const cms = sign_detached(*identity, content))
        require(verify_detached(*cms, content, { {}, std::nullopt, now }).signer.has_value());
}

void fuzz_cms(std::string_view bytes)
{
    auto const verdict = verify_detached(bytes, content, { {}, std::nullopt, now });
    require(!verdict.faults.empty() || (verdict.signer && !verdict.algorithm.empty() && verdict.hash != Hash::Other));
    require(verdict.trust == Trust::NotAsked && verdict.path.empty());
    require(verdict.is_weak == !verdict.weakness.empty());
    // Trusted through a certificate that the file itself brings along; the other direction is another fault.
    auto const trusted = verify_detached(bytes, content, { verdict.certificates, std::nullopt, now });
    require(trusted.faults == verdict.faults);
    require((trusted.trust == Trust::Trusted) == !trusted.path.empty());
}

void fuzz_time_stamp(std::string_view bytes)
{
    auto const verdict = verify_time_stamp_token(bytes, content, { {}, std::nullopt, now });
    require(verdict.is_intact == verdict.fault.empty());
    require(!verdict.is_intact || verdict.authority);
}

void fuzz_jws(std::string_view bytes)
{
    for (auto const& document : { std::optional<std::string_view> {}, std::optional(content.front()) }) {
        auto const verdict = verify_json(bytes, document, { {}, std::nullopt, now });
        if (!verdict)
            continue;
        require(!verdict->signatures.empty());
        for (auto const& signature : verdict->signatures)
            require(!signature.faults.empty() || (signature.signer && signature.signing_time && signature.hash != Hash::Other));
    }
}

} // namespace konkordat
