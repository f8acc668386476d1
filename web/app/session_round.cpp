#include "core/codec/agreement_json.h"
#include "core/pdf/export.h"
#include "web/app/session.h"

#include <algorithm>

/// Signing: the desk with one file, and the round of an agreement with the files that go out and come back.
namespace konkordat::app {

namespace {

using documents::Operation;
using documents::Product;

constexpr std::string_view pdf_type = "application/pdf";

} // namespace

SigningDesk::Owner Session::desk_owner()
{
    return { .world = m_world,
        .platform = m_platform,
        .words = [this]() -> Catalogue const& { return m_state.catalogue; },
        .carry_out = [this](documents::Work work, auto then) { carry_out(std::move(work), std::move(then)); },
        .say = [this](std::string text) { say(std::move(text)); },
        .post = [this](Post post, auto then) {
            m_awaited.emplace(++m_last_ticket, std::move(then));
            m_platform.post(m_last_ticket, std::move(post));
        },
        .keep = [this](std::string_view key, std::string const& value) {
            execute(Edit { .command = SetSetting { .key = std::string(key), .value = value } });
        },
        .kept = [this](std::string_view key) { return m_workspace ? m_workspace->setting(std::string(key)) : std::string(); } };
}

void Session::run(DeskAction const& action) { m_desk.run(action); }

void Session::show_signing(Screen previous)
{
    auto const screen = m_state.route.screen;
    if (screen == Screen::Verify)
        m_desk.arrive();
    else if (previous == Screen::Verify)
        m_desk.leave();
    if (screen == Screen::Signing && m_state.open)
        read_round(m_state.open->agreement.id);
}

bool Session::is_round_of(AgreementId const& agreement) const { return m_state.round.agreement == agreement; }

void Session::read_round(AgreementId const& agreement)
{
    if (is_round_of(agreement))
        return compare_approval();
    m_state.round = {};
    m_state.round.agreement = agreement;
    auto files = m_workspace->signing_files(agreement);
    if (!files) {
        m_state.round.failure = files.error();
        return;
    }
    m_state.round.files = std::move(*files);
    work_out_progress();
}

bool Session::keep_round(std::vector<SigningFile> files)
{
    auto& round = m_state.round;
    auto const kept = m_workspace->execute(SetSigningFiles { round.agreement, files }, m_state.author);
    if (!kept) {
        round.failure = kept.error();
        return false;
    }
    round.files = std::move(files);
    update_save_state();
    work_out_progress();
    return true;
}

void Session::work_out_progress()
{
    auto& round = m_state.round;
    round.progress.reset();
    if (round.files.empty()) {
        round.signed_version.reset();
        return;
    }
    round.is_busy = true;
    auto const is_present = [this, agreement = round.agreement, files = round.files.size()] {
        return is_round_of(agreement) && m_state.round.files.size() == files;
    };
    documents::ProgressParameters parameters;
    documents::Work work { .operation = Operation::Progress };
    for (auto const& file : round.files)
        work.files.push_back(file.bytes);
    for (std::size_t i = 1; i < round.files.size(); ++i)
        parameters.names.push_back(round.files[i].name);
    work.parameters = documents::pack(parameters);
    carry_out(std::move(work), [this, is_present](Result<Product> product) {
        if (!is_present())
            return;
        m_state.round.is_busy = false;
        auto progress = product ? documents::unpack<sign::Progress>(product->facts) : Result<sign::Progress>(product.error());
        if (progress)
            m_state.round.progress = std::move(*progress);
        else
            m_state.round.failure = progress.error();
    });
    documents::Work extract { .operation = Operation::ExtractAgreement };
    extract.files.push_back(round.files.front().bytes);
    carry_out(std::move(extract), [this, is_present](Result<Product> product) {
        if (!is_present() || !product || product->files.size() != 1)
            return;
        if (auto agreement = read_agreement(product->files.front())) {
            m_state.round.signed_version = std::move(*agreement);
            compare_approval();
        }
    });
}

void Session::compare_approval()
{
    auto& round = m_state.round;
    if (round.signed_version && m_state.open && is_round_of(m_state.open->agreement.id))
        round.approval = lifecycle::compare_with_signed(*round.signed_version, m_state.open->agreement);
}

void Session::run(PrepareRound const& action)
{
    m_drafts.store_all();
    if (!m_state.open || m_state.round.is_busy)
        return;
    auto const& agreement = m_state.open->agreement;
    auto& round = m_state.round;
    round.failure.reset();
    round.refused.clear();
    round.duplicates.clear();
    auto exported = document(action.languages);
    if (!exported) {
        round.failure = exported.error();
        return;
    }
    round.is_busy = true;
    documents::Work work { .operation = Operation::Prepare };
    work.files.push_back(std::move(*exported));
    auto const name = file_name(title_of(agreement.title), "pdf");
    carry_out(std::move(work), [this, name, id = agreement.id](Result<Product> product) {
        if (!is_round_of(id))
            return;
        m_state.round.is_busy = false;
        if (!product || product->files.size() != 1) {
            m_state.round.failure = product ? Error { .code = ErrorCode::Unavailable } : product.error();
            return;
        }
        if (!keep_round({ { .name = name, .added_at = m_world.now(), .bytes = product->files.front() } }))
            return;
        m_platform.save_file(name, pdf_type, product->files.front());
        say(m_state.catalogue("export.done", { { "file", name } }));
    });
}

void Session::run(ChooseReturnedFiles const&)
{
    m_platform.open_file(returned_token, { .accept = ".pdf,application/pdf", .multiple = true });
}

void Session::take_returned(FilesEvent& event)
{
    auto& round = m_state.round;
    m_platform.request_frame();
    if (round.files.empty() || round.is_busy || event.files.empty())
        return;
    round.failure.reset();
    round.refused.clear();
    round.duplicates.clear();
    std::vector<SigningFile> arrived;
    for (auto& file : event.files) {
        auto const same = [&](SigningFile const& known) { return known.bytes == file.bytes; };
        if (std::ranges::any_of(round.files, same) || std::ranges::any_of(arrived, same))
            round.duplicates.push_back(file.name);
        else
            arrived.push_back({ .name = std::move(file.name), .added_at = m_world.now(), .bytes = std::move(file.bytes) });
    }
    if (arrived.empty())
        return;
    round.is_busy = true;
    documents::ProgressParameters parameters;
    documents::Work work { .operation = Operation::Progress };
    work.files.push_back(round.files.front().bytes);
    for (auto const& file : arrived) {
        work.files.push_back(file.bytes);
        parameters.names.push_back(file.name);
    }
    work.parameters = documents::pack(parameters);
    carry_out(std::move(work), [this, id = round.agreement, arrived = std::move(arrived)](Result<Product> product) {
        if (!is_round_of(id))
            return;
        auto& now = m_state.round;
        now.is_busy = false;
        auto progress = product ? documents::unpack<sign::Progress>(product->facts) : Result<sign::Progress>(product.error());
        if (!progress) {
            now.failure = progress.error();
            return;
        }
        auto files = now.files;
        for (std::size_t i = 0; i < arrived.size() && i < progress->files.size(); ++i) {
            if (progress->files[i].refusal)
                now.refused.push_back(progress->files[i]);
            else
                files.push_back(arrived[i]);
        }
        if (files.size() > now.files.size())
            keep_round(std::move(files));
    });
}

void Session::run(RemoveReturnedFile const& action)
{
    auto files = m_state.round.files;
    if (action.file == 0 || action.file >= files.size() || m_state.round.is_busy)
        return;
    auto const name = files[action.file].name;
    files.erase(files.begin() + static_cast<std::ptrdiff_t>(action.file));
    if (keep_round(std::move(files)))
        say(m_state.catalogue("signing.removed", { { "file", name } }));
}

void Session::run(SaveRoundFile const& action)
{
    auto const& files = m_state.round.files;
    if (action.file >= files.size())
        return;
    m_platform.save_file(files[action.file].name, pdf_type, files[action.file].bytes);
    say(m_state.catalogue("export.done", { { "file", files[action.file].name } }));
}

void Session::run(EndRound const&)
{
    if (!m_state.round.is_busy && keep_round({}))
        say(m_state.catalogue("signing.ended"));
}

} // namespace konkordat::app
