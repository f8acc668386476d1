#pragma once

#include "core/sign/verification.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace konkordat::sign {

/// A file that came back from a party.
struct ReturnedFile {
    std::string name;
    std::string_view bytes;
};

enum class Refusal {
    Unreadable,      ///< no PDF, damaged, encrypted
    NotADescendant,  ///< does not begin with the bytes of the prepared file
    Invalid,         ///< a signature in it is not valid, or what was signed has been changed
};
[[nodiscard]] std::string_view refusal_name(Refusal);

struct FileProgress {
    std::string name;
    std::optional<Refusal> refusal;
    std::string reason;                     ///< English, if refused
    std::vector<std::string> signed_fields; ///< in the order of signing; only of a file that was taken
};

/// Two files in which somebody signed the same state of the document, not knowing of each other. Signatures cannot be moved from
/// file to file: of one of the two, those that are only there have to be given again on the other.
struct ParallelSignatures {
    std::size_t first_file = 0;  ///< the one to go on with
    std::size_t second_file = 0;
    std::vector<std::string> only_in_first;
    std::vector<std::string> only_in_second; ///< to be signed again
};

struct SignatoryProgress {
    std::string field;
    std::string label;
    bool has_signed = false;       ///< in the file to go on with
    bool signed_elsewhere = false; ///< only in a parallel file
    std::string name;              ///< of the signer's certificate
    std::optional<Timestamp> time;
};

struct Progress {
    std::vector<SignatoryProgress> signatories; ///< every signature field of the prepared file
    std::vector<FileProgress> files;            ///< as they were given
    std::vector<ParallelSignatures> parallel;
    std::optional<std::size_t> current;         ///< the file with the most signatures: the one to go on with
    bool is_complete = false;
};

/// Errors: those of the prepared file, which must be readable; those of a returned file are its refusal.
[[nodiscard]] Result<Progress> signing_progress(std::string_view prepared, std::vector<ReturnedFile> const& files, VerifyOptions const&);

} // namespace konkordat::sign
