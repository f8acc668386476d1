#include "web/views/appearance.h"

#include "core/base/colour.h"
#include "core/layout/style_sheet.h"
#include "web/views/fields.h"

#include <algorithm>
#include <array>

namespace konkordat::views {

namespace {

layout::NamedStyleSheet const* chosen_sheet(Frame const& f)
{
    auto const& styles = f.state().assets->styles;
    auto const entry = std::ranges::find(styles, f.open().agreement.appearance.style, &layout::NamedStyleSheet::id);
    return entry == styles.end() ? nullptr : &*entry;
}

void draw_style(Frame& f)
{
    auto const& styles = f.state().assets->styles;
    auto const& style = f.open().agreement.appearance.style;
    std::vector<ui::Choice> choices;
    std::optional<std::size_t> selected;
    for (auto const& entry : styles) {
        if (entry.id == style)
            selected = choices.size();
        choices.push_back({ .value = entry.id,
            .label = std::string(text_in(entry.name, f.language())),
            .description = std::string(text_in(entry.description, f.language())),
            .disabled_reason = f.locked() });
    }
    if (!selected)
        (void)ui::message(f.ui, "style-unknown", f.words()("appearance.style.unknown", { { "style", style } }),
            f.words()("appearance.style.unknown.text"), { .tone = ui::Tone::Warning });
    if (auto const chosen = ui::radio_group(f.ui, "style", f.words()("appearance.style"), choices, selected))
        change_appearance(f, [id = styles[*chosen].id](Appearance& appearance) { appearance.style = id; });
}

void draw_setting(Frame& f)
{
    static constexpr auto settings = std::to_array({ TextSetting::Ragged, TextSetting::Justified });
    std::vector<ui::Choice> choices;
    for (auto const setting : settings) {
        auto const key = "appearance.setting." + std::string(name_of(setting));
        choices.push_back({ .value = std::string(name_of(setting)),
            .label = f.words()(key),
            .description = f.words()(key + ".help"),
            .disabled_reason = f.locked() });
    }
    auto const selected = static_cast<std::size_t>(f.open().agreement.appearance.setting);
    if (auto const chosen = ui::radio_group(f.ui, "setting", f.words()("appearance.setting"), choices, selected))
        change_appearance(f, [setting = settings[*chosen]](Appearance& appearance) { appearance.setting = setting; });
}

void draw_arrangement(Frame& f)
{
    static constexpr auto arrangements = std::to_array({ LanguageArrangement::InSequence, LanguageArrangement::SideBySide });
    bool const one_language = f.open().agreement.languages.size() < 2;
    std::vector<ui::Choice> choices;
    for (auto const arrangement : arrangements) {
        auto const key = "appearance.arrangement." + std::string(name_of(arrangement));
        auto reason = f.locked();
        if (reason.empty() && one_language && arrangement == LanguageArrangement::SideBySide)
            reason = f.words()("appearance.arrangement.one-language");
        choices.push_back({ .value = std::string(name_of(arrangement)),
            .label = f.words()(key),
            .description = f.words()(key + ".help"),
            .disabled_reason = reason });
    }
    auto const selected = static_cast<std::size_t>(f.open().agreement.appearance.arrangement);
    if (auto const chosen = ui::radio_group(f.ui, "arrangement", f.words()("appearance.arrangement"), choices, selected))
        change_appearance(f, [arrangement = arrangements[*chosen]](Appearance& appearance) { appearance.arrangement = arrangement; });
}

void draw_references(Frame& f)
{
    bool const footnotes = f.open().agreement.appearance.references == LegalReferences::Footnotes;
    auto const changed = ui::checkbox(f.ui, "references", f.words()("appearance.references"), footnotes,
        { .description = f.words()("appearance.references.help"), .disabled_reason = f.locked() });
    if (changed)
        change_appearance(f, [to = *changed ? LegalReferences::Footnotes : LegalReferences::Without](Appearance& appearance) {
            appearance.references = to;
        });
}

struct Swatch {
    std::string_view key;
    std::string_view colour;
};
/// Dark enough for text on white, and apart from each other also for those who see colours differently.
constexpr auto swatches = std::to_array<Swatch>({ { "slate", "#2f4356" }, { "blue", "#143f8a" }, { "red", "#b3121d" },
    { "green", "#14603a" }, { "brown", "#6b4410" }, { "black", "#1a1c20" } });

std::string colour_key(Agreement const& agreement) { return agreement.id.str() + "/appearance/colour"; }

/// "Kontrast zu Weiss 7.45 : 1"
std::string contrast_text(Frame const& f, Colour colour)
{
    auto const ratio = contrast(colour, white);
    auto const hundredths = std::to_string(ratio % 100);
    return f.words()(
        "appearance.colour.contrast", { { "ratio", std::to_string(ratio / 100) + "." + (hundredths.size() < 2 ? "0" : "") + hundredths } });
}

void draw_swatches(Frame& f)
{
    auto const& agreement = f.open().agreement;
    auto const& colour = agreement.appearance.colour;
    std::vector<ui::Choice> choices { { .value = "", .label = f.words()("appearance.colour.style") } };
    for (auto const& [key, value] : swatches)
        choices.push_back(
            { .value = std::string(value), .label = f.words()("appearance.colour." + std::string(key)) + " (" + std::string(value) + ")" });
    if (std::ranges::find(choices, colour, &ui::Choice::value) == choices.end())
        choices.push_back({ .value = colour, .label = f.words()("appearance.colour.own") + " (" + colour + ")" });
    auto const selected = std::ranges::find(choices, colour, &ui::Choice::value) - choices.begin();
    auto const chosen = ui::select(f.ui, "swatch", f.words()("appearance.colour"), choices, static_cast<std::size_t>(selected),
        { .description = f.words()("appearance.colour.help"), .disabled_reason = f.locked(), .width = 320 });
    if (!chosen)
        return;
    f.session.drafts().discard(colour_key(agreement));
    change_appearance(f, [value = choices[*chosen].value](Appearance& appearance) { appearance.colour = value; });
}

/// People also type "143F8A".
std::string plain_colour(std::string_view typed)
{
    std::string text = typed.empty() || typed.starts_with('#') ? std::string {} : "#";
    for (char const sign : typed)
        text += sign >= 'A' && sign <= 'F' ? static_cast<char>(sign - 'A' + 'a') : sign;
    return text;
}

void draw_colour(Frame& f)
{
    draw_swatches(f);
    auto const& agreement = f.open().agreement;
    auto const key = colour_key(agreement);
    auto const stored = agreement.appearance.colour;
    auto const shown = parse_colour(plain_colour(f.session.drafts().shown(key, stored)));
    auto const description = shown ? contrast_text(f, *shown) : f.words()("appearance.colour.hex.help");
    EntryOptions options;
    options.field.description = description;
    options.field.placeholder = "#143f8a";
    options.field.spell_check = false;
    options.field.width = 200;
    options.error = [wrong = f.words()("appearance.colour.wrong"), light = f.words()("appearance.colour.light")](std::string_view text) {
        auto const colour = parse_colour(plain_colour(text));
        if (text.empty() || (colour && contrast(*colour, white) >= legible_contrast))
            return std::string {};
        return colour ? light : wrong;
    };
    text_entry(
        f, "colour", f.words()("appearance.colour.hex"), key, stored,
        [](Agreement const& now, std::string const& text) {
            return appearance_command(now, [&](Appearance& appearance) { appearance.colour = plain_colour(text); });
        },
        options);
    if (!shown || contrast(*shown, white) >= legible_contrast || !f.locked().empty())
        return;
    auto const darker = to_string(darkened_until_legible(*shown));
    if (ui::button(f.ui, "darker", f.words()("appearance.colour.darker", { { "colour", darker } }))) {
        f.session.drafts().discard(key);
        change_appearance(f, [darker](Appearance& appearance) { appearance.colour = darker; });
    }
}

} // namespace

std::optional<Command> appearance_command(Agreement const& now, std::function<void(Appearance&)> const& change)
{
    SetAppearance command { .agreement = now.id, .appearance = now.appearance };
    change(command.appearance);
    return command;
}

void change_appearance(Frame& f, std::function<void(Appearance&)> change)
{
    f.change([change = std::move(change)](Agreement const& now) { return appearance_command(now, change); });
}

void draw_appearance(Frame& f)
{
    auto const& words = f.words();
    auto const main = begin_main(f, words("appearance.title"));
    auto const inset = ui::inset(f.ui, 24, 40);
    auto const measure = ui::measure(f.ui, 720, true);
    auto const stack = ui::stack(f.ui, 16);
    screen_title(f, words("appearance.title"));
    ui::paragraph(f.ui, words("appearance.intro"));
    draw_style(f);
    draw_setting(f);
    draw_arrangement(f);
    draw_references(f);
    ui::space(f.ui, 40);
    ui::heading(f.ui, 2, words("appearance.colour.title"));
    draw_colour(f);
    ui::space(f.ui, 40);
    ui::heading(f.ui, 2, words("appearance.letterhead"));
    auto const* sheet = chosen_sheet(f);
    ui::paragraph(f.ui, words(sheet && sheet->sheet.letterhead ? "appearance.letterhead.help" : "appearance.letterhead.unused"),
        { .style = ui::TextStyle::Body, .tone = ui::Tone::Quiet });
    draw_letterhead(f);
}

} // namespace konkordat::views
