#pragma once

#include "core/agreement/agreement.h"
#include "core/base/secret.h"
#include "web/documents/facts.h"
#include "web/platform/platform.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// The desk at which one file lies, to be verified and signed (#/verify): what is seen of it, and what can be asked of it.
namespace konkordat::app {

/// The file that lies there.
struct DeskDocument {
    File file;
    bool is_busy = true;                          ///< it is being looked at
    std::optional<Error> failure;                 ///< it cannot be looked at
    std::optional<documents::VerifyFacts> facts;
    std::optional<Agreement> agreement;           ///< that it carries
    std::uint64_t verdict_number = 0;             ///< another one each time that it has been verified
};

/// A certificate to sign with: a PKCS#12 file with the key, or certificates alone, for a key that is elsewhere.
struct DeskSigner {
    std::string name; ///< of the file
    Secret bytes;     ///< of the file
    bool has_key = true;
    bool is_busy = false;
    std::optional<documents::IdentityFacts> facts; ///< once it has been opened
    std::optional<Error> error;
};

struct DeskState {
    std::optional<DeskDocument> document;
    std::optional<DeskSigner> signer;
    bool is_signing = false;
    std::optional<Error> signing_error;
    std::optional<Error> answer_error;         ///< why the answer to a deferred signature was not taken
    std::string signed_as;                     ///< name of the file that was made of the signed document; empty: nothing was signed here
    bool is_deferred = false;                  ///< what was made waits for a signature from elsewhere
    std::vector<crypto::Certificate> anchors;  ///< that the user trusts
    std::optional<Error> anchor_error;
    std::string authority;                     ///< of time stamps, that was used last
    bool is_creating = false;                  ///< a trial identity
    std::optional<Error> creating_error;
};

// What a view can ask for

struct ChooseDocument { };
struct CloseDocument { };
struct ChooseTrust { };
struct RemoveTrust {
    std::string fingerprint;
};
struct ChooseSigner { };     ///< PKCS#12
struct ChooseCertificate { }; ///< of a key that is elsewhere
struct OpenSigner {
    Secret password;
};
struct ForgetSigner { };
/// With the signer's key, or, if that is elsewhere, up to what it has to sign.
struct SignDocument {
    std::string field;
    std::string function;
    std::string organisation;
    std::string place;
    std::string reason;
    std::string authority;   ///< address (https) of the time-stamp authority to ask (RFC 3161); empty: none
};
struct ChooseAnswer { };     ///< the files of a deferred signature: document, record, answer
struct CreateTrialIdentity {
    std::string person;
    std::string organisation;
    Secret password;
};
/// The file as it was when the signature was made, the signature included.
struct SaveRevision {
    std::size_t signature = 0;
};
struct SaveReport { };       ///< for scripts

using DeskAction = std::variant<ChooseDocument, CloseDocument, ChooseTrust, RemoveTrust, ChooseSigner, ChooseCertificate, OpenSigner, ForgetSigner,
    SignDocument, ChooseAnswer, CreateTrialIdentity, SaveRevision, SaveReport>;

} // namespace konkordat::app
