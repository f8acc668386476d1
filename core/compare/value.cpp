#include "core/compare/value.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <utility>

namespace konkordat::compare {

namespace {

constexpr std::array state_names { std::pair { State::Known, std::string_view("known") },
    std::pair { State::Unknown, std::string_view("unknown") }, std::pair { State::None, std::string_view("none") },
    std::pair { State::Planned, std::string_view("planned") }, std::pair { State::NotApplicable, std::string_view("not-applicable") } };

bool is_blank(Source const& source)
{
    if (auto const* agreement = std::get_if<FromAgreement>(&source))
        return agreement->agreement.empty();
    if (auto const* document = std::get_if<FromDocument>(&source))
        return document->document.empty() || document->first_line < 1 || document->last_line < document->first_line;
    return std::get<ByHand>(source).author.empty();
}

bool values_fit(State state, std::vector<Value> const& values)
{
    return state == State::Known ? !values.empty() : state == State::Planned || values.empty();
}

[[maybe_unused]] bool is_sound(State state, std::vector<Value> const& values, std::vector<Source> const& sources)
{
    return values_fit(state, values) && !sources.empty() && std::ranges::none_of(sources, is_blank);
}

template <typename T>
void sort_once(std::vector<T>& items)
{
    if (items.size() < 2)
        return;
    std::set<T> const sorted(items.begin(), items.end());
    items.assign(sorted.begin(), sorted.end());
}

std::optional<int> parse_line(std::string_view text)
{
    int line = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), line);
    if (error != std::errc() || end != text.data() + text.size() || line < 1)
        return std::nullopt;
    return line;
}

} // namespace

std::string_view name_of(State state) { return std::ranges::find(state_names, state, &std::pair<State, std::string_view>::first)->second; }

std::string_view name_of(Answer answer)
{
    switch (answer) {
    case Answer::Known: return name_of(State::Known);
    case Answer::None: return name_of(State::None);
    case Answer::Planned: return name_of(State::Planned);
    case Answer::NotApplicable: return name_of(State::NotApplicable);
    case Answer::Unknown: return name_of(State::Unknown);
    case Answer::Conflicting: return "conflicting";
    }
    return {};
}

Result<State> parse_state(std::string_view name)
{
    for (auto const& [state, text] : state_names) {
        if (text == name)
            return state;
    }
    return Error { .code = ErrorCode::InvalidArgument,
        .message = "'" + std::string(name) + "' is not one of known, unknown, none, planned, not-applicable" };
}

std::string to_string(Source const& source)
{
    if (auto const* agreement = std::get_if<FromAgreement>(&source))
        return "agreement:" + agreement->agreement.str() + (agreement->place.empty() ? "" : "#" + agreement->place);
    if (auto const* document = std::get_if<FromDocument>(&source)) {
        return document->document + ":" + std::to_string(document->first_line)
            + (document->last_line == document->first_line ? "" : "-" + std::to_string(document->last_line));
    }
    auto const& hand = std::get<ByHand>(source);
    return hand.author + ", " + hand.date.to_string();
}

Result<FromDocument> parse_document_place(std::string_view text)
{
    auto const colon = text.find(':');
    if (colon != std::string_view::npos && is_valid_id(text.substr(0, colon))) {
        auto const lines = text.substr(colon + 1);
        auto const hyphen = lines.find('-');
        auto const first = parse_line(lines.substr(0, hyphen));
        auto const last = hyphen == std::string_view::npos ? first : parse_line(lines.substr(hyphen + 1));
        if (first && last && *first <= *last)
            return FromDocument { std::string(text.substr(0, colon)), *first, *last };
    }
    return Error { .code = ErrorCode::Malformed,
        .message = "'" + std::string(text) + "' is not a document and its lines, such as 003:918-921" };
}

Result<Statement> Statement::create(State state, std::vector<Value> values, std::vector<Source> sources)
{
    if (sources.empty() || std::ranges::any_of(sources, is_blank))
        return Error { .code = ErrorCode::InvalidArgument, .message = "nothing is stated without a source", .key = "statement-source" };
    if (!values_fit(state, values)) {
        return Error { .code = ErrorCode::InvalidArgument,
            .message = state == State::Known ? "a known statement has a value" : "only known and planned statements have values",
            .key = "statement-values" };
    }
    return Statement(Checked {}, state, std::move(values), std::move(sources));
}

Statement::Statement(State state, std::vector<Value> values, std::vector<Source> sources)
    : Statement(Checked {}, state, std::move(values), std::move(sources))
{
    assert(is_sound(m_state, m_values, m_sources));
}

Statement::Statement(Checked, State state, std::vector<Value> values, std::vector<Source> sources)
    : m_state(state)
    , m_values(std::move(values))
    , m_sources(std::move(sources))
{
    sort_once(m_values);
    sort_once(m_sources);
}

bool Statement::comes_before(Statement const& other) const
{
    return m_state == other.m_state ? m_values < other.m_values : m_state < other.m_state;
}

void Statement::add_sources(std::vector<Source> const& sources)
{
    m_sources.insert(m_sources.end(), sources.begin(), sources.end());
    sort_once(m_sources);
}

void Cell::add(Statement statement)
{
    auto const place = std::ranges::find_if(m_statements, [&](Statement const& other) { return !other.comes_before(statement); });
    if (place != m_statements.end() && place->agrees_with(statement))
        place->add_sources(statement.sources());
    else
        m_statements.insert(place, std::move(statement));
}

Answer Cell::answer() const
{
    std::optional<State> said;
    for (auto const& statement : m_statements) {
        if (statement.state() == State::Unknown)
            continue;
        if (said)
            return Answer::Conflicting;
        said = statement.state();
    }
    switch (said.value_or(State::Unknown)) {
    case State::Known: return Answer::Known;
    case State::None: return Answer::None;
    case State::Planned: return Answer::Planned;
    case State::NotApplicable: return Answer::NotApplicable;
    case State::Unknown: break;
    }
    return Answer::Unknown;
}

} // namespace konkordat::compare
