#include "core/sign/permissions.h"

#include <algorithm>

namespace konkordat::sign {

bool FieldLock::covers(std::string_view field) const
{
    if (action == Action::All)
        return true;
    bool const named = std::any_of(fields.begin(), fields.end(), [&](std::string const& name) {
        return field == name || (field.size() > name.size() && field.starts_with(name) && field[name.size()] == '.');
    });
    return named == (action == Action::Include);
}

} // namespace konkordat::sign
