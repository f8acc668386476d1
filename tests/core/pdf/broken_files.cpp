#include "tests/core/pdf/broken_files.h"

#include <qpdf/QPDFWriter.hh>

#include <stdexcept>

namespace konkordat::tests {

std::string edited(std::string const& good, std::function<void(QPDF&)> const& edit)
{
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.processMemoryFile("good", good.data(), good.size());
    edit(pdf);
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    writer.setStreamDataMode(qpdf_s_preserve);
    writer.setObjectStreamMode(qpdf_o_preserve);
    writer.setNewlineBeforeEndstream(true);
    writer.setDeterministicID(true);
    writer.write();
    auto const buffer = writer.getBufferSharedPointer();
    return { reinterpret_cast<char const*>(buffer->getBuffer()), buffer->getSize() };
}

QPDFObjectHandle find_object(QPDF& pdf, std::function<bool(QPDFObjectHandle const&)> const& fits)
{
    for (QPDFObjectHandle const& object : pdf.getAllObjects()) {
        if (fits(object))
            return object;
    }
    throw std::runtime_error("the good file has no such object");
}

QPDFObjectHandle find_element(QPDF& pdf, std::string const& type, std::size_t index)
{
    return find_object(pdf, [&](QPDFObjectHandle const& object) {
        bool const fits = object.isDictionary() && object.getKey("/Type").isNameAndEquals("/StructElem")
            && object.getKey("/S").isNameAndEquals("/" + type);
        return fits && index-- == 0;
    });
}

QPDFObjectHandle find_annotation(QPDF& pdf, std::string const& type)
{
    return find_object(pdf, [&](QPDFObjectHandle const& object) {
        return object.isDictionary() && object.getKey("/Type").isNameAndEquals("/Annot")
            && object.getKey("/Subtype").isNameAndEquals("/" + type);
    });
}

QPDFObjectHandle some_page(QPDF& pdf) { return pdf.getAllPages().at(2); }

void edit_stream(QPDFObjectHandle stream, std::function<std::string(std::string)> const& edit)
{
    auto const data = stream.getStreamData(qpdf_dl_generalized);
    std::string const text = edit({ reinterpret_cast<char const*>(data->getBuffer()), data->getSize() });
    stream.replaceStreamData(text, QPDFObjectHandle::newNull(), QPDFObjectHandle::newNull());
}

void edit_content(QPDF& pdf, std::function<std::string(std::string)> const& edit) { edit_stream(some_page(pdf).getKey("/Contents"), edit); }

QPDFObjectHandle add_element(QPDF& pdf, QPDFObjectHandle parent, std::string const& type)
{
    QPDFObjectHandle element = pdf.makeIndirectObject(QPDFObjectHandle::parse("<</Type /StructElem /S /" + type + ">>"));
    element.replaceKey("/P", parent);
    QPDFObjectHandle kids = parent.getKey("/K");
    if (!kids.isArray()) {
        std::vector<QPDFObjectHandle> first;
        if (!kids.isNull())
            first.push_back(kids);
        kids = QPDFObjectHandle::newArray(first);
        parent.replaceKey("/K", kids);
    }
    kids.appendItem(element);
    return element;
}

std::string replaced(std::string text, std::string_view from, std::string_view to)
{
    std::size_t const at = text.find(from);
    if (at == std::string::npos)
        throw std::runtime_error("the good file has no " + std::string(from));
    return text.replace(at, from.size(), to);
}

} // namespace konkordat::tests
