#include "core/sign/awaited_objects.h"

#include "core/sign/object_changes.h"
#include "core/sign/object_walk.h"

#include <algorithm>
#include <iterator>

namespace konkordat::sign {

namespace {

Change awaited(int number, ObjectHistory const& history)
{
    return { .kind = ChangeKind::Other,
        .revision = history.added.at(number),
        .subject = "object that something older was waiting for",
        .object = number };
}

/// Numbers that an object refers to and that were added after it was written.
std::set<int> numbers_awaited_by(QPDFObjectHandle const& object, ObjectHistory const& history)
{
    std::set<int> numbers;
    std::size_t const revision = history.changed.contains(object.getObjectID()) ? history.changed.at(object.getObjectID())
        : history.added.contains(object.getObjectID())                          ? history.added.at(object.getObjectID())
                                                                                : 0;
    for_each_reference(object, [&](QPDFObjectHandle const& reference) {
        auto const added = history.added.find(reference.getObjectID());
        if (added != history.added.end() && added->second > revision)
            numbers.insert(added->first);
    });
    return numbers;
}

} // namespace

std::vector<Change> awaited_by(QPDFObjectHandle const& object, ObjectHistory const& history)
{
    std::vector<Change> changes;
    for (int const number : numbers_awaited_by(object, history))
        changes.push_back(awaited(number, history));
    return changes;
}

std::vector<Change> awaited_objects(Document& last, ObjectHistory const& history)
{
    std::vector<Change> changes;
    if (history.added.empty())
        return changes;
    std::set<int> numbers = numbers_awaited_by(last.pdf().getTrailer(), history);
    visit_and_release(last, [&](ObjectPlace const&, QPDFObjectHandle const& object) { numbers.merge(numbers_awaited_by(object, history)); });
    std::transform(numbers.begin(), numbers.end(), std::back_inserter(changes), [&](int number) { return awaited(number, history); });
    return changes;
}

std::set<int> awaited_numbers(Document& document, std::size_t size, int first)
{
    std::set<int> numbers;
    visit_and_release(document, [&](ObjectPlace const& place, QPDFObjectHandle const& object) {
        if (place.kind == ObjectPlace::Kind::InFile && static_cast<std::size_t>(place.offset) >= size)
            return;
        for_each_reference(object, [&](QPDFObjectHandle const& reference) {
            if (reference.getObjectID() >= first)
                numbers.insert(reference.getObjectID());
        });
    });
    return numbers;
}

} // namespace konkordat::sign
