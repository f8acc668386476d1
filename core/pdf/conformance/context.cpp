#include "core/pdf/conformance/context.h"

#include <qpdf/Buffer.hh>
#include <qpdf/QPDFExc.hh>

#include <algorithm>
#include <utility>

namespace konkordat::pdf::conformance {

namespace {

constexpr int max_tree_depth = 24;
constexpr std::size_t max_tree_entries = 2'000'000;

void collect_entries(QPDFObjectHandle const& node, std::string const& names, int depth, std::set<QPDFObjGen>& seen,
    std::vector<std::pair<QPDFObjectHandle, QPDFObjectHandle>>& entries)
{
    if (!node.isDictionary() || depth > max_tree_depth || entries.size() > max_tree_entries)
        return;
    if (node.isIndirect() && !seen.insert(node.getObjGen()).second)
        return;
    std::vector<QPDFObjectHandle> const items = items_of(node.getKey(names));
    for (std::size_t i = 0; i + 1 < items.size(); i += 2)
        entries.emplace_back(items[i], items[i + 1]);
    for (QPDFObjectHandle const& kid : items_of(node.getKey("/Kids")))
        collect_entries(kid, names, depth + 1, seen, entries);
}

} // namespace

Context::Context(QPDF& file, std::string_view file_bytes)
    : pdf(file)
    , bytes(file_bytes)
{
    pages = pdf.getAllPages();
    for (std::size_t i = 0; i < pages.size(); ++i)
        m_page_numbers.emplace(pages[i].getObjGen(), static_cast<int>(i) + 1);
    contents.pages.resize(pages.size());
}

void Context::find(Rule rule, std::string detail, int page)
{
    if (m_counts[rule]++ < max_findings_of_a_rule)
        findings.push_back(Finding { .rule = rule, .object = 0, .page = page, .detail = std::move(detail) });
}

void Context::find(Rule rule, std::string detail, QPDFObjectHandle const& where, int page)
{
    if (m_counts[rule]++ < max_findings_of_a_rule)
        findings.push_back(Finding { .rule = rule, .object = where.getObjGen().getObj(), .page = page, .detail = std::move(detail) });
}

int Context::page_number(QPDFObjectHandle const& page) const
{
    auto const found = m_page_numbers.find(page.getObjGen());
    return !page.isIndirect() || found == m_page_numbers.end() ? 0 : found->second;
}

bool is_name(QPDFObjectHandle const& object, std::string_view name) { return name_of(object) == name; }

std::string name_of(QPDFObjectHandle const& object) { return object.isName() ? object.getName().substr(1) : std::string(); }

std::string text_of(QPDFObjectHandle const& object) { return object.isString() ? object.getUTF8Value() : std::string(); }

std::vector<QPDFObjectHandle> items_of(QPDFObjectHandle const& object)
{
    if (object.isArray())
        return object.getArrayAsVector();
    if (object.isNull())
        return {};
    return { object };
}

std::string data_of(QPDFObjectHandle const& stream)
{
    if (!stream.isStream())
        return {};
    try {
        auto const buffer = QPDFObjectHandle(stream).getStreamData(qpdf_dl_generalized);
        return { reinterpret_cast<char const*>(buffer->getBuffer()), buffer->getSize() };
    } catch (QPDFExc const&) {
        return {};
    }
}

std::vector<double> numbers_of(QPDFObjectHandle const& array)
{
    std::vector<double> numbers;
    if (!array.isArray())
        return numbers;
    for (QPDFObjectHandle const& item : array.getArrayAsVector()) {
        if (!item.isNumber())
            return {};
        numbers.push_back(item.getNumericValue());
    }
    return numbers;
}

bool is_language_tag(std::string_view tag)
{
    std::size_t length = 0;
    bool first = true;
    for (char const c : tag) {
        bool const letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (c == '-') {
            if (length == 0)
                return false;
            length = 0;
            first = false;
        } else if (letter || (!first && c >= '0' && c <= '9')) {
            if (++length > 8)
                return false;
        } else {
            return false;
        }
    }
    return length > 0;
}

std::vector<std::pair<QPDFObjectHandle, QPDFObjectHandle>> tree_entries(QPDFObjectHandle const& root, std::string const& names)
{
    std::vector<std::pair<QPDFObjectHandle, QPDFObjectHandle>> entries;
    std::set<QPDFObjGen> seen;
    collect_entries(root, names, 0, seen, entries);
    return entries;
}

} // namespace konkordat::pdf::conformance
