#pragma once

#include "core/base/world.h"
#include "core/cli/arguments.h"
#include "core/crypto/identity.h"
#include "core/sign/signature.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

/// What the ways to sign have in common.
namespace konkordat::cli {

/// Options from which request_from() takes what stands in a signature.
inline constexpr auto request_options = std::to_array<std::string_view>(
    { "--field", "--reason", "--function", "--place", "--name", "--organisation", "--lang" });

/// --lang. Without it: of the agreement that the file carries, else German.
[[nodiscard]] Result<Language> language_from(Arguments const&, std::string_view pdf_or_json);

/// Name and organisation are those of the certificate unless they are given; the time is now. Errors: InvalidArgument.
[[nodiscard]] Result<sign::SignatureRequest> request_from(World&, Arguments const&, crypto::Certificate const&, Language);

/// --p12 with --password-file. Errors: those of the files and of PKCS#12, naming the file; InvalidArgument (certificate-expired,
/// certificate-not-yet-valid).
[[nodiscard]] Result<crypto::Identity> identity_from(World&, Arguments const&);

/// Errors: InvalidArgument (certificate-expired, certificate-not-yet-valid), naming the file.
[[nodiscard]] Result<void> check_is_valid_now(crypto::Certificate const&, Timestamp now, std::string const& file);

/// Who signs, with which certificate and chain.
[[nodiscard]] std::string introduction(crypto::Certificate const&, std::vector<crypto::Certificate> const& chain, Language);

/// The CMS with a time stamp of the authority at `url`. Errors: those of post(); Malformed, Inconsistent, naming the address.
[[nodiscard]] Result<std::string> with_time_stamp(World&, std::string_view cms, std::string const& url);

} // namespace konkordat::cli
