#include "web/views/clause_text.h"

#include "web/app/route.h"

#include <string>
#include <vector>

namespace konkordat::views {

namespace {

struct Look {
    ui::TextStyle style = ui::TextStyle::Reading;
    ui::Tone tone = ui::Tone::Normal;
    std::string_view language = {};
    AgreementId agreement = {};
};

std::vector<ui::Run> to_ui_runs(std::vector<richtext::Run> const& runs, Look const& look)
{
    std::vector<ui::Run> result;
    result.reserve(runs.size());
    for (auto const& run : runs) {
        ui::Run piece {
            .text = run.kind == richtext::RunKind::LineBreak ? "\n" : run.text, .bold = run.bold, .italic = run.italic, .link = run.link
        };
        if (!run.target.empty())
            piece.link = app::format_route({ .screen = app::Screen::Draft, .agreement = look.agreement, .item = run.target });
        piece.tone = run.open ? ui::Tone::Warning : look.tone;
        result.push_back(std::move(piece));
    }
    return result;
}

void draw_blocks(ui::Context& ui, std::vector<richtext::Block> const& blocks, Look const& look, float indent, int depth);

void draw_list(ui::Context& ui, richtext::Block const& list, Look const& look, float indent, int depth)
{
    int number = list.start;
    for (auto const& item : list.children) {
        // Letters at the second level, as Swiss legislation numbers its enumerations.
        std::string marker = depth == 0 ? "–" : "·";
        if (list.ordered)
            marker = depth % 2 == 0 ? std::to_string(number) + "." : std::string(1, static_cast<char>('a' + (number - 1) % 26)) + ".";
        ++number;
        bool first = true;
        for (auto const& child : item.children) {
            if (child.kind == richtext::BlockKind::List) {
                draw_list(ui, child, look, indent + 24, depth + 1);
                continue;
            }
            auto const runs = to_ui_runs(child.runs, look);
            ui::paragraph(ui, runs,
                { .style = look.style,
                    .tone = look.tone,
                    .language = look.language,
                    .marker = first ? std::string_view(marker) : std::string_view {},
                    .indent = indent + (first ? 0.0F : 24.0F) });
            first = false;
        }
    }
}

void draw_blocks(ui::Context& ui, std::vector<richtext::Block> const& blocks, Look const& look, float indent, int depth)
{
    for (auto const& block : blocks) {
        if (block.kind == richtext::BlockKind::List) {
            draw_list(ui, block, look, indent, depth);
            continue;
        }
        auto const runs = to_ui_runs(block.runs, look);
        ui::paragraph(ui, runs, { .style = look.style, .tone = look.tone, .language = look.language, .indent = indent });
    }
}

} // namespace

void draw_clause_text(ui::Context& ui, richtext::Document const& resolved, AgreementId const& agreement, std::string_view language_tag)
{
    draw_blocks(ui, resolved.blocks, { .language = language_tag, .agreement = agreement }, 0, 0);
}

void draw_guidance(ui::Context& ui, richtext::Document const& document, std::string_view language_tag)
{
    draw_blocks(ui, document.blocks, { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet, .language = language_tag }, 0, 0);
}

} // namespace konkordat::views
