#pragma once

#include "core/agreement/agreement.h"
#include "core/base/world.h"
#include "core/richtext/resolve.h"

#include <string>
#include <string_view>
#include <vector>

/// Ready agreements to look at and to try things on: visibly fictitious, made anew from the template at hand, so that they are
/// never older than it. Their recipes are in assets/examples/ (docs/formats.md).
namespace konkordat {

struct Example {
    std::string id;
    LanguageMap name;
    LanguageMap description;
    Form form = Form::Declaration;
    std::vector<Language> languages;
};

/// In the order of their ids. Errors: a recipe that is missing or malformed, with its place.
[[nodiscard]] Result<std::vector<Example>> load_examples(World&);

/// The agreement of that recipe, with a new id. Errors: NotFound; else what is wrong in the recipe.
[[nodiscard]] Result<Agreement> build_example(World&, richtext::Words const&, std::string_view id);

} // namespace konkordat
