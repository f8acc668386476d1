#include "tests/core/sign/attack_tools.h"

#include "tests/core/sign/fixture.h"
#include "tests/core/sign/raw_pdf.h"

#include <catch2/catch_test_macros.hpp>

namespace konkordat::tests {

std::string content(std::string const& entries, std::string const& text)
{
    return "<<" + entries + " /Length " + std::to_string(text.size()) + ">>\nstream\n" + text + "\nendstream";
}

std::string page(std::string const& annotations, std::string const& more)
{
    return "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>> /XObject <</Logo 12 0 "
           "R>>>> "
           "/PieceInfo 13 0 R /Annots ["
        + annotations + "]" + more + ">>";
}

std::string sign_field(std::string const& pdf, std::string const& field, sign::Certification certification)
{
    auto request = request_for(field);
    request.certification = certification;
    auto result = sign::sign_pdf(pdf, identity(), request);
    if (!result)
        FAIL(result.error().to_string());
    return std::move(*result);
}

std::string certify(std::string const& pdf, std::string const& field, char permission)
{
    auto request = request_for(field);
    auto reserved = sign::reserve_signature(pdf, request, 4000);
    REQUIRE(reserved);
    std::size_t const at = reserved->file.rfind("/TransformParams /P 2");
    REQUIRE(at != std::string::npos);
    reserved->file[at + 20] = permission;
    auto const cms = crypto::sign_detached(identity(), reserved->content());
    REQUIRE(cms);
    auto result = sign::fill_signature(std::move(*reserved), *cms);
    REQUIRE(result);
    return std::move(*result);
}

std::string updated(std::string const& file, std::map<int, std::string> const& objects)
{
    RawPdf pdf;
    for (auto const& [number, body] : objects)
        pdf.set(number, body);
    return pdf.write(file);
}

void check_invalid(std::string const& before, std::string const& after)
{
    {
        INFO(explain(before));
        REQUIRE(verdict_of(before) == sign::Verdict::Valid);
    }
    INFO(explain(after));
    CHECK(verdict_of(after) == sign::Verdict::Invalid);
}

} // namespace konkordat::tests
