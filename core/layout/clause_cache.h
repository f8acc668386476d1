#pragma once

#include "core/layout/generation_cache.h"
#include "core/layout/layout.h"

#include <array>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace konkordat::layout {

/// What a clause became in a document.
struct ClauseBlocks {
    std::vector<Block> blocks;
    std::vector<Note> notes;
};

/// What the clauses of an agreement's parts became, kept between documents. A cache: it decides what a document costs, never
/// what it says.
class ClauseCache {
public:
    ClauseCache();

    /// To be called before each document. Everything is forgotten when something has changed that any clause may name: a
    /// variable, a number, the title; what is generated from the agreement's data, when those have changed.
    void begin_document(Agreement const&, LayoutOptions const&);

    /// Null if it is not known. `key`: clause_key().
    [[nodiscard]] std::shared_ptr<ClauseBlocks const> find(Clause const&, std::string const& key);
    std::shared_ptr<ClauseBlocks const> keep(Clause const&, std::string key, ClauseBlocks);

    /// The same one for the same headings. `key`: contents_key().
    [[nodiscard]] std::shared_ptr<void const> contents_origin(std::string key);

private:
    using Blocks = GenerationCache<std::shared_ptr<ClauseBlocks const>>;

    /// What decides the clauses' numbers.
    struct CountedClause {
        ClauseId id;
        ClauseKind kind = ClauseKind::Clause;
        bool omitted = false;
    };

    /// What the texts of clauses are resolved with.
    struct Surroundings {
        Surroundings() = default;
        Surroundings(Agreement const&, LayoutOptions const&);

        [[nodiscard]] bool are_of(Agreement const&, LayoutOptions const&) const;

        LanguageMap title = {};
        Form form = Form::Declaration;
        std::vector<std::string> cantons = {};
        std::vector<Language> languages = {};
        Mandate mandate = {};
        std::map<std::string, VariableValue> variables = {};
        std::vector<CountedClause> clauses = {};
        richtext::VariableTexts variable_texts = {};
        std::array<ListLabel, 3> list_labels = {};
    };

    /// What tables, chart and signatures are generated from, beside the surroundings.
    struct Data {
        std::vector<Organisation> organisations = {};
        std::vector<Membership> memberships = {};
        std::vector<Contact> contacts = {};
        std::vector<ProcedureStep> procedure = {};
    };

    [[nodiscard]] Blocks& blocks_of(Clause const& clause) { return clause.generated == Generated::None ? m_clauses : m_generated; }

    Surroundings m_surroundings;
    Data m_data;
    Blocks m_clauses;
    Blocks m_generated;
    GenerationCache<std::shared_ptr<void const>> m_contents;
};

/// All that decides what the clause becomes in this language, beside its surroundings. `note`: index of its first footnote.
[[nodiscard]] std::string clause_key(Clause const&, Language, std::string const& number, std::string const& citations, std::size_t note);
/// All that decides what the part's table of contents becomes.
[[nodiscard]] std::string contents_key(Part const&);

} // namespace konkordat::layout
