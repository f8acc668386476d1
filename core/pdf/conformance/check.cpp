#include "core/pdf/conformance/check.h"

#include "core/pdf/conformance/context.h"
#include "core/pdf/conformance/tags.h"
#include "core/pdf/conformance/text.h"
#include "core/pdf/decoding_limit.h"
#include "core/pdf/extract.h"

#include <qpdf/QPDFExc.hh>

#include <algorithm>
#include <exception>
#include <functional>

namespace konkordat::pdf::conformance {

namespace {

Result<void> with_file(std::string_view bytes, std::function<void(Context&)> const& look)
{
    if (bytes.size() > max_pdf_bytes)
        return Error {
            .code = ErrorCode::TooLarge, .message = "the PDF is larger than 64 MiB", .key = "pdf-too-large", .argument = "64 MiB"
        };
    try {
        limit_decoding();
        QPDF pdf;
        pdf.setSuppressWarnings(true);
        pdf.setMaxWarnings(1000);
        pdf.processMemoryFile("input", bytes.data(), bytes.size());
        Context context(pdf, bytes);
        look(context);
    } catch (std::exception const& error) {
        return Error { .code = ErrorCode::Malformed,
            .message = std::string("the PDF is damaged: ") + error.what(),
            .key = "pdf-damaged",
            .argument = error.what() };
    }
    return {};
}

bool is_block(std::string const& type)
{
    return type != "Span" && type != "Link" && type != "Reference" && type != "Lbl" && type != "Note" && type != "Quote" && type != "Form";
}

void append_tag(Context const& context, TagTree const& tree, std::size_t index, std::string& text)
{
    Tag const& tag = tree.tags[index];
    std::size_t const before = text.size();
    if (QPDFObjectHandle const replacement = tag.object.getKey("/ActualText"); replacement.isString()) {
        text += text_of(replacement);
    } else {
        for (Tag::Kid const& kid : tag.kids) {
            if (kid.tag != no_tag) {
                append_tag(context, tree, kid.tag, text);
            } else if (auto const mark = context.contents.marks.find({ kid.owner, kid.mcid }); mark != context.contents.marks.end()) {
                text += mark->second.text;
            }
        }
    }
    if (text.size() > before && text.back() != '\n' && is_block(tag.type))
        text += '\n';
}

} // namespace

std::string Finding::to_string() const
{
    RuleText const& words = text_of(rule);
    std::string where = detail;
    if (object > 0)
        where += (where.empty() ? "" : "; ") + std::string("object ") + std::to_string(object);
    if (page > 0)
        where += (where.empty() ? "" : ", ") + std::string("page ") + std::to_string(page);
    std::string line = std::string(words.id) + " " + std::string(words.clause) + ": " + std::string(words.words);
    return where.empty() ? line : line + " (" + where + ")";
}

Result<std::vector<Finding>> check(std::string_view bytes)
{
    std::vector<Finding> findings;
    KONKORDAT_CHECK(with_file(bytes, [&](Context& context) {
        check_file_syntax(context);
        check_output_intents(context);
        check_objects(context);
        check_catalog(context);
        check_embedded_files(context);
        check_metadata(context);
        check_contents(context);
        check_annotations(context);
        check_structure(context);
        for (QPDFExc const& warning : context.pdf.getWarnings())
            context.find(Rule::FileReadable, warning.getMessageDetail());
        findings = std::move(context.findings);
    }));
    return findings;
}

Result<SpokenText> structure_text(std::string_view bytes)
{
    SpokenText spoken;
    KONKORDAT_CHECK(with_file(bytes, [&](Context& context) {
        check_contents(context);
        TagTree const tree = read_tags(context);
        for (std::size_t const root : tree.roots)
            append_tag(context, tree, root, spoken.structure);
        for (PageText& page : context.contents.pages) {
            std::erase(page.artifacts, std::string());
            spoken.artifacts.push_back(std::move(page.artifacts));
        }
    }));
    return spoken;
}

} // namespace konkordat::pdf::conformance
