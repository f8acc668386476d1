#pragma once

#include "core/base/result.h"
#include "core/sign/document.h"
#include "core/sign/revisions.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace konkordat::sign {

/// Collects new and changed objects and appends them to a file, whose bytes stay as they are (ISO 32000-1 7.5.6). The
/// cross-references are a table or a stream as they are in the file's last revision.
class Update {
public:
    /// `original` outlives the update. Errors: those of read_revisions() and Document::open(); whatever qpdf has to complain about.
    /// New objects are numbered from `first_number` on, or from where the file's own end.
    [[nodiscard]] static Result<Update> create(std::string_view original, int first_number = 1);

    [[nodiscard]] Document& document() { return *m_document; }
    [[nodiscard]] std::vector<Revision> const& revisions() const { return m_revisions; }

    [[nodiscard]] int first_free_number() const { return m_next; }
    [[nodiscard]] int reserve() { return m_next++; }
    /// `body` is all that stands between "obj" and "endobj". A number at or above first_free_number() moves that on.
    void set(QPDFObjGen, std::string body);
    [[nodiscard]] int add(std::string body);

    struct File {
        std::string bytes;
        std::map<int, std::size_t> bodies; ///< where each object's body begins, by number
    };
    [[nodiscard]] File finish();

private:
    Update(std::string_view original, std::unique_ptr<Document>, std::vector<Revision>);

    [[nodiscard]] std::string trailer_entries() const;
    void append_table(std::string& out, std::map<QPDFObjGen, std::size_t> const& offsets) const;
    void append_stream(std::string& out, std::map<QPDFObjGen, std::size_t> offsets);

    std::string_view m_original;
    std::unique_ptr<Document> m_document;
    std::vector<Revision> m_revisions;
    std::map<QPDFObjGen, std::string> m_objects;
    int m_next = 1;
};

/// "12 0 R"
[[nodiscard]] std::string reference(int number);
[[nodiscard]] std::string reference(QPDFObjGen);

/// A dictionary's text with some of its values replaced or added; an empty text removes the key.
[[nodiscard]] std::string dictionary_text(QPDFObjectHandle, std::map<std::string, std::string> const& changes);

} // namespace konkordat::sign
