#include "core/review/packet_json.h"
#include "web/app/session.h"

#include <algorithm>

/// Packets that come: to be reviewed here, or as replies.
namespace konkordat::app {

namespace {

using namespace review;

constexpr std::string_view json_type = "application/json";

/// Whether nothing but times distinguishes them.
bool is_same_text(Agreement first, Agreement const& second)
{
    first.created_at = second.created_at;
    first.modified_at = second.modified_at;
    return first == second;
}

AgreementRecord record_of(Annotation const& annotation)
{
    return { .kind = AgreementRecordKind::Annotation, .id = annotation.id.str(), .content = write_kept(annotation) };
}

/// Those that can be read.
Result<std::vector<Annotation>> annotations_of(Workspace const& workspace, AgreementId const& agreement)
{
    KONKORDAT_TRY(auto const records, workspace.records(agreement, AgreementRecordKind::Annotation));
    std::vector<Annotation> annotations;
    for (auto const& record : records) {
        if (auto annotation = read_kept_annotation(record.content))
            annotations.push_back(std::move(*annotation));
    }
    return annotations;
}

/// Records of what is new or other in `after`.
std::vector<AgreementRecord> changed_annotations(std::vector<Annotation> const& before, std::vector<Annotation> const& after)
{
    std::vector<AgreementRecord> records;
    for (auto const& annotation : after) {
        if (std::ranges::find(before, annotation) == before.end())
            records.push_back(record_of(annotation));
    }
    return records;
}

Error foreign_agreement(AgreementId const& agreement)
{
    return { .code = ErrorCode::InvalidArgument,
        .message = "the reply is about another agreement",
        .key = "packet-other-agreement",
        .argument = agreement.str() };
}

} // namespace

void Session::show_review()
{
    auto const screen = m_state.route.screen;
    if (screen == Screen::Review)
        list_review_tasks();
    if (screen != Screen::Review && screen != Screen::Remarks && screen != Screen::Task)
        m_state.review.notices.clear();
}

void Session::list_review_tasks()
{
    m_state.review.all_tasks.clear();
    if (!m_workspace)
        return;
    auto const records = m_workspace->all_records(AgreementRecordKind::Task);
    if (!records)
        return;
    for (auto const& [agreement, record] : *records) {
        auto packet = read_packet(record.content);
        auto const* task = packet ? std::get_if<ReviewPacket>(&*packet) : nullptr;
        if (!task)
            continue;
        ReviewTask entry { .agreement = agreement,
            .packet = task->id,
            .title = task->agreement.title,
            .from = task->sender.name,
            .deadline = task->deadline,
            .is_answered = false };
        if (auto const drafts = m_workspace->records(agreement, AgreementRecordKind::Draft)) {
            for (auto const& draft_record : *drafts) {
                auto const draft = read_kept_draft(draft_record.content);
                entry.is_answered = entry.is_answered || (draft && draft->task == task->id && draft->sent);
            }
        }
        m_state.review.all_tasks.push_back(std::move(entry));
    }
    std::ranges::reverse(m_state.review.all_tasks);
}

void Session::handle(ChooseReviewFiles const&)
{
    m_platform.open_file(review_token, { .accept = ".json,application/json", .multiple = m_state.route.screen == Screen::Remarks });
}

void Session::take_review_files(FilesEvent const& event)
{
    m_state.review.notices.clear();
    for (auto const& refused : event.refused)
        notice(m_state.catalogue("packet.refused", { { "file", refused.name } }),
            m_state.catalogue("import.toolarge", { { "file", refused.name }, { "limit", std::to_string(refused.limit / 1024 / 1024) } }), ui::Tone::Error);
    for (auto const& file : event.files)
        take_review_file(file);
}

void Session::take_review_file(File const& file)
{
    m_drafts.store_all();
    if (!m_workspace)
        return;
    if (m_workspace->mode() == OpenMode::ReadOnly)
        return refuse_review_file(file.name, { .code = ErrorCode::ReadOnly });
    auto packet = read_packet(file.bytes);
    if (!packet)
        return refuse_review_file(file.name, packet.error());
    if (auto* task = std::get_if<ReviewPacket>(&*packet))
        take_task(file.name, std::move(*task));
    else
        take_reply(file.name, std::get<ReplyPacket>(*packet));
}

void Session::refuse_review_file(std::string const& file, Error const& error)
{
    auto const title = m_state.catalogue("packet.refused", { { "file", file } });
    auto const screen = m_state.route.screen;
    if (screen == Screen::Review || screen == Screen::Remarks || screen == Screen::Task)
        notice(title, m_state.catalogue.describe(error) + " " + m_state.catalogue("import.unchanged"), ui::Tone::Error);
    else
        show_problem(title, error, m_state.catalogue("import.unchanged"));
}

void Session::take_task(std::string const& file, ReviewPacket packet)
{
    auto const& words = m_state.catalogue;
    auto const id = packet.agreement.id;
    auto const refuse = [&](Error const& error) { refuse_review_file(file, error); };
    auto const record = AgreementRecord { .kind = AgreementRecordKind::Task, .id = packet.id.str(), .content = write_packet(packet) };
    Route const route { .screen = Screen::Task, .agreement = id, .item = packet.id.str() };
    std::vector<AgreementRecord> records { record };
    std::optional<Agreement> revised;
    bool stands_here = true;
    std::vector<Annotation> known_annotations;
    if (auto const current = m_workspace->load(id)) {
        auto const sent = m_workspace->records(id, AgreementRecordKind::Packet);
        if (sent && std::ranges::find(*sent, record.id, &AgreementRecord::id) != sent->end())
            return refuse({ .code = ErrorCode::InvalidArgument, .key = "packet-own" });
        auto const tasks = m_workspace->records(id, AgreementRecordKind::Task);
        if (!tasks)
            return refuse(tasks.error());
        bool is_untouched = false;
        for (auto const& known : *tasks) {
            if (known.id == record.id && known.content != record.content)
                return refuse({ .code = ErrorCode::Inconsistent, .key = "packet-altered", .argument = record.id });
            if (known.id == record.id) {
                run(Navigate { .route = route });
                return notice(words("packet.again", { { "file", file } }), {}, ui::Tone::Note);
            }
            auto const before = read_packet(known.content);
            auto const* task = before ? std::get_if<ReviewPacket>(&*before) : nullptr;
            is_untouched = is_untouched || (task && is_same_text(task->agreement, *current));
        }
        // What the reviewer has not touched since the last packet becomes the new draft; what she works on stays.
        stands_here = is_untouched || is_same_text(packet.agreement, *current);
        if (is_untouched && !is_same_text(packet.agreement, *current))
            revised = packet.agreement;
        auto annotations = annotations_of(*m_workspace, id);
        if (!annotations)
            return refuse(annotations.error());
        known_annotations = std::move(*annotations);
    } else {
        auto const imported = m_workspace->execute(
            ImportAgreement { .agreement = packet.agreement, .mode = ImportMode::RefuseExisting }, m_state.author);
        if (!imported)
            return refuse(imported.error());
    }
    if (stands_here)
        records.push_back({ .kind = AgreementRecordKind::Version,
            .id = packet.version.id.str(),
            .content = write_kept(KeptVersion { packet.version, packet.agreement }) });
    auto const merged = merge_annotations(known_annotations, packet.annotations);
    std::ranges::move(changed_annotations(known_annotations, merged.annotations), std::back_inserter(records));
    auto const kept = m_workspace->execute(
        PutRecords { .agreement = id, .records = std::move(records), .revised = std::move(revised) }, m_state.author);
    if (!kept)
        return refuse(kept.error());
    run(Navigate { .route = route });
    if (!merged.conflicts.empty())
        notice(words.plural("packet.altered-remarks", merged.conflicts.size()), {}, ui::Tone::Warning);
    update_save_state();
}

void Session::take_reply(std::string const& file, ReplyPacket const& reply)
{
    auto const& words = m_state.catalogue;
    auto const refuse = [&](Error const& error) { refuse_review_file(file, error); };
    bool const is_here = m_state.route.screen == Screen::Remarks && m_state.open;
    auto const id = is_here ? m_state.open->agreement.id : reply.agreement;
    auto const known = m_workspace->contains(id);
    if (!known || !*known)
        return refuse(known ? foreign_agreement(reply.agreement) : known.error());
    if (!is_here)
        run(Navigate { .route = { .screen = Screen::Remarks, .agreement = id, .item = {} } });
    auto& state = m_state.review;
    ReviewedVersions versions { .agreement = id, .hashes = {} };
    for (auto const& packet : state.packets)
        versions.hashes.push_back(packet.version.hash);
    Review review { .annotations = state.annotations, .replies = {} };
    for (auto const& before : state.replies) {
        // Its remarks are among the annotations; what became of them since stays.
        auto without_remarks = before;
        without_remarks.annotations.clear();
        (void)receive_reply(review, { .agreement = id, .hashes = { before.version } }, without_remarks);
    }
    auto const outcome = receive_reply(review, versions, reply);
    if (!outcome)
        return refuse(outcome.error());
    auto const who = reply.author.name.empty() ? reply.author.organisation : reply.author.name;
    if (outcome->known)
        return notice(words("packet.again", { { "file", file } }), {}, ui::Tone::Note);
    auto records = changed_annotations(state.annotations, review.annotations);
    auto const remarks = records.size();
    records.push_back({ .kind = AgreementRecordKind::Reply, .id = reply.id.str(), .content = write_packet(reply) });
    if (!put_records(std::move(records)))
        return;
    notice(words("reply.taken", { { "name", who } }), words.plural("reply.taken.remarks", remarks), ui::Tone::Success);
    if (!outcome->conflicts.empty())
        notice(words.plural("packet.altered-remarks", outcome->conflicts.size()), {}, ui::Tone::Warning);
}

void Session::handle(SaveReply const& action)
{
    auto const& words = m_state.catalogue;
    auto const& state = m_state.review;
    auto const task = std::ranges::find(state.tasks, action.task, &ReviewPacket::id);
    if (!m_state.open || task == state.tasks.end())
        return;
    m_state.review.notices.clear();
    auto const stored = std::ranges::find(state.drafts, action.task, &ReplyDraft::task);
    ReplyDraft draft = stored == state.drafts.end() ? ReplyDraft { .task = action.task } : *stored;
    auto reply = to_reply(draft, *task, PacketId(create_identifier(m_world, "reply")), author(), m_world.now());
    if (!reply)
        return notice(words("reply.incomplete"), words.describe(reply.error()), ui::Tone::Error);
    reply->annotations = shared_part(state.annotations);
    if (draft.with_own_version)
        reply->own_version = m_state.open->agreement;
    auto const bytes = write_packet(*reply);
    draft.sent = m_world.now();
    auto const who = reply->author.name.empty() ? reply->author.organisation : reply->author.name;
    auto const name = file_name(words("reply.file") + " " + who + " " + title_of(task->agreement.title), "json");
    // What is kept is read anew: `task` is gone then.
    if (!put_records({ { .kind = AgreementRecordKind::Draft, .id = action.task.str(), .content = write_kept(draft) } }))
        return;
    m_platform.save_file(name, json_type, bytes);
    notice(words("reply.saved", { { "file", name } }), words("reply.saved.text"), ui::Tone::Success);
}

} // namespace konkordat::app
