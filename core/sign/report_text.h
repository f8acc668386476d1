#pragma once

#include "core/base/language.h"
#include "core/crypto/json_signature.h"
#include "core/sign/twin.h"
#include "core/sign/verification.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Reports on signatures in words that a reader of agreements understands; whoever shows them lays them out.
namespace konkordat::sign {

/// How much a sentence should worry its reader.
enum class Gravity {
    Good,    ///< in order
    Note,    ///< to be known
    Warning, ///< not wrong, and not to be relied on without a thought
    Bad,     ///< wrong
};

struct ReportLine {
    std::string label; ///< "Certificate"; empty: a sentence by itself
    std::string text;
    std::vector<std::string> items; ///< below it
    Gravity gravity = Gravity::Note;
};

struct SignatureText {
    std::string who;     ///< person and organisation of the certificate
    std::string verdict; ///< in a word or two
    Gravity gravity = Gravity::Bad;
    std::vector<ReportLine> lines;
};

/// What holds of the file comes first, then each signature in the order in which it was made.
struct ReportText {
    std::string headline; ///< never sounds better than is_in_order
    Gravity gravity = Gravity::Bad;
    std::vector<ReportLine> notes;
    std::vector<SignatureText> signatures;
    bool is_in_order = false; ///< nothing was found that speaks against the file
};

/// What the reader has to give so that certificates are judged, as it is called where the report is shown; an option, or the words of trust_anchors_name().
struct ReportWording {
    Language language = Language::German;
    std::string_view trust_anchors;
    bool names_fields = true; ///< fields that nobody has signed are called by the names that scripts use, else as readers know them
};
/// "trust anchors" in the language.
[[nodiscard]] std::string_view trust_anchors_name(Language);

[[nodiscard]] ReportText describe(VerificationReport const&, TwinCheck const&, ReportWording const&);

/// A signature of a JSON document, with what it comes to.
struct JudgedJsonSignature {
    crypto::JsonSignatureVerdict details;
    Verdict verdict = Verdict::Invalid;
};
struct JsonReport {
    Verdict verdict = Verdict::Unsigned;
    bool is_weak = false;   ///< one of the signatures
    bool has_trial = false; ///< one of the signatures is of an identity that is for trial only
    std::vector<JudgedJsonSignature> signatures;
};
/// A document without signatures is Unsigned.
[[nodiscard]] JsonReport judge(std::vector<crypto::JsonSignatureVerdict> const&);
/// `notes`: what is to be said of the document itself, in the reader's language.
[[nodiscard]] ReportText describe(JsonReport const&, std::vector<std::string> const& notes, ReportWording const&);

/// Whether a verdict gives no reason to doubt. A weak algorithm does.
[[nodiscard]] bool is_in_order(Verdict, bool is_weak);

} // namespace konkordat::sign
