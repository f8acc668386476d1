#include "core/review/reply_draft.h"

namespace konkordat::review {

namespace {

Error wrong_date(std::string pointer)
{
    return { .code = ErrorCode::Inconsistent, .message = "this is no date", .pointer = std::move(pointer), .key = "decision-date" };
}

Result<Decision> to_decision(ReplyDraft const& draft, ReviewPacket const& task, PacketId const& id, Author const& author, Timestamp now)
{
    Decision decision { .id = DecisionId(id.str()),
        .version = task.version.hash,
        .kind = *draft.decision,
        .authority = draft.authority,
        .reference = draft.reference,
        .date = now.utc_date(),
        .reasons = draft.reasons,
        .conditions = {},
        .author = author,
        .time = now };
    auto const date = Date::parse_typed(draft.date);
    if (!date)
        return wrong_date("/decision/date");
    decision.date = *date;
    if (decision.kind == DecisionKind::ApprovedWithConditions) {
        for (auto const& condition : draft.conditions) {
            if (condition.text.empty())
                continue;
            Condition task_set { .id = condition.id, .text = condition.text, .clause = {}, .due = {} };
            if (!condition.due.empty()) {
                auto const due = Date::parse_typed(condition.due);
                if (!due)
                    return wrong_date("/decision/conditions");
                task_set.due = *due;
            }
            decision.conditions.push_back(std::move(task_set));
        }
    }
    KONKORDAT_CHECK(check_decision(decision));
    return decision;
}

} // namespace

Result<ReplyPacket> to_reply(ReplyDraft const& draft, ReviewPacket const& task, PacketId id, Author const& author, Timestamp now)
{
    ReplyPacket reply { .id = std::move(id),
        .in_reply_to = task.id,
        .agreement = task.agreement.id,
        .version = task.version.hash,
        .time = now,
        .author = author,
        .message = draft.message,
        .answers = {},
        .annotations = {},
        .decision = {},
        .own_version = {} };
    for (auto const& question : task.questions) {
        if (auto const answer = draft.answers.find(question.id); answer != draft.answers.end() && !answer->second.empty())
            reply.answers.push_back({ .question = question.id, .text = answer->second });
    }
    if (draft.decision) {
        KONKORDAT_TRY(reply.decision, to_decision(draft, task, reply.id, author, now));
    }
    return reply;
}

} // namespace konkordat::review
