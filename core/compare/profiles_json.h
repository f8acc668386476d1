#pragma once

#include "core/compare/profile.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace konkordat::compare {

/// A document that statements refer to by its number.
struct SourceDocument {
    std::string title;
    std::string publisher;
    std::int64_t year = 0;

    friend bool operator==(SourceDocument const&, SourceDocument const&) = default;
};

/// Profiles that people have written: by hand about cantons, and the reference mechanisms (docs/formats.md, "Profiles").
struct ProfileFile {
    std::map<std::string, SourceDocument> documents;
    std::vector<Profile> profiles;

    friend bool operator==(ProfileFile const&, ProfileFile const&) = default;
};

inline constexpr std::string_view profiles_format = "konkordat-profiles/1";

/// Strict: a statement without a source, a value that its dimension does not have, a dimension or document that does not exist are refused
/// with their place. Errors: Malformed, TooLarge, UnsupportedVersion, Inconsistent. Keys: statement-source, statement-values,
/// comparison-value, unknown-dimension, duplicate-id, and those of json.h.
[[nodiscard]] Result<ProfileFile> read_profiles(std::string_view bytes, DimensionSet const&);

/// Reading it gives the same profiles. Sorted members, a final newline.
[[nodiscard]] std::string write_profiles(ProfileFile const&, DimensionSet const&);

/// assets/comparison/reference-mechanisms.json: mechanisms of other countries as the two international studies describe them.
[[nodiscard]] Result<ProfileFile> load_reference_mechanisms(World&, DimensionSet const&);

} // namespace konkordat::compare
