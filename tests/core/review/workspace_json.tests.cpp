#include "core/review/workspace_json.h"

#include "tests/core/codec/random_agreement.h"
#include "tests/core/review/random_review.h"

#include <catch2/catch_test_macros.hpp>

#include <map>
#include <random>

using namespace konkordat;
using namespace konkordat::review;

namespace {

Timestamp const now { 1'795'000'000 };

ReplyDraft full_draft()
{
    return { .task = PacketId("packet-1"),
        .answers = { { QuestionId("q-1"), "Ja" }, { QuestionId("q-2"), "" } },
        .message = "Danke",
        .decision = DecisionKind::ApprovedWithConditions,
        .authority = "Regierungsrat",
        .reference = "RRB 1",
        .date = "24.11.2026",
        .reasons = "",
        .conditions = { { .id = ConditionId("c-1"), .text = "Bis Ende Jahr berichten", .due = "31.12.2026" },
            { .id = ConditionId("c-2"), .text = "", .due = "" } },
        .with_own_version = true,
        .sent = now };
}

} // namespace

TEST_CASE("What a workspace keeps of a review is read back as it was, with what is internal", "[review]")
{
    std::mt19937 generator(7);
    std::size_t internal = 0;
    for (auto const& annotation : random_annotations(generator, 60)) {
        auto const read = read_kept_annotation(write_kept(annotation));
        REQUIRE(read);
        CHECK(*read == annotation);
        internal += annotation.visibility == Visibility::Internal;
    }
    CHECK(internal > 0);
    auto const packet = sample_packet(small_agreement(), small_agreement());
    KeptVersion const version { .version = packet.version, .agreement = packet.agreement };
    CHECK(*read_kept_version(write_kept(version)) == version);
    auto const reply = sample_reply(packet, "reply-1");
    REQUIRE(reply.decision);
    KeptDecision const decision { .decision = *reply.decision, .done = { ConditionId("c-1") } };
    CHECK(*read_kept_decision(write_kept(decision)) == decision);
    CHECK(*read_kept_draft(write_kept(full_draft())) == full_draft());
    CHECK(*read_kept_draft(write_kept(ReplyDraft { .task = PacketId("p") })) == ReplyDraft { .task = PacketId("p") });
}

TEST_CASE("A kept version whose text is not the one that was kept is refused", "[review]")
{
    auto const packet = sample_packet(small_agreement(), small_agreement());
    KeptVersion version { .version = packet.version, .agreement = packet.agreement };
    version.agreement.title[Language::German] = "Anders";
    auto const read = read_kept_version(write_kept(version));
    REQUIRE_FALSE(read);
    CHECK(read.error().key == "packet-tampered");
    CHECK_FALSE(read_kept_version("{}"));
    CHECK_FALSE(read_kept_annotation(R"({"annotation": 1})"));
    CHECK_FALSE(read_kept_draft("nothing"));
}

TEST_CASE("A reply is made of what was typed, and says what is missing", "[review]")
{
    auto const packet = sample_packet(small_agreement(), small_agreement());
    auto draft = full_draft();
    draft.answers = std::map<QuestionId, std::string> { { packet.questions.front().id, "Ja" }, { QuestionId("another"), "Nein" } };
    auto const reply = to_reply(draft, packet, PacketId("reply-1"), { .name = "Anna", .organisation = {} }, now);
    REQUIRE(reply);
    CHECK(reply->in_reply_to == packet.id);
    CHECK(reply->version == packet.version.hash);
    REQUIRE(reply->answers.size() == 1);
    REQUIRE(reply->decision);
    CHECK(reply->decision->conditions.size() == 1); // the empty one is none
    CHECK(reply->decision->conditions.front().due == Date::create(2026, 12, 31).value());
    draft.date = "bald";
    CHECK(to_reply(draft, packet, PacketId("r"), {}, now).error().key == "decision-date");
    draft.date = "24.11.2026";
    draft.authority.clear();
    CHECK(to_reply(draft, packet, PacketId("r"), {}, now).error().key == "decision-authority");
    draft.decision.reset();
    CHECK(to_reply(draft, packet, PacketId("r"), {}, now));
}
