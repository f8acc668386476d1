#pragma once

#include "core/base/secret.h"
#include "core/templates/interview.h"
#include "core/templates/upgrade.h"
#include "web/app/session.h"
#include "web/ui/page.h"
#include "web/ui/ui.h"
#include "web/views/compare_memory.h"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace konkordat::views {

/// One thing that differs between two states of an agreement, ready to be drawn.
struct DifferenceEntry {
    struct Line {
        std::string label;
        std::string language;             ///< BCP 47, or empty
        std::vector<ui::Run> unified;
        std::vector<ui::Run> before;
        std::vector<ui::Run> after;
    };
    std::string id;
    std::string title;
    std::string change;                   ///< "added", "removed", "changed", "moved"
    std::string place;                    ///< of one that moved: where it is now
    std::vector<Line> lines;
};

/// What only the screens remember, and only until the page is closed: forms that were not sent, what is folded, open questions.
struct Memory {
    /// The guided start, for a new agreement or one that there is.
    struct Interview {
        templates::InterviewAnswers answers; ///< the first canton may be empty: not chosen yet
        std::string title;
        bool begun = false;
        bool tried = false;                  ///< the end was asked for: show what is missing
        /// What the answers would make of the agreement; worked out anew when they change.
        std::optional<templates::InterviewAnswers> previewed;
        Timestamp previewed_at;
        templates::InterviewRevision revision;
    };
    Interview new_interview;
    Interview interview;
    AgreementId interview_agreement;         ///< the one that `interview` belongs to

    std::map<std::string, templates::UpgradeChoice> upgrade_choices;
    AgreementId upgrade_agreement;

    std::string filter;              ///< of the list of agreements
    std::set<std::string> folded;    ///< sections of the outline
    std::size_t draft_pane = 1;      ///< in narrow windows: outline, document, inspector, pages

    struct Pages {
        bool shown = false;                      ///< beside the document, where there is room
        AgreementId agreement = {};              ///< the one that the rest belongs to
        ui::PagesView view = {};
        std::optional<Language> language = {};   ///< only this version
        std::optional<std::string> typed = {};   ///< a page number, not finished
        bool asked = false;                      ///< the selected clause is to be shown
        // What was followed in the frame before
        ClauseId followed = {};
        std::optional<Language> followed_language = {};
        std::uint64_t followed_revision = 0;
        std::size_t followed_page = 0;
        layout::Length followed_top = 0;
    };
    Pages pages;
    std::optional<std::size_t> parties_pane;

    struct Omission {
        ClauseId clause;
        std::string reason;
        bool tried = false;
    };
    std::optional<Omission> omission;

    /// A finding that is to be accepted with a reason.
    struct Waiving {
        std::string rule;
        std::string subject;
        std::string message;
        std::string reason = {};
        bool tried = false;
    };
    std::optional<Waiving> waiving;
    std::string findings_filter = "all"; ///< or "error", "warning", "note", "waived"
    struct StateChange { ///< of the lifecycle, being filled in
        AgreementId agreement;
        LifecycleState to = LifecycleState::Drafting;
        std::string date;
        std::string authority;
        std::string reference;
        std::string note;
        bool tried = false;
    };
    std::optional<StateChange> state_change;
    std::size_t matrix_page = 0;     ///< of the bodies, where not all columns have room
    bool start_afresh = false;       ///< the question is open

    std::set<Language> export_languages;
    bool export_report = false;
    AgreementId export_agreement;    ///< the one that export_languages belongs to

    struct TypedPassword {
        Secret text;
        bool is_shown = false; ///< in this frame
        /// What is no longer asked for is forgotten.
        void end_frame()
        {
            if (!std::exchange(is_shown, false))
                text.wipe();
        }
    };
    /// What is being filled in to sign the file on the desk, or to make a trial identity.
    struct Desk {
        std::string field;               ///< to sign; empty: none chosen yet
        TypedPassword password;          ///< until it is handed over
        std::string function;
        std::optional<std::string> organisation; ///< unset: that of the certificate
        std::string place;
        std::string reason;
        std::optional<std::string> authority; ///< of time stamps; unset: the one used last
        bool elsewhere = false;          ///< the key is on a card or at a service
        bool trial = false;              ///< the form is open
        std::string trial_person;
        std::string trial_organisation;
        TypedPassword trial_password;
        bool trial_tried = false;
        std::uint64_t verdict_said = 0;  ///< the verdict that was read out last
    };
    Desk desk;
    std::set<Language> round_languages;
    AgreementId round_agreement;     ///< the one that round_languages belongs to
    bool end_round = false;          ///< the question is open

    CompareMemory compare;
    /// The difference that is shown, worked out once.
    struct Difference {
        std::string key;
        std::vector<DifferenceEntry> entries;
    };
    Difference difference;
    bool difference_beside = true;
    std::string difference_to;       ///< version id; empty: the draft
    bool read_version = false;
    std::string version_name;
    std::string version_reason;
    bool version_tried = false;

    struct RemarkForm {
        std::string clause = {};          ///< empty: none chosen yet; about_all: the whole agreement
        std::size_t paragraph = 0;   ///< 0: the whole text, else counted from 1
        std::string words = {};           ///< of the paragraph, that it is about
        bool is_suggestion = false;
        bool is_internal = false;
        std::string text = {};
        std::string replacement = {};
        bool tried = false;
    };
    RemarkForm remark;
    struct RemarkAnswer {
        std::string text = {};
        bool is_internal = false;
    };
    std::map<std::string, RemarkAnswer> remark_answers; ///< by annotation
    bool remarks_open_only = false;

    struct PacketForm {
        std::string recipient;
        std::string organisation;
        std::string message;
        std::string questions;       ///< one a line
        std::string deadline;
        std::string compared;        ///< version id; empty: none
        bool tried = false;
    };
    PacketForm packet;
    std::vector<bool> carried_theirs; ///< of each conflict
    AgreementId review_agreement;     ///< the one that the forms belong to
    std::size_t task_part = 0;        ///< of the reviewer's screen
    std::size_t remarks_part = 0;     ///< of the moderator's screen
    std::optional<std::string> own_name; ///< while it is typed

    app::Route shown;                ///< of the frame before, to notice arrivals
    bool arrived = false;            ///< this frame is the first at its address
};

/// What a screen gets: state to read, a place to push actions to, and its memory.
struct Frame {
    ui::Context& ui;
    app::Session& session;
    Memory& memory;

    [[nodiscard]] app::State const& state() const { return session.state(); }
    [[nodiscard]] app::Catalogue const& words() const { return session.state().catalogue; }
    [[nodiscard]] app::OpenAgreement const& open() const { return *session.state().open; }
    [[nodiscard]] Language language() const { return words().language(); }
    void push(app::Action action) { session.push(std::move(action)); }
    void edit(Command command, std::string toast = {}) { push(app::Edit { .command = std::move(command), .toast = std::move(toast) }); }
    void change(std::function<std::optional<Command>(Agreement const&)> make, std::string toast = {})
    {
        push(app::Change { .make = std::move(make), .toast = std::move(toast) });
    }
    void go(app::Route route) { push(app::Navigate { .route = std::move(route) }); }
    /// Why nothing can be changed; empty if it can.
    [[nodiscard]] std::string locked() const { return state().writable() ? std::string {} : words()("error.code.read-only"); }
};

// One function a screen; each draws its landmark `main`.
void draw_start(Frame&);
void draw_new(Frame&);
void draw_interview(Frame&);
void draw_upgrade(Frame&);
void draw_draft(Frame&);
void draw_parties(Frame&);
void draw_procedure(Frame&);
void draw_lifecycle(Frame&);
void draw_properties(Frame&);
void draw_appearance(Frame&);
void draw_findings(Frame&);
void draw_history(Frame&);
void draw_export(Frame&);
void draw_signing(Frame&);
void draw_verify(Frame&);
void draw_compare(Frame&);
void draw_versions(Frame&);
void draw_remarks(Frame&);
void draw_reviews(Frame&);
void draw_task(Frame&);
void draw_coming(Frame&, std::string_view title_key, std::string_view text_key);
void draw_settings(Frame&);
void draw_rescue(Frame&);
void draw_not_found(Frame&);

/// The line at the top and the messages below it.
void draw_header(Frame&);
void draw_notices(Frame&);
/// What floats over every screen: questions, errors, toasts.
void draw_dialogs(Frame&);

// Parts that several screens use

/// The scrolling landmark `main`.
ui::Scope begin_main(Frame&, std::string_view name);
/// Heading of level 1 that takes the focus when the user has just come here.
void screen_title(Frame&, std::string_view text);
[[nodiscard]] std::string language_name(Frame const&, Language);
/// `key` with {language} for a document in several languages, else `key` without ".in".
[[nodiscard]] std::string label_in(Frame const&, std::string_view key, Language);
[[nodiscard]] std::string organisation_name(Frame const&, Organisation const&);
[[nodiscard]] std::vector<ui::Choice> language_choices(Frame const&, std::vector<Language> const&);

} // namespace konkordat::views
