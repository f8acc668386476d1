#pragma once

#include <cstddef>

/// What the program has allocated, counted at each allocation: `new`, and what C libraries ask of malloc, each block with its usable size.
/// What the allocator keeps beside (headers, gaps, what it has taken from the system in advance) is in heap_size() alone.
namespace konkordat::bench {

/// Bytes that are allocated now.
[[nodiscard]] std::size_t allocated_bytes();
/// The most that were allocated at a time since the last reset_peak().
[[nodiscard]] std::size_t peak_allocated_bytes();
void reset_peak();

/// The most that the heap has ever taken from the system; natively the most memory that was ever in use. 0 where nobody knows.
[[nodiscard]] std::size_t heap_size();

} // namespace konkordat::bench
