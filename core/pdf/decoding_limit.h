#pragma once

namespace konkordat::pdf {

/// From now on no stream that qpdf reads may decode to more than 64 MiB, object and cross-reference streams among them. The limit is
/// qpdf's and the process's; to be called before a file is opened.
void limit_decoding();

} // namespace konkordat::pdf
