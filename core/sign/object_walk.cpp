#include "core/sign/object_walk.h"

#include "core/sign/object_changes.h"

#include <algorithm>
#include <tuple>
#include <vector>

namespace konkordat::sign {

namespace {

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
    for (ObjectPlace const& place : places) {
        QPDFObjectHandle const object = document.pdf().getObject(place.id);
        visit(place, object);
        // Numbers stay: a stream that is read later may have its length in one.
        if ((object.isDictionary() || object.isArray()) && !needed.contains(place.id))
            document.pdf().replaceObject(place.id, QPDFObjectHandle::newNull());
    }
}

} // namespace konkordat::sign
