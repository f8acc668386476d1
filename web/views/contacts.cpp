#include "web/views/fields.h"
#include "web/views/parties.h"

#include <algorithm>

namespace konkordat::views {

namespace {

std::optional<Command> with_contact(Agreement const& now, ContactId const& id, std::function<void(Contact&)> const& change)
{
    auto const present = std::ranges::find(now.contacts, id, &Contact::id);
    if (present == now.contacts.end())
        return {};
    auto contact = *present;
    change(contact);
    return SetContact { .agreement = now.id, .contact = std::move(contact) };
}

void contact_entry(Frame& f, std::string_view id, std::string_view label_key, Contact const& contact, std::string Contact::* member,
    EntryOptions const& options)
{
    text_entry(
        f, id, f.words()(label_key), f.open().agreement.id.str() + "/contact/" + contact.id.str() + "/" + std::string(id), contact.*member,
        [contact_id = contact.id, member](Agreement const& now, std::string const& text) {
            return with_contact(now, contact_id, [&](Contact& changed) { changed.*member = text; });
        },
        options);
}

void draw_substitute(Frame& f, Contact const& contact)
{
    auto const& words = f.words();
    std::vector<ui::Choice> choices { { .value = "", .label = words("parties.contact.substitute.none") } };
    std::size_t selected = 0;
    for (auto const& other : f.open().agreement.contacts) {
        if (other.organisation != contact.organisation || other.id == contact.id)
            continue;
        if (contact.substitute_for == other.id)
            selected = choices.size();
        choices.push_back({ .value = other.id.str(), .label = other.name.empty() ? words("parties.contact.unnamed") : other.name });
    }
    if (choices.size() == 1)
        return;
    if (auto const chosen = ui::select(
            f.ui, "substitute", words("parties.contact.substitute"), choices, selected, { .disabled_reason = f.locked() })) {
        auto const target = choices[*chosen].value.empty() ? std::optional<ContactId> {}
                                                           : std::optional(ContactId { choices[*chosen].value });
        f.change([id = contact.id, target](
                     Agreement const& now) { return with_contact(now, id, [&](Contact& changed) { changed.substitute_for = target; }); });
    }
}

void draw_contact(Frame& f, Contact const& contact, std::size_t number)
{
    auto const& words = f.words();
    auto const key = f.open().agreement.id.str() + "/contact/" + contact.id.str();
    auto const title = words("parties.contact", { { "number", std::to_string(number) } });
    auto const group = ui::group(f.ui, contact.id.str(), title, true);
    auto const stack = ui::stack(f.ui, 12);
    EntryOptions name;
    name.field.spell_check = false;
    name.field.required = true;
    contact_entry(f, "name", "parties.contact.name", contact, &Contact::name, name);
    language_entries(f, "function", "parties.contact.function.in", key + "/function", contact.function,
        [id = contact.id](Agreement const& now, Language language, std::string const& text) {
            return with_contact(now, id, [&](Contact& changed) { set_text(changed.function, language, text); });
        });
    EntryOptions phone;
    phone.field.kind = ui::InputKind::Telephone;
    contact_entry(f, "phone", "parties.phone", contact, &Contact::phone, phone);
    EntryOptions email;
    email.field.kind = ui::InputKind::Email;
    email.error = email_check(f);
    contact_entry(f, "email", "parties.email", contact, &Contact::email, email);
    draw_substitute(f, contact);
    {
        auto const columns = ui::columns(f.ui, "dates", 2, { .gap = 16, .minimum_width = 160 });
        ui::next_column(f.ui);
        date_entry(f, "from", words("parties.contact.from"), key + "/from", contact.from,
            [id = contact.id](Agreement const& now, std::optional<Date> day) {
                return with_contact(now, id, [&](Contact& changed) { changed.from = day; });
            });
        ui::next_column(f.ui);
        date_entry(f, "until", words("parties.contact.until"), key + "/until", contact.until,
            [id = contact.id](Agreement const& now, std::optional<Date> day) {
                return with_contact(now, id, [&](Contact& changed) { changed.until = day; });
            });
    }
    auto const shown = contact.name.empty() ? words("parties.contact.unnamed") : contact.name;
    if (ui::button(f.ui, "remove", words("parties.contacts.remove", { { "name", shown } }),
            { .kind = ui::ButtonKind::Quiet, .icon = ui::Icon::Trash, .disabled_reason = f.locked() }))
        f.edit(RemoveContact { .agreement = f.open().agreement.id, .contact = contact.id },
            words("parties.contacts.removed", { { "name", shown } }));
}

} // namespace

void draw_contacts(Frame& f, Organisation const& organisation)
{
    auto const& words = f.words();
    auto const& agreement = f.open().agreement;
    auto const level = selected_organisation(f) && ui::viewport_width(f.ui) < 1000 ? 2 : 3;
    ui::heading(f.ui, level, words("parties.contacts"), { .looks_like = 4 });
    std::size_t number = 0;
    for (auto const& contact : agreement.contacts) {
        if (contact.organisation == organisation.id)
            draw_contact(f, contact, ++number);
    }
    if (number == 0)
        ui::paragraph(f.ui, words("parties.contacts.empty"), { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
    if (!ui::button(f.ui, "add-contact", words("parties.contacts.add"), { .icon = ui::Icon::Plus, .disabled_reason = f.locked() }))
        return;
    Contact contact;
    contact.id = ContactId { create_identifier(f.session.world(), "contact") };
    contact.organisation = organisation.id;
    auto const id = contact.id;
    f.edit(AddContact { .agreement = agreement.id, .contact = std::move(contact) });
    auto const scope = ui::push_id(f.ui, id.str());
    ui::focus(f.ui, "name");
}

} // namespace konkordat::views
