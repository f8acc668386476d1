#pragma once

#include <string_view>
#include <vector>

/// Verification of PDFs, with everything on. Each aborts if a verdict contradicts itself or what was done to the file.
namespace konkordat {

/// Any bytes as a file.
void fuzz_pdf(std::string_view bytes);
/// A valid signed file with single bytes of it changed: the first byte of the input says which, then four each time: position (24 bits)
/// and what the byte is xored with. A signature over a byte that differs is never valid.
void fuzz_pdf_edits(std::string_view edits);
/// A valid signed file with one more revision: the first byte says which, then objects: number (one byte), body, a zero byte. If the
/// verdict is a good one, the pages are what they were.
void fuzz_pdf_updates(std::string_view objects);

/// The valid signed files of the other two; for seeds.
[[nodiscard]] std::vector<std::string_view> fuzz_signed_files();

} // namespace konkordat
