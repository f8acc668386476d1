#pragma once

#include <compare>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace konkordat {

/// A string id that cannot be mixed up with another kind of id.
template <typename Tag>
class Id {
public:
    Id() = default;
    explicit Id(std::string value)
        : m_value(std::move(value))
    {
    }

    [[nodiscard]] std::string const& str() const { return m_value; }
    [[nodiscard]] bool empty() const { return m_value.empty(); }
    friend auto operator<=>(Id const&, Id const&) = default;
    friend bool operator==(Id const&, Id const&) = default;

private:
    std::string m_value;
};

/// True for [a-z0-9][a-z0-9-]* of at most 64 bytes: what may stand as an id in a file from outside.
[[nodiscard]] bool is_valid_id(std::string_view text);

} // namespace konkordat

template <typename Tag>
struct std::hash<konkordat::Id<Tag>> {
    std::size_t operator()(konkordat::Id<Tag> const& id) const noexcept { return std::hash<std::string> {}(id.str()); }
};
