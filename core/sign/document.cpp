#include "core/sign/document.h"

#include "core/pdf/decoding_limit.h"

#include <algorithm>
#include <utility>

namespace konkordat::sign {

namespace {

/// Programs that sign (node-signpdf) point to the empty line before their cross-reference table. Whoever reads the file finds the same table.
bool is_forgiven(QPDFExc const& warning) { return warning.getMessageDetail() == "extraneous whitespace seen before xref"; }

std::unique_ptr<QPDF> strict_reader()
{
    auto pdf = std::make_unique<QPDF>();
    pdf->setSuppressWarnings(true);
    pdf->setMaxWarnings(100);
    pdf->setAttemptRecovery(false);
    return pdf;
}

} // namespace

Error damaged(std::string const& reason)
{
    return Error { .code = ErrorCode::Malformed, .message = "the PDF is damaged: " + reason, .key = "pdf-damaged", .argument = reason };
}

Result<void> check_is_pdf(std::string_view bytes)
{
    if (bytes.size() > max_file_bytes) {
        std::string const limit = std::to_string(max_file_bytes / 1024 / 1024) + " MiB";
        return Error {
            .code = ErrorCode::TooLarge, .message = "the PDF is larger than " + limit, .key = "pdf-too-large", .argument = limit
        };
    }
    // Readers that look for the header further on count positions from there, others from the file's first byte.
    if (!bytes.starts_with("%PDF-"))
        return Error { .code = ErrorCode::Malformed, .message = "this is not a PDF", .key = "not-a-pdf" };
    return {};
}

bool is_same_place(ObjectPlace const& a, ObjectPlace const& b)
{
    return a.kind == b.kind && a.kind != ObjectPlace::Kind::Unknown && a.stream == b.stream && a.offset == b.offset;
}

Document::Document(std::string_view bytes)
    : m_bytes(bytes)
    , m_pdf(strict_reader())
{
}

void Document::forget_objects()
{
    (void)complaint();
    m_pdf = nullptr; // before there is another one
    m_pdf = strict_reader();
    m_pdf->processMemoryFile("input", m_bytes.data(), m_bytes.size());
}

Result<std::unique_ptr<Document>> Document::open(std::string_view bytes)
{
    KONKORDAT_CHECK(check_is_pdf(bytes));
    Error const encrypted { .code = ErrorCode::Malformed, .message = "the PDF is encrypted", .key = "pdf-encrypted" };
    pdf::limit_decoding();
    try {
        std::unique_ptr<Document> document { new Document(bytes) };
        document->m_pdf->processMemoryFile("input", bytes.data(), bytes.size());
        if (document->m_pdf->isEncrypted())
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

std::vector<ObjectPlace> const& Document::places()
{
    if (!m_places.empty())
        return m_places;
    auto const table = m_pdf->getXRefTable();
    m_places.reserve(table.size());
    for (auto const& [id, entry] : table) {
        ObjectPlace place { .id = id };
        if (entry.getType() == 1) {
            place.kind = ObjectPlace::Kind::InFile;
            place.offset = entry.getOffset();
        } else if (entry.getType() == 2) {
            place.kind = ObjectPlace::Kind::InStream;
            place.stream = entry.getObjStreamNumber();
            place.offset = entry.getObjStreamIndex();
        }
        m_places.push_back(place);
    }
    return m_places;
}

std::vector<ObjectPlace> Document::take_places()
{
    (void)places();
    return std::exchange(m_places, {});
}

ObjectPlace const* Document::place_of(QPDFObjGen id)
{
    auto const& all = places();
    auto const place
        = std::lower_bound(all.begin(), all.end(), id, [](ObjectPlace const& other, QPDFObjGen wanted) { return other.id < wanted; });
    return place != all.end() && place->id == id ? &*place : nullptr;
}

std::optional<std::string> Document::complaint()
{
    for (QPDFExc const& warning : m_pdf->getWarnings()) {
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
