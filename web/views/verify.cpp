#include "web/views/frame.h"
#include "web/views/sign.h"

#include <utility>

namespace konkordat::views {

namespace {

ui::Tone tone_of(sign::Gravity gravity)
{
    switch (gravity) {
    case sign::Gravity::Good: return ui::Tone::Success;
    case sign::Gravity::Note: return ui::Tone::Note;
    case sign::Gravity::Warning: return ui::Tone::Warning;
    case sign::Gravity::Bad: return ui::Tone::Error;
    }
    return ui::Tone::Normal;
}

ui::Icon icon_of(sign::Gravity gravity)
{
    switch (gravity) {
    case sign::Gravity::Good: return ui::Icon::Check;
    case sign::Gravity::Note: return ui::Icon::Info;
    case sign::Gravity::Warning: return ui::Icon::Warning;
    case sign::Gravity::Bad: return ui::Icon::Error;
    }
    return ui::Icon::Info;
}

/// "INTACT: only ..." as title and text.
void draw_headline(Frame& f, sign::ReportText const& report)
{
    auto const colon = report.headline.find(": ");
    auto title = report.headline.substr(0, colon);
    while (title.ends_with(' ') || title.ends_with("\u00a0"))
        title.resize(title.size() - (title.ends_with(' ') ? 1 : 2));
    auto text = colon == std::string::npos ? std::string() : report.headline.substr(colon + 2);
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    (void)ui::message(f.ui, "verdict", title, text, { .tone = tone_of(report.gravity) });
    auto const number = f.state().desk.document->verdict_number;
    if (std::exchange(f.memory.desk.verdict_said, number) != number && report.gravity != sign::Gravity::Bad)
        ui::announce(f.ui, report.headline); // what is bad is an alert by itself
}

void draw_notes(Frame& f, std::vector<sign::ReportLine> const& notes)
{
    auto const list = ui::list(f.ui, "notes", f.words()("verify.notes"), 4);
    for (std::size_t i = 0; i < notes.size(); ++i) {
        auto const item = ui::list_item(f.ui, "note-" + std::to_string(i));
        auto const row = ui::row(f.ui, "line", { .gap = 8, .wrap = false });
        bool const plain = notes[i].gravity == sign::Gravity::Note;
        ui::icon(f.ui, icon_of(notes[i].gravity), plain ? ui::Tone::Quiet : tone_of(notes[i].gravity), {}, 16);
        ui::paragraph(f.ui, notes[i].text,
            { .style = ui::TextStyle::Body, .tone = notes[i].gravity == sign::Gravity::Bad ? ui::Tone::Error : ui::Tone::Normal });
    }
}

void draw_line(Frame& f, sign::ReportLine const& line, std::size_t number)
{
    bool const serious = line.gravity == sign::Gravity::Bad || line.gravity == sign::Gravity::Warning;
    if (serious) {
        auto const row = ui::row(f.ui, "serious-" + std::to_string(number), { .gap = 8, .wrap = false });
        ui::icon(f.ui, icon_of(line.gravity), tone_of(line.gravity), {}, 16);
        ui::paragraph(f.ui, line.label + ": " + line.text, { .style = ui::TextStyle::Body, .tone = tone_of(line.gravity) });
    } else {
        ui::fact(f.ui, line.label, line.text);
    }
    for (auto const& item : line.items)
        ui::paragraph(f.ui, item,
            { .style = ui::TextStyle::Small, .tone = serious ? tone_of(line.gravity) : ui::Tone::Quiet, .marker = "\u2013", .indent = 16 });
}

void draw_signature(Frame& f, sign::SignatureText const& signature, std::size_t index)
{
    auto const& words = f.words();
    auto const card = ui::card(f.ui, "signature-" + std::to_string(index), { .edge = tone_of(signature.gravity), .padding = 16 });
    auto const stack = ui::stack(f.ui, 8);
    {
        auto const row = ui::row(f.ui, "head");
        ui::icon(f.ui, icon_of(signature.gravity), tone_of(signature.gravity));
        ui::heading(f.ui, 4, std::to_string(index + 1) + ". " + signature.who);
        ui::badge(f.ui, signature.verdict, tone_of(signature.gravity));
    }
    for (std::size_t i = 0; i < signature.lines.size(); ++i)
        draw_line(f, signature.lines[i], i);
    auto const& facts = f.state().desk.document->facts->signatures;
    if (index < facts.size() && facts[index].revision_end > 0
        && ui::button(f.ui, "revision", words("verify.revision"),
            { .kind = ui::ButtonKind::Quiet,
                .icon = ui::Icon::Download,
                .description = words("verify.revision.help"),
                .accessible_name = words("verify.revision") + ": " + signature.who }))
        f.push(app::SaveRevision { .signature = index });
}

void draw_report(Frame& f)
{
    auto const& words = f.words();
    auto const& document = *f.state().desk.document;
    auto const index = static_cast<std::size_t>(f.language());
    if (index >= document.facts->texts.size())
        return;
    auto const& report = document.facts->texts[index];
    draw_headline(f, report);
    if (document.agreement)
        ui::fact(f.ui, words("verify.agreement"),
            text_in(document.agreement->title, f.language(), document.agreement->languages));
    draw_notes(f, report.notes);
    if (!report.signatures.empty())
        ui::heading(f.ui, 3, words("verify.signatures"));
    for (std::size_t i = 0; i < report.signatures.size(); ++i)
        draw_signature(f, report.signatures[i], i);
    if (ui::button(f.ui, "report", words("verify.report"),
            { .kind = ui::ButtonKind::Quiet, .icon = ui::Icon::Download, .description = words("verify.report.help") }))
        f.push(app::SaveReport {});
}

void draw_document(Frame& f)
{
    auto const& words = f.words();
    auto const& desk = f.state().desk;
    auto const& document = *desk.document;
    {
        auto const row = ui::row(f.ui, "file");
        ui::heading(f.ui, 2, document.file.name);
        ui::spacer(f.ui);
        if (ui::button(f.ui, "close", words("verify.close"),
                { .kind = ui::ButtonKind::Quiet, .icon = ui::Icon::Close, .accessible_name = words("verify.close") + ": " + document.file.name }))
            f.push(app::CloseDocument {});
    }
    if (!desk.signed_as.empty() && !desk.is_deferred)
        (void)ui::message(f.ui, "signed", words("sign.done.title"), words("sign.done", { { "file", desk.signed_as } }),
            { .tone = ui::Tone::Success });
    if (document.is_busy) {
        ui::status(f.ui, "busy", words("verify.busy"), {}, ui::Icon::Clock);
        ui::progress(f.ui, "progress", words("verify.busy"), std::nullopt);
    } else if (document.failure) {
        (void)ui::message(
            f.ui, "failure", words("verify.failed"), words.describe(*document.failure), { .tone = ui::Tone::Error });
    }
    if (document.facts)
        draw_report(f);
}

std::string validity(Frame const& f, crypto::Certificate const& certificate)
{
    return f.words()("sign.valid",
        { { "from", certificate.not_before.utc_date().to_short_text(f.language()) },
            { "until", certificate.not_after.utc_date().to_short_text(f.language()) } });
}

void draw_trust(Frame& f)
{
    auto const& words = f.words();
    auto const& desk = f.state().desk;
    ui::heading(f.ui, 2, words("trust.title"));
    ui::paragraph(f.ui, words("trust.text"), { .style = ui::TextStyle::Body, .tone = ui::Tone::Quiet });
    if (desk.anchor_error)
        (void)ui::message(f.ui, "trust-error", words("trust.failed"), words.describe(*desk.anchor_error), { .tone = ui::Tone::Error });
    if (desk.anchors.empty()) {
        ui::paragraph(f.ui, words("trust.none"), { .style = ui::TextStyle::Body });
    } else {
        auto const list = ui::list(f.ui, "anchors", words("trust.title"), 8);
        for (auto const& anchor : desk.anchors) {
            auto const item = ui::list_item(f.ui, anchor.fingerprint);
            auto const card = ui::card(f.ui, "card", { .padding = 8 });
            auto const row = ui::row(f.ui, "line", { .wrap = false });
            {
                auto const name = ui::stack(f.ui, 4);
                ui::text(f.ui, anchor.common_name.empty() ? anchor.subject : anchor.common_name, { .bold = true });
                if (anchor.is_for_trial)
                    ui::badge(f.ui, words("sign.trial.badge"), ui::Tone::Warning);
                ui::text(f.ui, anchor.organisation + (anchor.organisation.empty() ? "" : " \u00b7 ") + validity(f, anchor),
                    { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
                ui::text(f.ui, "SHA-256 " + anchor.fingerprint, { .style = ui::TextStyle::Caption, .tone = ui::Tone::Quiet });
            }
            ui::spacer(f.ui);
            if (ui::icon_button(f.ui, "remove", ui::Icon::Trash,
                    words("trust.remove", { { "name", anchor.common_name.empty() ? anchor.subject : anchor.common_name } }),
                    { .kind = ui::ButtonKind::Quiet, .disabled_reason = f.locked() }))
                f.push(app::RemoveTrust { .fingerprint = anchor.fingerprint });
        }
    }
    if (ui::button(f.ui, "add-trust", words("trust.add"), { .icon = ui::Icon::Upload, .disabled_reason = f.locked() }))
        f.push(app::ChooseTrust {});
}

} // namespace

void draw_verify(Frame& f)
{
    auto const& words = f.words();
    auto const main = begin_main(f, words("verify.title"));
    bool const compact = ui::size_class(f.ui) == ui::SizeClass::Compact;
    auto const inset = ui::inset(f.ui, compact ? 16.0F : 24.0F, compact ? 24.0F : 40.0F);
    auto const measure = ui::measure(f.ui, 800, true);
    auto const stack = ui::stack(f.ui, 16);
    screen_title(f, words("verify.title"));
    ui::paragraph(f.ui, words("verify.intro"), { .tone = ui::Tone::Quiet });
    if (ui::drop_zone(f.ui, "desk-document", words("verify.choose"), words("verify.choose.hint")))
        f.push(app::ChooseDocument {});
    if (f.state().desk.document)
        draw_document(f);
    draw_sign(f);
    ui::space(f.ui, 24);
    ui::separator(f.ui);
    draw_trust(f);
    ui::space(f.ui, 24);
    draw_trial(f);
}

} // namespace konkordat::views
