#include "core/lifecycle/icalendar.h"

#include "core/base/utf8.h"

#include <algorithm>

namespace konkordat::lifecycle {

namespace {

constexpr std::size_t longest_line = 75;

std::string without(std::string text, std::string_view signs)
{
    std::erase_if(text, [&](char c) { return signs.find(c) != std::string_view::npos; });
    return text;
}

std::string basic(Date date) { return without(date.to_string(), "-"); }
std::string basic(Timestamp time) { return without(time.to_string(), "-:"); }

class CalendarWriter {
public:
    CalendarWriter(Agreement const& agreement, richtext::Words const& words, CalendarOptions const& options)
        : m_agreement(agreement)
        , m_words(words)
        , m_options(options)
        , m_title(text_in(agreement.title, options.language, agreement.languages))
    {
    }

    std::string write(std::vector<DueDate> const& dates)
    {
        std::string const name = m_words.fill(m_options.language, "due.calendar", { { "title", m_title } });
        line("BEGIN:VCALENDAR");
        line("VERSION:2.0");
        line("PRODID:-//Konkordat//Konkordat//" + upper_code());
        line("CALSCALE:GREGORIAN");
        text("NAME", name); // RFC 7986 5.1; the next one for older programs
        text("X-WR-CALNAME", name);
        for (DueDate const& due : dates)
            event(due);
        line("END:VCALENDAR");
        return std::move(m_out);
    }

private:
    void line(std::string_view content) { m_out += fold_line(content); }
    void text(std::string_view property, std::string_view value) { line(std::string(property) + ":" + escape_text(value)); }

    [[nodiscard]] std::string upper_code() const
    {
        std::string code(language_code(m_options.language));
        std::ranges::transform(code, code.begin(), [](char c) { return static_cast<char>(c - 'a' + 'A'); });
        return code;
    }

    [[nodiscard]] std::string uid(DueDate const& due) const
    {
        std::string id = m_agreement.id.str() + "." + std::string(name_of(due.kind));
        if (!due.subject.empty())
            id += "." + due.subject;
        if (due.number > 0)
            id += "." + std::to_string(due.number);
        return id + "@konkordat";
    }

    void event(DueDate const& due)
    {
        std::string const summary = due_text(m_agreement, due, m_options.language, m_words);
        line("BEGIN:VEVENT");
        text("UID", uid(due));
        line("DTSTAMP:" + basic(m_options.now));
        line("DTSTART;VALUE=DATE:" + basic(due.date));
        text("SUMMARY", summary);
        text("DESCRIPTION", m_title);
        line("TRANSP:TRANSPARENT");
        if (m_options.alarm_days > 0) {
            line("BEGIN:VALARM");
            line("ACTION:DISPLAY");
            text("DESCRIPTION", summary);
            line("TRIGGER:-P" + std::to_string(m_options.alarm_days) + "D");
            line("END:VALARM");
        }
        line("END:VEVENT");
    }

    Agreement const& m_agreement;
    richtext::Words const& m_words;
    CalendarOptions const& m_options;
    std::string m_title;
    std::string m_out;
};

} // namespace

std::string escape_text(std::string_view text)
{
    std::string result;
    for (char const c : text) {
        if (c == '\\' || c == ';' || c == ',')
            result += '\\';
        if (c == '\n')
            result += "\\n";
        else if (c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F))
            result += c;
    }
    return result;
}

std::string fold_line(std::string_view line)
{
    std::string result;
    std::size_t used = 0;
    for (std::size_t offset = 0; offset < line.size();) {
        std::size_t const begin = offset;
        (void)decode_utf8(line, offset);
        if (used + (offset - begin) > longest_line) {
            result += "\r\n ";
            used = 1;
        }
        result += line.substr(begin, offset - begin);
        used += offset - begin;
    }
    return result + "\r\n";
}

std::string unfold_lines(std::string_view lines)
{
    std::string result;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        bool const fold = lines.substr(i, 2) == "\r\n" && i + 2 < lines.size() && (lines[i + 2] == ' ' || lines[i + 2] == '\t');
        if (fold)
            i += 2;
        else
            result += lines[i];
    }
    return result;
}

std::string write_icalendar(
    Agreement const& agreement, std::vector<DueDate> const& dates, richtext::Words const& words, CalendarOptions const& options)
{
    return CalendarWriter(agreement, words, options).write(dates);
}

} // namespace konkordat::lifecycle
