#include "core/sign/document.h"

#include <qpdf/Pl_Flate.hh>
#include <qpdf/Pl_RunLength.hh>

namespace konkordat::sign {

namespace {

/// What any one stream may decode to. Process-wide in qpdf, set once.
constexpr unsigned long long max_decoded_bytes = 64ULL * 1024 * 1024;

void limit_decoding()
{
    static bool const limited = [] {
        Pl_Flate::memory_limit(max_decoded_bytes);
        Pl_RunLength::setMemoryLimit(max_decoded_bytes);
        return true;
    }();
    (void)limited;
}

/// Programs that sign (node-signpdf) point to the empty line before their cross-reference table. Whoever reads the file finds the same table.
bool is_forgiven(QPDFExc const& warning) { return warning.getMessageDetail() == "extraneous whitespace seen before xref"; }

} // namespace

Error damaged(std::string const& reason)
{
    return Error { .code = ErrorCode::Malformed, .message = "the PDF is damaged: " + reason, .key = "pdf-damaged", .argument = reason };
}

Document::Document(std::string_view bytes)
    : m_bytes(bytes)
{
    m_pdf.setSuppressWarnings(true);
    m_pdf.setMaxWarnings(100);
    m_pdf.setAttemptRecovery(false);
}

Result<std::unique_ptr<Document>> Document::open(std::string_view bytes)
{
    if (bytes.size() > max_file_bytes)
        return Error {
            .code = ErrorCode::TooLarge, .message = "the PDF is larger than 256 MiB", .key = "pdf-too-large", .argument = "256 MiB"
        };
    // Readers that look for the header further on count positions from there, others from the file's first byte.
    if (!bytes.starts_with("%PDF-"))
        return Error { .code = ErrorCode::Malformed, .message = "this is not a PDF", .key = "not-a-pdf" };
    Error const encrypted { .code = ErrorCode::Malformed, .message = "the PDF is encrypted", .key = "pdf-encrypted" };
    limit_decoding();
    try {
        std::unique_ptr<Document> document { new Document(bytes) };
        document->m_pdf.processMemoryFile("input", bytes.data(), bytes.size());
        if (document->m_pdf.isEncrypted())
            return encrypted;
        return document;
    } catch (QPDFExc const& error) {
        if (error.getErrorCode() == qpdf_e_password)
            return encrypted;
        return damaged(error.getMessageDetail());
    } catch (std::exception const& error) {
        return damaged(error.what());
    }
}

std::optional<std::string> Document::complaint()
{
    for (QPDFExc const& warning : m_pdf.getWarnings()) {
        if (!m_complaint && !is_forgiven(warning))
            m_complaint = warning.getMessageDetail();
    }
    return m_complaint;
}

std::string direct_text(QPDFObjectHandle object)
{
    return object.isStream() ? object.getDict().unparseResolved() : object.unparseResolved();
}

QPDFObjectHandle member(QPDFObjectHandle object, std::string const& key)
{
    if (object.isStream())
        object = object.getDict();
    return object.isDictionary() ? object.getKey(key) : QPDFObjectHandle::newNull();
}

bool is_name(QPDFObjectHandle const& object, std::string_view name) { return object.isName() && object.getName() == name; }

std::string text_of(QPDFObjectHandle const& object) { return object.isString() ? object.getUTF8Value() : std::string(); }

} // namespace konkordat::sign
