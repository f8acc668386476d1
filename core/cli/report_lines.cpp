#include "core/cli/report_lines.h"

#include "core/base/phrase.h"

namespace konkordat::cli {

namespace {

std::string labelled(sign::ReportLine const& line, Language language)
{
    if (line.label.empty())
        return one_line(line.text);
    return line.label + (language == Language::French ? " : " : ": ") + one_line(line.text);
}

} // namespace

std::string report_lines(sign::ReportText const& report, Language language)
{
    auto text = report.headline + "\n";
    for (auto const& note : report.notes)
        text += "  " + labelled(note, language) + "\n";
    std::size_t number = 0;
    for (auto const& signature : report.signatures) {
        text += "\n" + std::to_string(++number) + ". " + one_line(signature.who) + ": " + signature.verdict + "\n";
        for (auto const& line : signature.lines) {
            text += "   " + labelled(line, language) + "\n";
            for (auto const& item : line.items)
                text += "     - " + one_line(item) + "\n";
        }
    }
    return text;
}

} // namespace konkordat::cli
