#include "core/pdf/conformance/tags.h"

#include <algorithm>
#include <cmath>

namespace konkordat::pdf::conformance {

namespace {

int heading_level(std::string const& type)
{
    return type.size() == 2 && type[0] == 'H' && type[1] >= '1' && type[1] <= '6' ? type[1] - '0' : 0;
}

/// True if the kids are of these types, with one Caption before them at most.
bool consists_of(std::vector<std::string> types, std::initializer_list<std::string_view> allowed)
{
    if (!types.empty() && types.front() == "Caption")
        types.erase(types.begin());
    return std::all_of(types.begin(), types.end(),
        [&](std::string const& type) { return std::find(allowed.begin(), allowed.end(), type) != allowed.end(); });
}

class TagCheck {
public:
    TagCheck(Context& context, TagTree const& tree)
        : m_context(context)
        , m_tree(tree)
    {
    }

    void run()
    {
        for (Tag const& tag : m_tree.tags) {
            check_headings(tag);
            check_list(tag);
            check_contents(tag);
            check_words(tag);
            check_holders(tag);
        }
        if (m_numbered && m_nested)
            m_context.find(Rule::HeadingKinds, "");
    }

private:
    void check_headings(Tag const& tag)
    {
        m_nested = m_nested || tag.type == "H";
        int const level = heading_level(tag.type);
        if (level > 0) {
            m_numbered = true;
            if (level > m_level + 1)
                m_context.find(
                    Rule::HeadingOrder, tag.type + " after " + (m_level == 0 ? "nothing" : "H" + std::to_string(m_level)), tag.object);
            m_level = level;
        }
        std::vector<std::string> const types = m_tree.kid_types(tag);
        if (std::count(types.begin(), types.end(), "H") > 1)
            m_context.find(Rule::HeadingKinds, "several H in one element", tag.object);
    }

    void check_list(Tag const& tag)
    {
        std::string const parent = m_tree.parent_type(tag);
        if ((tag.type == "LI" && parent != "L") || (tag.type == "LBody" && parent != "LI"))
            m_context.find(Rule::ListPlace, tag.type + " in " + parent, tag.object);
        std::vector<std::string> const types = m_tree.kid_types(tag);
        if (tag.type == "LI" && (!consists_of(types, { "Lbl", "LBody" }) || (!types.empty() && types.front() == "Caption")))
            m_context.find(Rule::ItemKids, "", tag.object);
        if (tag.type != "L")
            return;
        if (!consists_of(types, { "L", "LI" }))
            m_context.find(Rule::ListKids, "", tag.object);
        bool const labelled = std::any_of(tag.kids.begin(), tag.kids.end(), [&](Tag::Kid const& kid) {
            std::vector<std::string> const parts = kid.tag == no_tag ? std::vector<std::string> {} : m_tree.kid_types(m_tree.tags[kid.tag]);
            return std::find(parts.begin(), parts.end(), "Lbl") != parts.end();
        });
        std::string const numbering = name_of(attribute(tag, "List", "/ListNumbering"));
        if (labelled && (numbering.empty() || numbering == "None"))
            m_context.find(Rule::ListNumbering, "", tag.object);
    }

    void check_contents(Tag const& tag)
    {
        if (tag.type == "TOCI" && m_tree.parent_type(tag) != "TOC")
            m_context.find(Rule::ContentsPlace, "", tag.object);
        if (tag.type == "TOC" && !consists_of(m_tree.kid_types(tag), { "TOC", "TOCI" }))
            m_context.find(Rule::ContentsKids, "", tag.object);
    }

    void check_words(Tag const& tag)
    {
        bool const has_words = !text_of(tag.object.getKey("/Alt")).empty() || !text_of(tag.object.getKey("/ActualText")).empty();
        if (tag.type == "Formula" && !has_words)
            m_context.find(Rule::FormulaWords, "", tag.object);
        if (tag.type == "Note" && (!tag.object.getKey("/ID").isString() || tag.object.getKey("/ID").getStringValue().empty()))
            m_context.find(Rule::NoteIdentifier, "", tag.object);
        if (tag.type != "Figure")
            return;
        if (!has_words)
            m_context.find(Rule::FigureWords, "", tag.object);
        check_figure_box(tag);
    }

    void check_figure_box(Tag const& tag)
    {
        std::vector<double> const box = numbers_of(attribute(tag, "Layout", "/BBox"));
        bool fits = box.size() == 4 && box[2] > box[0] && box[3] > box[1];
        auto const content = std::find_if(tag.kids.begin(), tag.kids.end(), [](Tag::Kid const& kid) { return kid.mcid >= 0; });
        if (fits && content != tag.kids.end()) {
            QPDFObjectHandle const owner = m_context.pdf.getObject(content->owner);
            std::vector<double> const page = owner.isDictionary() ? numbers_of(owner.getKey("/MediaBox")) : std::vector<double> {};
            fits = page.size() != 4 || (box[0] < page[2] && box[1] < page[3] && box[2] > page[0] && box[3] > page[1]);
        }
        if (!fits)
            m_context.find(Rule::FigureBox, "", tag.object);
    }

    void check_holders(Tag const& tag)
    {
        auto const references = std::count_if(
            tag.kids.begin(), tag.kids.end(), [](Tag::Kid const& kid) { return kid.object != QPDFObjGen(); });
        if (tag.type == "Link" && references == 0)
            m_context.find(Rule::LinkHolds, "", tag.object);
        if (tag.type == "Form" && attribute(tag, "PrintField", "/Role").isNull() && (references != 1 || tag.kids.size() != 1))
            m_context.find(Rule::FormChild, std::to_string(tag.kids.size()), tag.object);
    }

    Context& m_context;
    TagTree const& m_tree;
    int m_level = 0;
    bool m_numbered = false;
    bool m_nested = false;
};

} // namespace

void check_tags(Context& context, TagTree const& tree) { TagCheck(context, tree).run(); }

} // namespace konkordat::pdf::conformance
