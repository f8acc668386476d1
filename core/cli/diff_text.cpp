#include "core/cli/diff_text.h"

#include "core/cli/diff_words.h"
#include "core/base/phrase.h"
#include "core/review/text_difference.h"

#include <algorithm>

namespace konkordat::cli {

namespace {

using review::MemberChange;
using review::Presence;
using review::RecordChange;
using review::RecordKind;

constexpr Phrase no_difference { "Keine Unterschiede", "Aucune différence", "Nessuna differenza", "No differences" };
constexpr Phrase added { "neu", "nouveau", "nuovo", "added" };
constexpr Phrase removed { "entfernt", "supprimé", "rimosso", "removed" };
constexpr Phrase changed { "geändert", "modifié", "modificato", "changed" };
constexpr Phrase moved { "verschoben", "déplacé", "spostato", "moved" };
constexpr Phrase moved_from_to { "verschoben: {} → {}", "déplacé : {} → {}", "spostato: {} → {}", "moved: {} → {}" };
constexpr Phrase first { "an erster Stelle", "en première place", "al primo posto", "first" };
constexpr Phrase behind { "nach {}", "après {}", "dopo {}", "after {}" };
constexpr Phrase within { "in {}", "dans {}", "in {}", "in {}" };
constexpr Phrase ours { "unsere Fassung", "notre version", "la nostra versione", "ours" };
constexpr Phrase theirs { "ihre Fassung", "leur version", "la loro versione", "theirs" };
constexpr Phrase base_words { "Grundlage", "base", "base", "base" };

/// Bytes of unchanged text that are shown around a change.
constexpr std::size_t context_bytes = 60;

class Listing {
public:
    Listing(ComparedAgreements const& agreements, richtext::Words const& words, Language language)
        : m_agreements(agreements)
        , m_words(words)
        , m_language(language)
        , m_old_numbers(number_clauses(agreements.before))
        , m_new_numbers(number_clauses(agreements.after))
    {
    }

    void add(RecordChange const& change)
    {
        m_text += title(change) + ": " + what_happened(change) + "\n";
        add_details(change, "    ");
    }

    void add(review::Conflict const& conflict)
    {
        // What was removed and is needed comes first, whoever removed it.
        auto const& named = conflict.theirs.presence == Presence::Removed ? conflict.theirs : conflict.ours;
        m_text += title(named) + ": " + std::string(say(conflict_phrase(conflict.kind), m_language)) + "\n";
        auto const& member = conflict.ours.members;
        if (conflict.kind == review::ConflictKind::BothChanged && member.front().before)
            m_text += "    " + std::string(say(base_words, m_language)) + ": "
                + shown(conflict.ours.kind, member.front().member, *member.front().before) + "\n";
        add_side(ours, conflict.ours);
        add_side(theirs, conflict.theirs);
    }

    [[nodiscard]] std::string take() { return std::move(m_text); }

private:
    [[nodiscard]] std::string said(Phrase const& phrase) const { return std::string(say(phrase, m_language)); }

    void add_side(Phrase const& side, RecordChange const& change)
    {
        m_text += "    " + said(side) + ": " + title(change) + " " + what_happened(change) + "\n";
        if (change.presence == Presence::Kept)
            add_details(change, "        ");
    }

    void add_details(RecordChange const& change, std::string const& indent)
    {
        if (change.moved())
            m_text += indent
                + say(moved_from_to, m_language,
                    { place(change, *change.from, Presence::Removed), place(change, *change.to, Presence::Added) })
                + "\n";
        for (auto const& member : change.members)
            m_text += indent + member_text(change.kind, member) + "\n";
    }

    [[nodiscard]] std::string what_happened(RecordChange const& change) const
    {
        if (change.presence == Presence::Added)
            return said(added);
        if (change.presence == Presence::Removed)
            return said(removed);
        if (!change.moved())
            return said(changed);
        return change.members.empty() ? said(moved) : said(moved) + ", " + said(changed);
    }

    [[nodiscard]] std::string title(RecordChange const& change) const
    {
        auto const name = name_of(change.kind, change.id, change.presence);
        return said(kind_phrase(change.kind)) + (name.empty() ? "" : " " + name);
    }

    /// As it is called in the state that has it, the new one if both do.
    [[nodiscard]] std::string name_of(RecordKind kind, std::string const& id, Presence presence) const
    {
        if (presence != Presence::Removed) {
            if (auto name = name_in(m_agreements.after, m_new_numbers, kind, id); !name.empty())
                return one_line(name);
        }
        return one_line(name_in(m_agreements.before, m_old_numbers, kind, id));
    }

    template <typename Items>
    [[nodiscard]] static auto const* find(Items const& items, std::string_view id)
    {
        auto const item = std::ranges::find_if(items, [&](auto const& entry) { return entry.id.str() == id; });
        return item == items.end() ? nullptr : &*item;
    }

    [[nodiscard]] std::string quoted(LanguageMap const& map) const
    {
        auto const text = text_in(map, m_language);
        return text.empty() ? std::string() : "«" + std::string(text) + "»";
    }

    [[nodiscard]] std::string organisation_name(Agreement const& agreement, OrganisationId const& id) const
    {
        auto const* organisation = find_organisation(agreement, id);
        auto const name = organisation ? quoted(organisation->name) : std::string();
        return name.empty() ? id.str() : name;
    }

    /// Empty if the agreement does not have it.
    [[nodiscard]] std::string name_in(
        Agreement const& agreement, std::vector<std::string> const& numbers, RecordKind kind, std::string const& id) const
    {
        switch (kind) {
        case RecordKind::Agreement: return {};
        case RecordKind::Variable:
        case RecordKind::Waiver: return id;
        case RecordKind::Organisation:
            return find(agreement.organisations, id) ? organisation_name(agreement, OrganisationId(id)) : std::string();
        case RecordKind::Membership: {
            auto const* membership = find(agreement.memberships, id);
            return membership ? organisation_name(agreement, membership->organisation) : std::string();
        }
        case RecordKind::Contact: {
            auto const* contact = find(agreement.contacts, id);
            return contact ? "«" + contact->name + "»" : std::string();
        }
        case RecordKind::Step: {
            auto const* step = find(agreement.procedure, id);
            return step ? quoted(step->title) : std::string();
        }
        case RecordKind::Responsibility: {
            auto const slash = id.find('/');
            auto const* step = find(agreement.procedure, id.substr(0, slash));
            return step ? organisation_name(agreement, OrganisationId(id.substr(slash + 1))) + " – " + quoted(step->title) : std::string();
        }
        case RecordKind::Clause: break;
        }
        return clause_name(agreement, numbers, id);
    }

    [[nodiscard]] std::string clause_name(Agreement const& agreement, std::vector<std::string> const& numbers, std::string const& id) const
    {
        auto const clause = std::ranges::find(agreement.clauses, ClauseId(id), &Clause::id);
        if (clause == agreement.clauses.end())
            return {};
        auto const& number = numbers[static_cast<std::size_t>(clause - agreement.clauses.begin())];
        auto const heading = quoted(clause->heading);
        auto name = number + (number.empty() || heading.empty() ? "" : " ") + heading;
        return name.empty() ? id : name;
    }

    /// In words: "in 3 «Verfahren», nach 3.2 «Meldung»".
    [[nodiscard]] std::string place(RecordChange const& change, review::Position const& position, Presence state) const
    {
        auto text = position.after.empty() ? said(first) : say(behind, m_language, { name_of(change.kind, position.after, state) });
        if (change.kind == RecordKind::Clause && !position.parent.empty())
            text = say(within, m_language, { name_of(change.kind, position.parent, state) }) + ", " + text;
        return text;
    }

    [[nodiscard]] std::string shown(RecordKind kind, std::string_view member, review::Value const& value) const
    {
        return value_text(kind, member, value, m_words, m_language);
    }

    [[nodiscard]] std::string member_text(RecordKind kind, MemberChange const& change) const
    {
        auto label = member_label(change.member, m_language);
        if (change.language)
            label += " (" + std::string(language_code(*change.language)) + ")";
        label += ": ";
        if (!change.before)
            return label + "{+" + shown(kind, change.member, *change.after) + "+}";
        if (!change.after)
            return label + "[-" + shown(kind, change.member, *change.before) + "-]";
        auto const* before = std::get_if<std::string>(&*change.before);
        auto const* after = std::get_if<std::string>(&*change.after);
        if (change.language && before && after)
            return label + words_text(*before, *after);
        return label + "[-" + shown(kind, change.member, *change.before) + "-]{+" + shown(kind, change.member, *change.after) + "+}";
    }

    static std::string words_text(std::string_view before, std::string_view after)
    {
        std::string text;
        auto const pieces = review::word_difference(before, after);
        for (auto const& piece : pieces) {
            if (piece.kind == review::PieceKind::Same)
                text += shortened(piece.text, &piece == &pieces.front(), &piece == &pieces.back());
            else
                text += (piece.kind == review::PieceKind::Removed ? "[-" : "{+") + std::string(piece.text)
                    + (piece.kind == review::PieceKind::Removed ? "-]" : "+}");
        }
        return one_line(text);
    }

    /// What is unchanged, without what is far from a change; never cut within a character.
    static std::string shortened(std::string_view text, bool at_begin, bool at_end)
    {
        auto const head = at_begin ? 0 : context_bytes;
        auto const tail = at_end ? 0 : context_bytes;
        if (text.size() <= head + tail + 3)
            return std::string(text);
        auto const is_inside = [&](std::size_t i) { return i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80; };
        auto head_end = head;
        while (is_inside(head_end))
            ++head_end;
        auto tail_begin = text.size() - tail;
        while (is_inside(tail_begin))
            ++tail_begin;
        return std::string(text.substr(0, head_end)) + "…" + std::string(text.substr(tail_begin));
    }

    ComparedAgreements const& m_agreements;
    richtext::Words const& m_words;
    Language m_language;
    std::vector<std::string> m_old_numbers;
    std::vector<std::string> m_new_numbers;
    std::string m_text;
};

} // namespace

std::string difference_text(
    review::Difference const& difference, ComparedAgreements const& agreements, richtext::Words const& words, Language language)
{
    if (difference.empty())
        return std::string(say(no_difference, language)) + "\n";
    Listing listing(agreements, words, language);
    for (auto const& change : difference.records)
        listing.add(change);
    return listing.take();
}

std::string conflicts_text(
    std::vector<review::Conflict> const& conflicts, ComparedAgreements const& agreements, richtext::Words const& words, Language language)
{
    Listing listing(agreements, words, language);
    for (auto const& conflict : conflicts)
        listing.add(conflict);
    return listing.take();
}

} // namespace konkordat::cli
