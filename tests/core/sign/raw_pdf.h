#pragma once

#include <map>
#include <string>
#include <string_view>

namespace konkordat::tests {

enum class Dialect { Table, Stream, Hybrid };

/// Writes PDF files object by object, as other programs do and as attackers do: nothing is checked.
class RawPdf {
public:
    explicit RawPdf(Dialect dialect = Dialect::Table)
        : m_dialect(dialect)
    {
    }

    void set(int number, std::string body) { m_objects[number] = std::move(body); }
    void set_stream(int number, std::string const& entries, std::string const& data);
    void free(int number) { m_objects[number] = ""; }

    std::string root = "1 0 R";
    std::string extra_trailer = {};  ///< entries of the trailer
    std::string extra_table = {};    ///< behind the rows of a table
    std::string line_end = "\n";

    /// A whole file, or `before` with a revision more.
    [[nodiscard]] std::string write(std::string before = {}) const;

private:
    void append_table(std::string& out, std::map<int, std::size_t> const& offsets, std::string const& trailer) const;
    void append_stream(std::string& out, std::map<int, std::size_t> offsets, std::string const& trailer, int number) const;

    Dialect m_dialect;
    std::map<int, std::string> m_objects; ///< an empty body: freed
};

/// A page of text with a form: objects 1 catalog, 2 pages, 3 page, 4 content, 5 font, 6 info, 7 form, 8 text field "remark", 9 signature field
/// "approval" in sight, 10 signature field "second" out of sight, 11 metadata, 12 a picture form /Logo; 13 is referred to and missing.
RawPdf foreign_document(Dialect);
inline constexpr int first_free_object = 20;

} // namespace konkordat::tests
