#pragma once

#include "core/base/world.h"
#include "core/cli/arguments.h"
#include "core/cli/commands.h"
#include "core/crypto/certificate.h"

#include <string>
#include <vector>

namespace konkordat::cli {

/// What is verified, and how.
struct VerifyTask {
    World& world;
    Arguments const& arguments;
    std::string const& input;
    std::string const& bytes;
    std::vector<crypto::Certificate> trust_anchors = {};
};

/// The certificates of --trust. Errors: those of the files, naming them.
[[nodiscard]] Result<std::vector<crypto::Certificate>> trust_anchors_from(Arguments const&);

[[nodiscard]] Result<Outcome> verify_json_file(VerifyTask const&);

} // namespace konkordat::cli
