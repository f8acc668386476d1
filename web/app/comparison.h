#pragma once

#include "core/compare/collection.h"
#include "core/compare/matrix.h"
#include "core/compare/profiles_json.h"
#include "core/compare/search.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// The comparison of the cantons' mechanisms (#/compare): what is seen of it, and what can be asked of it.
namespace konkordat::app {

/// A clause of one of the user's own agreements, whose words could be replaced.
struct AdoptionPlace {
    AgreementId agreement;
    ClauseId clause;
    std::string title;   ///< of the agreement
    std::string heading; ///< of the clause
    std::string body;    ///< as it is now, in the language that was asked for
};

struct CompareState {
    bool is_loaded = false;
    std::optional<Error> failure;                    ///< the register could not be read or written
    std::size_t waiting = 0;                         ///< files that are still to be read
    std::size_t brought = 0;                         ///< of the files brought last: how many there were
    std::size_t taken = 0;                           ///< and how many were taken, as the current state or as an earlier one
    std::vector<compare::SkippedFile> skipped;       ///< and which were not, or not as the current state
    std::vector<compare::CollectedAgreement> agreements;
    std::map<AgreementId, Timestamp> added_at;       ///< of the current states
    std::vector<compare::Profile> notes;             ///< by hand
    std::shared_ptr<compare::DimensionSet const> dimensions;
    std::shared_ptr<compare::Matrix const> matrix;   ///< cantons, and the reference mechanisms beside them
    std::map<std::string, compare::SourceDocument> documents; ///< of the reference mechanisms
    std::uint64_t revision = 0;                      ///< another one each time that the matrix was made anew

    std::string searched;                            ///< the words that `found` is for
    std::optional<Language> searched_language;
    std::optional<compare::SearchReply> found;

    std::vector<AdoptionPlace> places;               ///< where a wording could be adopted, for the topic that was asked for last
    std::string places_topic;

    [[nodiscard]] compare::CollectedAgreement const* find(std::string_view id) const;
};

// What a view can ask for

struct ChooseRegisterFiles { };
struct ChooseRegisterFolder { };
struct RemoveFromRegister {
    std::string id; ///< of the agreement or the notes, with the history
};
/// What somebody knows of a canton from elsewhere. It replaces what was entered before for the same mechanism and dimension.
struct EnterNote {
    std::string id;                      ///< of the agreement, or of the notes about cantons without one
    LanguageMap name;                    ///< of new notes
    std::vector<std::string> cantons;
    std::size_t dimension = 0;
    std::optional<compare::State> state; ///< nothing: what was entered is taken away
    std::vector<compare::Value> values = {};
    std::string source = {};             ///< who or what says so
};
enum class TableFormat : std::uint8_t { Csv, Json };
/// What `options` name of the matrix; without rows all of it.
struct ExportComparison {
    TableFormat format = TableFormat::Csv;
    std::vector<compare::RowNumber> rows = {};
    std::vector<std::size_t> dimensions = {};
};
struct SearchClauses {
    std::string words;
    std::optional<Language> language;
};
/// Looks for clauses of the user's own agreements with that origin.
struct FindAdoptionPlaces {
    std::string origin;
    Language language = Language::German;
};
struct AdoptInto {
    AdoptionPlace place;
    Language language = Language::German;
    std::string heading;
    std::string body;
    ClauseProvenance source; ///< without the day
};
using CompareAction = std::variant<ChooseRegisterFiles, ChooseRegisterFolder, RemoveFromRegister, ExportComparison, SearchClauses,
    FindAdoptionPlaces, AdoptInto, EnterNote>;

} // namespace konkordat::app
