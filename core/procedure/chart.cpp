#include "core/procedure/chart.h"

#include "core/procedure/text_fit.h"

#include <algorithm>
#include <numeric>

namespace konkordat::procedure {

namespace {

constexpr Length lane_label_width = points(74);
constexpr Length narrow_lane_label_width = points(50);
constexpr Length narrow_panel = points(260);
constexpr Length least_column_width = points(84);
constexpr Length least_narrow_column_width = points(70);
constexpr Length natural_column_width = points(104);
constexpr Length gutter = points(8);        ///< between a box and the edge of its column
constexpr Length padding = points(3.5);
constexpr Length least_lane_height = points(21);
constexpr Length least_box_size = points(6); ///< of the words in a box, where a long one would not fit
constexpr Length mark_size = points(13);
constexpr Length legend_line = points(16);
constexpr Length legend_gap = points(4);
constexpr std::size_t title_lines = 6;
constexpr std::size_t trigger_lines = 6;
constexpr std::size_t lane_label_lines = 3;

constexpr TextLook number_look { .size = points(8), .leading = points(11), .weight = Weight::Bold };
constexpr TextLook trigger_look { .size = points(6.8), .leading = points(8.6), .ink = Ink::Quiet };
constexpr TextLook deadline_look { .size = points(6.8), .leading = points(8.6), .weight = Weight::Bold };
constexpr TextLook lane_look { .size = points(7.5), .leading = points(9.5), .weight = Weight::Bold };
constexpr TextLook box_look { .size = points(7.5), .leading = points(9.5), .weight = Weight::Bold };
constexpr TextLook mark_look { .size = points(7.5), .leading = points(9.5), .weight = Weight::Bold };
constexpr TextLook legend_look { .size = points(6.8), .leading = points(9) };
constexpr Edge arrow_edge { .ink = Ink::Strong, .width = points(0.9) };

/// What of the chart a panel shows.
struct Extract {
    std::size_t first_step = 0;
    std::size_t end_step = 0;
    std::vector<std::size_t> lanes;
};

struct StepText {
    TextLook box = box_look;
    std::vector<std::string> title;
    std::vector<std::string> trigger;
    std::vector<std::string> deadline;
};

class ChartDrawer {
public:
    ChartDrawer(ChartContent const& content, MeasureText const& measure, ChartOptions const& options)
        : m_content(content)
        , m_measure(measure)
        , m_options(options)
        , m_label_width(options.width > 0 && options.width < narrow_panel ? narrow_lane_label_width : lane_label_width)
    {
        Length const room = options.width - m_label_width;
        Length const least = options.width < narrow_panel ? least_narrow_column_width : least_column_width;
        std::size_t const count = m_content.steps.size();
        std::size_t const most = options.width == 0 ? std::max<std::size_t>(count, 1)
                                                    : static_cast<std::size_t>(std::max<Length>(1, room / least));
        std::size_t const panels = (count + most - 1) / most;
        // Panels of the same number of steps, as far as it goes.
        m_steps_per_panel = panels == 0 ? 1 : (count + panels - 1) / panels;
        m_column_width = options.width == 0 ? natural_column_width : std::max(room / static_cast<Length>(m_steps_per_panel), points(20));
        measure_texts();
    }

    std::vector<Drawing> run()
    {
        std::vector<Drawing> panels;
        for (std::size_t first = 0; first < m_content.steps.size(); first += m_steps_per_panel) {
            std::size_t const end = std::min(first + m_steps_per_panel, m_content.steps.size());
            for (Extract const& extract : extracts(first, end))
                panels.push_back(draw(extract));
        }
        return panels;
    }

private:
    void measure_texts()
    {
        Length const box_text = m_column_width - 2 * gutter - 2 * padding;
        Length const head_text = m_column_width - 2 * padding;
        for (ChartContent::Step const& step : m_content.steps) {
            TextLook const look = box_look_for(step.title, box_text);
            m_texts.push_back({ .box = look,
                .title = fit_text(step.title, box_text, look, title_lines, m_measure),
                .trigger = fit_text(step.trigger, head_text, trigger_look, trigger_lines, m_measure),
                .deadline = fit_text(step.deadline, head_text, deadline_look, 2, m_measure) });
        }
        for (std::string const& lane : m_content.lanes)
            m_lane_labels.push_back(fit_text(lane, m_label_width - 2 * padding, lane_look, lane_label_lines, m_measure));
    }

    /// As large as the longest word of the title allows.
    [[nodiscard]] TextLook box_look_for(std::string_view title, Length width) const
    {
        TextLook look = box_look;
        while (look.size > least_box_size && !has_whole_words(title, width, look))
            look.size -= points(0.25);
        return look;
    }

    [[nodiscard]] bool has_whole_words(std::string_view title, Length width, TextLook const& look) const
    {
        while (!title.empty()) {
            std::size_t const end = std::min(title.find(' '), title.size());
            if (m_measure(title.substr(0, end), look.size, look.weight) > width)
                return false;
            title.remove_prefix(std::min(end + 1, title.size()));
        }
        return true;
    }

    [[nodiscard]] Length head_height(std::size_t first, std::size_t end) const
    {
        Length height = 0;
        for (std::size_t i = first; i < end; ++i) {
            StepText const& text = m_texts[i];
            height = std::max(height,
                number_look.leading + static_cast<Length>(text.trigger.size()) * trigger_look.leading
                    + static_cast<Length>(text.deadline.size()) * deadline_look.leading);
        }
        return height + 2 * padding;
    }

    [[nodiscard]] Length box_height(std::size_t step) const
    {
        return static_cast<Length>(std::max<std::size_t>(m_texts[step].title.size(), 1)) * box_look.leading + 2 * padding;
    }

    [[nodiscard]] Length lane_height(std::size_t lane, std::size_t first, std::size_t end) const
    {
        Length height = std::max(least_lane_height, static_cast<Length>(m_lane_labels[lane].size()) * lane_look.leading + 2 * padding);
        for (std::size_t i = first; i < end; ++i) {
            for (ChartContent::Part const& part : m_content.steps[i].parts) {
                if (part.lane == lane && part.kind == ResponsibilityKind::Responsible)
                    height = std::max(height, box_height(i) + 2 * padding);
            }
        }
        return height;
    }

    [[nodiscard]] Length height_of(Extract const& extract) const
    {
        Length height = head_height(extract.first_step, extract.end_step) + legend_height(extract.first_step, extract.end_step);
        for (std::size_t const lane : extract.lanes)
            height += lane_height(lane, extract.first_step, extract.end_step);
        return height;
    }

    /// All lanes if they fit; else those that these steps need, and those in as many panels as it takes.
    [[nodiscard]] std::vector<Extract> extracts(std::size_t first, std::size_t end) const
    {
        Extract all { first, end, std::vector<std::size_t>(m_content.lanes.size()) };
        std::iota(all.lanes.begin(), all.lanes.end(), std::size_t { 0 });
        Length const most = m_options.maximum_height;
        if (most == 0 || height_of(all) <= most)
            return { std::move(all) };
        std::vector<bool> needed(m_content.lanes.size());
        for (std::size_t i = first; i < end; ++i) {
            for (ChartContent::Part const& part : m_content.steps[i].parts)
                needed[part.lane] = true;
        }
        std::vector<Extract> result { Extract { first, end, {} } };
        Length height = head_height(first, end) + legend_height(first, end);
        Length const bare = height;
        for (std::size_t lane = 0; lane < needed.size(); ++lane) {
            if (!needed[lane])
                continue;
            Length const more = lane_height(lane, first, end);
            if (height + more > most && !result.back().lanes.empty()) {
                result.push_back(Extract { first, end, {} });
                height = bare;
            }
            result.back().lanes.push_back(lane);
            height += more;
        }
        return result;
    }

    Drawing draw(Extract const& extract)
    {
        m_extract = &extract;
        m_drawing = Drawing { .width = panel_width(extract.first_step, extract.end_step),
            .height = height_of(extract),
            .language = m_content.language,
            .title = m_content.title,
            .description = description(extract),
            .shapes = {} };
        place_lanes();
        for (std::size_t step = extract.first_step; step < extract.end_step; ++step)
            draw_step(step);
        draw_arrows();
        draw_legend();
        return std::move(m_drawing);
    }

    [[nodiscard]] std::string description(Extract const& extract) const
    {
        std::string text = m_content.panel_description;
        auto replace = [&](std::string_view name, std::string const& value) {
            if (auto const at = text.find(name); at != std::string::npos)
                text.replace(at, name.size(), value);
        };
        replace("{first}", m_content.steps[extract.first_step].number);
        replace("{last}", m_content.steps[extract.end_step - 1].number);
        for (std::size_t i = extract.first_step; i < extract.end_step; ++i)
            text += " " + m_content.steps[i].description;
        return text;
    }

    void place_lanes()
    {
        m_lane_areas.assign(m_content.lanes.size(), {});
        Length y = head_height(m_extract->first_step, m_extract->end_step);
        bool shaded = true;
        for (std::size_t const lane : m_extract->lanes) {
            Area const area { 0, y, m_drawing.width, lane_height(lane, m_extract->first_step, m_extract->end_step) };
            m_lane_areas[lane] = area;
            m_drawing.shapes.push_back(Box { .area = area, .fill = shaded ? Ink::Shade : Ink::Ground });
            shaded = !shaded;
            y += area.height;
        }
        m_lanes_end = y;
        m_drawing.shapes.push_back(Box { .area = { 0, lanes_top(), m_drawing.width, m_lanes_end - lanes_top() },
            .edge = Edge { .ink = Ink::Line, .width = points(0.5) } });
        for (std::size_t i = m_extract->first_step; i < m_extract->end_step; ++i)
            add_line({ column_x(i), 0 }, { column_x(i), m_lanes_end }, LineKind::Dashed);
        for (std::size_t const lane : m_extract->lanes) {
            Area const& area = m_lane_areas[lane];
            add_line({ 0, area.y }, { m_drawing.width, area.y }, LineKind::Solid);
            Area label { padding, area.y, m_label_width - 2 * padding, area.height };
            label.y += (area.height - static_cast<Length>(m_lane_labels[lane].size()) * lane_look.leading) / 2;
            put_lines(m_drawing, m_lane_labels[lane], label, lane_look, TextAlign::Start, m_measure);
        }
    }

    [[nodiscard]] Length lanes_top() const { return head_height(m_extract->first_step, m_extract->end_step); }

    void add_line(Point from, Point to, LineKind kind)
    {
        m_drawing.shapes.push_back(Path { .points = { from, to }, .edge = { .ink = Ink::Line, .width = points(0.5), .kind = kind } });
    }

    [[nodiscard]] Length column_x(std::size_t step) const
    {
        return m_label_width + static_cast<Length>(step - m_extract->first_step) * m_column_width;
    }

    [[nodiscard]] bool is_shown(std::size_t lane) const { return m_lane_areas[lane].height > 0; }

    [[nodiscard]] Area box_area(std::size_t step, std::size_t lane) const
    {
        Area const& area = m_lane_areas[lane];
        Length const height = box_height(step);
        return { column_x(step) + gutter, area.y + (area.height - height) / 2, m_column_width - 2 * gutter, height };
    }

    void draw_step(std::size_t index)
    {
        ChartContent::Step const& step = m_content.steps[index];
        StepText const& text = m_texts[index];
        Area head { column_x(index) + padding, padding, m_column_width - 2 * padding, 0 };
        head.y = put_lines(m_drawing, { step.number }, head, number_look, TextAlign::Start, m_measure);
        head.y = put_lines(m_drawing, text.trigger, head, trigger_look, TextAlign::Start, m_measure);
        put_lines(m_drawing, text.deadline, head, deadline_look, TextAlign::Start, m_measure);
        for (ChartContent::Part const& part : step.parts) {
            if (!is_shown(part.lane))
                continue;
            if (part.kind == ResponsibilityKind::Responsible)
                draw_box(index, part.lane);
            else
                draw_mark({ column_x(index) + (m_column_width - mark_size) / 2,
                              m_lane_areas[part.lane].y + (m_lane_areas[part.lane].height - mark_size) / 2, mark_size, mark_size },
                    part.kind);
        }
    }

    void draw_box(std::size_t step, std::size_t lane)
    {
        bool const open = m_content.open_lane == lane;
        Area const area = box_area(step, lane);
        m_drawing.shapes.push_back(Box { .area = area,
            .fill = open ? Ink::Open : Ink::Solid,
            .edge = Edge { .ink = open ? Ink::OnOpen : Ink::Strong, .kind = open ? LineKind::Dashed : LineKind::Solid } });
        TextLook look = m_texts[step].box;
        look.ink = open ? Ink::OnOpen : Ink::OnSolid;
        put_centred(m_drawing, m_texts[step].title, area, look, m_measure);
    }

    void draw_mark(Area const& area, ResponsibilityKind kind)
    {
        auto const entry = std::ranges::find(m_content.legend, kind, &ChartContent::LegendEntry::kind);
        bool const takes_part = kind == ResponsibilityKind::Participates;
        m_drawing.shapes.push_back(Box { .area = area,
            .fill = Ink::Ground,
            .edge = Edge { .ink = Ink::Strong,
                .width = points(takes_part ? 1.2 : 0.6),
                .kind = kind == ResponsibilityKind::Informed ? LineKind::Dashed : LineKind::Solid } });
        put_centred(m_drawing, { entry->mark }, area, mark_look, m_measure);
    }

    /// The lane in which a step's first box stands.
    [[nodiscard]] std::optional<std::size_t> first_box(std::size_t step) const
    {
        for (ChartContent::Part const& part : m_content.steps[step].parts) {
            if (part.kind == ResponsibilityKind::Responsible)
                return part.lane;
        }
        return {};
    }

    void draw_arrows()
    {
        for (std::size_t step = m_extract->first_step; step < m_extract->end_step; ++step) {
            auto const lane = first_box(step);
            if (!lane || !is_shown(*lane))
                continue;
            Area const here = box_area(step, *lane);
            Length const middle = here.y + here.height / 2;
            if (step == m_extract->first_step && step > 0)
                add_arrow(m_drawing, { { column_x(step), middle }, { here.x, middle } }, arrow_edge);
            if (step + 1 == m_content.steps.size())
                continue;
            Point const out { here.x + here.width, middle };
            if (step + 1 == m_extract->end_step)
                add_arrow(m_drawing, { out, { column_x(step) + m_column_width, middle } }, arrow_edge);
            else
                draw_arrow_to_next(step, out);
        }
    }

    void draw_arrow_to_next(std::size_t step, Point out)
    {
        auto const lane = first_box(step + 1);
        if (!lane || !is_shown(*lane))
            return;
        Area const there = box_area(step + 1, *lane);
        Point const in { there.x, there.y + there.height / 2 };
        Length const turn = column_x(step + 1);
        if (out.y == in.y)
            add_arrow(m_drawing, { out, in }, arrow_edge);
        else
            add_arrow(m_drawing, { out, { turn, out.y }, { turn, in.y }, in }, arrow_edge);
    }

    [[nodiscard]] Length legend_entry_width(ChartContent::LegendEntry const& entry) const
    {
        return mark_size + points(3) + m_measure(entry.text, legend_look.size, legend_look.weight) + points(11);
    }

    /// Places of the legend's entries, from its top left corner; in as many lines as the width asks for.
    [[nodiscard]] std::vector<Point> legend_places(Length width) const
    {
        std::vector<Point> places;
        Point at;
        for (ChartContent::LegendEntry const& entry : m_content.legend) {
            Length const needed = legend_entry_width(entry);
            if (at.x > 0 && at.x + needed > width)
                at = { 0, at.y + legend_line };
            places.push_back(at);
            at.x += needed;
        }
        return places;
    }

    [[nodiscard]] Length panel_width(std::size_t first, std::size_t end) const
    {
        return m_label_width + static_cast<Length>(end - first) * m_column_width;
    }

    [[nodiscard]] Length legend_height(std::size_t first, std::size_t end) const
    {
        std::vector<Point> const places = legend_places(std::max(panel_width(first, end), m_options.width));
        return places.empty() ? 0 : legend_gap + places.back().y + legend_line;
    }

    void draw_legend()
    {
        m_drawing.width = std::max(m_drawing.width, m_options.width);
        std::vector<Point> const places = legend_places(m_drawing.width);
        for (std::size_t i = 0; i < places.size(); ++i) {
            ChartContent::LegendEntry const& entry = m_content.legend[i];
            Area const sample { places[i].x, m_lanes_end + legend_gap + places[i].y, mark_size, mark_size };
            if (entry.kind == ResponsibilityKind::Responsible)
                m_drawing.shapes.push_back(Box { .area = sample, .fill = Ink::Solid, .edge = Edge {} });
            else
                draw_mark(sample, entry.kind);
            Area const text { sample.x + mark_size + points(3), sample.y + (mark_size - legend_look.leading) / 2, 0, 0 };
            put_lines(m_drawing, { entry.text }, text, legend_look, TextAlign::Start, m_measure);
        }
    }

    ChartContent const& m_content;
    MeasureText const& m_measure;
    ChartOptions m_options;
    Length m_label_width;
    std::size_t m_steps_per_panel = 1;
    Length m_column_width = 0;
    std::vector<StepText> m_texts;
    std::vector<std::vector<std::string>> m_lane_labels;

    // Of the panel under way
    Extract const* m_extract = nullptr;
    Drawing m_drawing;
    std::vector<Area> m_lane_areas; ///< by lane; without height: not shown
    Length m_lanes_end = 0;
};

} // namespace

std::vector<Drawing> draw_chart(ChartContent const& content, MeasureText const& measure, ChartOptions const& options)
{
    return ChartDrawer(content, measure, options).run();
}

} // namespace konkordat::procedure
