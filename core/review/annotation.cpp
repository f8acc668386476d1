#include "core/review/annotation.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace konkordat::review {

namespace {

template <typename Item>
void sort_by_time(std::vector<Item>& items)
{
    std::ranges::sort(items, {}, [](Item const& item) { return std::tie(item.time, item.id); });
}

/// What was said, without what followed.
Annotation core_of(Annotation annotation)
{
    annotation.replies.clear();
    annotation.actions.clear();
    return annotation;
}

/// All items of both by id; calls altered(id) for one that is not the same in both.
template <typename Item>
std::vector<Item> united(std::vector<Item> const& left, std::vector<Item> const& right, auto const& altered)
{
    auto items = left;
    for (auto const& item : right) {
        auto const same = std::ranges::find(items, item.id, &Item::id);
        if (same == items.end()) {
            items.push_back(item);
        } else if (*same != item) {
            altered(item.id.str());
            *same = std::min(*same, item);
        }
    }
    sort_by_time(items);
    return items;
}

Annotation merge_one(Annotation const& ours, Annotation const& theirs, std::vector<AnnotationConflict>& conflicts)
{
    auto const altered = [&](std::string const& item) { conflicts.push_back({ ours.id, item, ours, theirs }); };
    auto our_core = core_of(ours);
    auto their_core = core_of(theirs);
    if (our_core != their_core)
        altered("");
    auto merged = std::min(std::move(our_core), std::move(their_core));
    merged.replies = united(ours.replies, theirs.replies, altered);
    merged.actions = united(ours.actions, theirs.actions, altered);
    return merged;
}

} // namespace

std::string_view name_of(Visibility visibility) { return visibility == Visibility::Shared ? "shared" : "internal"; }

std::string_view name_of(ActionKind kind)
{
    switch (kind) {
    case ActionKind::Resolve: return "resolve";
    case ActionKind::Reopen: return "reopen";
    case ActionKind::Accept: return "accept";
    case ActionKind::Reject: return "reject";
    }
    return "";
}

std::string_view name_of(AnnotationKind kind) { return kind == AnnotationKind::Comment ? "comment" : "suggestion"; }

std::string_view name_of(AnnotationState state)
{
    switch (state) {
    case AnnotationState::Open: return "open";
    case AnnotationState::Resolved: return "resolved";
    case AnnotationState::Accepted: return "accepted";
    case AnnotationState::Rejected: return "rejected";
    }
    return "";
}

AnnotationState state_of(Annotation const& annotation)
{
    if (annotation.actions.empty())
        return AnnotationState::Open;
    switch (annotation.actions.back().kind) {
    case ActionKind::Resolve: return AnnotationState::Resolved;
    case ActionKind::Accept: return AnnotationState::Accepted;
    case ActionKind::Reject: return AnnotationState::Rejected;
    case ActionKind::Reopen: break;
    }
    return AnnotationState::Open;
}

Result<std::string> with_suggestion(std::string_view text, Annotation const& annotation)
{
    if (annotation.kind != AnnotationKind::Suggestion || !annotation.target)
        return Error { .code = ErrorCode::InvalidArgument, .message = "this is no proposal for a text", .key = "no-suggestion" };
    auto const place = find_anchor(text, *annotation.target);
    if (!place)
        return Error { .code = ErrorCode::NotFound,
            .message = "the words that the proposal replaces are not there any more",
            .pointer = annotation.target->clause.str(),
            .key = "suggestion-orphaned" };
    return std::string(text.substr(0, place->begin)) + annotation.replacement + std::string(text.substr(place->end));
}

std::vector<Annotation> shared_part(std::vector<Annotation> const& annotations)
{
    auto shared = annotations;
    std::erase_if(shared, [](Annotation const& annotation) { return annotation.visibility != Visibility::Shared; });
    for (auto& annotation : shared)
        std::erase_if(annotation.replies, [](Reply const& reply) { return reply.visibility != Visibility::Shared; });
    return shared;
}

MergedAnnotations merge_annotations(std::vector<Annotation> ours, std::vector<Annotation> const& theirs)
{
    MergedAnnotations merged { std::move(ours), {} };
    auto& annotations = merged.annotations;
    std::map<AnnotationId, std::size_t> places;
    for (std::size_t i = 0; i < annotations.size(); ++i)
        places.emplace(annotations[i].id, i);
    for (auto const& annotation : theirs) {
        auto const [place, is_new] = places.emplace(annotation.id, annotations.size());
        if (is_new)
            annotations.push_back(annotation);
        else if (auto& own = annotations[place->second]; own != annotation)
            own = merge_one(own, annotation, merged.conflicts);
    }
    sort_by_time(annotations);
    return merged;
}

} // namespace konkordat::review
