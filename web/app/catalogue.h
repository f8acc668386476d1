#pragma once

#include "core/base/language.h"
#include "core/base/result.h"
#include "core/base/world.h"

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace konkordat::app {

/// A placeholder's name and what stands in its place: {"count", "3"}.
using Argument = std::pair<std::string_view, std::string>;

/// The interface's words in one language: web/i18n/<language>.json, a flat JSON object from key to text. A text may hold
/// placeholders in braces, "{count} Klauseln". A key ending in ".one" or ".other" is a plural form.
class Catalogue {
public:
    /// Errors: NotFound, Malformed (the resource is broken: a build error, covered by tests).
    [[nodiscard]] static Result<Catalogue> load(World&, Language);

    [[nodiscard]] Language language() const { return m_language; }

    /// The text of `key` with its placeholders filled. An unknown key yields the key itself, so that it shows in a test.
    [[nodiscard]] std::string text(std::string_view key, std::initializer_list<Argument> arguments = {}) const;
    [[nodiscard]] std::string operator()(std::string_view key, std::initializer_list<Argument> arguments = {}) const
    {
        return text(key, arguments);
    }

    /// `key`.one for a count of 1 (in French also 0), `key`.other otherwise; {count} is filled.
    [[nodiscard]] std::string plural(std::string_view key, std::size_t count) const;

    [[nodiscard]] bool has(std::string_view key) const { return m_texts.find(key) != m_texts.end(); }
    [[nodiscard]] std::map<std::string, std::string, std::less<>> const& texts() const { return m_texts; }

    /// What went wrong, where, in the user's language: the sentence for the error's key or else its code, then its place.
    [[nodiscard]] std::string describe(Error const&) const;

private:
    Language m_language = Language::German;
    std::map<std::string, std::string, std::less<>> m_texts;
};

} // namespace konkordat::app
