#include "web/ui/state.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace konkordat::ui {

// --- Identity and nodes ---------------------------------------------------------------------------------------------------

std::string child_path(State const& state, std::string_view id)
{
    assert(!id.empty());
    return state.path.empty() ? std::string(id) : state.path + "/" + std::string(id);
}

void open_path(State& state, std::string_view id)
{
    state.path_sizes.push_back(state.path.size());
    state.path = child_path(state, id);
    state.automatic_ids.push_back(0);
}

void close_path(State& state)
{
    state.path.resize(state.path_sizes.back());
    state.path_sizes.pop_back();
    state.automatic_ids.pop_back();
}

NodeId id_of(State& state, std::string const& path)
{
    auto const [found, added] = state.ids.try_emplace(path, state.next_id);
    if (added)
        ++state.next_id;
    return found->second;
}

Memory& memory_at(State& state, std::string const& path)
{
    auto& memory = state.memories[id_of(state, path)];
    if (memory.path.empty())
        memory.path = path;
    if (memory.last_pass != state.pass) {
        memory.previous_pass = memory.last_pass;
        memory.last_pass = state.pass;
    }
    return memory;
}

Memory& memory_of(State& state, std::string_view id) { return memory_at(state, child_path(state, id)); }

bool was_drawn(State const& state, Memory const& memory) { return memory.previous_pass != 0 && memory.previous_pass + 1 == state.pass; }

std::size_t add_node(State& state, NodeRole role, std::string_view id, std::string_view name)
{
    Node node;
    node.path = child_path(state, id.empty() ? "~" + std::to_string(state.automatic_ids.back()++) : std::string(id));
    node.id = id_of(state, node.path);
    memory_at(state, node.path);
    node.role = role;
    node.name = name;
    if (!state.languages.empty())
        node.language = state.languages.back();
    auto const index = state.tree.nodes.size();
    auto& parent = state.tree.nodes[state.parents.back()];
    node.parent = parent.id;
    parent.children.push_back(node.id);
    state.tree.nodes.push_back(std::move(node));
    return index;
}

std::size_t open_node(State& state, NodeRole role, std::string_view id, std::string_view name)
{
    auto const index = add_node(state, role, id, name);
    state.path_sizes.push_back(state.path.size());
    state.path = state.tree.nodes[index].path;
    state.automatic_ids.push_back(0);
    state.parents.push_back(index);
    return index;
}

void close_node(State& state)
{
    state.parents.pop_back();
    close_path(state);
}

void set_rect(State& state, std::size_t node, Rect const& rect)
{
    state.tree.nodes[node].rect = rect;
    state.tree.nodes[node].screen = to_window(state, rect);
}

namespace {

void end_scope(Context& context)
{
    auto& state = context.state();
    auto end = std::move(state.open.back());
    state.open.pop_back();
    end(state);
}

} // namespace

Scope make_scope(Context& context, std::function<void(State&)> end)
{
    context.state().open.push_back(std::move(end));
    return { context, end_scope };
}

// --- Events ---------------------------------------------------------------------------------------------------------------

Event const* last_event(State const& state, NodeId id, EventKind kind)
{
    for (auto event = state.events.rbegin(); event != state.events.rend(); ++event)
        if (event->node == id && event->kind == kind)
            return &*event;
    return nullptr;
}

bool activated(State const& state, NodeId id) { return last_event(state, id, EventKind::Activate) != nullptr; }
Event const* key_event(State const& state, NodeId id) { return last_event(state, id, EventKind::Key); }

void want_focus(State& state, std::string path)
{
    state.wanted_focus = std::move(path);
    state.wanted_focus_run = state.run;
}

void ask_again(State& state) { state.again = true; }

void settle(State& state, float& stored, float value)
{
    if (std::abs(stored - value) > 0.25f)
        ask_again(state);
    stored = value;
}

Scope push_id(Context& context, std::string_view id)
{
    open_path(context.state(), id);
    return make_scope(context, [](State& state) { close_path(state); });
}

Scope push_language(Context& context, std::string_view tag)
{
    context.state().languages.emplace_back(tag);
    return make_scope(context, [](State& state) { state.languages.pop_back(); });
}

// --- Environment ----------------------------------------------------------------------------------------------------------

SizeClass size_class(Context const& context)
{
    float const width = context.state().viewport.width;
    return width < 600 ? SizeClass::Compact : width < 900 ? SizeClass::Medium : SizeClass::Wide;
}

float viewport_width(Context const& context) { return context.state().viewport.width; }
float viewport_height(Context const& context) { return context.state().viewport.height; }
float available_width(Context const& context) { return remaining_width(const_cast<Context&>(context).state()); }
bool reduced_motion(Context const& context) { return context.state().reduced_motion; }
void request_frame(Context& context) { context.state().next_frame = 0; }

void request_frame_after(Context& context, double seconds)
{
    auto& next = context.state().next_frame;
    next = next < 0 ? seconds : std::min(next, seconds);
}

void announce(Context& context, std::string_view text, Politeness politeness)
{
    context.state().writer.announce(politeness == Politeness::Assertive, text);
}

void focus(Context& context, std::string_view id) { want_focus(context.state(), child_path(context.state(), id)); }
void focus_path(Context& context, std::string_view path) { want_focus(context.state(), std::string(path)); }

void reveal_path(Context& context, std::string_view path)
{
    context.state().wanted_reveal = path;
    context.state().wanted_reveal_run = context.state().run;
}

bool has_focus(Context const& context, std::string_view id)
{
    auto const path = child_path(context.state(), id);
    auto const& focused = context.state().focused_path;
    return focused.starts_with(path) && (focused.size() == path.size() || focused[path.size()] == '/');
}

std::string_view focused_path(Context const& context) { return context.state().focused_path; }

} // namespace konkordat::ui
