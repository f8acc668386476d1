#pragma once

#include "core/base/world.h"
#include "web/app/catalogue.h"
#include "web/app/desk.h"

#include <cstdint>
#include <functional>
#include <string>

namespace konkordat::app {

/// Carries out what is asked of the desk. Files and keys are read beside the application (web/documents); a key and its password are in memory
/// from their opening to the signature, in no storage, log or history, and wiped with the worker then.
class SigningDesk {
public:
    /// What the desk needs of its owner, who outlives it.
    struct Owner {
        World& world;
        Platform& platform;
        std::function<Catalogue const&()> words;
        std::function<void(documents::Work, std::function<void(Result<documents::Product>)>)> carry_out;
        std::function<void(std::string)> say;
        std::function<void(Post, std::function<void(Result<documents::Product>)>)> post;
        std::function<void(std::string_view key, std::string const&)> keep; ///< as a setting
        std::function<std::string(std::string_view key)> kept;              ///< empty: nothing
    };

    SigningDesk(DeskState& state, Owner owner)
        : m_state(state)
        , m_owner(std::move(owner))
    {
    }

    /// Files for the desk, by what they were asked or dropped for. False: they are none of its own.
    bool receive(FilesEvent&);
    /// The screen is shown.
    void arrive();
    /// The screen is left: no key stays behind.
    void leave();

    void run(DeskAction const&);

private:
    void carry_out(ChooseDocument const&);
    void carry_out(CloseDocument const&);
    void carry_out(ChooseTrust const&);
    void carry_out(RemoveTrust const&);
    void carry_out(ChooseSigner const&);
    void carry_out(ChooseCertificate const&);
    void carry_out(OpenSigner const&);
    void carry_out(ForgetSigner const&);
    void carry_out(SignDocument const&);
    void carry_out(ChooseAnswer const&);
    void carry_out(CreateTrialIdentity const&);
    void carry_out(SaveRevision const&);
    void carry_out(SaveReport const&);

    using Then = std::function<void(Result<documents::Product>)>;
    /// Has work done; the outcome is dropped if another document has come meanwhile.
    void work(documents::Operation, Secret parameters, std::vector<std::string> files, Then);

    void open(File);
    /// Lays the agreement of the file out again, for the comparison with its pages.
    void lay_out_twin(Result<documents::Product> const& extracted);
    void verify();
    void take_signer(std::string name, Secret bytes, bool has_key);
    void take_trust(std::vector<File> const&);
    void take_answer(std::vector<File>&);
    void store_anchors();
    void sign_pdf(SignDocument const&, sign::SignatureRequest const&, Result<documents::Product> const& place);
    void sign_json();
    /// Asks the authority for the time stamp of what has just been signed.
    void ask_for_time_stamp(documents::Product, std::string const& authority);
    void take_time_stamp(documents::Product signed_so_far, Result<documents::Product> response);
    void finish_signing(Result<documents::Product>, std::string name);
    void fail_signing(Error);
    void forget_secrets();
    [[nodiscard]] documents::Key key() const;
    [[nodiscard]] std::string signed_name(std::string_view extension) const;

    DeskState& m_state;
    Owner m_owner;
    std::uint64_t m_turn = 0;        ///< another one with each document
    std::uint64_t m_signer_turn = 0; ///< another one with each signer
    Secret m_password;
    documents::VerifyParameters m_twin_parameters;
    std::string m_twin;
};

} // namespace konkordat::app
