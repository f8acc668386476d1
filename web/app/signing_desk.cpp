#include "web/app/signing_desk.h"

#include "core/codec/agreement_json.h"
#include "core/pdf/export.h"
#include "web/app/signing_desk_files.h"

#include <algorithm>

namespace konkordat::app {

using namespace desk;
using documents::Operation;
using documents::Product;

namespace {

/// Laying out holds up the screen, and a file of others may carry anything: some fifteen times a long agreement.
constexpr std::size_t max_twin_bytes = 3U * 1024 * 1024;

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
        return event.refused.empty(); // The owner says why one was refused.
    if (document)
        open(std::move(event.files.front()));
    else if (signer || certificate)
        take_signer(std::move(event.files.front().name), std::move(event.files.front().bytes), signer);
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

void SigningDesk::work(Operation operation, Secret parameters, std::vector<std::string> files, Then then)
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
    if (extracted->files.size() == 1 && extracted->files.front().size() > max_twin_bytes)
        return give_up(Error { .code = ErrorCode::TooLarge, .message = "the agreement in the file is too large to be laid out again here" });
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

} // namespace konkordat::app
