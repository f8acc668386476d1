#pragma once

#include "core/base/language.h"
#include "core/compare/matrix.h"
#include "web/app/comparison.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace konkordat::views {

/// What the screens of the comparison remember until the page is closed.
struct CompareMemory {
    std::string page = "";            ///< the one on the screen, below a dialog: "", "matrix", "profile/<row>" ...
    std::string shown_page = "none";  ///< of the frame before

    // The matrix
    std::vector<std::size_t> dimensions; ///< columns
    bool has_dimensions = false;      ///< they were chosen, or the usual ones set
    bool choosing = false;            ///< the choice of dimensions is open
    bool filtering = false;           ///< the form for a filter is open
    std::optional<std::size_t> sort;  ///< nothing: the order of the cantons
    compare::Direction direction = compare::Direction::Ascending;
    std::optional<std::size_t> group;
    std::vector<compare::Filter> filters;
    std::size_t filter_dimension = 0;
    std::size_t filter_choice = 0;
    bool only_mechanisms = false;
    bool only_differences = false;
    bool references = false;
    std::size_t column_page = 0;

    // What was asked last, and the reply
    bool is_stale = true;
    std::uint64_t asked_revision = 0;
    compare::Reply reply;
    std::vector<compare::RowNumber> rows; ///< of the reply, in order
    std::vector<std::size_t> columns;     ///< dimensions that are shown
    std::vector<compare::Counts> counts;  ///< of the columns, over the cantons

    std::optional<std::string> removing;  ///< the question is open

    /// What is being entered by hand.
    struct Note {
        std::string place = {};           ///< row and dimension
        bool is_open = false;
        std::size_t state = 0;
        std::vector<bool> choices = {};   ///< of a dimension with choices
        std::size_t flag = 0;             ///< of yes and no: 0 yes
        std::string text = {};
        std::string source = {};
        bool tried = false;
    };
    Note note;

    // Wordings
    std::string topic;
    std::optional<Language> language;
    struct Adoption {
        std::string topic;
        Language language = Language::German;
        std::string body;
        ClauseProvenance source;
        std::size_t place = 0;
    };
    std::optional<Adoption> adoption;

    // Search
    std::string words;
    std::size_t words_language = 0; ///< 0: all
};

} // namespace konkordat::views
