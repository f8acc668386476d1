#pragma once

#include "web/ui/semantics.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace konkordat::ui {

/// One byte, then its operands; numbers are little-endian, a string is its length in bytes (u32) and UTF-8.
enum class MirrorOperation : std::uint8_t {
    Create = 1,   ///< id u32, role u8, level i32
    Update = 2,   ///< id u32, mask u32, then the operands of each set bit of `property`, lowest first
    Children = 3, ///< id u32, count u32, ids u32...
    Remove = 4,   ///< id u32
    Focus = 5,    ///< id u32
    Scroll = 6,   ///< id u32, top f32, left f32, smooth u8
    Announce = 7, ///< politeness u8, text
    Reveal = 8,   ///< id u32: scroll into view
};

namespace property {
inline constexpr std::uint32_t rect = 1u << 0;            ///< 4 x f32, relative to the parent element
inline constexpr std::uint32_t name = 1u << 1;            ///< string
inline constexpr std::uint32_t description = 1u << 2;     ///< string
inline constexpr std::uint32_t error = 1u << 3;           ///< string
inline constexpr std::uint32_t value = 1u << 4;           ///< string
inline constexpr std::uint32_t language = 1u << 5;        ///< string
inline constexpr std::uint32_t extra = 1u << 6;           ///< string
inline constexpr std::uint32_t flags = 1u << 7;           ///< u32
inline constexpr std::uint32_t level = 1u << 8;           ///< i32
inline constexpr std::uint32_t font_size = 1u << 9;       ///< f32
inline constexpr std::uint32_t content_height = 1u << 10; ///< f32
inline constexpr std::uint32_t max_length = 1u << 11;     ///< u32
inline constexpr std::uint32_t path = 1u << 12;           ///< string
inline constexpr std::uint32_t content_width = 1u << 13;  ///< f32
} // namespace property

/// Collects operations.
class MirrorWriter {
public:
    void create(Node const&);
    void update(NodeId, std::uint32_t mask, Node const&, Rect const& relative);
    void children(NodeId, std::span<NodeId const>);
    void remove(NodeId);
    void focus(NodeId);
    void scroll(NodeId, float top, float left, bool smooth);
    void announce(bool assertive, std::string_view);
    void reveal(NodeId);

    [[nodiscard]] std::string const& bytes() const { return m_bytes; }
    void clear() { m_bytes.clear(); }

private:
    void operation(MirrorOperation);
    void number(std::uint32_t);
    void real(float);
    void string(std::string_view);

    std::string m_bytes;
};

/// Writes what turns the elements of `before` into those of `after`. Nothing changed: nothing is written.
void write_difference(Tree const& before, Tree const& after, MirrorWriter&);

} // namespace konkordat::ui
