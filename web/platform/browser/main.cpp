#include "core/base/secret.h"
#include "core/base/world.h"
#include "web/gallery/gallery.h"
#include "web/platform/browser/browser_platform.h"
#include "web/platform/browser/persistence.h"
#include "web/platform/browser/shell.h"

#include <emscripten.h>

#include <memory>
#include <string>
#include <utility>

using namespace konkordat;

namespace {

std::string_view font(World& world, std::string_view name)
{
    auto const bytes = world.resource("fonts/NotoSans-" + std::string(name) + ".ttf");
    return bytes ? *bytes : std::string_view {};
}

/// Everything that lives as long as the page.
struct Program {
    SystemWorld world;
    app::BrowserStorage storage;
    app::BrowserPlatform platform { { font(world, "Regular"), font(world, "Bold"), font(world, "Italic"), font(world, "BoldItalic") } };
    Secret text; ///< may be a password
    app::FilesEvent files;
};

Program* program = nullptr;

std::unique_ptr<app::Application> choose_application(Program& owner)
{
    if (owner.platform.hash().starts_with(gallery::address))
        return gallery::create(owner.platform);
    auto application = app::create_application(owner.platform, owner.world, owner.storage);
    return application;
}

std::string text() { return std::string(program->text.view()); }

} // namespace

// What web/shell calls. A text comes first into konkordat_text_buffer().
extern "C" {

/// Returns false if the browser has no WebGL 2.
EMSCRIPTEN_KEEPALIVE bool konkordat_start()
{
    program = new Program;
    if (!program->platform.create_graphics())
        return false;
    program->platform.set_application(choose_application(*program));
    program->storage.set_listener(program->platform.application().storage_listener());
    program->platform.application().on_hash(program->platform.hash());
    program->storage.open();
    return true;
}

EMSCRIPTEN_KEEPALIVE char* konkordat_text_buffer(std::size_t size)
{
    return program->text.prepare(size);
}

EMSCRIPTEN_KEEPALIVE double konkordat_frame(double now) { return program->platform.handle_frame(now); }

EMSCRIPTEN_KEEPALIVE void konkordat_event(int kind, unsigned node, int key, bool shift, bool control, double number)
{
    program->platform.handle_event(
        { static_cast<ui::EventKind>(kind), node, static_cast<ui::Key>(key), shift, control, number, std::move(program->text) });
}

EMSCRIPTEN_KEEPALIVE void konkordat_pointer(float x, float y, bool down) { program->platform.handle_pointer(x, y, down); }

EMSCRIPTEN_KEEPALIVE void konkordat_viewport(float width, float height, float density)
{
    program->platform.handle_viewport({ width, height, density });
}

EMSCRIPTEN_KEEPALIVE void konkordat_preferences(bool dark, bool more_contrast, bool reduced_motion)
{
    program->platform.handle_preferences(dark ? ui::ColorScheme::Dark : ui::ColorScheme::Light, more_contrast, reduced_motion);
}

EMSCRIPTEN_KEEPALIVE void konkordat_hash()
{
    program->platform.application().on_hash(program->text.view());
    app::shell::request_frame();
}

EMSCRIPTEN_KEEPALIVE void konkordat_shortcut(int shortcut)
{
    program->platform.application().on_shortcut(static_cast<app::Shortcut>(shortcut));
    app::shell::request_frame();
}

EMSCRIPTEN_KEEPALIVE void konkordat_graphics_restored() { program->platform.handle_graphics_restored(); }

EMSCRIPTEN_KEEPALIVE void konkordat_update_ready()
{
    program->platform.application().on_update_ready();
    app::shell::request_frame();
}

EMSCRIPTEN_KEEPALIVE void konkordat_files_begin() { program->files = { text(), {}, {} }; }

EMSCRIPTEN_KEEPALIVE void konkordat_file_refused(int problem, double limit)
{
    program->files.refused.push_back({ text(), static_cast<app::FileProblem>(problem), static_cast<std::size_t>(limit) });
}

/// A place for the bytes of the file whose name is the text.
EMSCRIPTEN_KEEPALIVE char* konkordat_file_buffer(std::size_t size)
{
    program->files.files.push_back({ text(), std::string(size, '\0') });
    return program->files.files.back().bytes.data();
}

/// The answer to a piece of work is the text.
EMSCRIPTEN_KEEPALIVE void konkordat_product(std::uint32_t ticket)
{
    // A key may be in it.
    auto const answer = std::move(program->text);
    program->platform.handle_product(ticket, answer);
}
EMSCRIPTEN_KEEPALIVE void konkordat_product_missing(std::uint32_t ticket) { program->platform.handle_product(ticket, std::nullopt); }

/// The answer of a server is the text, or why there is none.
EMSCRIPTEN_KEEPALIVE void konkordat_response(std::uint32_t ticket, int response)
{
    program->platform.handle_response(ticket, static_cast<app::shell::Response>(response), program->text.view());
}

EMSCRIPTEN_KEEPALIVE void konkordat_files_end() { program->platform.handle_files(std::move(program->files)); }

} // extern "C"
