#include "core/pdf/image.h"

#include <algorithm>

namespace konkordat::pdf {

namespace {

bool same_picture(layout::Image const& first, layout::Image const& second)
{
    return first.width == second.width && first.height == second.height && first.channels == second.channels
        && first.samples == second.samples && first.opacity == second.opacity && first.jpeg == second.jpeg;
}

/// An image XObject (ISO 32000-1 8.9.5). Not interpolated (ISO 19005-3 6.2.8.1). DeviceRGB and DeviceGray are those of the
/// output intent (ISO 19005-3 6.2.4.3).
std::string entries_of(layout::Image const& image, int channels)
{
    return "/Type /XObject /Subtype /Image /Width " + std::to_string(image.width) + " /Height " + std::to_string(image.height)
        + " /BitsPerComponent 8 /ColorSpace " + (channels == 1 ? "/DeviceGray" : "/DeviceRGB");
}

/// Opacity is a soft mask, which ISO 19005-3 allows; blending happens in the colours of the output intent (6.2.10).
std::string soft_mask(layout::Image const& image, Writer& writer)
{
    if (image.opacity.empty())
        return {};
    return " /SMask " + writer.add_stream(entries_of(image, 1), image.opacity, Compression::Flate).reference();
}

/// A baseline JPEG goes through as it is. That is safe: DCTDecode is not among the filters that ISO 19005-3 6.1.7.2 excludes; the file was
/// decoded without a warning, and its header agrees with the entries here; it is grey or YCbCr, which is what a reader takes three
/// components for (ColorTransform, ISO 32000-1 table 13); and it has lost its application segments, so that no profile or Adobe marker
/// contradicts and nobody's camera data travels along.
ObjectId write_image(layout::Image const& image, Writer& writer)
{
    auto const entries = entries_of(image, image.channels) + soft_mask(image, writer);
    if (image.jpeg.empty())
        return writer.add_stream(entries, image.samples, Compression::Flate);
    return writer.add_stream(entries + " /Filter /DCTDecode", image.jpeg, Compression::None);
}

} // namespace

std::string ImageResources::name_for(std::shared_ptr<layout::Image const> const& image)
{
    auto const known = std::ranges::find_if(m_images, [&](auto const& entry) { return entry == image || same_picture(*entry, *image); });
    auto const index = known - m_images.begin();
    if (known == m_images.end())
        m_images.push_back(image);
    return "I" + std::to_string(index);
}

std::string ImageResources::write(Writer& writer) const
{
    std::string entries;
    for (std::size_t i = 0; i < m_images.size(); ++i)
        entries += "/I" + std::to_string(i) + " " + write_image(*m_images[i], writer).reference() + " ";
    return entries;
}

} // namespace konkordat::pdf
