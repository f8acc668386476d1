#pragma once

#include "core/base/secret.h"
#include "web/ui/semantics.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace konkordat::app {

/// What a browser would have after the mirror's operations: applies them as web/shell/mirror.js does, and complains about an
/// operation that makes no sense.
class MirrorReplica {
public:
    void apply(std::string_view operations);
    /// Differences to the tree that the operations should have led to; empty: none.
    [[nodiscard]] std::vector<std::string> differences(ui::Tree const&) const;
    [[nodiscard]] std::vector<std::string> const& complaints() const { return m_complaints; }
    [[nodiscard]] std::vector<std::string> const& announcements() const { return m_announcements; }
    /// The node that was given the focus last.
    [[nodiscard]] ui::NodeId focused() const { return m_focused; }
    [[nodiscard]] std::string_view value(ui::NodeId) const;
    /// A person's typing changes the element without an operation.
    void set_value(ui::NodeId, std::string_view);

private:
    struct Element {
        ui::NodeRole role {};
        std::string name, description, error, language, extra, path;
        Secret value;
        std::uint32_t flags = 0;
        std::int32_t level = 0;
        float font_size = 0;
        float content_height = 0;
        std::uint32_t max_length = 0;
        ui::Rect rect;
        std::vector<ui::NodeId> children;
    };
    class Reader;
    void update(Reader&);
    Element* find(ui::NodeId, std::string_view operation);

    std::map<ui::NodeId, Element> m_elements { { ui::root_node, {} } };
    std::vector<std::string> m_complaints;
    std::vector<std::string> m_announcements;
    ui::NodeId m_focused = ui::no_node;
};

} // namespace konkordat::app
