#include "core/review/packet_json.h"

#include "core/codec/agreement_json.h"
#include "core/codec/agreement_value.h"
#include "core/crypto/digest.h"
#include "core/review/remarks_json.h"

#include <algorithm>

namespace konkordat::review {

namespace {

using Json = nlohmann::json;

constexpr auto digest_member = "digest";

std::string canonical(Json const& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Error tampered(std::string message, std::string pointer)
{
    return { .code = ErrorCode::Inconsistent, .message = std::move(message), .pointer = std::move(pointer), .key = "packet-tampered" };
}

Error other_agreement(std::string const& id, std::string pointer)
{
    return { .code = ErrorCode::Inconsistent,
        .message = "this is another agreement: \"" + id + "\"",
        .pointer = std::move(pointer),
        .key = "packet-other-agreement",
        .argument = id };
}

Question read_question(json::Cursor const& cursor)
{
    json::Object object(cursor);
    Question question;
    question.id = read_id<QuestionId>(object.required("id"));
    question.text = read_remark(object.required("text"));
    question.clause = object.optional("clause", [](json::Cursor const& item) { return std::optional(read_id<ClauseId>(item)); });
    object.finish();
    return question;
}

Answer read_answer(json::Cursor const& cursor)
{
    json::Object object(cursor);
    Answer answer;
    answer.question = read_id<QuestionId>(object.required("question"));
    answer.text = read_remark(object.required("text"));
    object.finish();
    return answer;
}

class Reader {
public:
    explicit Reader(json::Value const& root)
        : m_root(m_reading, root, "")
    {
    }

    ReviewPacket review_packet()
    {
        auto object = begin();
        ReviewPacket packet;
        packet.id = read_id<PacketId>(object.required("id"));
        packet.time = object.required("time").timestamp();
        packet.sender = read_author(object.required("sender"));
        packet.recipient = read_author(object.required("recipient"));
        packet.message = object.optional("message", read_remark);
        packet.version = read_version(object.required("version"));
        packet.agreement = read_agreement_value(m_reading, object.required("agreement"));
        if (auto const compared = object.optional("compared"))
            read_compared(*compared, packet);
        packet.questions = object.optional("questions", [](json::Cursor const& item) {
            return read_unique(item, packet_limits::max_questions, read_question, [](Question const& question) { return question.id; });
        });
        packet.deadline = object.optional("deadline", [](json::Cursor const& item) { return std::optional(item.date()); });
        packet.annotations = object.optional("annotations", read_annotations);
        end(object);
        return packet;
    }

    ReplyPacket reply_packet()
    {
        auto object = begin();
        ReplyPacket packet;
        packet.id = read_id<PacketId>(object.required("id"));
        packet.in_reply_to = read_id<PacketId>(object.required("inReplyTo"));
        packet.agreement = read_id<AgreementId>(object.required("agreement"));
        packet.version = read_hash(object.required("version"));
        packet.time = object.required("time").timestamp();
        packet.author = read_author(object.required("author"));
        packet.message = object.optional("message", read_remark);
        packet.answers = object.optional("answers", [](json::Cursor const& item) {
            return read_unique(item, packet_limits::max_questions, read_answer, [](Answer const& answer) { return answer.question; });
        });
        packet.annotations = object.optional("annotations", read_annotations);
        packet.decision = object.optional("decision", [](json::Cursor const& item) { return std::optional(read_decision(item)); });
        packet.own_version = object.optional(
            "ownVersion", [&](json::Cursor const& item) { return std::optional(read_agreement_value(m_reading, item)); });
        end(object);
        return packet;
    }

    [[nodiscard]] std::optional<Error> const& error() const { return m_reading.error(); }
    [[nodiscard]] std::string const& digest() const { return m_digest; }

private:
    json::Object begin()
    {
        json::Object object(m_root);
        (void)object.required("$schema");
        m_digest = read_hash(object.required(digest_member));
        return object;
    }
    static void end(json::Object const& object) { object.finish(); }

    void read_compared(json::Cursor const& cursor, ReviewPacket& packet)
    {
        json::Object object(cursor);
        packet.compared = read_version(object.required("version"));
        packet.former = read_agreement_value(m_reading, object.required("agreement"));
        object.finish();
    }

    json::Reading m_reading;
    json::Cursor m_root;
    std::string m_digest;
};

Result<void> check_version(Version const& version, Agreement const& agreement, AgreementId const& expected, std::string const& pointer)
{
    if (agreement.id != expected)
        return other_agreement(agreement.id.str(), pointer + "/agreement");
    if (version.agreement != expected)
        return other_agreement(version.agreement.str(), pointer + "/version/agreement");
    if (version.hash != content_hash(agreement))
        return tampered("the agreement is not the version that the packet names", pointer + "/version/hash");
    return {};
}

Result<void> check(ReviewPacket const& packet)
{
    KONKORDAT_CHECK(check_version(packet.version, packet.agreement, packet.agreement.id, ""));
    if (packet.compared)
        KONKORDAT_CHECK(check_version(*packet.compared, *packet.former, packet.agreement.id, "/compared"));
    return {};
}

Result<void> check(ReplyPacket const& packet)
{
    if (packet.own_version && packet.own_version->id != packet.agreement)
        return other_agreement(packet.own_version->id.str(), "/ownVersion/id");
    if (packet.decision && packet.decision->version != packet.version)
        return Error { .code = ErrorCode::Inconsistent,
            .message = "the decision is about another version than the reply",
            .pointer = "/decision/version",
            .key = "decision-version" };
    return {};
}

Json content_of(ReviewPacket const& packet)
{
    Json json { { "$schema", review_packet_schema_id }, { "id", packet.id.str() }, { "time", packet.time.to_string() },
        { "sender", write(packet.sender) }, { "recipient", write(packet.recipient) }, { "version", write(packet.version) },
        { "agreement", agreement_value(packet.agreement) } };
    set_unless_empty(json, "message", packet.message);
    set_unless_empty(json, "deadline", packet.deadline);
    if (packet.compared && packet.former)
        json["compared"] = { { "version", write(*packet.compared) }, { "agreement", agreement_value(*packet.former) } };
    for (auto const& question : packet.questions) {
        Json entry { { "id", question.id.str() }, { "text", question.text } };
        set_unless_empty(entry, "clause", question.clause);
        json["questions"].push_back(std::move(entry));
    }
    if (auto annotations = write(packet.annotations); !annotations.empty())
        json["annotations"] = std::move(annotations);
    return json;
}

Json content_of(ReplyPacket const& packet)
{
    Json json { { "$schema", reply_packet_schema_id }, { "id", packet.id.str() }, { "inReplyTo", packet.in_reply_to.str() },
        { "agreement", packet.agreement.str() }, { "version", packet.version }, { "time", packet.time.to_string() },
        { "author", write(packet.author) } };
    set_unless_empty(json, "message", packet.message);
    for (auto const& answer : packet.answers)
        json["answers"].push_back({ { "question", answer.question.str() }, { "text", answer.text } });
    if (auto annotations = write(packet.annotations); !annotations.empty())
        json["annotations"] = std::move(annotations);
    if (packet.decision)
        json["decision"] = write(*packet.decision);
    if (packet.own_version)
        json["ownVersion"] = agreement_value(*packet.own_version);
    return json;
}

/// With the digest of everything else in it.
std::string sealed(Json json)
{
    json[digest_member] = crypto::sha256(canonical(json));
    return canonical(json);
}

/// A packet that has been read, if it is what it says.
template <typename Kind>
Result<Packet> accept(Reader const& reader, Kind packet)
{
    if (reader.error())
        return *reader.error();
    KONKORDAT_CHECK(check(packet));
    if (crypto::sha256(canonical(content_of(packet))) != reader.digest())
        return tampered("the packet was changed after it was written", std::string("/") + digest_member);
    return Packet(std::move(packet));
}

std::string schema_of(json::Value const& root)
{
    auto const member = std::ranges::find(root.members, "$schema", [](auto const& entry) { return std::string_view(entry.first); });
    return member == root.members.end() ? std::string() : member->second.text;
}

} // namespace

Result<Packet> read_packet(std::string_view bytes)
{
    KONKORDAT_TRY(auto const root,
        json::parse(bytes,
            { .max_bytes = packet_limits::max_bytes, .max_depth = packet_limits::max_depth, .max_values = packet_limits::max_values }));
    auto const schema = schema_of(root);
    Reader reader(root);
    if (schema == review_packet_schema_id) {
        auto packet = reader.review_packet();
        return accept(reader, std::move(packet));
    }
    if (schema == reply_packet_schema_id) {
        auto packet = reader.reply_packet();
        return accept(reader, std::move(packet));
    }
    for (auto const known : { review_packet_schema_id, reply_packet_schema_id }) {
        if (schema.starts_with(known.substr(0, known.rfind(':') + 1)))
            return Error { .code = ErrorCode::UnsupportedVersion,
                .message = "this program reads " + std::string(known) + ", not \"" + schema.substr(0, 100) + "\"",
                .pointer = "/$schema",
                .key = "unsupported-version",
                .argument = schema.substr(0, 100) };
    }
    return Error { .code = ErrorCode::Malformed, .message = "this is no packet", .pointer = "/$schema", .key = "not-a-packet" };
}

std::string write_packet(ReviewPacket const& packet) { return sealed(content_of(packet)); }
std::string write_packet(ReplyPacket const& packet) { return sealed(content_of(packet)); }

} // namespace konkordat::review
