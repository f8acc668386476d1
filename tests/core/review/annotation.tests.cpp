#include "core/review/annotation.h"

#include "tests/core/review/random_review.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace konkordat;
using namespace konkordat::review;

TEST_CASE("An annotation's state is what the last action made of it", "[review][annotation]")
{
    Annotation annotation;
    CHECK(state_of(annotation) == AnnotationState::Open);
    annotation.actions = { { ActionId("a"), ActionKind::Resolve, {}, { 1 }, {} } };
    CHECK(state_of(annotation) == AnnotationState::Resolved);
    annotation.actions.push_back({ ActionId("b"), ActionKind::Reopen, {}, { 2 }, {} });
    CHECK(state_of(annotation) == AnnotationState::Open);
    annotation.actions.push_back({ ActionId("c"), ActionKind::Reject, {}, { 3 }, "zu lang" });
    CHECK(state_of(annotation) == AnnotationState::Rejected);
}

TEST_CASE("A suggestion's words take the place of those it is about", "[review][annotation]")
{
    std::string const text = "Die Polizei meldet den Fall.";
    Annotation suggestion;
    suggestion.kind = AnnotationKind::Suggestion;
    suggestion.target = select_text(ClauseId("c"), TextPart::Body, Language::German, text, { 4, 11 });
    suggestion.replacement = "Kantonspolizei";
    CHECK(with_suggestion(text, suggestion).value() == "Die Kantonspolizei meldet den Fall.");
    CHECK(with_suggestion("Nur die Polizei meldet den Fall.", suggestion).value() == "Nur die Kantonspolizei meldet den Fall.");
    CHECK(with_suggestion("Wer meldet den Fall?", suggestion).error().key == "suggestion-orphaned");
    suggestion.replacement.clear();
    CHECK(with_suggestion(text, suggestion).value() == "Die  meldet den Fall.");
    suggestion.kind = AnnotationKind::Comment;
    CHECK(with_suggestion(text, suggestion).error().key == "no-suggestion");
}

TEST_CASE("What is internal is no part of what is shared", "[review][annotation]")
{
    std::mt19937 random(51);
    for (int i = 0; i < 100; ++i) {
        auto const annotations = random_annotations(random, 20);
        for (auto const& annotation : shared_part(annotations)) {
            CHECK(annotation.visibility == Visibility::Shared);
            CHECK(std::ranges::all_of(annotation.replies, [](Reply const& reply) { return reply.visibility == Visibility::Shared; }));
        }
    }
}

TEST_CASE("Annotations of three sides are united in any order, twice is once", "[review][annotation]")
{
    std::mt19937 random(52);
    for (int i = 0; i < 200; ++i) {
        auto const all = random_annotations(random, 12);
        auto const part = [&] {
            auto annotations = all;
            std::erase_if(annotations, [&](Annotation const&) { return random() % 2 == 0; });
            for (auto& annotation : annotations) {
                std::erase_if(annotation.replies, [&](Reply const&) { return random() % 2 == 0; });
                std::erase_if(annotation.actions, [&](Action const&) { return random() % 2 == 0; });
            }
            return annotations;
        };
        auto const a = part();
        auto const b = part();
        auto const c = part();
        auto const united = [](std::vector<Annotation> const& left, std::vector<Annotation> const& right) {
            auto merged = merge_annotations(left, right);
            CHECK(merged.conflicts.empty());
            return merged.annotations;
        };
        REQUIRE(united(a, b) == united(b, a));
        REQUIRE(united(united(a, b), c) == united(a, united(b, c)));
        REQUIRE(united(a, a) == united(a, {}));
        REQUIRE(united(united(a, b), b) == united(a, b));
        auto const whole = united(united(united(a, b), c), all);
        REQUIRE(whole == united(all, {}));
    }
}

TEST_CASE("What was said otherwise before is a conflict, never taken in silence", "[review][annotation]")
{
    std::mt19937 random(53);
    auto const annotations = random_annotations(random, 4);
    auto altered = annotations;
    altered[2].text += " nicht";
    auto const merged = merge_annotations(annotations, altered);
    REQUIRE(merged.conflicts.size() == 1);
    CHECK(merged.conflicts.front().annotation == annotations[2].id);
    CHECK(merged.conflicts.front().ours == annotations[2]);
    CHECK(merged.conflicts.front().theirs == altered[2]);
    CHECK(merge_annotations(altered, annotations).annotations == merged.annotations);
}
