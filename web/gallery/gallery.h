#pragma once

#include "web/platform/platform.h"

#include <memory>
#include <string_view>

/// Every widget of web/ui on one page: for tests and for looking at. Not part of the interface that people use; not translated.
namespace konkordat::gallery {

inline constexpr std::string_view address = "#/gallery";

[[nodiscard]] std::unique_ptr<app::Application> create(app::Platform&);

} // namespace konkordat::gallery
