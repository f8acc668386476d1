#pragma once

#include "core/base/result.h"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace konkordat::sign {

/// What a signature is over: the file from its first byte up to a hole, and from behind the hole on (ISO 32000-2 12.8.1).
struct ByteRange {
    std::size_t hole_begin = 0; ///< the "<" of /Contents
    std::size_t hole_end = 0;   ///< behind its ">"
    std::size_t end = 0;        ///< of what is signed, exclusive

    [[nodiscard]] std::array<std::string_view, 2> content(std::string_view file) const
    {
        return { file.substr(0, hole_begin), file.substr(hole_end, end - hole_end) };
    }
    friend bool operator==(ByteRange const&, ByteRange const&) = default;
};

/// What can be wrong with a signature before its CMS is looked at. None of it is forgiven.
enum class SignatureFault {
    DictionaryMalformed, ///< not an object of its own, a key twice, not readable
    NoContents,          ///< /Contents missing, null, empty, all zero, not a hexadecimal string
    NoByteRange,         ///< missing, null, not four non-negative integers
    NotFromStart,        ///< does not begin with the file's first byte
    OutsideFile,
    NotTheContents,      ///< the hole is something else than this dictionary's /Contents
    SharedRange,         ///< another signature has the same range, or ends with the same revision
    SharedDictionary,    ///< another field has the same signature
    NoRevisionEnd,       ///< what is signed ends where no saved state of the file ends
    NotInItsRevision,    ///< the dictionary was written by another revision than it signs
    UnsupportedFormat,   ///< /SubFilter unknown, /Filter missing
    MalformedEntries,    ///< a date, a reference or a transform that is not understood
    SignatureMalformed,  ///< /Contents is no CMS, or has something behind it
};
[[nodiscard]] std::string_view signature_fault_name(SignatureFault);

/// A signature dictionary in the raw bytes of its file.
struct SignatureBytes {
    std::vector<SignatureFault> faults; ///< empty: everything below is sound
    ByteRange range;
    std::string contents;           ///< the decoded hexadecimal string, with what fills up the hole
    std::size_t object_begin = 0;   ///< "12 0 obj"
    std::size_t object_end = 0;     ///< behind the dictionary
};

/// Reads the object that begins at `offset`, strictly.
[[nodiscard]] SignatureBytes read_signature_bytes(std::string_view file, std::size_t offset);

/// The CMS without what fills up the hole: as long as its outermost DER length says; the rest must be zero. With an indefinite length (BER)
/// everything. Errors: Malformed.
[[nodiscard]] Result<std::string_view> without_padding(std::string_view contents);

} // namespace konkordat::sign
