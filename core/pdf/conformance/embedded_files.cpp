#include "core/pdf/conformance/context.h"

#include <algorithm>
#include <array>

namespace konkordat::pdf::conformance {

namespace {

bool is_media_type(std::string const& type)
{
    std::size_t const slash = type.find('/');
    auto is_token = [](std::string_view part) {
        return !part.empty() && std::all_of(part.begin(), part.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                || std::string_view("-_+.").find(c) != std::string_view::npos;
        });
    };
    return slash != std::string::npos && is_token(std::string_view(type).substr(0, slash))
        && is_token(std::string_view(type).substr(slash + 1));
}

class FileCheck {
public:
    explicit FileCheck(Context& context)
        : m_context(context)
    {
    }

    void run()
    {
        std::vector<QPDFObjectHandle> const objects = m_context.pdf.getAllObjects();
        for (QPDFObjectHandle const& object : objects) {
            if (QPDFObjectHandle const holder = object.isStream() ? object.getDict() : object; holder.isDictionary()) {
                for (QPDFObjectHandle const& file : items_of(holder.getKey("/AF")))
                    m_associated.insert(file.getObjGen());
            }
        }
        for (QPDFObjectHandle const& object : objects) {
            if (object.isDictionary() && object.hasKey("/EF"))
                check_specification(object);
        }
        check_names();
    }

private:
    void check_specification(QPDFObjectHandle const& file)
    {
        static constexpr std::array<std::string_view, 5> relationships { "Source", "Data", "Alternative", "Supplement", "Unspecified" };
        if (text_of(file.getKey("/F")).empty() || text_of(file.getKey("/UF")).empty())
            m_context.find(Rule::FileNames, "", file);
        std::string const relationship = name_of(file.getKey("/AFRelationship"));
        if (std::find(relationships.begin(), relationships.end(), relationship) == relationships.end())
            m_context.find(Rule::FileRelationship, relationship, file);
        if (!m_associated.contains(file.getObjGen()))
            m_context.find(Rule::FileAssociated, text_of(file.getKey("/UF")), file);
        QPDFObjectHandle const embedded = file.getKey("/EF");
        QPDFObjectHandle const stream = embedded.isDictionary() ? embedded.getKey("/F") : QPDFObjectHandle::newNull();
        if (!stream.isStream())
            return m_context.find(Rule::FileNames, "no embedded stream", file);
        QPDFObjectHandle const dictionary = stream.getDict();
        if (!is_media_type(name_of(dictionary.getKey("/Subtype"))))
            m_context.find(Rule::FileType, name_of(dictionary.getKey("/Subtype")), stream);
        QPDFObjectHandle const parameters = dictionary.getKey("/Params");
        if (!parameters.isDictionary() || !text_of(parameters.getKey("/ModDate")).starts_with("D:"))
            m_context.find(Rule::FileDate, "", stream);
    }

    void check_names()
    {
        QPDFObjectHandle const names = m_context.pdf.getRoot().getKey("/Names");
        if (!names.isDictionary())
            return;
        std::string last;
        bool first = true;
        for (auto const& [key, file] : tree_entries(names.getKey("/EmbeddedFiles"), "/Names")) {
            if (!key.isString() || !file.isDictionary() || (!first && key.getStringValue() <= last))
                m_context.find(Rule::NameTree, "/EmbeddedFiles", file);
            last = key.isString() ? key.getStringValue() : "";
            first = false;
        }
        if (names.hasKey("/AlternatePresentations"))
            m_context.find(Rule::Presentations, "/AlternatePresentations");
        if (names.hasKey("/JavaScript"))
            m_context.find(Rule::ActionType, "/JavaScript in the names");
    }

    Context& m_context;
    std::set<QPDFObjGen> m_associated;
};

} // namespace

void check_embedded_files(Context& context) { FileCheck(context).run(); }

} // namespace konkordat::pdf::conformance
