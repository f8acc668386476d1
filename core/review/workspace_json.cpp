#include "core/review/workspace_json.h"

#include "core/codec/agreement_value.h"
#include "core/review/packet_json.h"
#include "core/review/remarks_json.h"

#include <algorithm>
#include <array>

namespace konkordat::review {

namespace {

using Json = nlohmann::json;

std::string dumped(Json const& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// Parses and hands the root to `read`, which gives the value.
template <typename Read>
auto read_root(std::string_view bytes, Read read) -> Result<decltype(read(std::declval<json::Reading&>(), std::declval<json::Cursor const&>()))>
{
    KONKORDAT_TRY(auto const root,
        json::parse(bytes,
            { .max_bytes = packet_limits::max_bytes, .max_depth = packet_limits::max_depth, .max_values = packet_limits::max_values }));
    json::Reading reading;
    auto value = read(reading, json::Cursor(reading, root, ""));
    if (reading.error())
        return *reading.error();
    return value;
}

bool read_flag(json::Cursor const& cursor) { return cursor.boolean(); }

/// As long as a remark may be, and never refused while it is typed.
std::string read_typed(json::Cursor const& cursor) { return cursor.text(limits::max_text_bytes); }

ConditionDraft read_condition_draft(json::Cursor const& cursor)
{
    json::Object object(cursor);
    ConditionDraft condition;
    condition.id = read_id<ConditionId>(object.required("id"));
    condition.text = read_typed(object.required("text"));
    condition.due = read_typed(object.required("due"));
    object.finish();
    return condition;
}

void read_decision_draft(json::Cursor const& cursor, ReplyDraft& draft)
{
    static constexpr std::array kinds { DecisionKind::Approved, DecisionKind::ApprovedWithConditions, DecisionKind::Returned,
        DecisionKind::Noted };
    auto const name = cursor.text(100);
    auto const found = std::ranges::find(kinds, name, [](DecisionKind kind) { return name_of(kind); });
    if (found == kinds.end())
        cursor.fail(ErrorCode::Malformed, "this is no decision", "unknown-value", name);
    else
        draft.decision = *found;
}

} // namespace

std::string write_kept(KeptVersion const& kept)
{
    return dumped({ { "version", write(kept.version) }, { "agreement", agreement_value(kept.agreement) } });
}

std::string write_kept(Annotation const& annotation)
{
    auto shared = annotation;
    shared.visibility = Visibility::Shared;
    auto internal = Json::array();
    for (auto& reply : shared.replies) {
        if (reply.visibility == Visibility::Internal)
            internal.push_back(reply.id.str());
        reply.visibility = Visibility::Shared;
    }
    Json json { { "annotation", write(std::vector<Annotation> { std::move(shared) })[0] } };
    if (annotation.visibility == Visibility::Internal)
        json["internal"] = true;
    if (!internal.empty())
        json["internalReplies"] = std::move(internal);
    return dumped(json);
}

std::string write_kept(KeptDecision const& kept)
{
    auto done = Json::array();
    for (auto const& condition : kept.done)
        done.push_back(condition.str());
    return dumped({ { "decision", write(kept.decision) }, { "done", std::move(done) } });
}

std::string write_kept(ReplyDraft const& draft)
{
    Json json { { "task", draft.task.str() }, { "answers", Json::array() }, { "message", draft.message }, { "authority", draft.authority },
        { "reference", draft.reference }, { "date", draft.date }, { "reasons", draft.reasons }, { "conditions", Json::array() },
        { "withOwnVersion", draft.with_own_version } };
    for (auto const& [question, text] : draft.answers)
        json["answers"].push_back({ { "question", question.str() }, { "text", text } });
    for (auto const& condition : draft.conditions)
        json["conditions"].push_back({ { "id", condition.id.str() }, { "text", condition.text }, { "due", condition.due } });
    if (draft.decision)
        json["decision"] = name_of(*draft.decision);
    if (draft.sent)
        json["sent"] = draft.sent->to_string();
    return dumped(json);
}

Result<KeptVersion> read_kept_version(std::string_view bytes)
{
    KONKORDAT_TRY(auto kept, read_root(bytes, [](json::Reading& reading, json::Cursor const& cursor) {
        json::Object object(cursor);
        KeptVersion version;
        version.version = read_version(object.required("version"));
        version.agreement = read_agreement_value(reading, object.required("agreement"));
        object.finish();
        return version;
    }));
    if (kept.version.agreement != kept.agreement.id || kept.version.hash != content_hash(kept.agreement))
        return Error { .code = ErrorCode::Inconsistent,
            .message = "the agreement is not the version that was kept",
            .pointer = "/version/hash",
            .key = "packet-tampered" };
    return kept;
}

Result<Annotation> read_kept_annotation(std::string_view bytes)
{
    return read_root(bytes, [](json::Reading&, json::Cursor const& cursor) {
        json::Object object(cursor);
        auto annotation = read_annotation(object.required("annotation"));
        if (object.optional("internal", read_flag))
            annotation.visibility = Visibility::Internal;
        auto const internal = object.optional("internalReplies",
            [](json::Cursor const& items) { return items.items(packet_limits::max_replies, [](json::Cursor const& item) { return ReplyId(item.id()); }); });
        for (auto& reply : annotation.replies) {
            if (std::ranges::find(internal, reply.id) != internal.end())
                reply.visibility = Visibility::Internal;
        }
        object.finish();
        return annotation;
    });
}

Result<KeptDecision> read_kept_decision(std::string_view bytes)
{
    return read_root(bytes, [](json::Reading&, json::Cursor const& cursor) {
        json::Object object(cursor);
        KeptDecision kept;
        kept.decision = read_decision(object.required("decision"));
        auto const done = object.required("done").items(
            packet_limits::max_conditions, [](json::Cursor const& item) { return ConditionId(item.id()); });
        kept.done = { done.begin(), done.end() };
        object.finish();
        return kept;
    });
}

Result<ReplyDraft> read_kept_draft(std::string_view bytes)
{
    return read_root(bytes, [](json::Reading&, json::Cursor const& cursor) {
        json::Object object(cursor);
        ReplyDraft draft;
        draft.task = read_id<PacketId>(object.required("task"));
        for (auto const& place : object.required("answers").cursors(packet_limits::max_questions)) {
            json::Object answer(place);
            auto const question = read_id<QuestionId>(answer.required("question"));
            draft.answers[question] = read_typed(answer.required("text"));
            answer.finish();
        }
        draft.message = read_typed(object.required("message"));
        if (auto const decision = object.optional("decision"))
            read_decision_draft(*decision, draft);
        draft.authority = read_typed(object.required("authority"));
        draft.reference = read_typed(object.required("reference"));
        draft.date = read_typed(object.required("date"));
        draft.reasons = read_typed(object.required("reasons"));
        draft.conditions = object.required("conditions").items(packet_limits::max_conditions, read_condition_draft);
        draft.with_own_version = read_flag(object.required("withOwnVersion"));
        draft.sent = object.optional("sent", [](json::Cursor const& item) { return std::optional(item.timestamp()); });
        object.finish();
        return draft;
    });
}

} // namespace konkordat::review
