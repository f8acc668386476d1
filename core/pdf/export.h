#pragma once

#include "core/agreement/agreement.h"
#include "core/base/world.h"
#include "core/layout/layout.h"
#include "core/layout/page.h"

#include <string>
#include <string_view>
#include <vector>

namespace konkordat::pdf {

/// File name of the agreement's JSON inside its PDF.
inline constexpr std::string_view embedded_file_name = "agreement.json";

enum class ConformityReport {
    Without,
    With, ///< what the conformity check finds today, behind the agreement; the bytes then also depend on the day
};

/// The agreement as a tagged PDF with its JSON embedded, byte for byte as write_agreement() gives it. `languages` are the
/// versions to print, in this order; empty: all of the agreement's. The same agreement gives the same bytes: the dates are
/// its own, the clock is not asked.
/// Errors: InvalidArgument for a language that the agreement does not have; those of a resource that is missing.
[[nodiscard]] Result<std::string> export_agreement(
    World&, Agreement const&, std::vector<Language> const& languages, ConformityReport = ConformityReport::Without);

/// As export_agreement(), of a document already laid out, for who needs pages and file.
[[nodiscard]] Result<std::string> write_document(layout::LaidOutDocument const&, Agreement const&);

/// What layout_agreement() is given for an agreement: labels and source of its template, if the program has it. Without the report they
/// depend on the agreement's template and appearance only.
[[nodiscard]] Result<layout::LayoutOptions> export_options(
    World&, Agreement const&, std::vector<Language> const& languages, ConformityReport = ConformityReport::Without);

/// layout_agreement() with export_options().
[[nodiscard]] Result<layout::LaidOutDocument> layout_for_export(
    World&, Agreement const&, std::vector<Language> const& languages, ConformityReport = ConformityReport::Without);

} // namespace konkordat::pdf
