#pragma once

#include "core/agreement/catalogues.h"
#include "core/templates/instantiate.h"

#include <map>
#include <random>

namespace konkordat::testing {

enum class ClauseBodies { With, Without };

/// Makes agreements as cantons might have them, from the template: of any form and scope, at any point of their life, with bodies and
/// responsibilities, omitted, missing and own clauses. The same number always gives the same agreement.
class RealisticAgreements {
public:
    RealisticAgreements(World&, ClauseBodies);

    [[nodiscard]] Agreement make(std::uint32_t number);
    [[nodiscard]] std::vector<Canton> const& cantons() const { return m_cantons; }

private:
    [[nodiscard]] Agreement const& base(Form, Scope, Language);

    World& m_world;
    ClauseBodies m_bodies;
    std::vector<Canton> m_cantons;
    templates::TemplatePack m_pack;
    richtext::Words m_words;
    std::map<std::tuple<Form, Scope, Language>, Agreement> m_bases;
};

} // namespace konkordat::testing
