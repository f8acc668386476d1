#pragma once

#include "core/agreement/agreement.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// What the comparison of mechanisms says of one of them, and where it has that from.
namespace konkordat::compare {

/// One of a dimension's choices, by its id.
struct Code {
    std::string id;

    friend auto operator<=>(Code const&, Code const&) = default;
};

/// By the dimension's type: choice, number, day, yes or no, text by language, or a text of no language such as a reference number.
using Value = std::variant<Code, std::int64_t, Date, bool, LanguageMap, std::string>;

/// What is said. Five different things: "not applicable" is an answer, "unknown" is the lack of one.
enum class State {
    Known,         ///< with at least one value
    Unknown,       ///< somebody looked and could not find out
    None,          ///< there is no such thing
    Planned,       ///< there is to be; with values if it is known what
    NotApplicable, ///< the question does not arise for such a mechanism
};

/// What a reader is told of a cell.
enum class Answer {
    Known,
    None,
    Planned,
    NotApplicable,
    Unknown,
    Conflicting, ///< sources contradict each other; all of them are shown, none is chosen
};
inline constexpr std::size_t answer_count = 6;

/// A place in an agreement.
struct FromAgreement {
    AgreementId agreement;
    std::string
        place; ///< "clause:<id>", "step:<id>", "variable:<id>", "memberships", "mandate", "lifecycle"; empty: the agreement as a whole

    friend auto operator<=>(FromAgreement const&, FromAgreement const&) = default;
};
/// Lines of one of the project's source documents.
struct FromDocument {
    std::string document; ///< its number, "003"
    int first_line = 0;   ///< 1-based
    int last_line = 0;

    friend auto operator<=>(FromDocument const&, FromDocument const&) = default;
};
struct ByHand {
    std::string author;
    Date date;

    friend auto operator<=>(ByHand const&, ByHand const&) = default;
};
using Source = std::variant<FromAgreement, FromDocument, ByHand>;

/// "known", "not-applicable" ...: as files spell them.
[[nodiscard]] std::string_view name_of(State);
[[nodiscard]] std::string_view name_of(Answer);
/// Errors: InvalidArgument.
[[nodiscard]] Result<State> parse_state(std::string_view);

/// "agreement:<id>#clause:<id>", "003:918-921", "Anna, 2027-01-31".
[[nodiscard]] std::string to_string(Source const&);
/// "003:918" or "003:918-921". Errors: Malformed.
[[nodiscard]] Result<FromDocument> parse_document_place(std::string_view);

/// One source's word on one dimension. There is none without a source, and none that says "known" without saying what.
class Statement {
public:
    /// Errors: InvalidArgument (no source, a blank one, values that do not go with the state).
    [[nodiscard]] static Result<Statement> create(State, std::vector<Value>, std::vector<Source>);
    /// For callers that know it to be sound; asserts what create() refuses.
    Statement(State, std::vector<Value>, std::vector<Source>);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] std::vector<Value> const& values() const { return m_values; } ///< sorted, each once
    [[nodiscard]] std::vector<Source> const& sources() const { return m_sources; } ///< at least one

    /// Whether the two say the same, whatever their sources.
    [[nodiscard]] bool agrees_with(Statement const& other) const { return m_state == other.m_state && m_values == other.m_values; }
    /// An order in which statements that agree are equal.
    [[nodiscard]] bool comes_before(Statement const& other) const;
    void add_sources(std::vector<Source> const&);

    friend bool operator==(Statement const&, Statement const&) = default;

private:
    struct Checked { };
    Statement(Checked, State, std::vector<Value>, std::vector<Source>);

    State m_state;
    std::vector<Value> m_values;
    std::vector<Source> m_sources;
};

/// Everything that is said of one dimension of one mechanism.
class Cell {
public:
    /// Statements that say the same become one with the sources of both.
    void add(Statement);

    [[nodiscard]] std::vector<Statement> const& statements() const { return m_statements; }
    /// What they say together. "Unknown" contradicts nothing.
    [[nodiscard]] Answer answer() const;

    friend bool operator==(Cell const&, Cell const&) = default;

private:
    std::vector<Statement> m_statements; ///< no two agree; in an order of their own, whoever said what first
};

} // namespace konkordat::compare
