#include "core/cli/commands.h"

#include "core/cli/arguments.h"
#include "core/cli/check.h"
#include "core/cli/compare.h"
#include "core/cli/diff.h"
#include "core/cli/files.h"
#include "core/cli/identity.h"
#include "core/cli/progress.h"
#include "core/cli/sign.h"
#include "core/cli/verify.h"
#include "core/codec/agreement_json.h"
#include "core/examples/examples.h"
#include "core/layout/pictures.h"
#include "core/lifecycle/icalendar.h"
#include "core/pdf/export.h"
#include "core/pdf/extract.h"
#include "core/publish/html.h"
#include "core/publish/markdown.h"
#include "core/templates/instantiate.h"

#include <algorithm>
#include <array>

namespace konkordat::cli {

namespace {

Error usage_error(std::string message, std::string key = {})
{
    return Error { .code = ErrorCode::InvalidArgument, .message = std::move(message), .key = std::move(key) };
}

template <typename T, typename NameOf>
std::string joined(std::vector<T> const& items, NameOf name)
{
    std::string text;
    for (auto const& item : items)
        text += (text.empty() ? "" : ",") + std::string(name(item));
    return text;
}

Result<void> list_templates(World& world, std::span<std::string const> words)
{
    KONKORDAT_TRY(auto const arguments, Arguments::parse(words, {}));
    KONKORDAT_CHECK(arguments.positional({}));
    std::string list;
    for (auto const& id : templates::pack_ids(world)) {
        KONKORDAT_TRY(auto const pack, templates::load_pack(world, id));
        list += pack.id + " " + pack.version + " " + joined(pack.forms, [](Form form) { return name_of(form); }) + " "
            + joined(pack.languages, language_code) + "\n";
    }
    return print(list);
}

Result<std::vector<Language>> parse_languages(std::vector<std::string> const& codes)
{
    std::vector<Language> languages;
    for (auto const& code : codes) {
        KONKORDAT_TRY(auto const language, parse_language(code));
        if (std::ranges::find(languages, language) != languages.end())
            return usage_error("--lang " + code + " is given twice");
        languages.push_back(language);
    }
    return languages;
}

/// One canton makes an agreement of that canton, several an intercantonal one.
Scope default_scope(std::vector<std::string> const& cantons) { return cantons.size() > 1 ? Scope::Intercantonal : Scope::Canton; }

Result<templates::InstantiateOptions> parse_new_options(Arguments const& arguments)
{
    templates::InstantiateOptions options;
    KONKORDAT_TRY(auto const form, arguments.required("--form"));
    KONKORDAT_TRY(options.form, parse_name<Form>(form));
    options.cantons = arguments.values("--canton");
    if (options.cantons.empty())
        return usage_error("--canton is missing");
    options.scope = default_scope(options.cantons);
    KONKORDAT_TRY(auto const scope, arguments.optional("--scope"));
    if (scope) {
        KONKORDAT_TRY(options.scope, parse_name<Scope>(*scope));
    }
    if (!arguments.has("--lang"))
        return usage_error("--lang is missing");
    KONKORDAT_TRY(options.languages, parse_languages(arguments.values("--lang")));
    return options;
}

/// A ready, visibly fictitious agreement, to try things on.
Result<void> write_example(World& world, std::string const& id, std::string const& output)
{
    KONKORDAT_TRY(auto const document_words, richtext::Words::load(world));
    auto agreement = build_example(world, document_words, id);
    if (!agreement && agreement.error().code == ErrorCode::NotFound) {
        KONKORDAT_TRY(auto const examples, load_examples(world));
        return usage_error(
            "there is no example " + id + "; there are " + joined(examples, [](Example const& example) { return example.id; }));
    }
    if (!agreement)
        return std::move(agreement).error();
    return write_file(output, write_agreement(*agreement));
}

Result<void> create_agreement(World& world, std::span<std::string const> words)
{
    KONKORDAT_TRY(auto const arguments,
        Arguments::parse(
            words, { { "--template" }, { "--form" }, { "--canton" }, { "--scope" }, { "--lang" }, { "--example" }, { "-o" } }));
    KONKORDAT_CHECK(arguments.positional({}));
    KONKORDAT_TRY(auto const example, arguments.optional("--example"));
    if (example) {
        if (arguments.has("--template") || arguments.has("--form") || arguments.has("--canton") || arguments.has("--scope")
            || arguments.has("--lang"))
            return usage_error("--example brings form, cantons and languages of its own");
        KONKORDAT_TRY(auto const output, arguments.required("-o"));
        return write_example(world, *example, output);
    }
    KONKORDAT_TRY(auto const id, arguments.required("--template"));
    KONKORDAT_TRY(auto const options, parse_new_options(arguments));
    KONKORDAT_TRY(auto const output, arguments.required("-o"));
    KONKORDAT_TRY(auto const pack, templates::load_pack(world, id));
    KONKORDAT_TRY(auto const document_words, richtext::Words::load(world));
    KONKORDAT_TRY(auto const agreement, templates::instantiate(world, pack, document_words, options));
    return write_file(output, write_agreement(agreement));
}

Result<std::string> export_calendar(World& world, Agreement const& agreement, Language language)
{
    KONKORDAT_TRY(auto const document_words, richtext::Words::load(world));
    return lifecycle::write_icalendar(
        agreement, lifecycle::due_dates(agreement, world.today()), document_words, { .language = language, .now = world.now() });
}

/// A file that `export` can write: its option, and what goes into it. Pictures and calendar are in the first language.
struct ExportKind {
    std::string_view option;
    Result<std::string> (*make)(World&, Agreement const&, std::vector<Language> const&);
};

constexpr auto export_kinds = std::to_array<ExportKind>({
    { "--pdf",
        [](World& world, Agreement const& agreement, std::vector<Language> const& languages) {
            return pdf::export_agreement(world, agreement, languages);
        } },
    { "--pdf-with-report",
        [](World& world, Agreement const& agreement, std::vector<Language> const& languages) {
            return pdf::export_agreement(world, agreement, languages, pdf::ConformityReport::With);
        } },
    { "--html", publish::export_html },
    { "--markdown", publish::export_markdown },
    { "--json",
        [](World&, Agreement const& agreement, std::vector<Language> const&) -> Result<std::string> {
            return write_agreement(agreement);
        } },
    { "--svg-procedure",
        [](World& world, Agreement const& agreement, std::vector<Language> const& languages) {
            return layout::procedure_svg(world, agreement, languages.front());
        } },
    { "--svg-roundtable",
        [](World& world, Agreement const& agreement, std::vector<Language> const& languages) {
            return layout::roundtable_svg(world, agreement, languages.front());
        } },
    { "--ics",
        [](World& world, Agreement const& agreement, std::vector<Language> const& languages) {
            return export_calendar(world, agreement, languages.front());
        } },
});

Result<std::vector<std::optional<std::string>>> parse_export_outputs(Arguments const& arguments, std::string const& input)
{
    std::vector<std::optional<std::string>> outputs;
    for (auto const& kind : export_kinds) {
        KONKORDAT_TRY(auto output, arguments.optional(kind.option));
        if (output)
            KONKORDAT_CHECK(check_not_same_file(input, *output));
        outputs.push_back(std::move(output));
    }
    if (std::ranges::none_of(outputs, [](auto const& output) { return output.has_value(); }))
        return usage_error("--pdf, --pdf-with-report, --html, --markdown, --json, --svg-procedure, --svg-roundtable or --ics is missing");
    return outputs;
}

Result<void> export_agreement(World& world, std::span<std::string const> words)
{
    std::vector<Option> options { { "--lang" } };
    for (auto const& kind : export_kinds)
        options.push_back({ kind.option });
    KONKORDAT_TRY(auto const arguments, Arguments::parse(words, options));
    KONKORDAT_TRY(auto const inputs, arguments.positional({ "FILE.json" }));
    KONKORDAT_TRY(auto languages, parse_languages(arguments.values("--lang")));
    KONKORDAT_TRY(auto const outputs, parse_export_outputs(arguments, inputs.front()));
    KONKORDAT_TRY(auto const agreement, read_agreement_file(inputs.front()));
    for (auto language : languages) {
        if (std::ranges::find(agreement.languages, language) == agreement.languages.end())
            return Error { .code = ErrorCode::InvalidArgument,
                .message = "the agreement has no text in " + std::string(language_code(language)) + "; it has "
                    + joined(agreement.languages, language_code),
                .file = inputs.front(),
                .pointer = "/languages" };
    }
    if (languages.empty())
        languages = agreement.languages;
    for (std::size_t i = 0; i < export_kinds.size(); ++i) {
        if (!outputs[i])
            continue;
        auto bytes = export_kinds[i].make(world, agreement, languages);
        if (!bytes)
            return std::move(bytes).error().in_file(inputs.front());
        KONKORDAT_CHECK(write_file(*outputs[i], *bytes));
    }
    return {};
}

Result<void> extract_agreement(World&, std::span<std::string const> words)
{
    KONKORDAT_TRY(auto const arguments, Arguments::parse(words, { { "-o" } }));
    KONKORDAT_TRY(auto const inputs, arguments.positional({ "FILE.pdf" }));
    KONKORDAT_TRY(auto const output, arguments.required("-o"));
    KONKORDAT_CHECK(check_not_same_file(inputs.front(), output));
    KONKORDAT_TRY(auto const bytes, read_file(inputs.front(), pdf::max_pdf_bytes));
    auto json = pdf::extract_agreement_json(bytes);
    if (!json)
        return std::move(json).error().in_file(inputs.front());
    if (auto agreement = read_agreement(*json); !agreement)
        return std::move(agreement).error().in_file(inputs.front());
    return write_file(output, *json);
}

/// A command that looks for nothing.
template <auto run>
Result<Outcome> done(World& world, std::span<std::string const> words)
{
    KONKORDAT_CHECK(run(world, words));
    return Outcome::Done;
}

constexpr auto all_commands = std::to_array<Command>({
    { "templates", "templates", "lists the template packs: id, version, forms, languages", done<list_templates> },
    { "new",
        "new --template ID --form contract|declaration|announcement --canton CH-BE... --lang de... [--scope canton|communes|intercantonal] "
        "-o FILE.json, or new --example ID -o FILE.json",
        "drafts an agreement from a template, or a ready fictitious one to try things on", done<create_agreement> },
    { "check", "check FILE.json [--json] [--lang de]",
        "says what an agreement lacks by the rules; exit status 1 if there is an error or a warning that is not accepted with a reason",
        check_agreement },
    { "export",
        "export FILE.json [--pdf OUT.pdf] [--pdf-with-report OUT.pdf] [--html OUT.html] [--markdown OUT.md] [--json OUT.json] "
        "[--svg-procedure OUT.svg] "
        "[--svg-roundtable OUT.svg] [--ics OUT.ics] [--lang de]...",
        "writes an agreement as PDF, also with what the check finds behind it, as a web page, as Markdown, or as JSON in canonical form; "
        "its procedure and its "
        "roundtable as pictures; its due dates as a "
        "calendar",
        done<export_agreement> },
    { "extract", "extract FILE.pdf -o FILE.json", "gets back the agreement that a PDF carries", done<extract_agreement> },
    { "identity",
        "identity --name NAME --organisation NAME [--key rsa-3072|ecdsa-p256|ecdsa-p384|ed25519] --password-file FILE "
        "[--certificate OUT.pem] [--lang de] -o KEY.p12",
        "makes a key with a certificate of its own, to try signing out; it binds nobody", create_identity },
    { "sign",
        "sign IN.pdf --list-fields, or sign IN.pdf --prepare -o OUT.pdf, or sign IN.pdf --field NAME --p12 KEY.p12 --password-file FILE "
        "[--reason TEXT] [--function TEXT] [--place TEXT] [--name TEXT] [--organisation TEXT] [--tsa URL] [--lang de] -o OUT.pdf, or sign "
        "IN.pdf --field NAME --certificate CERT.pem --defer RECORD.json -o HOLE.pdf, then sign HOLE.pdf --complete RECORD.json --cms "
        "FILE.p7s|--signature-value FILE [--tsa URL] -o OUT.pdf, or sign FILE.json --p12 KEY.p12 --password-file FILE [--detached] "
        "[--document FILE.json] -o OUT.json",
        "lists the fields of a PDF, prepares it for its signatories, signs it (PAdES B-B; with a time stamp B-T), also with a key that is "
        "elsewhere; signs an agreement's JSON, or adds a signer to it (JWS, JAdES B-B)",
        sign_file },
    { "verify",
        "verify FILE.pdf|FILE.json [--document FILE.json] [--trust CA.pem]... [--json] [--lang de], or verify FILE.pdf --revision N -o "
        "OUT.pdf",
        "says of every signature who signed, what, when, and what was changed afterwards, and whether the pages are those of the agreement "
        "in the file; without --trust integrity and changes only; gets back what signature N was made over; exit status 1 if anything is "
        "wrong or not signed",
        verify_file },
    { "progress", "progress PREPARED.pdf RETURNED.pdf... [--trust CA.pem]... [--json] [--lang de]",
        "says who has signed and who is missing in files that came back; exit status 1 if one of them is refused or has to be signed again",
        show_progress },
    { "diff", "diff OLD.json NEW.json [--json] [--lang de]",
        "lists what was added, removed, moved and changed, by words and in every language; exit status 1 if anything was",
        show_difference },
    { "merge", "merge BASE.json OURS.json THEIRS.json [--json] [--lang de] -o OUT.json",
        "makes one of two states that come from a third; what both changed differently stays as in BASE.json and is listed; exit status 1 "
        "if "
        "there is any",
        merge_agreements },
    { "compare", "compare FILE.json|FILE.pdf|FOLDER... [--csv [--bom]|--json|--xlsx OUT.xlsx] [--reference] [--lang de]",
        "lays the mechanisms of the cantons side by side: how many of them say what, or the whole matrix with its sources as CSV or JSON; "
        "with the "
        "mechanisms of other countries beside them; exit status 1 if a file was not taken",
        compare_agreements },
});

} // namespace

std::span<Command const> commands() { return all_commands; }

} // namespace konkordat::cli
