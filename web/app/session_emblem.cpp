#include "core/image/image.h"
#include "web/app/session.h"

#include <algorithm>

/// The picture of the letterhead.
namespace konkordat::app {

namespace {

/// "Wappen des Kantons Bern": what such a picture most often shows, for the drafters to correct.
LanguageMap suggested_alternative(richtext::Words const& words, Agreement const& agreement)
{
    LanguageMap alternative;
    for (auto const language : agreement.languages)
        alternative[language] = words.fill(language, "emblem-of", { { "canton", words.canton_names_of(language, agreement.cantons) } });
    return alternative;
}

} // namespace

void Session::run(ChooseEmblem const&)
{
    m_platform.open_file(emblem_token, { .accept = ".png,.jpg,.jpeg,image/png,image/jpeg", .multiple = false });
}

void Session::take_emblem(FilesEvent const& event)
{
    m_platform.request_frame();
    if (!m_state.open || (event.files.empty() && event.refused.empty()))
        return;
    auto const too_large = Error {
        .code = ErrorCode::TooLarge, .key = "image-file-too-large", .argument = std::to_string(limits::max_emblem_bytes / 1024)
    };
    if (event.files.empty()) {
        bool const size = event.refused.front().problem == FileProblem::TooLarge;
        m_state.emblem_error = m_state.catalogue.describe(size ? too_large : Error { .code = ErrorCode::Unavailable });
        return;
    }
    auto appearance = m_state.open->agreement.appearance;
    auto& emblem = appearance.letterhead.emblem;
    auto const alternative = emblem ? emblem->alternative : suggested_alternative(m_assets.words, m_state.open->agreement);
    emblem = Emblem { event.files.front().bytes, alternative };
    if (auto const sound = check_appearance(appearance); !sound) {
        auto error = sound.error();
        error.pointer.clear(); // the message stands at its place
        m_state.emblem_error = m_state.catalogue.describe(error);
        return;
    }
    m_state.emblem_error.clear();
    run(Change { .make = [taken = *emblem](Agreement const& now) -> std::optional<Command> {
        SetAppearance command { .agreement = now.id, .appearance = now.appearance };
        command.appearance.letterhead.emblem = taken;
        return command;
    } });
}

} // namespace konkordat::app
