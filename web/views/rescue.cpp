#include "web/views/frame.h"

namespace konkordat::views {

void draw_rescue(Frame& f)
{
    auto const& words = f.words();
    auto const& rescue = *f.state().rescue;
    auto const main = begin_main(f, words("rescue.title"));
    auto const inset = ui::inset(f.ui, 24, 40);
    auto const measure = ui::measure(f.ui, 720, true);
    auto const stack = ui::stack(f.ui, 16);
    ui::heading(f.ui, 1, words("rescue.title"), { .id = "title" });
    if (rescue.reason.code == ErrorCode::UnsupportedVersion) {
        (void)ui::message(f.ui, "newer", words("rescue.newer"), {}, { .tone = ui::Tone::Warning });
        return;
    }
    (void)ui::message(f.ui, "damaged", words.describe(rescue.reason), words("rescue.text"), { .tone = ui::Tone::Error });
    ui::heading(f.ui, 2, words("rescue.found"));
    if (rescue.found.agreements.empty())
        ui::paragraph(f.ui, words("rescue.none"));
    {
        auto const list = ui::list(f.ui, "found", words("rescue.found"));
        for (std::size_t i = 0; i < rescue.found.agreements.size(); ++i) {
            auto const& found = rescue.found.agreements[i];
            auto const title = std::string(text_in(found.agreement.title, f.language(), found.agreement.languages));
            auto const item = ui::list_item(f.ui, "found-" + std::to_string(i));
            auto const row = ui::row(f.ui, "row");
            ui::text(f.ui, title, { .bold = true });
            if (!found.complete())
                ui::badge(f.ui, words("rescue.partial"), ui::Tone::Warning);
            if (ui::button(f.ui, "save", words("rescue.save.one", { { "title", title } }), { .icon = ui::Icon::Download }))
                f.push(app::SaveRescued { .index = i });
        }
    }
    auto const row = ui::row(f.ui, "buttons");
    if (ui::button(f.ui, "raw", words("rescue.save.raw"), { .icon = ui::Icon::Download }))
        f.push(app::SaveRescueImage {});
    if (ui::button(f.ui, "fresh", words("rescue.fresh"), { .kind = ui::ButtonKind::Primary }))
        f.memory.start_afresh = true;
}

} // namespace konkordat::views
