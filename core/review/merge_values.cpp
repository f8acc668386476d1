#include "core/review/merge_values.h"

#include "core/base/three_way.h"
#include "core/review/list_order.h"

#include <algorithm>
#include <set>

namespace konkordat::review {

namespace {

using Texts = std::vector<std::string>;

std::optional<Value> copy_of(Value const* value) { return value ? std::optional<Value>(*value) : std::nullopt; }

bool has_repetition(Texts const& list) { return std::set<std::string_view>(list.begin(), list.end()).size() != list.size(); }

bool contains(Texts const& list, std::string_view element) { return std::ranges::find(list, element) != list.end(); }

/// Nothing if the two do not go together.
std::optional<Texts> merge_elements(Texts const& base, Texts const& ours, Texts const& theirs)
{
    if (has_repetition(base) || has_repetition(ours) || has_repetition(theirs))
        return {};
    std::set<std::string_view> kept;
    for (auto const* list : { &ours, &theirs }) {
        for (auto const& element : *list) {
            if (!contains(base, element) || (contains(ours, element) && contains(theirs, element)))
                kept.insert(element);
        }
    }
    if (kept.empty())
        return {};
    auto const merged = merge_orders({ base.begin(), base.end() }, { ours.begin(), ours.end() }, { theirs.begin(), theirs.end() }, kept);
    if (!merged.conflicts.empty())
        return {};
    return Texts(merged.order.begin(), merged.order.end());
}

/// One member of a record in the three states.
class MemberMerge {
public:
    MemberMerge(RecordKind kind, MemberDescription const& member, Record const* base, Record const& ours, Record const& theirs)
        : m_kind(kind)
        , m_member(member)
        , m_has_base(base != nullptr)
        , m_base(base ? copy_of(find_value(*base, member.name)) : std::nullopt)
        , m_ours(copy_of(find_value(ours, member.name)))
        , m_theirs(copy_of(find_value(theirs, member.name)))
    {
    }

    std::optional<Value> merge(std::vector<ValueConflict>& conflicts)
    {
        if (m_ours == m_theirs || m_theirs == m_base)
            return m_ours;
        if (m_ours == m_base)
            return m_theirs;
        switch (m_member.rule) {
        case MergeRule::Latest: return Value(std::max(std::get<Timestamp>(*m_ours), std::get<Timestamp>(*m_theirs)));
        case MergeRule::Texts:
            if (is_by_language())
                return merge_texts(conflicts);
            break;
        case MergeRule::Elements:
            if (auto merged = merge_elements(list_of(m_base), list_of(m_ours), list_of(m_theirs)))
                return Value(std::move(*merged));
            break;
        case MergeRule::Whole: break;
        }
        conflicts.push_back({ { m_member.name, {}, m_base, m_ours }, { m_member.name, {}, m_base, m_theirs } });
        return m_has_base ? m_base : first_of_two();
    }

private:
    static Texts list_of(std::optional<Value> const& value) { return value ? std::get<Texts>(*value) : Texts(); }
    static LanguageMap texts_of(std::optional<Value> const& value) { return value ? std::get<LanguageMap>(*value) : LanguageMap(); }
    static bool is_texts(std::optional<Value> const& value) { return !value || std::holds_alternative<LanguageMap>(*value); }

    [[nodiscard]] bool is_by_language() const
    {
        // A variable without a value is none, not one without texts.
        bool const both = m_kind != RecordKind::Variable || (m_ours && m_theirs);
        return both && is_texts(m_base) && is_texts(m_ours) && is_texts(m_theirs);
    }

    std::optional<Value> merge_texts(std::vector<ValueConflict>& conflicts) const
    {
        auto const base = texts_of(m_base);
        auto const ours = texts_of(m_ours);
        auto const theirs = texts_of(m_theirs);
        LanguageMap merged;
        for (auto const language : all_languages) {
            auto const text = merge_text(text_of(base, language), text_of(ours, language), text_of(theirs, language));
            if (text.conflict)
                conflicts.push_back({ { m_member.name, language, text_of(base, language), text_of(ours, language) },
                    { m_member.name, language, text_of(base, language), text_of(theirs, language) } });
            if (text.text)
                merged[language] = *text.text;
        }
        if (merged.empty() && m_kind != RecordKind::Variable)
            return {};
        return Value(std::move(merged));
    }

    struct Text {
        std::optional<std::string> text;
        bool conflict = false;
    };
    using MaybeText = std::optional<std::string>;

    static MaybeText text_of(LanguageMap const& map, Language language)
    {
        auto const text = map.find(language);
        return text == map.end() ? MaybeText() : text->second;
    }

    static Text merge_text(MaybeText const& base, MaybeText const& ours, MaybeText const& theirs)
    {
        if (ours == theirs || theirs == base)
            return { ours };
        if (ours == base)
            return { theirs };
        // Blank lines of texts that were written or deleted as a whole would seem to be common ones.
        bool const all_written = base && ours && theirs && !base->empty() && !ours->empty() && !theirs->empty();
        if (all_written) {
            if (auto merged = merge_lines(*base, *ours, *theirs); !merged.conflict)
                return { std::move(merged.text) };
        }
        return { base, true };
    }

    /// For what the base does not have and cannot be empty.
    [[nodiscard]] std::optional<Value> first_of_two() const
    {
        if (m_kind == RecordKind::Variable || !m_ours || !m_theirs)
            return {};
        if (auto const* text = std::get_if<std::string>(&*m_ours))
            return Value(std::min(*text, std::get<std::string>(*m_theirs)));
        if (std::holds_alternative<bool>(*m_ours))
            return Value(false);
        return {};
    }

    RecordKind m_kind;
    MemberDescription const& m_member;
    bool m_has_base;
    std::optional<Value> m_base;
    std::optional<Value> m_ours;
    std::optional<Value> m_theirs;
};

} // namespace

MergedRecord merge_members(RecordKind kind, Record const* base, Record const& ours, Record const& theirs)
{
    MergedRecord merged { { ours.id, ours.parent, {} }, {} };
    for (auto const& member : members_of(kind)) {
        if (auto value = MemberMerge(kind, member, base, ours, theirs).merge(merged.conflicts))
            merged.record.fields.push_back({ member.name, std::move(*value) });
    }
    return merged;
}

} // namespace konkordat::review
