#pragma once

#include "core/base/secret.h"
#include "core/crypto/identity.h"

namespace konkordat::tests {

/// The 32 bytes of a private key on the curve P-256; empty for another one.
[[nodiscard]] Secret private_key_of(crypto::Identity const&);

} // namespace konkordat::tests
