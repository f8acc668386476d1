#include "core/review/packet_json.h"
#include "core/review/resolve.h"
#include "web/app/session.h"

#include <algorithm>

/// Versions of an agreement, and its review as who drafts it sees it.
namespace konkordat::app {

namespace {

using namespace review;

constexpr std::string_view json_type = "application/json";

/// What is kept of one kind; what cannot be read is told.
template <typename Read, typename Keep>
void read_kind(Workspace const& workspace, ReviewState& state, AgreementRecordKind kind, Read read, Keep keep)
{
    auto const records = workspace.records(state.agreement, kind);
    if (!records) {
        state.damaged.push_back(std::string(name_of(kind)) + ": " + records.error().to_string());
        return;
    }
    for (auto const& record : *records) {
        auto item = read(record.content);
        if (item)
            keep(std::move(*item));
        else
            state.damaged.push_back(std::string(name_of(kind)) + " " + record.id + ": " + item.error().to_string());
    }
}

template <typename Kind>
void read_packets(Workspace const& workspace, ReviewState& state, AgreementRecordKind kind, std::vector<Kind>& packets)
{
    read_kind(workspace, state, kind, read_packet, [&](Packet packet) {
        if (auto* expected = std::get_if<Kind>(&packet))
            packets.push_back(std::move(*expected));
    });
    std::ranges::sort(packets, std::greater {}, [](Kind const& packet) { return std::pair(packet.time, packet.id); });
}

/// The text of a version that was kept, or went out, or came here; nullptr if there is none.
Agreement const* text_of_version(ReviewState const& state, std::string const& hash)
{
    for (auto const& kept : state.versions) {
        if (kept.version.hash == hash)
            return &kept.agreement;
    }
    for (auto const* packets : { &state.packets, &state.tasks }) {
        for (auto const& packet : *packets) {
            if (packet.version.hash == hash)
                return &packet.agreement;
        }
    }
    return nullptr;
}

/// Where the remark's words stand in the agreement.
std::optional<TextRange> range_in(ReviewState const& state, Agreement const& agreement, Annotation const& annotation)
{
    auto const text = selected_text(agreement, *annotation.target);
    if (!text)
        return std::nullopt;
    if (auto const* former = text_of_version(state, annotation.version)) {
        if (auto const old_text = selected_text(*former, *annotation.target))
            return carry_anchor(*old_text, *text, *annotation.target);
    }
    return find_anchor(*text, *annotation.target);
}

} // namespace

std::optional<TextRange> find_remark(ReviewState const& state, Agreement const& agreement, Annotation const& annotation)
{
    return annotation.target ? range_in(state, agreement, annotation) : std::nullopt;
}

Agreement const* find_version_text(ReviewState const& state, std::string const& hash) { return text_of_version(state, hash); }

void Session::run(ReviewAction const& action)
{
    m_drafts.store_all();
    std::visit([this](auto const& what) { handle(what); }, action);
    m_platform.request_frame();
}

Author Session::author() const
{
    Author who { .name = m_state.author, .organisation = {} };
    if (m_state.route.screen != Screen::Task)
        return who;
    for (auto const& task : m_state.review.tasks) {
        if (task.id.str() != m_state.route.item)
            continue;
        who.organisation = task.recipient.organisation;
        if (who.name.empty())
            who.name = task.recipient.name;
    }
    return who;
}

void Session::read_review()
{
    auto const screen = m_state.route.screen;
    if (!m_workspace || !m_state.open || (screen != Screen::Versions && screen != Screen::Remarks && screen != Screen::Task))
        return;
    auto const& agreement = m_state.open->agreement;
    ReviewState state;
    state.agreement = agreement.id;
    state.draft_hash = content_hash(agreement);
    state.revision = m_state.review.revision + 1;
    state.notices = std::move(m_state.review.notices);
    bool const is_same = m_state.review.agreement == agreement.id && m_state.review.draft_hash == state.draft_hash;
    if (is_same) {
        state.carried = m_state.review.carried;
        state.merge = std::move(m_state.review.merge);
    }
    auto const& workspace = *m_workspace;
    read_kind(workspace, state, AgreementRecordKind::Version, read_kept_version,
        [&](KeptVersion kept) { state.versions.push_back(std::move(kept)); });
    std::ranges::sort(
        state.versions, std::greater {}, [](KeptVersion const& kept) { return std::pair(kept.version.time, kept.version.id); });
    read_kind(workspace, state, AgreementRecordKind::Annotation, read_kept_annotation,
        [&](Annotation annotation) { state.annotations.push_back(std::move(annotation)); });
    std::ranges::sort(state.annotations, {}, [](Annotation const& annotation) { return std::pair(annotation.time, annotation.id); });
    read_packets(workspace, state, AgreementRecordKind::Packet, state.packets);
    read_packets(workspace, state, AgreementRecordKind::Reply, state.replies);
    read_packets(workspace, state, AgreementRecordKind::Task, state.tasks);
    read_kind(workspace, state, AgreementRecordKind::Decision, read_kept_decision,
        [&](KeptDecision kept) { state.decisions.push_back(std::move(kept)); });
    read_kind(
        workspace, state, AgreementRecordKind::Draft, read_kept_draft, [&](ReplyDraft draft) { state.drafts.push_back(std::move(draft)); });
    m_state.review = std::move(state);
}

bool Session::put_records(std::vector<AgreementRecord> records, std::optional<Agreement> revised, std::string toast)
{
    if (!m_state.open)
        return false;
    return execute(Edit {
        .command = PutRecords { .agreement = m_state.open->agreement.id, .records = std::move(records), .revised = std::move(revised) },
        .toast = std::move(toast) });
}

bool Session::put_remark(Annotation const& annotation, std::string toast)
{
    return put_records({ { .kind = AgreementRecordKind::Annotation, .id = annotation.id.str(), .content = write_kept(annotation) } }, {},
        std::move(toast));
}

void Session::notice(std::string title, std::string text, ui::Tone tone)
{
    m_state.review.notices.push_back({ .title = std::move(title), .text = std::move(text), .tone = tone });
    m_platform.request_frame();
}

void Session::handle(NameVersion const& action)
{
    if (!m_state.open)
        return;
    auto const& agreement = m_state.open->agreement;
    KeptVersion const kept { .version = name_version(m_world, agreement, action.name, author(), action.reason), .agreement = agreement };
    put_records({ { .kind = AgreementRecordKind::Version, .id = kept.version.id.str(), .content = write_kept(kept) } }, {},
        m_state.catalogue("versions.named", { { "name", action.name } }));
}

void Session::handle(RestoreVersion const& action)
{
    auto const& versions = m_state.review.versions;
    auto const found = std::ranges::find(versions, action.version, [](KeptVersion const& kept) { return kept.version.id; });
    if (!m_state.open || found == versions.end())
        return;
    auto revised = found->agreement;
    // What has happened to the agreement since did happen.
    revised.state = m_state.open->agreement.state;
    revised.lifecycle = m_state.open->agreement.lifecycle;
    put_records({}, std::move(revised), m_state.catalogue("versions.restored", { { "name", found->version.name } }));
}

void Session::handle(AddRemark const& action)
{
    Annotation const annotation { .id = AnnotationId(create_identifier(m_world, "remark")),
        .kind = action.kind,
        .visibility = action.visibility,
        .version = action.version,
        .target = action.target,
        .author = author(),
        .time = m_world.now(),
        .text = action.text,
        .replacement = action.replacement,
        .replies = {},
        .actions = {} };
    put_remark(annotation, m_state.catalogue("remarks.added"));
}

void Session::handle(AnswerRemark const& action)
{
    auto const& annotations = m_state.review.annotations;
    auto const found = std::ranges::find(annotations, action.remark, &Annotation::id);
    if (found == annotations.end())
        return;
    auto annotation = *found;
    annotation.replies.push_back({ .id = ReplyId(create_identifier(m_world, "answer")),
        .author = author(),
        .time = m_world.now(),
        .visibility = annotation.visibility == Visibility::Internal ? Visibility::Internal : action.visibility,
        .text = action.text });
    std::ranges::sort(annotation.replies, {}, [](Reply const& reply) { return std::pair(reply.time, reply.id); });
    put_remark(annotation, {});
}

void Session::handle(ActOnRemark const& action)
{
    auto const& annotations = m_state.review.annotations;
    auto const found = std::ranges::find(annotations, action.remark, &Annotation::id);
    if (found == annotations.end())
        return;
    auto annotation = *found;
    annotation.actions.push_back({ .id = ActionId(create_identifier(m_world, "action")),
        .kind = action.kind,
        .author = author(),
        .time = m_world.now(),
        .note = {} });
    std::ranges::stable_sort(annotation.actions, {}, &review::Action::time);
    if (action.kind == ActionKind::Accept)
        return accept_suggestion(std::move(annotation));
    put_remark(annotation, m_state.catalogue("remarks.done." + std::string(name_of(action.kind))));
}

void Session::accept_suggestion(Annotation annotation)
{
    if (!m_state.open || !annotation.target)
        return;
    auto agreement = m_state.open->agreement;
    auto const& target = *annotation.target;
    auto const range = find_remark(m_state.review, agreement, annotation);
    if (!range) {
        show_problem(m_state.catalogue("remarks.accept.failed"), Error { .code = ErrorCode::NotFound, .key = "suggestion-orphaned" });
        return;
    }
    std::string text(*selected_text(agreement, target));
    text.replace(range->begin, range->end - range->begin, annotation.replacement);
    auto const command = target.part == TextPart::Heading ? Command(SetClauseHeading { agreement.id, target.clause, target.language, text })
                                                          : Command(SetClauseBody { agreement.id, target.clause, target.language, text });
    if (auto const applied = apply(command, agreement); !applied) {
        show_problem(m_state.catalogue("remarks.accept.failed"), applied.error());
        return;
    }
    put_records({ { .kind = AgreementRecordKind::Annotation, .id = annotation.id.str(), .content = write_kept(annotation) } },
        std::move(agreement), m_state.catalogue("remarks.done.accept"));
}

void Session::handle(SendForReview const& action)
{
    if (!m_state.open)
        return;
    auto const& agreement = m_state.open->agreement;
    auto const& state = m_state.review;
    std::vector<AgreementRecord> records;
    auto known = std::ranges::find(state.versions, state.draft_hash, [](KeptVersion const& kept) { return kept.version.hash; });
    Version version;
    if (known == state.versions.end()) {
        // What went out can always be looked up.
        version = name_version(m_world, agreement,
            m_state.catalogue("versions.for-review", { { "date", m_world.today().to_short_text(m_state.language()) } }), author(), {});
        records.push_back(
            { .kind = AgreementRecordKind::Version, .id = version.id.str(), .content = write_kept(KeptVersion { version, agreement }) });
    } else {
        version = known->version;
    }
    ReviewPacket packet { .id = PacketId(create_identifier(m_world, "packet")),
        .time = m_world.now(),
        .sender = author(),
        .recipient = action.recipient,
        .message = action.message,
        .version = version,
        .agreement = agreement,
        .compared = {},
        .former = {},
        .questions = {},
        .deadline = action.deadline,
        .annotations = shared_part(state.annotations) };
    for (auto const& text : action.questions)
        packet.questions.push_back({ .id = QuestionId(create_identifier(m_world, "question")), .text = text, .clause = {} });
    if (action.compared) {
        auto const former = std::ranges::find(state.versions, *action.compared, [](KeptVersion const& kept) { return kept.version.id; });
        if (former != state.versions.end()) {
            packet.compared = former->version;
            packet.former = former->agreement;
        }
    }
    auto const bytes = write_packet(packet);
    records.push_back({ .kind = AgreementRecordKind::Packet, .id = packet.id.str(), .content = bytes });
    auto const name = file_name(m_state.catalogue("packet.file") + " " + action.recipient.name + " " + title_of(agreement.title), "json");
    if (!put_records(std::move(records)))
        return;
    m_platform.save_file(name, json_type, bytes);
    say(m_state.catalogue("export.done", { { "file", name } }));
}

void Session::handle(SavePacketAgain const& action)
{
    auto const& packets = m_state.review.packets;
    auto const found = std::ranges::find(packets, action.packet, &ReviewPacket::id);
    if (found == packets.end())
        return;
    auto const name = file_name(
        m_state.catalogue("packet.file") + " " + found->recipient.name + " " + title_of(found->agreement.title), "json");
    m_platform.save_file(name, json_type, write_packet(*found));
    say(m_state.catalogue("export.done", { { "file", name } }));
}

void Session::handle(TakeDecision const& action)
{
    auto const& replies = m_state.review.replies;
    auto const found = std::ranges::find(replies, action.reply, &ReplyPacket::id);
    if (!m_state.open || found == replies.end() || !found->decision)
        return;
    auto const& decision = *found->decision;
    auto agreement = m_state.open->agreement;
    auto const event = lifecycle_event(decision, agreement);
    if (!event) {
        show_problem(m_state.catalogue("decision.failed"), event.error(), m_state.catalogue("import.unchanged"));
        return;
    }
    std::optional<Agreement> revised;
    if (*event) {
        if (auto const applied = apply(ChangeLifecycle { agreement.id, **event }, agreement); !applied) {
            show_problem(m_state.catalogue("decision.failed"), applied.error(), m_state.catalogue("import.unchanged"));
            return;
        }
        revised = std::move(agreement);
    }
    put_records(
        { { .kind = AgreementRecordKind::Decision, .id = decision.id.str(), .content = write_kept(KeptDecision { decision, {} }) } },
        std::move(revised), m_state.catalogue("decision.taken"));
}

void Session::handle(TickCondition const& action)
{
    auto const& decisions = m_state.review.decisions;
    auto const found = std::ranges::find(decisions, action.decision, [](KeptDecision const& kept) { return kept.decision.id; });
    if (found == decisions.end())
        return;
    auto kept = *found;
    if (action.done)
        kept.done.insert(action.condition);
    else
        kept.done.erase(action.condition);
    put_records({ { .kind = AgreementRecordKind::Decision, .id = kept.decision.id.str(), .content = write_kept(kept) } });
}

void Session::handle(CarryOver const& action)
{
    auto& state = m_state.review;
    auto const found = std::ranges::find(state.replies, action.reply, &ReplyPacket::id);
    if (!m_state.open || found == state.replies.end())
        return;
    ReceivedReply received { .id = found->id,
        .in_reply_to = found->in_reply_to,
        .version = found->version,
        .time = found->time,
        .author = found->author,
        .message = found->message,
        .answers = found->answers,
        .decision = found->decision,
        .own_version = found->own_version };
    auto const* reviewed = text_of_version(state, found->version);
    auto merged = reviewed
        ? carry_over(*reviewed, m_state.open->agreement, received)
        : Result<Merge>(Error { .code = ErrorCode::NotFound, .key = "packet-unknown-version", .argument = found->version.substr(0, 12) });
    if (!merged) {
        show_problem(m_state.catalogue("carry.failed"), merged.error(), m_state.catalogue("import.unchanged"));
        return;
    }
    state.carried = action.reply;
    state.merge = std::move(*merged);
    ++state.revision;
}

void Session::handle(TakeCarriedOver const& action)
{
    auto const& state = m_state.review;
    if (!state.merge || !m_state.open)
        return;
    auto agreement = state.merge->agreement;
    for (std::size_t i = 0; i < state.merge->conflicts.size(); ++i) {
        auto const& conflict = state.merge->conflicts[i];
        bool const takes_theirs = i < action.theirs.size() && action.theirs[i];
        auto resolved = resolve(agreement, takes_theirs ? conflict.theirs : conflict.ours);
        if (!resolved) {
            show_problem(m_state.catalogue("carry.failed"), resolved.error(), m_state.catalogue("import.unchanged"));
            return;
        }
        agreement = std::move(*resolved);
    }
    if (put_records({}, std::move(agreement), m_state.catalogue("carry.done")))
        handle(DismissCarriedOver {});
}

void Session::handle(DismissCarriedOver const&)
{
    m_state.review.carried.reset();
    m_state.review.merge.reset();
}

} // namespace konkordat::app
