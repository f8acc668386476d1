#include "core/review/packet_json.h"

#include "core/base/json.h"
#include "core/codec/agreement_json.h"
#include "tests/core/base/test_world.h"
#include "tests/core/codec/random_agreement.h"
#include "tests/core/review/random_edits.h"
#include "tests/core/review/random_review.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

using namespace konkordat;
using namespace konkordat::review;

namespace {

ReviewPacket small_packet()
{
    auto former = small_agreement();
    former.clauses.front().heading[Language::German] = "Ziel";
    return sample_packet(small_agreement(), former);
}

Error error_of(std::string const& bytes)
{
    auto const packet = read_packet(bytes);
    REQUIRE_FALSE(packet.has_value());
    CHECK_FALSE(packet.error().message.empty());
    return packet.error();
}

std::string replaced(std::string text, std::string_view from, std::string_view to)
{
    auto const place = text.find(from);
    REQUIRE(place != std::string::npos);
    return text.replace(place, from.size(), to);
}

/// Compares with tests/golden/review/`name`, or writes that file anew.
void check_golden(std::string const& name, std::string const& text)
{
    auto const path = KONKORDAT_SOURCE_DIR "/tests/golden/review/" + name;
    if (std::getenv("KONKORDAT_UPDATE_GOLDEN") != nullptr)
        std::ofstream(path, std::ios::binary) << text;
    std::ifstream file(path, std::ios::binary);
    CHECK(text == std::string { std::istreambuf_iterator<char>(file), {} });
}

ReviewedVersions versions_of(ReviewPacket const& packet) { return { packet.agreement.id, { packet.version.hash } }; }

struct Received {
    Review review;
    ReceivedOutcome outcome;
};

Received received(Review review, ReviewPacket const& packet, ReplyPacket const& reply)
{
    auto outcome = receive_reply(review, versions_of(packet), reply);
    if (!outcome)
        FAIL(outcome.error().to_string());
    return { std::move(review), *outcome };
}

std::string refusal(Review const& review, ReviewedVersions const& versions, ReplyPacket const& reply)
{
    auto changed = review;
    auto const outcome = receive_reply(changed, versions, reply);
    REQUIRE_FALSE(outcome.has_value());
    CHECK(changed == review);
    return outcome.error().key;
}

} // namespace

TEST_CASE("The content hash is SHA-256 of the canonical bytes", "[review][version]")
{
    // sha256sum tests/fixtures/agreements/small.json
    CHECK(content_hash(small_agreement()) == "216a1ab046b22d708321576e11d06e5794657396957abe9fa1fba85f43ff4964");
    CHECK(is_content_hash(content_hash(small_agreement())));
    CHECK_FALSE(is_content_hash("ABC"));
    TestWorld world;
    auto const version = name_version(world, small_agreement(), "Entwurf", { "Alex", "" }, "Sitzung");
    CHECK(version.hash == content_hash(small_agreement()));
    CHECK(version.agreement == small_agreement().id);
    CHECK(version.time == world.now());
}

TEST_CASE("A decision says what it must, and moves the agreement that it is about", "[review][version]")
{
    auto agreement = small_agreement();
    agreement.state = LifecycleState::Approval;
    Decision decision { DecisionId("d"), content_hash(agreement), DecisionKind::Approved, "Regierungsrat", "RRB 7",
        *Date::create(2026, 3, 30), {}, {}, {}, {} };
    REQUIRE(check_decision(decision).has_value());
    auto const event = lifecycle_event(decision, agreement).value();
    CHECK(event == LifecycleEvent { LifecycleState::Signature, *Date::create(2026, 3, 30), "Regierungsrat", "RRB 7", {} });

    decision.kind = DecisionKind::Returned;
    CHECK(check_decision(decision).error().key == "decision-reasons");
    decision.reasons = "Frist zu kurz";
    CHECK(lifecycle_event(decision, agreement).value()->state == LifecycleState::Drafting);
    decision.kind = DecisionKind::Noted;
    CHECK(lifecycle_event(decision, agreement).value() == std::nullopt);
    decision.kind = DecisionKind::ApprovedWithConditions;
    CHECK(check_decision(decision).error().key == "decision-conditions");
    decision.conditions = { { ConditionId("c"), "Frist verlängern", {}, {} } };
    CHECK(lifecycle_event(decision, agreement).value()->state == LifecycleState::Signature);

    auto changed = agreement;
    changed.title[Language::German] += "!";
    CHECK(lifecycle_event(decision, changed).error().key == "decision-version");
    decision.authority.clear();
    CHECK(check_decision(decision).error().key == "decision-authority");
    decision = { DecisionId("d"), content_hash(small_agreement()), DecisionKind::Approved, "R", {}, {}, {}, {}, {}, {} };
    CHECK(lifecycle_event(decision, small_agreement()).error().key == "lifecycle-step");
}

// After an intended change: run with KONKORDAT_UPDATE_GOLDEN=1, read the difference, commit it.
TEST_CASE("Packets come back as they were, and their bytes do not change", "[review][packet]")
{
    auto const packet = small_packet();
    auto const bytes = write_packet(packet);
    auto const read = read_packet(bytes);
    if (!read)
        FAIL(read.error().to_string());
    CHECK(std::get<ReviewPacket>(*read) == packet);
    check_golden("review-packet.json", bytes);

    auto const reply = sample_reply(packet, "reply-1");
    auto const reply_bytes = write_packet(reply);
    auto const read_reply = read_packet(reply_bytes);
    if (!read_reply)
        FAIL(read_reply.error().to_string());
    CHECK(std::get<ReplyPacket>(*read_reply) == reply);
    check_golden("reply-packet.json", reply_bytes);
}

TEST_CASE("No packet holds anything internal, whoever puts it there", "[review][packet]")
{
    std::mt19937 random(61);
    for (int i = 0; i < 50; ++i) {
        auto packet = small_packet();
        packet.annotations = random_annotations(random, 30);
        auto const bytes = write_packet(packet);
        auto reply = sample_reply(packet, "reply");
        reply.annotations = packet.annotations;
        auto const reply_bytes = write_packet(reply);
        for (auto const& text : { bytes, reply_bytes }) {
            CHECK(text.find("vertraulich") == std::string::npos);
            CHECK(text.find("internal") == std::string::npos);
            CHECK(text.find("Bemerkung") != std::string::npos);
            for (auto const& annotation : packet.annotations)
                CHECK((text.find("\"" + annotation.id.str() + "\"") != std::string::npos) == (annotation.visibility == Visibility::Shared));
        }
        CHECK(std::get<ReviewPacket>(read_packet(bytes).value()).annotations == shared_part(packet.annotations));
    }
    // Nor is there a member that could bring one in.
    auto const bytes = write_packet(small_packet());
    CHECK(error_of(replaced(bytes, "\"kind\":\"comment\"", "\"kind\":\"comment\",\"visibility\":\"internal\"")).key == "unknown-member");
}

TEST_CASE("What is not a packet, newer, cut off, altered or too large is refused by name", "[review][packet]")
{
    auto const bytes = write_packet(small_packet());
    CHECK(error_of(write_agreement(small_agreement())).key == "not-a-packet");
    CHECK(error_of("[]").key == "not-a-packet");
    auto const newer = error_of(replaced(bytes, "review-packet:1", "review-packet:2"));
    CHECK(newer.key == "unsupported-version");
    CHECK(newer.code == ErrorCode::UnsupportedVersion);
    CHECK(error_of(bytes.substr(0, bytes.size() / 2)).key == "json-truncated");
    CHECK(error_of(replaced(bytes, "Text mit", "Text ohne")).key == "packet-tampered");
    CHECK(error_of(replaced(bytes, "Wir bitten", "Sie bitten")).key == "packet-tampered");
    CHECK(error_of(replaced(bytes, "\"deadline\":\"2026-03-31\"", "\"deadline\":\"2026-02-31\"")).key == "invalid-date");
    auto const place = error_of(replaced(bytes, "\"form\":\"declaration\"", "\"form\":\"oral\""));
    CHECK(place.key == "unknown-value");
    CHECK(place.pointer == "/agreement/form");
    CHECK(
        error_of(replaced(bytes, "\"substituteFor\":\"c1\"", "\"substituteFor\":\"c9\"")).pointer == "/agreement/contacts/1/substituteFor");
    CHECK(error_of(std::string(packet_limits::max_bytes + 1, ' ')).key == "json-too-large");

    auto foreign = small_packet();
    foreign.former->id = AgreementId("another");
    CHECK(error_of(write_packet(foreign)).key == "packet-other-agreement");
    auto many = small_packet();
    many.questions.assign(packet_limits::max_questions + 1, many.questions.front());
    CHECK(error_of(write_packet(many)).key == "too-many-items");
    auto twice = small_packet();
    twice.annotations.push_back(twice.annotations.front());
    CHECK(error_of(write_packet(twice)).key == "duplicate-id");
    auto long_remark = small_packet();
    long_remark.message = std::string(packet_limits::max_remark_bytes + 1, 'a');
    CHECK(error_of(write_packet(long_remark)).key == "text-too-long");

    auto reply = sample_reply(small_packet(), "reply-1");
    reply.own_version->id = AgreementId("another");
    CHECK(error_of(write_packet(reply)).key == "packet-other-agreement");
    reply = sample_reply(small_packet(), "reply-1");
    reply.decision->version = std::string(64, '0');
    CHECK(error_of(write_packet(reply)).key == "decision-version");
    reply.decision->version = "x";
    CHECK(error_of(write_packet(reply)).key == "invalid-hash");
}

TEST_CASE("A packet with a byte changed is refused, or is what it was", "[review][packet]")
{
    auto const packet = sample_reply(small_packet(), "reply-1");
    auto const bytes = write_packet(packet);
    for (std::size_t i = 0; i < bytes.size(); i += 7) {
        auto changed = bytes;
        changed[i] = "\"0x"[i % 3];
        auto const read = read_packet(changed);
        if (read)
            REQUIRE(std::get<ReplyPacket>(*read) == packet);
    }
}

TEST_CASE("Replies come in any order with the same result, the same one twice changes nothing", "[review][packet]")
{
    auto const packet = small_packet();
    std::vector<ReplyPacket> replies;
    for (int i = 0; i < 5; ++i)
        replies.push_back(sample_reply(packet, "reply-" + std::to_string(i)));
    std::mt19937 random(62);
    Review start;
    start.annotations = packet.annotations;
    start.annotations.push_back(random_annotations(random, 1, "own").front());
    start.annotations.back().visibility = Visibility::Internal;
    std::optional<Review> expected;
    for (int round = 0; round < 30; ++round) {
        std::ranges::shuffle(replies, random);
        auto review = start;
        for (auto const& reply : replies) {
            auto const first = received(review, packet, reply);
            CHECK_FALSE(first.outcome.known);
            CHECK(first.outcome.conflicts.empty());
            review = first.review;
            auto const again = received(review, packet, reply);
            CHECK(again.outcome.known);
            REQUIRE(again.review == review);
        }
        if (!expected)
            expected = review;
        REQUIRE(review == *expected);
    }
    CHECK(expected->replies.size() == 5);
    CHECK(std::ranges::count(expected->annotations, Visibility::Internal, &Annotation::visibility) == 1);
}

TEST_CASE("A reply to another agreement, to an unknown version, or with other content is refused", "[review][packet]")
{
    auto const packet = small_packet();
    auto reply = sample_reply(packet, "reply-1");
    auto const review = received({}, packet, reply).review;
    auto altered = reply;
    altered.message = "Doch nicht.";
    CHECK(refusal(review, versions_of(packet), altered) == "packet-altered");
    CHECK(refusal({}, { AgreementId("another"), { packet.version.hash } }, reply) == "packet-other-agreement");
    CHECK(refusal({}, { packet.agreement.id, {} }, reply) == "packet-unknown-version");

    auto contradicting = sample_reply(packet, "reply-2");
    contradicting.annotations.front().text += " nicht";
    auto const outcome = received(review, packet, contradicting).outcome;
    REQUIRE(outcome.conflicts.size() == 1);
    CHECK(outcome.conflicts.front().theirs.text.ends_with(" nicht"));
}

TEST_CASE("A reply to an older version is carried over", "[review][packet]")
{
    auto const packet = small_packet();
    auto const reply = sample_reply(packet, "reply-1");
    auto const review = received({}, packet, reply).review;
    auto current = packet.agreement;
    current.organisations.front().phone = "032";
    auto const merged = carry_over(packet.agreement, current, review.replies.front()).value();
    CHECK(merged.clean());
    CHECK(merged.agreement.clauses.front().heading.at(Language::German) == "Zweck und Ziele reply-1");
    CHECK(merged.agreement.organisations.front().phone == "032");

    current.clauses.front().heading[Language::German] = "Unser Zweck";
    CHECK(carry_over(packet.agreement, current, review.replies.front()).value().conflicts.size() == 1);
    CHECK(carry_over(current, current, review.replies.front()).error().key == "packet-unknown-version");
    auto without = review.replies.front();
    without.own_version.reset();
    CHECK(carry_over(packet.agreement, current, without).error().key == "no-own-version");
}
