#pragma once

#include "core/base/result.h"

#include <qpdf/BufferInputSource.hh>
#include <qpdf/QPDFTokenizer.hh>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Positions of things in the raw bytes of a file, which a parser of objects does not keep. The tokens are qpdf's.
namespace konkordat::sign {

struct Token {
    QPDFTokenizer::token_type_e type = QPDFTokenizer::tt_bad;
    std::string value;
    std::size_t begin = 0;
    std::size_t end = 0; ///< exclusive

    [[nodiscard]] bool is_word(std::string_view word) const { return type == QPDFTokenizer::tt_word && value == word; }
    [[nodiscard]] bool is_integer() const { return type == QPDFTokenizer::tt_integer; }
};

/// Reads tokens of `bytes`, which outlive the reader, from a position on. Comments and white space are left out.
class TokenReader {
public:
    TokenReader(std::string_view bytes, std::size_t position);

    /// A token of type tt_bad where nothing can be read, tt_eof at the end.
    [[nodiscard]] Token next();
    [[nodiscard]] std::size_t position();

private:
    Buffer m_buffer;
    BufferInputSource m_input;
    QPDFTokenizer m_tokenizer;
};

/// A key of a dictionary and the tokens of its value, one after the other, brackets included.
struct DictionaryEntry {
    std::string key; ///< "/ByteRange"
    std::vector<Token> value;
};

struct DictionaryTokens {
    std::size_t begin = 0;
    std::size_t end = 0; ///< behind ">>"
    std::vector<DictionaryEntry> entries;

    /// Nothing if the key is missing.
    [[nodiscard]] DictionaryEntry const* find(std::string_view key) const;
};

/// The dictionary that begins with the next token. Errors: Malformed: no dictionary, a key twice, nested too deep, too many tokens.
[[nodiscard]] Result<DictionaryTokens> read_dictionary(TokenReader&);

/// Of an entry that is one integer of at most fifteen digits. Errors: Malformed.
[[nodiscard]] Result<std::int64_t> integer_of(Token const&);

} // namespace konkordat::sign
