#include "web/app/signing_desk.h"

#include "core/base/wipe.h"
#include "core/codec/agreement_json.h"
#include "core/pdf/export.h"
#include "core/sign/appearance.h"

#include <algorithm>

namespace konkordat::app {

namespace {

using documents::Operation;
using documents::Product;

constexpr std::string_view document_token = "desk-document";
constexpr std::string_view trust_token = "desk-trust";
constexpr std::string_view signer_token = "desk-signer";
constexpr std::string_view certificate_token = "desk-certificate";
constexpr std::string_view answer_token = "desk-answer";

constexpr std::string_view anchors_setting = "trust-anchors";
constexpr std::string_view authority_setting = "time-stamp-authority";

constexpr std::string_view pdf_type = "application/pdf";
constexpr std::string_view json_type = "application/json";
constexpr std::string_view pkcs12_type = "application/x-pkcs12";
constexpr std::string_view pem_type = "application/x-pem-file";

constexpr std::string_view certificate_files = ".pem,.crt,.cer,.der,application/x-pem-file,application/x-x509-ca-cert,application/pkix-cert";
constexpr std::size_t max_time_stamp_bytes = 64U * 1024;
constexpr std::size_t max_certificate_bytes = 4U * 1024 * 1024;

bool is_pdf(File const& file) { return file.bytes.starts_with("%PDF-"); }
bool is_json(File const& file)
{
    auto const first = file.bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    return first != std::string::npos && file.bytes[first] == '{';
}
/// An object identifier of PKCS#7 (RFC 5652 4) near the beginning.
bool is_cms(File const& file) { return file.bytes.substr(0, 32).find("\x2A\x86\x48\x86\xF7\x0D\x01\x07") != std::string::npos; }

std::string without_extension(std::string const& name)
{
    auto const dot = name.rfind('.');
    return dot == std::string::npos || dot == 0 ? name : name.substr(0, dot);
}

} // namespace

bool SigningDesk::receive(FilesEvent& event)
{
    auto const is_for = [&](std::string_view token, std::string_view zone) {
        return event.target == token || event.target.ends_with(zone);
    };
    bool const document = is_for(document_token, "/desk-document");
    bool const signer = event.target == signer_token;
    bool const certificate = event.target == certificate_token;
    bool const trust = event.target == trust_token;
    bool const answer = event.target == answer_token;
    if (!document && !signer && !certificate && !trust && !answer)
        return false;
    m_owner.platform.request_frame();
    if (event.files.empty())
        return !event.refused.empty() ? false : true; // The owner says why.
    if (document)
        open(std::move(event.files.front()));
    else if (signer || certificate)
        take_signer(std::move(event.files.front()), signer);
    else if (trust)
        take_trust(event.files);
    else
        take_answer(event.files);
    return true;
}

void SigningDesk::arrive()
{
    m_state.authority = m_owner.kept(authority_setting);
    auto const kept = m_owner.kept(anchors_setting);
    if (!m_state.anchors.empty() || kept.empty())
        return;
    m_owner.carry_out({ .operation = Operation::ReadCertificates, .files = { kept } }, [this](Result<Product> product) {
        auto facts = product ? documents::unpack<documents::IdentityFacts>(product->facts) : Result<documents::IdentityFacts>(product.error());
        if (!facts) {
            m_state.anchor_error = facts.error();
            return;
        }
        m_state.anchors = { facts->certificate };
        std::ranges::move(facts->chain, std::back_inserter(m_state.anchors));
        if (m_state.document && m_state.document->facts)
            verify();
    });
}

void SigningDesk::leave()
{
    if (m_state.signer)
        carry_out(ForgetSigner {});
    m_state.signed_as.clear();
}

void SigningDesk::run(DeskAction const& action)
{
    std::visit([&](auto const& what) { carry_out(what); }, action);
}

void SigningDesk::work(Operation operation, std::string parameters, std::vector<std::string> files, Then then)
{
    documents::Work task { .operation = operation, .parameters = std::move(parameters), .files = std::move(files) };
    m_owner.carry_out(std::move(task), [this, turn = m_turn, then = std::move(then)](Result<Product> product) {
        if (turn == m_turn)
            then(std::move(product));
    });
}

// The document

void SigningDesk::carry_out(ChooseDocument const&)
{
    m_owner.platform.open_file(document_token, { .accept = ".pdf,.json,.jws,application/pdf,application/json", .multiple = false });
}

void SigningDesk::carry_out(CloseDocument const&)
{
    ++m_turn;
    forget_secrets();
    DeskState empty;
    empty.anchors = std::move(m_state.anchors);
    empty.authority = std::move(m_state.authority);
    m_state = std::move(empty);
    m_twin.clear();
}

void SigningDesk::open(File file)
{
    ++m_turn;
    m_state.signing_error.reset();
    m_state.answer_error.reset();
    m_state.signed_as.clear();
    m_state.is_signing = m_state.is_deferred = false;
    m_twin.clear();
    m_twin_parameters = {};
    m_state.document = DeskDocument { .file = std::move(file), .failure = {}, .facts = {}, .agreement = {} };
    auto& document = *m_state.document;
    if (is_json(document.file))
        return verify();
    if (!is_pdf(document.file)) {
        document.is_busy = false;
        document.failure = Error { .code = ErrorCode::Malformed, .message = "neither a PDF nor JSON", .key = "desk-kind" };
        return;
    }
    work(Operation::ExtractAgreement, {}, { document.file.bytes }, [this](Result<Product> product) {
        lay_out_twin(product);
        verify();
    });
}

void SigningDesk::lay_out_twin(Result<Product> const& extracted)
{
    auto const give_up = [&](Error const& why) {
        m_twin_parameters = { .has_twin = false, .no_twin = why.key, .no_twin_reason = why.to_string() };
    };
    if (!extracted)
        return give_up(extracted.error());
    auto const facts = documents::unpack<documents::ExtractedFacts>(extracted->facts);
    auto agreement = extracted->files.size() == 1 ? read_agreement(extracted->files.front())
                                                  : Result<Agreement>(Error { .code = ErrorCode::NotFound, .key = "pdf-no-agreement" });
    if (!agreement)
        return give_up(agreement.error());
    if (!facts)
        return give_up(facts.error());
    auto twin = pdf::export_agreement(m_owner.world, *agreement, facts->languages);
    m_state.document->agreement = std::move(*agreement);
    if (!twin)
        return give_up(twin.error());
    m_twin = std::move(*twin);
    m_twin_parameters = { .has_twin = true };
}

void SigningDesk::verify()
{
    auto& document = *m_state.document;
    document.is_busy = true;
    std::vector<std::string> files { document.file.bytes, m_twin };
    for (auto const& anchor : m_state.anchors)
        files.push_back(anchor.der);
    work(Operation::Verify, documents::pack(m_twin_parameters), std::move(files), [this](Result<Product> product) {
        auto facts = product ? documents::unpack<documents::VerifyFacts>(product->facts) : Result<documents::VerifyFacts>(product.error());
        auto& looked_at = *m_state.document;
        looked_at.is_busy = false;
        ++looked_at.verdict_number;
        if (facts) {
            looked_at.facts = std::move(*facts);
            looked_at.failure.reset();
        } else {
            looked_at.facts.reset();
            looked_at.failure = facts.error();
        }
    });
}

void SigningDesk::carry_out(SaveRevision const& action)
{
    if (!m_state.document || !m_state.document->facts || action.signature >= m_state.document->facts->signatures.size())
        return;
    auto const& file = m_state.document->file;
    auto const end = static_cast<std::size_t>(m_state.document->facts->signatures[action.signature].revision_end);
    auto const name = without_extension(file.name) + "-" + m_owner.words()("verify.revision.file") + "-"
        + std::to_string(action.signature + 1) + ".pdf";
    m_owner.platform.save_file(name, pdf_type, std::string_view(file.bytes).substr(0, end));
    m_owner.say(m_owner.words()("export.done", { { "file", name } }));
}

void SigningDesk::carry_out(SaveReport const&)
{
    if (!m_state.document || !m_state.document->facts)
        return;
    auto const name = without_extension(m_state.document->file.name) + "-" + m_owner.words()("verify.report.file") + ".json";
    m_owner.platform.save_file(name, json_type, m_state.document->facts->json);
    m_owner.say(m_owner.words()("export.done", { { "file", name } }));
}

// Whom the user trusts

void SigningDesk::carry_out(ChooseTrust const&)
{
    m_owner.platform.open_file(trust_token, { .accept = certificate_files, .multiple = true, .size_limit = max_certificate_bytes });
}

void SigningDesk::take_trust(std::vector<File> const& files)
{
    m_state.anchor_error.reset();
    for (auto const& file : files) {
        m_owner.carry_out({ .operation = Operation::ReadCertificates, .files = { file.bytes } }, [this, name = file.name](Result<Product> product) {
            auto facts
                = product ? documents::unpack<documents::IdentityFacts>(product->facts) : Result<documents::IdentityFacts>(product.error());
            if (!facts) {
                m_state.anchor_error = std::move(facts).error().in_file(name);
                return;
            }
            facts->chain.insert(facts->chain.begin(), facts->certificate);
            for (auto& certificate : facts->chain) {
                if (std::ranges::find(m_state.anchors, certificate.fingerprint, &crypto::Certificate::fingerprint) == m_state.anchors.end())
                    m_state.anchors.push_back(std::move(certificate));
            }
            store_anchors();
        });
    }
}

void SigningDesk::carry_out(RemoveTrust const& action)
{
    std::erase_if(m_state.anchors, [&](crypto::Certificate const& anchor) { return anchor.fingerprint == action.fingerprint; });
    store_anchors();
}

void SigningDesk::store_anchors()
{
    std::string pem;
    for (auto const& anchor : m_state.anchors)
        pem += crypto::to_pem(anchor);
    m_owner.keep(anchors_setting, pem);
    if (m_state.document && m_state.document->facts)
        verify();
}

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

void SigningDesk::take_signer(File file, bool has_key)
{
    forget_secrets();
    m_state.signing_error.reset();
    m_state.signer = DeskSigner { .file = std::move(file), .has_key = has_key, .facts = {}, .error = {} };
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
    wipe(m_password);
    m_password = action.password;
    auto const operation = signer.has_key ? Operation::ReadIdentity : Operation::ReadCertificates;
    auto parameters = signer.has_key ? documents::pack(documents::Password { m_password }) : std::string();
    documents::Work task { .operation = operation, .parameters = std::move(parameters), .files = { signer.file.bytes } };
    m_owner.carry_out(std::move(task), [this, turn = m_signer_turn](Result<Product> product) {
        auto facts = product ? documents::unpack<documents::IdentityFacts>(product->facts) : Result<documents::IdentityFacts>(product.error());
        if (turn != m_signer_turn)
            return;
        m_state.signer->is_busy = false;
        if (facts) {
            m_state.signer->facts = std::move(*facts);
        } else {
            m_state.signer->error = facts.error();
            wipe(m_password);
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
    wipe(m_password);
    if (m_state.signer)
        wipe(m_state.signer->file.bytes);
    m_state.signer.reset();
}

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
            if (!product || product->files.size() != 2) {
                m_state.creating_error = product ? Error { .code = ErrorCode::Unavailable } : product.error();
                return;
            }
            auto const name = m_owner.words()("sign.trial.file") + " " + person;
            m_owner.platform.save_file(name + ".p12", pkcs12_type, product->files[0]);
            m_owner.platform.save_file(name + ".pem", pem_type, product->files[1]);
            m_owner.say(m_owner.words()("sign.trial.done", { { "file", name + ".p12" } }));
            take_signer({ .name = name + ".p12", .bytes = std::move(product->files[0]) }, true);
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
    work(Operation::PlaceAppearance, documents::pack(documents::SignParameters { .request = request, .appearance = {}, .password = {} }),
        { document->file.bytes }, [this, action, request](Result<Product> place) { sign_pdf(action, request, place); });
}

void SigningDesk::sign_pdf(SignDocument const& action, sign::SignatureRequest const& request, Result<Product> const& place)
{
    auto const facts = place ? documents::unpack<documents::PlaceFacts>(place->facts) : Result<documents::PlaceFacts>(place.error());
    if (!facts)
        return fail_signing(facts.error());
    documents::SignParameters parameters {
        .request = request, .appearance = {}, .with_time_stamp = !action.authority.empty(), .password = m_password
    };
    if (facts->is_visible) {
        auto appearance = sign::typeset_appearance(m_owner.world)(request, facts->size, facts->first_number);
        if (!appearance)
            return fail_signing(appearance.error());
        parameters.appearance = std::move(*appearance);
    }
    auto const& signer = *m_state.signer;
    std::vector<std::string> files { m_state.document->file.bytes, signer.file.bytes };
    if (signer.has_key) {
        work(Operation::SignPdf, documents::pack(parameters), std::move(files), [this, authority = action.authority](Result<Product> product) {
            if (!authority.empty() && product && product->files.size() == 3)
                return ask_for_time_stamp(std::move(*product), authority);
            finish_signing(std::move(product), signed_name(".pdf"));
        });
    } else {
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
    wipe(parameters.password);
}

void SigningDesk::sign_json()
{
    work(Operation::SignJson, documents::pack(documents::Password { m_password }), { m_state.document->file.bytes, m_state.signer->file.bytes },
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
