#include "core/base/json.h"
#include "core/codec/agreement_json.h"
#include "core/pdf/export.h"
#include "web/app/register_desk.h"
#include "web/app/signing_desk_files.h"

#include <algorithm>

/// Files that are taken into the register: JSON is read here, PDFs are verified beside the application.
namespace konkordat::app {

namespace {

using compare::SkipReason;
using documents::Operation;
using documents::Product;

constexpr std::string_view register_token = "register";
constexpr std::size_t max_twin_bytes = 3U * 1024 * 1024;

bool looks_like_profiles(std::string_view bytes)
{
    return bytes.find("\"konkordat-profiles/") != std::string_view::npos && bytes.find(agreement_schema_id) == std::string_view::npos;
}

/// Sound JSON that does not claim to be an agreement.
bool is_something_else(std::string_view bytes)
{
    auto const value = json::parse(bytes);
    if (!value)
        return false;
    auto const schema = std::ranges::find(value->members, "$schema", &std::pair<std::string, json::Value>::first);
    return schema == value->members.end() || !schema->second.text.starts_with("urn:konkordat:schema:agreement:");
}

} // namespace

void RegisterDesk::carry_out(ChooseRegisterFiles const&)
{
    m_owner.platform.open_file(register_token, { .accept = ".json,.pdf,application/json,application/pdf", .multiple = true });
}

void RegisterDesk::carry_out(ChooseRegisterFolder const&)
{
    m_owner.platform.open_file(register_token, { .accept = ".json,.pdf", .multiple = true, .folder = true });
}

bool RegisterDesk::receive(FilesEvent& event)
{
    if (event.target != register_token && !event.target.ends_with("/register-files"))
        return false;
    if (!m_collection)
        return true;
    if (m_files.empty() && m_state.waiting == 0) {
        m_state.skipped.clear();
        m_state.taken = m_state.brought = 0;
    }
    m_state.brought += event.files.size() + event.refused.size();
    for (auto const& refused : event.refused) {
        bool const large = refused.problem == FileProblem::TooLarge;
        skip(refused.name, SkipReason::Unreadable, { .code = large ? ErrorCode::TooLarge : ErrorCode::Unavailable });
    }
    bool const idle = m_state.waiting == 0;
    std::ranges::sort(event.files, {}, &File::name);
    std::ranges::move(event.files, std::back_inserter(m_files));
    m_state.waiting = m_files.size() + (idle ? 0 : 1);
    m_owner.platform.request_frame();
    if (idle)
        read_next();
    return true;
}

void RegisterDesk::read_next()
{
    while (!m_files.empty()) {
        m_state.waiting = m_files.size();
        auto file = std::move(m_files.front());
        m_files.pop_front();
        if (file.bytes.starts_with("%PDF"))
            return read_pdf(std::move(file));
        if (looks_like_profiles(file.bytes))
            read_notes(file.name, file.bytes);
        else
            read_json(file.name, file.bytes, "unsigned");
    }
    finish_reading();
}

void RegisterDesk::skip(std::string const& name, SkipReason reason, Error error)
{
    m_state.skipped.push_back({ .file = name, .reason = reason, .error = std::move(error) });
}

void RegisterDesk::read_json(std::string const& name, std::string_view json, std::string verification)
{
    auto agreement = read_agreement(json);
    if (agreement)
        take(name, std::move(*agreement), std::move(verification));
    else
        skip(name, is_something_else(json) ? SkipReason::Foreign : SkipReason::Unreadable, agreement.error());
}

void RegisterDesk::read_notes(std::string const& name, std::string_view json)
{
    auto file = compare::read_profiles(json, *m_state.dimensions);
    if (!file)
        return skip(name, SkipReason::Unreadable, file.error());
    for (auto& profile : file->profiles) {
        auto const is_known = [&](std::string const& code) { return find_canton(m_owner.cantons, code) != nullptr; };
        if (profile.origin != compare::Origin::Hand || !std::ranges::any_of(profile.cantons, is_known)) {
            skip(name, SkipReason::Foreign, { .code = ErrorCode::NotFound, .key = "unknown-canton", .argument = profile.id });
            continue;
        }
        RegisterEntry entry { .kind = RegisterKind::Notes,
            .id = profile.id,
            .modified_at = m_owner.world.now(),
            .cantons = profile.cantons,
            .file = name,
            .added_at = m_owner.world.now(),
            .content = {} };
        entry.content = compare::write_profiles({ .documents = file->documents, .profiles = { std::move(profile) } }, *m_state.dimensions);
        m_arrived.push_back(std::move(entry));
        ++m_state.taken;
    }
}

void RegisterDesk::read_pdf(File file)
{
    documents::Work work { .operation = Operation::ExtractAgreement, .files = { file.bytes } };
    m_owner.carry_out(std::move(work), [this, turn = m_turn, file = std::move(file)](Result<Product> product) mutable {
        if (turn != m_turn)
            return;
        auto const languages = product ? documents::unpack<documents::ExtractedFacts>(product->facts)
                                       : Result<documents::ExtractedFacts>(product.error());
        if (!languages || product->files.size() != 1) {
            auto const error = languages ? Error { .code = ErrorCode::NotFound, .key = "pdf-no-agreement" } : languages.error();
            skip(file.name, error.code == ErrorCode::NotFound ? SkipReason::Foreign : SkipReason::Unreadable, error);
            return read_next();
        }
        auto agreement = read_agreement(product->files.front());
        if (agreement)
            return verify_pdf(std::move(file), std::move(*agreement), languages->languages);
        skip(file.name, is_something_else(product->files.front()) ? SkipReason::Foreign : SkipReason::Unreadable, agreement.error());
        read_next();
    });
}

/// A PDF whose signatures do not hold, or that shows other pages than its data makes, says nothing that may be compared.
void RegisterDesk::verify_pdf(File file, Agreement agreement, std::vector<Language> const& languages)
{
    documents::VerifyParameters parameters { .has_twin = false };
    documents::Work work { .operation = Operation::Verify, .files = { std::move(file.bytes), {} } };
    if (write_agreement(agreement).size() <= max_twin_bytes) {
        if (auto twin = pdf::export_agreement(m_owner.world, agreement, languages)) {
            work.files[1] = std::move(*twin);
            parameters.has_twin = true;
        }
    }
    if (auto const anchors = m_owner.workspace() ? m_owner.workspace()->setting(std::string(desk::anchors_setting)) : std::string();
        !anchors.empty())
        work.files.push_back(anchors);
    work.parameters = documents::pack(parameters);
    m_owner.carry_out(std::move(work),
        [this, turn = m_turn, name = std::move(file.name), agreement = std::move(agreement)](Result<Product> product) mutable {
            if (turn != m_turn)
                return;
            auto const facts = product ? documents::unpack<documents::VerifyFacts>(product->facts)
                                       : Result<documents::VerifyFacts>(product.error());
            if (!facts)
                skip(name, SkipReason::Unreadable, facts.error());
            else if (facts->verdict == sign::Verdict::Invalid)
                skip(name, SkipReason::Untrusted, { .code = ErrorCode::Corrupt, .key = "compare-untrusted" });
            else if (facts->is_other_than_data)
                skip(name, SkipReason::Untrusted, { .code = ErrorCode::Inconsistent, .key = "compare-other-pages" });
            else
                take(name, std::move(agreement), facts->verdict_name);
            read_next();
        });
}

void RegisterDesk::take(std::string const& name, Agreement agreement, std::string verification)
{
    RegisterEntry entry { .kind = RegisterKind::Agreement,
        .id = agreement.id.str(),
        .modified_at = agreement.modified_at,
        .cantons = agreement.cantons,
        .file = name,
        .verification = verification,
        .added_at = m_owner.world.now(),
        .content = write_agreement(agreement) };
    auto const before = m_collection->skipped().size();
    m_collection->add(name, std::move(agreement), verification);
    if (m_collection->skipped().size() > before) {
        auto const& skipped = m_collection->skipped().back();
        auto const current = std::ranges::find_if(
            m_collection->agreements(), [&](auto const& known) { return known.agreement.id.str() == entry.id; });
        bool const is_later = skipped.reason == SkipReason::Older && current != m_collection->agreements().end()
            && current->state.modified_at == entry.modified_at;
        // What was in the register before and is not the current state any more is no news about these files.
        bool const came_now = !is_later || std::ranges::find(m_arrived, skipped.file, &RegisterEntry::file) != m_arrived.end();
        if (came_now)
            m_state.skipped.push_back(skipped);
        // A signed file takes the place of the same words without signatures.
        bool const is_kept = skipped.reason == SkipReason::Older || (skipped.reason == SkipReason::Duplicate && verification != "unsigned");
        if (!is_kept)
            return;
    }
    ++m_state.taken;
    m_arrived.push_back(std::move(entry));
}

void RegisterDesk::finish_reading()
{
    m_state.waiting = 0;
    auto arrived = std::exchange(m_arrived, {});
    if (!arrived.empty() && !store(ChangeRegister { .add = std::move(arrived) })) {
        m_state.taken = 0;
        // What could not be stored is not in the register.
        auto failure = std::move(m_state.failure);
        (void)load_register();
        m_state.failure = std::move(failure);
    }
    m_owner.platform.request_frame();
}

} // namespace konkordat::app
