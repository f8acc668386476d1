#include "web/platform/headless/headless_platform.h"

#include "web/documents/documents.h"

#include <imgui.h>

#include <algorithm>

namespace konkordat::app {

namespace {

ui::FontFiles fonts_of(World& world)
{
    auto const font = [&](std::string const& name) {
        auto const bytes = world.resource("fonts/NotoSans-" + name + ".ttf");
        return bytes ? *bytes : std::string_view {};
    };
    return { font("Regular"), font("Bold"), font("Italic"), font("BoldItalic") };
}

/// Without a graphics card every texture is made at once.
void accept_textures()
{
    for (auto* texture : *ImGui::GetDrawData()->Textures) {
        if (texture->Status == ImTextureStatus_WantDestroy) {
            texture->SetTexID(ImTextureID_Invalid);
            texture->SetStatus(ImTextureStatus_Destroyed);
        } else if (texture->Status != ImTextureStatus_OK && texture->Status != ImTextureStatus_Destroyed) {
            texture->SetTexID(1);
            texture->SetStatus(ImTextureStatus_OK);
        }
    }
}

} // namespace

HeadlessPlatform::HeadlessPlatform(World& world, ui::Viewport viewport)
    : m_world(world)
    , m_context(fonts_of(world))
{
    m_context.set_viewport(viewport);
    m_context.set_reduced_motion(true);
}

void HeadlessPlatform::set_application(Application& application)
{
    m_application = &application;
    m_content = [&application](ui::Context& context) { application.frame(context); };
}

void HeadlessPlatform::carry_out(std::uint32_t ticket, documents::Work work)
{
    m_work.emplace_back(ticket, std::move(work));
    m_asked = true;
}

void HeadlessPlatform::post(std::uint32_t ticket, Post)
{
    m_unanswered.emplace_back(ticket, Error { .code = ErrorCode::Unavailable, .message = "there is no network", .key = "post-failed" });
    m_asked = true;
}

void HeadlessPlatform::give_up_work()
{
    for (auto const& [ticket, work] : std::exchange(m_work, {}))
        m_unanswered.emplace_back(ticket, Error { .code = ErrorCode::Unavailable, .message = "it was given up", .key = "documents-failed" });
}

void HeadlessPlatform::draw()
{
    m_asked = false; // An answer may ask for the next frame.
    for (auto const& [ticket, error] : std::exchange(m_unanswered, {}))
        m_application->on_product(ticket, error);
    for (auto const& [ticket, work] : std::exchange(m_work, {}))
        m_application->on_product(ticket, documents::carry_out(m_world, work));
    m_now += 0.016;
    m_context.run_frame(m_now, m_content);
    accept_textures();
    m_replica.apply(m_context.mirror_operations());
    if (m_replica.focused() != ui::no_node && m_replica.focused() != m_focused && m_context.tree().find(m_replica.focused()))
        focus(*m_context.tree().find(m_replica.focused()));
}

bool HeadlessPlatform::focus(ui::Node const& node)
{
    if (m_focused != ui::no_node && m_focused != node.id)
        post({ .kind = ui::EventKind::Blur, .node = m_focused });
    m_focused = node.id;
    post({ .kind = ui::EventKind::Focus, .node = node.id, .number = 1 });
    return true;
}

int HeadlessPlatform::settle(int limit)
{
    int frames = 0;
    do {
        draw();
        ++frames;
    } while (frames < limit && (m_asked || m_context.next_frame_in() == 0));
    return frames;
}

void HeadlessPlatform::advance(double seconds)
{
    m_now += seconds;
    settle();
}

void HeadlessPlatform::resize(ui::Viewport const& viewport)
{
    m_context.set_viewport(viewport);
    settle();
}

void HeadlessPlatform::post(ui::Event event)
{
    m_context.post(std::move(event));
    m_asked = true;
}

std::vector<ui::Node const*> HeadlessPlatform::find_all(std::string_view role) const
{
    std::vector<ui::Node const*> found;
    for (auto const& node : m_context.tree().nodes)
        if (ui::role_name(node.role) == role)
            found.push_back(&node);
    return found;
}

ui::Node const* HeadlessPlatform::find(std::string_view role, std::string_view name) const
{
    ui::Node const* only = nullptr;
    for (auto const* node : find_all(role)) {
        if (node->name != name)
            continue;
        if (only)
            return nullptr;
        only = node;
    }
    return only;
}

bool HeadlessPlatform::activate(std::string_view role, std::string_view name)
{
    auto const* node = find(role, name);
    if (!node || (node->flags & ui::flag::disabled))
        return false;
    auto const id = node->id;
    focus(*node);
    post({ .kind = ui::EventKind::Activate, .node = id });
    settle();
    return true;
}

bool HeadlessPlatform::type(std::string_view name, std::string_view text)
{
    auto const* node = find("textbox", name);
    if (!node || (node->flags & (ui::flag::disabled | ui::flag::read_only)))
        return false;
    auto const id = node->id;
    focus(*node);
    m_replica.set_value(id, text);
    post({ .kind = ui::EventKind::Input, .node = id, .text = text });
    settle();
    post({ .kind = ui::EventKind::Commit, .node = id, .text = text });
    settle();
    return true;
}

bool HeadlessPlatform::choose(std::string_view name, std::string_view option)
{
    auto const* node = find("combobox", name);
    if (!node || (node->flags & ui::flag::disabled))
        return false;
    for (std::size_t index = 0; index < node->children.size(); ++index) {
        if (m_context.tree().find(node->children[index])->name != option)
            continue;
        focus(*node);
        post({ .kind = ui::EventKind::Choose, .node = node->id, .number = static_cast<double>(index) });
        settle();
        return true;
    }
    return false;
}

bool HeadlessPlatform::check(std::string_view name, bool checked)
{
    auto const* node = find("checkbox", name);
    if (!node)
        node = find("radio", name);
    if (!node || (node->flags & ui::flag::disabled))
        return false;
    focus(*node);
    post({ .kind = ui::EventKind::Choose, .node = node->id, .number = checked ? 1.0 : 0.0 });
    settle();
    return true;
}

bool HeadlessPlatform::press(ui::Key key, std::string_view text)
{
    if (!m_context.tree().find(m_focused))
        return false;
    post({ .kind = ui::EventKind::Key, .node = m_focused, .key = key, .text = text });
    settle();
    return true;
}

void HeadlessPlatform::save_file(std::string_view name, std::string_view mime_type, std::string_view bytes)
{
    saved_files.push_back({ std::string(name), std::string(mime_type), std::string(bytes) });
}

} // namespace konkordat::app
