// pdf_conformance FILE.pdf...          the findings, one a line; exit status 1 if there are any, 2 if a file cannot be read
// pdf_conformance --text FILE.pdf      what the tags say, in reading order
// pdf_conformance --artifacts FILE.pdf what is outside the structure, pages separated by form feeds
// pdf_conformance --rules              all rules: id, clause, words
#include "core/pdf/conformance/check.h"
#include "core/pdf/conformance/text.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

namespace conformance = konkordat::pdf::conformance;

namespace {

constexpr int status_found_something = 1;
constexpr int status_could_not_look = 2;

bool read_file(char const* name, std::string& bytes)
{
    std::ifstream file(name, std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(file), {});
    return static_cast<bool>(file);
}

int fail(char const* name, std::string const& reason)
{
    std::fprintf(stderr, "%s: %s\n", name, reason.c_str());
    return status_could_not_look;
}

int check(char const* name)
{
    std::string bytes;
    if (!read_file(name, bytes))
        return fail(name, "cannot be read");
    auto const findings = conformance::check(bytes);
    if (!findings)
        return fail(name, findings.error().to_string());
    for (conformance::Finding const& finding : *findings)
        std::printf("%s: %s\n", name, finding.to_string().c_str());
    return findings->empty() ? 0 : status_found_something;
}

int print_text(std::string const& what, char const* name)
{
    std::string bytes;
    if (!read_file(name, bytes))
        return fail(name, "cannot be read");
    auto const spoken = conformance::structure_text(bytes);
    if (!spoken)
        return fail(name, spoken.error().to_string());
    if (what == "--text") {
        std::fputs(spoken->structure.c_str(), stdout);
        return 0;
    }
    for (auto const& page : spoken->artifacts) {
        for (std::string const& text : page)
            std::printf("%s\n", text.c_str());
        std::putchar('\f');
    }
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    std::string const first = argc > 1 ? argv[1] : "";
    if (first == "--rules") {
        for (conformance::RuleText const& rule : conformance::rules())
            std::printf("%s\t%s\t%s\n", std::string(rule.id).c_str(), std::string(rule.clause).c_str(), std::string(rule.words).c_str());
        return 0;
    }
    if ((first == "--text" || first == "--artifacts") && argc == 3)
        return print_text(first, argv[2]);
    if (first.empty() || first.starts_with("--")) {
        std::fputs("usage: pdf_conformance [--text | --artifacts] FILE.pdf... | --rules\n", stderr);
        return status_could_not_look;
    }
    int status = 0;
    for (int i = 1; i < argc; ++i)
        status = std::max(status, check(argv[i]));
    return status;
}
