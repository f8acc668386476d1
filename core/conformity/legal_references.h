#pragma once

#include "core/base/date.h"
#include "core/base/language.h"
#include "core/base/result.h"
#include "core/base/world.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace konkordat {

/// A provision of law as agreements cite it: assets/legal-references.json. A drafting aid, not legal advice.
struct LegalReference {
    std::string id;
    std::string sr;            ///< number in the Classified Compilation, e.g. "311.0"; empty if it has none
    std::string article;       ///< "182", "52-54"; empty for an act as a whole
    LanguageMap abbreviation;  ///< StGB, CP, CP, SCC; empty where none is in use
    LanguageMap title;
    std::optional<Date> since; ///< in force since
    std::optional<Date> until; ///< not in force any more since that day
    std::string replaced_by;   ///< id, or empty
    LanguageMap note;          ///< what a drafter should know of it
    std::string source;        ///< where the fact was taken from
    std::vector<std::string> guidelines; ///< sections of the Guidelines that cite a reference no longer in force
};

struct LegalRegister {
    Date as_of; ///< the day for which the register states the law
    std::vector<LegalReference> references;
};

/// Errors: NotFound, Malformed with the place.
[[nodiscard]] Result<LegalRegister> load_legal_register(World&);
[[nodiscard]] LegalReference const* find_reference(LegalRegister const&, std::string_view id);

/// "Art. 182 StGB (SR 311.0)", "art. 182 CP (RS 311.0)", "art. 182 CP (RS 311.0)", "Art. 182 SCC (SR 311.0)".
[[nodiscard]] std::string citation(LegalReference const&, Language);

} // namespace konkordat
