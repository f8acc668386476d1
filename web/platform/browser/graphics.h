#pragma once

namespace konkordat::app {

/// The WebGL 2 context of the page's canvas and Dear ImGui's drawing in it.
class Graphics {
public:
    /// False if the browser has no WebGL 2.
    [[nodiscard]] bool create();
    /// After a lost context has come back: everything in it must be made again.
    void restore();
    /// Draws what Dear ImGui has rendered; width and height in device pixels.
    void draw(int width, int height, float red, float green, float blue);

private:
    bool m_ready = false;
};

} // namespace konkordat::app
