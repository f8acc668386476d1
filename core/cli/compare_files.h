#pragma once

#include "core/base/world.h"
#include "core/compare/collection.h"
#include "core/compare/profiles_json.h"

#include <string>
#include <vector>

namespace konkordat::cli {

/// What came with the files and folders of `konkordat compare`.
struct ComparedFiles {
    compare::Collection agreements;
    std::vector<compare::Profile> notes; ///< by hand

    /// Whether there is anything to compare.
    [[nodiscard]] bool empty() const { return agreements.agreements().empty() && notes.empty(); }
};

/// Reads what is good: agreements as JSON and in PDF files, whose signatures and pages are verified, and profiles by hand. A folder stands for its
/// .json and .pdf files, by name. Everything else is in Collection::skipped(), with the reason.
[[nodiscard]] ComparedFiles read_compared_files(
    World&, std::vector<std::string> const& paths, std::vector<Canton> const&, compare::DimensionSet const&);

} // namespace konkordat::cli
