#include "core/pdf/conformance/tags.h"

#include <algorithm>
#include <array>

namespace konkordat::pdf::conformance {

namespace {

constexpr int max_depth = 200;
constexpr std::size_t max_tags = 2'000'000;

/// ISO 32000-1 14.8.4.
constexpr std::array<std::string_view, 49> standard_types { "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC",
    "TOCI", "Index", "NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH",
    "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP",
    "Warichu", "WT", "WP", "Figure", "Formula", "Form" };

bool is_standard(std::string_view type) { return std::find(standard_types.begin(), standard_types.end(), type) != standard_types.end(); }

class TagReader {
public:
    explicit TagReader(Context& context)
        : m_context(context)
        , m_root(context.pdf.getRoot().getKey("/StructTreeRoot"))
    {
    }

    TagTree run()
    {
        if (!m_root.isDictionary()) {
            m_context.find(Rule::StructureTree, "there is none");
            return {};
        }
        check_role_map();
        for (QPDFObjectHandle const& kid : items_of(m_root.getKey("/K"))) {
            std::size_t const tag = read_element(kid, no_tag, {}, 0);
            if (tag != no_tag)
                m_tree.roots.push_back(tag);
        }
        if (m_tree.roots.empty())
            m_context.find(Rule::StructureTree, "it is empty", m_root);
        return std::move(m_tree);
    }

private:
    void check_role_map()
    {
        QPDFObjectHandle const map = m_root.getKey("/RoleMap");
        if (!map.isDictionary())
            return;
        for (auto const& [key, value] : map.getDictAsMap()) {
            std::string const type = key.substr(1);
            if (is_standard(type))
                m_context.find(Rule::RoleMapStandard, type, m_root);
            m_roles[type] = name_of(value);
        }
        for (auto const& [type, role] : m_roles) {
            std::set<std::string> seen { type };
            std::string at = role;
            while (m_roles.contains(at) && seen.insert(at).second)
                at = m_roles[at];
            if (m_roles.contains(at))
                m_context.find(Rule::RoleMapCircle, type, m_root);
        }
    }

    std::string standard_type(std::string type)
    {
        for (std::size_t steps = 0; !is_standard(type); ++steps) {
            auto const role = m_roles.find(type);
            if (role == m_roles.end() || steps > m_roles.size())
                return "";
            type = role->second;
        }
        return type;
    }

    std::size_t read_element(QPDFObjectHandle const& object, std::size_t parent, QPDFObjGen page, int depth)
    {
        bool const fresh = object.isDictionary() && object.isIndirect() && m_seen.insert(object.getObjGen()).second;
        if (!fresh || depth > max_depth || m_tree.tags.size() > max_tags || !object.getKey("/S").isName()) {
            m_context.find(Rule::ElementForm, "", object.isIndirect() ? object : m_root);
            return no_tag;
        }
        std::size_t const index = m_tree.tags.size();
        m_tree.tags.push_back(Tag { .object = object, .type = standard_type(name_of(object.getKey("/S"))), .parent = parent });
        if (m_tree.tags[index].type.empty())
            m_context.find(Rule::StructureType, name_of(object.getKey("/S")), object);
        QPDFObjGen const expected = parent == no_tag ? m_root.getObjGen() : m_tree.tags[parent].object.getObjGen();
        if (object.getKey("/P").getObjGen() != expected)
            m_context.find(Rule::ElementParent, name_of(object.getKey("/S")), object);
        if (object.getKey("/Pg").isDictionary())
            page = object.getKey("/Pg").getObjGen();
        for (QPDFObjectHandle const& kid : items_of(object.getKey("/K")))
            read_kid(kid, index, page, depth);
        return index;
    }

    void read_kid(QPDFObjectHandle const& kid, std::size_t index, QPDFObjGen page, int depth)
    {
        if (kid.isInteger()) {
            m_tree.tags[index].kids.push_back(Tag::Kid { .owner = page, .mcid = kid.getIntValueAsInt() });
        } else if (kid.isDictionary() && is_name(kid.getKey("/Type"), "MCR") && kid.getKey("/MCID").isInteger()) {
            QPDFObjectHandle const stream = kid.getKey("/Stm");
            QPDFObjectHandle const own = kid.getKey("/Pg");
            QPDFObjGen const owner = stream.isStream() ? stream.getObjGen() : own.isDictionary() ? own.getObjGen() : page;
            m_tree.tags[index].kids.push_back(Tag::Kid { .owner = owner, .mcid = kid.getKey("/MCID").getIntValueAsInt() });
        } else if (kid.isDictionary() && is_name(kid.getKey("/Type"), "OBJR") && kid.getKey("/Obj").isIndirect()) {
            m_tree.tags[index].kids.push_back(Tag::Kid { .object = kid.getKey("/Obj").getObjGen() });
        } else {
            std::size_t const tag = read_element(kid, index, page, depth + 1);
            if (tag != no_tag)
                m_tree.tags[index].kids.push_back(Tag::Kid { .tag = tag });
        }
    }

    Context& m_context;
    QPDFObjectHandle m_root;
    std::map<std::string, std::string> m_roles;
    std::set<QPDFObjGen> m_seen;
    TagTree m_tree;
};

} // namespace

std::vector<std::string> TagTree::kid_types(Tag const& tag) const
{
    std::vector<std::string> types;
    for (Tag::Kid const& kid : tag.kids) {
        if (kid.tag != no_tag)
            types.push_back(tags[kid.tag].type);
    }
    return types;
}

std::string TagTree::parent_type(Tag const& tag) const { return tag.parent == no_tag ? "" : tags[tag.parent].type; }

TagTree read_tags(Context& context) { return TagReader(context).run(); }

QPDFObjectHandle attribute(Tag const& tag, std::string_view owner, std::string const& key)
{
    for (QPDFObjectHandle const& attributes : items_of(tag.object.getKey("/A"))) {
        if (attributes.isDictionary() && is_name(attributes.getKey("/O"), owner) && attributes.hasKey(key))
            return attributes.getKey(key);
    }
    return QPDFObjectHandle::newNull();
}

} // namespace konkordat::pdf::conformance
