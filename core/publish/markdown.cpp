#include "core/publish/markdown.h"

#include "core/layout/layout.h"
#include "core/pdf/export.h"
#include "core/publish/markdown_blocks.h"

#include <algorithm>
#include <cstdio>

namespace konkordat::publish {

namespace {

/// A double-quoted scalar (YAML 1.2 7.3.1), which JSON strings are.
std::string quoted(std::string_view text)
{
    std::string result = "\"";
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F) {
            char escape[8];
            std::snprintf(escape, sizeof escape, "\\u%04X", static_cast<unsigned>(byte));
            result += escape;
            continue;
        }
        if (c == '"' || c == '\\')
            result += '\\';
        result += c;
    }
    return result + "\"";
}

std::string front_matter_text(FrontMatter const& matter)
{
    std::string text = "---\n";
    for (auto const& [name, values] : matter) {
        if (values.empty() || values.front().empty())
            continue;
        text += name + ": ";
        if (values.size() > 1)
            text += "[";
        for (std::size_t i = 0; i < values.size(); ++i)
            text += (i == 0 ? "" : ", ") + quoted(values[i]);
        text += values.size() > 1 ? "]\n" : "\n";
    }
    return text + "---\n\n";
}

} // namespace

std::string write_markdown(layout::Document const& document, FrontMatter const& matter)
{
    std::string text = front_matter_text(matter);
    std::vector<std::string> prefixes;
    for (layout::Part const& part : document.parts) {
        std::string prefix(language_code(part.language));
        if (std::ranges::find(prefixes, prefix) != prefixes.end())
            prefix += std::to_string(prefixes.size() + 1);
        if (!prefixes.empty())
            text += "---\n\n";
        text += MarkdownPart(part, prefix).write();
        prefixes.push_back(std::move(prefix));
    }
    return text;
}

Result<std::string> export_markdown(World& world, Agreement const& agreement, std::vector<Language> const& languages)
{
    KONKORDAT_TRY(layout::LayoutOptions const options, pdf::export_options(world, agreement, languages));
    std::vector<layout::Finding> findings;
    KONKORDAT_TRY(layout::Document const document, layout::compose_document(world, agreement, options, findings));
    std::vector<std::string> tags;
    for (layout::Part const& part : document.parts)
        tags.emplace_back(language_tag(part.language));
    return write_markdown(document,
        { { "title", { document.title } }, { "author", { document.author } }, { "subject", { document.subject } }, { "lang", tags },
            { "state", { std::string(name_of(agreement.state)) } }, { "date", { agreement.modified_at.utc_date().to_string() } },
            { "identifier", { agreement.id.str() } } });
}

} // namespace konkordat::publish
