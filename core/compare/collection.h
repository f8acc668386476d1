#pragma once

#include "core/agreement/catalogues.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace konkordat::compare {

/// Why a file was not taken.
enum class SkipReason {
    Unreadable,  ///< no file that can be read, damaged, of a newer version
    Foreign,     ///< something else: no agreement, or of no canton of the register
    Untrusted,   ///< its signatures do not hold, or its pages are not those of its data
    Duplicate,   ///< the same agreement in the same words is there already; of two, the signed one is kept
    Older,       ///< a later state of the same agreement is there: kept as its history
    Contradicts, ///< another state of the same agreement that was changed at the same time: nobody can say which one holds
};
[[nodiscard]] std::string_view name_of(SkipReason);

struct SkippedFile {
    std::string file;
    SkipReason reason = SkipReason::Unreadable;
    Error error; ///< of Unreadable, Foreign and Untrusted; else names the other file as argument
};

/// A state of an agreement that came with a file.
struct AgreementState {
    std::string file;
    Timestamp modified_at;
    std::string verification; ///< name of the verdict about its signatures, "unsigned" for none
    std::string hash;         ///< of its content
};

struct CollectedAgreement {
    Agreement agreement;      ///< the state changed last
    AgreementState state;
    std::vector<AgreementState> history; ///< earlier states that came along, newest first
};

/// Agreements from any number of files: each once, in its latest state. The result does not depend on the order of the files but for two states of one time,
/// of which the first is kept.
class Collection {
public:
    /// `hash` gives the same for the same agreement only (of its canonical bytes).
    Collection(std::vector<Canton> const& cantons, std::function<std::string(Agreement const&)> hash);

    void add(std::string file, Agreement, std::string verification);
    void skip(std::string file, SkipReason, Error);

    /// By the file that brought an agreement first.
    [[nodiscard]] std::vector<CollectedAgreement> const& agreements() const { return m_agreements; }
    /// In the order of the files.
    [[nodiscard]] std::vector<SkippedFile> const& skipped() const { return m_skipped; }

private:
    void add_state(CollectedAgreement&, Agreement, AgreementState);
    void skip_for(std::string file, SkipReason, std::string const& other);

    std::vector<std::string> m_cantons;
    std::function<std::string(Agreement const&)> m_hash;
    std::vector<CollectedAgreement> m_agreements;
    std::map<AgreementId, std::size_t> m_index;
    std::vector<SkippedFile> m_skipped;
};

} // namespace konkordat::compare
