#pragma once

#include "web/documents/work.h"
#include "web/platform/storage.h"
#include "web/ui/theme.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace konkordat {
class World;
}
namespace konkordat::ui {
class Context;
}

namespace konkordat::app {

struct File {
    std::string name;
    std::string bytes;
};

/// Why a file that a person chose did not arrive.
enum class FileProblem : std::uint8_t { TooLarge, Unreadable };

/// Files that a person chose or dropped.
struct FilesEvent {
    std::string target = {};             ///< the token of open_file(), or the path of the drop zone; empty: dropped elsewhere
    std::vector<File> files = {};
    struct Refused {
        std::string name;
        FileProblem problem;
        std::size_t limit = 128U * 1024 * 1024; ///< bytes
    };
    std::vector<Refused> refused = {};
};

enum class Shortcut : std::uint8_t {
    Search, ///< Ctrl+K
    Undo,   ///< Ctrl+Z outside text fields
    Redo,   ///< Ctrl+Y, Ctrl+Shift+Z outside text fields
    Save,   ///< Ctrl+S
    Help,   ///< F1
};

struct OpenFileOptions {
    std::string_view accept = {};               ///< HTML accept: ".json,application/json"
    bool multiple = false;
    bool folder = false;                        ///< a folder is chosen; of the files in it come those that `accept` names by their ending
    std::size_t size_limit = 128u * 1024 * 1024; ///< bytes a file; a larger one is refused unread
};

/// A question to a server that the user has named; nothing is ever sent without that.
struct Post {
    std::string url;              ///< https, or http on this machine
    std::string content_type;
    std::string accept;
    std::string body;
    std::size_t answer_limit = 0; ///< bytes
};

/// What the application asks of its surroundings. Owned by the program, outlives the application.
class Platform {
public:
    virtual ~Platform() = default;

    virtual void request_frame() = 0;
    /// A frame after that many seconds, unless one comes before.
    virtual void request_frame_after(double seconds) = 0;
    /// Seconds since the start, monotonic.
    [[nodiscard]] virtual double now() const = 0;

    virtual void set_title(std::string_view) = 0;
    /// BCP 47 tag of the interface: the lang attribute of the page.
    virtual void set_language(std::string_view tag) = 0;
    virtual void set_theme(ui::ThemeChoice) = 0;

    enum class History : std::uint8_t { Push, Replace };
    /// Changes the address to `hash` ("#/..."). Application::on_hash follows only for a change that did not come from here.
    virtual void set_hash(std::string_view hash, History) = 0;
    [[nodiscard]] virtual std::string hash() const = 0;

    /// Offers the bytes as a download.
    virtual void save_file(std::string_view name, std::string_view mime_type, std::string_view bytes) = 0;
    /// Asks for files; call it in the frame in which a button was activated. Application::on_files brings them under `token`.
    virtual void open_file(std::string_view token, OpenFileOptions const&) = 0;
    /// Has work done beside the application; Application::on_product brings the outcome under `ticket`, each ticket once, never during this call.
    virtual void carry_out(std::uint32_t ticket, documents::Work) = 0;
    /// Gives up all such work with whatever memory it holds (keys, passwords); each ticket is answered with an error.
    virtual void give_up_work() = 0;
    /// Application::on_product brings the answer's body as the one file, under `ticket`; or Unavailable with the key "post-failed" (not reached, not
    /// allowed by the site or by the server, no success; `argument` says which as far as it is known) or "post-address".
    virtual void post(std::uint32_t ticket, Post) = 0;
    virtual void copy_to_clipboard(std::string_view text) = 0;
    /// A measured figure, for tests and developers: `data-<name>` of the mirror.
    virtual void report(std::string_view name, double value) = 0;

    /// The languages a person prefers, best first, as BCP 47 tags.
    [[nodiscard]] virtual std::vector<std::string> preferred_languages() const = 0;
    [[nodiscard]] virtual bool reduced_motion() const = 0;
    [[nodiscard]] virtual ui::ColorScheme color_scheme() const = 0;

    /// Activates the waiting version of the site and loads the page anew.
    virtual void activate_update() = 0;
};

/// What the platform drives. All calls come on the same thread; none during another.
class Application {
public:
    virtual ~Application() = default;

    /// Draws one frame; called only after an event, a request, or a change of the window.
    virtual void frame(ui::Context&) = 0;
    /// The address changed: at the start, by a link, by back and forward.
    virtual void on_hash(std::string_view hash) = 0;
    virtual void on_files(FilesEvent) = 0;
    /// The outcome of Platform::carry_out(). Errors: those of the work; Unavailable with the key "documents-failed" when what does it has failed or could
    /// not be loaded.
    virtual void on_product(std::uint32_t ticket, Result<documents::Product>) = 0;
    virtual void on_shortcut(Shortcut) = 0;
    /// Who is told of the storage; owned by the application, which calls Storage::open() when it is made.
    [[nodiscard]] virtual StorageListener& storage_listener() = 0;
    /// A newer version of the site waits (service worker); Platform::activate_update() loads it.
    virtual void on_update_ready() = 0;
};

/// Makes the application; defined in web/views. All three outlive it. It opens the storage itself.
[[nodiscard]] std::unique_ptr<Application> create_application(Platform&, World&, Storage&);

} // namespace konkordat::app
