#include "core/image/image.h"
#include "web/views/appearance.h"
#include "web/views/fields.h"

#include <algorithm>

namespace konkordat::views {

namespace {

void draw_authority(Frame& f)
{
    auto const& agreement = f.open().agreement;
    EntryOptions options;
    auto const help = f.words()("appearance.authority.help");
    options.field.description = help;
    options.several_lines = true;
    options.error = [long_text = f.words()("error.text-too-long"),
                        many_lines = f.words()("error.too-many-lines", { { "argument", std::to_string(limits::max_letterhead_lines) } })](
                        std::string_view text) {
        if (static_cast<std::size_t>(std::ranges::count(text, '\n')) >= limits::max_letterhead_lines)
            return many_lines;
        return text.size() > limits::max_letterhead_bytes ? long_text : std::string {};
    };
    language_entries(
        f, "authority", "appearance.authority.in", agreement.id.str() + "/appearance/authority", agreement.appearance.letterhead.authority,
        [](Agreement const& now, Language language, std::string const& text) {
            return appearance_command(now, [&](Appearance& appearance) { set_text(appearance.letterhead.authority, language, text); });
        },
        options);
}

/// "PNG, 640 × 720 Pixel, 48 KiB"
std::string facts_of(Frame const& f, Emblem const& emblem)
{
    auto const header = read_image_header(emblem.bytes);
    if (!header)
        return {};
    return f.words()("appearance.emblem.facts",
        { { "kind", header->kind == ImageKind::Png ? "PNG" : "JPEG" }, { "width", std::to_string(header->width) },
            { "height", std::to_string(header->height) }, { "size", std::to_string((emblem.bytes.size() + 1023) / 1024) } });
}

void draw_alternative(Frame& f, Emblem const& emblem)
{
    EntryOptions options;
    auto const help = f.words()("appearance.emblem.alternative.help");
    options.field.description = help;
    options.field.required = true;
    options.error = [missing = f.words()("appearance.emblem.alternative.missing")](std::string_view text) {
        return text.find_first_not_of(" \t\r\n") == std::string_view::npos ? missing : std::string {};
    };
    language_entries(
        f, "alternative", "appearance.emblem.alternative.in", f.open().agreement.id.str() + "/appearance/alternative", emblem.alternative,
        [](Agreement const& now, Language language, std::string const& text) -> std::optional<Command> {
            if (!now.appearance.letterhead.emblem)
                return std::nullopt;
            return appearance_command(
                now, [&](Appearance& appearance) { set_text(appearance.letterhead.emblem->alternative, language, text); });
        },
        options);
}

void draw_present_emblem(Frame& f, Emblem const& emblem)
{
    auto const& words = f.words();
    ui::fact(f.ui, words("appearance.emblem.file"), facts_of(f, emblem));
    {
        auto const row = ui::row(f.ui, "emblem-buttons");
        auto const locked = f.locked();
        if (ui::button(f.ui, "replace", words("appearance.emblem.replace"), { .disabled_reason = locked }))
            f.push(app::ChooseEmblem {});
        if (ui::button(f.ui, "remove", words("appearance.emblem.remove"), { .kind = ui::ButtonKind::Quiet, .disabled_reason = locked }))
            f.change(
                [](Agreement const& now) {
                    return appearance_command(now, [](Appearance& appearance) { appearance.letterhead.emblem.reset(); });
                },
                words("appearance.emblem.removed"));
    }
    draw_alternative(f, emblem);
}

} // namespace

void draw_letterhead(Frame& f)
{
    auto const& words = f.words();
    draw_authority(f);
    auto const group = ui::group(f.ui, "emblem", words("appearance.emblem"), true);
    auto const stack = ui::stack(f.ui, 8);
    auto const& emblem = f.open().agreement.appearance.letterhead.emblem;
    if (!f.state().emblem_error.empty())
        (void)ui::message(f.ui, "emblem-error", words("appearance.emblem.refused"), f.state().emblem_error, { .tone = ui::Tone::Error });
    if (emblem)
        draw_present_emblem(f, *emblem);
    else if (!f.locked().empty())
        ui::paragraph(f.ui, f.locked(), { .style = ui::TextStyle::Body, .tone = ui::Tone::Quiet });
    else if (ui::drop_zone(f.ui, "emblem-file", words("appearance.emblem.choose"), words("appearance.emblem.hint")))
        f.push(app::ChooseEmblem {});
}

} // namespace konkordat::views
