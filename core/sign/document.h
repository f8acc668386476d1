#pragma once

#include "core/base/result.h"
#include "core/sign/revisions.h"

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFObjectHandle.hh>

#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace konkordat::sign {

/// Key "pdf-damaged".
[[nodiscard]] Error damaged(std::string const& reason);
/// What a file must be to be read at all. Errors: TooLarge (pdf-too-large), Malformed (not-a-pdf).
[[nodiscard]] Result<void> check_is_pdf(std::string_view bytes);

/// Where an object stands. Of qpdf's table, which it gives as a copy only, what is asked here, in less memory.
struct ObjectPlace {
    enum class Kind { Unknown, InFile, InStream };

    QPDFObjGen id;
    Kind kind = Kind::Unknown;
    int stream = 0;          ///< number of the object stream
    std::int64_t offset = 0; ///< in the file, or index in the object stream
};
[[nodiscard]] bool is_same_place(ObjectPlace const&, ObjectPlace const&);

/// A file or a revision of it as qpdf reads it, without any repair. For use inside this folder.
class Document {
public:
    /// `bytes` outlive the document. Errors: Malformed (not a PDF, damaged, encrypted), TooLarge.
    [[nodiscard]] static Result<std::unique_ptr<Document>> open(std::string_view bytes);

    [[nodiscard]] QPDF& pdf() { return *m_pdf; }
    [[nodiscard]] QPDFObjectHandle catalog() { return m_pdf->getRoot(); }
    /// Lets go of all objects that have been read, and reads the cross-references once more. Handles of objects mean nothing any more. May throw
    /// what qpdf throws.
    void forget_objects();
    [[nodiscard]] std::string_view bytes() const { return m_bytes; }
    /// Of all objects that the cross-references have, in order of their numbers.
    [[nodiscard]] std::vector<ObjectPlace> const& places();
    [[nodiscard]] std::vector<ObjectPlace> take_places();
    [[nodiscard]] ObjectPlace const* place_of(QPDFObjGen);
    /// What qpdf had to say against anything it has read so far; of a signed file nothing is forgiven.
    [[nodiscard]] std::optional<std::string> complaint();

    Document(Document const&) = delete;
    Document& operator=(Document const&) = delete;
    ~Document() = default;

private:
    explicit Document(std::string_view bytes);

    std::string_view m_bytes;
    std::unique_ptr<QPDF> m_pdf; ///< never null
    std::vector<ObjectPlace> m_places; ///< empty until it is asked for
    std::optional<std::string> m_complaint;
};

/// Runs what may throw a library's exception; the exception becomes an error.
template <typename Work>
auto guarded(Work const& work) -> decltype(work())
{
    try {
        return work();
    } catch (QPDFExc const& error) {
        return damaged(error.getMessageDetail());
    } catch (std::exception const& error) {
        return damaged(error.what());
    }
}

/// A dictionary's own text without line breaks: "<< /Type /Page ... >>", references kept.
[[nodiscard]] std::string direct_text(QPDFObjectHandle);
/// The value, or null, of a dictionary or stream dictionary; null for anything else.
[[nodiscard]] QPDFObjectHandle member(QPDFObjectHandle, std::string const& key);
[[nodiscard]] bool is_name(QPDFObjectHandle const&, std::string_view name);
/// UTF-8 of a text string; empty for anything else.
[[nodiscard]] std::string text_of(QPDFObjectHandle const&);

} // namespace konkordat::sign
