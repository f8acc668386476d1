#include "core/layout/letterhead.h"

#include <utility>

namespace konkordat::layout {

namespace {

/// Without control characters, which mean nothing on paper, and white space at both ends.
std::string clean_line(std::string_view text)
{
    std::string line;
    for (char const sign : text) {
        bool const control = static_cast<unsigned char>(sign) < 0x20 || sign == '\x7f';
        line += control ? ' ' : sign;
    }
    auto const first = line.find_first_not_of(' ');
    if (first == std::string::npos)
        return {};
    return line.substr(first, line.find_last_not_of(' ') - first + 1);
}

} // namespace

std::optional<Letterhead> compose_letterhead(konkordat::Letterhead const& source, Language language)
{
    Letterhead letterhead { .lines = {}, .emblem = nullptr, .emblem_alternative = {} };
    auto rest = text_in(source.authority, language);
    while (!rest.empty()) {
        auto const end = rest.find('\n');
        if (auto line = clean_line(rest.substr(0, end)); !line.empty())
            letterhead.lines.push_back(std::move(line));
        rest = end == std::string_view::npos ? std::string_view {} : rest.substr(end + 1);
    }
    if (source.emblem) {
        if (auto image = shared_image(source.emblem->bytes)) {
            letterhead.emblem = std::move(*image);
            letterhead.emblem_alternative = clean_line(text_in(source.emblem->alternative, language));
        }
    }
    if (letterhead.lines.empty() && !letterhead.emblem)
        return std::nullopt;
    return letterhead;
}

} // namespace konkordat::layout
