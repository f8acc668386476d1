#include "core/pdf/export.h"

#include "core/image/image.h"
#include "core/layout/page.h"
#include "tests/core/image/sample_jpeg.h"
#include "tests/core/image/sample_png.h"
#include "tests/core/layout/fictitious_agreement.h"

#include <catch2/catch_test_macros.hpp>

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>

#include <memory>
#include <string>

using namespace konkordat;
using namespace std::string_literals;

namespace {

SystemWorld world;

std::shared_ptr<Image const> image_of(std::string const& bytes)
{
    auto image = decode_image(bytes);
    REQUIRE(image);
    return std::make_shared<Image const>(std::move(*image));
}

/// A document with these pictures on its first page, the first one on every page.
std::string document_with(std::vector<std::shared_ptr<Image const>> const& images)
{
    auto const agreement = tests::fictitious_agreement();
    auto document = pdf::layout_for_export(world, agreement, {}, pdf::ConformityReport::Without);
    REQUIRE(document);
    layout::Length y = 0;
    auto const place = [&](layout::Page& page, std::shared_ptr<Image const> const& image) {
        layout::Rectangle const area { layout::points(10), y, layout::points(20), layout::points(30) };
        std::vector<layout::PageItem> items(page.items.begin(), page.items.end());
        items.push_back({ .shape = layout::PlacedImage { image, area }, .artifact = layout::ArtifactKind::Layout });
        page.items = layout::PageItems(std::move(items));
        y += layout::points(40);
    };
    for (auto const& image : images)
        place(document->pages.front(), image);
    for (auto& page : document->pages)
        place(page, images.front());
    auto bytes = pdf::write_document(*document, agreement);
    REQUIRE(bytes);
    return std::move(*bytes);
}

std::shared_ptr<QPDF> parse(std::string const& bytes)
{
    auto pdf = std::make_shared<QPDF>();
    pdf->setSuppressWarnings(true);
    pdf->processMemoryFile("test", bytes.data(), bytes.size());
    return pdf;
}

std::string data_of(QPDFObjectHandle stream, qpdf_stream_decode_level_e level = qpdf_dl_generalized)
{
    auto const data = stream.getStreamData(level);
    return { reinterpret_cast<char const*>(data->getBuffer()), data->getSize() };
}

/// Beside them stand the watermarks.
QPDFObjectHandle pictures_of(QPDF& pdf)
{
    auto const resources = QPDFPageDocumentHelper(pdf).getAllPages().front().getObjectHandle().getKey("/Resources");
    auto pictures = QPDFObjectHandle::newDictionary();
    for (auto const& [name, object] : resources.getKey("/XObject").getDictAsMap()) {
        if (name.starts_with("/I"))
            pictures.replaceKey(name, object);
    }
    return pictures;
}

} // namespace

TEST_CASE("A picture is one object however often it is painted, with its samples and opacity", "[pdf][image]")
{
    auto const png = sample::png(2, 1, 8, 6, "\0\x01\x02\x03\x40\xff\x80\x00\xff"s);
    // The second one has the same content at another place in memory.
    auto const bytes = document_with({ image_of(png), image_of(png), image_of(sample::png(1, 1, 8, 0, "\0\x77"s)) });
    CHECK(bytes == document_with({ image_of(png), image_of(png), image_of(sample::png(1, 1, 8, 0, "\0\x77"s)) }));
    auto const pdf = parse(bytes);
    CHECK(pdf->getWarnings().empty());
    auto pictures = pictures_of(*pdf);
    REQUIRE(pictures.getKeys().size() == 2);
    auto first = pictures.getKey("/I0");
    CHECK(data_of(first) == "\x01\x02\x03\xff\x80\x00"s);
    CHECK(first.getDict().getKey("/Width").getIntValue() == 2);
    CHECK(first.getDict().getKey("/Height").getIntValue() == 1);
    CHECK(first.getDict().getKey("/ColorSpace").getName() == "/DeviceRGB");
    CHECK_FALSE(first.getDict().hasKey("/Interpolate"));
    auto mask = first.getDict().getKey("/SMask");
    CHECK(data_of(mask) == "\x40\xff"s);
    CHECK(mask.getDict().getKey("/ColorSpace").getName() == "/DeviceGray");
    auto second = pictures.getKey("/I1");
    CHECK(data_of(second) == "\x77"s);
    CHECK(second.getDict().getKey("/ColorSpace").getName() == "/DeviceGray");
    CHECK_FALSE(second.getDict().hasKey("/SMask"));
}

TEST_CASE("A picture is painted upright where it was placed", "[pdf][image]")
{
    auto const bytes = document_with({ image_of(sample::small_png()) });
    auto const pdf = parse(bytes);
    auto page = QPDFPageDocumentHelper(*pdf).getAllPages().front().getObjectHandle();
    auto const content = data_of(page.getKey("/Contents"));
    // From the top of a page of 841.89 points: 30 high at 0.
    CHECK(content.find("/Artifact <</Type /Layout>> BDC\nq 20 0 0 30 10 811.89 cm /I0 Do Q\n") != std::string::npos);
}

TEST_CASE("A baseline JPEG goes through as it is, without its metadata; any other is written as samples", "[pdf][image]")
{
    auto const file = sample::jpeg(16, 8, sample::JpegColours::Colour, sample::JpegCoding::Baseline);
    auto const baseline = image_of(file);
    auto const progressive = image_of(sample::jpeg(16, 8, sample::JpegColours::Colour, sample::JpegCoding::Progressive));
    auto const bytes = document_with({ baseline, progressive });
    CHECK(bytes.find("Photographer") == std::string::npos);
    auto const pdf = parse(bytes);
    CHECK(pdf->getWarnings().empty());
    auto pictures = pictures_of(*pdf);
    auto through = pictures.getKey("/I0");
    CHECK(through.getDict().getKey("/Filter").getName() == "/DCTDecode");
    auto const raw = through.getRawStreamData();
    CHECK(std::string(reinterpret_cast<char const*>(raw->getBuffer()), raw->getSize()) == baseline->jpeg);
    CHECK(data_of(through, qpdf_dl_all) == baseline->samples); // another decoder's word
    auto samples = pictures.getKey("/I1");
    CHECK(samples.getDict().getKey("/Filter").getName() == "/FlateDecode");
    CHECK(data_of(samples) == progressive->samples);
}

TEST_CASE("A document without pictures has no resources for them", "[pdf][image]")
{
    auto const agreement = tests::fictitious_agreement();
    auto const bytes = pdf::export_agreement(world, agreement, {});
    REQUIRE(bytes);
    auto const pdf = parse(*bytes);
    CHECK(pictures_of(*pdf).getKeys().empty());
}
