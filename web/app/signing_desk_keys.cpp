#include "web/app/signing_desk.h"

#include "core/sign/appearance.h"
#include "web/app/signing_desk_files.h"

#include <algorithm>

/// The half of the desk that has to do with keys: who signs, and signing.
namespace konkordat::app {

using namespace desk;
using documents::Operation;
using documents::Product;

namespace {

constexpr std::string_view pkcs12_type = "application/x-pkcs12";
constexpr std::string_view pem_type = "application/x-pem-file";
constexpr std::size_t max_time_stamp_bytes = 64U * 1024;

/// An object identifier of PKCS#7 (RFC 5652 4) near the beginning.
bool is_cms(File const& file) { return file.bytes.substr(0, 32).find("\x2A\x86\x48\x86\xF7\x0D\x01\x07") != std::string::npos; }

} // namespace

// Who signs

void SigningDesk::carry_out(ChooseSigner const&)
{
    m_owner.platform.open_file(
        signer_token, { .accept = ".p12,.pfx,application/x-pkcs12", .multiple = false, .size_limit = max_certificate_bytes });
}

void SigningDesk::carry_out(ChooseCertificate const&)
{
    m_owner.platform.open_file(certificate_token, { .accept = certificate_files, .multiple = false, .size_limit = max_certificate_bytes });
}

void SigningDesk::take_signer(std::string name, Secret bytes, bool has_key)
{
    m_state.signing_error.reset();
    // What is being signed was agreed to with the other certificate.
    if (m_state.is_signing) {
        carry_out(ForgetSigner {});
        m_state.signing_error = Error { .code = ErrorCode::Unavailable, .message = "another certificate was chosen", .key = "sign-exchanged" };
    } else {
        forget_secrets();
    }
    m_state.signer = DeskSigner { .name = std::move(name), .bytes = std::move(bytes), .has_key = has_key, .facts = {}, .error = {} };
    if (!has_key)
        carry_out(OpenSigner {});
}

void SigningDesk::carry_out(OpenSigner const& action)
{
    if (!m_state.signer || m_state.signer->is_busy)
        return;
    auto& signer = *m_state.signer;
    signer.is_busy = true;
    signer.error.reset();
    m_password = action.password;
    documents::Work task { .operation = Operation::ReadCertificates };
    if (signer.has_key)
        task = { .operation = Operation::ReadIdentity, .parameters = documents::pack(key()) };
    else
        task.files.emplace_back(signer.bytes.view());
    m_owner.carry_out(std::move(task), [this, turn = m_signer_turn](Result<Product> product) {
        auto facts = product ? documents::unpack<documents::IdentityFacts>(product->facts) : Result<documents::IdentityFacts>(product.error());
        if (turn != m_signer_turn)
            return;
        m_state.signer->is_busy = false;
        if (facts) {
            m_state.signer->facts = std::move(*facts);
        } else {
            m_state.signer->error = facts.error();
            m_password.wipe();
        }
    });
}

void SigningDesk::carry_out(ForgetSigner const&)
{
    ++m_turn;
    forget_secrets();
    m_owner.platform.give_up_work();
    m_state.is_signing = false;
    if (m_state.document && m_state.document->is_busy)
        verify();
}

void SigningDesk::forget_secrets()
{
    ++m_signer_turn;
    m_password.wipe();
    m_state.signer.reset();
}

documents::Key SigningDesk::key() const { return { .pkcs12 = m_state.signer->bytes, .password = m_password }; }

void SigningDesk::carry_out(CreateTrialIdentity const& action)
{
    if (m_state.is_creating)
        return;
    m_state.is_creating = true;
    m_state.creating_error.reset();
    documents::TrialParameters const wanted { .person = action.person, .organisation = action.organisation, .password = action.password };
    m_owner.carry_out({ .operation = Operation::CreateIdentity, .parameters = documents::pack(wanted) },
        [this, password = action.password, person = action.person](Result<Product> product) {
            m_state.is_creating = false;
            auto facts = product ? documents::unpack<documents::TrialFacts>(product->facts) : Result<documents::TrialFacts>(product.error());
            if (!facts || product->files.size() != 1) {
                m_state.creating_error = facts ? Error { .code = ErrorCode::Unavailable } : facts.error();
                return;
            }
            auto const name = m_owner.words()("sign.trial.file") + " " + person;
            m_owner.platform.save_file(name + ".p12", pkcs12_type, facts->pkcs12);
            m_owner.platform.save_file(name + ".pem", pem_type, product->files[0]);
            m_owner.say(m_owner.words()("sign.trial.done", { { "file", name + ".p12" } }));
            take_signer(name + ".p12", std::move(facts->pkcs12), true);
            carry_out(OpenSigner { .password = password });
        });
}

// Signing

std::string SigningDesk::signed_name(std::string_view extension) const
{
    auto const& document = *m_state.document;
    auto base = without_extension(document.file.name);
    auto const suffix = "-" + m_owner.words()("sign.file");
    if (auto const at = base.rfind(suffix); at != std::string::npos)
        base.resize(at);
    return base + suffix + "-" + std::to_string(document.facts->signatures.size() + 1) + std::string(extension);
}

void SigningDesk::carry_out(SignDocument const& action)
{
    auto const* document = m_state.document ? &*m_state.document : nullptr;
    if (!document || !document->facts || !m_state.signer || !m_state.signer->facts || m_state.is_signing)
        return;
    m_state.is_signing = true;
    m_state.signing_error.reset();
    if (!document->facts->is_pdf)
        return sign_json();
    auto const& certificate = m_state.signer->facts->certificate;
    sign::SignatureRequest request;
    request.field = action.field;
    request.name = certificate.common_name;
    request.function = action.function;
    request.organisation = action.organisation;
    request.place = action.place;
    request.reason = action.reason;
    request.time = m_owner.world.now();
    request.utc_offset_seconds = m_owner.world.utc_offset_seconds(request.time);
    request.language = document->agreement && !document->agreement->languages.empty() ? document->agreement->languages.front()
                                                                                      : m_owner.words().language();
    work(Operation::PlaceAppearance, documents::pack(documents::SignParameters { .request = request, .appearance = {} }),
        { document->file.bytes }, [this, action, request](Result<Product> place) { sign_pdf(action, request, place); });
}

void SigningDesk::sign_pdf(SignDocument const& action, sign::SignatureRequest const& request, Result<Product> const& place)
{
    auto const facts = place ? documents::unpack<documents::PlaceFacts>(place->facts) : Result<documents::PlaceFacts>(place.error());
    if (!facts)
        return fail_signing(facts.error());
    documents::SignParameters parameters { .request = request, .appearance = {}, .with_time_stamp = !action.authority.empty() };
    if (facts->is_visible) {
        auto appearance = sign::typeset_appearance(m_owner.world)(request, facts->size, facts->first_number);
        if (!appearance)
            return fail_signing(appearance.error());
        parameters.appearance = std::move(*appearance);
    }
    auto const& signer = *m_state.signer;
    std::vector<std::string> files { m_state.document->file.bytes };
    if (signer.has_key) {
        parameters.key = key();
        work(Operation::SignPdf, documents::pack(parameters), std::move(files), [this, authority = action.authority](Result<Product> product) {
            if (!authority.empty() && product && product->files.size() == 3)
                return ask_for_time_stamp(std::move(*product), authority);
            finish_signing(std::move(product), signed_name(".pdf"));
        });
    } else {
        files.emplace_back(signer.bytes.view());
        work(Operation::DeferPdf, documents::pack(parameters), std::move(files), [this](Result<Product> product) {
            if (!product || product->files.size() != 2)
                return fail_signing(product ? Error { .code = ErrorCode::Unavailable } : product.error());
            m_state.is_signing = false;
            m_state.is_deferred = true;
            m_state.signed_as = signed_name(".pdf");
            m_owner.platform.save_file(m_state.signed_as, pdf_type, product->files[0]);
            m_owner.platform.save_file(without_extension(m_state.signed_as) + ".json", json_type, product->files[1]);
        });
    }
}

void SigningDesk::sign_json()
{
    work(Operation::SignJson, documents::pack(key()), { m_state.document->file.bytes },
        [this](Result<Product> product) { finish_signing(std::move(product), signed_name(".json")); });
}

void SigningDesk::ask_for_time_stamp(Product signed_so_far, std::string const& authority)
{
    m_state.authority = authority;
    Post post { .url = authority,
        .content_type = "application/timestamp-query",
        .accept = "application/timestamp-reply",
        .body = signed_so_far.files[2],
        .answer_limit = max_time_stamp_bytes };
    m_owner.post(std::move(post), [this, turn = m_turn, signed_so_far = std::move(signed_so_far)](Result<Product> response) mutable {
        if (turn == m_turn)
            take_time_stamp(std::move(signed_so_far), std::move(response));
    });
}

void SigningDesk::take_time_stamp(Product signed_so_far, Result<Product> response)
{
    if (!response || response->files.size() != 1)
        return fail_signing(response ? Error { .code = ErrorCode::Unavailable } : response.error());
    m_owner.keep(authority_setting, m_state.authority);
    auto files = std::move(signed_so_far.files);
    files.push_back(std::move(response->files.front()));
    work(Operation::FinishTimeStamp, std::move(signed_so_far.facts), std::move(files),
        [this](Result<Product> product) { finish_signing(std::move(product), signed_name(".pdf")); });
}

void SigningDesk::finish_signing(Result<Product> product, std::string name)
{
    if (!product || product->files.empty())
        return fail_signing(product ? Error { .code = ErrorCode::Unavailable } : product.error());
    forget_secrets();
    m_owner.platform.give_up_work();
    File file { .name = std::move(name), .bytes = std::move(product->files.front()) };
    m_owner.platform.save_file(file.name, is_pdf(file) ? pdf_type : json_type, file.bytes);
    auto const shown = file.name;
    open(std::move(file));
    m_state.signed_as = shown;
}

void SigningDesk::fail_signing(Error error)
{
    m_state.is_signing = false;
    m_state.signing_error = std::move(error);
}

void SigningDesk::carry_out(ChooseAnswer const&)
{
    m_owner.platform.open_file(answer_token, { .accept = {}, .multiple = true });
}

void SigningDesk::take_answer(std::vector<File>& files)
{
    m_state.answer_error.reset();
    auto const document = std::ranges::find_if(files, is_pdf);
    auto const record = std::ranges::find_if(files, is_json);
    auto const answer = std::ranges::find_if(files, [](File const& file) { return !is_pdf(file) && !is_json(file); });
    if (files.size() != 3 || document == files.end() || record == files.end() || answer == files.end()) {
        m_state.answer_error = Error { .code = ErrorCode::InvalidArgument, .message = "three files are wanted", .key = "desk-answer" };
        return;
    }
    auto const kind = is_cms(*answer) ? documents::DeferredAnswer::Cms : documents::DeferredAnswer::SignatureValue;
    work(Operation::CompleteDeferred, documents::pack(kind), { document->bytes, record->bytes, answer->bytes },
        [this, name = document->name](Result<Product> product) {
            if (product && product->files.size() == 1)
                finish_signing(std::move(product), name);
            else
                m_state.answer_error = product ? Error { .code = ErrorCode::Unavailable } : product.error();
        });
}

} // namespace konkordat::app
