#include "core/pdf/metadata.h"

#include "core/base/utf8.h"
#include "core/pdf/syntax.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <utility>

namespace konkordat::pdf {

namespace {

std::string xml_text(std::string_view text)
{
    std::string out;
    for (char const c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else
            out += c;
    }
    return out;
}

std::string description(std::string_view namespaces, std::string_view properties)
{
    return "<rdf:Description rdf:about=\"\" " + std::string(namespaces) + ">\n" + std::string(properties) + "</rdf:Description>\n";
}

std::string alternative(std::string_view property, std::string_view text)
{
    std::string const tag(property);
    return "<" + tag + "><rdf:Alt><rdf:li xml:lang=\"x-default\">" + xml_text(text) + "</rdf:li></rdf:Alt></" + tag + ">\n";
}

std::string dublin_core(Metadata const& metadata)
{
    std::string properties = "<dc:format>application/pdf</dc:format>\n" + alternative("dc:title", metadata.title);
    if (!metadata.author.empty())
        properties += "<dc:creator><rdf:Seq><rdf:li>" + xml_text(metadata.author) + "</rdf:li></rdf:Seq></dc:creator>\n";
    if (!metadata.subject.empty())
        properties += alternative("dc:description", metadata.subject);
    properties += "<dc:language><rdf:Bag>";
    for (Language const language : metadata.languages)
        properties += "<rdf:li>" + std::string(language_tag(language)) + "</rdf:li>";
    return properties + "</rdf:Bag></dc:language>\n";
}

/// ISO 19005-3 6.6.2.3.3: a schema that XMP does not know is described in the packet.
constexpr std::string_view ua_extension_schema
    = "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
      "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>\n"
      "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
      "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
      "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
      "<pdfaProperty:name>part</pdfaProperty:name>\n"
      "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
      "<pdfaProperty:category>internal</pdfaProperty:category>\n"
      "<pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>\n"
      "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
      "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n";

void append16(std::string& out, std::uint32_t value)
{
    out += static_cast<char>((value >> 8U) & 0xFFU);
    out += static_cast<char>(value & 0xFFU);
}

void append32(std::string& out, std::uint32_t value)
{
    append16(out, value >> 16U);
    append16(out, value & 0xFFFFU);
}

/// s15Fixed16Number (ICC.1:2010 4.6).
void append_fixed(std::string& out, double value)
{
    append32(out, static_cast<std::uint32_t>(static_cast<std::int32_t>(std::lround(value * 65536.0))));
}

std::string profile_text(std::string_view ascii)
{
    std::string out("mluc\0\0\0\0", 8);
    append32(out, 1);
    append32(out, 12);
    out += "enUS";
    append32(out, static_cast<std::uint32_t>(ascii.size() * 2));
    append32(out, 28);
    for (char const c : ascii)
        append16(out, static_cast<unsigned char>(c));
    return out;
}

std::string profile_numbers(std::string_view type, std::initializer_list<double> values)
{
    std::string out(type);
    append32(out, 0);
    for (double const value : values)
        append_fixed(out, value);
    return out;
}

/// Function type 3 of parametricCurveType: the curve of IEC 61966-2-1.
std::string profile_curve()
{
    std::string out("para\0\0\0\0\0\3\0\0", 12);
    for (double const value : { 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045 })
        append_fixed(out, value);
    return out;
}

std::string profile_header(std::uint32_t size)
{
    std::string out;
    append32(out, size);
    append32(out, 0);
    append32(out, 0x04200000);
    out += "mntrRGB XYZ ";
    for (std::uint32_t const part : { 2026U, 1U, 1U, 0U, 0U, 0U })
        append16(out, part);
    out += "acsp";
    out.append(28, '\0');
    for (double const white : { 0.9642, 1.0, 0.8249 })
        append_fixed(out, white);
    out.append(128 - out.size(), '\0');
    return out;
}

/// A character that XML 1.0 allows (2.2) and that is not a control of any kind.
bool is_text(std::uint32_t c) { return c >= 0x20 && (c < 0x7F || c > 0x9F) && (c & 0xFFFEU) != 0xFFFE && c != 0x2028 && c != 0x2029; }

} // namespace

std::string metadata_text(std::string_view text)
{
    std::string out;
    for (std::size_t offset = 0; offset < text.size() && out.size() < max_metadata_bytes;) {
        std::size_t const begin = offset;
        std::uint32_t const c = decode_utf8(text, offset);
        if (c != ' ' && is_text(c))
            out += text.substr(begin, offset - begin);
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    while (!out.empty() && out.back() == ' ')
        out.pop_back();
    return out;
}

std::string information_dictionary(Metadata const& metadata)
{
    std::string out = "<</Title " + text_string(metadata.title);
    if (!metadata.author.empty())
        out += " /Author " + text_string(metadata.author);
    if (!metadata.subject.empty())
        out += " /Subject " + text_string(metadata.subject);
    return out + " /Creator " + text_string(producer) + " /Producer " + text_string(producer) + " /CreationDate "
        + date_string(metadata.created) + " /ModDate " + date_string(metadata.modified) + ">>";
}

std::string xmp_packet(Metadata const& metadata)
{
    std::string const created = metadata.created.to_string();
    std::string const modified = metadata.modified.to_string();
    std::string out = "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n";
    out += description("xmlns:dc=\"http://purl.org/dc/elements/1.1/\"", dublin_core(metadata));
    out += description("xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"",
        "<xmp:CreatorTool>" + std::string(producer) + "</xmp:CreatorTool>\n<xmp:CreateDate>" + created
            + "</xmp:CreateDate>\n<xmp:ModifyDate>" + modified + "</xmp:ModifyDate>\n<xmp:MetadataDate>" + modified
            + "</xmp:MetadataDate>\n");
    out += description("xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"", "<pdf:Producer>" + std::string(producer) + "</pdf:Producer>\n");
    out += description(
        "xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"", "<pdfaid:part>3</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n");
    out += description("xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"", "<pdfuaid:part>1</pdfuaid:part>\n");
    out += description(
        "xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" "
        "xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\"",
        ua_extension_schema);
    return out + "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>";
}

std::string srgb_profile()
{
    // Colorants of IEC 61966-2-1 and the matrix from D65 to the connection space's D50 (Bradford).
    std::string const curve = profile_curve();
    std::array<std::pair<std::string_view, std::string>, 10> const tags { {
        { "desc", profile_text("sRGB") },
        { "cprt", profile_text("No copyright, use freely") },
        { "wtpt", profile_numbers("XYZ ", { 0.9642, 1.0, 0.8249 }) },
        { "chad",
            profile_numbers(
                "sf32", { 1.0478112, 0.0228866, -0.0501270, 0.0295424, 0.9904844, -0.0170491, -0.0092345, 0.0150436, 0.7521316 }) },
        { "rXYZ", profile_numbers("XYZ ", { 0.4360747, 0.2225045, 0.0139322 }) },
        { "gXYZ", profile_numbers("XYZ ", { 0.3850649, 0.7168786, 0.0971045 }) },
        { "bXYZ", profile_numbers("XYZ ", { 0.1430804, 0.0606169, 0.7141733 }) },
        { "rTRC", curve },
        { "gTRC", curve },
        { "bTRC", curve },
    } };
    std::string table;
    std::string data;
    append32(table, tags.size());
    std::size_t const data_start = 128 + 4 + tags.size() * 12;
    for (auto const& [signature, bytes] : tags) {
        table += signature;
        append32(table, static_cast<std::uint32_t>(data_start + data.size()));
        append32(table, static_cast<std::uint32_t>(bytes.size()));
        data += bytes;
        data.append((4 - data.size() % 4) % 4, '\0');
    }
    return profile_header(static_cast<std::uint32_t>(data_start + data.size())) + table + data;
}

} // namespace konkordat::pdf
