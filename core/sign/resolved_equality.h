#pragma once

#include "core/sign/document.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace konkordat::sign {

/// Compares two documents' objects by what they are when every reference is followed, whatever their numbers. Streams count by their decoded
/// data. An object that was met once stands for the same object of the other document from then on.
class ResolvedEquality {
public:
    /// Keys that do not count, in any dictionary.
    explicit ResolvedEquality(std::set<std::string> ignored_keys)
        : m_ignored(std::move(ignored_keys))
    {
    }

    [[nodiscard]] bool are_equal(QPDFObjectHandle first, QPDFObjectHandle second);

private:
    [[nodiscard]] bool pair_up(QPDFObjectHandle const& first, QPDFObjectHandle const& second, bool& is_known);
    [[nodiscard]] bool are_parts_equal(
        QPDFObjectHandle first, QPDFObjectHandle second, std::vector<std::pair<QPDFObjectHandle, QPDFObjectHandle>>& open) const;

    std::set<std::string> m_ignored;
    std::map<QPDFObjGen, QPDFObjGen> m_forth;
    std::map<QPDFObjGen, QPDFObjGen> m_back;
};

} // namespace konkordat::sign
