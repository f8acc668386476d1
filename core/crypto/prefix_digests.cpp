#include "core/crypto/prefix_digests.h"

#include "core/crypto/openssl_objects.h"

namespace konkordat::crypto {

struct PrefixDigests::Prefix {
    Hash hash = Hash::Other;
    std::string_view bytes; ///< hashed so far
    OwnedDigestContext context;

    [[nodiscard]] bool is_begin_of(Hash other_hash, std::string_view piece) const
    {
        return context && hash == other_hash && bytes.data() == piece.data() && bytes.size() <= piece.size();
    }
};

PrefixDigests::PrefixDigests()
    : m_prefix(std::make_unique<Prefix>())
{
}

PrefixDigests::~PrefixDigests() = default;

std::string PrefixDigests::digest(Hash hash, Content content)
{
    if (content.empty())
        return digest_of(hash, content);
    std::string_view const first = content.front();
    auto const* const algorithm = digest_for(hash);
    Prefix& prefix = *m_prefix;
    if (!prefix.is_begin_of(hash, first)) {
        prefix.hash = hash;
        prefix.bytes = first.substr(0, 0);
        prefix.context.reset(EVP_MD_CTX_new());
        if (!algorithm || !prefix.context || EVP_DigestInit_ex(prefix.context.get(), algorithm, nullptr) != 1)
            prefix.context.reset();
    }
    std::string_view const more = first.substr(prefix.bytes.size());
    OwnedDigestContext const whole { EVP_MD_CTX_new() };
    if (!prefix.context || !whole || EVP_DigestUpdate(prefix.context.get(), more.data(), more.size()) != 1) {
        prefix.context.reset();
        return {};
    }
    prefix.bytes = first;
    if (EVP_MD_CTX_copy_ex(whole.get(), prefix.context.get()) != 1)
        return {};
    return finished_digest(whole.get(), content.subspan(1));
}

} // namespace konkordat::crypto
