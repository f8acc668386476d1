#include "tests/core/sign/raw_pdf.h"

#include <algorithm>
#include <cstdio>

namespace konkordat::tests {

namespace {

std::string row(std::size_t offset, int generation, char kind)
{
    char text[32];
    std::snprintf(text, sizeof text, "%010zu %05d %c\r\n", offset, generation, kind);
    return text;
}

std::size_t last_cross_reference(std::string const& file)
{
    std::size_t const at = file.rfind("startxref");
    return static_cast<std::size_t>(std::stoul(file.substr(at + 9)));
}

std::string number_of(std::string const& file, std::string const& key)
{
    std::size_t const at = file.rfind(key + " ");
    return at == std::string::npos
        ? ""
        : file.substr(at + key.size() + 1, file.find_first_not_of("0123456789", at + key.size() + 1) - at - key.size() - 1);
}

} // namespace

void RawPdf::set_stream(int number, std::string const& entries, std::string const& data)
{
    set(number, "<<" + entries + " /Length " + std::to_string(data.size()) + ">>\nstream\n" + data + "\nendstream");
}

std::string RawPdf::write(std::string out) const
{
    std::string trailer = "/Root " + root;
    int size = m_objects.rbegin()->first + 1;
    if (!out.empty()) {
        trailer += " /Prev " + std::to_string(last_cross_reference(out));
        size = std::max(size, std::stoi("0" + number_of(out, "/Size")));
    } else {
        out = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
    }
    if (root == "1 0 R")
        trailer += " /Info 6 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]";
    trailer += " " + extra_trailer;
    std::map<int, std::size_t> offsets;
    for (auto const& [number, body] : m_objects) {
        offsets[number] = body.empty() ? 0 : out.size();
        if (!body.empty())
            out += std::to_string(number) + " 0 obj" + line_end + body + line_end + "endobj" + line_end;
    }
    std::string hybrid;
    if (m_dialect == Dialect::Hybrid) {
        // Nothing is hidden in it but itself.
        hybrid = " /XRefStm " + std::to_string(out.size());
        append_stream(out, {}, trailer + " /Size " + std::to_string(size + 1), size);
        ++size;
    }
    std::size_t const start = out.size();
    if (m_dialect == Dialect::Stream)
        append_stream(out, offsets, trailer + " /Size " + std::to_string(size + 1), size);
    else
        append_table(out, offsets, trailer + hybrid + " /Size " + std::to_string(size));
    out += "startxref" + line_end + std::to_string(start) + line_end + "%%EOF" + line_end;
    return out;
}

void RawPdf::append_table(std::string& out, std::map<int, std::size_t> const& offsets, std::string const& trailer) const
{
    out += "xref\n0 1\n" + row(0, 65535, 'f');
    for (auto const& [number, offset] : offsets)
        out += std::to_string(number) + " 1\n" + (offset == 0 ? row(0, 1, 'f') : row(offset, 0, 'n'));
    out += extra_table + "trailer\n<<" + trailer + ">>\n";
}

void RawPdf::append_stream(std::string& out, std::map<int, std::size_t> offsets, std::string const& trailer, int number) const
{
    offsets[number] = out.size();
    std::string rows;
    std::string index;
    for (auto const& [object, offset] : offsets) {
        index += std::to_string(object) + " 1 ";
        rows += offset == 0 ? '\0' : '\1';
        for (int shift = 24; shift >= 0; shift -= 8)
            rows += static_cast<char>((offset >> static_cast<unsigned>(shift)) & 0xFFU);
        rows += '\0';
    }
    out += std::to_string(number) + " 0 obj\n<</Type /XRef /W [1 4 1] /Index [" + index + "] " + trailer + " /Length "
        + std::to_string(rows.size()) + ">>\nstream\n" + rows + "\nendstream\nendobj\n";
}

RawPdf foreign_document(Dialect dialect)
{
    RawPdf pdf(dialect);
    pdf.set(1, "<</Type /Catalog /Pages 2 0 R /AcroForm 7 0 R /Metadata 11 0 R>>");
    pdf.set(2, "<</Type /Pages /Kids [3 0 R] /Count 1>>");
    pdf.set(3,
        "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>> /XObject <</Logo 12 0 R>>>> "
        "/Annots [8 0 R 9 0 R 10 0 R] /PieceInfo 13 0 R>>");
    pdf.set_stream(4, "", "BT /F1 12 Tf 72 700 Td (The parties pay 100 francs.) Tj ET q 1 0 0 1 72 760 cm /Logo Do Q");
    pdf.set(5, "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>");
    pdf.set(6, "<</Title (Agreement) /Author (Somebody)>>");
    pdf.set(7, "<</Fields [8 0 R 9 0 R 10 0 R] /SigFlags 1 /DA (/F1 0 Tf 0 g) /DR <</Font <</F1 5 0 R>>>>>>");
    pdf.set(8, "<</Type /Annot /Subtype /Widget /FT /Tx /T (remark) /V (none) /Rect [72 600 300 620] /P 3 0 R /F 4>>");
    pdf.set(9, "<</Type /Annot /Subtype /Widget /FT /Sig /T (approval) /Rect [72 100 300 160] /P 3 0 R /F 4>>");
    pdf.set(10, "<</Type /Annot /Subtype /Widget /FT /Sig /T (second) /Rect [0 0 0 0] /P 3 0 R /F 4>>");
    pdf.set_stream(11, "/Type /Metadata /Subtype /XML", "<x:xmpmeta xmlns:x='adobe:ns:meta/'/>");
    pdf.set_stream(12, "/Type /XObject /Subtype /Form /BBox [0 0 40 20] /Resources <<>>", "0 0 40 20 re f");
    return pdf;
}

} // namespace konkordat::tests
