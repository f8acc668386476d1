#pragma once

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// A good file, broken in one place.
namespace konkordat::tests {

/// One edit of a good file, and the rules under which it must be reported, no others.
struct Break {
    std::string name;
    std::vector<std::string> rules; ///< ids
    std::function<std::string(std::string const& good)> make;
};

/// Edits of objects and streams.
[[nodiscard]] std::vector<Break> object_breaks();
/// Edits of structure elements.
[[nodiscard]] std::vector<Break> structure_breaks();
/// Edits of bytes.
[[nodiscard]] std::vector<Break> byte_breaks();

/// The file after an edit of its objects.
[[nodiscard]] std::string edited(std::string const& good, std::function<void(QPDF&)> const& edit);
/// The first object that fits; the test fails if there is none.
[[nodiscard]] QPDFObjectHandle find_object(QPDF&, std::function<bool(QPDFObjectHandle const&)> const& fits);
[[nodiscard]] QPDFObjectHandle find_element(QPDF&, std::string const& type, std::size_t index = 0);
[[nodiscard]] QPDFObjectHandle find_annotation(QPDF&, std::string const& type);
/// A page with marked content.
[[nodiscard]] QPDFObjectHandle some_page(QPDF&);
/// Replaces the page's content by what `edit` makes of it.
void edit_content(QPDF&, std::function<std::string(std::string)> const& edit);
void edit_stream(QPDFObjectHandle stream, std::function<std::string(std::string)> const& edit);
/// A new, empty element among the kids of `parent`, at their end.
QPDFObjectHandle add_element(QPDF&, QPDFObjectHandle parent, std::string const& type);
[[nodiscard]] std::string replaced(std::string text, std::string_view from, std::string_view to);

} // namespace konkordat::tests
