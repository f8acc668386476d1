#pragma once

#include "core/base/world.h"
#include "core/compare/value.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The dimensions by which mechanisms are compared: assets/comparison/dimensions.json. Data only.
namespace konkordat::compare {

enum class ValueType { Choice, Integer, Date, Boolean, Text };
[[nodiscard]] std::string_view name_of(ValueType);
[[nodiscard]] ValueType type_of(Value const&);

/// A name in four languages.
struct Label {
    std::string id;
    LanguageMap text;
};

/// Where an agreement has the value, see profile_of().
struct Reading {
    std::string property;             ///< of the agreement itself: "form", "lead" ...
    std::string variable;             ///< the value of this variable
    std::vector<std::string> clauses; ///< by origin: the topic is regulated, or the variable is in force, where one of these stands
};

/// What is asked of a step of the procedure.
enum class StepAspect { Regulated, Responsible, Deadline };

struct StepReading {
    std::string kind;
    StepAspect aspect = StepAspect::Regulated;
    std::vector<std::string> clauses; ///< by origin, that govern the step
    std::string deadline_variable;    ///< where the step has no deadline of its own
};

struct Dimension {
    std::string id;
    std::string group;
    ValueType type = ValueType::Text;
    bool several = false;          ///< may have several values at once; they do not contradict each other
    std::string unit;              ///< id, or empty
    LanguageMap label;
    std::vector<Label> choices;    ///< of a Choice
    std::vector<Form> forms;       ///< not applicable to agreements of other forms; empty: any
    std::optional<Reading> reading;
    std::optional<StepReading> step;
};

struct DimensionSet {
    std::vector<Dimension> dimensions; ///< in the order in which they are shown
    std::vector<Label> groups;
    std::vector<Label> units;
    std::vector<Label> answers;        ///< by name_of(Answer)
    std::vector<Label> words;          ///< for tables: "yes", "source" ...
};

/// Strict: every label in all four languages, no unknown member. Errors: NotFound, Malformed, Inconsistent, with the place.
[[nodiscard]] Result<DimensionSet> load_dimensions(World&);

[[nodiscard]] std::optional<std::size_t> find_dimension(DimensionSet const&, std::string_view id);
[[nodiscard]] Label const* find_label(std::vector<Label> const&, std::string_view id);
/// The label's text; the id where there is no such label.
[[nodiscard]] std::string_view label_text(std::vector<Label> const&, std::string_view id, Language);

/// Whether a dimension may have this value. Errors: InvalidArgument.
[[nodiscard]] Result<void> check_value(Dimension const&, Value const&);

/// A value as a table shows it.
[[nodiscard]] std::string value_text(DimensionSet const&, Dimension const&, Value const&, Language);

} // namespace konkordat::compare
