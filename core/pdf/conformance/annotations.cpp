#include "core/pdf/conformance/context.h"

#include <algorithm>
#include <array>

namespace konkordat::pdf::conformance {

namespace {

constexpr int max_field_depth = 16;
constexpr std::array<std::string_view, 21> types { "Text", "Link", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine",
    "Highlight", "Underline", "Squiggly", "StrikeOut", "Stamp", "Caret", "Ink", "Popup", "FileAttachment", "Widget", "PrinterMark",
    "Watermark", "Redact" };

class AnnotationCheck {
public:
    explicit AnnotationCheck(Context& context)
        : m_context(context)
        , m_root(context.pdf.getRoot())
    {
        if (QPDFObjectHandle const tree = m_root.getKey("/StructTreeRoot"); tree.isDictionary()) {
            for (auto const& [key, value] : tree_entries(tree.getKey("/ParentTree"), "/Nums")) {
                if (key.isInteger())
                    m_parents.emplace(key.getIntValue(), value);
            }
        }
    }

    void run()
    {
        for (QPDFObjectHandle const& page : m_context.pages) {
            for (QPDFObjectHandle const& annotation : items_of(page.getKey("/Annots"))) {
                if (annotation.isDictionary())
                    check(annotation, page);
            }
        }
        check_form();
    }

private:
    void check(QPDFObjectHandle const& annotation, QPDFObjectHandle const& page)
    {
        m_page = m_context.page_number(page);
        m_on_pages.insert(annotation.getObjGen());
        std::string const type = name_of(annotation.getKey("/Subtype"));
        if (std::find(types.begin(), types.end(), type) == types.end())
            m_context.find(Rule::AnnotationType, type, annotation, m_page);
        check_flags(annotation, type);
        check_appearance(annotation, type);
        std::vector<double> const box = numbers_of(annotation.getKey("/Rect"));
        QPDFObjectHandle const home = annotation.getKey("/P");
        if (box.size() != 4 || (!home.isNull() && home.getObjGen() != page.getObjGen()))
            m_context.find(Rule::AnnotationPage, "", annotation, m_page);
        check_tag(annotation, type);
        if (type == "Link")
            check_link(annotation);
        if (type == "Widget" && (annotation.hasKey("/A") || annotation.hasKey("/AA")))
            m_context.find(Rule::FieldActions, "", annotation, m_page);
    }

    void check_flags(QPDFObjectHandle const& annotation, std::string const& type)
    {
        if (type == "Popup")
            return;
        constexpr long long invisible = 1, hidden = 2, print = 4, no_view = 32, toggle = 256;
        QPDFObjectHandle const flags = annotation.getKey("/F");
        long long const value = flags.isInteger() ? flags.getIntValue() : 0;
        if ((value & print) == 0 || (value & (invisible | hidden | no_view | toggle)) != 0)
            m_context.find(Rule::AnnotationFlags, std::to_string(value), annotation, m_page);
    }

    void check_appearance(QPDFObjectHandle const& annotation, std::string const& type)
    {
        QPDFObjectHandle const appearance = annotation.getKey("/AP");
        if (!appearance.isDictionary()) {
            if (type != "Link" && type != "Popup")
                m_context.find(Rule::AppearanceExists, type, annotation, m_page);
            return;
        }
        bool const is_button = type == "Widget" && is_name(annotation.getKey("/FT"), "Btn");
        QPDFObjectHandle const normal = appearance.getKey("/N");
        if (appearance.getKeys() != std::set<std::string> { "/N" } || (is_button ? !normal.isDictionary() : !normal.isStream()))
            m_context.find(Rule::AppearanceNormal, "", annotation, m_page);
    }

    /// The structure element to which the annotation belongs.
    [[nodiscard]] QPDFObjectHandle element_of(QPDFObjectHandle const& annotation) const
    {
        QPDFObjectHandle const key = annotation.getKey("/StructParent");
        auto const found = key.isInteger() ? m_parents.find(key.getIntValue()) : m_parents.end();
        return found == m_parents.end() ? QPDFObjectHandle::newNull() : found->second;
    }

    static bool holds(QPDFObjectHandle const& element, QPDFObjectHandle const& annotation)
    {
        for (QPDFObjectHandle const& kid : items_of(element.getKey("/K"))) {
            if (kid.isDictionary() && is_name(kid.getKey("/Type"), "OBJR") && kid.getKey("/Obj").getObjGen() == annotation.getObjGen())
                return true;
        }
        return false;
    }

    void check_tag(QPDFObjectHandle const& annotation, std::string const& type)
    {
        if (type == "Popup" || type == "PrinterMark")
            return;
        QPDFObjectHandle const element = element_of(annotation);
        std::string const tag = element.isDictionary() ? name_of(element.getKey("/S")) : "";
        Rule const rule = type == "Link" ? Rule::LinkTagged : type == "Widget" ? Rule::WidgetTagged : Rule::AnnotationTagged;
        if (tag != (type == "Link" ? "Link" : type == "Widget" ? "Form" : "Annot"))
            return m_context.find(rule, tag, annotation, m_page);
        if (rule == Rule::AnnotationTagged && text_of(annotation.getKey("/Contents")).empty() && text_of(element.getKey("/Alt")).empty())
            m_context.find(rule, "no words", annotation, m_page);
        if (!holds(element, annotation))
            m_context.find(Rule::ObjectReference, "its element does not hold it", annotation, m_page);
    }

    void check_link(QPDFObjectHandle const& annotation)
    {
        if (text_of(annotation.getKey("/Contents")).empty())
            m_context.find(Rule::LinkDescription, "", annotation, m_page);
        QPDFObjectHandle const place = annotation.getKey("/Dest");
        QPDFObjectHandle const action = annotation.getKey("/A");
        if (place.isArray()) {
            std::vector<QPDFObjectHandle> const parts = items_of(place);
            if (parts.size() < 2 || m_context.page_number(parts[0]) == 0 || !parts[1].isName())
                m_context.find(Rule::Destination, "", annotation, m_page);
        } else if (!action.isDictionary() || (is_name(action.getKey("/S"), "URI") && text_of(action.getKey("/URI")).empty())) {
            m_context.find(Rule::LinkTarget, "", annotation, m_page);
        }
    }

    void check_form()
    {
        QPDFObjectHandle const form = m_root.getKey("/AcroForm");
        if (!form.isDictionary())
            return;
        QPDFObjectHandle const needed = form.getKey("/NeedAppearances");
        if (needed.isBool() && needed.getBoolValue())
            m_context.find(Rule::NeedAppearances, "");
        if (form.hasKey("/XFA"))
            m_context.find(Rule::DynamicForm, "/XFA");
        for (QPDFObjectHandle const& field : items_of(form.getKey("/Fields")))
            check_field(field, "", 0);
        QPDFObjectHandle const flags = form.getKey("/SigFlags");
        bool const announced = flags.isInteger() && (flags.getIntValue() & 1) != 0;
        if (m_signature_fields > 0 && !announced)
            m_context.find(Rule::SignatureField, "/SigFlags");
    }

    void check_field(QPDFObjectHandle const& field, std::string const& prefix, int depth)
    {
        if (!field.isDictionary() || depth > max_field_depth || !m_fields.insert(field.getObjGen()).second)
            return;
        std::string const name = prefix + text_of(field.getKey("/T"));
        if (field.hasKey("/AA"))
            m_context.find(Rule::FieldActions, name, field);
        std::vector<QPDFObjectHandle> const kids = items_of(field.getKey("/Kids"));
        for (QPDFObjectHandle const& kid : kids) {
            if (kid.isDictionary() && kid.hasKey("/T"))
                check_field(kid, name + ".", depth + 1);
        }
        if (!field.hasKey("/FT"))
            return;
        if (text_of(field.getKey("/TU")).empty())
            m_context.find(Rule::FieldLabel, name, field);
        if (!is_name(field.getKey("/FT"), "Sig"))
            return;
        ++m_signature_fields;
        bool const on_page = m_on_pages.contains(field.getObjGen())
            || std::any_of(kids.begin(), kids.end(), [&](QPDFObjectHandle const& kid) { return m_on_pages.contains(kid.getObjGen()); });
        if (name.empty() || !m_names.insert(name).second || !on_page)
            m_context.find(Rule::SignatureField, name, field);
    }

    Context& m_context;
    QPDFObjectHandle m_root;
    std::map<long long, QPDFObjectHandle> m_parents;
    std::set<QPDFObjGen> m_on_pages;
    std::set<QPDFObjGen> m_fields;
    std::set<std::string> m_names;
    std::size_t m_signature_fields = 0;
    int m_page = 0;
};

} // namespace

void check_annotations(Context& context) { AnnotationCheck(context).run(); }

} // namespace konkordat::pdf::conformance
