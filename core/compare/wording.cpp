#include "core/compare/wording.h"

#include <algorithm>
#include <map>
#include <utility>

namespace konkordat::compare {

namespace {

bool is_on(Topic const& topic, Clause const& clause)
{
    if (auto const* of_clause = std::get_if<TopicOfClause>(&topic))
        return clause.origin && clause.origin->clause == of_clause->origin;
    return std::ranges::find(clause.guidelines, std::get<TopicOfSection>(topic).section) != clause.guidelines.end();
}

class Collector {
public:
    Collector(Topic const& topic, Language language, templates::TemplatePack const* pack)
        : m_topic(topic)
        , m_language(language)
        , m_pack(pack)
    {
    }

    void add(Agreement const& agreement)
    {
        auto has_wording = false;
        std::optional<MissingWording> missing;
        for (auto const& clause : agreement.clauses) {
            if (!is_on(m_topic, clause))
                continue;
            if (clause.state == ClauseState::Omitted)
                missing = MissingWording { agreement.id, agreement.cantons, WordingGap::Omitted, clause.omission_reason };
            else if (text(clause.body).empty() && text(clause.heading).empty())
                missing = MissingWording { agreement.id, agreement.cantons, WordingGap::NoText, {} };
            else {
                add(agreement, clause);
                has_wording = true;
            }
        }
        if (!has_wording)
            m_result.missing.push_back(missing.value_or(MissingWording { agreement.id, agreement.cantons, WordingGap::NoClause, {} }));
    }

    TopicWordings result()
    {
        std::ranges::stable_sort(m_result.groups, std::ranges::greater {}, [](WordingGroup const& group) { return group.places.size(); });
        return std::move(m_result);
    }

private:
    std::string text(LanguageMap const& map) const { return std::string(text_in(map, m_language, {})); }

    void add(Agreement const& agreement, Clause const& clause)
    {
        auto const reference = template_wording(agreement, clause);
        auto const [place, is_new] = m_index.try_emplace({ text(clause.heading), text(clause.body) }, m_result.groups.size());
        if (is_new) {
            auto& group = m_result.groups.emplace_back();
            group.heading = text(clause.heading);
            group.body = text(clause.body);
        }
        auto& group = m_result.groups[place->second];
        if (reference && !group.is_the_templates) {
            auto const& words = m_result.templates[*reference];
            group.is_the_templates = words.heading == group.heading && words.body == group.body;
            if (!group.template_wording || group.is_the_templates)
                group.template_wording = reference;
        }
        group.places.push_back({ agreement.id, clause.id, agreement.cantons, agreement.form, clause.state });
    }

    std::optional<std::size_t> template_wording(Agreement const& agreement, Clause const& clause)
    {
        if (!m_pack || !clause.origin || agreement.template_reference.id != m_pack->id)
            return std::nullopt;
        auto const* original = templates::find_clause(*m_pack, clause.origin->clause);
        auto const* alternative = original ? templates::find_alternative(*original, clause.origin->alternative) : nullptr;
        if (!alternative || !original->has_form(agreement.form))
            return std::nullopt;
        auto const& wording = alternative->wording(agreement.form);
        TemplateWording words { { clause.origin->clause, alternative->id }, agreement.form, text(wording.heading), text(wording.body) };
        // Forms that share their words share the entry.
        auto const known = std::ranges::find_if(m_result.templates, [&](TemplateWording const& other) {
            return other.origin == words.origin && other.heading == words.heading && other.body == words.body;
        });
        if (known != m_result.templates.end())
            return static_cast<std::size_t>(known - m_result.templates.begin());
        m_result.templates.push_back(std::move(words));
        return m_result.templates.size() - 1;
    }

    using Key = std::pair<std::string, std::string>;

    Topic const& m_topic;
    Language m_language;
    templates::TemplatePack const* m_pack;
    std::map<Key, std::size_t> m_index;
    TopicWordings m_result;
};

} // namespace

TopicWordings wordings(
    std::vector<Agreement const*> const& agreements, Topic const& topic, Language language, templates::TemplatePack const* pack)
{
    Collector collector(topic, language, pack);
    for (auto const* agreement : agreements)
        collector.add(*agreement);
    return collector.result();
}

} // namespace konkordat::compare
