#pragma once

#include "core/crypto/json_algorithms.h"
#include "core/crypto/json_signature.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace konkordat::crypto {

/// Within core/crypto only: a signer's protected header (RFC 7515 4.1, TS 119 182-1 5.1 and 5.2).
struct JsonHeader {
    std::vector<JsonSignatureFault> faults; ///< none: all of the below is there and goes together
    JsonAlgorithm const* algorithm = nullptr;
    std::string algorithm_name;
    std::vector<std::string> certificates; ///< DER, the signer's first
    std::optional<Timestamp> signing_time;
};

[[nodiscard]] JsonHeader read_json_header(std::string_view base64url);

} // namespace konkordat::crypto
