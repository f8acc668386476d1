#include "core/sign/verification.h"

#include "core/crypto/prefix_digests.h"
#include "core/sign/compare.h"
#include "core/sign/form.h"
#include "core/sign/judgement.h"
#include "core/sign/signature_values.h"

#include <algorithm>
#include <map>
#include <utility>

namespace konkordat::sign {

namespace {

class Verifier {
public:
    Verifier(std::string_view file, VerifyOptions const& options)
        : m_file(file)
        , m_options(options)
    {
    }

    Result<VerificationReport> run()
    {
        m_report.has_trust_anchors = !m_options.trust_anchors.empty();
        m_report.size = m_file.size();
        KONKORDAT_TRY(m_report.revisions, read_revisions(m_file));
        for (Revision const& revision : m_report.revisions) {
            if (revision.has_duplicates)
                m_report.faults.push_back(damaged("an object is listed twice in the cross-references"));
        }
        KONKORDAT_CHECK(read_last_revision());
        verify_all_cms();
        check_sharing();
        if (m_report.signatures.empty())
            KONKORDAT_CHECK(guarded([&] { return look_for_removed(); }));
        else
            KONKORDAT_CHECK(guarded([&] { return compare_from(first_signed()); }));
        judge_changes(m_report.signatures, m_changes);
        conclude(m_report);
        std::stable_sort(m_report.signatures.begin(), m_report.signatures.end(),
            [](SignatureReport const& a, SignatureReport const& b) { return a.revision.value_or(0) < b.revision.value_or(0); });
        return std::move(m_report);
    }

private:
    /// No longer than needed: what comes then compares two revisions at a time, and each of them has the whole cross-references.
    Result<void> read_last_revision()
    {
        KONKORDAT_TRY(std::unique_ptr<Document> const document, Document::open(m_file));
        return guarded([&]() -> Result<void> {
            KONKORDAT_CHECK(read_fields(*document));
            check_permissions(*document);
            complain(*document);
            return {};
        });
    }

    void complain(Document& document)
    {
        if (auto const complaint = document.complaint(); complaint && m_report.faults.empty())
            m_report.faults.push_back(damaged(*complaint));
    }

    Result<void> read_fields(Document& document)
    {
        KONKORDAT_TRY(std::vector<FormField> const fields, form_fields(document.catalog()));
        for (FormField const& field : fields) {
            if (!field.is_signature())
                continue;
            if (field.value.isNull() && !field.object.hasKey("/V")) {
                m_report.unsigned_fields.push_back(field.name);
                auto const label = text_of(member(field.object, "/TU"));
                m_report.unsigned_labels.push_back(label.empty() ? field.name : label);
                continue;
            }
            SignatureReport report;
            report.field = field.name;
            report.label = text_of(member(field.object, "/TU"));
            report.object = field.value.getObjectID();
            ObjectPlace const* const place = document.place_of(field.value.getObjGen());
            if (!field.value.isDictionary() || place == nullptr || place->kind != ObjectPlace::Kind::InFile)
                report.faults.push_back(SignatureFault::DictionaryMalformed);
            else
                read_signature(field.value, static_cast<std::size_t>(place->offset), report);
            m_report.signatures.push_back(std::move(report));
        }
        return {};
    }

    void read_signature(QPDFObjectHandle const& dictionary, std::size_t offset, SignatureReport& report)
    {
        SignatureBytes bytes = read_signature_bytes(m_file, offset);
        report.faults = bytes.faults;
        if (auto const values = read_signature_values(dictionary)) {
            report.is_document_time_stamp = values->is_document_time_stamp;
            report.name = values->name;
            report.reason = values->reason;
            report.place = values->location;
            report.claimed_time = values->time;
            report.format = values->sub_filter;
            report.certification = values->certification;
            report.locks = values->locks;
            if (values->filter.empty() || !is_known_format(*values))
                report.faults.push_back(SignatureFault::UnsupportedFormat);
        } else {
            report.faults.push_back(SignatureFault::MalformedEntries);
        }
        if (bytes.range.end == 0)
            return;
        report.range = bytes.range;
        report.covers_whole_file = bytes.range.end == m_file.size()
            || (bytes.range.end >= m_report.revisions.back().marker_end && bytes.range.end <= m_file.size());
        find_revision(bytes, report);
        m_signed_bytes.emplace_back(m_report.signatures.size(), std::move(bytes));
    }

    /// In the order of what they cover, whatever that of the fields: each hashes what it covers more than the one before.
    void verify_all_cms()
    {
        std::ranges::stable_sort(m_signed_bytes, {}, [](auto const& entry) { return entry.second.range.hole_begin; });
        for (auto const& [index, bytes] : m_signed_bytes)
            verify_cms(bytes, m_report.signatures[index]);
        m_signed_bytes.clear();
    }

    static bool is_known_format(SignatureValues const& values)
    {
        if (values.is_document_time_stamp)
            return values.sub_filter == "/ETSI.RFC3161";
        return values.sub_filter == "/ETSI.CAdES.detached" || values.sub_filter == "/adbe.pkcs7.detached";
    }

    void find_revision(SignatureBytes const& bytes, SignatureReport& report)
    {
        auto const& revisions = m_report.revisions;
        for (std::size_t i = 0; i < revisions.size(); ++i) {
            bool const is_last = i + 1 == revisions.size() && bytes.range.end >= revisions[i].marker_end;
            if (!is_last && !ends_at(revisions[i], bytes.range.end))
                continue;
            report.revision = i;
            std::size_t const begin = i == 0 ? 0 : revisions[i - 1].marker_end;
            if (bytes.object_begin < begin || bytes.object_end > revisions[i].marker_end)
                report.faults.push_back(SignatureFault::NotInItsRevision);
            return;
        }
        report.faults.push_back(SignatureFault::NoRevisionEnd);
    }

    void verify_cms(SignatureBytes const& bytes, SignatureReport& report)
    {
        if (bytes.contents.empty())
            return;
        auto const cms = without_padding(bytes.contents);
        if (!cms) {
            report.faults.push_back(SignatureFault::SignatureMalformed);
            return;
        }
        auto const content = bytes.range.content(m_file);
        crypto::VerificationOptions const options {
            .trust_anchors = m_options.trust_anchors, .claimed_time = report.claimed_time, .now = m_options.now, .digests = &m_digests
        };
        if (report.is_document_time_stamp)
            report.time_stamp = crypto::verify_time_stamp_token(*cms, content, options);
        else
            report.cms = crypto::verify_detached(*cms, content, options);
    }

    void check_sharing()
    {
        std::map<int, int> dictionaries;
        std::map<std::size_t, int> revisions;
        for (SignatureReport const& report : m_report.signatures) {
            ++dictionaries[report.object];
            if (report.revision)
                ++revisions[*report.revision];
        }
        for (SignatureReport& report : m_report.signatures) {
            if (report.object != 0 && dictionaries[report.object] > 1)
                report.faults.push_back(SignatureFault::SharedDictionary);
            else if (report.revision && revisions[*report.revision] > 1)
                report.faults.push_back(SignatureFault::SharedRange);
        }
    }

    /// The first revision that somebody signed. Where a signature does not say which, all count.
    [[nodiscard]] std::size_t first_signed() const
    {
        std::size_t first = m_report.revisions.size() - 1;
        for (SignatureReport const& report : m_report.signatures)
            first = std::min(first, report.revision.value_or(first));
        return first;
    }

    Result<std::unique_ptr<Document>> open(std::size_t revision)
    {
        return Document::open(m_file.substr(0, m_report.revisions[revision].end));
    }

    Result<void> compare_from(std::size_t first)
    {
        if (first + 1 == m_report.revisions.size())
            return {};
        KONKORDAT_TRY(std::unique_ptr<Document> before, open(first));
        ObjectHistory history;
        for (std::size_t i = first + 1; i < m_report.revisions.size(); ++i) {
            KONKORDAT_TRY(std::unique_ptr<Document> after, open(i));
            KONKORDAT_TRY(std::vector<Change> const changes, compare_revisions(*before, *after, m_report.revisions[i], i, history));
            m_changes.insert(m_changes.end(), changes.begin(), changes.end());
            complain(*before);
            complain(*after);
            before = std::move(after);
        }
        std::vector<Change> const awaited = awaited_objects(*before, history);
        m_changes.insert(m_changes.end(), awaited.begin(), awaited.end());
        complain(*before);
        return {};
    }

    /// A file that was signed and no longer says so is no unsigned file.
    Result<void> look_for_removed()
    {
        if (m_file.find("/ByteRange") == std::string_view::npos)
            return {};
        for (std::size_t i = 0; i + 1 < m_report.revisions.size(); ++i) {
            KONKORDAT_TRY(std::unique_ptr<Document> const document, open(i));
            KONKORDAT_TRY(std::vector<FormField> const fields, form_fields(document->catalog()));
            bool const is_signed = std::any_of(
                fields.begin(), fields.end(), [](FormField const& field) { return field.is_signature() && !field.value.isNull(); });
            if (!is_signed)
                continue;
            m_report.faults.push_back(Error { .code = ErrorCode::Inconsistent,
                .message = "a signature has been removed from the file",
                .key = "verify-signature-removed" });
            return {};
        }
        return {};
    }

    /// The permissions name the certification, which is a field's signature like others (ISO 32000-2 12.8.6).
    void check_permissions(Document& document)
    {
        QPDFObjectHandle const certification = member(document.catalog().getKey("/Perms"), "/DocMDP");
        if (certification.isNull())
            return;
        bool const is_known = std::any_of(m_report.signatures.begin(), m_report.signatures.end(),
            [&](SignatureReport const& report) { return report.object == certification.getObjectID() && report.certification; });
        if (!is_known)
            m_report.faults.push_back(Error { .code = ErrorCode::Inconsistent,
                .message = "the document says that it is certified, and no signature certifies it",
                .key = "verify-no-certification" });
    }

    std::string_view m_file;
    VerifyOptions const& m_options;
    VerificationReport m_report;
    std::vector<std::pair<std::size_t, SignatureBytes>> m_signed_bytes; ///< with the number of the report; until they are verified
    crypto::PrefixDigests m_digests;
    std::vector<Change> m_changes;
};

bool is_refusal(Error const& error)
{
    return error.code == ErrorCode::TooLarge || error.key == "pdf-encrypted" || error.key == "not-a-pdf";
}

} // namespace

std::string_view verdict_name(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Invalid: return "invalid";
    case Verdict::Unsigned: return "unsigned";
    case Verdict::Untrusted: return "untrusted";
    case Verdict::IntegrityOnly: return "integrity-only";
    case Verdict::ValidButWeak: return "valid-but-weak";
    case Verdict::ValidWithChanges: return "valid-with-changes";
    case Verdict::Valid: return "valid";
    }
    return "";
}

std::string_view modification_name(Modification modification)
{
    switch (modification) {
    case Modification::None: return "none";
    case Modification::Signatures: return "signatures";
    case Modification::Permitted: return "permitted";
    case Modification::Forbidden: return "forbidden";
    }
    return "";
}

std::string_view level_name(Level level)
{
    switch (level) {
    case Level::None: return "none";
    case Level::Cms: return "cms";
    case Level::BaselineB: return "b-b";
    case Level::BaselineT: return "b-t";
    }
    return "";
}

Result<VerificationReport> verify_pdf(std::string_view pdf, VerifyOptions const& options)
{
    auto report = Verifier(pdf, options).run();
    if (report || is_refusal(report.error()) || pdf.find("/ByteRange") == std::string_view::npos)
        return report;
    // It carries a signature, and nobody can say of what.
    VerificationReport broken;
    broken.has_trust_anchors = !options.trust_anchors.empty();
    broken.size = pdf.size();
    broken.faults.push_back(report.error());
    return broken;
}

} // namespace konkordat::sign
