#include "core/cli/compare_files.h"

#include "core/base/json.h"
#include "core/cli/files.h"
#include "core/sign/json_document.h"
#include "core/codec/agreement_json.h"
#include "core/pdf/extract.h"
#include "core/sign/twin.h"
#include "core/sign/verification.h"

#include <algorithm>
#include <filesystem>

namespace konkordat::cli {

namespace {

using compare::SkipReason;

/// Files of a folder that may be agreements, by name.
std::vector<std::string> files_in(std::string const& folder)
{
    std::vector<std::string> files;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        auto const extension = entry->path().extension();
        if (entry->is_regular_file(error) && (extension == ".json" || extension == ".pdf"))
            files.push_back(entry->path().string());
    }
    std::ranges::sort(files);
    return files;
}

std::vector<std::string> all_files(std::vector<std::string> const& paths)
{
    std::vector<std::string> files;
    for (auto const& path : paths) {
        std::error_code error;
        if (std::filesystem::is_directory(path, error))
            std::ranges::move(files_in(path), std::back_inserter(files));
        else
            files.push_back(path);
    }
    return files;
}

bool looks_like_profiles(std::string_view bytes)
{
    return bytes.find("\"konkordat-profiles/") != std::string_view::npos && bytes.find(agreement_schema_id) == std::string_view::npos;
}

class FileReader {
public:
    FileReader(World& world, std::vector<Canton> const& cantons, compare::DimensionSet const& set)
        : m_world(world)
        , m_cantons(cantons)
        , m_set(set)
        , m_files { .agreements = compare::Collection(cantons, write_agreement), .notes = {} }
    {
    }

    void read(std::string const& path)
    {
        auto const bytes = read_file(path, sign::max_file_bytes);
        if (!bytes)
            return skip(path, SkipReason::Unreadable, bytes.error());
        if (bytes->starts_with("%PDF"))
            return read_pdf(path, *bytes);
        if (looks_like_profiles(*bytes))
            return read_notes(path, *bytes);
        if (sign::is_json_signature(*bytes)) {
            return skip(path, SkipReason::Foreign,
                { .code = ErrorCode::Malformed,
                    .message = "is a signature (JWS), not an agreement; compare the agreement that it is about" });
        }
        read_json(path, *bytes, "unsigned");
    }

    ComparedFiles result() { return std::move(m_files); }

private:
    void skip(std::string const& path, SkipReason reason, Error const& error) { m_files.agreements.skip(path, reason, error); }

    void read_json(std::string const& path, std::string_view bytes, std::string verification)
    {
        auto agreement = read_agreement(bytes);
        if (agreement)
            m_files.agreements.add(path, std::move(agreement).value(), std::move(verification));
        else
            skip(path, is_something_else(bytes) ? SkipReason::Foreign : SkipReason::Unreadable, agreement.error());
    }

    /// Sound JSON that does not claim to be an agreement.
    static bool is_something_else(std::string_view bytes)
    {
        auto const value = json::parse(bytes);
        if (!value)
            return false;
        auto const schema = std::ranges::find(value->members, "$schema", &std::pair<std::string, json::Value>::first);
        return schema == value->members.end() || !schema->second.text.starts_with("urn:konkordat:schema:agreement:");
    }

    /// A PDF whose signatures do not hold, or that shows other pages than its data makes, says nothing that may be compared.
    void read_pdf(std::string const& path, std::string const& bytes)
    {
        auto const json = pdf::extract_agreement_json(bytes);
        if (!json)
            return skip(path, json.error().code == ErrorCode::NotFound ? SkipReason::Foreign : SkipReason::Unreadable, json.error());
        auto const report = sign::verify_pdf(bytes, { .trust_anchors = {}, .now = m_world.now() });
        if (!report)
            return skip(path, SkipReason::Unreadable, report.error());
        if (report->verdict == sign::Verdict::Invalid) {
            return skip(path, SkipReason::Untrusted,
                { .code = ErrorCode::Corrupt,
                    .message = "its signatures do not hold, or what they cover was changed (see konkordat verify)" });
        }
        auto const twin = sign::check_twin(m_world, bytes);
        if (twin.result == sign::Twin::Different) {
            return skip(path, SkipReason::Untrusted,
                { .code = ErrorCode::Inconsistent, .message = "its pages are not those of the agreement in it (see konkordat verify)" });
        }
        read_json(path, *json, std::string(sign::verdict_name(report->verdict)));
    }

    void read_notes(std::string const& path, std::string_view bytes)
    {
        auto file = compare::read_profiles(bytes, m_set);
        if (!file)
            return skip(path, SkipReason::Unreadable, file.error());
        for (auto& profile : file->profiles) {
            if (profile.origin != compare::Origin::Hand || !is_of_a_canton(profile)) {
                skip(path, SkipReason::Foreign,
                    { .code = ErrorCode::NotFound,
                        .message = "the profile " + profile.id + " is of no canton of the register",
                        .pointer = profile.id });
            } else if (std::ranges::find(m_files.notes, profile.id, &compare::Profile::id) != m_files.notes.end()) {
                skip(path, SkipReason::Duplicate,
                    { .code = ErrorCode::Inconsistent, .message = "a profile " + profile.id + " is there already", .pointer = profile.id });
            } else {
                m_files.notes.push_back(std::move(profile));
            }
        }
    }

    bool is_of_a_canton(compare::Profile const& profile) const
    {
        return std::ranges::any_of(profile.cantons, [&](std::string const& code) { return find_canton(m_cantons, code) != nullptr; });
    }

    World& m_world;
    std::vector<Canton> const& m_cantons;
    compare::DimensionSet const& m_set;
    ComparedFiles m_files;
};

} // namespace

ComparedFiles read_compared_files(
    World& world, std::vector<std::string> const& paths, std::vector<Canton> const& cantons, compare::DimensionSet const& set)
{
    FileReader reader(world, cantons, set);
    for (auto const& path : all_files(paths))
        reader.read(path);
    return reader.result();
}

} // namespace konkordat::cli
