#include "core/sign/revisions.h"

#include "core/sign/cross_reference.h"
#include "core/sign/document.h"
#include "core/sign/tokens.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace konkordat::sign {

namespace {

constexpr std::string_view white_space { "\0\t\n\f\r ", 6 };
constexpr std::string_view marker = "%%EOF";
constexpr std::string_view start_keyword = "startxref";

/// "startxref", an offset and "%%EOF", at a place in the file.
struct FileEnd {
    std::size_t begin = 0;
    std::size_t target = 0;
    std::size_t marker_end = 0;
};

std::size_t skip_white_space(std::string_view bytes, std::size_t at)
{
    std::size_t const next = bytes.find_first_not_of(white_space, at);
    return next == std::string_view::npos ? bytes.size() : next;
}

std::optional<FileEnd> file_end_at(std::string_view bytes, std::size_t begin)
{
    if (bytes.substr(begin, start_keyword.size()) != start_keyword)
        return std::nullopt;
    std::size_t const after = begin + start_keyword.size();
    std::size_t const digits = skip_white_space(bytes, after);
    FileEnd end { .begin = begin };
    auto const [stop, error] = std::from_chars(bytes.data() + digits, bytes.data() + std::min(bytes.size(), digits + 15), end.target);
    if (digits == after || error != std::errc())
        return std::nullopt;
    auto const stopped = static_cast<std::size_t>(stop - bytes.data());
    std::size_t const mark = skip_white_space(bytes, stopped);
    if (mark == stopped || bytes.substr(mark, marker.size()) != marker)
        return std::nullopt;
    end.marker_end = mark + marker.size();
    return end;
}

std::size_t behind_line_end(std::string_view bytes, std::size_t at)
{
    if (bytes.substr(at, 2) == "\r\n")
        return at + 2;
    return at < bytes.size() && (bytes[at] == '\n' || bytes[at] == '\r') ? at + 1 : at;
}

Error content_after_end()
{
    return Error { .code = ErrorCode::Malformed,
        .message = "there is something behind the end of the PDF, or the end is missing",
        .key = "pdf-content-after-end" };
}

Result<FileEnd> last_file_end(std::string_view bytes)
{
    std::size_t const last = bytes.find_last_not_of(white_space);
    if (last == std::string_view::npos || !bytes.substr(0, last + 1).ends_with(marker))
        return content_after_end();
    std::size_t const begin = bytes.rfind(start_keyword);
    if (begin == std::string_view::npos)
        return content_after_end();
    auto const end = file_end_at(bytes, begin);
    if (!end || end->marker_end != last + 1)
        return content_after_end();
    return *end;
}

/// The end of the file whose cross-reference section stands at `target`: the first that names it, before `limit`.
std::optional<FileEnd> file_end_of(std::string_view bytes, std::size_t target, std::size_t limit)
{
    std::string_view const region = bytes.substr(0, limit);
    for (std::size_t at = region.find(start_keyword, target); at != std::string_view::npos; at = region.find(start_keyword, at + 1)) {
        auto const end = file_end_at(region, at);
        if (end && end->target == target)
            return end;
    }
    return std::nullopt;
}

class RevisionReader {
public:
    explicit RevisionReader(std::string_view bytes)
        : m_bytes(bytes)
    {
    }

    Result<std::vector<Revision>> run()
    {
        KONKORDAT_TRY(FileEnd end, last_file_end(m_bytes));
        std::optional<std::size_t> next = end.target;
        std::size_t limit = m_bytes.size();
        while (next) {
            if (m_revisions.size() == max_revisions)
                return Error { .code = ErrorCode::TooLarge,
                    .message = "the PDF has been saved more than 1,000 times",
                    .key = "pdf-too-many-revisions",
                    .argument = std::to_string(max_revisions) };
            auto const found = file_end_of(m_bytes, *next, limit);
            if (!found)
                return damaged("a cross-reference section belongs to no saved state of the file");
            if (m_revisions.empty() && found->marker_end != end.marker_end)
                return damaged("an end of the file is repeated");
            limit = *next;
            KONKORDAT_TRY(next, read_revision(*found));
        }
        std::reverse(m_revisions.begin(), m_revisions.end());
        return std::move(m_revisions);
    }

private:
    /// Enters the revision; returns where the one before has its cross-references.
    Result<std::optional<std::size_t>> read_revision(FileEnd const& end)
    {
        Revision revision { .cross_reference = end.target, .marker_end = end.marker_end, .end = behind_line_end(m_bytes, end.marker_end) };
        KONKORDAT_TRY(CrossReferenceSection section, read_section(end.target));
        if (section.end > end.begin)
            return damaged("a cross-reference section reaches behind the end of the file");
        revision.is_stream = section.is_stream;
        enter(revision, section);
        // A file made for fast viewing has a second section further on (ISO 32000-1 annex F).
        if (section.previous && static_cast<std::size_t>(*section.previous) > end.target) {
            KONKORDAT_TRY(section, read_section(static_cast<std::size_t>(*section.previous)));
            if (section.end > end.begin || section.previous)
                return damaged("a cross-reference section leads forwards");
            enter(revision, section);
        }
        m_revisions.push_back(revision);
        if (!section.previous)
            return std::optional<std::size_t>();
        return std::optional(static_cast<std::size_t>(*section.previous));
    }

    Result<CrossReferenceSection> read_section(std::size_t offset)
    {
        if (!m_seen.insert(offset).second)
            return damaged("the cross-reference sections lead in a circle");
        KONKORDAT_TRY(CrossReferenceSection section, read_cross_reference_section(m_bytes, offset));
        if (section.previous && (*section.previous <= 0 || static_cast<std::size_t>(*section.previous) >= m_bytes.size()))
            return damaged("a cross-reference section leads out of the file");
        return section;
    }

    static void enter(Revision& revision, CrossReferenceSection const& section)
    {
        revision.is_hybrid = revision.is_hybrid || section.hybrid_stream.has_value();
        revision.has_duplicates = revision.has_duplicates || section.has_duplicates;
    }

    std::string_view m_bytes;
    std::vector<Revision> m_revisions; ///< from the last to the first
    std::set<std::size_t> m_seen;
};

} // namespace

Result<std::vector<Revision>> read_revisions(std::string_view bytes)
{
    KONKORDAT_CHECK(check_is_pdf(bytes));
    return guarded([&] { return RevisionReader(bytes).run(); });
}

Result<std::string_view> open_revision(std::string_view bytes, std::size_t index)
{
    KONKORDAT_TRY(std::vector<Revision> const revisions, read_revisions(bytes));
    if (index >= revisions.size())
        return Error { .code = ErrorCode::NotFound,
            .message = "the PDF has no such revision",
            .key = "pdf-no-revision",
            .argument = std::to_string(index + 1) };
    return bytes.substr(0, revisions[index].end);
}

bool ends_at(Revision const& revision, std::size_t end) { return end >= revision.marker_end && end <= revision.end; }

} // namespace konkordat::sign
