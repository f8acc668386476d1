#include "core/sign/prepare.h"

#include "core/agreement/agreement.h"
#include "core/codec/agreement_json.h"
#include "core/pdf/extract.h"
#include "core/sign/form.h"
#include "core/sign/update.h"

#include <algorithm>

namespace konkordat::sign {

namespace {

Error inconsistent(std::string message, std::string key, std::string argument = {})
{
    return Error { .code = ErrorCode::Inconsistent, .message = std::move(message), .key = std::move(key), .argument = std::move(argument) };
}

Result<std::vector<std::string>> expected_fields(std::string_view pdf)
{
    KONKORDAT_TRY(std::string const json, pdf::extract_agreement_json(pdf));
    KONKORDAT_TRY(Agreement const agreement, read_agreement(json));
    std::vector<std::string> names;
    for (OrganisationId const& id : signatories(agreement))
        names.push_back(signature_field_name(id.str()));
    if (names.empty())
        return inconsistent("the agreement has no party that signs", "sign-no-signatory");
    return names;
}

Result<void> check_fields(std::vector<FormField> const& fields, std::vector<std::string> const& expected)
{
    for (FormField const& field : fields) {
        if (!field.is_signature())
            return inconsistent("the form has a field that is no signature", "sign-fields-differ", field.name);
        if (std::find(expected.begin(), expected.end(), field.name) == expected.end())
            return inconsistent("a signature field belongs to no party that signs", "sign-fields-differ", field.name);
        if (!field.value.isNull())
            return inconsistent("the document is signed already", "sign-already-signed", field.name);
        if (field.object.hasKey("/Lock"))
            return inconsistent("the document is prepared already", "sign-already-prepared", field.name);
    }
    for (std::string const& name : expected) {
        auto const count = std::count_if(fields.begin(), fields.end(), [&](FormField const& field) { return field.name == name; });
        if (count != 1)
            return inconsistent("a party that signs has no field of its own", "sign-fields-differ", name);
    }
    return {};
}

/// Catalog and page tree once more as they are, outside the object streams: who compares revisions looks at them in each, and then need not
/// unpack hundreds of other objects every time.
void write_roots_plainly(Update& update)
{
    QPDFObjectHandle const catalog = update.document().catalog();
    for (QPDFObjectHandle const& root : { catalog, member(catalog, "/Pages") }) {
        if (root.isIndirect() && root.isDictionary())
            update.set(root.getObjGen(), dictionary_text(root, {}));
    }
}

} // namespace

std::string signature_field_name(std::string_view organisation_id) { return "signature-" + std::string(organisation_id); }

Result<PreparedAgreement> prepare_for_signature(std::string_view pdf)
{
    KONKORDAT_TRY(Update update, Update::create(pdf));
    KONKORDAT_TRY(std::vector<std::string> expected, expected_fields(pdf));
    return guarded([&]() -> Result<PreparedAgreement> {
        KONKORDAT_TRY(std::vector<FormField> const fields, form_fields(update.document().catalog()));
        KONKORDAT_CHECK(check_fields(fields, expected));
        for (FormField const& field : fields) {
            // P 2: after this signature only further ones (ISO 32000-2 table 236).
            int const lock = update.add(
                "<</Type /SigFieldLock /Action /Include /Fields [" + QPDFObjectHandle::newUnicodeString(field.name).unparse() + "] /P 2>>");
            update.set(field.object.getObjGen(), dictionary_text(field.object, { { "/Lock", reference(lock) } }));
        }
        write_roots_plainly(update);
        if (auto const complaint = update.document().complaint())
            return damaged(*complaint);
        return PreparedAgreement { .file = update.finish().bytes, .fields = std::move(expected) };
    });
}

} // namespace konkordat::sign
