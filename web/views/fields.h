#pragma once

#include "web/views/frame.h"

#include <functional>

/// Fields whose text goes into the workspace by itself (TextDrafts): there is no "save" button.
namespace konkordat::views {

/// The command that stores a text in the agreement as it is then; nothing if there is nothing to store any more.
/// Kept beyond the frame: it must hold copies of what it needs, never references to the state.
using MakeCommand = std::function<std::optional<Command>(Agreement const&, std::string const& text)>;
/// What is wrong with a text, in the user's language; empty: nothing. Kept beyond the frame, too.
using CheckText = std::function<std::string(std::string_view text)>;

struct EntryOptions {
    ui::FieldOptions field;
    bool several_lines = false;
    CheckText error = {};
};

/// `key` names the text among all that can be edited: agreement, thing, field, language.
void text_entry(Frame&, std::string_view id, std::string const& label, std::string const& key, std::string_view stored, MakeCommand const&,
    EntryOptions const& = {});
void date_entry(Frame&, std::string_view id, std::string const& label, std::string const& key, std::optional<Date> const& stored,
    std::function<std::optional<Command>(Agreement const&, std::optional<Date>)> const&, std::string const& help = {});
/// One field a language of the agreement.
void language_entries(Frame&, std::string_view id, std::string_view label_key, std::string const& key, LanguageMap const& stored,
    std::function<std::optional<Command>(Agreement const&, Language, std::string const& text)> const&, EntryOptions const& = {});

/// The field for a variable of the template, of whatever type it is.
void variable_entry(Frame&, templates::Variable const&);

[[nodiscard]] CheckText email_check(Frame const&);
[[nodiscard]] CheckText website_check(Frame const&);

/// Puts a text into a map of languages; an empty one is taken out.
void set_text(LanguageMap&, Language, std::string const& text);

} // namespace konkordat::views
