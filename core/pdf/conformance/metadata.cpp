#include "core/base/utf8.h"
#include "core/pdf/conformance/context.h"
#include "core/pdf/conformance/xml.h"

#include <algorithm>
#include <array>

namespace konkordat::pdf::conformance {

namespace {

constexpr std::string_view rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
constexpr std::string_view dublin_core = "http://purl.org/dc/elements/1.1/";
constexpr std::string_view xmp_basic = "http://ns.adobe.com/xap/1.0/";
constexpr std::string_view adobe_pdf = "http://ns.adobe.com/pdf/1.3/";
constexpr std::string_view archive = "http://www.aiim.org/pdfa/ns/id/";
constexpr std::string_view access = "http://www.aiim.org/pdfua/ns/id/";
constexpr std::string_view extension = "http://www.aiim.org/pdfa/ns/extension/";
constexpr std::string_view schema_space = "http://www.aiim.org/pdfa/ns/schema#";
constexpr std::string_view property_space = "http://www.aiim.org/pdfa/ns/property#";

enum class Shape { Text, Integer, Date, Bag, Seq, Alternatives };

struct Known {
    std::string_view space;
    std::string_view name;
    Shape shape;
};

/// Properties of the XMP specification of 2005 that an agreement's packet may have, and PDF/A's own.
constexpr std::array<Known, 25> known_properties { {
    { dublin_core, "format", Shape::Text },
    { dublin_core, "title", Shape::Alternatives },
    { dublin_core, "description", Shape::Alternatives },
    { dublin_core, "rights", Shape::Alternatives },
    { dublin_core, "creator", Shape::Seq },
    { dublin_core, "date", Shape::Seq },
    { dublin_core, "language", Shape::Bag },
    { dublin_core, "subject", Shape::Bag },
    { dublin_core, "publisher", Shape::Bag },
    { dublin_core, "contributor", Shape::Bag },
    { dublin_core, "identifier", Shape::Text },
    { xmp_basic, "CreatorTool", Shape::Text },
    { xmp_basic, "CreateDate", Shape::Date },
    { xmp_basic, "ModifyDate", Shape::Date },
    { xmp_basic, "MetadataDate", Shape::Date },
    { xmp_basic, "Identifier", Shape::Bag },
    { adobe_pdf, "Producer", Shape::Text },
    { adobe_pdf, "Keywords", Shape::Text },
    { adobe_pdf, "PDFVersion", Shape::Text },
    { archive, "part", Shape::Integer },
    { archive, "conformance", Shape::Text },
    { archive, "amd", Shape::Text },
    { archive, "corr", Shape::Text },
    { extension, "schemas", Shape::Bag },
    { "http://ns.adobe.com/xap/1.0/mm/", "DocumentID", Shape::Text },
} };

bool is_rdf(XmlElement::Name const& name, std::string_view local) { return name.space == rdf && name.local == local; }

XmlElement const* kid(XmlElement const& element, std::string_view space, std::string_view local)
{
    for (XmlElement const& candidate : element.kids) {
        if (candidate.name.space == space && candidate.name.local == local)
            return &candidate;
    }
    return nullptr;
}

std::string trimmed(std::string_view text)
{
    while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ')
        text.remove_prefix(1);
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ')
        text.remove_suffix(1);
    return std::string(text);
}

/// Texts of a simple property or of the items of an array.
std::vector<std::string> values(XmlElement const& property)
{
    if (property.kids.empty())
        return { property.text };
    std::vector<std::string> found;
    for (XmlElement const& item : property.kids.front().kids)
        found.push_back(item.text);
    return found;
}

bool is_date(std::string const& text)
{
    constexpr std::string_view pattern = "dddd-dd-ddTdd:dd:dd";
    if (text.size() < 4)
        return false;
    std::size_t const compared = std::min(text.size(), pattern.size());
    for (std::size_t i = 0; i < compared; ++i) {
        bool const digit = text[i] >= '0' && text[i] <= '9';
        if (pattern[i] == 'd' ? !digit : text[i] != pattern[i])
            return false;
    }
    std::string_view const zone = std::string_view(text).substr(compared);
    return text.size() == 4 || text.size() == 7 || text.size() == 10 || zone == "Z" || zone.starts_with("+") || zone.starts_with("-");
}

bool has_shape(XmlElement const& property, Shape shape)
{
    bool const is_array = property.kids.size() == 1 && property.kids.front().name.space == rdf;
    std::string const container = is_array ? property.kids.front().name.local : "";
    bool const items = is_array && std::all_of(property.kids.front().kids.begin(), property.kids.front().kids.end(), [](auto const& item) {
        return is_rdf(item.name, "li");
    });
    switch (shape) {
    case Shape::Text: return property.kids.empty();
    case Shape::Integer:
        return property.kids.empty() && !property.text.empty()
            && std::all_of(property.text.begin(), property.text.end(), [](char c) { return c >= '0' && c <= '9'; });
    case Shape::Date: return property.kids.empty() && is_date(property.text);
    case Shape::Bag: return items && container == "Bag";
    case Shape::Seq: return items && container == "Seq";
    case Shape::Alternatives: break;
    }
    if (!items || container != "Alt")
        return false;
    return std::all_of(property.kids.front().kids.begin(), property.kids.front().kids.end(), [](XmlElement const& item) {
        return std::any_of(
            item.attributes.begin(), item.attributes.end(), [](auto const& attribute) { return attribute.first.local == "lang"; });
    });
}

class MetadataCheck {
public:
    explicit MetadataCheck(Context& context)
        : m_context(context)
    {
    }

    void run()
    {
        QPDFObjectHandle const stream = m_context.pdf.getRoot().getKey("/Metadata");
        if (!stream.isStream() || !is_name(stream.getDict().getKey("/Subtype"), "XML"))
            return m_context.find(Rule::MetadataStream, "");
        m_stream = stream;
        if (stream.getDict().hasKey("/Filter"))
            m_context.find(Rule::MetadataPlain, "", stream);
        std::string const packet = data_of(stream);
        if (find_invalid_utf8(packet))
            return m_context.find(Rule::PacketEncoding, "", stream);
        check_header(packet);
        std::optional<XmlElement> const document = parse_xml(packet);
        XmlElement const* descriptions = document ? find_rdf(*document) : nullptr;
        if (descriptions == nullptr)
            return m_context.find(Rule::PacketSyntax, "", stream);
        for (XmlElement const& description : descriptions->kids)
            collect(description);
        check_extensions();
        check_properties();
        check_identifications();
        check_information();
    }

private:
    void check_header(std::string const& packet)
    {
        std::size_t const begin = packet.find("<?xpacket begin=");
        std::size_t const end = packet.find("?>", begin == std::string::npos ? 0 : begin);
        if (begin == std::string::npos || end == std::string::npos)
            return m_context.find(Rule::PacketSyntax, "no packet header", m_stream);
        std::string const header = packet.substr(begin, end - begin);
        if (header.find(" bytes=") != std::string::npos || header.find(" encoding=") != std::string::npos)
            m_context.find(Rule::PacketHeader, "", m_stream);
    }

    static XmlElement const* find_rdf(XmlElement const& root)
    {
        if (is_rdf(root.name, "RDF"))
            return &root;
        return kid(root, rdf, "RDF");
    }

    void collect(XmlElement const& description)
    {
        if (!is_rdf(description.name, "Description"))
            return m_context.find(Rule::PacketSyntax, description.name.local, m_stream);
        for (auto const& [name, value] : description.attributes) {
            if (name.space != rdf && !name.space.empty()) {
                XmlElement property { .name = name };
                property.text = value;
                m_properties.push_back(std::move(property));
            }
        }
        for (XmlElement const& property : description.kids)
            m_properties.push_back(property);
    }

    [[nodiscard]] XmlElement const* property(std::string_view space, std::string_view local) const
    {
        for (XmlElement const& candidate : m_properties) {
            if (candidate.name.space == space && candidate.name.local == local)
                return &candidate;
        }
        return nullptr;
    }

    void check_extensions()
    {
        XmlElement const* schemas = property(extension, "schemas");
        if (schemas == nullptr)
            return;
        if (schemas->name.prefix != "pdfaExtension" || !has_shape(*schemas, Shape::Bag))
            return m_context.find(Rule::ExtensionSchema, "schemas", m_stream);
        for (XmlElement const& schema : schemas->kids.front().kids) {
            std::string space;
            for (std::string_view const field : { "schema", "namespaceURI", "prefix", "property" }) {
                XmlElement const* value = kid(schema, schema_space, field);
                if (value == nullptr || value->name.prefix != "pdfaSchema") {
                    m_context.find(Rule::ExtensionSchema, std::string(field), m_stream);
                    continue;
                }
                if (field == "namespaceURI")
                    space = trimmed(value->text);
                if (field == "property")
                    check_extension_properties(*value, space);
            }
        }
    }

    void check_extension_properties(XmlElement const& properties, std::string const& space)
    {
        if (!has_shape(properties, Shape::Seq))
            return m_context.find(Rule::ExtensionSchema, "property", m_stream);
        for (XmlElement const& item : properties.kids.front().kids) {
            for (std::string_view const field : { "name", "valueType", "category", "description" }) {
                XmlElement const* value = kid(item, property_space, field);
                bool const stands = value != nullptr && value->name.prefix == "pdfaProperty" && !trimmed(value->text).empty();
                if (!stands || (field == "category" && trimmed(value->text) != "internal" && trimmed(value->text) != "external"))
                    m_context.find(Rule::ExtensionSchema, std::string(field), m_stream);
                else if (field == "name")
                    m_described.emplace(space, trimmed(value->text));
            }
        }
    }

    void check_properties()
    {
        for (XmlElement const& element : m_properties) {
            auto const known = std::find_if(known_properties.begin(), known_properties.end(),
                [&](Known const& candidate) { return candidate.space == element.name.space && candidate.name == element.name.local; });
            bool const fits = known != known_properties.end() ? has_shape(element, known->shape)
                                                              : m_described.contains({ element.name.space, element.name.local });
            if (!fits)
                m_context.find(Rule::PacketProperty, element.name.prefix + ":" + element.name.local, m_stream);
        }
    }

    [[nodiscard]] std::string value_of(std::string_view space, std::string_view local) const
    {
        XmlElement const* found = property(space, local);
        std::vector<std::string> const texts = found == nullptr ? std::vector<std::string> {} : values(*found);
        return texts.empty() ? "" : texts.front();
    }

    void check_identifications()
    {
        XmlElement const* part = property(archive, "part");
        bool const named = part != nullptr && part->name.prefix == "pdfaid";
        if (!named || value_of(archive, "part") != "3" || value_of(archive, "conformance") != "A")
            m_context.find(Rule::ArchiveIdentification, value_of(archive, "part") + value_of(archive, "conformance"), m_stream);
        XmlElement const* ua = property(access, "part");
        if (ua == nullptr || ua->name.prefix != "pdfuaid" || value_of(access, "part") != "1")
            m_context.find(Rule::AccessIdentification, value_of(access, "part"), m_stream);
        if (trimmed(value_of(dublin_core, "title")).empty())
            m_context.find(Rule::Title, "", m_stream);
    }

    static std::string digits(std::string const& text)
    {
        std::string found;
        for (char const c : text) {
            if (c >= '0' && c <= '9' && found.size() < 14)
                found += c;
        }
        return found;
    }

    void compare(char const* key, std::string const& packet, bool is_date_entry)
    {
        QPDFObjectHandle const information = m_context.pdf.getTrailer().getKey("/Info");
        if (!information.isDictionary() || !information.hasKey(key))
            return;
        std::string const value = text_of(information.getKey(key));
        bool const agrees = is_date_entry ? digits(value) == digits(packet) : value == packet;
        if (!agrees)
            m_context.find(Rule::InformationAgrees, key, information);
    }

    void check_information()
    {
        compare("/Title", value_of(dublin_core, "title"), false);
        compare("/Author", value_of(dublin_core, "creator"), false);
        compare("/Subject", value_of(dublin_core, "description"), false);
        compare("/Creator", value_of(xmp_basic, "CreatorTool"), false);
        compare("/Producer", value_of(adobe_pdf, "Producer"), false);
        compare("/CreationDate", value_of(xmp_basic, "CreateDate"), true);
        compare("/ModDate", value_of(xmp_basic, "ModifyDate"), true);
    }

    Context& m_context;
    QPDFObjectHandle m_stream;
    std::vector<XmlElement> m_properties;
    std::set<std::pair<std::string, std::string>> m_described;
};

} // namespace

void check_metadata(Context& context) { MetadataCheck(context).run(); }

} // namespace konkordat::pdf::conformance
