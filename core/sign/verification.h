#pragma once

#include "core/crypto/signature.h"
#include "core/sign/byte_range.h"
#include "core/sign/change.h"
#include "core/sign/permissions.h"
#include "core/sign/revisions.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace konkordat::sign {

/// From the worst to the best; a document is as good as its worst signature.
enum class Verdict {
    Invalid,          ///< something signed is not as it was signed, or something is not understood
    Unsigned,
    Untrusted,        ///< intact, but the certificate is not one of those that are trusted, or was not valid then
    IntegrityOnly,    ///< intact; nobody said whom to trust
    ValidButWeak,     ///< intact and trusted, with an algorithm or key that is no longer safe
    ValidWithChanges, ///< intact and trusted; fields were filled in or comments added, as permitted
    Valid,
};
[[nodiscard]] std::string_view verdict_name(Verdict);

/// What later revisions did to what a signature covers.
enum class Modification {
    None,
    Signatures, ///< further signatures, and what belongs to them
    Permitted,  ///< fields filled in, comments added
    Forbidden,
};
[[nodiscard]] std::string_view modification_name(Modification);

/// ETSI EN 319 142-1.
enum class Level {
    None,
    Cms,       ///< a plain CMS signature
    BaselineB, ///< PAdES B-B
    BaselineT, ///< PAdES B-T: with a time stamp that is intact
};
[[nodiscard]] std::string_view level_name(Level);

struct JudgedChange {
    Change change;
    bool is_permitted = false;
};

struct SignatureReport {
    std::string field;
    std::string label;     ///< accessible name of the field
    int object = 0;        ///< number of the signature dictionary
    bool is_document_time_stamp = false;
    std::string name;      ///< as the dictionary claims, like reason, place and time
    std::string reason;
    std::string place;
    std::optional<Timestamp> claimed_time;
    std::string format;    ///< /SubFilter
    std::optional<Permission> certification;
    std::vector<FieldLock> locks;

    std::vector<SignatureFault> faults; ///< of the file; empty: byte range, hole and coverage are sound
    std::optional<ByteRange> range;
    std::optional<std::size_t> revision; ///< that the signature covers, from 0
    bool covers_whole_file = false;

    std::optional<crypto::CmsVerdict> cms;              ///< of a signature whose hole is sound
    std::optional<crypto::TimeStampVerdict> time_stamp; ///< of a document time stamp
    std::vector<JudgedChange> changes;
    Modification modification = Modification::None;
    Level level = Level::None;
    bool is_intact = false; ///< bytes and CMS; nothing is said about trust and changes
    bool is_weak = false;
    Verdict verdict = Verdict::Invalid;
};

struct VerificationReport {
    Verdict verdict = Verdict::Invalid;
    bool has_trust_anchors = false;
    std::size_t size = 0;
    std::vector<Revision> revisions;       ///< empty if they cannot be read
    std::vector<SignatureReport> signatures; ///< in the order in which they were made
    std::vector<std::string> unsigned_fields; ///< full names
    std::vector<std::string> unsigned_labels; ///< their accessible names, or what they are called for want of one
    std::optional<Permission> certification;
    std::vector<Error> faults; ///< of the file as a whole; with any, the verdict is Invalid
};

struct VerifyOptions {
    std::vector<crypto::Certificate> trust_anchors;
    Timestamp now;
};

/// What can be said of the signatures of a file. A file that carries signatures and cannot be read without a repair is Invalid.
/// Errors: of files without signatures those of reading; pdf-encrypted, pdf-too-large, pdf-too-many-revisions of any.
[[nodiscard]] Result<VerificationReport> verify_pdf(std::string_view pdf, VerifyOptions const&);

} // namespace konkordat::sign
