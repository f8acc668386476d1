#pragma once

#include "core/base/world.h"
#include "web/platform/headless/mirror_replica.h"
#include "web/platform/platform.h"
#include "web/ui/context.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace konkordat::app {

/// A window without a screen, for tests: finds widgets by role and name and does what a person would do with them.
/// Time stands still unless advance() is called.
class HeadlessPlatform final : public Platform {
public:
    /// The fonts come from the world's resources.
    explicit HeadlessPlatform(World&, ui::Viewport = {});

    /// What draws a frame; an application's frame(), or a test's own widgets.
    void set_content(std::function<void(ui::Context&)> content) { m_content = std::move(content); }
    void set_application(Application&);

    /// Draws frames until none is asked for, at most `limit`. Returns how many.
    int settle(int limit = 20);
    void advance(double seconds);
    void resize(ui::Viewport const&);

    /// The only node of that role and name (ARIA role: "button"); nothing if there is none or more than one.
    [[nodiscard]] ui::Node const* find(std::string_view role, std::string_view name) const;
    [[nodiscard]] std::vector<ui::Node const*> find_all(std::string_view role) const;

    // Each does one thing with the widget found by role and name, then settles. False: not found, or it is disabled.
    bool activate(std::string_view role, std::string_view name);
    bool type(std::string_view name, std::string_view text);   ///< replaces the text of a field, and leaves it
    bool choose(std::string_view name, std::string_view option);
    bool check(std::string_view name, bool checked = true);    ///< a checkbox, or a radio button
    bool press(ui::Key, std::string_view text = {});           ///< a key on what has the focus
    void post(ui::Event);                                      ///< an event as the mirror sends it, without settling

    [[nodiscard]] ui::Context& context() { return m_context; }
    [[nodiscard]] MirrorReplica& replica() { return m_replica; }
    [[nodiscard]] ui::NodeId focused() const { return m_focused; }

    // What the application asked for
    struct SavedFile {
        std::string name;
        std::string mime_type;
        std::string bytes;
    };
    std::vector<SavedFile> saved_files;
    std::vector<std::string> opened_tokens;
    std::string title;
    std::string language;
    std::string clipboard;
    std::vector<std::string> languages { "de-CH" };
    ui::ThemeChoice theme = ui::ThemeChoice::System;

    void request_frame() override { m_asked = true; }
    void request_frame_after(double) override { }
    [[nodiscard]] double now() const override { return m_now; }
    void set_title(std::string_view text) override { title = text; }
    void set_language(std::string_view tag) override { language = tag; }
    void set_theme(ui::ThemeChoice choice) override { theme = choice; }
    void set_hash(std::string_view hash, History) override { m_hash = hash; }
    [[nodiscard]] std::string hash() const override { return m_hash; }
    void save_file(std::string_view name, std::string_view mime_type, std::string_view bytes) override;
    void open_file(std::string_view token, OpenFileOptions const&) override { opened_tokens.emplace_back(token); }
    /// Done at the next frame.
    void carry_out(std::uint32_t ticket, documents::Work) override;
    /// There is no network here: every question fails.
    void post(std::uint32_t ticket, Post) override;
    void give_up_work() override;
    void copy_to_clipboard(std::string_view text) override { clipboard = text; }
    void report(std::string_view, double) override { }
    [[nodiscard]] std::vector<std::string> preferred_languages() const override { return languages; }
    [[nodiscard]] bool reduced_motion() const override { return true; }
    [[nodiscard]] ui::ColorScheme color_scheme() const override { return ui::ColorScheme::Light; }
    void activate_update() override { }

private:
    void draw();
    bool focus(ui::Node const&);

    World& m_world;
    std::vector<std::pair<std::uint32_t, documents::Work>> m_work;
    std::vector<std::pair<std::uint32_t, Error>> m_unanswered; ///< work that was given up, questions to nobody
    ui::Context m_context;
    MirrorReplica m_replica;
    std::function<void(ui::Context&)> m_content;
    Application* m_application = nullptr;
    std::string m_hash;
    double m_now = 1;
    bool m_asked = true;
    ui::NodeId m_focused = ui::no_node;
};

} // namespace konkordat::app
