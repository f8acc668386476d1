#pragma once

#include <string_view>

/// Each feeds any bytes to what reads them from outside, and aborts if a verdict contradicts itself.
namespace konkordat {

void fuzz_pkcs12(std::string_view bytes); ///< password "test"
void fuzz_cms(std::string_view bytes);
void fuzz_time_stamp(std::string_view bytes);
void fuzz_jws(std::string_view bytes);

} // namespace konkordat
