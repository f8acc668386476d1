#pragma once

#include "core/image/image.h"

namespace konkordat::layout {

using konkordat::Image;

} // namespace konkordat::layout
