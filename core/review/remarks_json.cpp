#include "core/review/remarks_json.h"

#include "core/review/packet_json.h"

#include <algorithm>
#include <array>
#include <limits>

namespace konkordat::review {

namespace {

using Json = nlohmann::json;

std::string read_line(json::Cursor const& cursor) { return cursor.text(limits::max_line_bytes); }
std::optional<ClauseId> read_clause(json::Cursor const& cursor) { return read_id<ClauseId>(cursor); }
std::optional<Date> read_date(json::Cursor const& cursor) { return cursor.date(); }

/// One of an enumeration's names.
template <typename Enum, std::size_t count>
Enum read_name(json::Cursor const& cursor, std::array<Enum, count> const& all)
{
    auto const name = cursor.text(100);
    auto const found = std::ranges::find(all, name, [](Enum item) { return name_of(item); });
    if (found != all.end())
        return *found;
    cursor.fail(ErrorCode::Malformed, "\"" + name + "\" is not known here", "unknown-value", name);
    return all.front();
}

constexpr std::array annotation_kinds { AnnotationKind::Comment, AnnotationKind::Suggestion };
constexpr std::array action_kinds { ActionKind::Resolve, ActionKind::Reopen, ActionKind::Accept, ActionKind::Reject };
constexpr std::array text_parts { TextPart::Heading, TextPart::Body };
constexpr std::array decision_kinds { DecisionKind::Approved, DecisionKind::ApprovedWithConditions, DecisionKind::Returned,
    DecisionKind::Noted };

void read_type(json::Object& object, std::string_view expected)
{
    auto const type = object.required("type");
    auto const name = type.text(100);
    if (!type.failed() && name != expected)
        type.fail(ErrorCode::Malformed, "expected " + std::string(expected), "not-one-of", std::string(expected));
}

void read_quote(json::Cursor const& cursor, TextSelector& selector)
{
    json::Object object(cursor);
    read_type(object, "TextQuoteSelector");
    selector.exact = object.required("exact").text(limits::max_text_bytes);
    selector.prefix = object.required("prefix").text(packet_limits::max_context_bytes);
    selector.suffix = object.required("suffix").text(packet_limits::max_context_bytes);
    object.finish();
}

void read_position(json::Cursor const& cursor, TextSelector& selector)
{
    constexpr auto most = static_cast<std::int64_t>(limits::max_text_bytes);
    json::Object object(cursor);
    read_type(object, "TextPositionSelector");
    selector.start = static_cast<std::size_t>(object.required("start").integer(0, most));
    selector.end = static_cast<std::size_t>(object.required("end").integer(static_cast<std::int64_t>(selector.start), most));
    object.finish();
}

TextSelector read_target(json::Cursor const& cursor)
{
    json::Object object(cursor);
    TextSelector selector;
    selector.clause = read_id<ClauseId>(object.required("clause"));
    selector.part = read_name(object.required("part"), text_parts);
    selector.language = object.required("language").language();
    auto const list = object.required("selector");
    auto const selectors = list.cursors(2);
    object.finish();
    if (cursor.failed())
        return selector;
    if (selectors.size() != 2) {
        list.fail(ErrorCode::Malformed, "expected a quote and a position", "json-type", "array");
        return selector;
    }
    read_quote(selectors[0], selector);
    read_position(selectors[1], selector);
    return selector;
}

Reply read_reply(json::Cursor const& cursor)
{
    json::Object object(cursor);
    Reply reply;
    reply.id = read_id<ReplyId>(object.required("id"));
    reply.author = read_author(object.required("author"));
    reply.time = object.required("time").timestamp();
    reply.text = read_remark(object.required("text"));
    object.finish();
    return reply;
}

Action read_action(json::Cursor const& cursor)
{
    json::Object object(cursor);
    Action action;
    action.id = read_id<ActionId>(object.required("id"));
    action.kind = read_name(object.required("action"), action_kinds);
    action.author = read_author(object.required("author"));
    action.time = object.required("time").timestamp();
    action.note = object.optional("note", read_remark);
    object.finish();
    return action;
}

Condition read_condition(json::Cursor const& cursor)
{
    json::Object object(cursor);
    Condition condition;
    condition.id = read_id<ConditionId>(object.required("id"));
    condition.text = read_remark(object.required("text"));
    condition.clause = object.optional("clause", read_clause);
    condition.due = object.optional("due", read_date);
    object.finish();
    return condition;
}

Json write_target(TextSelector const& selector)
{
    return { { "clause", selector.clause.str() }, { "part", name_of(selector.part) }, { "language", language_code(selector.language) },
        { "selector",
            { { { "type", "TextQuoteSelector" }, { "exact", selector.exact }, { "prefix", selector.prefix },
                  { "suffix", selector.suffix } },
                { { "type", "TextPositionSelector" }, { "start", selector.start }, { "end", selector.end } } } } };
}

Json write_reply(Reply const& reply)
{
    return { { "id", reply.id.str() }, { "author", write(reply.author) }, { "time", reply.time.to_string() }, { "text", reply.text } };
}

Json write_action(Action const& action)
{
    Json json { { "id", action.id.str() }, { "action", name_of(action.kind) }, { "author", write(action.author) },
        { "time", action.time.to_string() } };
    set_unless_empty(json, "note", action.note);
    return json;
}

Json write_annotation(Annotation const& annotation)
{
    Json json { { "id", annotation.id.str() }, { "kind", name_of(annotation.kind) }, { "version", annotation.version },
        { "author", write(annotation.author) }, { "time", annotation.time.to_string() } };
    if (annotation.target)
        json["target"] = write_target(*annotation.target);
    set_unless_empty(json, "text", annotation.text);
    if (annotation.kind == AnnotationKind::Suggestion)
        json["replacement"] = annotation.replacement;
    for (auto const& reply : annotation.replies)
        json["replies"].push_back(write_reply(reply));
    for (auto const& action : annotation.actions)
        json["actions"].push_back(write_action(action));
    return json;
}

} // namespace

std::string read_remark(json::Cursor const& cursor) { return cursor.text(packet_limits::max_remark_bytes); }

std::string read_hash(json::Cursor const& cursor)
{
    auto hash = cursor.text(200);
    if (!cursor.failed() && !is_content_hash(hash))
        cursor.fail(ErrorCode::Malformed, "expected a SHA-256 in lower-case hexadecimal", "invalid-hash", hash.substr(0, 60));
    return hash;
}

Author read_author(json::Cursor const& cursor)
{
    json::Object object(cursor);
    Author author;
    author.name = read_line(object.required("name"));
    author.organisation = object.optional("organisation", read_line);
    object.finish();
    return author;
}

Annotation read_annotation(json::Cursor const& cursor)
{
    json::Object object(cursor);
    Annotation annotation;
    annotation.id = read_id<AnnotationId>(object.required("id"));
    annotation.kind = read_name(object.required("kind"), annotation_kinds);
    annotation.version = read_hash(object.required("version"));
    annotation.target = object.optional("target", [](json::Cursor const& item) { return std::optional(read_target(item)); });
    annotation.author = read_author(object.required("author"));
    annotation.time = object.required("time").timestamp();
    annotation.text = object.optional("text", read_remark);
    if (annotation.kind == AnnotationKind::Suggestion)
        annotation.replacement = object.required("replacement").text(limits::max_text_bytes);
    annotation.replies = object.optional("replies", [](json::Cursor const& item) {
        return read_unique(item, packet_limits::max_replies, read_reply, [](Reply const& reply) { return reply.id; });
    });
    annotation.actions = object.optional("actions", [](json::Cursor const& item) {
        return read_unique(item, packet_limits::max_actions, read_action, [](Action const& action) { return action.id; });
    });
    object.finish();
    return annotation;
}

std::vector<Annotation> read_annotations(json::Cursor const& cursor)
{
    return read_unique(cursor, packet_limits::max_annotations, read_annotation, [](Annotation const& annotation) { return annotation.id; });
}

Version read_version(json::Cursor const& cursor)
{
    json::Object object(cursor);
    Version version;
    version.id = read_id<VersionId>(object.required("id"));
    version.agreement = read_id<AgreementId>(object.required("agreement"));
    version.name = object.optional("name", read_line);
    version.author = read_author(object.required("author"));
    version.time = object.required("time").timestamp();
    version.reason = object.optional("reason", read_remark);
    version.hash = read_hash(object.required("hash"));
    object.finish();
    return version;
}

Decision read_decision(json::Cursor const& cursor)
{
    json::Object object(cursor);
    Decision decision;
    decision.id = read_id<DecisionId>(object.required("id"));
    decision.version = read_hash(object.required("version"));
    decision.kind = read_name(object.required("decision"), decision_kinds);
    decision.authority = read_line(object.required("authority"));
    decision.reference = object.optional("reference", read_line);
    decision.date = object.required("date").date();
    decision.reasons = object.optional("reasons", read_remark);
    decision.conditions = object.optional("conditions", [](json::Cursor const& item) {
        return read_unique(item, packet_limits::max_conditions, read_condition, [](Condition const& condition) { return condition.id; });
    });
    decision.author = read_author(object.required("author"));
    decision.time = object.required("time").timestamp();
    object.finish();
    if (!cursor.failed()) {
        if (auto checked = check_decision(decision); !checked)
            cursor.fail(std::move(checked).error());
    }
    return decision;
}

Json write(Author const& author)
{
    Json json { { "name", author.name } };
    set_unless_empty(json, "organisation", author.organisation);
    return json;
}

Json write(std::vector<Annotation> const& annotations)
{
    auto json = Json::array();
    for (auto const& annotation : shared_part(annotations))
        json.push_back(write_annotation(annotation));
    return json;
}

Json write(Version const& version)
{
    Json json { { "id", version.id.str() }, { "agreement", version.agreement.str() }, { "author", write(version.author) },
        { "time", version.time.to_string() }, { "hash", version.hash } };
    set_unless_empty(json, "name", version.name);
    set_unless_empty(json, "reason", version.reason);
    return json;
}

Json write(Decision const& decision)
{
    Json json { { "id", decision.id.str() }, { "version", decision.version }, { "decision", name_of(decision.kind) },
        { "authority", decision.authority }, { "date", decision.date.to_string() }, { "author", write(decision.author) },
        { "time", decision.time.to_string() } };
    set_unless_empty(json, "reference", decision.reference);
    set_unless_empty(json, "reasons", decision.reasons);
    for (auto const& condition : decision.conditions) {
        Json entry { { "id", condition.id.str() }, { "text", condition.text } };
        set_unless_empty(entry, "clause", condition.clause);
        set_unless_empty(entry, "due", condition.due);
        json["conditions"].push_back(std::move(entry));
    }
    return json;
}

} // namespace konkordat::review
