#pragma once

#include "web/ui/event.h"
#include "web/ui/semantics.h"
#include "web/ui/theme.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace konkordat::ui {

struct State;

/// The four faces of the interface's typeface: TrueType files. The bytes must outlive the context.
struct FontFiles {
    std::string_view regular;
    std::string_view bold;
    std::string_view italic;
    std::string_view bold_italic;
};

struct Viewport {
    float width = 1280;  ///< CSS pixels
    float height = 800;
    float density = 1;   ///< device pixels in a CSS pixel
};

/// The interface between widgets and platform: one a window. Owns the Dear ImGui context.
class Context {
public:
    explicit Context(FontFiles const&);
    ~Context();
    Context(Context const&) = delete;
    Context& operator=(Context const&) = delete;

    void set_viewport(Viewport const&);
    void set_theme(Theme const&); ///< must outlive the context
    void set_reduced_motion(bool);
    /// For the next frame; a frame must be asked for by the caller.
    void post(Event);
    /// Pointer position in CSS pixels (negative: outside) and whether the primary button is down; only for looks.
    void set_pointer(float x, float y, bool down);

    /// Draws one frame at `now` (seconds, monotonic): calls `content` once, and again at once while the layout of the frame
    /// depended on sizes only known after it (at most three times).
    void run_frame(double now, std::function<void(Context&)> const& content);

    /// What the mirror must do so that it matches the last frame (see mirror.h); valid until the next frame.
    [[nodiscard]] std::string const& mirror_operations() const;
    /// Seconds until another frame is wanted: 0 at once, negative: not before new input.
    [[nodiscard]] double next_frame_in() const;
    /// Frames drawn so far.
    [[nodiscard]] std::uint64_t frame_count() const;
    /// Labels or ids of interactive Dear ImGui items of the last frame that no node of the mirror stands for.
    [[nodiscard]] std::vector<std::string> const& unnamed_items() const;
    /// Interactive nodes without a name, ids used twice, and other faults of the views in the last frame.
    [[nodiscard]] std::vector<std::string> const& faults() const;
    [[nodiscard]] Tree const& tree() const;
    [[nodiscard]] Theme const& theme() const;

    [[nodiscard]] State& state() { return *m_state; }
    [[nodiscard]] State const& state() const { return *m_state; }

private:
    std::unique_ptr<State> m_state;
};

} // namespace konkordat::ui
