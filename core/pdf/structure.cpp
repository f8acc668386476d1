#include "core/pdf/structure.h"

#include "core/pdf/content.h"
#include "core/pdf/syntax.h"

#include <algorithm>
#include <map>

namespace konkordat::pdf {

namespace {

using layout::ElementIndex;
using layout::StructureElement;
using layout::StructureKid;
using layout::StructureKind;

class StructureWriter {
public:
    StructureWriter(Writer& writer, layout::LaidOutDocument const& document, std::vector<ObjectId> const& pages,
        std::vector<Annotation> const& annotations)
        : m_writer(writer)
        , m_document(document)
        , m_pages(pages)
        , m_annotations_of(document.structure.size())
    {
        for (Annotation const& annotation : annotations)
            m_annotations_of[annotation.element].push_back(&annotation);
        m_written.resize(document.structure.size());
        mark_written();
        for (std::size_t i = 0; i < document.structure.size(); ++i)
            m_elements.push_back(m_written[i] ? writer.reserve() : ObjectId {});
    }

    ObjectId run(std::vector<Annotation> const& annotations)
    {
        ObjectId const root = m_writer.reserve();
        for (ElementIndex i = 0; i < m_elements.size(); ++i) {
            if (m_written[i])
                write_element(i, root);
        }
        std::size_t const next_key = m_pages.size() + annotations.size();
        // One after the other: in one expression every compiler would number their objects in an order of its own.
        std::string const parent_tree = write_parent_tree(annotations).reference();
        std::string const id_tree = write_id_tree();
        m_writer.set(root,
            "<</Type /StructTreeRoot /K [" + m_elements.front().reference() + "] /ParentTree " + parent_tree + " /ParentTreeNextKey "
                + std::to_string(next_key) + id_tree + ">>");
        return root;
    }

private:
        /// What holds nothing says nothing, but for what the shape of a table, list or heading sequence rests on.
    static bool stands_empty(StructureKind kind)
    {
        switch (kind) {
        case StructureKind::Paragraph:
        case StructureKind::Label:
        case StructureKind::Division:
        case StructureKind::Section:
        case StructureKind::Reference:
        case StructureKind::Link:
        case StructureKind::Span:
        case StructureKind::Note:
        case StructureKind::Figure:
        case StructureKind::Form: return false;
        default: return true;
        }
    }

        /// Kids come behind their parents in the document's list of elements.
    void mark_written()
    {
        for (ElementIndex i = m_written.size(); i-- > 0;) {
            StructureElement const& element = m_document.structure[i];
            bool const holds = stands_empty(element.kind) || !m_annotations_of[i].empty()
                || std::any_of(element.kids.begin(), element.kids.end(),
                    [&](StructureKid const& kid) { return kid.element == layout::no_element || m_written[kid.element]; });
            m_written[i] = holds;
        }
    }

    /// ISO 32000-1 14.8.5.5.
    static std::string numbering(std::optional<layout::ListLabel> counting)
    {
        if (!counting)
            return "/Disc";
        switch (*counting) {
        case layout::ListLabel::LowerAlpha: return "/LowerAlpha";
        case layout::ListLabel::LowerRoman: return "/LowerRoman";
        case layout::ListLabel::Decimal: break;
        }
        return "/Decimal";
    }

    [[nodiscard]] std::string attributes(StructureElement const& element) const
    {
        if (element.kind == StructureKind::List)
            return " /A <</O /List /ListNumbering " + numbering(element.counting) + ">>";
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
        if (!element.id.empty())
            body += " /ID " + byte_string(element.id);
        body += attributes(element);
            // The common case, all of it in one place, is written short.
        if (element.kids.size() == 1 && element.kids[0].element == layout::no_element && m_annotations_of[index].empty()) {
            body += " /Pg " + m_pages[element.kids[0].page].reference() + " /K " + std::to_string(element.kids[0].content);
        } else if (std::string const kids = kids_of(index); !kids.empty()) {
            body += " /K [" + kids + "]";
        }
        m_writer.set(m_elements[index], body + ">>");
    }

    [[nodiscard]] std::string kids_of(ElementIndex index) const
    {
        std::string kids;
        for (StructureKid const& child : m_document.structure[index].kids) {
            if (child.element == layout::no_element || m_written[child.element])
                kids += kid(child) + " ";
        }
        for (Annotation const* annotation : m_annotations_of[index])
            kids += "<</Type /OBJR /Pg " + m_pages[annotation->page].reference() + " /Obj " + annotation->annotation.reference() + ">> ";
        if (!kids.empty())
            kids.pop_back();
        return kids;
    }

        /// Elements by their id, in the order of the ids' bytes (ISO 32000-1 7.9.6); nothing if no element has one.
    std::string write_id_tree()
    {
        std::map<std::string, ElementIndex> ids;
        for (ElementIndex i = 0; i < m_elements.size(); ++i) {
            if (m_written[i] && !m_document.structure[i].id.empty())
                ids.emplace(m_document.structure[i].id, i);
        }
        if (ids.empty())
            return "";
        std::string names = "<</Names [";
        for (auto const& [id, element] : ids)
            names += byte_string(id) + " " + m_elements[element].reference() + " ";
        names.back() = ']';
        return " /IDTree " + m_writer.add(names + ">>").reference();
    }

    ObjectId write_parent_tree(std::vector<Annotation> const& annotations)
    {
        std::string numbers = "<</Nums [";
        for (std::size_t page = 0; page < m_document.pages.size(); ++page) {
            std::string owners = "[";
            for (ElementIndex const owner : m_document.pages[page].contents)
                owners += m_elements[owner].reference() + " ";
            numbers += std::to_string(page) + " " + m_writer.add(owners + "]").reference() + " ";
        }
        for (Annotation const& annotation : annotations)
            numbers += std::to_string(annotation.struct_parent) + " " + m_elements[annotation.element].reference() + " ";
        return m_writer.add(numbers + "]>>");
    }

    Writer& m_writer;
    layout::LaidOutDocument const& m_document;
    std::vector<ObjectId> const& m_pages;
    std::vector<std::vector<Annotation const*>> m_annotations_of;
    std::vector<bool> m_written; ///< elements that are in the file
    std::vector<ObjectId> m_elements;
};

} // namespace

ObjectId write_structure(
    Writer& writer, layout::LaidOutDocument const& document, std::vector<ObjectId> const& pages, std::vector<Annotation> const& annotations)
{
    return StructureWriter(writer, document, pages, annotations).run(annotations);
}

} // namespace konkordat::pdf
