#pragma once

#include "core/layout/document.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace konkordat::publish {

/// The ids of one part in the page. Ids made from anchors are "prefix-…", all others "prefix.…": they never meet.
class PartIds {
public:
    /// `prefix` is unique among the page's parts. The part outlives the ids.
    PartIds(layout::Part const&, std::string prefix);

    [[nodiscard]] layout::Part const& part() const { return m_part; }
    [[nodiscard]] std::string const& prefix() const { return m_prefix; }
    [[nodiscard]] std::string anchor_id(std::string_view anchor) const;
    [[nodiscard]] std::string own_id(std::string_view name) const { return m_prefix + "." + std::string(name); }
    [[nodiscard]] bool has_anchor(std::string_view anchor) const { return m_anchors.contains(anchor); }

private:
    layout::Part const& m_part;
    std::string m_prefix;
    std::set<std::string, std::less<>> m_anchors; ///< of headings and notes
};

/// Headings of the part in the order in which they stand, also those inside lists.
[[nodiscard]] std::vector<layout::Heading const*> headings_of(layout::Part const&);

/// Writes passages. Each mark of a note gets the id to which the note leads back, the first time it is written.
class SpanWriter {
public:
    explicit SpanWriter(PartIds const& ids)
        : m_ids(ids)
    {
    }

    [[nodiscard]] std::string write(layout::Spans const&);
    [[nodiscard]] bool is_marked(std::size_t note) const { return m_marked.contains(note); }

private:
    [[nodiscard]] std::string write_link(layout::Span const&, std::string content);

    PartIds const& m_ids;
    std::set<std::size_t> m_marked;
};

/// Whether a page may lead there: https, http or mailto. A text that came from elsewhere does not get to run as a script.
[[nodiscard]] bool is_safe_link(std::string_view address);

} // namespace konkordat::publish
