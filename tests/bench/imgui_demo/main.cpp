// The demo window of Dear ImGui in a canvas, with nothing else.

#include <emscripten.h>
#include <emscripten/html5.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>
#include <imgui_internal.h>

#include <GLES3/gl3.h>

// IMGUI_ENABLE_TEST_ENGINE asks for these.
void ImGuiTestEngineHook_ItemAdd(ImGuiContext*, ImGuiID, ImRect const&, ImGuiLastItemData const*) { }
void ImGuiTestEngineHook_ItemInfo(ImGuiContext*, ImGuiID, char const*, ImGuiItemStatusFlags) { }
void ImGuiTestEngineHook_Log(ImGuiContext*, char const*, ...) { }
char const* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) { return nullptr; }

namespace {

void draw_frame()
{
    auto& io = ImGui::GetIO();
    double width = 0;
    double height = 0;
    emscripten_get_element_css_size("#canvas", &width, &height);
    emscripten_set_canvas_element_size("#canvas", static_cast<int>(width), static_cast<int>(height));
    io.DisplaySize = { static_cast<float>(width), static_cast<float>(height) };
    ImGui_ImplOpenGL3_NewFrame();
    ImGui::NewFrame();
    ImGui::ShowDemoWindow();
    ImGui::Render();
    glViewport(0, 0, static_cast<int>(width), static_cast<int>(height));
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    static bool s_first = true;
    if (s_first)
        EM_ASM({ performance.mark("interactive"); });
    s_first = false;
}

} // namespace

int main()
{
    EmscriptenWebGLContextAttributes attributes;
    emscripten_webgl_init_context_attributes(&attributes);
    attributes.majorVersion = 2;
    emscripten_webgl_make_context_current(emscripten_webgl_create_context("#canvas", &attributes));
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    ImGui_ImplOpenGL3_Init("#version 300 es");
    emscripten_set_main_loop(draw_frame, 0, false);
    return 0;
}
