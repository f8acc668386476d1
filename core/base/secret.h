#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

namespace konkordat {

/// Overwrites all of a string's memory; a compiler may not leave that out.
inline void wipe(std::string& secret)
{
    secret.resize(secret.capacity());
    std::memset(secret.data(), 0, secret.size());
    asm volatile("" : : "r"(secret.data()) : "memory");
    secret.clear();
}

/// Bytes that nobody may find later: a password, a key, a message that carries them. Wherever they have lain they are overwritten: at the end,
/// when others take their place, when they move (short strings leave a copy behind) and when they grow. Each copy is a secret of its own.
class Secret {
public:
    Secret() = default;
    Secret(std::string_view bytes)
        : m_bytes(bytes)
    {
    }
    Secret(char const* text)
        : m_bytes(text)
    {
    }
    /// Takes the bytes over; nothing of them stays in the string.
    Secret(std::string&& bytes)
        : m_bytes(std::move(bytes))
    {
        konkordat::wipe(bytes);
    }
    Secret(Secret const&) = default;
    Secret(Secret&& other) noexcept
        : m_bytes(std::move(other.m_bytes))
    {
        other.wipe();
    }
    Secret& operator=(Secret const& other)
    {
        if (this != &other)
            *this = Secret(other);
        return *this;
    }
    Secret& operator=(Secret&& other) noexcept
    {
        if (this != &other) {
            wipe();
            m_bytes.swap(other.m_bytes);
            other.wipe();
        }
        return *this;
    }
    ~Secret() { wipe(); }

    [[nodiscard]] std::string_view view() const { return m_bytes; }
    operator std::string_view() const { return m_bytes; }
    [[nodiscard]] bool empty() const { return m_bytes.empty(); }
    [[nodiscard]] std::size_t size() const { return m_bytes.size(); }

    void wipe() { konkordat::wipe(m_bytes); }
    void reserve(std::size_t size)
    {
        if (size <= m_bytes.capacity())
            return;
        std::string larger;
        larger.reserve(size);
        larger = m_bytes;
        m_bytes.swap(larger);
        konkordat::wipe(larger);
    }
    void append(std::string_view bytes)
    {
        auto const size = m_bytes.size() + bytes.size();
        if (size > m_bytes.capacity())
            reserve(std::max(size, 2 * m_bytes.capacity()));
        m_bytes.append(bytes);
    }
    /// Wipes what was there and gives a place for `size` bytes to be written to.
    [[nodiscard]] char* prepare(std::size_t size)
    {
        wipe();
        m_bytes.resize(size);
        return m_bytes.data();
    }

    template <std::convertible_to<std::string_view> Other> [[nodiscard]] friend bool operator==(Secret const& a, Other const& b)
    {
        return a.view() == std::string_view(b);
    }

private:
    std::string m_bytes;
};

} // namespace konkordat
