#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace konkordat::sign {

/// What the author of a certification still allows (ISO 32000-2 12.8.2.2, table 257).
enum class Permission {
    Unstated,       ///< no certification: later signatures and what belongs to them
    Nothing = 1,    ///< P 1
    Signing = 2,    ///< P 2: filling in forms and signing
    Annotating = 3, ///< P 3: comments as well
};

/// Fields that a signature locks (ISO 32000-2 12.8.2.4, table 256).
struct FieldLock {
    enum class Action { All, Include, Exclude };
    Action action = Action::All;
    std::vector<std::string> fields = {}; ///< full names; a name means its descendants as well

    [[nodiscard]] bool covers(std::string_view field) const;
};

} // namespace konkordat::sign
