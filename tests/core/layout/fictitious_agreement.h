#pragma once

#include "core/agreement/agreement.h"

#include <string>

namespace konkordat::tests {

inline LanguageMap in_all_languages(std::string const& text)
{
    LanguageMap map;
    for (Language const language : all_languages)
        map[language] = text;
    return map;
}

inline Clause make_clause(std::string id, ClauseKind kind, LanguageMap heading, LanguageMap body, Generated generated = Generated::None)
{
    Clause clause;
    clause.id = ClauseId(std::move(id));
    clause.kind = kind;
    clause.state = ClauseState::Own;
    clause.heading = std::move(heading);
    clause.body = std::move(body);
    clause.generated = generated;
    return clause;
}

/// A short joint declaration of invented bodies in German and French, with every kind of clause and generated block.
Agreement fictitious_agreement();

} // namespace konkordat::tests
