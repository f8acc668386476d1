#include "core/sign/change.h"

namespace konkordat::sign {

std::string_view change_kind_name(ChangeKind kind)
{
    switch (kind) {
    case ChangeKind::Signature: return "signature";
    case ChangeKind::DocumentTimeStamp: return "document-time-stamp";
    case ChangeKind::SignatureField: return "signature-field";
    case ChangeKind::VisibleSignatureField: return "visible-signature-field";
    case ChangeKind::FieldValue: return "field-value";
    case ChangeKind::Annotation: return "annotation";
    case ChangeKind::ValidationData: return "validation-data";
    case ChangeKind::Extensions: return "extensions";
    case ChangeKind::FieldLock: return "field-lock";
    case ChangeKind::Certification: return "certification";
    case ChangeKind::Other: return "other";
    }
    return "";
}

} // namespace konkordat::sign
