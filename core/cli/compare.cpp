#include "core/cli/compare.h"

#include "core/cli/arguments.h"
#include "core/cli/compare_files.h"
#include "core/cli/compare_text.h"
#include "core/cli/files.h"
#include "core/compare/profile_maker.h"
#include "core/compare/register.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>

namespace konkordat::cli {

namespace {

/// Everything that profiles are made with.
struct Registers {
    std::vector<Canton> cantons;
    compare::DimensionSet dimensions;
    conformity::RuleSet rules;
    LegalRegister laws;
};

Result<Registers> load_registers(World& world)
{
    Registers registers;
    KONKORDAT_TRY(registers.cantons, load_cantons(world));
    KONKORDAT_TRY(registers.dimensions, compare::load_dimensions(world));
    KONKORDAT_TRY(registers.rules, conformity::load_rules(world));
    KONKORDAT_TRY(registers.laws, load_legal_register(world));
    return registers;
}

/// The packs that agreements come from, each read once.
class Packs {
public:
    explicit Packs(World& world)
        : m_world(world)
        , m_ids(templates::pack_ids(world))
    {
    }

    /// nullptr if this program does not have it.
    Result<templates::TemplatePack const*> pack(std::string const& id)
    {
        if (std::ranges::find(m_ids, id) == m_ids.end())
            return static_cast<templates::TemplatePack const*>(nullptr);
        if (!m_packs.contains(id)) {
            KONKORDAT_TRY(auto pack, templates::load_pack(m_world, id));
            m_packs.emplace(id, std::move(pack));
        }
        return static_cast<templates::TemplatePack const*>(&m_packs.at(id));
    }

private:
    World& m_world;
    std::vector<std::string> m_ids;
    std::map<std::string, templates::TemplatePack> m_packs;
};

/// Of the agreements, then of what was noted by hand: with the agreement of the same id if there is one.
Result<std::vector<compare::Profile>> profiles_of(World& world, ComparedFiles const& files, Registers const& registers)
{
    std::vector<compare::Profile> profiles;
    compare::ProfileMaker maker(registers.dimensions, registers.laws, registers.rules, world.today());
    Packs packs(world);
    for (auto const& [agreement, state, history] : files.agreements.agreements()) {
        KONKORDAT_TRY(auto const* const pack, packs.pack(agreement.template_reference.id));
        profiles.push_back(maker.make(agreement, pack, state.verification));
    }
    compare::add_notes(profiles, files.notes);
    return profiles;
}

Result<compare::Matrix> make_matrix(World& world, ComparedFiles const& files, Registers const& registers, bool with_references)
{
    compare::Matrix matrix(registers.dimensions, registers.cantons);
    KONKORDAT_TRY(auto profiles, profiles_of(world, files, registers));
    auto const cantons = compare::register_profiles(registers.cantons, registers.dimensions);
    for (auto const& profile : compare::with_register(std::move(profiles), cantons))
        matrix.add(profile);
    if (with_references) {
        KONKORDAT_TRY(auto const references, compare::load_reference_mechanisms(world, registers.dimensions));
        for (auto const& profile : references.profiles)
            matrix.add(profile);
    }
    return matrix;
}

nlohmann::json json_of(compare::AgreementState const& state)
{
    return { { "file", state.file }, { "modifiedAt", state.modified_at.to_string() }, { "verification", state.verification } };
}

std::string json_text(compare::Matrix const& matrix, compare::TableOptions const& options, compare::Collection const& files)
{
    auto result = nlohmann::json::parse(compare::write_comparison(matrix, options));
    result["skipped"] = nlohmann::json::array();
    for (auto const& [file, reason, error] : files.skipped())
        result["skipped"].push_back({ { "file", file }, { "reason", name_of(reason) }, { "message", reason_text(error) } });
    result["files"] = nlohmann::json::object();
    for (auto const& [agreement, state, history] : files.agreements()) {
        auto& entry = result["files"][agreement.id.str()] = json_of(state);
        entry["history"] = nlohmann::json::array();
        for (auto const& earlier : history)
            entry["history"].push_back(json_of(earlier));
    }
    return result.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

Error usage_error(std::string message) { return { .code = ErrorCode::InvalidArgument, .message = std::move(message) }; }

Result<void> check_options(Arguments const& arguments, std::vector<std::string> const& paths)
{
    if (arguments.has("--xlsx"))
        return usage_error("this program cannot write Excel workbooks yet; --csv --bom writes a table that Excel opens");
    if (arguments.has("--csv") && arguments.has("--json"))
        return usage_error("--csv and --json are two different outputs");
    if (arguments.has("--bom") && !arguments.has("--csv"))
        return usage_error("--bom belongs to --csv");
    if (paths.empty() && !arguments.has("--reference"))
        return usage_error("FILE.json is missing");
    return {};
}

/// The error of the only file that could not be read, or of the first one.
Result<void> check_anything_to_compare(ComparedFiles const& files, std::vector<std::string> const& paths, bool with_references)
{
    if (!files.empty() || (paths.empty() && with_references))
        return {};
    if (files.agreements.skipped().empty())
        return Error { .code = ErrorCode::NotFound, .message = "there is no agreement in it", .file = paths.front() };
    auto const& first = files.agreements.skipped().front();
    return Error(first.error).in_file(first.file);
}

} // namespace

Result<Outcome> compare_agreements(World& world, std::span<std::string const> words)
{
    KONKORDAT_TRY(auto const arguments,
        Arguments::parse(words,
            { { "--csv", OptionKind::Flag }, { "--bom", OptionKind::Flag }, { "--json", OptionKind::Flag }, { "--xlsx" }, { "--lang" },
                { "--reference", OptionKind::Flag } }));
    KONKORDAT_TRY(auto const paths, arguments.positional_at_least({}));
    KONKORDAT_CHECK(check_options(arguments, paths));
    KONKORDAT_TRY(auto const code, arguments.optional("--lang"));
    KONKORDAT_TRY(auto const language, parse_language(code.value_or("de")));
    KONKORDAT_TRY(auto const registers, load_registers(world));
    auto const files = read_compared_files(world, paths, registers.cantons, registers.dimensions);
    KONKORDAT_CHECK(check_anything_to_compare(files, paths, arguments.has("--reference")));
    KONKORDAT_TRY(auto const matrix, make_matrix(world, files, registers, arguments.has("--reference")));

    auto options = compare::whole_table(matrix, language);
    options.mark = arguments.has("--bom") ? compare::ByteOrderMark::With : compare::ByteOrderMark::Without;
    auto const& skipped = files.agreements.skipped();
    if (arguments.has("--json")) {
        KONKORDAT_CHECK(print(json_text(matrix, options, files.agreements)));
    } else {
        KONKORDAT_CHECK(print(arguments.has("--csv") ? compare::write_csv(matrix, options) : comparison_text(matrix, options)));
        std::fputs(skipped_text(skipped).c_str(), stderr);
    }
    return skipped.empty() ? Outcome::Done : Outcome::FoundSomething;
}

} // namespace konkordat::cli
