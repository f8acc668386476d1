#include "tests/bench/signing/memory.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <malloc.h>
#include <new>
#include <string>

// The linker replaces malloc and its like by __wrap_malloc and so on (see CMakeLists.txt), and __real_malloc by malloc.
extern "C" {
void* __real_malloc(std::size_t size);
void* __real_calloc(std::size_t count, std::size_t size);
void* __real_realloc(void* block, std::size_t size);
void __real_free(void* block);
void* __wrap_malloc(std::size_t size);
void* __wrap_calloc(std::size_t count, std::size_t size);
void* __wrap_realloc(void* block, std::size_t size);
void __wrap_free(void* block);
}

namespace {

std::size_t allocated = 0;
std::size_t peak = 0;

void* counted(void* block)
{
    if (block != nullptr) {
        allocated += malloc_usable_size(block);
        peak = std::max(peak, allocated);
    }
    return block;
}

void forget(void* block)
{
    // Blocks that a library of the system has allocated have not been counted.
    if (block != nullptr)
        allocated -= std::min(allocated, malloc_usable_size(block));
}

} // namespace

void* __wrap_malloc(std::size_t size) { return counted(__real_malloc(size)); }
void* __wrap_calloc(std::size_t count, std::size_t size) { return counted(__real_calloc(count, size)); }
void* __wrap_realloc(void* block, std::size_t size)
{
    std::size_t const before = block == nullptr ? 0 : malloc_usable_size(block);
    void* const moved = __real_realloc(block, size);
    if (moved == nullptr)
        return nullptr;
    allocated -= std::min(allocated, before);
    return counted(moved);
}
void __wrap_free(void* block)
{
    forget(block);
    __real_free(block);
}

// The standard library's own are not linked through the wrapper where it is a shared one.
void* operator new(std::size_t size)
{
    if (void* const block = __wrap_malloc(size == 0 ? 1 : size))
        return block;
    throw std::bad_alloc();
}
void operator delete(void* block) noexcept { __wrap_free(block); }
void operator delete(void* block, std::size_t) noexcept { __wrap_free(block); }

namespace konkordat::bench {

std::size_t allocated_bytes() { return allocated; }

std::size_t peak_allocated_bytes() { return peak; }

void reset_peak() { peak = allocated; }

std::size_t heap_size()
{
#ifdef __EMSCRIPTEN__
    return static_cast<std::size_t>(mallinfo().usmblks);
#else
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;) {
        std::size_t kilobytes = 0;
        if (word == "VmHWM:" && status >> kilobytes)
            return kilobytes * 1024;
    }
    return 0;
#endif
}

} // namespace konkordat::bench
