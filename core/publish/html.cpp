#include "core/publish/html.h"

#include "core/layout/layout.h"
#include "core/pdf/export.h"
#include "core/richtext/resolve.h"

namespace konkordat::publish {

namespace {

constexpr std::string_view default_accent = "#143f8a";

} // namespace

Result<PageFrame> load_page_frame(World& world)
{
    KONKORDAT_TRY(richtext::Words const words, richtext::Words::load(world));
    KONKORDAT_TRY(std::string_view const style, world.resource("assets/publish/page.css"));
    PageFrame frame { .words = {}, .style = std::string(style), .accent = std::string(default_accent), .emblem = {}, .modified = {} };
    for (Language const language : all_languages) {
        auto const word = [&](std::string_view key) { return std::string(words.text(language, key)); };
        frame.words[language] = { .skip = word("page.skip"),
            .language_versions = word("page.language-versions"),
            .part = { .notes = word("page.notes"), .back_to_text = word("page.back-to-text") } };
    }
    return frame;
}

Result<std::string> export_html(World& world, Agreement const& agreement, std::vector<Language> const& languages)
{
    KONKORDAT_TRY(layout::LayoutOptions const options, pdf::export_options(world, agreement, languages));
    std::vector<layout::Finding> findings;
    KONKORDAT_TRY(layout::Document const document, layout::compose_document(world, agreement, options, findings));
    KONKORDAT_TRY(layout::Typesetter typesetter, layout::Typesetter::load(world));
    KONKORDAT_TRY(PageFrame frame, load_page_frame(world));
    if (!agreement.appearance.colour.empty())
        frame.accent = agreement.appearance.colour;
    if (agreement.appearance.letterhead.emblem)
        frame.emblem = agreement.appearance.letterhead.emblem->bytes;
    frame.modified = agreement.modified_at.to_string();
    return write_html(document, frame, typesetter);
}

} // namespace konkordat::publish
