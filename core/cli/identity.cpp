#include "core/cli/identity.h"

#include "core/base/secret.h"
#include "core/cli/arguments.h"
#include "core/cli/files.h"
#include "core/cli/signer.h"

#include <algorithm>

namespace konkordat::cli {

namespace {

struct NamedKind {
    std::string_view name;
    crypto::KeyKind kind;
};
constexpr auto kinds = std::to_array<NamedKind>({ { "rsa-3072", crypto::KeyKind::Rsa3072 }, { "ecdsa-p256", crypto::KeyKind::EcdsaP256 },
    { "ecdsa-p384", crypto::KeyKind::EcdsaP384 }, { "ed25519", crypto::KeyKind::Ed25519 } });

Result<crypto::KeyKind> parse_kind(std::string_view name)
{
    auto const entry = std::ranges::find(kinds, name, &NamedKind::name);
    if (entry != kinds.end())
        return entry->kind;
    std::string names;
    for (auto const& kind : kinds)
        names += (names.empty() ? "" : ", ") + std::string(kind.name);
    return Error { .message = "there is no key \"" + std::string(name) + "\"; there are " + names, .argument = std::string(name) };
}

} // namespace

Result<Outcome> create_identity(World& world, std::span<std::string const> words)
{
    KONKORDAT_TRY(auto const arguments,
        Arguments::parse(words,
            { { "--name" }, { "--organisation" }, { "--key" }, { "--password-file" }, { "--certificate" }, { "--lang" }, { "-o" } }));
    KONKORDAT_CHECK(arguments.positional({}));
    KONKORDAT_TRY(auto const name, arguments.required("--name"));
    KONKORDAT_TRY(auto const organisation, arguments.required("--organisation"));
    KONKORDAT_TRY(auto const key, arguments.optional("--key"));
    KONKORDAT_TRY(auto const kind, parse_kind(key.value_or("ecdsa-p256")));
    KONKORDAT_TRY(auto const password_file, arguments.required("--password-file"));
    KONKORDAT_TRY(auto const certificate_file, arguments.optional("--certificate"));
    KONKORDAT_TRY(auto const output, arguments.required("-o"));
    KONKORDAT_CHECK(check_not_same_file(password_file, output));
    if (certificate_file) {
        KONKORDAT_CHECK(check_not_same_file(output, *certificate_file));
        KONKORDAT_CHECK(check_not_same_file(password_file, *certificate_file));
    }
    KONKORDAT_TRY(auto const language, language_from(arguments, {}));
    KONKORDAT_TRY(auto const password, Password::read(password_file));
    KONKORDAT_TRY(auto const identity, crypto::Identity::create_for_trial(world, name, organisation, kind));
    KONKORDAT_TRY(Secret const bytes, identity.to_pkcs12(password.text()));
    KONKORDAT_CHECK(write_private_file(output, bytes));
    if (certificate_file)
        KONKORDAT_CHECK(write_file(*certificate_file, crypto::to_pem(identity.certificate())));
    KONKORDAT_CHECK(print(introduction(identity.certificate(), {}, language)));
    return Outcome::Done;
}

} // namespace konkordat::cli
