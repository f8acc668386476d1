#include "core/procedure/roundtable.h"

#include "core/procedure/text_fit.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace konkordat::procedure {

namespace {

constexpr Length seat_width = points(92);
constexpr Length narrow_seat_width = points(62);
constexpr Length narrow_picture = points(330);
constexpr Length seat_gap = points(8);
constexpr Length padding = points(4);
constexpr Length link_height = points(26);
constexpr std::size_t name_lines = 3;

constexpr TextLook name_look { .size = points(8), .leading = points(10), .weight = Weight::Bold };
constexpr TextLook lead_look { .size = points(8), .leading = points(10), .weight = Weight::Bold, .ink = Ink::OnSolid };
constexpr TextLook role_look { .size = points(6.8), .leading = points(8.6) };
constexpr TextLook lead_role_look { .size = points(6.8), .leading = points(8.6), .ink = Ink::OnSolid };
constexpr TextLook caption_look { .size = points(9), .leading = points(12), .weight = Weight::Bold };
constexpr TextLook link_look { .size = points(6.8), .leading = points(8.6), .ink = Ink::Quiet };
constexpr TextLook open_look { .size = points(8), .leading = points(10), .weight = Weight::Bold, .ink = Ink::OnOpen };

constexpr Edge link_edge { .ink = Ink::Strong, .width = points(0.9) };
constexpr Edge oversight_edge { .ink = Ink::Strong, .width = points(0.9), .kind = LineKind::Dashed };

enum class SeatLook { Plain, Lead, Associate, Open };

struct Seat {
    std::vector<std::string> name;
    std::vector<std::string> role; ///< under the name, or empty
    SeatLook look = SeatLook::Plain;
};

struct Vector {
    double x = 0;
    double y = 0;
};

/// `count` places on an ellipse, at equal distances along it, clockwise from the top.
std::vector<Vector> places_on_ellipse(std::size_t count, double radius_x, double radius_y)
{
    constexpr int pieces = 720;
    std::vector<double> lengths { 0 };
    auto at = [&](int piece) {
        double const angle = 2 * std::numbers::pi * piece / pieces - std::numbers::pi / 2;
        return Vector { radius_x * std::cos(angle), radius_y * std::sin(angle) };
    };
    for (int i = 1; i <= pieces; ++i)
        lengths.push_back(lengths.back() + std::hypot(at(i).x - at(i - 1).x, at(i).y - at(i - 1).y));
    std::vector<Vector> places;
    int piece = 0;
    for (std::size_t i = 0; i < count; ++i) {
        double const wanted = lengths.back() * static_cast<double>(i) / static_cast<double>(count);
        while (piece < pieces && lengths[static_cast<std::size_t>(piece)] < wanted)
            ++piece;
        places.push_back(at(piece));
    }
    return places;
}

bool overlap(std::vector<Vector> const& places, double width, double height)
{
    for (std::size_t i = 0; i < places.size(); ++i) {
        for (std::size_t j = i + 1; j < places.size(); ++j) {
            if (std::abs(places[i].x - places[j].x) < width && std::abs(places[i].y - places[j].y) < height)
                return true;
        }
    }
    return false;
}

/// A tenth of a point is as fine as a picture needs to be, and coarse enough to be the same everywhere.
Length rounded(double value) { return std::lround(value / 100.0) * 100; }

class RoundtableDrawer {
public:
    RoundtableDrawer(Agreement const& agreement, Language language, richtext::Words const& words, MeasureText const& measure, Length width)
        : m_agreement(agreement)
        , m_language(language)
        , m_words(words)
        , m_measure(measure)
        , m_width(width)
        , m_seat_width(width < narrow_picture ? narrow_seat_width : seat_width)
    {
    }

    Drawing run()
    {
        collect();
        m_drawing = Drawing { .width = m_width,
            .language = m_language,
            .title = std::string(word("roundtable.title")),
            .description = description(),
            .shapes = {} };
        Length y = draw_mandate(padding);
        y = draw_office(y);
        y = draw_table(y);
        y = draw_associates(y);
        m_drawing.height = y + padding;
        return std::move(m_drawing);
    }

private:
    [[nodiscard]] std::string_view word(std::string_view key) const { return m_words.text(m_language, key); }

    [[nodiscard]] std::string short_name(OrganisationId const& id) const
    {
        Organisation const* organisation = find_organisation(m_agreement, id);
        if (organisation == nullptr)
            return id.str();
        std::string_view const abbreviation = text_in(organisation->abbreviation, m_language);
        std::string_view const name = abbreviation.empty() ? text_in(organisation->name, m_language) : abbreviation;
        return std::string(name.empty() ? std::string_view(id.str()) : name);
    }

    [[nodiscard]] Seat seat(Membership const& membership, SeatLook look) const
    {
        bool const lead = look == SeatLook::Lead;
        Seat result { .name = fit_text(short_name(membership.organisation), m_seat_width - 2 * padding, lead ? lead_look : name_look,
                          name_lines, m_measure),
            .role = {},
            .look = look };
        if (membership.role != Role::Member)
            result.role = fit_text(m_words.name(m_language, membership.role), m_seat_width - 2 * padding, role_look, 2, m_measure);
        return result;
    }

    void collect()
    {
        for (Membership const& membership : m_agreement.memberships) {
            if (membership.role == Role::Moderator || membership.role == Role::Secretariat)
                m_office.push_back(seat(membership, SeatLook::Plain));
            else if (membership.group == Group::Core)
                m_core.push_back(seat(membership, membership.role == Role::Lead ? SeatLook::Lead : SeatLook::Plain));
            else
                m_associates.push_back(seat(membership, SeatLook::Associate));
        }
        if (m_office.empty())
            m_office.push_back(
                { .name = fit_text(word("roundtable.open-moderation"), m_seat_width * 2 - 2 * padding, open_look, 2, m_measure),
                    .role = {},
                    .look = SeatLook::Open });
    }

    [[nodiscard]] std::string description() const
    {
        std::string text = m_words.fill(m_language, "roundtable.mandate-by", { { "authority", authority() } });
        auto add = [&](std::string_view key, auto const& belongs) {
            std::string names;
            for (Membership const& membership : m_agreement.memberships) {
                if (!belongs(membership))
                    continue;
                names += (names.empty() ? "" : ", ") + short_name(membership.organisation);
                if (membership.role != Role::Member)
                    names += " (" + std::string(m_words.name(m_language, membership.role)) + ")";
            }
            if (!names.empty())
                text += " " + m_words.fill(m_language, key, { { "names", names } });
        };
        auto in_office = [](Membership const& membership) {
            return membership.role == Role::Moderator || membership.role == Role::Secretariat;
        };
        add("roundtable.office-names", in_office);
        add("roundtable.core-names", [&](Membership const& m) { return !in_office(m) && m.group == Group::Core; });
        add("roundtable.associate-names", [&](Membership const& m) { return !in_office(m) && m.group == Group::Associate; });
        return text;
    }

    [[nodiscard]] std::string authority() const
    {
        std::string_view const name = text_in(m_agreement.mandate.authority, m_language);
        return std::string(name.empty() ? word("roundtable.open-authority") : name);
    }

    static Length height_of(Seat const& seat)
    {
        return static_cast<Length>(seat.name.size()) * name_look.leading + static_cast<Length>(seat.role.size()) * role_look.leading
            + 2 * padding;
    }

    static Length tallest(std::vector<Seat> const& seats)
    {
        Length height = points(26);
        for (Seat const& seat : seats)
            height = std::max(height, height_of(seat));
        return height;
    }

    void draw_seat(Seat const& seat, Area const& area)
    {
        std::optional<Ink> const fill = seat.look == SeatLook::Lead ? Ink::Solid : seat.look == SeatLook::Open ? Ink::Open : Ink::Ground;
        bool const dashed = seat.look == SeatLook::Associate || seat.look == SeatLook::Open;
        m_drawing.shapes.push_back(Box { .area = area,
            .fill = fill,
            .edge = Edge { .ink = Ink::Strong, .width = points(0.8), .kind = dashed ? LineKind::Dashed : LineKind::Solid } });
        Area text = area;
        text.y += (area.height - height_of(seat)) / 2 + padding;
        bool const lead = seat.look == SeatLook::Lead;
        text.y = put_lines(m_drawing, seat.name, text,
            lead                              ? lead_look
                : seat.look == SeatLook::Open ? open_look
                                              : name_look,
            TextAlign::Center, m_measure);
        put_lines(m_drawing, seat.role, text, lead ? lead_role_look : role_look, TextAlign::Center, m_measure);
    }

    Length draw_mandate(Length y)
    {
        bool const open = text_in(m_agreement.mandate.authority, m_language).empty();
        Length const width = std::min(m_width - 2 * padding, points(230));
        TextLook const& look = open ? open_look : name_look;
        std::vector<std::string> const name = fit_text(authority(), width - 2 * padding, look, 3, m_measure);
        std::vector<std::string> const role = fit_text(word("mandate-authority"), width - 2 * padding, role_look, 1, m_measure);
        Seat const seat { .name = name, .role = role, .look = open ? SeatLook::Open : SeatLook::Plain };
        Area const area { (m_width - width) / 2, y, width, height_of(seat) };
        draw_seat(seat, area);
        return area.y + area.height;
    }

    /// Two arrows with what goes along them: down on the left, up on the right.
    Length draw_exchange(Length y, std::string_view down, std::string_view up, Edge const& edge)
    {
        Length const left = m_width / 2 - points(8);
        Length const right = m_width / 2 + points(8);
        add_arrow(m_drawing, { { left, y }, { left, y + link_height } }, edge);
        add_arrow(m_drawing, { { right, y + link_height }, { right, y } }, edge);
        Length const room = m_width / 2 - points(16);
        std::vector<std::string> const down_lines = fit_text(down, room, link_look, 2, m_measure);
        std::vector<std::string> const up_lines = fit_text(up, room, link_look, 2, m_measure);
        Length widest = 0;
        for (std::string const& line : down_lines)
            widest = std::max(widest, m_measure(line, link_look.size, link_look.weight));
        auto top = [&](std::size_t lines) { return y + (link_height - static_cast<Length>(lines) * link_look.leading) / 2; };
        put_lines(m_drawing, down_lines, { left - points(5) - widest, top(down_lines.size()), widest, 0 }, link_look, TextAlign::Start,
            m_measure);
        put_lines(m_drawing, up_lines, { right + points(5), top(up_lines.size()), room, 0 }, link_look, TextAlign::Start, m_measure);
        return y + link_height;
    }

    /// Seats in rows, each row centred.
    Length draw_rows(std::vector<Seat> const& seats, Length y, Length width_of_seat)
    {
        auto const most = static_cast<std::size_t>(std::max<Length>(1, (m_width - 2 * padding + seat_gap) / (width_of_seat + seat_gap)));
        std::size_t const row_count = (seats.size() + most - 1) / most;
        std::size_t const per_row = row_count == 0 ? 1 : (seats.size() + row_count - 1) / row_count;
        Length const height = tallest(seats);
        for (std::size_t first = 0; first < seats.size(); first += per_row) {
            std::size_t const end = std::min(first + per_row, seats.size());
            Length const row_width = static_cast<Length>(end - first) * (width_of_seat + seat_gap) - seat_gap;
            for (std::size_t i = first; i < end; ++i)
                draw_seat(seats[i],
                    { (m_width - row_width) / 2 + static_cast<Length>(i - first) * (width_of_seat + seat_gap), y, width_of_seat, height });
            y += height + (end < seats.size() ? seat_gap : 0);
        }
        return y;
    }

    Length draw_office(Length y)
    {
        y = draw_exchange(y, word("roundtable.mandate"), word("roundtable.report"), link_edge);
        bool const open = m_office.front().look == SeatLook::Open;
        y = draw_rows(m_office, y, open ? std::min(m_seat_width * 2, m_width - 2 * padding) : m_seat_width);
        return y + points(12);
    }

    Length draw_table(Length y)
    {
        Length const height = tallest(m_core);
        double const radius_x = static_cast<double>(m_width / 2 - m_seat_width / 2 - padding);
        double radius_y = static_cast<double>(points(66));
        std::vector<Vector> places = places_on_ellipse(m_core.size(), radius_x, radius_y);
        auto const needed_x = static_cast<double>(m_seat_width + seat_gap);
        auto const needed_y = static_cast<double>(height + seat_gap);
        while (overlap(places, needed_x, needed_y)) {
            radius_y += static_cast<double>(points(12));
            places = places_on_ellipse(m_core.size(), radius_x, radius_y);
        }
        Point const centre { m_width / 2, y + rounded(radius_y) + height / 2 };
        draw_board(centre, radius_x, radius_y);
        for (std::size_t i = 0; i < m_core.size(); ++i) {
            draw_seat(m_core[i],
                { centre.x + rounded(places[i].x) - m_seat_width / 2, centre.y + rounded(places[i].y) - height / 2, m_seat_width, height });
        }
        return centre.y + rounded(radius_y) + height / 2;
    }

    void draw_board(Point centre, double radius_x, double radius_y)
    {
        Polygon board { .fill = Ink::Shade, .edge = Edge { .ink = Ink::Line, .width = points(0.8) } };
        constexpr int corners = 144;
        for (int i = 0; i < corners; ++i) {
            double const angle = 2 * std::numbers::pi * i / corners;
            board.points.push_back(
                { centre.x + rounded(radius_x * 0.9 * std::cos(angle)), centre.y + rounded(radius_y * 0.9 * std::sin(angle)) });
        }
        m_drawing.shapes.push_back(std::move(board));
        std::vector<std::string> caption = fit_text(m_words.name(m_language, Group::Core), points(150), caption_look, 2, m_measure);
        put_centred(m_drawing, caption, { centre.x - points(75), centre.y - points(15), points(150), points(18) }, caption_look, m_measure);
        std::string const note(m_core.empty() ? word("roundtable.open-core") : word("roundtable.table"));
        TextLook const& look = m_core.empty() ? open_look : link_look;
        put_centred(m_drawing, fit_text(note, points(150), look, 2, m_measure),
            { centre.x - points(75), centre.y + points(2), points(150), points(18) }, look, m_measure);
    }

    Length draw_associates(Length y)
    {
        if (m_associates.empty())
            return y;
        y = draw_exchange(y + points(2), word("roundtable.informs"), word("roundtable.oversees"), oversight_edge);
        std::vector<std::string> const caption = fit_text(
            m_words.name(m_language, Group::Associate), m_width - 2 * padding, caption_look, 1, m_measure);
        y = put_lines(m_drawing, caption, { padding, y + points(2), m_width - 2 * padding, 0 }, caption_look, TextAlign::Center, m_measure);
        return draw_rows(m_associates, y + points(4), m_seat_width);
    }

    Agreement const& m_agreement;
    Language m_language;
    richtext::Words const& m_words;
    MeasureText const& m_measure;
    Length m_width;
    Length m_seat_width;
    std::vector<Seat> m_office;
    std::vector<Seat> m_core;
    std::vector<Seat> m_associates;
    Drawing m_drawing;
};

} // namespace

Drawing draw_roundtable(
    Agreement const& agreement, Language language, richtext::Words const& words, MeasureText const& measure, Length width)
{
    return RoundtableDrawer(agreement, language, words, measure, std::max(width, points(200))).run();
}

} // namespace konkordat::procedure
