#include "core/sign/object_walk.h"

#include "core/sign/object_changes.h"

#include <algorithm>
#include <tuple>
#include <vector>

namespace konkordat::sign {

namespace {

/// Reading the cross-references once more costs less memory than so many objects; a few times, however many there are.
constexpr std::size_t fewest_between_readings = 1000;
constexpr std::size_t most_readings = 4;

/// What is in object streams first, stream by stream.
std::vector<ObjectPlace> places_by_stream(Document& document)
{
    std::vector<ObjectPlace> places = document.take_places();
    auto const order = [](ObjectPlace const& place) { return std::tuple(place.kind != ObjectPlace::Kind::InStream, place.stream, place.offset); };
    std::sort(places.begin(), places.end(), [&](ObjectPlace const& a, ObjectPlace const& b) { return order(a) < order(b); });
    return places;
}

/// Dictionaries and lists without which an object stream could not be unpacked, over any number of references.
ObjectSet needed_by_streams(Document& document, std::vector<ObjectPlace> const& places)
{
    ObjectSet needed;
    std::vector<QPDFObjectHandle> open;
    int stream = 0;
    for (ObjectPlace const& place : places) {
        if (place.kind != ObjectPlace::Kind::InStream || place.stream == stream)
            continue;
        stream = place.stream;
        open.push_back(document.pdf().getObject(stream, 0));
    }
    while (!open.empty()) {
        QPDFObjectHandle const object = open.back();
        open.pop_back();
        if (!object.isIndirect() || needed.insert(object.getObjGen()).second)
            for_each_reference(object, [&](QPDFObjectHandle const& reference) { open.push_back(reference); });
    }
    return needed;
}

} // namespace

void visit_and_release(Document& document, VisitObject const& visit)
{
    std::vector<ObjectPlace> const places = places_by_stream(document);
    ObjectSet const needed = needed_by_streams(document, places);
    std::size_t const objects_between_readings = std::max(fewest_between_readings, places.size() / most_readings);
    std::size_t seen = 0;
    for (ObjectPlace const& place : places) {
        // qpdf keeps an empty place of each object that it has read: more than what stands in streams takes of the file.
        if (place.kind == ObjectPlace::Kind::InStream && seen++ >= objects_between_readings) {
            seen = 0;
            document.forget_objects();
        }
        QPDFObjectHandle const object = document.pdf().getObject(place.id);
        visit(place, object);
        // Numbers stay: a stream that is read later may have its length in one.
        if ((object.isDictionary() || object.isArray()) && !needed.contains(place.id))
            document.pdf().replaceObject(place.id, QPDFObjectHandle::newNull());
    }
}

} // namespace konkordat::sign
