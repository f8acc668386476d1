#include "tests/core/pdf/broken_files.h"

namespace konkordat::tests {

namespace {

QPDFObjectHandle parse(std::string const& text) { return QPDFObjectHandle::parse(text); }

QPDFObjectHandle font(QPDF& pdf)
{
    return find_object(pdf, [](QPDFObjectHandle const& object) { return object.isDictionaryOfType("/Font", "/Type0"); });
}
QPDFObjectHandle descendant(QPDF& pdf) { return font(pdf).getKey("/DescendantFonts").getArrayItem(0); }
QPDFObjectHandle descriptor(QPDF& pdf) { return descendant(pdf).getKey("/FontDescriptor"); }
QPDFObjectHandle profile(QPDF& pdf) { return pdf.getRoot().getKey("/OutputIntents").getArrayItem(0).getKey("/DestOutputProfile"); }
QPDFObjectHandle file_specification(QPDF& pdf) { return pdf.getRoot().getKey("/AF").getArrayItem(0); }
QPDFObjectHandle embedded(QPDF& pdf) { return file_specification(pdf).getKey("/EF").getKey("/F"); }
QPDFObjectHandle form(QPDF& pdf) { return pdf.getRoot().getKey("/AcroForm"); }

/// A break that edits the file's objects.
Break objects(std::string name, std::vector<std::string> rules, std::function<void(QPDF&)> edit)
{
    return Break { std::move(name), std::move(rules), [edit](std::string const& good) { return edited(good, edit); } };
}

/// A break that sets one key of the catalog.
Break catalog(std::string name, std::vector<std::string> rules, std::string const& key, std::string const& value)
{
    return objects(std::move(name), std::move(rules), [=](QPDF& pdf) { pdf.getRoot().replaceKey(key, parse(value)); });
}

/// A break that adds operators at the end of a page's content.
Break content(std::string name, std::vector<std::string> rules, std::string const& operators)
{
    return objects(std::move(name), std::move(rules),
        [=](QPDF& pdf) { edit_content(pdf, [&](std::string const& text) { return text + "\n" + operators + "\n"; }); });
}

/// A break that adds a resource to a page.
Break resource(std::string name, std::vector<std::string> rules, std::string const& kind, std::string const& value)
{
    return objects(std::move(name), std::move(rules), [=](QPDF& pdf) {
        QPDFObjectHandle added = pdf.makeIndirectObject(parse(value));
        some_page(pdf).getKey("/Resources").replaceKey(kind, parse("<<>>"));
        some_page(pdf).getKey("/Resources").getKey(kind).replaceKey("/X", added);
    });
}

/// A break that adds an XObject with these entries to a page.
Break x_object(std::string name, std::vector<std::string> rules, std::string const& entries)
{
    return objects(std::move(name), std::move(rules), [=](QPDF& pdf) {
        QPDFObjectHandle stream = pdf.newStream(std::string(1, '\0'));
        for (auto const& [key, value] : parse("<<" + entries + ">>").getDictAsMap())
            stream.getDict().replaceKey(key, value);
        some_page(pdf).getKey("/Resources").replaceKey("/XObject", parse("<<>>"));
        some_page(pdf).getKey("/Resources").getKey("/XObject").replaceKey("/X", stream);
    });
}

Break packet(std::string name, std::vector<std::string> rules, std::string const& from, std::string const& to)
{
    return objects(std::move(name), std::move(rules), [=](QPDF& pdf) {
        edit_stream(pdf.getRoot().getKey("/Metadata"), [&](std::string const& text) { return replaced(text, from, to); });
    });
}

constexpr char const* image = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray ";

void append(std::vector<Break>& all, std::vector<Break> more)
{
    for (Break& item : more)
        all.push_back(std::move(item));
}

std::vector<Break> limit_breaks()
{
    return {
        catalog("integer out of range", { "F15" }, "/Test", "3000000000"),
        catalog("real out of range", { "F16" }, "/Test", "4" + std::string(38, '0') + ".0"),
        catalog("real too close to zero", { "F16" }, "/Test", "0." + std::string(39, '0') + "1"),
        catalog("long string", { "F17" }, "/Test", "(" + std::string(40'000, 'a') + ")"),
        catalog("long name", { "F18" }, "/Test", "/" + std::string(200, 'a')),
        catalog("foreign permission", { "F21" }, "/Perms", "<</Foo <<>>>>"),
        objects("deep graphics states", { "F19" },
            [](QPDF& pdf) {
                edit_content(pdf, [](std::string const& text) {
                    std::string nested;
                    for (int i = 0; i < 29; ++i)
                        nested += "q ";
                    for (int i = 0; i < 29; ++i)
                        nested += "Q ";
                    return text + nested;
                });
            }),
        content("unbalanced graphics state", { "F19" }, "q"),
        objects("huge page", { "F20" }, [](QPDF& pdf) { some_page(pdf).replaceKey("/MediaBox", parse("[0 0 20000 842]")); }),
        objects("tiny crop box", { "F20" }, [](QPDF& pdf) { some_page(pdf).replaceKey("/CropBox", parse("[0 0 2 2]")); }),
        objects("external stream", { "F11" }, [](QPDF& pdf) { profile(pdf).getDict().replaceKey("/FFilter", parse("/FlateDecode")); }),
        objects("LZW", { "F12" },
            [](QPDF& pdf) {
                QPDFObjectHandle stream = pdf.newStream();
                stream.replaceStreamData("\x80\x0B\x60\x50\x22\x0C\x0C\x85\x01", parse("/LZWDecode"), QPDFObjectHandle::newNull());
                pdf.getRoot().replaceKey("/Test", stream);
            }),
        objects("font name that is no UTF-8", { "F13" },
            [](QPDF& pdf) { font(pdf).replaceKey("/BaseFont", QPDFObjectHandle::newName("/ABCDEF+\xFF\xFE")); }),
    };
}

std::vector<Break> graphics_breaks()
{
    return {
        content("unknown operator", { "G01" }, "foo"),
        objects("no resources", { "G02", "G03" }, [](QPDF& pdf) { some_page(pdf).removeKey("/Resources"); }),
        content("unknown graphics state", { "G03" }, "/Nothing gs"),
        objects("no output intent", { "G04", "G07" }, [](QPDF& pdf) { pdf.getRoot().removeKey("/OutputIntents"); }),
        objects("output intent without a name", { "G04" },
            [](QPDF& pdf) { pdf.getRoot().getKey("/OutputIntents").getArrayItem(0).removeKey("/OutputConditionIdentifier"); }),
        objects("profile of an input device", { "G05", "G07" },
            [](QPDF& pdf) { edit_stream(profile(pdf), [](std::string text) { return text.replace(12, 4, "scnr"); }); }),
        objects("wrong number of channels", { "G05" }, [](QPDF& pdf) { profile(pdf).getDict().replaceKey("/N", parse("4")); }),
        objects("truncated profile", { "G06" },
            [](QPDF& pdf) { edit_stream(profile(pdf), [](std::string const& text) { return text.substr(0, text.size() - 8); }); }),
        objects("profile without a curve", { "G06" },
            [](QPDF& pdf) { edit_stream(profile(pdf), [](std::string const& text) { return replaced(text, "bTRC", "xTRC"); }); }),
        content("CMYK", { "G07" }, "0 0 0 1 k"),
        resource("transfer function", { "G08" }, "/ExtGState", "<</Type /ExtGState /TR /Identity>>"),
        resource("halftone phase", { "G09" }, "/ExtGState", "<</Type /ExtGState /HTP [0 0]>>"),
        content("rendering intent", { "G10" }, "/Whatever ri"),
        x_object("alternate images", { "G11" }, image + std::string("/Alternates []")),
        x_object("interpolated image", { "G12" }, image + std::string("/Interpolate true")),
        x_object("reference to another file", { "G13" }, "/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Ref <<>>"),
        x_object("PostScript", { "G14" }, "/Type /XObject /Subtype /PS"),
        resource("blend mode", { "G15" }, "/ExtGState", "<</Type /ExtGState /BM /Whatever>>"),
        objects("blending space", { "G16" },
            [](QPDF& pdf) { some_page(pdf).replaceKey("/Group", parse("<</Type /Group /S /Transparency /CS /DeviceCMYK>>")); }),
    };
}

void map_all_glyphs_to(QPDF& pdf, char high, char low)
{
    edit_stream(descendant(pdf).getKey("/CIDToGIDMap"), [=](std::string text) {
        for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
            text[i] = high;
            text[i + 1] = low;
        }
        return text;
    });
}

void map_first_code_to(QPDF& pdf, std::string const& utf16)
{
    edit_stream(font(pdf).getKey("/ToUnicode"), [&](std::string text) {
        std::size_t const at = text.find("> <", text.find("<0001>")) + 3;
        return text.replace(at, text.find('>', at) - at, utf16);
    });
}

std::vector<Break> font_breaks()
{
    return {
        objects("font without a type", { "T01" }, [](QPDF& pdf) { font(pdf).removeKey("/Type"); }),
        objects("broken font program", { "T02" },
            [](QPDF& pdf) {
                edit_stream(descriptor(pdf).getKey("/FontFile2"), [](std::string const& text) { return text.substr(0, 300); });
            }),
        objects("encoding of a composite font", { "T03" }, [](QPDF& pdf) { font(pdf).replaceKey("/Encoding", parse("/WinAnsiEncoding")); }),
        objects("no glyph map", { "T04" }, [](QPDF& pdf) { descendant(pdf).removeKey("/CIDToGIDMap"); }),
        objects("font that is not embedded", { "T05" }, [](QPDF& pdf) { descriptor(pdf).removeKey("/FontFile2"); }),
        objects("glyphs that are not there", { "T06" }, [](QPDF& pdf) { map_all_glyphs_to(pdf, 0x7F, 0x7F); }),
        objects("incomplete CIDSet", { "T07" },
            [](QPDF& pdf) { descriptor(pdf).replaceKey("/CIDSet", pdf.newStream(std::string(1, '\x01'))); }),
        objects("wrong widths", { "T08" }, [](QPDF& pdf) { descendant(pdf).replaceKey("/W", parse("[0 65535 123]")); }),
        objects("Encoding of a symbolic font", { "T09" },
            [](QPDF& pdf) {
                QPDFObjectHandle simple = parse(
                    "<</Type /Font /Subtype /TrueType /FirstChar 65 /LastChar 65 /Widths [600] /Encoding /WinAnsiEncoding>>");
                simple.replaceKey("/BaseFont", descendant(pdf).getKey("/BaseFont"));
                simple.replaceKey("/FontDescriptor", descriptor(pdf));
                some_page(pdf).getKey("/Resources").getKey("/Font").replaceKey("/X", pdf.makeIndirectObject(simple));
                edit_content(pdf, [](std::string const& text) { return text + "\n/Artifact BMC BT /X 9 Tf (A) Tj ET EMC\n"; });
            }),
        objects("no ToUnicode", { "T10" }, [](QPDF& pdf) { font(pdf).removeKey("/ToUnicode"); }),
        objects("code without a meaning", { "T10" }, [](QPDF& pdf) { map_first_code_to(pdf, ""); }),
        objects("code that means U+0000", { "T11" }, [](QPDF& pdf) { map_first_code_to(pdf, "0000"); }),
        objects("code that means U+FEFF", { "T11" }, [](QPDF& pdf) { map_first_code_to(pdf, "FEFF"); }),
        objects("private use", { "T12" }, [](QPDF& pdf) { map_first_code_to(pdf, "E001"); }),
        objects(".notdef", { "T13" }, [](QPDF& pdf) { map_all_glyphs_to(pdf, 0, 0); }),
        objects("both symbolic and nonsymbolic", { "T14" }, [](QPDF& pdf) { descriptor(pdf).replaceKey("/Flags", parse("36")); }),
        objects("descriptor of another font", { "T14" }, [](QPDF& pdf) { descriptor(pdf).replaceKey("/FontName", parse("/Other")); }),
    };
}

std::vector<Break> annotation_breaks()
{
    auto link = [](char const* key, char const* value) {
        return [=](QPDF& pdf) { find_annotation(pdf, "Link").replaceKey(key, parse(value)); };
    };
    auto widget = [](char const* key, char const* value) {
        return [=](QPDF& pdf) { find_annotation(pdf, "Widget").replaceKey(key, parse(value)); };
    };
    return {
        objects("film", { "N01", "N03", "N12" }, link("/Subtype", "/Movie")),
        objects("hidden annotation", { "N02" }, link("/F", "6")),
        objects("annotation that is not printed", { "N02" }, widget("/F", "0")),
        objects("annotation without flags", { "N02" }, link("/F", "null")),
        objects("widget without an appearance", { "N03" }, widget("/AP", "null")),
        objects("appearance when pressed", { "N04" },
            [](QPDF& pdf) { find_annotation(pdf, "Widget").getKey("/AP").replaceKey("/D", parse("<<>>")); }),
        objects("field with an action", { "N05" }, widget("/AA", "<<>>")),
        objects("appearances wanted", { "N06" }, [](QPDF& pdf) { form(pdf).replaceKey("/NeedAppearances", parse("true")); }),
        objects("XFA", { "N07" }, [](QPDF& pdf) { form(pdf).replaceKey("/XFA", parse("[]")); }),
        objects("JavaScript", { "N08" }, link("/A", "<</S /JavaScript /JS (x)>>")),
        catalog("JavaScript when opened", { "N08" }, "/OpenAction", "<</S /JavaScript /JS (x)>>"),
        objects("launch", { "N08" }, link("/A", "<</S /URI /URI (https://example.org/) /Next <</S /Launch /F (x)>>>>")),
        objects("named action", { "N09" }, link("/A", "<</S /Named /N /Print>>")),
        catalog("additional actions", { "N10" }, "/AA", "<<>>"),
        objects("additional actions of a page", { "N10" }, [](QPDF& pdf) { some_page(pdf).replaceKey("/AA", parse("<<>>")); }),
        objects("tab order", { "N11" }, [](QPDF& pdf) { QPDFObjectHandle(pdf.getAllPages().at(1)).removeKey("/Tabs"); }),
        objects("comment outside the structure", { "N12" },
            [](QPDF& pdf) {
                QPDFObjectHandle note = pdf.makeIndirectObject(parse("<</Type /Annot /Subtype /Text /F 4 /Rect [0 0 9 9] /Contents (x)>>"));
                note.replaceKey("/AP", find_annotation(pdf, "Widget").getKey("/AP").shallowCopy());
                QPDFObjectHandle(pdf.getAllPages().at(0)).replaceKey("/Annots", QPDFObjectHandle::newArray({ note }));
            }),
        objects("field without a label", { "N14" }, widget("/TU", "null")),
        objects("link without words", { "N17" }, link("/Contents", "()")),
        objects("annotation without its key", { "N16", "N18" }, link("/StructParent", "null")),
        objects("link that leads nowhere", { "N19" }, link("/Dest", "null")),
        objects("link to a page of another file", { "E11" }, link("/Dest", "[7 /Fit]")),
        objects("annotation of another page", { "N20" },
            [](QPDF& pdf) { QPDFObjectHandle(find_annotation(pdf, "Link")).replaceKey("/P", pdf.getAllPages().at(0)); }),
        objects("two fields of one name", { "N21" },
            [](QPDF& pdf) {
                QPDFObjectHandle const fields = form(pdf).getKey("/Fields");
                QPDFObjectHandle(fields.getArrayItem(1)).replaceKey("/T", fields.getArrayItem(0).getKey("/T"));
            }),
        objects("signature fields that are not announced", { "N21" }, [](QPDF& pdf) { form(pdf).removeKey("/SigFlags"); }),
    };
}

std::vector<Break> metadata_breaks()
{
    return {
        objects("no metadata", { "X01" }, [](QPDF& pdf) { pdf.getRoot().removeKey("/Metadata"); }),
        packet("packet with an encoding", { "X03" }, " id=\"W5M", " encoding=\"UTF-8\" id=\"W5M"),
        packet("packet with a length", { "X03" }, " id=\"W5M", " bytes=\"9\" id=\"W5M"),
        packet("packet that is no XML", { "X04" }, "</dc:format>", ""),
        packet("packet with an unknown prefix", { "X04" }, "<xmp:CreatorTool>", "<foo:a>b</foo:a><xmp:CreatorTool>"),
        packet("packet that is no UTF-8", { "X05" }, "application/pdf", "application/pd\xFF"),
        packet("unknown property", { "X06" }, "<xmp:CreatorTool>", "<xmp:Mood>good</xmp:Mood><xmp:CreatorTool>"),
        packet("languages that are no items", { "X06" }, "<dc:language><rdf:Bag>", "<dc:language><rdf:Bag><rdf:value/>"),
        packet("description without a category", { "X07" }, "<pdfaProperty:category>internal</pdfaProperty:category>\n", ""),
        packet("schema without a prefix", { "X07" }, "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n", ""),
        packet("PDF/A-3b", { "X08" }, "<pdfaid:conformance>A<", "<pdfaid:conformance>B<"),
        packet("PDF/A-2", { "X08" }, "<pdfaid:part>3<", "<pdfaid:part>2<"),
        packet("PDF/UA-2", { "X09" }, "<pdfuaid:part>1<", "<pdfuaid:part>2<"),
        objects("no title", { "X10" },
            [](QPDF& pdf) {
                pdf.getTrailer().getKey("/Info").removeKey("/Title");
                edit_stream(pdf.getRoot().getKey("/Metadata"), [](std::string text) {
                    std::size_t const begin = text.find("<dc:title>");
                    std::size_t const end = text.find("</dc:title>") + 11;
                    return text.erase(begin, end - begin);
                });
            }),
        objects("another title", { "X11" }, [](QPDF& pdf) { pdf.getTrailer().getKey("/Info").replaceKey("/Title", parse("(Other)")); }),
        objects("another date", { "X11" },
            [](QPDF& pdf) { pdf.getTrailer().getKey("/Info").replaceKey("/ModDate", parse("(D:19990101000000Z)")); }),
        objects("title not shown", { "X12" }, [](QPDF& pdf) { pdf.getRoot().removeKey("/ViewerPreferences"); }),
    };
}

std::vector<Break> file_breaks()
{
    return {
        objects("attachment without UF", { "E01" }, [](QPDF& pdf) { file_specification(pdf).removeKey("/UF"); }),
        objects("attachment without a relationship", { "E02" }, [](QPDF& pdf) { file_specification(pdf).removeKey("/AFRelationship"); }),
        objects("attachment without a media type", { "E03" }, [](QPDF& pdf) { embedded(pdf).getDict().removeKey("/Subtype"); }),
        objects("attachment without a date", { "E04" }, [](QPDF& pdf) { embedded(pdf).getDict().getKey("/Params").removeKey("/ModDate"); }),
        objects("attachment that belongs to nothing", { "E05" }, [](QPDF& pdf) { pdf.getRoot().removeKey("/AF"); }),
        objects("names out of order", { "E06" },
            [](QPDF& pdf) {
                QPDFObjectHandle const file = file_specification(pdf);
                QPDFObjectHandle names = pdf.getRoot().getKey("/Names").getKey("/EmbeddedFiles").getKey("/Names");
                names.appendItem(parse("(a)"));
                names.appendItem(file);
            }),
        catalog("layers without a name", { "E07" }, "/OCProperties", "<</OCGs [] /D <<>>>>"),
        objects("alternate presentations", { "E08" },
            [](QPDF& pdf) { pdf.getRoot().getKey("/Names").replaceKey("/AlternatePresentations", parse("<</Names []>>")); }),
        objects("presentation steps", { "E08" }, [](QPDF& pdf) { some_page(pdf).replaceKey("/PresSteps", parse("<<>>")); }),
        catalog("requirements", { "E09" }, "/Requirements", "[]"),
        objects("outline entry without a title", { "E10" },
            [](QPDF& pdf) { pdf.getRoot().getKey("/Outlines").getKey("/First").removeKey("/Title"); }),
        objects("outline that ends elsewhere", { "E10" },
            [](QPDF& pdf) { pdf.getRoot().getKey("/Outlines").replaceKey("/Last", pdf.getRoot().getKey("/Outlines").getKey("/First")); }),
        objects("outline entry to no page", { "E11" },
            [](QPDF& pdf) { pdf.getRoot().getKey("/Outlines").getKey("/First").replaceKey("/Dest", parse("[null /Fit]")); }),
        catalog("page labels from the second page", { "E12" }, "/PageLabels", "<</Nums [1 <</S /D>>]>>"),
    };
}

} // namespace

std::vector<Break> object_breaks()
{
    std::vector<Break> all = limit_breaks();
    append(all, graphics_breaks());
    append(all, font_breaks());
    append(all, annotation_breaks());
    append(all, metadata_breaks());
    append(all, file_breaks());
    return all;
}

} // namespace konkordat::tests
