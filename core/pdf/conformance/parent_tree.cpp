#include "core/pdf/conformance/tags.h"

#include <algorithm>

namespace konkordat::pdf::conformance {

namespace {

/// Structure to content and back.
class ParentTreeCheck {
public:
    ParentTreeCheck(Context& context, TagTree const& tree)
        : m_context(context)
        , m_tree(tree)
        , m_root(context.pdf.getRoot().getKey("/StructTreeRoot"))
    {
    }

    void run()
    {
        if (!m_root.isDictionary())
            return;
        read_numbers();
        for (Tag const& tag : m_tree.tags) {
            for (Tag::Kid const& kid : tag.kids) {
                if (kid.mcid >= 0)
                    check_content(tag, kid);
                else if (kid.tag == no_tag)
                    check_reference(tag, kid);
            }
        }
        for (auto const& [key, mark] : m_context.contents.marks) {
            if (m_owners[key] != 1)
                m_context.find(Rule::ContentOwned,
                    "MCID " + std::to_string(key.second) + ", " + std::to_string(m_owners[key]) + " elements",
                    m_context.pdf.getObject(key.first), mark.page);
        }
        check_identifiers();
    }

private:
    void read_numbers()
    {
        QPDFObjectHandle const tree = m_root.getKey("/ParentTree");
        long long last = -1;
        for (auto const& [key, value] : tree_entries(tree, "/Nums")) {
            if (!key.isInteger() || key.getIntValue() <= last)
                m_context.find(Rule::StructureTree, "the parent tree is not in order", tree);
            else
                last = key.getIntValue();
            m_numbers.emplace(key.isInteger() ? key.getIntValue() : -1, value);
        }
        QPDFObjectHandle const next = m_root.getKey("/ParentTreeNextKey");
        if (!next.isInteger() || next.getIntValue() <= last)
            m_context.find(Rule::ParentTreeNextKey, "", m_root);
    }

    [[nodiscard]] QPDFObjectHandle number(QPDFObjectHandle const& key) const
    {
        auto const found = key.isInteger() ? m_numbers.find(key.getIntValue()) : m_numbers.end();
        return found == m_numbers.end() ? QPDFObjectHandle::newNull() : found->second;
    }

    void check_content(Tag const& tag, Tag::Kid const& kid)
    {
        auto const mark = m_context.contents.marks.find({ kid.owner, kid.mcid });
        if (mark == m_context.contents.marks.end())
            return m_context.find(Rule::ContentExists, "MCID " + std::to_string(kid.mcid), tag.object);
        ++m_owners[mark->first];
        QPDFObjectHandle const owner = m_context.pdf.getObject(kid.owner);
        QPDFObjectHandle const dictionary = owner.isStream() ? owner.getDict() : owner;
        std::vector<QPDFObjectHandle> const& elements = elements_of(kid.owner, dictionary.getKey("/StructParents"));
        auto const index = static_cast<std::size_t>(kid.mcid);
        if (index >= elements.size() || elements[index].getObjGen() != tag.object.getObjGen())
            m_context.find(Rule::ParentTree, "MCID " + std::to_string(kid.mcid), tag.object, mark->second.page);
    }

    std::vector<QPDFObjectHandle> const& elements_of(QPDFObjGen owner, QPDFObjectHandle const& key)
    {
        auto const [entry, fresh] = m_elements.try_emplace(owner);
        if (fresh)
            entry->second = items_of(number(key));
        return entry->second;
    }

    void check_reference(Tag const& tag, Tag::Kid const& kid)
    {
        QPDFObjectHandle const object = m_context.pdf.getObject(kid.object);
        QPDFObjectHandle const dictionary = object.isStream() ? object.getDict() : object;
        if (!dictionary.isDictionary() || !dictionary.getKey("/StructParent").isInteger())
            return m_context.find(Rule::ObjectReference, "no /StructParent", tag.object);
        if (number(dictionary.getKey("/StructParent")).getObjGen() != tag.object.getObjGen())
            m_context.find(Rule::ParentTree, "object " + std::to_string(kid.object.getObj()), tag.object);
    }

    /// Elements with an identifier and the tree in which it leads to them.
    void check_identifiers()
    {
        std::map<std::string, QPDFObjGen> elements;
        for (Tag const& tag : m_tree.tags) {
            QPDFObjectHandle const id = tag.object.getKey("/ID");
            if (id.isString() && !elements.emplace(id.getStringValue(), tag.object.getObjGen()).second)
                m_context.find(Rule::IdentifierUnique, id.getUTF8Value(), tag.object);
        }
        auto const entries = tree_entries(m_root.getKey("/IDTree"), "/Names");
        std::string last;
        bool fits = true;
        for (auto const& [key, value] : entries) {
            std::string const id = key.isString() ? key.getStringValue() : "";
            fits = fits && (id > last || last.empty()) && elements.contains(id) && elements[id] == value.getObjGen();
            last = id;
        }
        if (!fits || entries.size() != elements.size())
            m_context.find(Rule::IdentifierTree, std::to_string(entries.size()) + " of " + std::to_string(elements.size()), m_root);
    }

    Context& m_context;
    TagTree const& m_tree;
    QPDFObjectHandle m_root;
    std::map<long long, QPDFObjectHandle> m_numbers;
    std::map<QPDFObjGen, std::vector<QPDFObjectHandle>> m_elements;
    std::map<std::pair<QPDFObjGen, int>, int> m_owners;
};

} // namespace

void check_parent_tree(Context& context, TagTree const& tree) { ParentTreeCheck(context, tree).run(); }

void check_structure(Context& context)
{
    TagTree const tree = read_tags(context);
    check_parent_tree(context, tree);
    check_tags(context, tree);
    check_tables(context, tree);
}

} // namespace konkordat::pdf::conformance
