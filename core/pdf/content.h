#pragma once

#include "core/layout/page.h"
#include "core/pdf/font.h"
#include "core/pdf/image.h"
#include "core/pdf/watermark.h"

#include <string>
#include <vector>

namespace konkordat::pdf {

/// Structure type of ISO 32000-1 14.8.4: "P", "H2", "TH".
[[nodiscard]] std::string structure_type(layout::StructureElement const&);

/// The page's content stream. Marked content sequence n has MCID n; everything else is an artifact. Codes that are shown
/// are entered into `fonts`, one for each face, pictures into `images`, watermarks into `watermarks`.
[[nodiscard]] std::string page_content(layout::Page const&, std::vector<layout::StructureElement> const&, std::vector<EmbeddedFont>& fonts,
    ImageResources& images, Watermarks& watermarks);

} // namespace konkordat::pdf
