#include "core/base/world.h"

#include <array>
#include <chrono>
#include <ctime>
#include <random>

namespace konkordat {

std::string create_identifier(World& world, std::string_view prefix)
{
    constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    std::array<std::uint8_t, 20> bytes {};
    world.fill_random(bytes);
    std::string identifier { prefix };
    identifier += '-';
    for (auto byte : bytes)
        identifier += alphabet[byte & 31U];
    return identifier;
}

Timestamp SystemWorld::now()
{
    auto const now = std::chrono::system_clock::now().time_since_epoch();
    return { std::chrono::duration_cast<std::chrono::seconds>(now).count() };
}

Date SystemWorld::today()
{
    auto const now = std::time(nullptr);
    auto const local = *std::localtime(&now);
    auto date = Date::create(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
    return date ? *date : Date {};
}

std::int64_t SystemWorld::utc_offset_seconds(Timestamp time)
{
    auto const seconds = static_cast<std::time_t>(time.seconds);
    return std::localtime(&seconds)->tm_gmtoff;
}

void SystemWorld::fill_random(std::span<std::uint8_t> bytes)
{
    std::random_device device;
    for (auto& byte : bytes)
        byte = static_cast<std::uint8_t>(device());
}

} // namespace konkordat
