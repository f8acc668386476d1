#pragma once

#include "core/crypto/signature.h"

#include <memory>
#include <string>

namespace konkordat::crypto {

/// Digests of contents whose first piece is the beginning of the same file, each longer than the one before: what they share is hashed once.
/// Contents that are shorter or of something else are hashed from their beginning. What has been hashed must stay as it is and where it is.
class PrefixDigests {
public:
    PrefixDigests();
    PrefixDigests(PrefixDigests const&) = delete;
    PrefixDigests& operator=(PrefixDigests const&) = delete;
    ~PrefixDigests();

    /// Raw bytes, the same as of the content by itself; empty if the hash is not available.
    [[nodiscard]] std::string digest(Hash, Content);

private:
    struct Prefix;
    std::unique_ptr<Prefix> m_prefix;
};

} // namespace konkordat::crypto
