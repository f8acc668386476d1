#pragma once

#include <string>

namespace konkordat {

/// Overwrites a secret before its memory is given back; a compiler may not leave that out.
inline void wipe(std::string& secret)
{
    secret.resize(secret.capacity());
    for (char volatile& byte : secret)
        byte = '\0';
    secret.clear();
}

} // namespace konkordat
