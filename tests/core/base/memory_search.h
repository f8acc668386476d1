#pragma once

#include "core/base/secret.h"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

/// A test case that searches memory. Where the system shows none (WebAssembly, whose memory the browser tests search from outside), or
/// AddressSanitizer forbids to look at what has been freed, it is compiled, and not a test.
#if defined(__linux__) && !defined(__SANITIZE_ADDRESS__)
#define MEMORY_TEST_CASE(...) TEST_CASE(__VA_ARGS__)
#else
#define MEMORY_TEST_CASE(...) [[maybe_unused]] static void INTERNAL_CATCH_UNIQUE_NAME(memory_test_case_)()
#endif

/// Looks for secrets in all of the process's memory that can be written to: heap, what has been freed of it, stacks, globals.
namespace konkordat::tests {

/// What is looked for, kept so that it is not found itself.
template <std::size_t Size> class Masked {
public:
    consteval explicit Masked(char const (&text)[Size + 1])
    {
        for (std::size_t i = 0; i < Size; ++i)
            m_bytes[i] = static_cast<char>(text[i] ^ mask);
    }
    explicit Masked(std::string_view bytes)
    {
        for (std::size_t i = 0; i < Size; ++i)
            m_bytes[i] = static_cast<char>(bytes[i] ^ mask);
    }
    [[nodiscard]] Secret reveal() const
    {
        Secret secret;
        auto* const bytes = secret.prepare(Size);
        for (std::size_t i = 0; i < Size; ++i)
            bytes[i] = at(i);
        return secret;
    }
    /// The same from the last byte to the first, as numbers lie in memory.
    [[nodiscard]] Masked reversed() const
    {
        auto copy = *this;
        for (std::size_t i = 0; i < Size; ++i)
            copy.m_bytes[i] = m_bytes[Size - 1 - i];
        return copy;
    }
    /// How often it stands in memory.
    [[nodiscard]] std::size_t count() const
    {
        std::size_t found = 0;
        // Neither names nor numbers of what is read here come near the secret.
        std::ifstream regions("/proc/self/maps");
        for (std::string line; std::getline(regions, line);) {
            std::uintptr_t begin = 0;
            std::uintptr_t end = 0;
            char dash = 0;
            std::string access;
            std::istringstream fields(line);
            fields >> std::hex >> begin >> dash >> end >> access;
            if (access.starts_with("rw") && line.find("[v") == std::string::npos)
                found += count_in(reinterpret_cast<char const*>(begin), end - begin);
        }
        return found;
    }

private:
    static constexpr char mask = 0x5A;

    [[nodiscard]] char at(std::size_t i) const { return static_cast<char>(m_bytes[i] ^ mask); }
    [[nodiscard]] std::size_t count_in(char const* memory, std::size_t size) const
    {
        std::size_t found = 0;
        for (auto rest = size; rest >= Size;) {
            auto const* const hit = static_cast<char const*>(std::memchr(memory, static_cast<unsigned char>(at(0)), rest - Size + 1));
            if (!hit)
                break;
            std::size_t same = 1;
            while (same < Size && hit[same] == at(same))
                ++same;
            found += same == Size ? 1 : 0;
            rest -= static_cast<std::size_t>(hit - memory) + 1;
            memory = hit + 1;
        }
        return found;
    }

    std::array<char, Size> m_bytes {};
};
template <std::size_t Size> Masked(char const (&)[Size]) -> Masked<Size - 1>;

} // namespace konkordat::tests
