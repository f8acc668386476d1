#include "core/conformity/legal_references.h"

#include "core/base/json.h"

#include <algorithm>

namespace konkordat {

namespace {

constexpr std::string_view register_path = "assets/legal-references.json";
constexpr std::size_t max_references = 2000;

LegalReference read_reference(json::Cursor const& cursor)
{
    json::Object object { cursor };
    LegalReference reference;
    reference.id = object.required("id").id();
    reference.sr = object.optional("sr", [](json::Cursor const& c) { return c.text(40); });
    reference.article = object.optional("article", [](json::Cursor const& c) { return c.text(80); });
    reference.abbreviation = object.optional("abbreviation", [](json::Cursor const& c) { return c.language_map(80); });
    reference.title = object.required("title").language_map(1000);
    reference.since = object.optional("since", [](json::Cursor const& c) { return std::optional(c.date()); });
    reference.until = object.optional("until", [](json::Cursor const& c) { return std::optional(c.date()); });
    reference.replaced_by = object.optional("replacedBy", [](json::Cursor const& c) { return c.id(); });
    reference.note = object.optional("note", [](json::Cursor const& c) { return c.language_map(2000); });
    reference.source = object.required("source").text(1000);
    reference.guidelines = object.optional(
        "guidelines", [](json::Cursor const& c) { return c.items(20, [](json::Cursor const& item) { return item.text(80); }); });
    object.finish();
    return reference;
}

} // namespace

Result<LegalRegister> load_legal_register(World& world)
{
    KONKORDAT_TRY(auto const bytes, world.resource(register_path));
    auto document = json::parse(bytes);
    if (!document)
        return std::move(document).error().in_file(std::string(register_path));
    json::Reading reading;
    json::Object object { json::Cursor { reading, *document, "" } };
    LegalRegister result;
    result.as_of = object.required("asOf").date();
    (void)object.optional("note");
    (void)object.optional("source");
    result.references = object.required("references").items(max_references, read_reference);
    object.finish();
    if (reading.failed()) {
        auto error = *reading.error();
        return std::move(error).in_file(std::string(register_path));
    }
    for (auto const& reference : result.references) {
        auto const& id = reference.replaced_by;
        if (!id.empty() && !find_reference(result, id))
            return Error { .code = ErrorCode::Inconsistent,
                .message = "is replaced by \"" + id + "\", which does not exist",
                .file = std::string(register_path),
                .pointer = reference.id };
    }
    return result;
}

LegalReference const* find_reference(LegalRegister const& legal_register, std::string_view id)
{
    auto const entry = std::ranges::find(legal_register.references, id, &LegalReference::id);
    return entry == legal_register.references.end() ? nullptr : &*entry;
}

std::string citation(LegalReference const& reference, Language language)
{
    bool const capital = language == Language::German || language == Language::English;
    std::string text;
    if (!reference.article.empty())
        text = std::string(capital ? "Art. " : "art. ") + reference.article + " ";
    text += text_in(reference.abbreviation.empty() ? reference.title : reference.abbreviation, language);
    if (!reference.sr.empty())
        text += std::string(language == Language::French || language == Language::Italian ? " (RS " : " (SR ") + reference.sr + ")";
    return text;
}

} // namespace konkordat
