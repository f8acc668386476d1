#include "tests/core/sign/raw_pdf.h"
#include "tests/fuzz/pdf.h"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

using namespace konkordat;

namespace {

using Target = void (*)(std::string_view);
std::string const corpus = KONKORDAT_SOURCE_DIR "/tests/fuzz/corpus/";

int feed(Target target, std::string const& folder)
{
    int count = 0;
    for (auto const& entry : std::filesystem::directory_iterator(corpus + folder)) {
        std::ifstream file { entry.path(), std::ios::binary };
        target(std::string { std::istreambuf_iterator<char>(file), {} });
        ++count;
    }
    return count;
}

void write_seed(std::string const& name, std::string_view bytes)
{
    std::filesystem::create_directories(std::filesystem::path(corpus + name).parent_path());
    std::ofstream(corpus + name, std::ios::binary) << bytes;
}

std::string update_seed(char file, std::map<int, std::string> const& objects)
{
    std::string seed(1, file);
    for (auto const& [number, body] : objects)
        seed += std::string(1, static_cast<char>(number)) + body + '\0';
    return seed;
}

} // namespace

TEST_CASE("What fuzzers of PDF verification have found is judged without contradiction", "[sign]")
{
    CHECK(feed(fuzz_pdf, "pdf") > 0);
    CHECK(feed(fuzz_pdf_edits, "pdf_edits") > 0);
    CHECK(feed(fuzz_pdf_updates, "pdf_updates") > 0);
}

TEST_CASE("A byte that differs in what is signed makes no valid file, whichever it is", "[sign][attack]")
{
    auto const files = fuzz_signed_files();
    std::mt19937 random(1);
    for (std::size_t choice = 0; choice < files.size(); ++choice) {
        for (int i = 0; i < 400; ++i) {
            std::size_t const position = random() % files[choice].size();
            fuzz_pdf_edits(std::string { static_cast<char>(choice), static_cast<char>(position >> 16U), static_cast<char>(position >> 8U),
                static_cast<char>(position), static_cast<char>(1 + random() % 255) });
        }
    }
}

// Hidden: writes the seeds anew.
TEST_CASE("Seeds for the fuzzers of PDF verification", "[.seeds]")
{
    for (std::size_t i = 0; i < fuzz_signed_files().size(); ++i)
        write_seed("pdf/signed-" + std::to_string(i), fuzz_signed_files()[i]);
    for (auto const dialect : { tests::Dialect::Table, tests::Dialect::Stream, tests::Dialect::Hybrid })
        write_seed("pdf/unsigned-" + std::to_string(static_cast<int>(dialect)), tests::foreign_document(dialect).write());
    write_seed("pdf_edits/none", std::string("\0\0\0\0\0", 5));
    write_seed("pdf_edits/header", std::string("\1\0\0\5\1", 5));
    write_seed("pdf_edits/two", std::string("\2\0\7\5\1\0\x20\5\1", 9));
    std::string const catalog = "<</Type /Catalog /Pages 2 0 R /AcroForm 7 0 R /Metadata 11 0 R";
    std::string const page = "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>> "
                             "/XObject <</Logo 12 0 R>>>> /PieceInfo 13 0 R /Annots [8 0 R 9 0 R 10 0 R";
    write_seed("pdf_updates/validation-data",
        update_seed(0,
            { { 1, catalog + " /DSS 40 0 R>>" }, { 40, "<</Type /DSS /Certs [41 0 R]>>" }, { 41, "<</Length 0>>\nstream\n\nendstream" } }));
    write_seed("pdf_updates/extensions", update_seed(0, { { 1, catalog + " /Extensions <</X 40 0 R>>>>" }, { 40, "<<>>" } }));
    write_seed("pdf_updates/field",
        update_seed(2, { { 8, "<</Type /Annot /Subtype /Widget /FT /Tx /T (remark) /V (x) /Rect [72 600 300 620] /P 3 0 R /F 4>>" } }));
    write_seed("pdf_updates/comment",
        update_seed(0, { { 3, page + " 40 0 R]>>" }, { 40, "<</Type /Annot /Subtype /Text /Rect [400 300 420 320] /Contents (Note)>>" } }));
    write_seed("pdf_updates/new-field",
        update_seed(0,
            { { 3, page + " 40 0 R]>>" },
                { 7, "<</Fields [8 0 R 9 0 R 10 0 R 40 0 R] /SigFlags 3 /DA (/F1 0 Tf 0 g) /DR <</Font <</F1 5 0 R>>>>>>" },
                { 40, "<</Type /Annot /Subtype /Widget /FT /Sig /T (new) /Rect [0 0 0 0] /P 3 0 R>>" } }));
    write_seed("pdf_updates/content", update_seed(1, { { 4, "<</Length 5>>\nstream\nBT ET\nendstream" } }));
}
