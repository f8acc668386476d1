#pragma once

#include "core/sign/document.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace konkordat::sign {

using ObjectSet = std::set<QPDFObjGen>;

/// Objects of a revision whose place in the file is another than in the one before.
struct ObjectChanges {
    ObjectSet added;
    ObjectSet changed; ///< without those that say the same at another place
    ObjectSet removed;
};
[[nodiscard]] ObjectChanges object_changes(Document& before, Document& after);

/// Dictionary, dictionary of a stream with its data, or any other value: whether it is the same. References count as what they are.
[[nodiscard]] bool is_same_object(QPDFObjectHandle before, QPDFObjectHandle after);
[[nodiscard]] bool is_same_value(QPDFObjectHandle before, QPDFObjectHandle after);
/// Keys whose values differ, or that only one of the two has.
[[nodiscard]] std::set<std::string> changed_keys(QPDFObjectHandle before, QPDFObjectHandle after);
[[nodiscard]] std::vector<QPDFObjectHandle> items_of(QPDFObjectHandle array);

/// How often the file's objects, but for `owners`, and the trailer refer to each of `wanted`; what is not referred to is left out.
[[nodiscard]] std::map<QPDFObjGen, std::size_t> references_to(Document&, ObjectSet const& wanted, ObjectSet const& owners = {});

/// Calls visit(reference) for each reference in an object's own text, without following it.
void for_each_reference(QPDFObjectHandle, std::function<void(QPDFObjectHandle const&)> const& visit);

} // namespace konkordat::sign
