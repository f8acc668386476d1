#pragma once

#include "core/pdf/conformance/check.h"
#include "core/pdf/conformance/marked_content.h"

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace konkordat::pdf::conformance {

/// The file under examination, what several parts of the examination need to know, and what they found.
class Context {
public:
    /// Both outlive the context.
    Context(QPDF& pdf, std::string_view bytes);

    void find(Rule, std::string detail, int page = 0);
    void find(Rule, std::string detail, QPDFObjectHandle const& where, int page = 0);

    /// Number of the page from 1, 0 if it is none of the document's.
    [[nodiscard]] int page_number(QPDFObjectHandle const& page) const;

    QPDF& pdf;
    std::string_view bytes;
    std::vector<QPDFObjectHandle> pages = {};
    std::string output_space = {}; ///< of the output profile: "RGB ", or empty
    MarkedContents contents = {};  ///< what the pages paint
    std::vector<Finding> findings = {};

private:
    std::map<QPDFObjGen, int> m_page_numbers;
    std::map<Rule, std::size_t> m_counts;
};

// The parts of the examination.
void check_file_syntax(Context&);
void check_objects(Context&);
void check_catalog(Context&);
void check_output_intents(Context&); ///< before contents
void check_embedded_files(Context&);
void check_metadata(Context&);
void check_contents(Context&);       ///< with the fonts that they use
void check_annotations(Context&);    ///< after contents
void check_structure(Context&);      ///< after contents

// Small things about objects.
[[nodiscard]] bool is_name(QPDFObjectHandle const&, std::string_view name);
/// Without the slash; empty if it is no name.
[[nodiscard]] std::string name_of(QPDFObjectHandle const&);
/// Text of a text string in UTF-8; empty if it is none.
[[nodiscard]] std::string text_of(QPDFObjectHandle const&);
/// Elements of an array; else the one object, unless it is null.
[[nodiscard]] std::vector<QPDFObjectHandle> items_of(QPDFObjectHandle const&);
/// The stream's bytes, decoded; empty if that is not possible.
[[nodiscard]] std::string data_of(QPDFObjectHandle const&);
/// Numbers of an array, e.g. of a rectangle; empty if there is anything else in it.
[[nodiscard]] std::vector<double> numbers_of(QPDFObjectHandle const&);
[[nodiscard]] bool is_language_tag(std::string_view);

/// Entries of a name tree or number tree in the order of the file. `names` is "/Names" or "/Nums".
[[nodiscard]] std::vector<std::pair<QPDFObjectHandle, QPDFObjectHandle>> tree_entries(
    QPDFObjectHandle const& root, std::string const& names);

} // namespace konkordat::pdf::conformance
