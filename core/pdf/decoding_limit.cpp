#include "core/pdf/decoding_limit.h"

#include <qpdf/Pl_Flate.hh>
#include <qpdf/Pl_RunLength.hh>

namespace konkordat::pdf {

void limit_decoding()
{
    constexpr unsigned long long max_decoded_bytes = 64ULL * 1024 * 1024;
    static bool const limited = [] {
        Pl_Flate::memory_limit(max_decoded_bytes);
        Pl_RunLength::setMemoryLimit(max_decoded_bytes);
        return true;
    }();
    (void)limited;
}

} // namespace konkordat::pdf
