#pragma once

#include "core/base/id.h"
#include "core/review/anchor.h"

#include <compare>
#include <optional>
#include <string>
#include <vector>

/// What reviewers say about an agreement: remarks and proposals, answers to them, what became of them.
namespace konkordat::review {

using AnnotationId = Id<struct AnnotationTag>;
using ReplyId = Id<struct ReplyTag>;
using ActionId = Id<struct ActionTag>;

/// An internal remark never leaves the workspace: no packet has a place for it.
enum class Visibility { Shared, Internal };

/// In their own words; no account stands behind it.
struct Author {
    std::string name;
    std::string organisation;

    friend auto operator<=>(Author const&, Author const&) = default;
};

struct Reply {
    ReplyId id;
    Author author;
    Timestamp time;
    Visibility visibility = Visibility::Shared;
    std::string text;

    friend auto operator<=>(Reply const&, Reply const&) = default;
};

enum class ActionKind {
    Resolve, ///< settled
    Reopen,
    Accept, ///< of a suggestion: its words are in the draft
    Reject,
};
struct Action {
    ActionId id;
    ActionKind kind = ActionKind::Resolve;
    Author author;
    Timestamp time;
    std::string note; ///< why

    friend auto operator<=>(Action const&, Action const&) = default;
};

enum class AnnotationKind { Comment, Suggestion };

/// What somebody said does not change; what follows is added.
struct Annotation {
    AnnotationId id;
    AnnotationKind kind = AnnotationKind::Comment;
    Visibility visibility = Visibility::Shared;
    std::string version;                ///< content hash of the version that it was made on
    std::optional<TextSelector> target; ///< nothing: the agreement as a whole
    Author author;
    Timestamp time;
    std::string text;                   ///< may be empty for a suggestion
    std::string replacement;            ///< of a suggestion: the words in place of those selected; empty: they are to go
    std::vector<Reply> replies;         ///< by time and id
    std::vector<Action> actions;        ///< by time and id

    friend auto operator<=>(Annotation const&, Annotation const&) = default;
};

enum class AnnotationState { Open, Resolved, Accepted, Rejected };

[[nodiscard]] std::string_view name_of(Visibility);
[[nodiscard]] std::string_view name_of(ActionKind);
[[nodiscard]] std::string_view name_of(AnnotationKind);
[[nodiscard]] std::string_view name_of(AnnotationState);

/// What the last action made of it.
[[nodiscard]] AnnotationState state_of(Annotation const&);

/// The text with the suggestion's words in it, where its selector finds those it replaces. Errors: InvalidArgument for a comment;
/// NotFound ("suggestion-orphaned") if they are not there any more.
[[nodiscard]] Result<std::string> with_suggestion(std::string_view text, Annotation const&);

/// Without internal remarks and answers.
[[nodiscard]] std::vector<Annotation> shared_part(std::vector<Annotation> const&);

/// One id with two contents: what has been said was altered. The one that comes first in order stands in the merge.
struct AnnotationConflict {
    AnnotationId annotation;
    std::string item;  ///< id of the reply or action; empty: the annotation itself
    Annotation ours;
    Annotation theirs;

    friend bool operator==(AnnotationConflict const&, AnnotationConflict const&) = default;
};
struct MergedAnnotations {
    std::vector<Annotation> annotations; ///< by time and id
    std::vector<AnnotationConflict> conflicts;
};
/// All that is in one of the two: commutative, associative, idempotent.
[[nodiscard]] MergedAnnotations merge_annotations(std::vector<Annotation> ours, std::vector<Annotation> const& theirs);

} // namespace konkordat::review
