#pragma once

#include "core/agreement/agreement.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace konkordat::app {

/// Texts that are being typed and are not in the workspace yet. A text goes there when its field is left, or when nothing was
/// typed for a moment, so that neither every key is a transaction nor a closed tab loses more than that moment.
/// If the workspace refuses a text it stays here, and in its field.
class TextDrafts {
public:
    /// Brings the text into the workspace; false: it was refused.
    using Store = std::function<bool(std::string const& text)>;

    /// Does to a copy of the agreement what storing the text will do to it; nothing if it would be refused.
    using Preview = std::function<void(Agreement&, std::string const& text)>;

    static constexpr double pause_seconds = 0.4;

    /// What the field `path` shows: what was typed, else `stored`.
    [[nodiscard]] std::string_view shown(std::string_view path, std::string_view stored) const;
    /// The field holds `text` now.
    void type(std::string_view path, std::string text, double now, Store, Preview = {});
    /// The field was left.
    void finish(std::string_view path);
    /// Stores what was finished or rested long enough. Returns seconds until the next one is due, 0 if there is none.
    double store_due(double now);
    void store_all();
    /// Forgets a refused text; the field shows what is stored again.
    void discard(std::string_view path);
    void discard_all();

    /// True while a text waits to be stored; a refused one does not wait.
    [[nodiscard]] bool waiting() const;

    /// The agreement as it will be when all that waits is stored.
    void preview(Agreement&) const;
    /// Grows with each change to what preview() does.
    [[nodiscard]] std::uint64_t revision() const { return m_revision; }

private:
    struct Draft {
        std::string text;
        double typed_at = 0;
        bool finished = false;
        bool refused = false;
        Store store;
        Preview preview;
    };
    void store(std::string const& path);

    std::map<std::string, Draft, std::less<>> m_drafts;
    std::uint64_t m_revision = 0;
};

} // namespace konkordat::app
