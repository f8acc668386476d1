#pragma once

#include "core/agreement/agreement.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Full-text search over the clauses of many agreements.
namespace konkordat::compare {

struct SearchQuery {
    /// All of these words, in any order. A word is compared without regard to case, accents and umlauts ("Kanton Zurich" finds "Zürich"); one that ends with *
    /// is the beginning of a word; words in quotation marks stand next to each other.
    std::string words;
    std::optional<Language> language = {};
    std::size_t offset = 0;
    std::size_t limit = 100;
};

struct SearchHit {
    AgreementId agreement;
    ClauseId clause;
    Language language = Language::German;
    std::string heading; ///< words alone
    std::string excerpt; ///< around the first place in the body, words alone; the beginning if only the heading has them
    std::vector<std::pair<std::size_t, std::size_t>> marks; ///< bytes [first, last) of the excerpt that match
};

struct SearchReply {
    std::size_t total = 0; ///< of all hits, whatever the limit
    std::vector<SearchHit> hits; ///< the best first; equal ones by agreement and clause
};

/// An index in memory (SQLite FTS5). Clauses that share their words are indexed once. Omitted clauses are not found, nor are variables and references.
class ClauseSearch {
public:
    /// Errors: Storage.
    [[nodiscard]] static Result<std::unique_ptr<ClauseSearch>> create();
    ~ClauseSearch();

    /// Takes the place of what was indexed of this agreement before. Errors: Storage, TooLarge.
    [[nodiscard]] Result<void> put(Agreement const&);
    [[nodiscard]] Result<void> remove(AgreementId const&);

    /// Nothing for a query without a word. Never an error of the query's own.
    [[nodiscard]] Result<SearchReply> find(SearchQuery const&) const;

    /// How many different texts are indexed.
    [[nodiscard]] Result<std::size_t> text_count() const;

private:
    struct Implementation;
    explicit ClauseSearch(std::unique_ptr<Implementation>);
    std::unique_ptr<Implementation> m;
};

/// The query as FTS5 has it: each word a quoted string, so that nothing in it is an operator; empty for no word.
[[nodiscard]] std::string fts_query(std::string_view words);

} // namespace konkordat::compare
