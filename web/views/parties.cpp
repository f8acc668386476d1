#include "web/views/parties.h"
#include "web/views/pictures.h"

#include <algorithm>
#include <array>

namespace konkordat::views {

Organisation const* selected_organisation(Frame const& f)
{
    auto const& item = f.state().route.item;
    return item.empty() ? nullptr : find_organisation(f.open().agreement, OrganisationId { item });
}

namespace {

app::Route organisation_route(Frame const& f, OrganisationId const& id)
{
    return { .screen = app::Screen::Parties, .agreement = f.open().agreement.id, .item = id.str() };
}

void add_organisation(Frame& f, Group group)
{
    auto const& agreement = f.open().agreement;
    auto& world = f.session.world();
    Organisation organisation;
    organisation.id = OrganisationId { create_identifier(world, "organisation") };
    organisation.kind = "other";
    Membership membership;
    membership.id = MembershipId { create_identifier(world, "membership") };
    membership.organisation = organisation.id;
    membership.group = group;
    membership.participation = group == Group::Core ? Participation::Decides : Participation::Expert;
    membership.signs = group == Group::Core;
    auto const id = organisation.id;
    f.edit(AddOrganisation { .agreement = agreement.id, .organisation = std::move(organisation) });
    f.edit(AddMembership { .agreement = agreement.id, .membership = std::move(membership) });
    f.go(organisation_route(f, id));
}

std::string kind_name(Frame const& f, std::string const& id)
{
    auto const* kind = find_organisation_kind(f.state().assets->words.organisation_kinds(), id);
    return kind ? std::string(text_in(kind->name, f.language())) : id;
}

std::string expert_names(Frame const& f, OrganisationId const& organisation)
{
    std::string names;
    for (auto const& contact : f.open().agreement.contacts) {
        if (contact.organisation == organisation)
            names += (names.empty() ? "" : ", ") + (contact.name.empty() ? f.words()("parties.contact.unnamed") : contact.name);
    }
    return names.empty() ? "–" : names;
}

void draw_member_row(Frame& f, Membership const& membership, bool compact)
{
    auto const& words = f.words();
    auto const* organisation = find_organisation(f.open().agreement, membership.organisation);
    if (!organisation)
        return;
    auto const row = ui::table_row(f.ui, membership.id.str(), { .selected = f.state().route.item == organisation->id.str() });
    {
        auto const cell = ui::table_cell(f.ui);
        ui::link(f.ui, "open", organisation_name(f, *organisation), app::format_route(organisation_route(f, organisation->id)));
    }
    if (!compact)
        ui::table_cell(f.ui, kind_name(f, organisation->kind), { .style = ui::TextStyle::Small });
    ui::table_cell(f.ui, words("role." + std::string(name_of(membership.role))), { .style = ui::TextStyle::Small });
    if (compact)
        return;
    ui::table_cell(f.ui, expert_names(f, organisation->id), { .style = ui::TextStyle::Small });
    ui::table_cell(f.ui, words(membership.signs ? "parties.yes" : "parties.no"), { .style = ui::TextStyle::Small });
}

void draw_group(Frame& f, Group group)
{
    auto const& words = f.words();
    auto const& agreement = f.open().agreement;
    bool const core = group == Group::Core;
    auto const scope = ui::push_id(f.ui, name_of(group));
    auto const name = words(core ? "parties.core" : "parties.associate");
    ui::heading(f.ui, 2, name);
    bool const compact = ui::available_width(f.ui) < 840;
    if (std::ranges::none_of(agreement.memberships, [&](Membership const& membership) { return membership.group == group; })) {
        ui::empty_state(
            f.ui, ui::Icon::People, words("parties.empty.title"), words(core ? "parties.empty.core" : "parties.empty.associate"));
    } else {
        std::vector<ui::TableColumn> columns { { .id = "organisation", .label = words("parties.column.organisation"), .share = 3 } };
        if (!compact)
            columns.push_back({ .id = "kind", .label = words("parties.column.kind"), .share = 2 });
        columns.push_back({ .id = "role", .label = words("parties.column.role"), .share = 1.5F });
        if (!compact) {
            columns.push_back({ .id = "experts", .label = words("parties.column.experts"), .share = 2 });
            columns.push_back({ .id = "signs", .label = words("parties.column.signs"), .width = 136 });
        }
        auto const table = ui::table(f.ui, "members", name, columns);
        for (auto const& membership : agreement.memberships) {
            if (membership.group == group)
                draw_member_row(f, membership, compact);
        }
    }
    auto const label = words("parties.add.to", { { "group", name } });
    if (ui::button(f.ui, "add", label,
            { .kind = core ? ui::ButtonKind::Primary : ui::ButtonKind::Secondary, .icon = ui::Icon::Plus, .disabled_reason = f.locked() }))
        add_organisation(f, group);
}

/// Who the Guidelines 3.3 name for a roundtable and is not in it yet; one activation adds it in its group with its usual parts.
void draw_suggestions(Frame& f)
{
    auto const& words = f.words();
    auto const& open = f.open();
    auto const& kinds = f.state().assets->words.organisation_kinds();
    if (!open.pack)
        return;
    auto const present = templates::answers_from(*open.pack, open.agreement).kinds;
    auto missing = templates::usual_kinds(kinds);
    std::erase_if(missing, [&](std::string const& kind) { return std::ranges::find(present, kind) != present.end(); });
    if (missing.empty())
        return;
    auto const card = ui::card(f.ui, "suggestions", { .edge = ui::Tone::Note });
    auto const stack = ui::stack(f.ui, 8);
    ui::heading(f.ui, 2, words("parties.suggested"), { .looks_like = 4 });
    ui::paragraph(f.ui, words("parties.suggested.text"), { .style = ui::TextStyle::Small });
    auto const row = ui::row(f.ui, "kinds", { .wrap = true });
    for (auto const& id : missing) {
        auto const name = std::string(text_in(find_organisation_kind(kinds, id)->name, f.language()));
        if (!ui::button(f.ui, id, name,
                { .icon = ui::Icon::Plus,
                    .disabled_reason = f.locked(),
                    .accessible_name = words("parties.suggested.add", { { "name", name } }) }))
            continue;
        auto make = [&world = f.session.world(), pack = open.pack, assets = f.state().assets, id](
                        Agreement const& now) -> std::optional<Command> {
            auto answers = templates::answers_from(*pack, now);
            answers.kinds.push_back(id);
            auto revision = templates::revise(world, *pack, assets->words, now, answers);
            if (!revision)
                return {};
            return ReviseByInterview { now.id, std::move(revision->agreement) };
        };
        f.change(std::move(make), words("parties.suggested.added", { { "name", name } }));
    }
}

void draw_list(Frame& f)
{
    auto const& words = f.words();
    auto const main = begin_main(f, words("parties.title"));
    auto const inset = ui::inset(f.ui, 24, 32);
    auto const measure = ui::measure(f.ui, 960, true);
    auto const stack = ui::stack(f.ui, 16);
    screen_title(f, words("parties.title"));
    ui::paragraph(f.ui, words("parties.intro"), { .tone = ui::Tone::Quiet });
    draw_group(f, Group::Core);
    ui::space(f.ui, 40);
    draw_group(f, Group::Associate);
    draw_suggestions(f);
    if (f.open().agreement.memberships.empty())
        return;
    ui::space(f.ui, 40);
    ui::heading(f.ui, 2, words("roundtable.title"));
    ui::paragraph(f.ui, words("roundtable.intro"), { .style = ui::TextStyle::Body, .tone = ui::Tone::Quiet });
    draw_roundtable_picture(f);
}

} // namespace

void draw_parties(Frame& f)
{
    auto const* organisation = selected_organisation(f);
    bool const wide = ui::viewport_width(f.ui) >= 1000;
    if (!wide) {
        if (organisation)
            draw_organisation(f, *organisation, true);
        else
            draw_list(f);
        return;
    }
    if (!organisation) {
        draw_list(f);
        return;
    }
    auto const widths = std::to_array<ui::PaneWidth>({ { .share = 1 }, { .fixed = 460 } });
    auto const panes = ui::panes(f.ui, "panes", widths);
    ui::next_pane(f.ui);
    draw_list(f);
    ui::next_pane(f.ui);
    draw_organisation(f, *organisation, false);
}

} // namespace konkordat::views
