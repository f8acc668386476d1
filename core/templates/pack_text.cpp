#include "core/templates/pack_text.h"

#include "core/agreement/agreement.h"
#include "core/base/id.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <optional>

namespace konkordat::templates {

namespace {

constexpr std::size_t max_file_bytes = 4 * 1024 * 1024;

Error syntax_error(int line, std::string message)
{
    return Error {
        .code = ErrorCode::Malformed, .message = message, .line = line, .key = "pack-text-syntax", .argument = std::move(message)
    };
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r'))
        text.remove_suffix(1);
    return text;
}

struct Heading {
    std::string text;
    std::string id;
};

/// "Heading {#id}".
std::optional<Heading> parse_heading(std::string_view text)
{
    text = trimmed(text);
    auto const open = text.rfind("{#");
    if (open == std::string_view::npos || !text.ends_with('}'))
        return {};
    auto const heading = trimmed(text.substr(0, open));
    auto const id = text.substr(open + 2, text.size() - open - 3);
    if (heading.empty() || heading.size() > limits::max_line_bytes)
        return {};
    return Heading { std::string(heading), std::string(id) };
}

bool is_entry_id(std::string_view id)
{
    auto const slash = id.find('/');
    return is_valid_id(id.substr(0, slash)) && (slash == std::string_view::npos || is_valid_id(id.substr(slash + 1)));
}

/// Reads line by line; a body ends where the next heading starts.
class Parser {
public:
    Result<PackText> parse(std::string_view markdown)
    {
        while (!markdown.empty()) {
            auto const end = std::min(markdown.find('\n'), markdown.size());
            ++m_line;
            auto line = markdown.substr(0, end);
            if (line.ends_with('\r'))
                line.remove_suffix(1);
            KONKORDAT_CHECK(read_line(line));
            markdown.remove_prefix(std::min(end + 1, markdown.size()));
        }
        if (m_text.title.empty())
            return syntax_error(1, "the file must begin with \"# Title {#title}\"");
        finish_entry();
        return std::move(m_text);
    }

private:
    Result<void> read_line(std::string_view line)
    {
        if (m_text.title.empty())
            return read_title(line);
        if (line.starts_with("## "))
            return start_entry(line.substr(3));
        if (line.starts_with('#'))
            return syntax_error(m_line, "only \"## Heading {#clause-id}\" may begin with #");
        if (!m_entry && !trimmed(line).empty())
            return syntax_error(m_line, "text before the first \"## Heading {#clause-id}\"");
        if (!m_entry)
            return {};
        return read_body_line(line);
    }

    Result<void> read_title(std::string_view line)
    {
        if (trimmed(line).empty())
            return {};
        auto const heading = line.starts_with("# ") ? parse_heading(line.substr(2)) : std::nullopt;
        if (!heading || heading->id != "title")
            return syntax_error(m_line, "the file must begin with \"# Title {#title}\"");
        m_text.title = heading->text;
        return {};
    }

    Result<void> start_entry(std::string_view line)
    {
        finish_entry();
        auto const heading = parse_heading(line);
        if (!heading || !is_entry_id(heading->id))
            return syntax_error(m_line, "a heading must be \"## Heading {#clause-id}\" or \"## Heading {#clause-id/alternative-id}\"");
        auto const [entry, is_new] = m_text.entries.try_emplace(
            heading->id, PackText::Entry { .heading = heading->text, .body = {}, .guidance = {}, .line = m_line });
        if (!is_new)
            return Error { .code = ErrorCode::Inconsistent,
                .message = "the id \"" + heading->id + "\" appears twice",
                .pointer = heading->id,
                .line = m_line,
                .key = "duplicate-id",
                .argument = heading->id };
        m_entry = &entry->second;
        return {};
    }

    Result<void> read_body_line(std::string_view line)
    {
        auto const quoted = trimmed(line);
        if (quoted.starts_with('>')) {
            m_entry->guidance += trimmed(quoted.substr(1));
            m_entry->guidance += '\n';
            return {};
        }
        if (!m_entry->guidance.empty() && !quoted.empty())
            return syntax_error(m_line, "guidance (\"> ...\") must stand at the end of its clause");
        m_entry->body += line;
        m_entry->body += '\n';
        return {};
    }

    void finish_entry()
    {
        if (!m_entry)
            return;
        auto strip_newlines = [](std::string& text) {
            text.erase(0, std::min(text.find_first_not_of('\n'), text.size()));
            text.erase(text.find_last_not_of("\n \t") + 1);
        };
        strip_newlines(m_entry->body);
        strip_newlines(m_entry->guidance);
        m_entry = nullptr;
    }

    PackText m_text;
    PackText::Entry* m_entry = nullptr;
    int m_line = 0;
};

int line_of(std::string_view text, std::size_t offset)
{
    return 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
}

} // namespace

Result<PackText> parse_pack_text(std::string_view markdown)
{
    if (markdown.size() > max_file_bytes) {
        auto const megabytes = std::to_string(max_file_bytes / 1024 / 1024);
        return Error { .code = ErrorCode::TooLarge,
            .message = "the file is larger than " + megabytes + " MiB",
            .key = "json-too-large",
            .argument = megabytes };
    }
    if (auto const offset = find_invalid_utf8(markdown))
        return Error {
            .code = ErrorCode::Malformed, .message = "the text is not UTF-8", .line = line_of(markdown, *offset), .key = "json-utf8"
        };
    if (auto const offset = markdown.find('\0'); offset != std::string_view::npos)
        return Error { .code = ErrorCode::Malformed,
            .message = "the text holds the character U+0000",
            .line = line_of(markdown, offset),
            .key = "json-nul" };
    return Parser {}.parse(markdown);
}

} // namespace konkordat::templates
