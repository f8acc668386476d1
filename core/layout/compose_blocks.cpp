#include "core/layout/compose.h"

#include <algorithm>

namespace konkordat::layout {

namespace {

/// The part of an e-mail address that keeps a link a link: nothing that would end or extend it.
bool is_plain_address(std::string_view address)
{
    return address.find('@') != std::string_view::npos && address.find_first_of(" <>\"?&\n") == std::string_view::npos;
}

} // namespace

void PartComposer::add_generated(Generated generated)
{
    switch (generated) {
    case Generated::None: break;
    case Generated::Members: return add_members();
    case Generated::Contacts: return add_contacts();
    case Generated::Responsibilities: return add_responsibilities();
    case Generated::Procedure: return add_procedure();
    case Generated::Signatures: return add_signatures();
    }
}

Cell PartComposer::cell(Spans spans)
{
    Cell result;
    if (!spans.empty())
        result.paragraphs.push_back(std::move(spans));
    return result;
}

Cell PartComposer::text_cell(std::string_view text) { return cell(plain(text)); }

std::vector<Cell> PartComposer::head(std::vector<std::string_view> const& keys)
{
    std::vector<Cell> cells;
    for (std::string_view const key : keys)
        cells.push_back(cell(word(key)));
    return cells;
}

std::string PartComposer::organisation_name(OrganisationId const& id)
{
    Organisation const* organisation = find_organisation(m_agreement, id);
    if (organisation == nullptr)
        return id.str();
    // A body that has no name in this language is called by the one it has.
    std::string_view const name = text_in(organisation->name, m_language);
    return clean(name.empty() ? std::string_view(id.str()) : name);
}

std::string PartComposer::short_name(OrganisationId const& id)
{
    Organisation const* organisation = find_organisation(m_agreement, id);
    std::string_view const abbreviation = organisation == nullptr ? std::string_view() : text_in(organisation->abbreviation, m_language);
    if (abbreviation.empty())
        return organisation_name(id);
    m_abbreviated.insert(id);
    return clean(abbreviation);
}

void PartComposer::add_abbreviations()
{
    std::string text;
    for (Organisation const& organisation : m_agreement.organisations) {
        if (m_abbreviated.contains(organisation.id))
            text += (text.empty() ? ": " : "; ") + std::string(text_in(organisation.abbreviation, m_language)) + " = "
                + organisation_name(organisation.id);
    }
    m_abbreviated.clear();
    if (!text.empty())
        add_paragraph(ParagraphRole::TableNote, plain(std::string(m_words.text(m_language, "abbreviations")) + text));
}

std::vector<std::string> PartComposer::period(std::optional<Date> const& from, std::optional<Date> const& until)
{
    std::vector<std::string> lines;
    if (from)
        lines.push_back(m_words.fill(m_language, "from-date", { { "date", from->to_short_text(m_language) } }));
    if (until)
        lines.push_back(m_words.fill(m_language, "until-date", { { "date", until->to_short_text(m_language) } }));
    return lines;
}

void PartComposer::add_members()
{
    if (m_agreement.memberships.empty())
        return add_paragraph(ParagraphRole::Body, open("open-members"));
    add_member_table(Group::Core);
    add_member_table(Group::Associate);
}

Cell PartComposer::member_cell(Membership const& membership)
{
    Cell role = cell(label(m_words.name(m_language, membership.role)));
    role.paragraphs.push_back(label(m_words.name(m_language, membership.participation)));
    for (std::string const& line : period(membership.from, membership.until))
        role.paragraphs.push_back(plain(line));
    return role;
}

void PartComposer::add_member_table(Group group)
{
    Table table { .columns = { ColumnWidth::Flexible, ColumnWidth::Narrow, ColumnWidth::Flexible },
        .head = head({ "organisation", "role", "tasks" }) };
    for (Membership const& membership : m_agreement.memberships) {
        if (membership.group != group)
            continue;
        Cell name = text_cell(organisation_name(membership.organisation));
        name.row_header = true;
        table.rows.push_back({ std::move(name), member_cell(membership), text_cell(local(membership.function)) });
    }
    if (table.rows.empty())
        return;
    add_paragraph(ParagraphRole::TableCaption, label(m_words.name(m_language, group)));
    add({ std::move(table) });
}

Cell PartComposer::contact_details(Contact const& contact)
{
    Cell details = text_cell(contact.phone);
    if (Spans email = plain(contact.email); !email.empty()) {
        if (is_plain_address(email.front().text))
            email.front().link = "mailto:" + email.front().text;
        details.paragraphs.push_back(std::move(email));
    }
    return details;
}

std::vector<Cell> PartComposer::contact_row(Contact const& contact, bool with_period)
{
    Cell name = text_cell(organisation_name(contact.organisation));
    name.row_header = true;
    Cell person = text_cell(contact.name);
    if (Spans function = plain(local(contact.function)); !function.empty())
        person.paragraphs.push_back(std::move(function));
    if (contact.substitute_for) {
        auto const main = std::find_if(m_agreement.contacts.begin(), m_agreement.contacts.end(),
            [&](Contact const& other) { return other.id == *contact.substitute_for; });
        if (main != m_agreement.contacts.end())
            person.paragraphs.push_back(plain(m_words.fill(m_language, "substitute-for", { { "name", main->name } })));
    }
    std::vector<Cell> row { std::move(name), std::move(person), contact_details(contact) };
    if (with_period) {
        Cell dates;
        for (std::string const& line : period(contact.from, contact.until))
            dates.paragraphs.push_back(plain(line));
        row.push_back(std::move(dates));
    }
    return row;
}

void PartComposer::add_contacts()
{
    if (m_agreement.contacts.empty())
        return add_paragraph(ParagraphRole::Body, open("open-contacts"));
    bool const with_period = std::any_of(m_agreement.contacts.begin(), m_agreement.contacts.end(),
        [](Contact const& contact) { return contact.from.has_value() || contact.until.has_value(); });
    Table table { .columns = { ColumnWidth::Flexible, ColumnWidth::Flexible, ColumnWidth::Flexible },
        .head = head({ "organisation", "contact-person", "contact-details" }) };
    if (with_period) {
        table.columns.push_back(ColumnWidth::Narrow);
        table.head.push_back(cell(word("mandate-period")));
    }
    for (Contact const& contact : m_agreement.contacts)
        table.rows.push_back(contact_row(contact, with_period));
    add({ std::move(table) });
}

std::string PartComposer::responsible_for(ProcedureStep const& step, ResponsibilityKind kind)
{
    std::string names;
    for (Responsibility const& responsibility : step.responsibilities) {
        if (responsibility.kind == kind)
            names += (names.empty() ? "" : ", ") + short_name(responsibility.organisation);
    }
    return names;
}

void PartComposer::add_responsibilities()
{
    if (m_agreement.procedure.empty())
        return add_paragraph(ParagraphRole::Body, open("open-procedure"));
    static constexpr std::array kinds { ResponsibilityKind::Responsible, ResponsibilityKind::Participates, ResponsibilityKind::Consulted,
        ResponsibilityKind::Informed };
    Table table { .columns = std::vector(kinds.size() + 1, ColumnWidth::Flexible), .head = head({ "step" }) };
    for (ResponsibilityKind const kind : kinds)
        table.head.push_back(cell(label(m_words.name(m_language, kind))));
    for (ProcedureStep const& step : m_agreement.procedure) {
        std::vector<Cell> row { step_title(step) };
        for (ResponsibilityKind const kind : kinds)
            row.push_back(text_cell(responsible_for(step, kind)));
        // A step that nobody answers for is not decided yet.
        if (row[1].paragraphs.empty())
            row[1] = cell(open_value(m_words.name(m_language, ResponsibilityKind::Responsible)));
        table.rows.push_back(std::move(row));
    }
    add({ std::move(table) });
    add_abbreviations();
}

void PartComposer::add_report(Report const& report)
{
    m_clause = {};
    add({ Heading { .level = 2, .number = {}, .spans = plain(report.title), .anchor = "report", .starts_page = true, .outdented = true } });
    add_paragraph(ParagraphRole::Body, plain(report.introduction));
    for (std::size_t i = 0; i < report.sections.size(); ++i) {
        auto const& section = report.sections[i];
        add({ Heading {
            .level = 3, .number = {}, .spans = plain(section.title), .anchor = "report-" + std::to_string(i), .in_contents = false } });
        Table table { .columns = std::vector(report.columns.size(), ColumnWidth::Flexible), .head = {} };
        for (auto const& column : report.columns)
            table.head.push_back(text_cell(column));
        for (auto const& cells : section.rows) {
            std::vector<Cell> row;
            for (auto const& words : cells)
                row.push_back(text_cell(words));
            table.rows.push_back(std::move(row));
        }
        add({ std::move(table) });
    }
}

/// A step without a title in this language is marked as open, as a heading is.
Cell PartComposer::step_title(ProcedureStep const& step)
{
    auto const title = local(step.title);
    Cell result = title.empty() ? cell(open("open-heading")) : text_cell(title);
    result.row_header = true;
    return result;
}

std::vector<Cell> PartComposer::procedure_row(ProcedureStep const& step)
{
    std::string deadline;
    if (step.deadline_days)
        deadline = *step.deadline_days == 1
            ? std::string(m_words.text(m_language, "deadline-one-day"))
            : m_words.fill(m_language, "deadline-days", { { "days", richtext::format_integer(*step.deadline_days, m_language) } });
    Cell clause;
    if (step.clause) {
        if (auto const reference = m_resolver.reference_to(step.clause->str()))
            clause = cell({ Span { .text = clean(*reference), .target = step.clause->str() } });
    }
    return { step_title(step), text_cell(local(step.trigger)), text_cell(deadline),
        text_cell(responsible_for(step, ResponsibilityKind::Responsible)), std::move(clause) };
}

void PartComposer::add_procedure()
{
    if (m_agreement.procedure.empty())
        return add_paragraph(ParagraphRole::Body, open("open-procedure"));
    Table table { .columns = { ColumnWidth::Flexible, ColumnWidth::Flexible, ColumnWidth::Narrow, ColumnWidth::Flexible,
                      ColumnWidth::Narrow },
        .head = head({ "step", "trigger", "deadline" }) };
    table.head.push_back(cell(label(m_words.name(m_language, ResponsibilityKind::Responsible))));
    table.head.push_back(cell(word("clause")));
    for (ProcedureStep const& step : m_agreement.procedure)
        table.rows.push_back(procedure_row(step));
    add({ std::move(table) });
    add_abbreviations();
    add_chart();
}

void PartComposer::add_chart()
{
    procedure::ChartContent chart = procedure::chart_content(m_agreement, m_language, m_words);
    auto tidy = [&](std::string& text) {
        text = clean(text);
        std::ranges::replace(text, '\n', ' ');
    };
    for (std::string& lane : chart.lanes)
        tidy(lane);
    for (procedure::ChartContent::Step& step : chart.steps) {
        tidy(step.title);
        tidy(step.trigger);
        tidy(step.description);
    }
    add_paragraph(ParagraphRole::TableCaption, plain(chart.title));
    add({ Figure { std::move(chart) } });
}

void PartComposer::add_signatures()
{
    SignatureBlocks signatures;
    for (OrganisationId const& id : signatories(m_agreement)) {
        SignatureBlock block { .organisation = id, .name = plain(organisation_name(id)) };
        for (std::string_view const key : { "signature-place-date", "signature-name", "signature-function", "signature-signature" })
            block.lines.push_back(plain(m_words.text(m_language, key)));
        signatures.blocks.push_back(std::move(block));
    }
    if (signatures.blocks.empty())
        return add_paragraph(ParagraphRole::Body, open("open-signatories"));
    add({ std::move(signatures) });
}

} // namespace konkordat::layout
