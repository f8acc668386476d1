#pragma once

#include "core/layout/image.h"
#include "core/pdf/writer.h"

#include <memory>
#include <string>
#include <vector>

namespace konkordat::pdf {

/// The pictures of a document. However often one is painted, it is written once.
class ImageResources {
public:
    /// Its resource name in every page's content: "I0", "I1" ...
    [[nodiscard]] std::string name_for(std::shared_ptr<layout::Image const> const&);

    /// Writes all that were named. Returns the entries of the resource dictionary XObject: "/I0 12 0 R "; empty without pictures.
    [[nodiscard]] std::string write(Writer&) const;

private:
    std::vector<std::shared_ptr<layout::Image const>> m_images;
};

} // namespace konkordat::pdf
