#include "core/sign/update.h"

#include <algorithm>
#include <cstdio>

namespace konkordat::sign {

namespace {

std::string padded(std::size_t value, int width)
{
    std::string digits = std::to_string(value);
    if (digits.size() < static_cast<std::size_t>(width))
        digits.insert(0, static_cast<std::size_t>(width) - digits.size(), '0');
    return digits;
}

void append_big_endian(std::string& out, std::size_t value, int bytes)
{
    for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8)
        out += static_cast<char>((value >> static_cast<unsigned>(shift)) & 0xFFU);
}

/// Calls visit(first, last) for each run of objects whose numbers follow each other; `last` is exclusive.
template <typename Visit>
void for_each_run(std::map<QPDFObjGen, std::size_t> const& offsets, Visit visit)
{
    for (auto first = offsets.begin(); first != offsets.end();) {
        auto last = std::next(first);
        int number = first->first.getObj();
        while (last != offsets.end() && last->first.getObj() == ++number)
            ++last;
        visit(first, last);
        first = last;
    }
}

} // namespace

std::string reference(int number) { return std::to_string(number) + " 0 R"; }

std::string reference(QPDFObjGen id) { return id.unparse(' ') + " R"; }

std::string dictionary_text(QPDFObjectHandle dictionary, std::map<std::string, std::string> const& changes)
{
    std::string text = "<<";
    auto add = [&](std::string const& key, std::string const& value) {
        text += " " + QPDFObjectHandle::newName(key).unparse() + " " + value;
    };
    for (std::string const& key : dictionary.getKeys()) {
        if (!changes.contains(key))
            add(key, dictionary.getKey(key).unparse());
    }
    for (auto const& [key, value] : changes) {
        if (!value.empty())
            add(key, value);
    }
    return text + " >>";
}

Update::Update(std::string_view original, std::unique_ptr<Document> document, std::vector<Revision> revisions)
    : m_original(original)
    , m_document(std::move(document))
    , m_revisions(std::move(revisions))
{
}

Result<Update> Update::create(std::string_view original, int first_number)
{
    KONKORDAT_TRY(std::vector<Revision> revisions, read_revisions(original));
    KONKORDAT_TRY(std::unique_ptr<Document> document, Document::open(original));
    return guarded([&]() -> Result<Update> {
        if (auto const complaint = document->complaint())
            return damaged(*complaint);
        Update update(original, std::move(document), std::move(revisions));
        QPDF& pdf = update.m_document->pdf();
        QPDFObjectHandle const size = pdf.getTrailer().getKey("/Size");
        if (!size.isInteger() || size.getIntValue() < 1 || size.getIntValue() > 8'000'000)
            return damaged("the trailer has no size");
        update.m_next = static_cast<int>(size.getIntValue());
        auto const& places = update.m_document->places();
        if (!places.empty())
            update.m_next = std::max(update.m_next, places.back().id.getObj() + 1);
        update.m_next = std::max(update.m_next, first_number);
        return update;
    });
}

void Update::set(QPDFObjGen id, std::string body)
{
    m_next = std::max(m_next, id.getObj() + 1);
    m_objects[id] = std::move(body);
}

int Update::add(std::string body)
{
    int const number = reserve();
    set(QPDFObjGen(number, 0), std::move(body));
    return number;
}

std::string Update::trailer_entries() const
{
    QPDFObjectHandle trailer = m_document->pdf().getTrailer();
    std::string text = " /Size " + std::to_string(m_next) + " /Prev " + std::to_string(m_revisions.back().cross_reference);
    for (char const* const key : { "/Root", "/Info", "/ID" }) {
        if (trailer.hasKey(key))
            text += std::string(" ") + key + " " + trailer.getKey(key).unparse();
    }
    return text;
}

void Update::append_table(std::string& out, std::map<QPDFObjGen, std::size_t> const& offsets) const
{
    out += "xref\n";
    for_each_run(offsets, [&](auto first, auto last) {
        out += std::to_string(first->first.getObj()) + " " + std::to_string(std::distance(first, last)) + "\n";
        for (; first != last; ++first)
            out += padded(first->second, 10) + " " + padded(static_cast<std::size_t>(first->first.getGen()), 5) + " n \n";
    });
    out += "trailer\n<<" + trailer_entries() + " >>\n";
}

void Update::append_stream(std::string& out, std::map<QPDFObjGen, std::size_t> offsets)
{
    int const number = reserve();
    offsets[QPDFObjGen(number, 0)] = out.size();
    std::string rows;
    std::string index;
    for_each_run(offsets, [&](auto first, auto last) {
        index += std::to_string(first->first.getObj()) + " " + std::to_string(std::distance(first, last)) + " ";
        for (; first != last; ++first) {
            rows += '\1';
            append_big_endian(rows, first->second, 4);
            append_big_endian(rows, static_cast<std::size_t>(first->first.getGen()), 2);
        }
    });
    index.pop_back();
    out += std::to_string(number) + " 0 obj\n<</Type /XRef /W [1 4 2] /Index [" + index + "]" + trailer_entries() + " /Length "
        + std::to_string(rows.size()) + ">>\nstream\n" + rows + "\nendstream\nendobj\n";
}

Update::File Update::finish()
{
    File file { .bytes = std::string(m_original), .bodies = {} };
    std::string& out = file.bytes;
    if (out.back() != '\n' && out.back() != '\r')
        out += '\n';
    std::map<QPDFObjGen, std::size_t> offsets;
    for (auto const& [id, body] : m_objects) {
        offsets[id] = out.size();
        out += id.unparse(' ') + " obj\n";
        file.bodies[id.getObj()] = out.size();
        out += body + "\nendobj\n";
    }
    std::size_t const start = out.size();
    if (m_revisions.back().is_stream)
        append_stream(out, std::move(offsets));
    else
        append_table(out, offsets);
    out += "startxref\n" + std::to_string(start) + "\n%%EOF\n";
    return file;
}

} // namespace konkordat::sign
