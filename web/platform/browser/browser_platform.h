#pragma once

#include "web/platform/browser/shell.h"
#include "web/platform/browser/graphics.h"
#include "web/platform/platform.h"
#include "web/ui/context.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace konkordat::app {

/// Drives an application in a browser window. Events of JavaScript reach it through the exported functions in main.cpp.
class BrowserPlatform final : public Platform {
public:
    explicit BrowserPlatform(ui::FontFiles const&);

    /// False if the browser has no WebGL 2.
    [[nodiscard]] bool create_graphics() { return m_graphics.create(); }
    void set_application(std::unique_ptr<Application>);
    [[nodiscard]] Application& application() { return *m_application; }

    void request_frame() override;
    void request_frame_after(double seconds) override;
    [[nodiscard]] double now() const override;
    void set_title(std::string_view) override;
    void set_language(std::string_view tag) override;
    void set_theme(ui::ThemeChoice) override;
    void set_hash(std::string_view hash, History) override;
    [[nodiscard]] std::string hash() const override;
    void save_file(std::string_view name, std::string_view mime_type, std::string_view bytes) override;
    void open_file(std::string_view token, OpenFileOptions const&) override;
    void carry_out(std::uint32_t ticket, documents::Work) override;
    void give_up_work() override;
    void post(std::uint32_t ticket, Post) override;
    void copy_to_clipboard(std::string_view text) override;
    void report(std::string_view name, double value) override;
    [[nodiscard]] std::vector<std::string> preferred_languages() const override;
    [[nodiscard]] bool reduced_motion() const override { return m_reduced_motion; }
    [[nodiscard]] ui::ColorScheme color_scheme() const override { return m_scheme; }
    void activate_update() override;

    // Events

    /// Returns the seconds until the next frame: 0 at once, negative: not before something happens.
    double handle_frame(double now);
    void handle_event(ui::Event);
    void handle_pointer(float x, float y, bool down);
    void handle_viewport(ui::Viewport const&);
    void handle_preferences(ui::ColorScheme, bool more_contrast, bool reduced_motion);
    void handle_graphics_restored();
    void handle_files(FilesEvent);
    /// No message: what does the work has failed.
    void handle_product(std::uint32_t ticket, std::optional<std::string_view> message);
    /// `text`: the answer's body, or why there is none.
    void handle_response(std::uint32_t ticket, shell::Response, std::string_view text);

private:
    void apply_theme();
    void show_faults();

    Graphics m_graphics;
    ui::Context m_context;
    ui::Viewport m_viewport;
    std::unique_ptr<Application> m_application;
    ui::ThemeChoice m_choice = ui::ThemeChoice::System;
    ui::ColorScheme m_scheme = ui::ColorScheme::Light;
    bool m_more_contrast = false;
    bool m_reduced_motion = false;
    double m_wanted_after = -1;
    std::vector<std::string> m_unnamed { "not looked yet" };
    std::vector<std::string> m_faults;
};

} // namespace konkordat::app
