#pragma once

#include "core/store/page_vfs.h"
#include "core/store/rescue.h"
#include "core/store/rows.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

/// Reading a database that may be damaged anywhere.
namespace konkordat {

/// What could be read of one agreement.
struct SalvagedRows {
    Rows rows;
    bool complete = false;
};

struct Salvage {
    std::map<std::int64_t, SalvagedRows> agreements;
    std::map<std::int64_t, std::string> ids; ///< of agreements, as the history knows them
    Texts texts;                             ///< only those that agree with their content key
    bool list_complete = false;
};

/// Reads around what is damaged; what is missing in the tables is made good from the history, which holds every change since
/// an agreement was created. The database is opened, its schema is in order, its pages may be anything.
[[nodiscard]] Salvage salvage(Database&, PageImage const&);

/// Looks through all pages for rows of the tables `text` and `picture`, whether the tables still know them or not, and keeps those whose content
/// agrees with its key. `database` computes the keys.
[[nodiscard]] Texts scan_for_texts(Database& database, PageImage const&);

/// Makes an agreement out of rows, mends what would contradict itself, and says what is missing.
/// Returns nothing if there is nothing worth keeping.
[[nodiscard]] std::optional<RescuedAgreement> mend(World&, SalvagedRows const&, Texts const&);

} // namespace konkordat
