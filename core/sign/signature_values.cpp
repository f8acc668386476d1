#include "core/sign/signature_values.h"

#include "core/sign/form.h"

#include <cstdlib>

namespace konkordat::sign {

namespace {

Result<void> read_reference(QPDFObjectHandle entry, SignatureValues& values)
{
    QPDFObjectHandle const method = member(entry, "/TransformMethod");
    QPDFObjectHandle const parameters = member(entry, "/TransformParams");
    if (is_name(method, "/DocMDP")) {
        QPDFObjectHandle const level = member(parameters, "/P");
        long long const number = level.isNull() ? 2 : level.isInteger() ? level.getIntValue() : 0;
        if (number < 1 || number > 3)
            return damaged("a certification does not say what it permits");
        auto const permission = static_cast<Permission>(number);
        if (!values.certification || permission < *values.certification)
            values.certification = permission;
        return {};
    }
    if (is_name(method, "/FieldMDP")) {
        KONKORDAT_TRY(FieldLock lock, read_lock(parameters));
        values.locks.push_back(std::move(lock));
        return {};
    }
    // Usage rights and identity restrict nothing (ISO 32000-2 12.8.2).
    if (is_name(method, "/UR") || is_name(method, "/UR3") || is_name(method, "/Identity"))
        return {};
    return damaged("a signature refers to an unknown transform");
}

} // namespace

Result<SignatureValues> read_signature_values(QPDFObjectHandle dictionary)
{
    SignatureValues values;
    QPDFObjectHandle const type = member(dictionary, "/Type");
    QPDFObjectHandle const filter = member(dictionary, "/Filter");
    QPDFObjectHandle const sub_filter = member(dictionary, "/SubFilter");
    values.filter = filter.isName() ? filter.getName() : "";
    values.sub_filter = sub_filter.isName() ? sub_filter.getName() : "";
    values.is_document_time_stamp = is_name(type, "/DocTimeStamp") || values.sub_filter == "/ETSI.RFC3161";
    values.name = text_of(member(dictionary, "/Name"));
    values.reason = text_of(member(dictionary, "/Reason"));
    values.location = text_of(member(dictionary, "/Location"));
    QPDFObjectHandle const time = member(dictionary, "/M");
    if (time.isString()) {
        KONKORDAT_TRY(values.time, parse_pdf_date(time.getUTF8Value()));
    }
    QPDFObjectHandle const references = member(dictionary, "/Reference");
    if (!references.isNull() && !references.isArray())
        return damaged("a signature's references are malformed");
    for (int i = 0; references.isArray() && i < references.getArrayNItems(); ++i)
        KONKORDAT_CHECK(read_reference(references.getArrayItem(i), values));
    return values;
}

Result<Timestamp> parse_pdf_date(std::string_view text)
{
    if (text.starts_with("D:"))
        text.remove_prefix(2);
    std::size_t const count = std::min(text.find_first_not_of("0123456789"), text.size());
    if (count < 4 || count > 14 || count % 2 != 0)
        return damaged("a date is malformed");
    // What is left out is the least there is.
    std::string const digits = std::string(text.substr(0, count)) + std::string("00000101000000").substr(count);
    std::string_view zone = text.substr(count);
    std::string offset = "Z";
    if (!zone.empty() && (zone[0] == '+' || zone[0] == '-')) {
        std::string numbers;
        for (char const c : zone.substr(1)) {
            if (c >= '0' && c <= '9')
                numbers += c;
            else if (c != '\'')
                return damaged("a date is malformed");
        }
        if (numbers.size() != 2 && numbers.size() != 4)
            return damaged("a date is malformed");
        numbers.resize(4, '0');
        offset = std::string(1, zone[0]) + numbers.substr(0, 2) + ":" + numbers.substr(2);
    } else if (!zone.empty() && zone[0] != 'Z') {
        return damaged("a date is malformed");
    }
    auto part = [&](std::size_t at) { return digits.substr(at, 2); };
    auto time = Timestamp::parse(
        digits.substr(0, 4) + "-" + part(4) + "-" + part(6) + "T" + part(8) + ":" + part(10) + ":" + part(12) + offset);
    if (!time)
        return damaged("a date is malformed");
    return *time;
}

std::string pdf_date(Timestamp time, std::int64_t utc_offset_seconds)
{
    // "2026-11-24T09:30:00Z"
    std::string const local = Timestamp { time.seconds + utc_offset_seconds }.to_string();
    std::string date = "D:" + local.substr(0, 4) + local.substr(5, 2) + local.substr(8, 2) + local.substr(11, 2) + local.substr(14, 2)
        + local.substr(17, 2);
    std::int64_t const minutes = std::abs(utc_offset_seconds) / 60;
    if (minutes == 0)
        return date + "Z";
    auto two = [](std::int64_t value) { return (value < 10 ? "0" : "") + std::to_string(value); };
    return date + (utc_offset_seconds < 0 ? "-" : "+") + two(minutes / 60) + "'" + two(minutes % 60) + "'";
}

} // namespace konkordat::sign
