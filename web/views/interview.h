#pragma once

#include "web/views/frame.h"

namespace konkordat::views {

/// The questions of the guided start. Whoever takes part already, in `parties`, cannot be left out here.
void draw_questions(Frame&, templates::TemplatePack const&, Memory::Interview&, std::vector<std::string> const& parties);

/// What has to be answered first, in words; empty if nothing.
[[nodiscard]] std::string missing_answer(Frame const&, Memory::Interview const&);

/// The languages that a canton suggests to somebody who works in the interface's language.
[[nodiscard]] std::vector<Language> suggested_languages(Frame const&, std::string const& canton);

/// In the canton's own order, what it does not have after it.
[[nodiscard]] std::vector<Language> in_order_of(Frame const&, std::string const& canton, std::vector<Language> const& languages);

} // namespace konkordat::views
