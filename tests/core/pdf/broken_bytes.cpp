#include "tests/core/pdf/broken_files.h"

#include <qpdf/QPDFWriter.hh>

namespace konkordat::tests {

namespace {

Break bytes(std::string name, std::vector<std::string> rules, std::string from, std::string to)
{
    return Break { std::move(name), std::move(rules), [from, to](std::string const& good) { return replaced(good, from, to); } };
}

std::string written(std::string const& good, std::function<void(QPDFWriter&)> const& choose)
{
    QPDF pdf;
    pdf.processMemoryFile("good", good.data(), good.size());
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    writer.setNewlineBeforeEndstream(true);
    choose(writer);
    writer.write();
    auto const buffer = writer.getBufferSharedPointer();
    return { reinterpret_cast<char const*>(buffer->getBuffer()), buffer->getSize() };
}

std::string odd_identifier(std::string const& good)
{
    std::string file = good;
    std::size_t const at = file.rfind("/ID [<");
    file[at + 6] = ' ';
    return file;
}

std::string foreign_digit(std::string const& good)
{
    std::string file = good;
    std::size_t const at = file.rfind("/ID [<");
    file.replace(at + 6, 2, "XY");
    return file;
}

} // namespace

std::vector<Break> byte_breaks()
{
    return {
        bytes("header of another version", { "F02" }, "%PDF-1.7", "%PDF-1.8"),
        bytes("no binary comment", { "F03" }, "%\xE2\xE3\xCF\xD3", "%text"),
        bytes("no file identifier", { "F04" }, "/ID [<", "/IX [<"),
        { "encrypted", { "F05", "X02" },
            [](std::string const& good) {
                return written(good, [](QPDFWriter& writer) {
                    writer.setR6EncryptionParameters("", "owner", true, true, true, true, true, true, qpdf_r3p_full, true);
                });
            } },
        { "bytes behind the end", { "F06" }, [](std::string const& good) { return good + "more"; } },
        { "space behind xref", { "F07" },
            [](std::string const& good) {
                std::string const tables = written(good, [](QPDFWriter& writer) { writer.setObjectStreamMode(qpdf_o_disable); });
                return replaced(tables, "\nxref\n", "\nxref  \n");
            } },
        { "odd number of digits", { "F08" }, odd_identifier },
        { "string with what is no digit", { "F08", "F01", "F04" }, foreign_digit },
        { "wrong length of a stream", { "F09", "F01" },
            [](std::string const& good) {
                std::string file = good;
                std::size_t const at = file.find("/Length ") + 8;
                file[at] = file[at] == '9' ? '8' : static_cast<char>(file[at] + 1);
                return file;
            } },
        bytes("stream and a carriage return", { "F10", "F01" }, "stream\n", "stream\r"),
        bytes("endobj on the same line", { "F14" }, "\nendobj\n", " endobj\n"),
        bytes("metadata with a filter", { "X02" }, "/Type /Metadata", "/Filter []     "),
        bytes("obj on the same line", { "F14" }, " 0 obj\n<<", " 0 obj <<"),
    };
}

} // namespace konkordat::tests
