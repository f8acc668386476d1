#pragma once

#include "web/ui/glyphs.h"

#include <map>
#include <memory>

namespace konkordat::ui {

/// Pictures of documents as textures, as long as their documents show them.
class PictureTextures {
public:
    PictureTextures() = default;
    PictureTextures(PictureTextures const&) = delete;
    PictureTextures& operator=(PictureTextures const&) = delete;

    [[nodiscard]] ImTextureRef texture_for(std::shared_ptr<layout::Image const> const&, std::uint64_t run);
    /// Lets go of those that were not drawn for a while.
    void sweep(std::uint64_t run);
    /// Only after the Dear ImGui context is gone.
    void clear();

private:
    struct Picture {
        std::shared_ptr<layout::Image const> image;
        ImTextureData* data = nullptr;
        std::uint64_t last_run = 0;
    };
    std::map<layout::Image const*, Picture> m_pictures;
};

/// Draws what of the page lies in `clip` (window coordinates): paper, then the items in their order.
void paint_page(State&, layout::Page const&, PagePlacement const&, Rect const& clip);

} // namespace konkordat::ui
