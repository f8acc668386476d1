#include "core/sign/signature.h"

#include "core/sign/compare.h"
#include "core/sign/form.h"
#include "core/sign/signature_values.h"
#include "core/sign/update.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace konkordat::sign {

namespace {

/// Digits that a position in the largest file takes.
constexpr std::size_t position_digits = 10;
/// How often numbers for new objects are looked for that nothing in the file refers to.
constexpr int max_attempts = 4;

double coordinate(QPDFObjectHandle const& rectangle, int index)
{
    QPDFObjectHandle const number = rectangle.getArrayItem(index);
    return number.isNumber() ? number.getNumericValue() : 0;
}

AppearanceSize size_of(QPDFObjectHandle widget)
{
    QPDFObjectHandle const rectangle = member(widget, "/Rect");
    if (!rectangle.isArray() || rectangle.getArrayNItems() != 4)
        return {};
    return { std::abs(coordinate(rectangle, 2) - coordinate(rectangle, 0)), std::abs(coordinate(rectangle, 3) - coordinate(rectangle, 1)) };
}

bool has_area(AppearanceSize size) { return size.width > 0 && size.height > 0; }

std::string text_string(std::string const& utf8) { return QPDFObjectHandle::newUnicodeString(utf8).unparse(); }

/// Numbers of the pages from 1, by object.
void number_pages(QPDFObjectHandle node, int depth, int& count, std::map<QPDFObjGen, int>& pages)
{
    QPDFObjectHandle const kids = member(node, "/Kids");
    for (int i = 0; depth < 32 && kids.isArray() && i < kids.getArrayNItems() && count < 100'000; ++i) {
        QPDFObjectHandle const kid = kids.getArrayItem(i);
        if (member(kid, "/Kids").isNull())
            pages.emplace(kid.getObjGen(), ++count);
        else
            number_pages(kid, depth + 1, count, pages);
    }
}

Error not_permitted(std::string const& field)
{
    return Error { .code = ErrorCode::Inconsistent,
        .message = "an earlier signature does not permit that this field is signed",
        .pointer = field,
        .key = "sign-not-permitted",
        .argument = field };
}

/// Writes one signature into an update.
class SignatureWriter {
public:
    SignatureWriter(Update& update, SignatureRequest const& request, std::size_t room)
        : m_update(update)
        , m_request(request)
        , m_room(room)
    {
    }

    Result<ReservedSignature> run(MakeAppearance const& make_appearance)
    {
        KONKORDAT_CHECK(find_field());
        std::string const signature = reference(m_update.reserve());
        std::map<std::string, std::string> changes { { "/V", signature } };
        if (QPDFObjectHandle const widget = m_field.widgets.front(); make_appearance && has_area(size_of(widget))) {
            KONKORDAT_TRY(Appearance appearance, make_appearance(m_request, size_of(widget), m_update.first_free_number()));
            for (auto& [number, body] : appearance.objects)
                m_update.set(QPDFObjGen(number, 0), std::move(body));
            std::string const normal = "<</N " + reference(appearance.form) + ">>";
            if (widget.getObjGen() == m_field.object.getObjGen())
                changes["/AP"] = normal;
            else
                m_update.set(widget.getObjGen(), dictionary_text(widget, { { "/AP", normal } }));
        }
        m_update.set(m_field.object.getObjGen(), dictionary_text(m_field.object, changes));
        write_catalog(signature);
        int const number = std::stoi(signature);
        KONKORDAT_TRY(std::string dictionary, signature_dictionary());
        m_update.set(QPDFObjGen(number, 0), std::move(dictionary));
        return finish(number);
    }

private:
    Result<void> find_field()
    {
        KONKORDAT_TRY(std::vector<FormField> const fields, form_fields(m_update.document().catalog()));
        auto const found = std::find_if(
            fields.begin(), fields.end(), [&](FormField const& field) { return field.is_signature() && field.name == m_request.field; });
        if (found == fields.end())
            return Error { .code = ErrorCode::NotFound,
                .message = "the PDF has no signature field of this name",
                .pointer = m_request.field,
                .key = "sign-no-field",
                .argument = m_request.field };
        if (!found->value.isNull())
            return Error { .code = ErrorCode::Inconsistent,
                .message = "this field is signed already",
                .pointer = m_request.field,
                .key = "sign-already-signed",
                .argument = m_request.field };
        m_field = *found;
        for (FormField const& field : fields) {
            if (!field.is_signature() || field.value.isNull())
                continue;
            m_is_first = false;
            KONKORDAT_TRY(SignatureValues const values, read_signature_values(field.value));
            if (values.certification == Permission::Nothing)
                return not_permitted(m_request.field);
            for (FieldLock const& lock : values.locks) {
                if (lock.covers(m_request.field))
                    return not_permitted(m_request.field);
            }
        }
        return {};
    }

    [[nodiscard]] bool certifies() { return m_is_first && m_request.certification == Certification::FirstCertifies; }

    /// Both bits of SigFlags (ISO 32000-2 table 225), and the permissions if this is the certification.
    void write_catalog(std::string const& signature)
    {
        QPDFObjectHandle catalog = m_update.document().catalog();
        QPDFObjectHandle const form = catalog.getKey("/AcroForm");
        QPDFObjectHandle const flags = member(form, "/SigFlags");
        std::map<std::string, std::string> changes;
        if (!flags.isInteger() || (flags.getIntValue() & 3) != 3) {
            long long const all = (flags.isInteger() ? flags.getIntValue() : 0) | 3;
            std::string text = dictionary_text(form, { { "/SigFlags", std::to_string(all) } });
            if (form.isIndirect())
                m_update.set(form.getObjGen(), std::move(text));
            else
                changes["/AcroForm"] = std::move(text);
        }
        if (certifies()) {
            QPDFObjectHandle const permissions = catalog.getKey("/Perms");
            changes["/Perms"] = permissions.isDictionary() ? dictionary_text(permissions, { { "/DocMDP", signature } })
                                                           : "<</DocMDP " + signature + ">>";
        }
        if (!changes.empty())
            m_update.set(catalog.getObjGen(), dictionary_text(catalog, changes));
    }

    Result<std::string> references()
    {
        std::string entries;
        if (certifies())
            entries += "<</Type /SigRef /TransformMethod /DocMDP /TransformParams <</Type /TransformParams /P 2 /V /1.2>>>>";
        if (QPDFObjectHandle const lock_dictionary = m_field.object.getKey("/Lock"); lock_dictionary.isDictionary()) {
            KONKORDAT_CHECK(read_lock(lock_dictionary));
            std::string parameters = "<</Type /TransformParams /V /1.2 /Action " + lock_dictionary.getKey("/Action").unparse();
            if (lock_dictionary.hasKey("/Fields"))
                parameters += " /Fields " + direct_text(lock_dictionary.getKey("/Fields"));
            entries += "<</Type /SigRef /TransformMethod /FieldMDP /TransformParams " + parameters + ">> /Data "
                + reference(m_update.document().catalog().getObjGen()) + ">>";
        }
        return entries.empty() ? entries : " /Reference [" + entries + "]";
    }

    Result<std::string> signature_dictionary()
    {
        KONKORDAT_TRY(std::string const reference_entries, references());
        std::string text = "<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M "
            + text_string(pdf_date(m_request.time, m_request.utc_offset_seconds));
        for (auto const& [key, value] :
            { std::pair("/Name", m_request.name), std::pair("/Reason", m_request.reason), std::pair("/Location", m_request.place) }) {
            if (!value.empty())
                text += std::string(" ") + key + " " + text_string(value);
        }
        text += reference_entries + " /Contents ";
        m_hole = text.size();
        text += "<" + std::string(2 * m_room, '0') + "> /ByteRange ";
        m_numbers = text.size();
        return text + std::string(4 * (position_digits + 1) + 1, ' ') + ">>";
    }

    ReservedSignature finish(int number)
    {
        Update::File file = m_update.finish();
        std::size_t const body = file.bodies.at(number);
        ReservedSignature result { .file = std::move(file.bytes), .field = m_request.field, .range = {} };
        result.range = { .hole_begin = body + m_hole, .hole_end = body + m_hole + 2 * m_room + 2, .end = result.file.size() };
        std::string const numbers = "[0 " + std::to_string(result.range.hole_begin) + " " + std::to_string(result.range.hole_end) + " "
            + std::to_string(result.range.end - result.range.hole_end) + "]";
        result.file.replace(body + m_numbers, numbers.size(), numbers);
        return result;
    }

    Update& m_update;
    SignatureRequest const& m_request;
    std::size_t m_room;
    FormField m_field;
    bool m_is_first = true;
    std::size_t m_hole = 0;    ///< of the dictionary's text
    std::size_t m_numbers = 0; ///< likewise
};

/// One attempt. `first_number` becomes the number of the first new object.
Result<ReservedSignature> write_reserved(
    std::string_view pdf, SignatureRequest const& request, std::size_t room, MakeAppearance const& make_appearance, int& first_number)
{
    KONKORDAT_TRY(Update update, Update::create(pdf, first_number));
    first_number = update.first_free_number();
    return guarded([&]() -> Result<ReservedSignature> {
        KONKORDAT_TRY(ReservedSignature result, SignatureWriter(update, request, room).run(make_appearance));
        if (auto const complaint = update.document().complaint())
            return damaged(*complaint);
        return result;
    });
}

} // namespace

Result<std::vector<SignatureField>> list_fields(std::string_view pdf)
{
    KONKORDAT_CHECK(read_revisions(pdf));
    KONKORDAT_TRY(std::unique_ptr<Document> const document, Document::open(pdf));
    return guarded([&]() -> Result<std::vector<SignatureField>> {
        KONKORDAT_TRY(std::vector<FormField> const all, form_fields(document->catalog()));
        std::map<QPDFObjGen, int> pages;
        int count = 0;
        number_pages(document->catalog().getKey("/Pages"), 0, count, pages);
        std::vector<SignatureField> fields;
        for (FormField const& field : all) {
            if (!field.is_signature())
                continue;
            QPDFObjectHandle const widget = field.widgets.front();
            auto const page = pages.find(member(widget, "/P").getObjGen());
            fields.push_back(SignatureField { .name = field.name,
                .label = text_of(member(field.object, "/TU")),
                .page = page == pages.end() ? 0 : page->second,
                .is_signed = !field.value.isNull(),
                .is_visible = has_area(size_of(widget)),
                .is_prepared = field.object.hasKey("/Lock") });
        }
        if (auto const complaint = document->complaint())
            return damaged(*complaint);
        return fields;
    });
}

Result<ReservedSignature> reserve_signature(
    std::string_view pdf, SignatureRequest const& request, std::size_t room, MakeAppearance const& make_appearance)
{
    int first_number = 1;
    for (int attempt = 0; attempt < max_attempts; ++attempt) {
        auto reserved = write_reserved(pdf, request, room, make_appearance, first_number);
        if (!reserved)
            return reserved;
        // An object under a number that something in the file refers to, although there is none, would change that.
        KONKORDAT_TRY(std::unique_ptr<Document> const document, Document::open(reserved->file));
        auto const taken = guarded([&]() -> Result<std::set<int>> { return awaited_numbers(*document, pdf.size(), first_number); });
        if (!taken)
            return taken.error();
        if (taken->empty())
            return reserved;
        first_number = *taken->rbegin() + 1;
    }
    return damaged("it refers to too many objects that are missing");
}

Result<std::string> fill_signature(ReservedSignature reserved, std::string_view cms)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::size_t at = reserved.range.hole_begin + 1;
    if (at + 2 * cms.size() >= reserved.range.hole_end)
        return Error { .code = ErrorCode::TooLarge,
            .message = "the signature is larger than the room that was kept for it",
            .pointer = reserved.field,
            .key = "sign-no-room",
            .argument = std::to_string(cms.size()) };
    for (char const c : cms) {
        auto const byte = static_cast<unsigned char>(c);
        reserved.file[at++] = digits[byte >> 4U];
        reserved.file[at++] = digits[byte & 0xFU];
    }
    return std::move(reserved.file);
}

std::size_t signature_room(crypto::Certificate const& certificate, std::vector<crypto::Certificate> const& chain, TimeStampRoom time_stamp)
{
    // Attributes, digests and a signature value of RSA 8192 stay below two kilobytes; a token with its authority's chain below twelve.
    std::size_t room = 2048 + certificate.der.size() + (time_stamp == TimeStampRoom::With ? 12'288 : 0);
    for (crypto::Certificate const& issuer : chain)
        room += issuer.der.size();
    return room;
}

Result<std::string> sign_pdf(
    std::string_view pdf, crypto::Identity const& identity, SignatureRequest const& request, MakeAppearance const& make_appearance)
{
    std::size_t const room = signature_room(identity.certificate(), identity.chain(), TimeStampRoom::Without);
    KONKORDAT_TRY(ReservedSignature reserved, reserve_signature(pdf, request, room, make_appearance));
    auto const content = reserved.content();
    KONKORDAT_TRY(std::string const cms, crypto::sign_detached(identity, content));
    return fill_signature(std::move(reserved), cms);
}

} // namespace konkordat::sign
