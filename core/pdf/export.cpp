#include "core/pdf/export.h"

#include "core/codec/agreement_json.h"
#include "core/conformity/legal_references.h"
#include "core/layout/layout.h"
#include "core/pdf/content.h"
#include "core/pdf/metadata.h"
#include "core/pdf/outline.h"
#include "core/pdf/report.h"
#include "core/pdf/structure.h"
#include "core/pdf/syntax.h"
#include "core/templates/template_pack.h"

namespace konkordat::pdf {

namespace {

class DocumentWriter {
public:
    DocumentWriter(layout::LaidOutDocument const& document, Agreement const& agreement)
        : m_document(document)
        , m_agreement(agreement)
        , m_metadata { .title = document.title,
            .author = document.author,
            .subject = document.subject,
            .languages = document.languages,
            .created = agreement.created_at,
            .modified = agreement.modified_at }
    {
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
        ObjectId const content = m_writer.add_stream("", page_content(page, m_document.structure, m_fonts), Compression::Flate);
        std::string body = "<</Type /Page /Parent " + m_page_tree.reference() + " /MediaBox [0 0 " + number(page.width) + " "
            + number(page.height) + "] /Resources " + m_resources.reference() + " /Contents " + content.reference() + " /StructParents "
            + std::to_string(index) + " /Tabs /S";
        if (!page.links.empty()) {
            body += " /Annots [";
            for (layout::LinkArea const& link : page.links)
                body += write_link(link, index, page).reference() + " ";
            body.back() = ']';
        }
        m_writer.set(m_pages[index], body + ">>");
    }

    ObjectId write_link(layout::LinkArea const& link, std::size_t page_index, layout::Page const& page)
    {
        int const struct_parent = static_cast<int>(m_pages.size() + m_links.size());
        layout::Rectangle const& area = link.area;
            // F 4: printed (ISO 19005-3 6.3.2). Contents says where it leads (ISO 14289-1 7.18.5).
        std::string body = "<</Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /StructParent " + std::to_string(struct_parent)
            + " /Contents " + text_string(link.description) + " /P " + m_pages[page_index].reference() + " /Rect [" + number(area.x) + " "
            + number(page.height - area.y - area.height) + " " + number(area.x + area.width) + " " + number(page.height - area.y) + "]";
        if (!link.uri.empty()) {
            body += " /A <</S /URI /URI " + byte_string(link.uri) + ">>";
        } else if (auto const anchor = m_document.anchors.find(link.anchor); anchor != m_document.anchors.end()) {
            body += " /Dest " + destination(anchor->second, m_document, m_pages);
        }
        ObjectId const id = m_writer.add(body + ">>");
        m_links.push_back(LinkAnnotation { id, page_index, link.element, struct_parent });
        return id;
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
        m_writer.set(m_resources, body + ">>>>");
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
        ObjectId const structure = write_structure(m_writer, m_document, m_pages, m_links);
        std::string body = "<</Type /Catalog /Version /1.7 /Pages " + m_page_tree.reference() + " /Lang "
            + byte_string(language_tag(m_document.languages.front())) + " /MarkInfo <</Marked true>> /StructTreeRoot "
            + structure.reference() + " /ViewerPreferences <</DisplayDocTitle true>> /Metadata " + metadata.reference()
            + " /OutputIntents [" + write_output_intent().reference() + "] /PageLabels <</Nums [0 <</S /D>>]>>"
            + " /Names <</EmbeddedFiles <</Names [" + text_string(embedded_file_name) + " " + attachment + "]>>>> /AF [" + attachment + "]";
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
    std::vector<LinkAnnotation> m_links;
    std::vector<EmbeddedFont> m_fonts;
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

Result<layout::LayoutOptions> layout_options(
    World& world, Agreement const& agreement, std::vector<Language> const& languages, ConformityReport report)
{
    layout::LayoutOptions options { .languages = languages };
    // An agreement whose template this program does not have is printed all the same, with ids for labels.
    auto const pack = templates::load_pack(world, agreement.template_reference.id);
    if (pack) {
        options.variable_texts = templates::variable_texts(*pack);
        options.source = layout::SourceNote { pack->source.title, pack->source.publisher, static_cast<int>(pack->source.year) };
    }
    if (agreement.appearance.references == LegalReferences::Footnotes) {
        KONKORDAT_TRY(options.citations, citations(world));
    }
    if (report == ConformityReport::With) {
        KONKORDAT_TRY(options.reports, conformity_reports(world, agreement, pack ? &*pack : nullptr, languages));
    }
    return options;
}

Result<layout::LaidOutDocument> layout_for_export(
    World& world, Agreement const& agreement, std::vector<Language> const& languages, ConformityReport report)
{
    KONKORDAT_TRY(layout::LayoutOptions const options, layout_options(world, agreement, languages, report));
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
