#pragma once

#include "core/compare/profiles_json.h"
#include "tests/core/base/test_world.h"

namespace konkordat::compare {

/// The reference mechanisms that come with the program, and the dimensions they speak of.
struct ReferenceMechanisms {
    ReferenceMechanisms()
        : set(load_dimensions(world).value())
        , file(load_reference_mechanisms(world, set).value())
    {
    }
    TestWorld world;
    DimensionSet set;
    ProfileFile file;
};

} // namespace konkordat::compare
