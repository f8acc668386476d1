#include "core/pdf/export.h"

#include "core/codec/agreement_json.h"
#include "core/conformity/legal_references.h"
#include "core/layout/layout.h"
#include "core/layout/style_sheet.h"
#include "core/pdf/content.h"
#include "core/pdf/metadata.h"
#include "core/pdf/outline.h"
#include "core/pdf/report.h"
#include "core/pdf/structure.h"
#include "core/pdf/syntax.h"
#include "core/pdf/text.h"
#include "core/templates/template_pack.h"

#include <algorithm>

namespace konkordat::pdf {

namespace {

class DocumentWriter {
public:
    DocumentWriter(layout::LaidOutDocument const& document, Agreement const& agreement)
        : m_document(document)
        , m_agreement(agreement)
        , m_metadata { .title = metadata_text(document.title),
            .author = metadata_text(document.author),
            .subject = metadata_text(document.subject),
            .languages = document.languages,
            .created = agreement.created_at,
            .modified = agreement.modified_at }
        , m_watermarks(*document.fonts, document.pages.front().width, document.pages.front().height)
    {
            // The title bar shows it (ISO 14289-1 7.1).
        if (m_metadata.title.empty())
            m_metadata.title = "Agreement " + agreement.id.str();
        for (layout::FontStyle const style : layout::all_font_styles)
            m_fonts.emplace_back(document.fonts->face(style), style);
    }

    Result<std::string> write()
    {
        m_catalog = m_writer.reserve();
        m_page_tree = m_writer.reserve();
        m_resources = m_writer.reserve();
        for (std::size_t i = 0; i < m_document.pages.size(); ++i)
            m_pages.push_back(m_writer.reserve());
        for (std::size_t i = 0; i < m_document.pages.size(); ++i)
            write_page(i);
        write_page_tree();
        KONKORDAT_CHECK(write_resources());
        write_catalog();
        ObjectId const info = m_writer.add(information_dictionary(m_metadata));
        return m_writer.finish(m_catalog, info);
    }

private:
    void write_page(std::size_t index)
    {
        layout::Page const& page = m_document.pages[index];
        ObjectId const content = m_writer.add_stream(
            "", page_content(page, m_document.structure, m_fonts, m_images, m_watermarks), Compression::Flate);
        std::string body = "<</Type /Page /Parent " + m_page_tree.reference() + " /MediaBox [0 0 " + number(page.width) + " "
            + number(page.height) + "] /Resources " + m_resources.reference() + " /Contents " + content.reference() + " /StructParents "
            + std::to_string(index) + " /Tabs /S";
        std::string annotations;
        for (LinkAreas const& link : links_of(page))
            annotations += write_link(link, index, page).reference() + " ";
        for (layout::SignatureArea const& area : m_document.signatures) {
            if (area.page == index && area.element != layout::no_element)
                annotations += write_signature_field(area, page).reference() + " ";
        }
        if (!annotations.empty())
            body += " /Annots [" + annotations + "]";
        m_writer.set(m_pages[index], body + ">>");
    }

        /// The lines of one link on a page.
    using LinkAreas = std::vector<layout::LinkArea const*>;

    static std::vector<LinkAreas> links_of(layout::Page const& page)
    {
        std::vector<LinkAreas> links;
        for (layout::LinkArea const& area : page.links) {
            if (links.empty() || links.back().front()->element != area.element)
                links.emplace_back();
            links.back().push_back(&area);
        }
        return links;
    }

    [[nodiscard]] int next_struct_parent() const { return static_cast<int>(m_pages.size() + m_annotations.size()); }

        /// "[left bottom right top]" in the file's coordinates.
    static std::string box(layout::Rectangle const& area, layout::Page const& page)
    {
        return "[" + number(area.x) + " " + number(page.height - area.y - area.height) + " " + number(area.x + area.width) + " "
            + number(page.height - area.y) + "]";
    }

    static layout::Rectangle hull(LinkAreas const& areas)
    {
        layout::Rectangle all = areas.front()->area;
        for (layout::LinkArea const* link : areas) {
            layout::Rectangle const& area = link->area;
            layout::Length const right = std::max(all.x + all.width, area.x + area.width);
            layout::Length const bottom = std::max(all.y + all.height, area.y + area.height);
            all.x = std::min(all.x, area.x);
            all.y = std::min(all.y, area.y);
            all.width = right - all.x;
            all.height = bottom - all.y;
        }
        return all;
    }

        /// Each line's corners, in the order that readers expect: top left, top right, bottom left, bottom right.
    static std::string quadrilaterals(LinkAreas const& areas, layout::Page const& page)
    {
        std::string points;
        for (layout::LinkArea const* link : areas) {
            layout::Rectangle const& area = link->area;
            std::string const left = number(area.x) + " ";
            std::string const right = number(area.x + area.width) + " ";
            std::string const top = number(page.height - area.y) + " ";
            std::string const bottom = number(page.height - area.y - area.height) + " ";
            points += left;
            points += top + right + top + left + bottom + right + bottom;
        }
        points.pop_back();
        return " /QuadPoints [" + points + "]";
    }

    ObjectId write_link(LinkAreas const& areas, std::size_t page_index, layout::Page const& page)
    {
        layout::LinkArea const& link = *areas.front();
        std::string const& description = !link.description.empty() ? link.description : !link.uri.empty() ? link.uri : link.anchor;
        int const struct_parent = next_struct_parent();
            // F 4: printed (ISO 19005-3 6.3.2). Contents says where it leads (ISO 14289-1 7.18.5).
        std::string body = "<</Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /StructParent " + std::to_string(struct_parent)
            + " /Contents " + text_string(description) + " /P " + m_pages[page_index].reference() + " /Rect " + box(hull(areas), page);
        if (areas.size() > 1)
            body += quadrilaterals(areas, page);
        if (!link.uri.empty() && link.uri.size() <= max_string_bytes) {
            body += " /A <</S /URI /URI " + byte_string(link.uri) + ">>";
        } else if (auto const anchor = m_document.anchors.find(link.anchor); anchor != m_document.anchors.end()) {
            body += " /Dest " + destination(anchor->second, m_document, m_pages);
        } else {
            body += " /Dest [" + m_pages[page_index].reference() + " /Fit]";
        }
        ObjectId const id = m_writer.add(body + ">>");
        m_annotations.push_back(Annotation { id, page_index, link.element, struct_parent });
        return id;
    }

        /// Field and widget in one (ISO 32000-1 12.7.4.5), unsigned. Its place in the structure is made here, so that signing
        /// changes nothing but the field.
    ObjectId write_signature_field(layout::SignatureArea const& signature, layout::Page const& page)
    {
        layout::Rectangle const& area = signature.area;
        ObjectId const appearance = m_writer.add_stream(
            "/Type /XObject /Subtype /Form /BBox [0 0 " + number(area.width) + " " + number(area.height) + "] /Resources <<>>", "",
            Compression::None);
        int const struct_parent = next_struct_parent();
        ObjectId const id = m_writer.add("<</Type /Annot /Subtype /Widget /FT /Sig /T "
            + text_string(m_document.structure[signature.element].id) + " /TU " + text_string(signature.label) + " /F 4 /StructParent "
            + std::to_string(struct_parent) + " /P " + m_pages[signature.page].reference() + " /Rect " + box(area, page) + " /AP <</N "
            + appearance.reference() + ">>>>");
        m_annotations.push_back(Annotation { id, signature.page, signature.element, struct_parent });
        m_fields.push_back(id);
        return id;
    }

        /// Bit 1 of SigFlags: the document contains signature fields (ISO 32000-1 table 219).
    [[nodiscard]] std::string form() const
    {
        std::string fields;
        for (ObjectId const field : m_fields)
            fields += field.reference() + " ";
        return fields.empty() ? "" : " /AcroForm <</Fields [" + fields + "] /SigFlags 1>>";
    }

    void write_page_tree()
    {
        std::string kids;
        for (ObjectId const page : m_pages)
            kids += page.reference() + " ";
        m_writer.set(m_page_tree, "<</Type /Pages /Kids [" + kids + "] /Count " + std::to_string(m_pages.size()) + ">>");
    }

    Result<void> write_resources()
    {
        std::string body = "<</Font <<";
        for (layout::FontStyle const style : layout::all_font_styles) {
            EmbeddedFont const& font = m_fonts[static_cast<std::size_t>(style)];
            if (!font.is_used())
                continue;
            KONKORDAT_TRY(ObjectId const id, font.write(m_writer));
            body += "/" + font_resource(style) + " " + id.reference() + " ";
        }
        body += ">>";
        // One after the other: the operands of + have no order, and the objects would be numbered in either.
        std::string objects = m_images.write(m_writer);
        objects += m_watermarks.write(m_writer);
        if (!objects.empty())
            body += " /XObject <<" + objects + ">>";
        m_writer.set(m_resources, body + ">>");
        return {};
    }

        /// The agreement's JSON as a file specification (ISO 19005-3 6.8, ISO 32000-1 7.11.4).
    ObjectId write_attachment()
    {
        std::string const json = write_agreement(m_agreement);
        std::string const entries = "/Type /EmbeddedFile /Subtype " + name("application/json") + " /Params <</Size "
            + std::to_string(json.size()) + " /ModDate " + date_string(m_agreement.modified_at) + ">>";
        std::string const file = m_writer.add_stream(entries, json, Compression::Flate).reference();
        std::string const file_name = text_string(embedded_file_name);
        return m_writer.add("<</Type /Filespec /F " + file_name + " /UF " + file_name + " /Desc "
            + text_string("Agreement, " + std::string(agreement_schema_id)) + " /AFRelationship /Source /EF <</F " + file + " /UF " + file
            + ">>>>");
    }

    ObjectId write_output_intent()
    {
        ObjectId const profile = m_writer.add_stream("/N 3", srgb_profile(), Compression::Flate);
        std::string const condition = byte_string("sRGB IEC61966-2.1");
        return m_writer.add("<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier " + condition + " /Info " + condition
            + " /DestOutputProfile " + profile.reference() + ">>");
    }

    void write_catalog()
    {
        std::string const attachment = write_attachment().reference();
        ObjectId const metadata = m_writer.add_stream("/Type /Metadata /Subtype /XML", xmp_packet(m_metadata), Compression::None);
        ObjectId const structure = write_structure(m_writer, m_document, m_pages, m_annotations);
        std::string body = "<</Type /Catalog /Version /1.7 /Pages " + m_page_tree.reference() + " /Lang "
            + byte_string(language_tag(m_document.languages.front())) + " /MarkInfo <</Marked true>> /StructTreeRoot "
            + structure.reference() + " /ViewerPreferences <</DisplayDocTitle true>> /Metadata " + metadata.reference()
            + " /OutputIntents [" + write_output_intent().reference() + "] /PageLabels <</Nums [0 <</S /D>>]>>"
            + " /Names <</EmbeddedFiles <</Names [" + text_string(embedded_file_name) + " " + attachment + "]>>>> /AF [" + attachment + "]"
            + form();
        if (auto const outline = write_outline(m_writer, m_document, m_pages))
            body += " /Outlines " + outline->reference() + " /PageMode /UseOutlines";
        m_writer.set(m_catalog, body + ">>");
    }

    layout::LaidOutDocument const& m_document;
    Agreement const& m_agreement;
    Metadata m_metadata;
    Writer m_writer;
    ObjectId m_catalog;
    ObjectId m_page_tree;
    ObjectId m_resources;
    std::vector<ObjectId> m_pages;
    std::vector<Annotation> m_annotations;
    std::vector<ObjectId> m_fields;
    std::vector<EmbeddedFont> m_fonts;
    ImageResources m_images;
    Watermarks m_watermarks;
};

/// Of the law in force; bodies, standards and plans that the register names too are no provisions.
Result<layout::Citations> citations(World& world)
{
    KONKORDAT_TRY(LegalRegister const law, load_legal_register(world));
    layout::Citations result { .texts = {}, .as_of = law.as_of };
    for (LegalReference const& reference : law.references) {
        if (reference.until || reference.sr.empty())
            continue;
        LanguageMap& texts = result.texts[reference.id];
        for (Language const language : all_languages)
            texts[language] = citation(reference, language);
    }
    return result;
}

} // namespace

Result<layout::LayoutOptions> export_options(
    World& world, Agreement const& agreement, std::vector<Language> const& languages, ConformityReport report)
{
    layout::LayoutOptions options { .languages = languages };
    KONKORDAT_TRY(options.style, layout::style_sheet_for(world, agreement.appearance));
    // An agreement whose template this program does not have is printed all the same, with ids for labels.
    auto const& pack_id = agreement.template_reference.id;
    if (auto const pack = templates::load_pack_frame(world, pack_id)) {
        options.variable_texts = templates::variable_texts(*pack);
        options.source = layout::SourceNote { pack->source.title, pack->source.publisher, static_cast<int>(pack->source.year) };
    }
    if (agreement.appearance.references == LegalReferences::Footnotes) {
        KONKORDAT_TRY(options.citations, citations(world));
    }
    if (report == ConformityReport::With) {
        auto const pack = templates::load_pack(world, pack_id);
        KONKORDAT_TRY(options.reports, conformity_reports(world, agreement, pack ? &*pack : nullptr, languages));
    }
    return options;
}

Result<layout::LaidOutDocument> layout_for_export(
    World& world, Agreement const& agreement, std::vector<Language> const& languages, ConformityReport report)
{
    KONKORDAT_TRY(layout::LayoutOptions const options, export_options(world, agreement, languages, report));
    return layout::layout_agreement(world, agreement, options);
}

Result<std::string> write_document(layout::LaidOutDocument const& document, Agreement const& agreement)
{
    return DocumentWriter(document, agreement).write();
}

Result<std::string> export_agreement(
    World& world, Agreement const& agreement, std::vector<Language> const& languages, ConformityReport report)
{
    KONKORDAT_TRY(layout::LaidOutDocument const document, layout_for_export(world, agreement, languages, report));
    return write_document(document, agreement);
}

} // namespace konkordat::pdf
