#pragma once

#include <cstddef>
#include <string_view>

namespace konkordat::pdf::conformance {

/// A token of PDF's syntax (ISO 32000-1 7.2) as it is spelled.
struct Token {
    enum class Kind { End, Word, Name, String, HexString, Delimiter };
    Kind kind = Kind::End;
    std::string_view text = {};
    std::size_t digits = 0;   ///< of a hexadecimal string: what is not white space
    bool digits_only = true;
};

/// Looks at the spelling only: qpdf, which reads the objects, has forgotten it.
class Lexer {
public:
    /// `bytes` outlive the lexer and its tokens.
    Lexer(std::string_view bytes, std::size_t position)
        : m_bytes(bytes)
        , m_at(position)
    {
    }

    [[nodiscard]] Token next();
    [[nodiscard]] std::size_t position() const { return m_at; }
    void move_to(std::size_t position) { m_at = position; }

private:
    void skip_white_space();
    [[nodiscard]] Token string();
    [[nodiscard]] Token hexadecimal();

    std::string_view m_bytes;
    std::size_t m_at = 0;
};

} // namespace konkordat::pdf::conformance
