#pragma once

#include "core/layout/generation_cache.h"
#include "core/layout/layout.h"

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
    /// variable, a number, the title.
    void begin_document(Agreement const&, LayoutOptions const&);

    /// Null if it is not known. `key`: clause_key().
    [[nodiscard]] std::shared_ptr<ClauseBlocks const> find(std::string const& key);
    void keep(std::string key, ClauseBlocks);

private:
    /// What the texts of clauses are resolved with.
    struct Surroundings {
        LanguageMap title = {};
        Form form = Form::Declaration;
        std::vector<std::string> cantons = {};
        std::vector<Language> languages = {};
        Mandate mandate = {};
        std::map<std::string, VariableValue> variables = {};
        std::vector<std::pair<std::string, std::string>> numbers = {}; ///< id and number of each clause that is not omitted
        richtext::VariableTexts variable_texts = {};
        std::vector<ListLabel> list_labels = {};

        friend bool operator==(Surroundings const&, Surroundings const&) = default;
    };

    Surroundings m_surroundings;
    GenerationCache<std::shared_ptr<ClauseBlocks const>> m_clauses;
};

/// All that decides what the clause becomes in this language, beside its surroundings. `note`: index of its first footnote.
[[nodiscard]] std::string clause_key(Clause const&, Language, std::string const& number, std::string const& citations, std::size_t note);

} // namespace konkordat::layout
