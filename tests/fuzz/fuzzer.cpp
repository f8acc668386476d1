#include KONKORDAT_FUZZ_HEADER

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    konkordat::KONKORDAT_FUZZ_TARGET({ reinterpret_cast<char const*>(bytes), size });
    return 0;
}
