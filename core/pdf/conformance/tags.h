#pragma once

#include "core/pdf/conformance/context.h"

#include <optional>

namespace konkordat::pdf::conformance {

inline constexpr std::size_t no_tag = static_cast<std::size_t>(-1);

/// A structure element as the file has it.
struct Tag {
    struct Kid {
        std::size_t tag = no_tag;     ///< an element, or
        QPDFObjGen owner = {};        ///< the page or form that has the content, with
        int mcid = -1;                ///< its MCID, or
        QPDFObjGen object = {};       ///< an annotation
    };
    QPDFObjectHandle object;
    std::string type = {};            ///< standard type, through the role map; empty if it has none
    std::size_t parent = no_tag;
    std::vector<Kid> kids = {};
};

struct TagTree {
    std::vector<Tag> tags = {};       ///< in reading order, parents before kids
    std::vector<std::size_t> roots = {};

    /// Types of the elements among the kids.
    [[nodiscard]] std::vector<std::string> kid_types(Tag const&) const;
    [[nodiscard]] std::string parent_type(Tag const&) const;
};

/// Reads the tree from the file and reports what makes it none.
[[nodiscard]] TagTree read_tags(Context&);

/// Value of an attribute of that owner ("Table", "Scope"), or null.
[[nodiscard]] QPDFObjectHandle attribute(Tag const&, std::string_view owner, std::string const& key);

// Rules about the tree.
void check_tables(Context&, TagTree const&);
void check_tags(Context&, TagTree const&);
void check_parent_tree(Context&, TagTree const&);

} // namespace konkordat::pdf::conformance
