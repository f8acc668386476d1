#include "web/ui/context.h"

#include "web/ui/page_paint.h"
#include "web/ui/page_text.h"
#include "web/ui/state.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cassert>

namespace konkordat::ui {

namespace {

constexpr int maximum_passes = 3;
/// Frames for which a wish for focus waits for its widget.
constexpr std::uint64_t focus_patience = 4;

constexpr ImGuiWindowFlags layer_flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings
    | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoFocusOnAppearing
    | ImGuiWindowFlags_NoScrollWithMouse;

ImFont* add_font(std::string_view bytes)
{
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    config.OversampleH = 2;
    // A negative size asks for sizes in em, as CSS means them, instead of from ascent to descent.
    // Dear ImGui also scales the limits of advances by it, which turns their sign.
    config.SizePixels = -15.0f;
    config.GlyphMaxAdvanceX = -FLT_MAX;
    // Dear ImGui keeps but never writes the bytes.
    return ImGui::GetIO().Fonts->AddFontFromMemoryTTF(const_cast<char*>(bytes.data()), static_cast<int>(bytes.size()), -15.0f, &config);
}

void set_up_imgui(State& state, FontFiles const& fonts)
{
    state.imgui = ImGui::CreateContext();
    ImGui::SetCurrentContext(state.imgui);
    auto& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigInputTrickleEventQueue = false;
    io.ConfigFlags = ImGuiConfigFlags_NoMouseCursorChange;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    io.UserData = &state;
    auto& style = ImGui::GetStyle();
    style.WindowPadding = { 0, 0 };
    style.WindowBorderSize = 0;
    style.WindowMinSize = { 1, 1 };
    style.AntiAliasedLinesUseTex = false;
    state.faces = { add_font(fonts.regular), add_font(fonts.bold), add_font(fonts.italic), add_font(fonts.bold_italic) };
    state.imgui->TestEngineHookItems = true;
}

void begin_imgui_frame(State& state, double elapsed)
{
    auto& io = ImGui::GetIO();
    io.DisplaySize = { state.viewport.width, state.viewport.height };
    io.DisplayFramebufferScale = { state.viewport.density, state.viewport.density };
    io.DeltaTime = static_cast<float>(std::clamp(elapsed, 0.001, 0.2));
    if (state.pointer_x < 0)
        io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
    else
        io.AddMousePosEvent(state.pointer_x, state.pointer_y);
    io.AddMouseButtonEvent(0, state.pointer_down);
    ImGui::NewFrame();
    // Dear ImGui's own fallback window, which is never shown, has reported its parts.
    state.items.clear();
    for (auto* face : state.faces)
        face->CurrentRasterizerDensity = state.viewport.density;
    ImGui::SetNextWindowPos({ 0, 0 });
    ImGui::SetNextWindowSize({ state.viewport.width, state.viewport.height });
    ImGui::Begin("page", nullptr, layer_flags);
}

void clear_pass(State& state)
{
    state.tree.nodes.clear();
    state.path.clear();
    state.path_sizes.clear();
    state.parents.clear();
    state.automatic_ids.assign(1, 0);
    state.languages.clear();
    state.dialogs.clear();
    state.layers.clear();
    state.ring.reset();
    state.claimed.clear();
    state.items.clear();
    state.faults.clear();
    state.toast_height = 0;
    state.again = false;
}

void begin_pass(State& state, double elapsed)
{
    ++state.pass;
    clear_pass(state);
    begin_imgui_frame(state, elapsed);
    Rect const window { 0, 0, state.viewport.width, state.viewport.height };
    Node root;
    root.id = root_node;
    root.role = NodeRole::Root;
    root.rect = root.screen = window;
    state.tree.nodes.push_back(std::move(root));
    state.parents.push_back(0);
    state.surfaces.assign(1, { 0, 0, window, Ground::Plain });
    Box page;
    page.width = window.width;
    page.limit = window.height;
    page.gap = 0;
    state.boxes.assign(1, page);
    ImGui::PushClipRect({ 0, 0 }, { window.width, window.height }, false);
    fill(state, window, ColorRole::Ground);
}

void draw_focus_ring(State const& state)
{
    if (!state.ring)
        return;
    auto const& ring = *state.ring;
    ring.list->PushClipRect({ ring.clip.x, ring.clip.y }, { ring.clip.right(), ring.clip.bottom() }, false);
    auto const ring_color = color(state, ring.on_header ? ColorRole::FocusOnHeader : ColorRole::Focus);
    ring.list->AddRect({ ring.rect.x - 2, ring.rect.y - 2 }, { ring.rect.right() + 2, ring.rect.bottom() + 2 }, ring_color, 5, 0, 2);
    ring.list->PopClipRect();
}

void find_unnamed_items(State& state)
{
    state.unnamed.clear();
    for (auto const& [id, label] : state.items)
        if (!state.claimed.contains(id))
            state.unnamed.push_back(label.empty() ? "#" + std::to_string(id) : label);
    std::ranges::sort(state.unnamed);
}

void find_faults(State& state)
{
    std::unordered_set<NodeId> seen;
    for (auto const& node : state.tree.nodes) {
        if (!seen.insert(node.id).second)
            state.faults.push_back("two widgets have the id " + node.path);
        if (is_interactive(node.role) && node.name.empty())
            state.faults.push_back("no name: " + node.path);
    }
}

void end_pass(State& state)
{
    assert(state.open.empty() && "a scope was left open");
    draw_focus_ring(state);
    for (auto const& layer : state.layers)
        ImGui::BringWindowToDisplayFront(ImGui::FindWindowByName(layer.c_str()));
    ImGui::PopClipRect();
    ImGui::End();
    find_unnamed_items(state);
    find_faults(state);
}

/// The widget that takes the focus in a dialog: the first that a person can use, else the dialog.
NodeId first_stop_in(Tree const& tree, NodeId dialog)
{
    std::unordered_set<NodeId> inside { dialog };
    NodeId fallback = dialog;
    for (auto const& node : tree.nodes) {
        if (!inside.contains(node.parent))
            continue;
        inside.insert(node.id);
        bool const close_button = node.path.ends_with("/close-dialog");
        if (is_interactive(node.role) && !(node.flags & flag::disabled)) {
            if (!close_button)
                return node.id;
            fallback = node.id;
        }
    }
    return fallback;
}

void follow_dialogs(State& state)
{
    std::vector<NodeId> now_shown;
    for (auto index : state.dialogs)
        now_shown.push_back(state.tree.nodes[index].id);
    for (auto index : state.dialogs) {
        auto const& node = state.tree.nodes[index];
        if (std::ranges::find(state.shown_dialogs, node.id) != state.shown_dialogs.end())
            continue;
        state.memories[node.id].return_focus = state.focused_path;
        if (state.wanted_focus.empty() || !state.wanted_focus.starts_with(node.path))
            want_focus(state, state.tree.find(first_stop_in(state.tree, node.id))->path);
    }
    for (auto id : state.shown_dialogs)
        if (std::ranges::find(now_shown, id) == now_shown.end() && state.wanted_focus.empty())
            want_focus(state, state.memories[id].return_focus);
    state.shown_dialogs = std::move(now_shown);
}

/// The node of that path; or the landmark of that id, wherever the layout puts it.
Node const* wanted_node(Tree const& tree, std::string const& path)
{
    if (auto const* exact = tree.find_path(path))
        return exact;
    auto const found = std::ranges::find_if(tree.nodes, [&](Node const& node) {
        return node.role >= NodeRole::Banner && node.role <= NodeRole::Search && node.path.ends_with("/" + path);
    });
    return found == tree.nodes.end() ? nullptr : &*found;
}

void write_wishes(State& state)
{
    for (auto const& [id, scroll] : state.wanted_scrolls) {
        if (state.tree.find(id))
            state.writer.scroll(id, scroll.top, scroll.left, scroll.smooth);
    }
    state.wanted_scrolls.clear();
    if (!state.wanted_focus.empty()) {
        if (auto const* node = wanted_node(state.tree, state.wanted_focus)) {
            state.writer.focus(node->id);
            state.wanted_focus.clear();
        } else if (state.run > state.wanted_focus_run + focus_patience) {
            state.wanted_focus.clear();
        } else {
            state.next_frame = 0;
        }
    }
    if (!state.wanted_reveal.empty()) {
        if (auto const* node = state.tree.find_path(state.wanted_reveal)) {
            state.writer.reveal(node->id);
            state.wanted_reveal.clear();
        } else if (state.run > state.wanted_reveal_run + focus_patience) {
            state.wanted_reveal.clear();
        } else {
            state.next_frame = 0;
        }
    }
}

void forget_old_memories(State& state)
{
    constexpr std::uint64_t kept_passes = 2000;
    if (state.run % 512 != 0)
        return;
    std::erase_if(state.memories, [&](auto const& entry) { return entry.second.last_pass + kept_passes < state.pass; });
    std::erase_if(state.ids, [&](auto const& entry) { return !state.memories.contains(entry.second); });
}

void note_events(State& state)
{
    for (auto const& event : state.events) {
        if (event.kind == EventKind::Focus) {
            state.focused = event.node;
            state.focus_visible = event.number > 0;
        } else if (event.kind == EventKind::Blur && state.focused == event.node) {
            state.focused = no_node;
        }
        auto const found = state.memories.find(event.node);
        if (found == state.memories.end())
            continue;
        if (event.kind == EventKind::Scroll)
            found->second.scroll = static_cast<float>(event.number);
        if (event.kind == EventKind::ScrollAcross)
            found->second.scroll_x = static_cast<float>(event.number);
    }
    auto const* node = state.shown.find(state.focused);
    state.focused_path = node ? node->path : std::string {};
}

} // namespace

State::State() = default;
State::~State() = default;

Context::Context(FontFiles const& fonts)
    : m_state(std::make_unique<State>())
{
    m_state->context = this;
    m_state->theme = &light_theme();
    m_state->files = fonts;
    set_up_imgui(*m_state, fonts);
}

Context::~Context()
{
    ImGui::SetCurrentContext(m_state->imgui);
    ImGui::DestroyContext(m_state->imgui);
    if (m_state->pictures)
        m_state->pictures->clear();
}

void Context::set_viewport(Viewport const& viewport) { m_state->viewport = viewport; }
void Context::set_theme(Theme const& theme) { m_state->theme = &theme; }
void Context::set_reduced_motion(bool reduced) { m_state->reduced_motion = reduced; }
void Context::post(Event event) { m_state->posted.push_back(std::move(event)); }

void Context::set_pointer(float x, float y, bool down)
{
    m_state->pressed = m_state->pressed || (down && !m_state->pointer_down);
    m_state->pointer_x = x;
    m_state->pointer_y = y;
    m_state->pointer_down = down;
}

void Context::run_frame(double now, std::function<void(Context&)> const& content)
{
    auto& state = *m_state;
    ImGui::SetCurrentContext(state.imgui);
    double const elapsed = now - state.now;
    ++state.run;
    state.now = now;
    state.next_frame = -1;
    state.writer.clear();
    state.events = std::move(state.posted);
    state.posted.clear();
    note_events(state);
    // What the events change is drawn by the next frame.
    if (!state.events.empty())
        state.next_frame = 0;
    for (int layout = 1;; ++layout) {
        begin_pass(state, layout == 1 ? elapsed : 0);
        content(*this);
        end_pass(state);
        state.events.clear();
        if (!state.again || layout == maximum_passes)
            break;
        ImGui::EndFrame();
    }
    ImGui::Render();
    state.pressed = false;
    follow_dialogs(state);
    write_difference(state.shown, state.tree, state.writer);
    write_wishes(state);
    state.shown = state.tree;
    forget_old_memories(state);
}

std::string const& Context::mirror_operations() const { return m_state->writer.bytes(); }
double Context::next_frame_in() const { return m_state->next_frame; }
std::uint64_t Context::frame_count() const { return m_state->run; }
std::vector<std::string> const& Context::unnamed_items() const { return m_state->unnamed; }
std::vector<std::string> const& Context::faults() const { return m_state->faults; }
Tree const& Context::tree() const { return m_state->shown; }
Theme const& Context::theme() const { return *m_state->theme; }

} // namespace konkordat::ui

// Dear ImGui reports every item it is given; those with an id can be interacted with.

void ImGuiTestEngineHook_ItemAdd(ImGuiContext* context, ImGuiID id, ImRect const&, ImGuiLastItemData const*)
{
    auto* state = static_cast<konkordat::ui::State*>(context->IO.UserData);
    bool const is_window = ImGui::FindWindowByID(id) != nullptr;
    if (state && !is_window && context->CurrentWindow && id != context->CurrentWindow->MoveId)
        state->items.try_emplace(id);
}

void ImGuiTestEngineHook_ItemInfo(ImGuiContext* context, ImGuiID id, char const* label, ImGuiItemStatusFlags)
{
    auto* state = static_cast<konkordat::ui::State*>(context->IO.UserData);
    if (!state || !label)
        return;
    auto found = state->items.find(id);
    if (found != state->items.end())
        found->second = label;
}

void ImGuiTestEngineHook_Log(ImGuiContext*, char const*, ...) { }

char const* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) { return nullptr; }
