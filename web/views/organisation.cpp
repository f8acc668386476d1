#include "web/views/fields.h"
#include "web/views/parties.h"

#include <algorithm>
#include <array>

namespace konkordat::views {

namespace {

using ChangeOrganisation = std::function<void(Organisation&)>;
using ChangeMembership = std::function<void(Membership&)>;

std::optional<Command> with_organisation(Agreement const& now, OrganisationId const& id, ChangeOrganisation const& change)
{
    auto const* present = find_organisation(now, id);
    if (!present)
        return {};
    auto organisation = *present;
    change(organisation);
    return SetOrganisation { .agreement = now.id, .organisation = std::move(organisation) };
}

std::optional<Command> with_membership(Agreement const& now, MembershipId const& id, ChangeMembership const& change)
{
    auto const present = std::ranges::find(now.memberships, id, &Membership::id);
    if (present == now.memberships.end())
        return {};
    auto membership = *present;
    change(membership);
    return SetMembership { .agreement = now.id, .membership = std::move(membership) };
}

void plain_entry(Frame& f, std::string_view id, std::string_view label_key, Organisation const& organisation,
    std::string Organisation::* member, EntryOptions const& options)
{
    text_entry(
        f, id, f.words()(label_key), f.open().agreement.id.str() + "/organisation/" + organisation.id.str() + "/" + std::string(id),
        organisation.*member,
        [organisation_id = organisation.id, member](Agreement const& now, std::string const& text) {
            return with_organisation(now, organisation_id, [&](Organisation& changed) { changed.*member = text; });
        },
        options);
}

void draw_identity(Frame& f, Organisation const& organisation)
{
    auto const key = f.open().agreement.id.str() + "/organisation/" + organisation.id.str();
    EntryOptions name;
    name.field.required = true;
    language_entries(
        f, "name", "parties.name.in", key + "/name", organisation.name,
        [id = organisation.id](Agreement const& now, Language language, std::string const& text) {
            return with_organisation(now, id, [&](Organisation& changed) { set_text(changed.name, language, text); });
        },
        name);
    EntryOptions abbreviation;
    abbreviation.field.width = 200;
    abbreviation.field.spell_check = false;
    language_entries(
        f, "abbreviation", "parties.abbreviation.in", key + "/abbreviation", organisation.abbreviation,
        [id = organisation.id](Agreement const& now, Language language, std::string const& text) {
            return with_organisation(now, id, [&](Organisation& changed) { set_text(changed.abbreviation, language, text); });
        },
        abbreviation);

    auto const& kinds = f.state().assets->words.organisation_kinds();
    std::vector<ui::Choice> choices;
    std::optional<std::size_t> selected;
    for (auto const& kind : kinds) {
        if (kind.id == organisation.kind)
            selected = choices.size();
        choices.push_back({ .value = kind.id, .label = std::string(text_in(kind.name, f.language())) });
    }
    auto const help = selected ? std::string(text_in(kinds[*selected].help, f.language())) : std::string {};
    if (auto const chosen = ui::select(
            f.ui, "kind", f.words()("parties.kind"), choices, selected, { .description = help, .disabled_reason = f.locked() }))
        f.change([id = organisation.id, kind = kinds[*chosen].id](
                     Agreement const& now) { return with_organisation(now, id, [&](Organisation& changed) { changed.kind = kind; }); });
}

template <typename Enum, std::size_t Count>
void enum_select(Frame& f, std::string_view id, std::string_view label_key, std::string const& prefix,
    std::array<Enum, Count> const& values, MembershipId const& membership, Enum present, Enum Membership::* member)
{
    std::vector<ui::Choice> choices;
    for (auto const value : values)
        choices.push_back({ .value = std::string(name_of(value)), .label = f.words()(prefix + std::string(name_of(value))) });
    auto const selected = static_cast<std::size_t>(std::ranges::find(values, present) - values.begin());
    if (auto const chosen = ui::select(f.ui, id, f.words()(label_key), choices, selected, { .disabled_reason = f.locked() }))
        f.change([membership, value = values[*chosen], member](Agreement const& now) {
            return with_membership(now, membership, [&](Membership& changed) { changed.*member = value; });
        });
}

void draw_group_choice(Frame& f, Membership const& membership)
{
    auto const choices = std::to_array<ui::Choice>({ { .value = "core", .label = f.words()("parties.core"), .disabled_reason = f.locked() },
        { .value = "associate", .label = f.words()("parties.associate"), .disabled_reason = f.locked() } });
    if (auto const chosen = ui::radio_group(f.ui, "group", f.words()("parties.group"), choices, membership.group == Group::Core ? 0U : 1U))
        f.change([id = membership.id, group = *chosen == 0 ? Group::Core : Group::Associate](
                     Agreement const& now) { return with_membership(now, id, [&](Membership& changed) { changed.group = group; }); });
}

void draw_membership(Frame& f, Membership const& membership)
{
    static constexpr auto roles = std::to_array({ Role::Member, Role::Lead, Role::Moderator, Role::Secretariat, Role::Observer });
    static constexpr auto participations = std::to_array(
        { Participation::Decides, Participation::Expert, Participation::Observes, Participation::OnCall, Participation::ByTopic });
    auto const scope = ui::push_id(f.ui, membership.id.str());
    auto const key = f.open().agreement.id.str() + "/membership/" + membership.id.str();
    draw_group_choice(f, membership);
    enum_select(f, "role", "parties.role", "role.", roles, membership.id, membership.role, &Membership::role);
    enum_select(f, "participation", "parties.participation", "participation.", participations, membership.id, membership.participation,
        &Membership::participation);
    if (auto const changed = ui::checkbox(f.ui, "signs", f.words()("parties.signs"), membership.signs, { .disabled_reason = f.locked() }))
        f.change([id = membership.id, signs = *changed](
                     Agreement const& now) { return with_membership(now, id, [&](Membership& record) { record.signs = signs; }); });
    EntryOptions function;
    function.several_lines = true;
    language_entries(
        f, "function", "parties.function.in", key + "/function", membership.function,
        [id = membership.id](Agreement const& now, Language language, std::string const& text) {
            return with_membership(now, id, [&](Membership& record) { set_text(record.function, language, text); });
        },
        function);
    auto const columns = ui::columns(f.ui, "dates", 2, { .gap = 16, .minimum_width = 160 });
    ui::next_column(f.ui);
    date_entry(f, "from", f.words()("parties.from"), key + "/from", membership.from,
        [id = membership.id](Agreement const& now, std::optional<Date> day) {
            return with_membership(now, id, [&](Membership& record) { record.from = day; });
        });
    ui::next_column(f.ui);
    date_entry(f, "until", f.words()("parties.until"), key + "/until", membership.until,
        [id = membership.id](Agreement const& now, std::optional<Date> day) {
            return with_membership(now, id, [&](Membership& record) { record.until = day; });
        });
}

void draw_address(Frame& f, Organisation const& organisation)
{
    EntryOptions address;
    address.several_lines = true;
    address.field.spell_check = false;
    plain_entry(f, "address", "parties.address", organisation, &Organisation::address, address);
    EntryOptions phone;
    phone.field.kind = ui::InputKind::Telephone;
    plain_entry(f, "phone", "parties.phone", organisation, &Organisation::phone, phone);
    EntryOptions email;
    email.field.kind = ui::InputKind::Email;
    email.error = email_check(f);
    plain_entry(f, "email", "parties.email", organisation, &Organisation::email, email);
    EntryOptions website;
    website.field.kind = ui::InputKind::Url;
    website.error = website_check(f);
    plain_entry(f, "website", "parties.website", organisation, &Organisation::website, website);
}

/// Moves the membership past its neighbour of the same group.
void draw_moves(Frame& f, Membership const& membership)
{
    auto const& memberships = f.open().agreement.memberships;
    std::vector<MembershipId> peers;
    for (auto const& other : memberships) {
        if (other.group == membership.group)
            peers.push_back(other.id);
    }
    auto const place = static_cast<std::size_t>(std::ranges::find(peers, membership.id) - peers.begin());
    auto const& agreement = f.open().agreement.id;
    auto const row = ui::row(f.ui, "moves");
    ui::ButtonOptions const up { .kind = ui::ButtonKind::Quiet, .icon = ui::Icon::ArrowUp, .disabled_reason = f.locked() };
    ui::ButtonOptions const down { .kind = ui::ButtonKind::Quiet, .icon = ui::Icon::ArrowDown, .disabled_reason = f.locked() };
    if (place > 0 && ui::button(f.ui, "up", f.words()("parties.move.up"), up))
        f.edit(MoveMembership { .agreement = agreement, .membership = membership.id, .before = peers[place - 1] });
    if (place + 1 < peers.size() && ui::button(f.ui, "down", f.words()("parties.move.down"), down))
        f.edit(MoveMembership { .agreement = agreement,
            .membership = membership.id,
            .before = place + 2 < peers.size() ? std::optional(peers[place + 2]) : std::nullopt });
}

void draw_form(Frame& f, Organisation const& organisation)
{
    auto const& words = f.words();
    auto const& agreement = f.open().agreement;
    auto const membership = std::ranges::find(agreement.memberships, organisation.id, &Membership::organisation);
    auto const name = organisation_name(f, organisation);
    if (f.memory.arrived)
        ui::focus(f.ui, "name-" + std::string(language_code(agreement.languages.front())));
    draw_identity(f, organisation);
    if (membership != agreement.memberships.end())
        draw_membership(f, *membership);
    ui::separator(f.ui);
    draw_contacts(f, organisation);
    ui::separator(f.ui);
    draw_address(f, organisation);
    if (membership != agreement.memberships.end())
        draw_moves(f, *membership);
    if (ui::button(f.ui, "remove", words("parties.remove"),
            { .kind = ui::ButtonKind::Danger, .icon = ui::Icon::Trash, .disabled_reason = f.locked() })) {
        f.edit(RemoveOrganisation { .agreement = agreement.id, .organisation = organisation.id },
            words("parties.removed", { { "name", name } }));
        f.go({ .screen = app::Screen::Parties, .agreement = agreement.id, .item = {} });
    }
}

} // namespace

void draw_organisation(Frame& f, Organisation const& organisation, bool alone)
{
    auto const name = organisation_name(f, organisation);
    auto const landmark = alone ? ui::Landmark::Main : ui::Landmark::Complementary;
    auto const region = ui::region(f.ui, landmark, alone ? "main" : "organisation", f.words()("parties.organisation"),
        { .scroll = true, .padding = 16, .ground = ui::Ground::Raised });
    auto const scope = ui::push_id(f.ui, organisation.id.str());
    auto const stack = ui::stack(f.ui, 16);
    auto const list = app::format_route({ .screen = app::Screen::Parties, .agreement = f.open().agreement.id, .item = {} });
    ui::link(f.ui, "back", f.words()(alone ? "nav.back" : "draft.done"), list, { .icon = alone ? ui::Icon::ArrowLeft : ui::Icon::Check });
    ui::heading(f.ui, alone ? 1 : 2, name, { .looks_like = 3 });
    draw_form(f, organisation);
}

} // namespace konkordat::views
