#include "tests/core/review/random_review.h"

#include <numeric>

namespace konkordat::review {

namespace {

Author author(std::mt19937& random) { return { "Person " + std::to_string(random() % 5), random() % 2 == 0 ? "Kanton Bern" : "" }; }

std::string remark(std::mt19937& random, Visibility visibility)
{
    return (visibility == Visibility::Internal ? "vertraulich " : "Bemerkung ") + std::to_string(random());
}

Visibility visibility(std::mt19937& random) { return random() % 3 == 0 ? Visibility::Internal : Visibility::Shared; }

TextSelector selector(std::mt19937& random)
{
    std::string const text = "Die Polizei informiert die Opferhilfe über den Fall; «Übergabe» \"im\" Einzelnen: siehe Anhang.";
    auto const begin = static_cast<std::size_t>(random() % 3) * 4;
    return select_text(ClauseId("clause-" + std::to_string(random() % 5)), random() % 3 == 0 ? TextPart::Heading : TextPart::Body,
        random() % 2 == 0 ? Language::German : Language::French, text, { begin, begin + 20 });
}

} // namespace

std::vector<Annotation> random_annotations(std::mt19937& random, std::size_t count, std::string const& prefix)
{
    std::vector<Annotation> annotations;
    for (std::size_t i = 0; i < count; ++i) {
        auto const id = prefix + "-" + std::to_string(i);
        Annotation annotation;
        annotation.id = AnnotationId(id);
        annotation.kind = random() % 2 == 0 ? AnnotationKind::Comment : AnnotationKind::Suggestion;
        annotation.visibility = visibility(random);
        annotation.version = std::string(64, static_cast<char>('0' + random() % 10));
        if (random() % 4 != 0)
            annotation.target = selector(random);
        annotation.author = author(random);
        annotation.time = { static_cast<std::int64_t>(1'767'225'600 + 60 * i) };
        annotation.text = remark(random, annotation.visibility);
        if (annotation.kind == AnnotationKind::Suggestion)
            annotation.replacement = remark(random, annotation.visibility);
        for (std::size_t k = 0; k < random() % 4; ++k) {
            auto const reply_visibility = visibility(random);
            annotation.replies.push_back({ ReplyId(id + "-r" + std::to_string(k)), author(random),
                { annotation.time.seconds + static_cast<std::int64_t>(k) }, reply_visibility, remark(random, reply_visibility) });
        }
        for (std::size_t k = 0; k < random() % 3; ++k)
            annotation.actions.push_back({ ActionId(id + "-x" + std::to_string(k)), static_cast<ActionKind>(random() % 4), author(random),
                { annotation.time.seconds + static_cast<std::int64_t>(k) }, random() % 2 == 0 ? "Grund" : "" });
        annotations.push_back(annotation);
    }
    return annotations;
}

ReviewPacket sample_packet(Agreement const& agreement, Agreement const& former)
{
    std::mt19937 random(7);
    ReviewPacket packet;
    packet.id = PacketId("packet-1");
    packet.time = { 1'767'229'200 };
    packet.sender = { "Alex Muster", "Runder Tisch Bern" };
    packet.recipient = { "Kim Beispiel", "Regierungsrat" };
    packet.message = "Wir bitten um Ihre Stellungnahme.\n\nDanke.";
    packet.version = { VersionId("version-2"), agreement.id, "Zweiter Entwurf", packet.sender, { 1'767'229'100 }, "nach der Sitzung",
        content_hash(agreement) };
    packet.agreement = agreement;
    packet.compared = Version { VersionId("version-1"), former.id, "Erster Entwurf", packet.sender, { 1'767'225'600 }, "",
        content_hash(former) };
    packet.former = former;
    packet.questions = { { QuestionId("q1"), "Ist die Frist richtig?", ClauseId("s") }, { QuestionId("q2"), "Sonst etwas?", {} } };
    packet.deadline = *Date::create(2026, 3, 31);
    packet.annotations = shared_part(random_annotations(random, 6));
    return packet;
}

ReplyPacket sample_reply(ReviewPacket const& packet, std::string const& id)
{
    std::mt19937 random(
        std::accumulate(id.begin(), id.end(), 0U, [](unsigned sum, char c) { return 31 * sum + static_cast<unsigned char>(c); }));
    ReplyPacket reply;
    reply.id = PacketId(id);
    reply.in_reply_to = packet.id;
    reply.agreement = packet.agreement.id;
    reply.version = packet.version.hash;
    reply.time = { 1'767'300'000 };
    reply.author = packet.recipient;
    reply.message = "Mit Auflagen einverstanden.";
    reply.answers = { { QuestionId("q1"), "Ja." } };
    reply.annotations = packet.annotations;
    for (auto const& annotation : shared_part(random_annotations(random, 5, id)))
        reply.annotations.push_back(annotation);
    reply.annotations.front().replies.push_back(
        { ReplyId(id + "-answer"), reply.author, { 1'767'299'000 }, Visibility::Shared, "Einverstanden" });
    reply.decision = Decision { DecisionId("decision-" + id), reply.version, DecisionKind::ApprovedWithConditions, "Regierungsrat",
        "RRB 12/2026", *Date::create(2026, 3, 30), "Die Frist ist zu kurz.",
        { { ConditionId("condition-1"), "Frist auf 45 Tage verlängern", ClauseId("s"), *Date::create(2026, 6, 30) },
            { ConditionId("condition-2"), "Liste der Kontakte nachreichen", {}, {} } },
        reply.author, { 1'767'299'500 } };
    reply.own_version = packet.agreement;
    reply.own_version->clauses.front().heading[Language::German] = "Zweck und Ziele " + id;
    return reply;
}

} // namespace konkordat::review
