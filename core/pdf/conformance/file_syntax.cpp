#include "core/pdf/conformance/context.h"
#include "core/pdf/conformance/lexer.h"

#include <qpdf/QPDFXRefEntry.hh>

#include <algorithm>

namespace konkordat::pdf::conformance {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Length of the end of line at that place: 2, 1 or 0.
std::size_t end_of_line(std::string_view bytes, std::size_t at)
{
    if (bytes.substr(at, 2) == "\r\n")
        return 2;
    return at < bytes.size() && (bytes[at] == '\r' || bytes[at] == '\n') ? 1 : 0;
}

bool follows_end_of_line(std::string_view bytes, std::size_t at) { return at > 0 && (bytes[at - 1] == '\n' || bytes[at - 1] == '\r'); }

void check_header(Context& context)
{
    std::string_view const bytes = context.bytes;
    bool const named = bytes.starts_with("%PDF-1.") && bytes.size() > 8 && bytes[7] >= '0' && bytes[7] <= '7';
    std::size_t const line = named ? end_of_line(bytes, 8) : 0;
    if (line == 0)
        return context.find(Rule::Header, std::string(bytes.substr(0, 8)));
    std::string_view const comment = bytes.substr(8 + line, 5);
    bool const binary = comment.size() == 5 && comment[0] == '%'
        && std::all_of(comment.begin() + 1, comment.end(), [](char c) { return static_cast<unsigned char>(c) > 127; });
    if (!binary)
        context.find(Rule::BinaryComment, "");
}

void check_end(Context& context)
{
    std::size_t const at = context.bytes.rfind("%%EOF");
    if (at == std::string_view::npos)
        return context.find(Rule::FileEnd, "there is none");
    std::size_t const rest = context.bytes.size() - at - 5;
    if (rest != end_of_line(context.bytes, at + 5))
        context.find(Rule::FileEnd, std::to_string(rest) + " bytes");
}

/// Every table that a startxref names.
void check_cross_references(Context& context)
{
    std::string_view const bytes = context.bytes;
    for (std::size_t at = bytes.find("startxref"); at != std::string_view::npos; at = bytes.find("startxref", at + 9)) {
        std::size_t number = at + 9;
        number += end_of_line(bytes, number);
        std::size_t offset = 0;
        for (; number < bytes.size() && is_digit(bytes[number]) && offset < bytes.size(); ++number)
            offset = offset * 10 + static_cast<std::size_t>(bytes[number] - '0');
        if (offset >= bytes.size() || bytes.substr(offset, 4) != "xref")
            continue;
        std::size_t const line = end_of_line(bytes, offset + 4);
        if (line == 0 || offset + 4 + line >= bytes.size() || !is_digit(bytes[offset + 4 + line]))
            context.find(Rule::CrossReference, "at byte " + std::to_string(offset));
    }
}

void check_hexadecimal(Context& context, Token const& token, QPDFObjectHandle const& where)
{
    if (token.kind == Token::Kind::HexString && (!token.digits_only || token.digits % 2 != 0))
        context.find(Rule::HexadecimalString, std::to_string(token.digits) + " digits", where);
}

/// From behind the keyword stream to behind endstream; npos if that cannot be found.
std::size_t check_stream(Context& context, QPDFObjectHandle const& object, std::size_t at)
{
    std::string_view const bytes = context.bytes;
    // A carriage return alone is not enough.
    bool keywords = bytes.substr(at, 2) == "\r\n" || bytes.substr(at, 1) == "\n";
    at += end_of_line(bytes, at);
    QPDFObjectHandle const length = object.isStream() ? object.getDict().getKey("/Length") : QPDFObjectHandle::newNull();
    std::size_t const size = length.isInteger() && length.getIntValue() >= 0 ? static_cast<std::size_t>(length.getIntValue()) : 0;
    std::size_t end = at + std::min(size, bytes.size() - at);
    std::size_t const line = end_of_line(bytes, end);
    if (bytes.substr(end + line, 9) == "endstream") {
        if (line == 0)
            keywords = false;
        end += line + 9;
    } else {
        context.find(Rule::StreamLength, std::to_string(size), object);
        end = bytes.find("endstream", at);
        if (end == std::string_view::npos)
            return end;
        end += 9;
    }
    if (!keywords)
        context.find(Rule::StreamKeywords, "", object);
    return end;
}

void check_object(Context& context, QPDFObjGen id, std::size_t offset)
{
    std::string_view const bytes = context.bytes;
    QPDFObjectHandle const object = context.pdf.getObject(id);
    std::string const head = std::to_string(id.getObj()) + " " + std::to_string(id.getGen()) + " obj";
    bool spacing = follows_end_of_line(bytes, offset) && bytes.substr(offset, head.size()) == head
        && end_of_line(bytes, offset + head.size()) > 0;
    Lexer lexer(bytes, std::min(offset + head.size(), bytes.size()));
    std::size_t end = std::string_view::npos;
    for (Token token = lexer.next(); token.kind != Token::Kind::End; token = lexer.next()) {
        check_hexadecimal(context, token, object);
        if (token.kind != Token::Kind::Word)
            continue;
        if (token.text == "stream") {
            std::size_t const behind = check_stream(context, object, lexer.position());
            if (behind == std::string_view::npos)
                break;
            lexer.move_to(behind);
        } else if (token.text == "endobj") {
            end = lexer.position() - 6;
            break;
        }
    }
    spacing = spacing && end != std::string_view::npos && follows_end_of_line(bytes, end) && end_of_line(bytes, end + 6) > 0;
    if (!spacing)
        context.find(Rule::ObjectSpacing, "", object);
}

} // namespace

void check_file_syntax(Context& context)
{
    check_header(context);
    check_end(context);
    check_cross_references(context);
    std::set<int> object_streams;
    for (auto const& [id, entry] : context.pdf.getXRefTable()) {
        if (entry.getType() == 1)
            check_object(context, id, static_cast<std::size_t>(std::max<qpdf_offset_t>(entry.getOffset(), 0)));
        else if (entry.getType() == 2)
            object_streams.insert(entry.getObjStreamNumber());
    }
    for (int const number : object_streams) {
        QPDFObjectHandle const stream = context.pdf.getObject(number, 0);
        std::string const data = data_of(stream);
        Lexer lexer(data, 0);
        for (Token token = lexer.next(); token.kind != Token::Kind::End; token = lexer.next())
            check_hexadecimal(context, token, stream);
    }
    QPDFObjectHandle const trailer = context.pdf.getTrailer();
    std::vector<QPDFObjectHandle> const identifiers = items_of(trailer.getKey("/ID"));
    bool const identified = identifiers.size() == 2 && std::all_of(identifiers.begin(), identifiers.end(), [](auto const& id) {
        return id.isString() && !id.getStringValue().empty();
    });
    if (!identified)
        context.find(Rule::TrailerIdentifier, "");
    if (trailer.hasKey("/Encrypt"))
        context.find(Rule::Encryption, "");
}

} // namespace konkordat::pdf::conformance
