#include "web/views/sign.h"

#include "web/ui/password.h"

#include <algorithm>

namespace konkordat::views {

namespace {

std::vector<sign::SignatureField const*> open_fields(documents::VerifyFacts const& facts)
{
    std::vector<sign::SignatureField const*> fields;
    for (auto const& field : facts.fields) {
        if (!field.is_signed)
            fields.push_back(&field);
    }
    return fields;
}

void entry(Frame& f, std::string_view id, std::string_view key, std::string& value, std::string_view autocomplete = {})
{
    auto const help = std::string(key) + ".help";
    auto const description = f.words().has(help) ? f.words()(help) : std::string();
    auto const edit = ui::text_field(f.ui, id, f.words()(key), value,
        { .description = description, .autocomplete = autocomplete, .max_length = 200, .width = 480 });
    if (edit.changed || edit.committed)
        value = edit.value;
}

/// True when Enter was pressed in it.
bool password(Frame& f, std::string_view id, std::string_view label, Memory::TypedPassword& typed, std::string_view description, std::string_view error)
{
    typed.is_shown = true;
    auto edit = ui::password_field(f.ui, id, label, typed.text, { .description = description, .error = error, .max_length = 200, .width = 360 });
    if (edit.changed)
        typed.text = std::move(edit.value);
    return edit.submitted && !typed.text.empty();
}

void draw_field_choice(Frame& f, std::vector<sign::SignatureField const*> const& fields)
{
    auto const& words = f.words();
    auto& chosen = f.memory.desk.field;
    std::vector<ui::Choice> choices;
    std::optional<std::size_t> selected;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        auto const* field = fields[i];
        choices.push_back({ .value = field->name,
            .label = field->label.empty() ? field->name : field->label,
            .description = field->page > 0 ? words("sign.page", { { "page", std::to_string(field->page) } }) : std::string() });
        if (field->name == chosen)
            selected = i;
    }
    if (!selected && fields.size() == 1) {
        chosen = fields.front()->name;
        selected = 0;
    }
    if (auto const picked = ui::radio_group(f.ui, "field", words("sign.field"), choices, selected, { .required = true }))
        chosen = choices[*picked].value;
}

void draw_certificate(Frame& f, documents::IdentityFacts const& facts)
{
    auto const& words = f.words();
    auto const& certificate = facts.certificate;
    auto const card = ui::card(
        f.ui, "certificate", { .edge = certificate.is_for_trial || !facts.problem.empty() ? ui::Tone::Warning : ui::Tone::Accent, .padding = 16 });
    auto const stack = ui::stack(f.ui, 8);
    {
        auto const row = ui::row(f.ui, "who");
        ui::heading(f.ui, 3, certificate.common_name.empty() ? certificate.subject : certificate.common_name, { .looks_like = 4 });
        if (certificate.is_for_trial)
            ui::badge(f.ui, words("sign.trial.badge"), ui::Tone::Warning);
    }
    if (!certificate.organisation.empty())
        ui::fact(f.ui, words("sign.organisation"), certificate.organisation);
    ui::fact(f.ui, words("sign.issuer"), certificate.is_self_signed ? words("sign.selfissued") : certificate.issuer);
    ui::fact(f.ui, words("sign.validity"),
        words("sign.valid",
            { { "from", certificate.not_before.utc_date().to_short_text(f.language()) },
                { "until", certificate.not_after.utc_date().to_short_text(f.language()) } }));
    ui::fact(f.ui, words("sign.key"), certificate.key);
    ui::fact(f.ui, words("sign.serial"), certificate.serial);
    ui::fact(f.ui, "SHA-256", certificate.fingerprint);
    std::string chain;
    for (auto const& issuer : facts.chain)
        chain += (chain.empty() ? "" : " \u2190 ") + (issuer.common_name.empty() ? issuer.subject : issuer.common_name);
    ui::fact(f.ui, words("sign.chain"), chain.empty() ? words("sign.chain.none") : chain);
    if (!facts.problem.empty())
        (void)ui::message(f.ui, "problem", words("sign.cannot"), words("error." + facts.problem, { { "argument", {} } }), { .tone = ui::Tone::Error });
    else if (certificate.is_for_trial)
        ui::paragraph(f.ui, words("sign.trial.warning"), { .style = ui::TextStyle::Small });
}

void open_signer(Frame& f)
{
    auto& memory = f.memory.desk;
    f.push(app::OpenSigner { .password = std::move(memory.password.text) });
}

void draw_password(Frame& f, app::DeskSigner const& signer)
{
    auto const& words = f.words();
    auto const error = signer.error ? words.describe(*signer.error) : std::string();
    bool const entered = password(f, "password", words("sign.password"), f.memory.desk.password, words("sign.password.help"), error);
    bool const asked = ui::button(f.ui, "unlock", words("sign.open"),
        { .icon = ui::Icon::Lock,
            .disabled_reason = f.memory.desk.password.text.empty() && !signer.is_busy ? words("sign.open.first") : std::string(),
            .busy = signer.is_busy });
    if ((entered || asked) && !signer.is_busy && !f.memory.desk.password.text.empty())
        open_signer(f);
}

void draw_signer(Frame& f)
{
    auto const& words = f.words();
    auto const& desk = f.state().desk;
    {
        auto const choices = std::to_array<ui::Choice>(
            { { .value = "file", .label = words("sign.with.file") }, { .value = "elsewhere", .label = words("sign.with.elsewhere"), .description = words("sign.with.elsewhere.help") } });
        bool const json = !desk.document->facts->is_pdf;
        if (!json) {
            if (auto const picked = ui::radio_group(f.ui, "with", words("sign.with"), choices, f.memory.desk.elsewhere ? 1 : 0)) {
                f.memory.desk.elsewhere = *picked == 1;
                if (desk.signer)
                    f.push(app::ForgetSigner {});
            }
        } else {
            f.memory.desk.elsewhere = false;
        }
    }
    {
        auto const row = ui::row(f.ui, "choose");
        if (f.memory.desk.elsewhere) {
            if (ui::button(f.ui, "choose-certificate", words("sign.certificate.choose"), { .icon = ui::Icon::Upload }))
                f.push(app::ChooseCertificate {});
        } else if (ui::button(f.ui, "choose-signer", words("sign.p12.choose"), { .icon = ui::Icon::Upload })) {
            f.push(app::ChooseSigner {});
        }
        if (desk.signer) {
            ui::text(f.ui, desk.signer->name);
            if (ui::icon_button(f.ui, "forget", ui::Icon::Close, words("sign.forget"), { .kind = ui::ButtonKind::Quiet }))
                f.push(app::ForgetSigner {});
        }
    }
    if (!desk.signer)
        return;
    auto const& signer = *desk.signer;
    if (signer.facts)
        draw_certificate(f, *signer.facts);
    else if (signer.has_key)
        draw_password(f, signer);
    else if (signer.error)
        (void)ui::message(f.ui, "certificate-error", words("sign.cannot"), words.describe(*signer.error), { .tone = ui::Tone::Error });
}

std::string why_not(Frame const& f)
{
    auto const& words = f.words();
    auto const& desk = f.state().desk;
    if (desk.document->facts->is_pdf && f.memory.desk.field.empty())
        return words("sign.needs.field");
    if (!desk.signer || !desk.signer->facts)
        return words("sign.needs.certificate");
    if (!desk.signer->facts->problem.empty())
        return words("error." + desk.signer->facts->problem, { { "argument", {} } });
    return {};
}

void draw_sign_button(Frame& f)
{
    auto const& words = f.words();
    auto const& desk = f.state().desk;
    auto& memory = f.memory.desk;
    bool const elsewhere = desk.signer && !desk.signer->has_key;
    auto const reason = why_not(f);
    if (reason.empty() && !elsewhere)
        ui::paragraph(f.ui, words("sign.consent", { { "name", desk.signer->facts->certificate.common_name }, { "file", desk.document->file.name } }),
            { .style = ui::TextStyle::Body });
    if (ui::button(f.ui, "sign", words(elsewhere ? "sign.defer" : "sign.now"),
            { .kind = ui::ButtonKind::Primary,
                .icon = ui::Icon::Pencil,
                .disabled_reason = reason,
                .busy = desk.is_signing })
        && !desk.is_signing) {
        auto const own = desk.signer->facts->certificate.organisation;
        f.push(app::SignDocument { .field = memory.field,
            .function = memory.function,
            .organisation = memory.organisation.value_or(own),
            .place = memory.place,
            .reason = memory.reason,
            .authority = elsewhere ? std::string() : memory.authority.value_or(desk.authority) });
    }
    if (!reason.empty())
        ui::paragraph(f.ui, reason, { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
    if (desk.signing_error)
        (void)ui::message(f.ui, "sign-error", words("sign.failed"), words.describe(*desk.signing_error) + " " + words("sign.unchanged"),
            { .tone = ui::Tone::Error });
    if (desk.is_deferred)
        (void)ui::message(f.ui, "deferred", words("sign.deferred.title"), words("sign.deferred", { { "file", desk.signed_as } }),
            { .tone = ui::Tone::Success });
}

/// What stands in the signature besides the name.
void draw_particulars(Frame& f)
{
    auto& memory = f.memory.desk;
    auto const& signer = f.state().desk.signer;
    if (!signer || !signer->facts || !f.state().desk.document->facts->is_pdf)
        return;
    auto organisation = memory.organisation.value_or(signer->facts->certificate.organisation);
    auto const before = organisation;
    entry(f, "function", "sign.function", memory.function);
    entry(f, "organisation", "sign.organisation", organisation);
    if (organisation != before)
        memory.organisation = organisation;
    entry(f, "place", "sign.place", memory.place);
    entry(f, "reason", "sign.reason", memory.reason);
    if (!signer->has_key)
        return;
    auto const authority = memory.authority.value_or(f.state().desk.authority);
    auto const edit = ui::text_field(f.ui, "authority", f.words()("sign.authority"), authority,
        { .description = f.words()("sign.authority.help"),
            .placeholder = "https://",
            .kind = ui::InputKind::Url,
            .spell_check = false,
            .max_length = 500,
            .width = 480 });
    if (edit.changed || edit.committed)
        memory.authority = edit.value;
}

void draw_form(Frame& f, documents::VerifyFacts const& facts)
{
    auto const& words = f.words();
    auto const fields = open_fields(facts);
    ui::space(f.ui, 24);
    ui::heading(f.ui, 2, words("sign.title"));
    if (facts.is_pdf && fields.empty()) {
        ui::paragraph(f.ui, words(facts.fields.empty() ? "sign.nofields" : "sign.allsigned"), { .style = ui::TextStyle::Body });
        return;
    }
    if (facts.verdict == sign::Verdict::Invalid) {
        (void)ui::message(f.ui, "invalid", words("sign.invalid.title"), words("sign.invalid"), { .tone = ui::Tone::Error });
        return;
    }
    if (facts.is_pdf && std::ranges::none_of(fields, &sign::SignatureField::is_prepared))
        (void)ui::message(f.ui, "unprepared", words("sign.unprepared.title"), words("sign.unprepared"), { .tone = ui::Tone::Warning });
    if (facts.is_pdf)
        draw_field_choice(f, fields);
    draw_signer(f);
    draw_particulars(f);
    draw_sign_button(f);
}

} // namespace

void draw_sign(Frame& f)
{
    auto const& words = f.words();
    auto const& document = f.state().desk.document;
    if (document && document->facts)
        draw_form(f, *document->facts);
    ui::space(f.ui, 24);
    ui::heading(f.ui, 2, words("sign.answer.title"));
    ui::paragraph(f.ui, words("sign.answer.text"), { .style = ui::TextStyle::Body, .tone = ui::Tone::Quiet });
    if (ui::button(f.ui, "answer", words("sign.answer.choose"), { .icon = ui::Icon::Upload }))
        f.push(app::ChooseAnswer {});
    if (auto const& error = f.state().desk.answer_error)
        (void)ui::message(f.ui, "answer-error", words("sign.failed"), words.describe(*error), { .tone = ui::Tone::Error });
}

void draw_trial(Frame& f)
{
    auto const& words = f.words();
    auto const& desk = f.state().desk;
    auto& memory = f.memory.desk;
    ui::heading(f.ui, 2, words("sign.trial.title"));
    ui::paragraph(f.ui, words("sign.trial.text"), { .style = ui::TextStyle::Body, .tone = ui::Tone::Quiet });
    if (auto const open = ui::disclosure(f.ui, "trial", words("sign.trial.open"), memory.trial))
        memory.trial = *open;
    if (!memory.trial)
        return;
    entry(f, "trial-person", "sign.trial.person", memory.trial_person);
    entry(f, "trial-organisation", "sign.trial.organisation", memory.trial_organisation);
    bool const is_short = memory.trial_password.text.size() < 8;
    auto const error = memory.trial_tried && is_short ? words("sign.trial.password.short") : std::string();
    bool const entered = password(f, "trial-password", words("sign.trial.password"), memory.trial_password, words("sign.trial.password.help"), error);
    if (desk.creating_error)
        (void)ui::message(f.ui, "trial-error", words("sign.trial.failed"), words.describe(*desk.creating_error), { .tone = ui::Tone::Error });
    bool const lacks_name = memory.trial_person.empty() || memory.trial_organisation.empty();
    bool const asked = ui::button(f.ui, "trial-create", words("sign.trial.create"),
        { .icon = ui::Icon::Plus, .disabled_reason = lacks_name ? words("sign.trial.needs") : std::string(), .busy = desk.is_creating });
    if ((!asked && !entered) || lacks_name || desk.is_creating)
        return;
    memory.trial_tried = true;
    if (is_short)
        return;
    f.push(app::CreateTrialIdentity {
        .person = memory.trial_person, .organisation = memory.trial_organisation, .password = std::move(memory.trial_password.text) });
    memory.trial = memory.trial_tried = false;
}

} // namespace konkordat::views
