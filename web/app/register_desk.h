#pragma once

#include "core/compare/profile_maker.h"
#include "core/store/workspace.h"
#include "web/app/catalogue.h"
#include "web/app/comparison.h"
#include "web/platform/platform.h"

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace konkordat::app {

/// Carries out what is asked of the comparison: takes agreements of the cantons into the register, makes the matrix of it, searches, exports.
class RegisterDesk {
public:
    /// What the desk needs of its owner, who outlives it.
    struct Owner {
        World& world;
        Platform& platform;
        LegalRegister const& law;
        std::vector<Canton> const& cantons;
        std::function<Catalogue const&()> words;
        std::function<Workspace*()> workspace; ///< nullptr: none is open
        std::function<templates::TemplatePack const*(std::string_view id)> pack;
        std::function<std::string()> author;
        std::function<void(documents::Work, std::function<void(Result<documents::Product>)>)> carry_out;
        std::function<void(std::string)> say;
        std::function<void()> stored; ///< something was written
        std::function<bool(Command const&, std::string toast)> edit; ///< of an agreement of the user
    };

    RegisterDesk(CompareState& state, Owner owner);
    ~RegisterDesk();

    /// Files for the register, by what they were asked or dropped for. False: they are none of its own.
    bool receive(FilesEvent&);
    /// A screen of the comparison is shown.
    void arrive();
    /// Another workspace is open.
    void forget();

    void run(CompareAction const&);

private:
    void carry_out(ChooseRegisterFiles const&);
    void carry_out(ChooseRegisterFolder const&);
    void carry_out(RemoveFromRegister const&);
    void carry_out(ExportComparison const&);
    void carry_out(SearchClauses const&);
    void carry_out(FindAdoptionPlaces const&);
    void carry_out(AdoptInto const&);
    void carry_out(EnterNote const&);

    /// What the program ships with for the comparison; read when it is first shown.
    [[nodiscard]] Result<void> load_assets();
    [[nodiscard]] Result<void> load_register();
    [[nodiscard]] Result<void> load_entry(RegisterEntry const&);
    void make_matrix();
    [[nodiscard]] compare::Profile const& profile_of(compare::CollectedAgreement const&);
    [[nodiscard]] bool store(ChangeRegister const&);
    [[nodiscard]] Result<void> index_clauses();

    // Files that are being taken, one after the other
    void read_next();
    void read_json(std::string const& name, std::string_view json, std::string verification);
    void read_notes(std::string const& name, std::string_view json);
    void read_pdf(File);
    void verify_pdf(File, Agreement, std::vector<Language> const&);
    void take(std::string const& name, Agreement, std::string verification);
    void skip(std::string const& name, compare::SkipReason, Error);
    void finish_reading();

    CompareState& m_state;
    Owner m_owner;
    std::unique_ptr<compare::Collection> m_collection;
    std::deque<File> m_files;
    std::vector<RegisterEntry> m_arrived; ///< to be stored when all files are read
    std::uint64_t m_turn = 0; ///< another one with each workspace
    std::optional<conformity::RuleSet> m_rules;
    std::unique_ptr<compare::ProfileMaker> m_maker;
    std::map<std::string, std::map<std::string, compare::SourceDocument>> m_note_documents; ///< that notes cite, by their id
    std::vector<compare::Profile> m_references;
    std::vector<compare::Profile> m_register;
    std::map<std::string, compare::Profile> m_profiles; ///< by content hash and verdict
    std::unique_ptr<compare::ClauseSearch> m_search;
    std::map<AgreementId, std::string> m_indexed; ///< content hash of what is in m_search
};

} // namespace konkordat::app
