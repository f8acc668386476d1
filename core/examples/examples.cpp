#include "core/examples/examples.h"

#include "core/base/json.h"
#include "core/codec/agreement_json.h"
#include "core/templates/interview.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace konkordat {

namespace {

constexpr std::string_view folder = "assets/examples/";

/// A clause that the example words differently, leaves out, or takes in another of the template's wordings.
struct ClauseChange {
    std::string clause;
    std::string alternative;
    LanguageMap body;
    LanguageMap omitted;
};

struct StepParts {
    std::string step;
    std::vector<Responsibility> parts;
};

struct Recipe {
    Example example;
    std::string pack;
    Scope scope = Scope::Canton;
    std::vector<std::string> cantons;
    std::vector<ClauseChange> clauses;
    std::vector<StepParts> procedure;
};

ClauseChange read_clause_change(json::Cursor const& cursor)
{
    json::Object object(cursor);
    ClauseChange change;
    auto const map = [](json::Cursor const& item) { return item.language_map(limits::max_text_bytes); };
    change.clause = object.required("clause").id();
    change.alternative = object.optional("alternative", [](json::Cursor const& item) { return item.id(); });
    change.body = object.optional("body", map);
    change.omitted = object.optional("omitted", map);
    object.finish();
    return change;
}

StepParts read_step_parts(json::Cursor const& cursor)
{
    json::Object object(cursor);
    StepParts step;
    step.step = object.required("step").id();
    step.parts = object.required("parts").items(limits::max_organisations, [](json::Cursor const& item) {
        json::Object part(item);
        Responsibility responsibility;
        responsibility.organisation = OrganisationId(part.required("organisation").id());
        responsibility.kind = part.required("kind").choice(parse_name<ResponsibilityKind>);
        part.finish();
        return responsibility;
    });
    object.finish();
    return step;
}

Recipe read_recipe(json::Cursor const& cursor)
{
    json::Object object(cursor);
    Recipe recipe;
    recipe.example.id = object.required("id").id();
    recipe.example.name = object.required("name").language_map();
    recipe.example.description = object.required("description").language_map();
    recipe.pack = object.required("template").id();
    recipe.example.form = object.required("form").choice(parse_name<Form>);
    recipe.scope = object.required("scope").choice(parse_name<Scope>);
    recipe.cantons = object.required("cantons").items(26, [](json::Cursor const& item) { return item.text(5); });
    recipe.example.languages = object.required("languages").items(4, [](json::Cursor const& item) { return item.language(); });
    recipe.clauses = object.required("clauses").items(limits::max_clauses, read_clause_change);
    recipe.procedure = object.required("procedure").items(limits::max_steps, read_step_parts);
    (void)object.required("agreement"); // Members of an agreement, taken over as they are; read_agreement() judges them.
    object.finish();
    return recipe;
}

Result<Recipe> parse_recipe(std::string_view bytes)
{
    KONKORDAT_TRY(auto const root, json::parse(bytes));
    json::Reading reading;
    auto recipe = read_recipe(json::Cursor(reading, root, ""));
    if (reading.error())
        return *reading.error();
    return recipe;
}

/// `agreement` with the members that the recipe gives in their place (RFC 7386).
Result<Agreement> with_members(Agreement const& agreement, std::string_view recipe)
{
    auto json = nlohmann::json::parse(write_agreement(agreement));
    json.merge_patch(nlohmann::json::parse(recipe, nullptr, false).value("agreement", nlohmann::json::object()));
    return read_agreement(json.dump());
}

Error no_such(std::string_view what, std::string const& id)
{
    return { .code = ErrorCode::NotFound,
        .message = "there is no " + std::string(what) + " \"" + id + "\"",
        .pointer = id,
        .key = "no-such-item",
        .argument = id };
}

Result<void> change_clause(templates::TemplatePack const& pack, Agreement& agreement, ClauseChange const& change)
{
    auto const clause = std::ranges::find(agreement.clauses, ClauseId(change.clause), &Clause::id);
    if (clause == agreement.clauses.end())
        return no_such("clause", change.clause);
    if (!change.alternative.empty()) {
        auto const* origin = templates::find_clause(pack, change.clause);
        KONKORDAT_TRY(*clause, templates::create_clause(*origin, agreement.form, agreement.languages, change.alternative));
    }
    for (auto const& [language, body] : change.body) {
        clause->body[language] = body;
        clause->state = ClauseState::Adapted;
    }
    if (!change.omitted.empty()) {
        clause->state = ClauseState::Omitted;
        clause->omission_reason = change.omitted;
    }
    return {};
}

} // namespace

Result<std::vector<Example>> load_examples(World& world)
{
    std::vector<Example> examples;
    for (auto const path : world.resources_under(folder)) {
        KONKORDAT_TRY(auto const bytes, world.resource(path));
        auto recipe = parse_recipe(bytes);
        if (!recipe)
            return std::move(recipe).error().in_file(std::string(path));
        examples.push_back(std::move(recipe->example));
    }
    return examples;
}

Result<Agreement> build_example(World& world, richtext::Words const& words, std::string_view id)
{
    KONKORDAT_TRY(auto const bytes, world.resource(std::string(folder) + std::string(id) + ".json"));
    KONKORDAT_TRY(auto const recipe, parse_recipe(bytes));
    KONKORDAT_TRY(auto const pack, templates::load_pack(world, recipe.pack));
    KONKORDAT_TRY(auto const empty,
        templates::instantiate(world, pack, words,
            { .form = recipe.example.form, .scope = recipe.scope, .cantons = recipe.cantons, .languages = recipe.example.languages }));
    KONKORDAT_TRY(auto const with_parties, with_members(empty, bytes));
    // Clauses whose condition the parties and variables of the recipe fulfil.
    KONKORDAT_TRY(auto revision, templates::revise(world, pack, words, with_parties, templates::answers_from(pack, with_parties)));
    auto agreement = std::move(revision.agreement);
    for (auto const& change : recipe.clauses)
        KONKORDAT_CHECK(change_clause(pack, agreement, change));
    for (auto const& entry : recipe.procedure) {
        auto const step = std::ranges::find(agreement.procedure, StepId(entry.step), &ProcedureStep::id);
        if (step == agreement.procedure.end())
            return no_such("step", entry.step);
        step->responsibilities = entry.parts;
    }
    KONKORDAT_CHECK(check_consistency(agreement));
    return agreement;
}

} // namespace konkordat
