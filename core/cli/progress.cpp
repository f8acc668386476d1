#include "core/cli/progress.h"

#include "core/cli/files.h"
#include "core/base/phrase.h"
#include "core/cli/signer.h"
#include "core/cli/verify_task.h"
#include "core/sign/report_json.h"
#include "core/sign/revisions.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace konkordat::cli {

namespace {

constexpr Phrase complete { "VOLLSTÄNDIG: alle haben unterschrieben", "COMPLET : tous ont signé", "COMPLETO: tutti hanno firmato",
    "COMPLETE: everybody has signed" };
constexpr Phrase incomplete { "Unterschrieben haben {} von {}", "{} sur {} ont signé", "Hanno firmato in {} su {}",
    "{} of {} have signed" };
constexpr Phrase go_on_with { "Weiter mit: {}", "Continuer avec : {}", "Continuare con: {}", "Go on with: {}" };
constexpr Phrase has_signed { "unterschrieben von {}, {}", "signé par {}, {}", "firmato da {}, {}", "signed by {}, {}" };
constexpr Phrase elsewhere { "nur in einer parallelen Datei unterschrieben, muss dort, wo es weitergeht, noch einmal unterschreiben",
    "signé seulement dans un fichier parallèle, doit signer à nouveau là où l'on continue",
    "firmato solo in un file parallelo, deve firmare di nuovo dove si continua",
    "signed in a parallel file only, has to sign again where it goes on" };
constexpr Phrase missing { "fehlt noch", "manque encore", "manca ancora", "missing" };
constexpr Phrase unreadable { "zurückgewiesen: nicht lesbar ({})", "refusé : illisible ({})", "rifiutato: illeggibile ({})",
    "refused: not readable ({})" };
constexpr Phrase not_a_descendant { "zurückgewiesen: nicht aus der vorbereiteten Datei entstanden ({})",
    "refusé : ne provient pas du fichier préparé ({})", "rifiutato: non deriva dal file preparato ({})",
    "refused: not made from the prepared file ({})" };
constexpr Phrase invalid { "zurückgewiesen: ungültig ({})", "refusé : non valable ({})", "rifiutato: non valido ({})",
    "refused: invalid ({})" };
constexpr Phrase untrusted { "nicht vertrauenswürdig: ein Zertifikat führt zu keinem der genannten",
    "pas digne de confiance : un certificat ne mène à aucun de ceux indiqués",
    "non affidabile: un certificato non conduce a nessuno di quelli indicati",
    "not trusted: a certificate leads to none of those that were named" };
constexpr Phrase in_order { "in Ordnung", "en ordre", "in ordine", "in order" };
constexpr Phrase parallel {
    "{} und {} wurden unabhängig voneinander unterschrieben; Unterschriften lassen sich nicht zusammenlegen. In {} müssen noch einmal "
    "unterschreiben: {}",
    "{} et {} ont été signés indépendamment ; les signatures ne peuvent pas être réunies. Dans {} doivent signer à nouveau : {}",
    "{} e {} sono stati firmati indipendentemente; le firme non si possono riunire. In {} devono firmare di nuovo: {}",
    "{} and {} were signed independently of each other; signatures cannot be merged. In {} these have to sign again: {}"
};

struct Shown {
    sign::Progress progress;
    std::vector<std::string> untrusted; ///< files
    Language language = Language::German;
};

std::string listed(std::vector<std::string> const& names)
{
    std::string text;
    for (auto const& name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

std::string standing(sign::SignatoryProgress const& signatory, Language language)
{
    if (signatory.has_signed)
        return say(has_signed, language, { signatory.name, signatory.time ? signatory.time->to_string() : "?" });
    return std::string(say(signatory.signed_elsewhere ? elsewhere : missing, language));
}

std::string standing(sign::FileProgress const& file, Shown const& shown)
{
    if (!file.refusal) {
        bool const is_untrusted = std::ranges::find(shown.untrusted, file.name) != shown.untrusted.end();
        return std::string(say(is_untrusted ? untrusted : in_order, shown.language));
    }
    auto const& phrase = *file.refusal == sign::Refusal::Unreadable ? unreadable
        : *file.refusal == sign::Refusal::NotADescendant            ? not_a_descendant
                                                                    : invalid;
    return say(phrase, shown.language, { file.reason });
}

std::string text_of(Shown const& shown)
{
    auto const& progress = shown.progress;
    auto const language = shown.language;
    auto const count = std::ranges::count_if(progress.signatories, &sign::SignatoryProgress::has_signed);
    std::string text = progress.is_complete
        ? std::string(say(complete, language))
        : say(incomplete, language, { std::to_string(count), std::to_string(progress.signatories.size()) });
    text += "\n";
    if (progress.current)
        text += "  " + one_line(say(go_on_with, language, { progress.files[*progress.current].name })) + "\n";
    for (auto const& signatory : progress.signatories)
        text += "  " + one_line((signatory.label.empty() ? signatory.field : signatory.label) + ": " + standing(signatory, language))
            + "\n";
    text += "\n";
    for (auto const& file : progress.files)
        text += one_line(file.name + ": " + standing(file, shown)) + "\n";
    for (auto const& pair : progress.parallel) {
        auto const& first = progress.files[pair.first_file].name;
        text += one_line(say(parallel, language, { first, progress.files[pair.second_file].name, first, listed(pair.only_in_second) }))
            + "\n";
    }
    return text;
}

std::string json_of(Shown const& shown)
{
    using Json = nlohmann::ordered_json;
    auto json = Json::parse(sign::progress_json(shown.progress));
    json["untrusted"] = shown.untrusted;
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<std::vector<std::string>> untrusted_files(
    sign::Progress const& progress, std::vector<sign::ReturnedFile> const& files, sign::VerifyOptions const& options)
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < files.size() && !options.trust_anchors.empty(); ++i) {
        if (progress.files[i].refusal)
            continue;
        KONKORDAT_TRY(auto const report, sign::verify_pdf(files[i].bytes, options));
        if (report.verdict == sign::Verdict::Untrusted)
            names.push_back(files[i].name);
    }
    return names;
}

bool is_in_order(Shown const& shown)
{
    return shown.untrusted.empty() && shown.progress.parallel.empty()
        && std::ranges::none_of(shown.progress.files, [](sign::FileProgress const& file) { return file.refusal.has_value(); });
}

} // namespace

Result<Outcome> show_progress(World& world, std::span<std::string const> words)
{
    KONKORDAT_TRY(auto const arguments, Arguments::parse(words, { { "--trust" }, { "--json", OptionKind::Flag }, { "--lang" } }));
    KONKORDAT_TRY(auto const inputs, arguments.positional_at_least({ "PREPARED.pdf", "RETURNED.pdf" }));
    std::vector<std::string> contents;
    for (auto const& input : inputs) {
        KONKORDAT_TRY(auto bytes, read_file(input, sign::max_file_bytes));
        contents.push_back(std::move(bytes));
    }
    std::vector<sign::ReturnedFile> files;
    for (std::size_t i = 1; i < inputs.size(); ++i)
        files.push_back({ .name = inputs[i], .bytes = contents[i] });
    sign::VerifyOptions options { .trust_anchors = {}, .now = world.now() };
    KONKORDAT_TRY(options.trust_anchors, trust_anchors_from(arguments));
    Shown shown;
    KONKORDAT_TRY(shown.language, language_from(arguments, contents.front()));
    auto progress = sign::signing_progress(contents.front(), files, options);
    if (!progress)
        return std::move(progress).error().in_file(inputs.front());
    shown.progress = std::move(*progress);
    KONKORDAT_TRY(shown.untrusted, untrusted_files(shown.progress, files, options));
    KONKORDAT_CHECK(print(arguments.has("--json") ? json_of(shown) : text_of(shown)));
    return is_in_order(shown) ? Outcome::Done : Outcome::FoundSomething;
}

} // namespace konkordat::cli
