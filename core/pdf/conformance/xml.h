#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace konkordat::pdf::conformance {

/// An element with its names expanded: "http://purl.org/dc/elements/1.1/" and "title".
struct XmlElement {
    struct Name {
        std::string space = {};
        std::string local = {};
        std::string prefix = {};
        friend bool operator==(Name const& a, Name const& b) { return a.space == b.space && a.local == b.local; }
    };
    Name name = {};
    std::vector<std::pair<Name, std::string>> attributes = {}; ///< without declarations of namespaces
    std::vector<XmlElement> kids = {};
    std::string text = {};                                     ///< all of its character data, without that of kids
};

/// Elements, attributes, character data, the five named and the numeric entities, comments, processing instructions: as much of
/// XML as metadata has. No document types. Nothing if it is not well-formed.
[[nodiscard]] std::optional<XmlElement> parse_xml(std::string_view);

} // namespace konkordat::pdf::conformance
