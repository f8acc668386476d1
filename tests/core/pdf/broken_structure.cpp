#include "tests/core/pdf/broken_files.h"

namespace konkordat::tests {

namespace {

QPDFObjectHandle parse(std::string const& text) { return QPDFObjectHandle::parse(text); }

Break objects(std::string name, std::vector<std::string> rules, std::function<void(QPDF&)> edit)
{
    return Break { std::move(name), std::move(rules), [edit](std::string const& good) { return edited(good, edit); } };
}

/// A break that sets one key of the first element of a type.
Break element(std::string name, std::vector<std::string> rules, std::string const& type, std::string const& key, std::string const& value)
{
    return objects(std::move(name), std::move(rules), [=](QPDF& pdf) { find_element(pdf, type).replaceKey(key, parse(value)); });
}

/// A break that adds an element to the first one of a type.
Break kid(std::string name, std::vector<std::string> rules, std::string const& parent, std::string const& type)
{
    return objects(std::move(name), std::move(rules), [=](QPDF& pdf) { add_element(pdf, find_element(pdf, parent), type); });
}

Break root(std::string name, std::vector<std::string> rules, std::string const& key, std::string const& value)
{
    return objects(
        std::move(name), std::move(rules), [=](QPDF& pdf) { pdf.getRoot().getKey("/StructTreeRoot").replaceKey(key, parse(value)); });
}

Break content(std::string name, std::vector<std::string> rules, std::function<std::string(std::string)> edit)
{
    return objects(std::move(name), std::move(rules), [=](QPDF& pdf) { edit_content(pdf, edit); });
}

/// An element whose only kid is one marked content.
QPDFObjectHandle leaf(QPDF& pdf)
{
    return find_object(
        pdf, [](QPDFObjectHandle const& object) { return object.isDictionaryOfType("/StructElem") && object.getKey("/K").isInteger(); });
}

std::vector<Break> tree_breaks()
{
    return {
        objects("not marked", { "S01" }, [](QPDF& pdf) { pdf.getRoot().removeKey("/MarkInfo"); }),
        objects("suspects", { "S02" }, [](QPDF& pdf) { pdf.getRoot().getKey("/MarkInfo").replaceKey("/Suspects", parse("true")); }),
        objects("no structure", { "S03", "N13", "N16" }, [](QPDF& pdf) { pdf.getRoot().removeKey("/StructTreeRoot"); }),
        element("unknown structure type", { "S04" }, "Sect", "/S", "/Chapter"),
        root("circle of roles", { "S05" }, "/RoleMap", "<</A /B /B /A>>"),
        root("role of a standard type", { "S06" }, "/RoleMap", "<</P /Span>>"),
        objects("wrong parent", { "S07" }, [](QPDF& pdf) { leaf(pdf).replaceKey("/P", find_element(pdf, "Document")); }),
        objects(
            "kid that is no element", { "S08" }, [](QPDF& pdf) { find_element(pdf, "Document").getKey("/K").appendItem(parse("<<>>")); }),
        objects("element twice in the tree", { "S08" },
            [](QPDF& pdf) { find_element(pdf, "Document").getKey("/K").appendItem(find_element(pdf, "Sect")); }),
        content(
            "content that is neither tagged nor an artifact", { "S09" }, [](std::string const& text) { return text + "\n0 0 9 9 re f\n"; }),
        content("artifact in content", { "S10" },
            [](std::string const& text) { return replaced(text, "MCID 0>> BDC", "MCID 0>> BDC /Artifact BMC EMC"); }),
        content("content in an artifact", { "S11" }, [](std::string const& text) { return "/Artifact BMC\n" + text + "\nEMC\n"; }),
        content("mark that does not end", { "S12" }, [](std::string const& text) { return text + "\n/Artifact BMC\n"; }),
        content("mark that does not begin", { "S12" }, [](std::string const& text) { return text + "\nEMC\n"; }),
        objects("content without an element", { "S13" }, [](QPDF& pdf) { leaf(pdf).removeKey("/K"); }),
        objects("element without its content", { "S14" },
            [](QPDF& pdf) { leaf(pdf).replaceKey("/K", QPDFObjectHandle::newArray({ leaf(pdf).getKey("/K"), parse("9999") })); }),
        objects("parent tree that leads elsewhere", { "S15" },
            [](QPDF& pdf) {
                QPDFObjectHandle const numbers = pdf.getRoot().getKey("/StructTreeRoot").getKey("/ParentTree").getKey("/Nums");
                numbers.getArrayItem(5).setArrayItem(0, find_element(pdf, "Document"));
            }),
        root("next key in use", { "S16" }, "/ParentTreeNextKey", "0"),
        root("no tree of identifiers", { "S17" }, "/IDTree", "null"),
        content("MCID used twice", { "S18" }, [](std::string const& text) { return text + "\n/P <</MCID 0>> BDC EMC\n"; }),
        objects("no language", { "S19" }, [](QPDF& pdf) { pdf.getRoot().removeKey("/Lang"); }),
        element("no language tag", { "S20" }, "Part", "/Lang", "(de_CH)"),
        content("header that is no pagination", { "S40" },
            [](std::string const& text) { return replaced(text, "/Type /Pagination", "/Type /Layout"); }),
        objects("form with content painted twice", { "S42", "S13" },
            [](QPDF& pdf) {
                QPDFObjectHandle stream = pdf.newStream("/P <</MCID 0>> BDC EMC");
                for (auto const& [key, value] : parse("<</Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources <<>>>>").getDictAsMap())
                    stream.getDict().replaceKey(key, value);
                some_page(pdf).getKey("/Resources").replaceKey("/XObject", parse("<<>>"));
                some_page(pdf).getKey("/Resources").getKey("/XObject").replaceKey("/X", stream);
                edit_content(pdf, [](std::string const& text) { return text + "\n/X Do /X Do\n"; });
            }),
    };
}

std::vector<Break> type_breaks()
{
    return {
        kid("paragraph in a table", { "S21" }, "Table", "P"),
        kid("cell outside a row", { "S22" }, "Document", "TD"),
        kid("paragraph in a row", { "S23" }, "TR", "P"),
        kid("paragraph in a table's body", { "S23" }, "TBody", "P"),
        kid("second head of a table", { "S24" }, "Table", "THead"),
        kid("row with one cell more", { "S25" }, "TR", "TD"),
        element("cell over two columns", { "S25" }, "TD", "/A", "<</O /Table /ColSpan 2>>"),
        element("header without a scope", { "S26" }, "TH", "/A", "null"),
        kid("item outside a list", { "S27" }, "Document", "LI"),
        kid("paragraph in a list", { "S28" }, "L", "P"),
        kid("paragraph in an item", { "S29" }, "LI", "P"),
        element("list without numbering", { "S30" }, "L", "/A", "null"),
        kid("item outside a table of contents", { "S31" }, "Document", "TOCI"),
        kid("paragraph in a table of contents", { "S32" }, "TOC", "P"),
        element("figure without words", { "S33" }, "Figure", "/Alt", "()"),
        element("figure without a place", { "S34" }, "Figure", "/A", "null"),
        element("figure beside the page", { "S34" }, "Figure", "/A", "<</O /Layout /BBox [9000 0 9010 10]>>"),
        element("first heading of the second level", { "S35" }, "H1", "/S", "/H2"),
        element("skipped heading", { "S35" }, "H2", "/S", "/H3"),
        kid("both kinds of headings", { "S36" }, "Document", "H"),
        objects("note without an identifier", { "S37" },
            [](QPDF& pdf) {
                std::string const id = find_element(pdf, "Note").getKey("/ID").getStringValue();
                find_element(pdf, "Note").removeKey("/ID");
                QPDFObjectHandle names = pdf.getRoot().getKey("/StructTreeRoot").getKey("/IDTree").getKey("/Names");
                for (int i = 0; i < names.getArrayNItems(); i += 2) {
                    if (names.getArrayItem(i).getStringValue() == id) {
                        names.eraseItem(i + 1);
                        names.eraseItem(i);
                        break;
                    }
                }
            }),
        objects("two notes with one identifier", { "S38", "S17" },
            [](QPDF& pdf) { find_element(pdf, "Note").replaceKey("/ID", find_element(pdf, "Note", 1).getKey("/ID")); }),
        kid("formula without words", { "S39" }, "Document", "Formula"),
        kid("link without an annotation", { "S41" }, "Document", "Link"),
        element("widget outside Form", { "N13" }, "Form", "/S", "/Div"),
        kid("form with more than its widget", { "N15" }, "Form", "Span"),
        element("link outside Link", { "N16" }, "Link", "/S", "/Span"),
    };
}

} // namespace

std::vector<Break> structure_breaks()
{
    std::vector<Break> all = tree_breaks();
    for (Break& item : type_breaks())
        all.push_back(std::move(item));
    return all;
}

} // namespace konkordat::tests
