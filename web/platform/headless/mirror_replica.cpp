#include "web/platform/headless/mirror_replica.h"

#include "web/ui/mirror.h"

#include <bit>
#include <cassert>
#include <set>

namespace konkordat::app {

class MirrorReplica::Reader {
public:
    explicit Reader(std::string_view bytes)
        : m_bytes(bytes)
    {
    }

    [[nodiscard]] bool more() const { return !m_bytes.empty(); }

    std::uint8_t byte()
    {
        assert(!m_bytes.empty());
        auto const value = static_cast<std::uint8_t>(m_bytes.front());
        m_bytes.remove_prefix(1);
        return value;
    }

    std::uint32_t number()
    {
        std::uint32_t value = 0;
        for (int shift = 0; shift < 32; shift += 8)
            value |= static_cast<std::uint32_t>(byte()) << shift;
        return value;
    }

    float real() { return std::bit_cast<float>(number()); }

    std::string string()
    {
        auto const size = number();
        assert(size <= m_bytes.size());
        std::string text(m_bytes.substr(0, size));
        m_bytes.remove_prefix(size);
        return text;
    }

private:
    std::string_view m_bytes;
};

MirrorReplica::Element* MirrorReplica::find(ui::NodeId id, std::string_view operation)
{
    auto found = m_elements.find(id);
    if (found != m_elements.end())
        return &found->second;
    m_complaints.push_back(std::string(operation) + " of an element that does not exist");
    return nullptr;
}

void MirrorReplica::update(Reader& reader)
{
    namespace property = ui::property;
    Element ignored;
    auto* found = find(reader.number(), "update");
    auto& element = found ? *found : ignored;
    auto const mask = reader.number();
    if (mask & property::rect) {
        element.rect.x = reader.real();
        element.rect.y = reader.real();
        element.rect.width = reader.real();
        element.rect.height = reader.real();
    }
    auto const text = [&](std::uint32_t bit, auto& target) {
        if (mask & bit)
            target = reader.string();
    };
    text(property::name, element.name);
    text(property::description, element.description);
    text(property::error, element.error);
    text(property::value, element.value);
    text(property::language, element.language);
    text(property::extra, element.extra);
    if (mask & property::flags)
        element.flags = reader.number();
    if (mask & property::level)
        element.level = static_cast<std::int32_t>(reader.number());
    if (mask & property::font_size)
        element.font_size = reader.real();
    if (mask & property::content_height)
        element.content_height = reader.real();
    if (mask & property::max_length)
        element.max_length = reader.number();
    text(property::path, element.path);
    if (mask & property::content_width)
        (void)reader.real();
}

void MirrorReplica::apply(std::string_view operations)
{
    using ui::MirrorOperation;
    Reader reader(operations);
    while (reader.more()) {
        switch (static_cast<MirrorOperation>(reader.byte())) {
        case MirrorOperation::Create: {
            auto const id = reader.number();
            auto& element = m_elements[id] = {};
            element.role = static_cast<ui::NodeRole>(reader.byte());
            element.level = static_cast<std::int32_t>(reader.number());
            break;
        }
        case MirrorOperation::Update: update(reader); break;
        case MirrorOperation::Children: {
            auto* element = find(reader.number(), "children");
            std::vector<ui::NodeId> children(reader.number());
            for (auto& child : children) {
                child = reader.number();
                find(child, "child");
            }
            if (element)
                element->children = std::move(children);
            break;
        }
        case MirrorOperation::Remove:
            if (m_elements.erase(reader.number()) == 0)
                m_complaints.emplace_back("removal of an element that does not exist");
            break;
        case MirrorOperation::Focus:
            m_focused = reader.number();
            find(m_focused, "focus");
            break;
        case MirrorOperation::Scroll:
            find(reader.number(), "scroll");
            (void)reader.real();
            (void)reader.real();
            (void)reader.byte();
            break;
        case MirrorOperation::Announce:
            (void)reader.byte();
            m_announcements.push_back(reader.string());
            break;
        case MirrorOperation::Reveal: find(reader.number(), "reveal"); break;
        default: m_complaints.emplace_back("unknown operation"); return;
        }
    }
}

std::string_view MirrorReplica::value(ui::NodeId id) const { return m_elements.at(id).value; }
void MirrorReplica::set_value(ui::NodeId id, std::string_view value) { m_elements.at(id).value = value; }

std::vector<std::string> MirrorReplica::differences(ui::Tree const& tree) const
{
    std::vector<std::string> result;
    std::set<ui::NodeId> expected;
    for (auto const& node : tree.nodes) {
        expected.insert(node.id);
        auto const found = m_elements.find(node.id);
        if (found == m_elements.end()) {
            result.push_back("missing: " + node.path);
            continue;
        }
        auto const& element = found->second;
        auto const compare = [&](bool same, std::string_view what) {
            if (!same)
                result.push_back(std::string(what) + " of " + node.path);
        };
        if (node.id != ui::root_node)
            compare(element.role == node.role && element.path == node.path, "identity");
        compare(element.name == node.name, "name");
        compare(element.description == node.description && element.error == node.error, "description");
        // What a password field holds is known to nobody else.
        compare(element.value == node.value || node.extra.starts_with("password|"), "value");
        compare(element.flags == node.flags, "flags");
        compare(element.level == node.level, "level");
        compare(element.children == node.children, "children");
        auto const* parent = tree.find(node.parent);
        ui::Rect relative = node.role == ui::NodeRole::Menu ? node.screen : node.rect;
        if (node.role != ui::NodeRole::Menu && parent && !(parent->flags & ui::flag::scroll)) {
            relative.x -= parent->rect.x;
            relative.y -= parent->rect.y;
        }
        compare(node.id == ui::root_node || element.rect == relative, "rectangle");
    }
    for (auto const& [id, element] : m_elements)
        if (!expected.contains(id))
            result.push_back("left over: " + element.path);
    return result;
}

} // namespace konkordat::app
