#include "core/sign/resolved_equality.h"

#include <qpdf/Buffer.hh>

#include <cstring>

namespace konkordat::sign {

namespace {

bool is_same_data(QPDFObjectHandle first, QPDFObjectHandle second)
{
    auto const a = first.getStreamData(qpdf_dl_generalized);
    auto const b = second.getStreamData(qpdf_dl_generalized);
    return a->getSize() == b->getSize() && (a->getSize() == 0 || std::memcmp(a->getBuffer(), b->getBuffer(), a->getSize()) == 0);
}

bool is_container(QPDFObjectHandle const& object) { return object.isDictionary() || object.isArray() || object.isStream(); }

} // namespace

bool ResolvedEquality::pair_up(QPDFObjectHandle const& first, QPDFObjectHandle const& second, bool& is_known)
{
    if (first.isIndirect() != second.isIndirect() || !first.isIndirect())
        return first.isIndirect() == second.isIndirect() || !is_container(first);
    auto const [forth, is_new] = m_forth.emplace(first.getObjGen(), second.getObjGen());
    auto const back = m_back.emplace(second.getObjGen(), first.getObjGen()).first;
    is_known = !is_new;
    return forth->second == second.getObjGen() && back->second == first.getObjGen();
}

bool ResolvedEquality::are_parts_equal(
    QPDFObjectHandle first, QPDFObjectHandle second, std::vector<std::pair<QPDFObjectHandle, QPDFObjectHandle>>& open) const
{
    if (first.isStream() || second.isStream()) {
        if (!first.isStream() || !second.isStream() || !is_same_data(first, second))
            return false;
        first = first.getDict();
        second = second.getDict();
    }
    if (first.isDictionary() && second.isDictionary()) {
        std::set<std::string> keys = first.getKeys();
        keys.merge(second.getKeys());
        for (std::string const& key : keys) {
            if (!m_ignored.contains(key))
                open.emplace_back(first.getKey(key), second.getKey(key));
        }
        return true;
    }
    if (first.isArray() && second.isArray()) {
        if (first.getArrayNItems() != second.getArrayNItems())
            return false;
        for (int i = 0; i < first.getArrayNItems(); ++i)
            open.emplace_back(first.getArrayItem(i), second.getArrayItem(i));
        return true;
    }
    return !is_container(first) && !is_container(second) && first.unparseResolved() == second.unparseResolved();
}

bool ResolvedEquality::are_equal(QPDFObjectHandle first, QPDFObjectHandle second)
{
    std::vector<std::pair<QPDFObjectHandle, QPDFObjectHandle>> open { { first, second } };
    while (!open.empty()) {
        auto const [a, b] = open.back();
        open.pop_back();
        bool is_known = false;
        if (!pair_up(a, b, is_known))
            return false;
        if (!is_known && !are_parts_equal(a, b, open))
            return false;
    }
    return true;
}

} // namespace konkordat::sign
