#pragma once

#include "core/sign/signature.h"

#include <map>
#include <string>

/// For attacks on foreign_document().
namespace konkordat::tests {

/// A stream's body: its dictionary with `entries`, and the data.
std::string content(std::string const& entries, std::string const& text);
/// Its page with these annotations.
std::string page(std::string const& annotations, std::string const& more = "");
std::string sign_field(std::string const& pdf, std::string const& field, sign::Certification);
/// As sign_field() with a certification that permits P.
std::string certify(std::string const& pdf, std::string const& field, char permission);
/// One more revision with these objects.
std::string updated(std::string const& file, std::map<int, std::string> const& objects);
/// Valid before, invalid after.
void check_invalid(std::string const& before, std::string const& after);

} // namespace konkordat::tests
