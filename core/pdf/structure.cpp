#include "core/pdf/structure.h"

#include "core/pdf/content.h"
#include "core/pdf/syntax.h"

namespace konkordat::pdf {

namespace {

using layout::ElementIndex;
using layout::StructureElement;
using layout::StructureKid;
using layout::StructureKind;

class StructureWriter {
public:
    StructureWriter(Writer& writer, layout::LaidOutDocument const& document, std::vector<ObjectId> const& pages,
        std::vector<LinkAnnotation> const& links)
        : m_writer(writer)
        , m_document(document)
        , m_pages(pages)
        , m_links_of(document.structure.size())
    {
        for (LinkAnnotation const& link : links)
            m_links_of[link.element].push_back(&link);
        for (std::size_t i = 0; i < document.structure.size(); ++i)
            m_elements.push_back(writer.reserve());
    }

    ObjectId run(std::vector<LinkAnnotation> const& links)
    {
        ObjectId const root = m_writer.reserve();
        for (ElementIndex i = 0; i < m_elements.size(); ++i)
            write_element(i, root);
        std::size_t const next_key = m_pages.size() + links.size();
        m_writer.set(root,
            "<</Type /StructTreeRoot /K [" + m_elements.front().reference() + "] /ParentTree " + write_parent_tree(links).reference()
                + " /ParentTreeNextKey " + std::to_string(next_key) + ">>");
        return root;
    }

private:
    [[nodiscard]] std::string attributes(StructureElement const& element) const
    {
        if (element.kind == StructureKind::List)
            return element.ordered ? " /A <</O /List /ListNumbering /Decimal>>" : " /A <</O /List /ListNumbering /Disc>>";
        if (element.scope == layout::HeaderScope::Column)
            return " /A <</O /Table /Scope /Column>>";
        if (element.scope == layout::HeaderScope::Row)
            return " /A <</O /Table /Scope /Row>>";
        if (element.kind == StructureKind::Figure && !element.kids.empty())
            return figure_attributes(element);
        return "";
    }

        /// A figure has words in its place (ISO 14289-1 7.3) and says where it is.
    [[nodiscard]] std::string figure_attributes(StructureElement const& element) const
    {
        layout::Rectangle const& area = element.area;
        layout::Length const bottom = m_document.pages[element.kids.front().page].height - area.y - area.height;
        return " /Alt " + text_string(element.alternative) + " /A <</O /Layout /Placement /Block /BBox [" + number(area.x) + " "
            + number(bottom) + " " + number(area.x + area.width) + " " + number(bottom + area.height) + "]>>";
    }

    [[nodiscard]] std::string kid(StructureKid const& child) const
    {
        if (child.element != layout::no_element)
            return m_elements[child.element].reference();
        return "<</Type /MCR /Pg " + m_pages[child.page].reference() + " /MCID " + std::to_string(child.content) + ">>";
    }

    void write_element(ElementIndex index, ObjectId root)
    {
        StructureElement const& element = m_document.structure[index];
        ObjectId const parent = element.parent == layout::no_element ? root : m_elements[element.parent];
        std::string body = "<</Type /StructElem /S /" + structure_type(element) + " /P " + parent.reference();
        if (element.language)
            body += " /Lang " + byte_string(language_tag(*element.language));
        body += attributes(element);
            // The common case, all of it in one place, is written short.
        if (element.kids.size() == 1 && element.kids[0].element == layout::no_element && m_links_of[index].empty()) {
            body += " /Pg " + m_pages[element.kids[0].page].reference() + " /K " + std::to_string(element.kids[0].content);
        } else if (!element.kids.empty()) {
            body += " /K [";
            for (StructureKid const& child : element.kids)
                body += kid(child) + " ";
            for (LinkAnnotation const* link : m_links_of[index])
                body += "<</Type /OBJR /Pg " + m_pages[link->page].reference() + " /Obj " + link->annotation.reference() + ">> ";
            body.back() = ']';
        }
        m_writer.set(m_elements[index], body + ">>");
    }

    ObjectId write_parent_tree(std::vector<LinkAnnotation> const& links)
    {
        std::string numbers = "<</Nums [";
        for (std::size_t page = 0; page < m_document.pages.size(); ++page) {
            std::string owners = "[";
            for (ElementIndex const owner : m_document.pages[page].contents)
                owners += m_elements[owner].reference() + " ";
            numbers += std::to_string(page) + " " + m_writer.add(owners + "]").reference() + " ";
        }
        for (LinkAnnotation const& link : links)
            numbers += std::to_string(link.struct_parent) + " " + m_elements[link.element].reference() + " ";
        return m_writer.add(numbers + "]>>");
    }

    Writer& m_writer;
    layout::LaidOutDocument const& m_document;
    std::vector<ObjectId> const& m_pages;
    std::vector<std::vector<LinkAnnotation const*>> m_links_of;
    std::vector<ObjectId> m_elements;
};

} // namespace

ObjectId write_structure(
    Writer& writer, layout::LaidOutDocument const& document, std::vector<ObjectId> const& pages, std::vector<LinkAnnotation> const& links)
{
    return StructureWriter(writer, document, pages, links).run(links);
}

} // namespace konkordat::pdf
