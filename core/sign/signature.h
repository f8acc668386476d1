#pragma once

#include "core/base/date.h"
#include "core/base/language.h"
#include "core/base/result.h"
#include "core/crypto/signature.h"
#include "core/sign/byte_range.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace konkordat::sign {

struct SignatureField {
    std::string name;        ///< in full
    std::string label;       ///< accessible name (TU), may be empty
    int page = 0;            ///< from 1; 0: on none
    bool is_signed = false;
    bool is_visible = false; ///< its widget has an area
    bool is_prepared = false; ///< locked as soon as it is signed (/Lock): the file goes round to be signed
};
/// In the order of the form. Errors: those of read_revisions() and of a damaged form.
[[nodiscard]] Result<std::vector<SignatureField>> list_fields(std::string_view pdf);

enum class Certification {
    None,
    FirstCertifies, ///< a document's first signature permits filling in forms and signing only (DocMDP P 2)
};

struct SignatureRequest {
    std::string field;
    std::string name;         ///< of the person
    std::string function;     ///< "Kommandantin"
    std::string organisation;
    std::string place;
    std::string reason;
    Timestamp time;
    std::int64_t utc_offset_seconds = 0; ///< of the signer's clock
    Language language = Language::German; ///< of the appearance
    Certification certification = Certification::FirstCertifies;
};

/// Points.
struct AppearanceSize {
    double width = 0;
    double height = 0;
};
/// A form XObject and all that it needs, by object number.
struct Appearance {
    std::vector<std::pair<int, std::string>> objects;
    int form = 0; ///< number of the form XObject
};
/// Makes what is seen of a signature; objects are numbered from `first_number` on. An empty function: nothing is seen but what the field has.
using MakeAppearance = std::function<Result<Appearance>(SignatureRequest const&, AppearanceSize, int first_number)>;

/// A file that is signed but for the signature: its hole is full of zeros.
struct ReservedSignature {
    std::string file;
    std::string field;
    ByteRange range;

    [[nodiscard]] std::array<std::string_view, 2> content() const { return range.content(file); }
};

/// Appends everything but the CMS, for which `room` bytes are kept. Errors: NotFound (sign-no-field), Inconsistent (sign-already-signed,
/// sign-not-permitted: an earlier signature forbids it), those of read_revisions() and of a damaged file.
[[nodiscard]] Result<ReservedSignature> reserve_signature(
    std::string_view pdf, SignatureRequest const&, std::size_t room, MakeAppearance const& = {});
/// Puts the CMS into the hole without looking at it. Errors: TooLarge (sign-no-room).
[[nodiscard]] Result<std::string> fill_signature(ReservedSignature, std::string_view cms);

enum class TimeStampRoom { Without, With };
/// Bytes to reserve for a signature with this certificate and chain.
[[nodiscard]] std::size_t signature_room(crypto::Certificate const&, std::vector<crypto::Certificate> const& chain, TimeStampRoom);

/// All in one: PAdES B-B as an incremental update; `pdf` is the begin of what is returned.
[[nodiscard]] Result<std::string> sign_pdf(
    std::string_view pdf, crypto::Identity const&, SignatureRequest const&, MakeAppearance const& = {});

} // namespace konkordat::sign
