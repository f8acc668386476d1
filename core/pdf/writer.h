#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace konkordat::pdf {

/// Number of an indirect object, from 1.
struct ObjectId {
    int number = 0;

    /// "12 0 R"
    [[nodiscard]] std::string reference() const { return std::to_string(number) + " 0 R"; }
    friend bool operator==(ObjectId const&, ObjectId const&) = default;
};

enum class Compression { None, Flate };

/// Collects the objects of one PDF 1.7 file and writes it: objects that are not streams in object streams, and a
/// cross-reference stream (ISO 32000-1 7.5.7, 7.5.8). The same calls give the same bytes.
class Writer {
public:
    Writer() = default;
    /// For objects that are appended to a file which has those below `first_number`: take_objects() instead of finish().
    explicit Writer(int first_number)
        : m_first(first_number)
    {
    }

    /// A number for an object whose body comes later. Every reserved object must be set before finish().
    [[nodiscard]] ObjectId reserve();
    void set(ObjectId, std::string body);
    /// `entries` are those of the stream's dictionary but Length and Filter: "/Type /Metadata". Without Compression the bytes may be
    /// encoded already, and Filter then is among the entries.
    void set_stream(ObjectId, std::string_view entries, std::string_view bytes, Compression);

    [[nodiscard]] ObjectId add(std::string body);
    [[nodiscard]] ObjectId add_stream(std::string_view entries, std::string_view bytes, Compression);

    /// The whole file. /ID is made of the content. The writer is empty afterwards.
    [[nodiscard]] std::string finish(ObjectId catalog, ObjectId info);

    /// The objects as they are, by number. The writer is empty afterwards.
    [[nodiscard]] std::vector<std::pair<int, std::string>> take_objects();

private:
    struct Object {
        std::string body;
        bool is_stream = false;
        bool is_set = false;
    };

    struct Location {
        std::uint8_t type = 0;    ///< 0 free, 1 at an offset, 2 in an object stream
        std::uint32_t first = 0;  ///< offset, or number of the object stream
        std::uint32_t second = 0; ///< index in the object stream
    };

    void pack_objects(std::vector<Location>& locations);
    [[nodiscard]] std::string cross_reference_rows(std::vector<Location> const& locations) const;

    [[nodiscard]] std::size_t index_of(ObjectId id) const { return static_cast<std::size_t>(id.number - m_first); }

    int m_first = 1; ///< number of the first object
    std::vector<Object> m_objects;
};

/// zlib format.
[[nodiscard]] std::string deflate(std::string_view bytes);

} // namespace konkordat::pdf
