#include "core/review/version.h"

#include "core/codec/agreement_json.h"
#include "core/crypto/digest.h"

#include <algorithm>

namespace konkordat::review {

namespace {

Error wrong_decision(std::string message, std::string member, std::string key)
{
    return { .code = ErrorCode::Inconsistent, .message = std::move(message), .pointer = "/" + member, .key = std::move(key) };
}

Error other_version() { return wrong_decision("the decision is about another version of the agreement", "version", "decision-version"); }

} // namespace

std::string content_hash(Agreement const& agreement) { return crypto::sha256(write_agreement(agreement)); }

bool is_content_hash(std::string_view text)
{
    return text.size() == 64 && std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

Version name_version(World& world, Agreement const& agreement, std::string name, Author author, std::string reason)
{
    return { VersionId(create_identifier(world, "version")), agreement.id, std::move(name), std::move(author), world.now(),
        std::move(reason), content_hash(agreement) };
}

std::string_view name_of(DecisionKind kind)
{
    switch (kind) {
    case DecisionKind::Approved: return "approved";
    case DecisionKind::ApprovedWithConditions: return "approved-with-conditions";
    case DecisionKind::Returned: return "returned";
    case DecisionKind::Noted: return "noted";
    }
    return "";
}

Result<void> check_decision(Decision const& decision)
{
    if (!is_content_hash(decision.version))
        return wrong_decision("the decision names no version", "version", "decision-version");
    if (decision.authority.empty())
        return wrong_decision("the decision names no authority", "authority", "decision-authority");
    if (decision.conditions.empty() == (decision.kind == DecisionKind::ApprovedWithConditions))
        return wrong_decision("an approval with conditions has at least one, any other decision none", "conditions", "decision-conditions");
    if (decision.kind == DecisionKind::Returned && decision.reasons.empty())
        return wrong_decision("a return has reasons", "reasons", "decision-reasons");
    return {};
}

Result<std::optional<LifecycleEvent>> lifecycle_event(Decision const& decision, Agreement const& agreement)
{
    KONKORDAT_CHECK(check_decision(decision));
    if (decision.version != content_hash(agreement))
        return other_version();
    if (decision.kind == DecisionKind::Noted)
        return std::optional<LifecycleEvent>();
    if (agreement.state != LifecycleState::Approval)
        return Error { .code = ErrorCode::InvalidArgument,
            .message = "the agreement does not wait for approval",
            .pointer = "/state",
            .key = "lifecycle-step",
            .argument = std::string(konkordat::name_of(agreement.state)) };
    auto const state = decision.kind == DecisionKind::Returned ? LifecycleState::Drafting : LifecycleState::Signature;
    return std::optional(LifecycleEvent { state, decision.date, decision.authority, decision.reference, {} });
}

} // namespace konkordat::review
