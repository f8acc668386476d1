#pragma once

#include "core/sign/document.h"

#include <optional>

namespace konkordat::sign {

/// In the default coordinates of a page.
struct Area {
    double left = 0;
    double bottom = 0;
    double right = 0;
    double top = 0;

    [[nodiscard]] bool is_empty() const { return right <= left || top <= bottom; }
};

/// /Rect, its corners put in order; nothing if it is no rectangle.
[[nodiscard]] std::optional<Area> rectangle_of(QPDFObjectHandle);

/// Whether the page paints something within the area. In doubt it does.
[[nodiscard]] bool covers_content(QPDFObjectHandle page, Area const&);

} // namespace konkordat::sign
