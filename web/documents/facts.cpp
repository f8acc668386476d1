#include "web/documents/facts.h"

#include "web/documents/archive.h"

// The types of the core are described in their own namespaces, where the archives look for them.

namespace konkordat {

template <typename Archive> void describe(Archive& archive, Timestamp& value) { archive(value.seconds); }

} // namespace konkordat

namespace konkordat::crypto {

template <typename Archive> void describe(Archive& archive, Certificate& value)
{
    archive(value.der, value.common_name, value.organisation, value.country, value.issuer, value.subject, value.serial, value.fingerprint,
        value.key, value.not_before, value.not_after, value.is_self_signed, value.is_for_trial);
}

} // namespace konkordat::crypto

namespace konkordat::sign {

template <typename Archive> void describe(Archive& archive, ReportLine& value)
{
    archive(value.label, value.text, value.items, value.gravity);
}
template <typename Archive> void describe(Archive& archive, SignatureText& value)
{
    archive(value.who, value.verdict, value.gravity, value.lines);
}
template <typename Archive> void describe(Archive& archive, ReportText& value)
{
    archive(value.headline, value.gravity, value.notes, value.signatures, value.is_in_order);
}
template <typename Archive> void describe(Archive& archive, SignatureField& value)
{
    archive(value.name, value.label, value.page, value.is_signed, value.is_visible, value.is_prepared);
}
template <typename Archive> void describe(Archive& archive, AppearanceSize& value) { archive(value.width, value.height); }
template <typename Archive> void describe(Archive& archive, ByteRange& value) { archive(value.hole_begin, value.hole_end, value.end); }
template <typename Archive> void describe(Archive& archive, SignatureRequest& value)
{
    archive(value.field, value.name, value.function, value.organisation, value.place, value.reason, value.time, value.utc_offset_seconds,
        value.language, value.certification);
}
template <typename Archive> void describe(Archive& archive, Appearance& value) { archive(value.objects, value.form); }
template <typename Archive> void describe(Archive& archive, FileProgress& value)
{
    archive(value.name, value.refusal, value.reason, value.signed_fields);
}
template <typename Archive> void describe(Archive& archive, ParallelSignatures& value)
{
    archive(value.first_file, value.second_file, value.only_in_first, value.only_in_second);
}
template <typename Archive> void describe(Archive& archive, SignatoryProgress& value)
{
    archive(value.field, value.label, value.has_signed, value.signed_elsewhere, value.name, value.time);
}
template <typename Archive> void describe(Archive& archive, Progress& value)
{
    archive(value.signatories, value.files, value.parallel, value.current, value.is_complete);
}

} // namespace konkordat::sign

namespace konkordat::documents {

template <typename Archive> void describe(Archive& archive, ExtractedFacts& value) { archive(value.languages); }
template <typename Archive> void describe(Archive& archive, VerifyParameters& value)
{
    archive(value.has_twin, value.no_twin, value.no_twin_reason);
}
template <typename Archive> void describe(Archive& archive, SignatureFacts& value)
{
    archive(value.field, value.name, value.fingerprint, value.revision_end, value.verdict, value.time);
}
template <typename Archive> void describe(Archive& archive, VerifyFacts& value)
{
    archive(value.texts, value.signatures, value.fields, value.verdict, value.verdict_name, value.is_other_than_data, value.is_pdf, value.json);
}
template <typename Archive> void describe(Archive& archive, Key& value) { archive(value.pkcs12, value.password); }
template <typename Archive> void describe(Archive& archive, IdentityFacts& value) { archive(value.certificate, value.chain, value.problem); }
template <typename Archive> void describe(Archive& archive, TrialParameters& value)
{
    archive(value.person, value.organisation, value.kind, value.password);
}
template <typename Archive> void describe(Archive& archive, TrialFacts& value) { archive(value.identity, value.pkcs12); }
template <typename Archive> void describe(Archive& archive, PreparedFacts& value) { archive(value.fields); }
template <typename Archive> void describe(Archive& archive, PlaceFacts& value) { archive(value.is_visible, value.size, value.first_number); }
template <typename Archive> void describe(Archive& archive, SignParameters& value)
{
    archive(value.request, value.appearance, value.with_time_stamp, value.key);
}
template <typename Archive> void describe(Archive& archive, StampFacts& value) { archive(value.field, value.range); }
template <typename Archive> void describe(Archive& archive, ProgressParameters& value) { archive(value.names); }

template <typename Facts> Secret pack(Facts const& facts)
{
    Packer packer;
    // An archive reads and writes by the same function, and so asks for what it may change.
    auto copy = facts;
    packer(copy);
    return packer.take();
}

template <typename Facts> Result<Facts> unpack(std::string_view bytes)
{
    Facts facts;
    Unpacker unpacker(bytes);
    unpacker(facts);
    if (!unpacker.is_whole())
        return Error { .code = ErrorCode::Malformed, .message = "a message between the program's parts is damaged" };
    return facts;
}

template Secret pack(ExtractedFacts const&);
template Secret pack(VerifyParameters const&);
template Secret pack(VerifyFacts const&);
template Secret pack(Key const&);
template Secret pack(IdentityFacts const&);
template Secret pack(TrialParameters const&);
template Secret pack(TrialFacts const&);
template Secret pack(PreparedFacts const&);
template Secret pack(PlaceFacts const&);
template Secret pack(SignParameters const&);
template Secret pack(StampFacts const&);
template Secret pack(DeferredAnswer const&);
template Secret pack(ProgressParameters const&);
template Secret pack(sign::Progress const&);
template Result<ExtractedFacts> unpack(std::string_view);
template Result<VerifyParameters> unpack(std::string_view);
template Result<VerifyFacts> unpack(std::string_view);
template Result<Key> unpack(std::string_view);
template Result<IdentityFacts> unpack(std::string_view);
template Result<TrialParameters> unpack(std::string_view);
template Result<TrialFacts> unpack(std::string_view);
template Result<PreparedFacts> unpack(std::string_view);
template Result<PlaceFacts> unpack(std::string_view);
template Result<SignParameters> unpack(std::string_view);
template Result<StampFacts> unpack(std::string_view);
template Result<DeferredAnswer> unpack(std::string_view);
template Result<ProgressParameters> unpack(std::string_view);
template Result<sign::Progress> unpack(std::string_view);

} // namespace konkordat::documents
