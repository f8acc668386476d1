#include "web/platform/browser/browser_platform.h"

#include "web/platform/browser/shell.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <utility>

namespace konkordat::app {

namespace {

std::string css_color(ui::Color color)
{
    std::array<char, 8> text {};
    std::snprintf(text.data(), text.size(), "#%06x", static_cast<unsigned>(color.rgb));
    return text.data();
}

float channel(ui::Color color, int shift) { return static_cast<float>(color.rgb >> shift & 0xff) / 255; }

} // namespace

BrowserPlatform::BrowserPlatform(ui::FontFiles const& fonts)
    : m_context(fonts)
{
    shell::add_font(fonts.regular, "400", "normal");
    shell::add_font(fonts.bold, "700", "normal");
    apply_theme();
}

void BrowserPlatform::set_application(std::unique_ptr<Application> application) { m_application = std::move(application); }
void BrowserPlatform::request_frame() { shell::request_frame(); }

void BrowserPlatform::request_frame_after(double seconds)
{
    m_wanted_after = m_wanted_after < 0 ? seconds : std::min(m_wanted_after, seconds);
    shell::request_frame();
}

double BrowserPlatform::now() const { return shell::now(); }
void BrowserPlatform::set_title(std::string_view title) { shell::set_title(title); }
void BrowserPlatform::set_language(std::string_view tag) { shell::set_language(tag); }

void BrowserPlatform::set_theme(ui::ThemeChoice choice)
{
    m_choice = choice;
    apply_theme();
}

void BrowserPlatform::set_hash(std::string_view hash, History history) { shell::set_hash(hash, history == History::Replace); }
std::string BrowserPlatform::hash() const { return shell::hash(); }

void BrowserPlatform::save_file(std::string_view name, std::string_view mime_type, std::string_view bytes)
{
    shell::save_file(name, mime_type, bytes);
}

void BrowserPlatform::open_file(std::string_view token, OpenFileOptions const& options)
{
    shell::open_file(token, options.accept, options.multiple, options.folder, static_cast<double>(options.size_limit));
}

void BrowserPlatform::carry_out(std::uint32_t ticket, documents::Work work)
{
    shell::carry_out(ticket, documents::encode(work));
}

void BrowserPlatform::post(std::uint32_t ticket, Post question) { shell::post(ticket, question); }
void BrowserPlatform::give_up_work() { shell::give_up_work(); }
void BrowserPlatform::copy_to_clipboard(std::string_view text) { shell::copy(text); }
void BrowserPlatform::report(std::string_view name, double value) { shell::report(name, value); }
std::vector<std::string> BrowserPlatform::preferred_languages() const { return shell::preferred_languages(); }
void BrowserPlatform::activate_update() { shell::activate_update(); }

void BrowserPlatform::apply_theme()
{
    auto const& theme = ui::theme_for(m_choice, m_scheme, m_more_contrast);
    m_context.set_theme(theme);
    for (std::size_t role = 0; role < theme.colors.size(); ++role)
        shell::set_property(ui::css_name(static_cast<ui::ColorRole>(role)), css_color(theme.colors[role]));
    shell::set_color_scheme(theme.dark ? "dark" : "light");
    shell::request_frame();
}

double BrowserPlatform::handle_frame(double now)
{
    m_wanted_after = -1;
    m_context.run_frame(now, [this](ui::Context& context) { m_application->frame(context); });
    auto const ground = m_context.theme()[ui::ColorRole::Ground];
    m_graphics.draw(static_cast<int>(std::round(m_viewport.width * m_viewport.density)),
        static_cast<int>(std::round(m_viewport.height * m_viewport.density)), channel(ground, 16), channel(ground, 8), channel(ground, 0));
    if (!m_context.mirror_operations().empty())
        shell::apply_mirror(m_context.mirror_operations());
    show_faults();
    double next = m_context.next_frame_in();
    if (m_wanted_after >= 0)
        next = next < 0 ? m_wanted_after : std::min(next, m_wanted_after);
    return next;
}

void BrowserPlatform::show_faults()
{
    if (m_unnamed == m_context.unnamed_items() && m_faults == m_context.faults())
        return;
    m_unnamed = m_context.unnamed_items();
    m_faults = m_context.faults();
    shell::set_faults(m_unnamed, m_faults);
}

void BrowserPlatform::handle_event(ui::Event event)
{
    m_context.post(std::move(event));
    shell::request_frame();
}

void BrowserPlatform::handle_pointer(float x, float y, bool down)
{
    m_context.set_pointer(x, y, down);
    shell::request_frame();
}

void BrowserPlatform::handle_viewport(ui::Viewport const& viewport)
{
    m_viewport = viewport;
    m_context.set_viewport(viewport);
    shell::request_frame();
}

void BrowserPlatform::handle_preferences(ui::ColorScheme scheme, bool more_contrast, bool reduced_motion)
{
    m_scheme = scheme;
    m_more_contrast = more_contrast;
    m_reduced_motion = reduced_motion;
    m_context.set_reduced_motion(reduced_motion);
    apply_theme();
}

void BrowserPlatform::handle_graphics_restored()
{
    m_graphics.restore();
    shell::request_frame();
}

void BrowserPlatform::handle_files(FilesEvent event)
{
    m_application->on_files(std::move(event));
    shell::request_frame();
}

void BrowserPlatform::handle_product(std::uint32_t ticket, std::optional<std::string_view> message)
{
    auto failed = [] {
        return Error { .code = ErrorCode::Unavailable, .message = "the program that reads files failed", .key = "documents-failed" };
    };
    m_application->on_product(ticket, message ? documents::decode_product(*message) : Result<documents::Product>(failed()));
    shell::request_frame();
}

void BrowserPlatform::handle_response(std::uint32_t ticket, shell::Response response, std::string_view text)
{
    Result<documents::Product> outcome = Error {
        .code = ErrorCode::Unavailable, .message = "the server gave no answer", .key = "post-failed", .argument = std::string(text)
    };
    if (response == shell::Response::Answer)
        outcome = documents::Product { .facts = {}, .files = { std::string(text) } };
    else if (response == shell::Response::NoAddress)
        outcome = Error { .code = ErrorCode::InvalidArgument, .message = "this is no address of a server", .key = "post-address" };
    else if (response == shell::Response::Late)
        outcome = Error { .code = ErrorCode::Unavailable, .message = "the server gave no answer in time", .key = "post-timeout" };
    else if (response == shell::Response::TooLong)
        outcome = Error { .code = ErrorCode::TooLarge, .message = "the server's answer is too long", .key = "post-too-long" };
    else if (response == shell::Response::Refused)
        outcome = Error {
            .code = ErrorCode::Unavailable, .message = "the server refused", .key = "post-refused", .argument = std::string(text)
        };
    m_application->on_product(ticket, std::move(outcome));
    shell::request_frame();
}

} // namespace konkordat::app
