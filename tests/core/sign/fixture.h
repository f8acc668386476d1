#pragma once

#include "core/agreement/agreement.h"
#include "core/crypto/identity.h"
#include "core/sign/signature.h"
#include "core/sign/verification.h"

#include "tests/core/base/test_world.h"

#include <string>
#include <string_view>
#include <vector>

namespace konkordat::tests {

TestWorld& world();
/// Made once.
crypto::Identity const& identity(crypto::KeyKind = crypto::KeyKind::EcdsaP256);

/// The invented agreement with as many parties that sign, exported and prepared.
Agreement agreement_of(std::size_t parties);
std::string exported(std::size_t parties);
std::string prepared(std::size_t parties);

sign::SignatureRequest request_for(std::string field);
enum class Look { Plain, Typeset };
/// Signs and gives what is not possible up at once.
std::string sign_as(std::string_view pdf, std::string const& field, Look = Look::Typeset, crypto::KeyKind = crypto::KeyKind::EcdsaP256);
/// Signs the first `count` of its fields.
std::string sign_first(std::string pdf, std::size_t count, Look = Look::Typeset);

/// With the identities above as trust anchors.
sign::VerificationReport verify(std::string_view pdf);
/// What it comes to: a verdict, or Invalid for what is not even looked at.
sign::Verdict verdict_of(std::string_view pdf);
/// For messages: the report as JSON, or the error.
std::string explain(std::string_view pdf);

} // namespace konkordat::tests
