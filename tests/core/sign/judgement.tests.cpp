#include "core/sign/judgement.h"

#include <catch2/catch_test_macros.hpp>

using namespace konkordat;
using namespace konkordat::sign;

namespace {

SignatureReport time_stamp(bool is_intact)
{
    SignatureReport report;
    report.is_document_time_stamp = true;
    report.revision = 0;
    report.time_stamp.emplace();
    report.time_stamp->is_intact = is_intact;
    report.time_stamp->trust = crypto::Trust::Trusted;
    return report;
}

SignatureReport signature()
{
    SignatureReport report;
    report.revision = 0;
    report.cms.emplace();
    report.cms->trust = crypto::Trust::Trusted;
    return report;
}

Verdict verdict_of(std::vector<SignatureReport> signatures)
{
    VerificationReport report;
    report.signatures = std::move(signatures);
    conclude(report);
    return report.verdict;
}

} // namespace

TEST_CASE("A document that nobody signed is not valid by its time stamp", "[sign]")
{
    CHECK(verdict_of({}) == Verdict::Unsigned);
    CHECK(verdict_of({ time_stamp(true) }) == Verdict::Unsigned);
    CHECK(verdict_of({ time_stamp(false) }) == Verdict::Invalid);
    CHECK(verdict_of({ signature(), time_stamp(true) }) == Verdict::Valid);
    CHECK(verdict_of({ signature(), time_stamp(false) }) == Verdict::Invalid);
}
