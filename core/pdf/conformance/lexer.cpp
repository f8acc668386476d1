#include "core/pdf/conformance/lexer.h"

namespace konkordat::pdf::conformance {

namespace {

bool is_white_space(char c) { return c == '\0' || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' '; }
bool is_delimiter(char c) { return std::string_view("()<>[]{}/%").find(c) != std::string_view::npos; }
bool is_hexadecimal(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f'); }

} // namespace

void Lexer::skip_white_space()
{
    while (m_at < m_bytes.size()) {
        if (m_bytes[m_at] == '%') {
            while (m_at < m_bytes.size() && m_bytes[m_at] != '\n' && m_bytes[m_at] != '\r')
                ++m_at;
        } else if (is_white_space(m_bytes[m_at])) {
            ++m_at;
        } else {
            return;
        }
    }
}

Token Lexer::string()
{
    std::size_t const begin = m_at;
    int depth = 0;
    for (; m_at < m_bytes.size(); ++m_at) {
        char const c = m_bytes[m_at];
        if (c == '\\')
            ++m_at;
        else if (c == '(')
            ++depth;
        else if (c == ')' && --depth == 0)
            break;
    }
    m_at = m_at < m_bytes.size() ? m_at + 1 : m_bytes.size();
    return Token { .kind = Token::Kind::String, .text = m_bytes.substr(begin, m_at - begin) };
}

Token Lexer::hexadecimal()
{
    std::size_t const begin = m_at++;
    Token token { .kind = Token::Kind::HexString };
    for (; m_at < m_bytes.size() && m_bytes[m_at] != '>'; ++m_at) {
        if (is_white_space(m_bytes[m_at]))
            continue;
        ++token.digits;
        token.digits_only = token.digits_only && is_hexadecimal(m_bytes[m_at]);
    }
    m_at = m_at < m_bytes.size() ? m_at + 1 : m_bytes.size();
    token.text = m_bytes.substr(begin, m_at - begin);
    return token;
}

Token Lexer::next()
{
    skip_white_space();
    if (m_at >= m_bytes.size())
        return {};
    char const c = m_bytes[m_at];
    if (c == '(')
        return string();
    if (c == '<' && m_bytes.substr(m_at, 2) != "<<")
        return hexadecimal();
    std::size_t const begin = m_at++;
    if (c == '/') {
        while (m_at < m_bytes.size() && !is_white_space(m_bytes[m_at]) && !is_delimiter(m_bytes[m_at]))
            ++m_at;
        return Token { .kind = Token::Kind::Name, .text = m_bytes.substr(begin, m_at - begin) };
    }
    if (is_delimiter(c)) {
        if (m_bytes.substr(begin, 2) == "<<" || m_bytes.substr(begin, 2) == ">>")
            ++m_at;
        return Token { .kind = Token::Kind::Delimiter, .text = m_bytes.substr(begin, m_at - begin) };
    }
    while (m_at < m_bytes.size() && !is_white_space(m_bytes[m_at]) && !is_delimiter(m_bytes[m_at]))
        ++m_at;
    return Token { .kind = Token::Kind::Word, .text = m_bytes.substr(begin, m_at - begin) };
}

} // namespace konkordat::pdf::conformance
