#include "core/compare/collection.h"

#include <algorithm>

namespace konkordat::compare {

namespace {

/// The verdict about a file without signatures.
constexpr std::string_view unsigned_name = "unsigned";

std::string_view explanation(SkipReason reason)
{
    switch (reason) {
    case SkipReason::Duplicate: return "is the same agreement as ";
    case SkipReason::Older: return "is an older state of the agreement in ";
    default: return "was changed at the same time as, and differs from, ";
    }
}

} // namespace

std::string_view name_of(SkipReason reason)
{
    switch (reason) {
    case SkipReason::Unreadable: return "unreadable";
    case SkipReason::Foreign: return "foreign";
    case SkipReason::Untrusted: return "untrusted";
    case SkipReason::Duplicate: return "duplicate";
    case SkipReason::Older: return "older";
    case SkipReason::Contradicts: return "contradicts";
    }
    return {};
}

Collection::Collection(std::vector<Canton> const& cantons, std::function<std::string(Agreement const&)> hash)
    : m_hash(std::move(hash))
{
    for (auto const& canton : cantons)
        m_cantons.push_back(canton.code);
}

void Collection::skip(std::string file, SkipReason reason, Error error)
{
    m_skipped.push_back({ std::move(file), reason, std::move(error) });
}

void Collection::skip_for(std::string file, SkipReason reason, std::string const& other)
{
    skip(std::move(file), reason,
        { .code = ErrorCode::Inconsistent,
            .message = std::string(explanation(reason)) + other,
            .key = "compare-" + std::string(name_of(reason)),
            .argument = other });
}

void Collection::add(std::string file, Agreement agreement, std::string verification)
{
    auto const is_known = [&](std::string const& code) { return std::ranges::find(m_cantons, code) != m_cantons.end(); };
    if (std::ranges::none_of(agreement.cantons, is_known)) {
        skip(std::move(file), SkipReason::Foreign,
            { .code = ErrorCode::NotFound,
                .message = "is of no canton of the register",
                .pointer = "/cantons",
                .key = "unknown-canton",
                .argument = agreement.cantons.empty() ? "" : agreement.cantons.front() });
        return;
    }
    AgreementState state { std::move(file), agreement.modified_at, std::move(verification), m_hash(agreement) };
    auto const [place, is_new] = m_index.try_emplace(agreement.id, m_agreements.size());
    if (is_new)
        m_agreements.push_back({ std::move(agreement), std::move(state), {} });
    else
        add_state(m_agreements[place->second], std::move(agreement), std::move(state));
}

void Collection::add_state(CollectedAgreement& known, Agreement agreement, AgreementState state)
{
    auto const is_same = [&](AgreementState const& other) { return other.hash == state.hash; };
    if (is_same(known.state)) {
        if (known.state.verification == unsigned_name && state.verification != unsigned_name)
            std::swap(known.state, state);
        return skip_for(state.file, SkipReason::Duplicate, known.state.file);
    }
    if (auto const earlier = std::ranges::find_if(known.history, is_same); earlier != known.history.end())
        return skip_for(state.file, SkipReason::Duplicate, earlier->file);
    if (state.modified_at == known.state.modified_at)
        return skip_for(state.file, SkipReason::Contradicts, known.state.file);
    if (state.modified_at > known.state.modified_at) {
        std::swap(known.state, state);
        known.agreement = std::move(agreement);
    }
    skip_for(state.file, SkipReason::Older, known.state.file);
    auto const place = std::ranges::find_if(
        known.history, [&](AgreementState const& other) { return other.modified_at <= state.modified_at; });
    known.history.insert(place, std::move(state));
}

} // namespace konkordat::compare
