#include "web/platform/browser/graphics.h"

#include <GLES3/gl3.h>
#include <emscripten/html5.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

namespace konkordat::app {

bool Graphics::create()
{
    EmscriptenWebGLContextAttributes attributes;
    emscripten_webgl_init_context_attributes(&attributes);
    attributes.majorVersion = 2;
    attributes.alpha = false;
    attributes.depth = false;
    attributes.antialias = false;
    attributes.powerPreference = EM_WEBGL_POWER_PREFERENCE_LOW_POWER;
    auto const context = emscripten_webgl_create_context("#canvas", &attributes);
    if (context <= 0 || emscripten_webgl_make_context_current(context) != EMSCRIPTEN_RESULT_SUCCESS)
        return false;
    m_ready = ImGui_ImplOpenGL3_Init("#version 300 es");
    return m_ready;
}

void Graphics::restore()
{
    if (m_ready)
        ImGui_ImplOpenGL3_Shutdown();
    m_ready = ImGui_ImplOpenGL3_Init("#version 300 es");
}

void Graphics::draw(int width, int height, float red, float green, float blue)
{
    if (!m_ready)
        return;
    ImGui_ImplOpenGL3_NewFrame();
    glViewport(0, 0, width, height);
    glClearColor(red, green, blue, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

} // namespace konkordat::app
