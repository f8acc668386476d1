#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace konkordat::sign {

/// What a later revision did to a document. Everything that is not recognised as one of the first kinds is Other.
enum class ChangeKind {
    Signature,             ///< an empty signature field was signed
    DocumentTimeStamp,
    SignatureField,        ///< a new signature field out of sight
    VisibleSignatureField, ///< a new signature field on a page
    FieldValue,            ///< another form field was filled in
    Annotation,            ///< a comment was added
    ValidationData,        ///< /DSS: certificates and revocation lists for later
    Extensions,            ///< version and extensions of the format
    FieldLock,             ///< an empty signature field got a lock: how a document is prepared before anybody signs
    Certification,         ///< the first signature became the document's certification
    Other,
};
[[nodiscard]] std::string_view change_kind_name(ChangeKind);

struct Change {
    ChangeKind kind = ChangeKind::Other;
    std::size_t revision = 0; ///< that made it, from 0
    std::string subject;      ///< full name of a field, or what was changed: "page 3", "font", "catalog /Pages"
    int object = 0;           ///< number, 0 if none
    bool covers_content = false; ///< what is new in sight lies upon something of the page
};

} // namespace konkordat::sign
