#include "core/pdf/extract.h"

#include "core/pdf/decoding_limit.h"

#include <qpdf/Buffer.hh>
#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFObjectHandle.hh>

#include <algorithm>
#include <exception>
#include <set>
#include <stdexcept>
#include <vector>

namespace konkordat::pdf {

namespace {

/// Deeper or larger name trees are not made by anybody who means well.
constexpr int max_tree_depth = 16;
constexpr std::size_t max_files = 1000;
constexpr std::string_view file_name = "agreement.json";

/// Takes at most max_embedded_bytes, so that a small stream cannot fill the memory.
class BoundedSink final : public Pipeline {
public:
    BoundedSink()
        : Pipeline("bounded sink", nullptr)
    {
    }

    void write(unsigned char const* data, std::size_t length) override
    {
        if (length > max_embedded_bytes - m_bytes.size())
            overflow();
        m_bytes.append(reinterpret_cast<char const*>(data), length);
    }
    void finish() override { }

    [[nodiscard]] bool is_full() const { return m_full; }
    [[nodiscard]] std::string take() { return std::move(m_bytes); }

private:
    /// Ends the decoding at once; qpdf turns the exception into a failure of the stream.
    [[noreturn]] void overflow()
    {
        m_full = true;
        throw std::runtime_error("limit reached");
    }

    std::string m_bytes;
    bool m_full = false;
};

struct FileSpecification {
    QPDFObjectHandle stream;
    std::string name;
    bool is_source = false;
    bool is_json = false;
};

/// Collects file specifications, each embedded stream once, however often the file mentions it.
class Collector {
public:
    void add(QPDFObjectHandle specification)
    {
        if (!specification.isDictionary() || m_files.size() >= max_files)
            return;
        QPDFObjectHandle const embedded = specification.getKey("/EF");
        if (!embedded.isDictionary())
            return;
        QPDFObjectHandle stream = embedded.getKey("/UF");
        if (!stream.isStream())
            stream = embedded.getKey("/F");
        if (!stream.isStream() || !m_seen.insert(stream.getObjGen()).second)
            return;
        FileSpecification file { .stream = stream, .name = text(specification, "/UF") };
        if (file.name.empty())
            file.name = text(specification, "/F");
        QPDFObjectHandle const relationship = specification.getKey("/AFRelationship");
        file.is_source = relationship.isName() && relationship.getName() == "/Source";
        QPDFObjectHandle const type = stream.getDict().getKey("/Subtype");
        file.is_json = type.isName() && type.getName() == "/application/json";
        m_files.push_back(std::move(file));
    }

    void add_array(QPDFObjectHandle specifications)
    {
        if (!specifications.isArray())
            return;
        int const count = std::min(specifications.getArrayNItems(), static_cast<int>(max_files));
        for (int i = 0; i < count; ++i)
            add(specifications.getArrayItem(i));
    }

    void add_name_tree(QPDFObjectHandle node, int depth)
    {
        if (!node.isDictionary() || depth > max_tree_depth || m_files.size() >= max_files)
            return;
        if (node.isIndirect() && !m_nodes.insert(node.getObjGen()).second)
            return;
        QPDFObjectHandle names = node.getKey("/Names");
        for (int i = 1; names.isArray() && i < names.getArrayNItems() && i < static_cast<int>(2 * max_files); i += 2)
            add(names.getArrayItem(i));
        QPDFObjectHandle kids = node.getKey("/Kids");
        for (int i = 0; kids.isArray() && i < kids.getArrayNItems() && i < static_cast<int>(max_files); ++i)
            add_name_tree(kids.getArrayItem(i), depth + 1);
    }

    /// Those named agreement.json; else JSON files marked as the document's source.
    [[nodiscard]] std::vector<FileSpecification> agreements() const
    {
        std::vector<FileSpecification> found;
        std::copy_if(m_files.begin(), m_files.end(), std::back_inserter(found),
            [](FileSpecification const& file) { return file.name == file_name; });
        if (found.empty())
            std::copy_if(m_files.begin(), m_files.end(), std::back_inserter(found),
                [](FileSpecification const& file) { return file.is_source && file.is_json; });
        return found;
    }

private:
    static std::string text(QPDFObjectHandle dictionary, char const* key)
    {
        QPDFObjectHandle const value = dictionary.getKey(key);
        return value.isString() ? value.getUTF8Value() : std::string();
    }

    std::vector<FileSpecification> m_files;
    std::set<QPDFObjGen> m_seen;
    std::set<QPDFObjGen> m_nodes;
};

Error damaged(std::string const& reason)
{
    return Error { .code = ErrorCode::Malformed, .message = "the PDF is damaged: " + reason, .key = "pdf-damaged", .argument = reason };
}

Error no_agreement()
{
    return Error { .code = ErrorCode::NotFound,
        .message = "the PDF has no embedded agreement",
        .pointer = std::string(file_name),
        .key = "pdf-no-agreement" };
}

/// Whether something was not as it should be; empty lines before a cross-reference table, which programs that sign leave, hide nothing.
bool is_damaged(QPDF& pdf)
{
    auto const warnings = pdf.getWarnings();
    return std::any_of(warnings.begin(), warnings.end(),
        [](QPDFExc const& warning) { return warning.getMessageDetail() != "extraneous whitespace seen before xref"; });
}

Result<std::string> extract(std::string_view bytes)
{
    limit_decoding();
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.setMaxWarnings(1000);
    pdf.setIgnoreXRefStreams(false);
    pdf.processMemoryFile("input", bytes.data(), bytes.size());
    Collector collector;
    QPDFObjectHandle const catalog = pdf.getRoot();
    collector.add_array(catalog.getKey("/AF"));
    if (QPDFObjectHandle const names = catalog.getKey("/Names"); names.isDictionary())
        collector.add_name_tree(names.getKey("/EmbeddedFiles"), 0);
    std::vector<FileSpecification> files = collector.agreements();
    if (files.empty())
        return is_damaged(pdf) ? damaged("its embedded files cannot be found") : no_agreement();
    if (files.size() > 1)
        return Error { .code = ErrorCode::Inconsistent,
            .message = "the PDF has " + std::to_string(files.size()) + " embedded agreements, and it is not clear which one counts",
            .pointer = std::string(file_name),
            .key = "pdf-several-agreements",
            .argument = std::to_string(files.size()) };
    BoundedSink sink;
    bool filtered = false;
    bool const success = files.front().stream.pipeStreamData(&sink, &filtered, 0, qpdf_dl_generalized, true, false);
    if (sink.is_full())
        return Error { .code = ErrorCode::TooLarge,
            .message = "the embedded agreement is larger than 16 MiB",
            .pointer = std::string(file_name),
            .key = "pdf-attachment-too-large",
            .argument = "16 MiB" };
    if (!success || !filtered)
        return damaged("the embedded agreement cannot be decoded");
    return sink.take();
}

} // namespace

Result<std::string> extract_agreement_json(std::string_view bytes)
{
    if (bytes.size() > max_pdf_bytes)
        return Error {
            .code = ErrorCode::TooLarge, .message = "the PDF is larger than 64 MiB", .key = "pdf-too-large", .argument = "64 MiB"
        };
    // Readers look for the header in the first 1,024 bytes (ISO 32000-1 annex H.3.4.1).
    if (bytes.substr(0, 1024).find("%PDF-") == std::string_view::npos)
        return Error { .code = ErrorCode::Malformed, .message = "this is not a PDF", .key = "not-a-pdf" };
    try {
        return extract(bytes);
    } catch (QPDFExc const& error) {
        if (error.getErrorCode() == qpdf_e_password)
            return Error { .code = ErrorCode::Malformed, .message = "the PDF is encrypted with a password", .key = "pdf-encrypted" };
        return damaged(error.getMessageDetail());
    } catch (std::exception const& error) {
        return damaged(error.what());
    }
}

} // namespace konkordat::pdf
