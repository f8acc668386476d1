#include "core/pdf/conformance/context.h"

#include <cmath>

namespace konkordat::pdf::conformance {

namespace {

constexpr int max_outline_entries = 200'000;

bool is_true(QPDFObjectHandle const& dictionary, char const* key)
{
    return dictionary.isDictionary() && dictionary.getKey(key).isBool() && dictionary.getKey(key).getBoolValue();
}

class CatalogCheck {
public:
    explicit CatalogCheck(Context& context)
        : m_context(context)
        , m_root(context.pdf.getRoot())
    {
    }

    void run()
    {
        check_entries();
        check_permissions();
        check_optional_content();
        for (QPDFObjectHandle const& page : m_context.pages)
            check_page(page);
        if (QPDFObjectHandle const outline = m_root.getKey("/Outlines"); outline.isDictionary())
            check_outline(outline);
        check_page_labels();
        if (m_root.getKey("/OpenAction").isArray())
            check_destination(m_root.getKey("/OpenAction"), m_root);
    }

private:
    void check_entries()
    {
        QPDFObjectHandle const marks = m_root.getKey("/MarkInfo");
        if (!is_true(marks, "/Marked"))
            m_context.find(Rule::Marked, "");
        if (is_true(marks, "/Suspects"))
            m_context.find(Rule::Suspects, "");
        if (!is_true(m_root.getKey("/ViewerPreferences"), "/DisplayDocTitle"))
            m_context.find(Rule::TitleDisplayed, "");
        if (text_of(m_root.getKey("/Lang")).empty())
            m_context.find(Rule::Language, "");
        if (m_root.hasKey("/Requirements"))
            m_context.find(Rule::Requirements, "");
        if (m_root.hasKey("/NeedsRendering"))
            m_context.find(Rule::DynamicForm, "/NeedsRendering");
    }

    void check_permissions()
    {
        QPDFObjectHandle const permissions = m_root.getKey("/Perms");
        if (!permissions.isDictionary())
            return;
        for (std::string const& key : permissions.getKeys()) {
            if (key != "/UR3" && key != "/DocMDP")
                m_context.find(Rule::Permissions, key);
        }
    }

    void check_optional_content()
    {
        QPDFObjectHandle const properties = m_root.getKey("/OCProperties");
        if (!properties.isDictionary())
            return;
        std::vector<QPDFObjectHandle> configurations = items_of(properties.getKey("/Configs"));
        configurations.push_back(properties.getKey("/D"));
        std::set<std::string> names;
        for (QPDFObjectHandle const& configuration : configurations) {
            bool const named = configuration.isDictionary() && !text_of(configuration.getKey("/Name")).empty();
            if (!named || configuration.hasKey("/AS") || !names.insert(text_of(configuration.getKey("/Name"))).second)
                m_context.find(Rule::OptionalContent, "", configuration);
        }
    }

    void check_page(QPDFObjectHandle const& page)
    {
        int const number = m_context.page_number(page);
        for (char const* const key : { "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox" }) {
            QPDFObjectHandle const box = page.getKey(key);
            if (box.isNull() && std::string_view(key) != "/MediaBox")
                continue;
            std::vector<double> const sides = numbers_of(box);
            auto fits = [](double length) { return std::fabs(length) >= 3 && std::fabs(length) <= 14'400; };
            if (sides.size() != 4 || !fits(sides[2] - sides[0]) || !fits(sides[3] - sides[1]))
                m_context.find(Rule::PageSize, key, page, number);
        }
        if (!page.getKey("/Resources").isDictionary())
            m_context.find(Rule::OwnResources, "", page, number);
        if (!items_of(page.getKey("/Annots")).empty() && !is_name(page.getKey("/Tabs"), "S"))
            m_context.find(Rule::TabOrder, name_of(page.getKey("/Tabs")), page, number);
    }

    void check_destination(QPDFObjectHandle const& place, QPDFObjectHandle const& where)
    {
        std::vector<QPDFObjectHandle> const parts = items_of(place);
        if (!place.isArray() || parts.size() < 2 || m_context.page_number(parts[0]) == 0 || !parts[1].isName())
            m_context.find(Rule::Destination, "", where);
    }

    /// Number of entries below, and of those visible while all that is open stays open.
    void check_outline(QPDFObjectHandle const& parent)
    {
        std::vector<QPDFObjectHandle> open { parent };
        std::set<QPDFObjGen> seen { parent.getObjGen() };
        while (!open.empty()) {
            QPDFObjectHandle const node = open.back();
            open.pop_back();
            QPDFObjectHandle previous = QPDFObjectHandle::newNull();
            QPDFObjectHandle entry = node.getKey("/First");
            for (; entry.isDictionary(); entry = entry.getKey("/Next")) {
                if (!seen.insert(entry.getObjGen()).second || seen.size() > max_outline_entries)
                    return m_context.find(Rule::OutlineTree, "a circle", entry);
                check_outline_entry(node, previous, entry);
                open.push_back(entry);
                previous = entry;
            }
            bool const ends = previous.isNull() ? node.getKey("/Last").isNull() : node.getKey("/Last").getObjGen() == previous.getObjGen();
            if (!ends)
                m_context.find(Rule::OutlineTree, "/Last", node);
        }
    }

    void check_outline_entry(QPDFObjectHandle const& node, QPDFObjectHandle const& previous, QPDFObjectHandle const& entry)
    {
        bool const linked = entry.getKey("/Parent").getObjGen() == node.getObjGen()
            && (previous.isNull() ? entry.getKey("/Prev").isNull() : entry.getKey("/Prev").getObjGen() == previous.getObjGen());
        if (!linked)
            m_context.find(Rule::OutlineTree, "/Parent or /Prev", entry);
        if (text_of(entry.getKey("/Title")).empty())
            m_context.find(Rule::OutlineTree, "/Title", entry);
        if (entry.hasKey("/Dest"))
            check_destination(entry.getKey("/Dest"), entry);
        else if (!entry.hasKey("/A"))
            m_context.find(Rule::OutlineTree, "leads nowhere", entry);
    }

    void check_page_labels()
    {
        QPDFObjectHandle const labels = m_root.getKey("/PageLabels");
        if (labels.isNull())
            return;
        auto const entries = tree_entries(labels, "/Nums");
        long long last = -1;
        for (auto const& [key, label] : entries) {
            if (!key.isInteger() || key.getIntValue() <= last || !label.isDictionary())
                return m_context.find(Rule::PageLabels, "");
            last = key.getIntValue();
        }
        if (entries.empty() || entries.front().first.getIntValue() != 0)
            m_context.find(Rule::PageLabels, "");
    }

    Context& m_context;
    QPDFObjectHandle m_root;
};

} // namespace

void check_catalog(Context& context) { CatalogCheck(context).run(); }

} // namespace konkordat::pdf::conformance
