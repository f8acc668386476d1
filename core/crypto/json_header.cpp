#include "core/crypto/json_header.h"

#include "core/base/base64.h"
#include "core/base/json.h"

#include <algorithm>
#include <array>
#include <set>

namespace konkordat::crypto {

namespace {

using json::Value;

constexpr std::size_t max_header_bytes = 1024U * 1024U;
constexpr std::size_t max_header_certificates = 20;

/// What a critical header may be; sigT was to be declared so before iat took its place (TS 119 182-1 5.1.10, 5.2.1).
constexpr std::array<std::string_view, 1> understood_critical { "sigT" };
/// Members that bring a key along, or say where to fetch one.
constexpr std::array<std::string_view, 3> foreign_keys { "jwk", "jku", "x5u" };
/// Members that change what is signed: unencoded payload (RFC 7797), references to detached objects (TS 119 182-1 5.2.8).
constexpr std::array<std::string_view, 2> other_payloads { "b64", "sigD" };

class HeaderReader {
public:
    explicit HeaderReader(JsonHeader& result)
        : m_result(result)
    {
    }

    void read(std::string_view base64url)
    {
        auto const text = decode_base64url(base64url);
        if (!text)
            return fault(JsonSignatureFault::Malformed);
        auto const parsed = json::parse(*text, { .max_bytes = max_header_bytes, .max_depth = 8, .max_values = 2000 });
        if (!parsed || parsed->type != Value::Type::Object)
            return fault(JsonSignatureFault::Malformed);
        m_root = &*parsed;
        check_foreign_keys();
        check_critical();
        read_algorithm();
        read_certificates();
        read_signing_time();
    }

private:
    void fault(JsonSignatureFault fault)
    {
        if (std::ranges::find(m_result.faults, fault) == m_result.faults.end())
            m_result.faults.push_back(fault);
    }

    [[nodiscard]] Value const* member(std::string_view name) const
    {
        auto const found = std::ranges::find(m_root->members, name, [](auto const& entry) { return std::string_view(entry.first); });
        return found == m_root->members.end() ? nullptr : &found->second;
    }

    void check_foreign_keys()
    {
        for (auto const name : foreign_keys) {
            if (member(name))
                fault(JsonSignatureFault::ForeignKey);
        }
    }

    /// RFC 7515 4.1.11: a list of different names, not empty, all of them present and understood.
    void check_critical()
    {
        for (auto const name : other_payloads) {
            if (member(name))
                fault(JsonSignatureFault::UnsupportedCritical);
        }
        auto const* const critical = member("crit");
        if (!critical)
            return;
        if (critical->type != Value::Type::Array || critical->items.empty())
            return fault(JsonSignatureFault::UnsupportedCritical);
        std::set<std::string> names;
        for (auto const& item : critical->items) {
            auto const is_understood = item.type == Value::Type::Text
                && std::ranges::find(understood_critical, item.text) != understood_critical.end();
            if (!is_understood || !member(item.text) || !names.insert(item.text).second)
                fault(JsonSignatureFault::UnsupportedCritical);
        }
    }

    void read_algorithm()
    {
        auto const* const algorithm = member("alg");
        if (!algorithm || algorithm->type != Value::Type::Text)
            return fault(JsonSignatureFault::Malformed);
        m_result.algorithm_name = algorithm->text;
        m_result.algorithm = json_algorithm(algorithm->text);
        if (!m_result.algorithm)
            fault(JsonSignatureFault::UnsupportedAlgorithm);
    }

    /// RFC 7515 4.1.6 and 4.1.8.
    void read_certificates()
    {
        auto const* const chain = member("x5c");
        if (!chain || chain->type != Value::Type::Array || chain->items.empty() || chain->items.size() > max_header_certificates)
            return fault(JsonSignatureFault::NoCertificate);
        for (auto const& item : chain->items) {
            auto der = item.type == Value::Type::Text ? decode_base64(item.text) : std::nullopt;
            if (!der) {
                m_result.certificates.clear();
                return fault(JsonSignatureFault::NoCertificate);
            }
            m_result.certificates.push_back(std::move(*der));
        }
        auto const* const thumbprint = member("x5t#S256");
        if (!thumbprint)
            return fault(JsonSignatureFault::NoSigningCertificate);
        auto const stated = thumbprint->type == Value::Type::Text ? decode_base64url(thumbprint->text) : std::nullopt;
        if (stated != digest_of(Hash::Sha256, m_result.certificates.front()))
            fault(JsonSignatureFault::SigningCertificateMismatch);
    }

    /// iat (RFC 7519 4.1.6), which new signatures carry, or sigT, not both.
    void read_signing_time()
    {
        auto const* const issued_at = member("iat");
        auto const* const older = member("sigT");
        if ((issued_at && older) || (!issued_at && !older))
            return fault(JsonSignatureFault::Malformed);
        if (issued_at) {
            if (issued_at->type != Value::Type::Integer)
                return fault(JsonSignatureFault::Malformed);
            m_result.signing_time = Timestamp { issued_at->integer };
            return;
        }
        auto const time = older->type == Value::Type::Text ? Timestamp::parse(older->text) : Result<Timestamp>(Error {});
        if (!time)
            return fault(JsonSignatureFault::Malformed);
        m_result.signing_time = *time;
    }

    JsonHeader& m_result;
    Value const* m_root = nullptr;
};

} // namespace

JsonHeader read_json_header(std::string_view base64url)
{
    JsonHeader header;
    HeaderReader(header).read(base64url);
    return header;
}

} // namespace konkordat::crypto
