#include "core/sign/twin.h"

#include "core/codec/agreement_json.h"
#include "core/pdf/export.h"
#include "core/pdf/extract.h"
#include "core/sign/twin_pages.h"

namespace konkordat::sign {

namespace {

Result<std::string> twin_of(World& world, std::string_view pdf)
{
    KONKORDAT_TRY(std::string const json, pdf::extract_agreement_json(pdf));
    KONKORDAT_TRY(Agreement const agreement, read_agreement(json));
    KONKORDAT_TRY(std::vector<Language> const languages, document_languages(pdf));
    return pdf::export_agreement(world, agreement, languages);
}

} // namespace

TwinCheck check_twin(World& world, std::string_view pdf)
{
    auto const twin = twin_of(world, pdf);
    return twin ? compare_with_twin(pdf, *twin) : twin_not_compared(twin.error());
}

} // namespace konkordat::sign
