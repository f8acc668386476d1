#pragma once

#include "core/base/secret.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

/// Plain data as bytes between the two programs of the site, which are always built together. One function describes a type for both directions:
///
///     template <typename Archive> void describe(Archive& archive, Point& point) { archive(point.x, point.y); }
namespace konkordat::documents {

/// Numbers are eight bytes, lowest first; strings and lists stand behind their length.
class Packer {
public:
    template <typename... Values> void operator()(Values&... values) { (put(values), ...); }
    [[nodiscard]] Secret take() { return std::move(m_bytes); }

private:
    void number(std::uint64_t value)
    {
        std::array<char, 8> bytes {};
        for (std::size_t i = 0; i < bytes.size(); ++i)
            bytes[i] = static_cast<char>(value >> (8 * i) & 0xff);
        m_bytes.append({ bytes.data(), bytes.size() });
    }
    void put(std::string& value) { text(value); }
    void put(Secret& value) { text(value); }
    void text(std::string_view value)
    {
        number(value.size());
        m_bytes.append(value);
    }
    void put(double& value) { number(std::bit_cast<std::uint64_t>(value)); }
    template <typename T> void put(std::optional<T>& value)
    {
        number(value.has_value());
        if (value)
            put(*value);
    }
    template <typename A, typename B> void put(std::pair<A, B>& value)
    {
        put(value.first);
        put(value.second);
    }
    template <typename T> void put(std::vector<T>& values)
    {
        number(values.size());
        for (auto& value : values)
            put(value);
    }
    template <typename T> void put(T& value)
    {
        if constexpr (std::is_enum_v<T> || std::is_integral_v<T>)
            number(static_cast<std::uint64_t>(value));
        else
            describe(*this, value);
    }

    Secret m_bytes; ///< passwords and keys may be among it
};

class Unpacker {
public:
    explicit Unpacker(std::string_view bytes)
        : m_rest(bytes)
    {
    }
    template <typename... Values> void operator()(Values&... values) { (get(values), ...); }
    /// Nothing was missing, nothing is left.
    [[nodiscard]] bool is_whole() const { return !m_failed && m_rest.empty(); }

private:
    std::string_view bytes(std::uint64_t size)
    {
        m_failed = m_failed || size > m_rest.size();
        if (m_failed)
            return {};
        auto const part = m_rest.substr(0, static_cast<std::size_t>(size));
        m_rest.remove_prefix(part.size());
        return part;
    }
    std::uint64_t number()
    {
        std::uint64_t value = 0;
        auto const part = bytes(8);
        for (std::size_t i = 0; i < part.size(); ++i)
            value |= std::uint64_t { static_cast<unsigned char>(part[i]) } << (8 * i);
        return value;
    }
    void get(std::string& value) { value = bytes(number()); }
    void get(Secret& value) { value = bytes(number()); }
    void get(double& value) { value = std::bit_cast<double>(number()); }
    template <typename T> void get(std::optional<T>& value)
    {
        value.reset();
        if (number() == 1 && !m_failed)
            get(value.emplace());
    }
    template <typename A, typename B> void get(std::pair<A, B>& value)
    {
        get(value.first);
        get(value.second);
    }
    template <typename T> void get(std::vector<T>& values)
    {
        values.clear();
        for (auto count = number(); count > 0 && !m_failed; --count)
            get(values.emplace_back());
    }
    template <typename T> void get(T& value)
    {
        if constexpr (std::is_same_v<T, bool>)
            value = number() != 0;
        else if constexpr (std::is_enum_v<T> || std::is_integral_v<T>)
            value = static_cast<T>(number());
        else
            describe(*this, value);
    }

    std::string_view m_rest;
    bool m_failed = false;
};

} // namespace konkordat::documents
