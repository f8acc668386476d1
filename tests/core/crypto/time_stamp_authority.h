#pragma once

#include "core/base/date.h"
#include "core/crypto/certificate.h"
#include "core/crypto/signature.h"

#include <memory>
#include <string>

namespace konkordat::tests {

/// An authority of libcrypto's own making (RFC 3161), self-issued, whose clock stands still.
class TimeStampAuthority {
public:
    explicit TimeStampAuthority(Timestamp);
    TimeStampAuthority(TimeStampAuthority const&) = delete;
    TimeStampAuthority& operator=(TimeStampAuthority const&) = delete;
    ~TimeStampAuthority();

    [[nodiscard]] crypto::Certificate certificate() const;
    /// DER of a token over the content.
    [[nodiscard]] std::string stamp(crypto::Content) const;

private:
    struct Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace konkordat::tests
