#include "web/app/register_desk.h"

#include "core/codec/agreement_json.h"
#include "core/compare/register.h"
#include "core/compare/table.h"

#include <algorithm>

namespace konkordat::app {

compare::CollectedAgreement const* CompareState::find(std::string_view id) const
{
    auto const place = std::ranges::find_if(agreements, [&](auto const& entry) { return entry.agreement.id.str() == id; });
    return place == agreements.end() ? nullptr : &*place;
}

RegisterDesk::RegisterDesk(CompareState& state, Owner owner)
    : m_state(state)
    , m_owner(std::move(owner))
{
}

RegisterDesk::~RegisterDesk() = default;

void RegisterDesk::run(CompareAction const& action)
{
    std::visit([&](auto const& what) { carry_out(what); }, action);
}

void RegisterDesk::forget()
{
    ++m_turn;
    m_files.clear();
    m_arrived.clear();
    m_collection.reset();
    m_search.reset();
    m_indexed.clear();
    auto const dimensions = m_state.dimensions;
    auto documents = std::move(m_state.documents);
    auto const revision = m_state.revision + 1;
    m_state = {};
    m_state.dimensions = dimensions;
    m_state.documents = std::move(documents);
    m_state.revision = revision;
}

void RegisterDesk::arrive()
{
    if (m_state.is_loaded || !m_owner.workspace())
        return;
    m_state.failure.reset();
    auto loaded = load_assets();
    if (loaded)
        loaded = load_register();
    if (!loaded)
        m_state.failure = loaded.error();
    m_state.is_loaded = true;
    if (m_state.dimensions)
        make_matrix();
}

Result<void> RegisterDesk::load_assets()
{
    if (m_maker)
        return {};
    KONKORDAT_TRY(auto dimensions, compare::load_dimensions(m_owner.world));
    KONKORDAT_TRY(m_rules, conformity::load_rules(m_owner.world));
    m_state.dimensions = std::make_shared<compare::DimensionSet const>(std::move(dimensions));
    KONKORDAT_TRY(auto references, compare::load_reference_mechanisms(m_owner.world, *m_state.dimensions));
    m_references = std::move(references.profiles);
    m_state.documents = std::move(references.documents);
    m_register = compare::register_profiles(m_owner.cantons, *m_state.dimensions);
    m_maker = std::make_unique<compare::ProfileMaker>(*m_state.dimensions, m_owner.law, *m_rules, m_owner.world.today());
    return {};
}

Result<void> RegisterDesk::load_register()
{
    auto* workspace = m_owner.workspace();
    m_collection = std::make_unique<compare::Collection>(m_owner.cantons, [this](Agreement const& agreement) {
        auto const key = m_owner.workspace()->content_key_of(write_agreement(agreement));
        return key ? *key : write_agreement(agreement);
    });
    m_state.notes.clear();
    KONKORDAT_TRY(auto const entries, workspace->register_entries());
    std::optional<Error> damaged;
    for (auto const& entry : entries) {
        auto const loaded = load_entry(entry);
        if (!loaded && !damaged)
            damaged = Error(loaded.error()).in_file(entry.file);
    }
    m_state.agreements = m_collection->agreements();
    if (damaged)
        return *damaged;
    return {};
}

Result<void> RegisterDesk::load_entry(RegisterEntry const& entry)
{
    if (entry.kind == RegisterKind::Agreement) {
        KONKORDAT_TRY(auto agreement, read_agreement(entry.content));
        m_state.added_at.try_emplace(agreement.id, entry.added_at);
        m_collection->add(entry.file, std::move(agreement), entry.verification);
        return {};
    }
    auto const is_known = [&](compare::Profile const& note) { return note.id == entry.id; };
    if (std::ranges::any_of(m_state.notes, is_known))
        return {}; // An earlier state.
    KONKORDAT_TRY(auto file, compare::read_profiles(entry.content, *m_state.dimensions));
    m_note_documents[entry.id] = std::move(file.documents);
    std::ranges::move(file.profiles, std::back_inserter(m_state.notes));
    return {};
}

compare::Profile const& RegisterDesk::profile_of(compare::CollectedAgreement const& entry)
{
    auto const key = entry.state.hash + " " + entry.state.verification;
    auto const known = m_profiles.find(key);
    if (known != m_profiles.end())
        return known->second;
    auto const& agreement = entry.agreement;
    auto profile = m_maker->make(agreement, m_owner.pack(agreement.template_reference.id), entry.state.verification);
    return m_profiles.emplace(key, std::move(profile)).first->second;
}

void RegisterDesk::make_matrix()
{
    auto matrix = std::make_shared<compare::Matrix>(*m_state.dimensions, m_owner.cantons);
    std::vector<compare::Profile> profiles;
    for (auto const& entry : m_state.agreements)
        profiles.push_back(profile_of(entry));
    compare::add_notes(profiles, m_state.notes);
    for (auto const& profile : compare::with_register(std::move(profiles), m_register))
        matrix->add(profile);
    for (auto const& profile : m_references)
        matrix->add(profile);
    m_state.matrix = std::move(matrix);
    ++m_state.revision;
    m_state.found.reset();
    m_state.searched.clear();
    m_owner.platform.request_frame();
}

bool RegisterDesk::store(ChangeRegister const& change)
{
    auto* workspace = m_owner.workspace();
    if (!workspace)
        return false;
    auto const stored = workspace->execute(change, m_owner.author());
    if (!stored) {
        m_state.failure = stored.error();
        return false;
    }
    m_state.failure.reset();
    m_state.added_at.clear();
    m_owner.stored();
    if (auto const loaded = load_register(); !loaded)
        m_state.failure = loaded.error();
    make_matrix();
    return true;
}

void RegisterDesk::carry_out(RemoveFromRegister const& action)
{
    auto const removed = store(
        ChangeRegister { .add = {}, .remove = { { RegisterKind::Agreement, action.id }, { RegisterKind::Notes, action.id } } });
    if (removed)
        m_owner.say(m_owner.words()("compare.removed"));
}

void RegisterDesk::carry_out(EnterNote const& action)
{
    auto const is_by_hand = [](compare::Source const& source) { return std::holds_alternative<compare::ByHand>(source); };
    auto const known = std::ranges::find(m_state.notes, action.id, &compare::Profile::id);
    compare::Profile note { .id = action.id, .origin = compare::Origin::Hand, .name = action.name, .cantons = action.cantons };
    if (known != m_state.notes.end())
        note = *known;
    compare::Cell cell;
    for (auto const& statement : note.cell(action.dimension).statements()) {
        if (!std::ranges::any_of(statement.sources(), is_by_hand))
            cell.add(statement);
    }
    if (action.state) {
        auto statement = compare::Statement::create(
            *action.state, action.values, { compare::ByHand { .author = action.source, .date = m_owner.world.today() } });
        if (!statement) {
            m_state.failure = statement.error();
            return;
        }
        cell.add(std::move(*statement));
    }
    if (cell.statements().empty())
        note.cells.erase(action.dimension);
    else
        note.cells[action.dimension] = std::move(cell);
    ChangeRegister change;
    if (note.cells.empty()) {
        change.remove.push_back({ RegisterKind::Notes, note.id });
    } else {
        RegisterEntry entry { .kind = RegisterKind::Notes,
            .id = note.id,
            .modified_at = m_owner.world.now(),
            .cantons = note.cantons,
            .added_at = m_owner.world.now() };
        entry.content
            = compare::write_profiles({ .documents = m_note_documents[note.id], .profiles = { std::move(note) } }, *m_state.dimensions);
        change.add.push_back(std::move(entry));
    }
    if (store(change))
        m_owner.say(m_owner.words()(action.state ? "compare.note.kept" : "compare.note.removed"));
}

void RegisterDesk::carry_out(ExportComparison const& action)
{
    if (!m_state.matrix)
        return;
    auto const& words = m_owner.words();
    auto options = compare::whole_table(*m_state.matrix, words.language());
    if (!action.rows.empty()) {
        options.rows = action.rows;
        options.dimensions = action.dimensions;
    } else {
        std::erase_if(
            options.rows, [&](compare::RowNumber row) { return m_state.matrix->rows()[row].origin == compare::Origin::Reference; });
    }
    bool const csv = action.format == TableFormat::Csv;
    options.mark = compare::ByteOrderMark::With;
    auto const name = words("compare.file") + (csv ? ".csv" : ".json");
    m_owner.platform.save_file(name, csv ? "text/csv" : "application/json",
        csv ? compare::write_csv(*m_state.matrix, options) : compare::write_comparison(*m_state.matrix, options));
    m_owner.say(words("export.done", { { "file", name } }));
}

// Search

Result<void> RegisterDesk::index_clauses()
{
    if (!m_search) {
        KONKORDAT_TRY(m_search, compare::ClauseSearch::create());
        m_indexed.clear();
    }
    auto indexed = std::exchange(m_indexed, {});
    for (auto const& [agreement, state, history] : m_state.agreements) {
        auto before = indexed.extract(agreement.id);
        if (before.empty() || before.mapped() != state.hash)
            KONKORDAT_CHECK(m_search->put(agreement));
        m_indexed.emplace(agreement.id, state.hash);
    }
    for (auto const& [gone, hash] : indexed)
        KONKORDAT_CHECK(m_search->remove(gone));
    return {};
}

void RegisterDesk::carry_out(SearchClauses const& action)
{
    m_state.failure.reset();
    m_state.searched = action.words;
    m_state.searched_language = action.language;
    m_state.found.reset();
    if (auto const indexed = index_clauses(); !indexed) {
        m_search.reset();
        m_state.failure = indexed.error();
        return;
    }
    auto found = m_search->find({ .words = action.words, .language = action.language });
    if (found)
        m_state.found = std::move(*found);
    else
        m_state.failure = found.error();
}

// Adoption

void RegisterDesk::carry_out(FindAdoptionPlaces const& action)
{
    m_state.places.clear();
    m_state.places_topic = action.origin;
    auto* workspace = m_owner.workspace();
    if (!workspace)
        return;
    auto const summaries = workspace->agreements({ .offset = 0, .limit = 200 });
    if (!summaries)
        return;
    for (auto const& summary : *summaries) {
        auto const agreement = workspace->load(summary.id);
        if (!agreement || std::ranges::find(agreement->languages, action.language) == agreement->languages.end())
            continue;
        for (auto const& clause : agreement->clauses) {
            if (!clause.origin || clause.origin->clause != action.origin || clause.state == ClauseState::Omitted)
                continue;
            m_state.places.push_back({ .agreement = agreement->id,
                .clause = clause.id,
                .title = std::string(text_in(agreement->title, m_owner.words().language(), agreement->languages)),
                .heading = std::string(text_in(clause.heading, action.language)),
                .body = std::string(text_in(clause.body, action.language, {})) });
        }
    }
}

void RegisterDesk::carry_out(AdoptInto const& action)
{
    auto source = action.source;
    source.date = m_owner.world.today();
    m_owner.edit(AdoptWording { .agreement = action.place.agreement,
                     .clause = action.place.clause,
                     .language = action.language,
                     .heading = action.heading,
                     .body = action.body,
                     .source = std::move(source) },
        m_owner.words()("compare.adopt.done", { { "title", action.place.title } }));
}

} // namespace konkordat::app
