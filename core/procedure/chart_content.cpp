#include "core/procedure/chart.h"

#include "core/procedure/matrix.h"

#include <algorithm>
#include <array>
#include <set>

namespace konkordat::procedure {

namespace {

constexpr std::array kinds { ResponsibilityKind::Responsible, ResponsibilityKind::Participates, ResponsibilityKind::Consulted,
    ResponsibilityKind::Informed };

class ContentMaker {
public:
    ContentMaker(Agreement const& agreement, Language language, richtext::Words const& words)
        : m_agreement(agreement)
        , m_language(language)
        , m_words(words)
    {
    }

    ChartContent run()
    {
        m_content.language = m_language;
        m_content.title = m_words.text(m_language, "chart.title");
        m_content.panel_description = m_words.text(m_language, "chart.description");
        add_lanes();
        for (ProcedureStep const& step : m_agreement.procedure)
            add_step(step);
        for (ResponsibilityKind const kind : kinds)
            m_content.legend.push_back({ .kind = kind,
                .mark = kind == ResponsibilityKind::Responsible ? "" : std::string(word("chart.mark." + std::string(name_of(kind)))),
                .text = std::string(m_words.name(m_language, kind)) });
        return std::move(m_content);
    }

private:
    [[nodiscard]] std::string_view word(std::string const& key) const { return m_words.text(m_language, key); }

    void add_lanes()
    {
        std::set<OrganisationId> taking_part;
        bool open = false;
        for (ProcedureStep const& step : m_agreement.procedure) {
            open = open || !is_answered_for(step);
            for (Responsibility const& responsibility : step.responsibilities)
                taking_part.insert(responsibility.organisation);
        }
        for (Organisation const* organisation : organisations_in_order(m_agreement)) {
            if (!taking_part.contains(organisation->id))
                continue;
            m_lanes.emplace(organisation->id, m_content.lanes.size());
            m_content.lanes.push_back(short_name(*organisation));
        }
        if (open) {
            m_content.open_lane = m_content.lanes.size();
            m_content.lanes.emplace_back(word("chart.open"));
        }
    }

    [[nodiscard]] static bool is_answered_for(ProcedureStep const& step)
    {
        return std::ranges::find(step.responsibilities, ResponsibilityKind::Responsible, &Responsibility::kind)
            != step.responsibilities.end();
    }

    [[nodiscard]] std::string short_name(Organisation const& organisation) const
    {
        std::string_view const abbreviation = text_in(organisation.abbreviation, m_language);
        std::string_view const name = abbreviation.empty() ? text_in(organisation.name, m_language) : abbreviation;
        return std::string(name.empty() ? std::string_view(organisation.id.str()) : name);
    }

    void add_step(ProcedureStep const& step)
    {
        ChartContent::Step result { .number = std::to_string(m_content.steps.size() + 1),
            .title = std::string(text_in(step.title, m_language)),
            .trigger = std::string(text_in(step.trigger, m_language, {})),
            .deadline = deadline(step),
            .parts = {},
            .description = {} };
        for (Responsibility const& responsibility : step.responsibilities) {
            if (auto const lane = m_lanes.find(responsibility.organisation); lane != m_lanes.end())
                result.parts.push_back({ .lane = lane->second, .kind = responsibility.kind });
        }
        if (!is_answered_for(step))
            result.parts.push_back({ .lane = *m_content.open_lane, .kind = ResponsibilityKind::Responsible });
        std::ranges::stable_sort(result.parts, {}, &ChartContent::Part::lane);
        result.description = description(result);
        m_content.steps.push_back(std::move(result));
    }

    [[nodiscard]] std::string deadline(ProcedureStep const& step) const
    {
        if (!step.deadline_days)
            return {};
        std::string const days = *step.deadline_days == 1
            ? std::string(word("deadline-one-day"))
            : m_words.fill(m_language, "deadline-days", { { "days", richtext::format_integer(*step.deadline_days, m_language) } });
        return m_words.fill(m_language, "chart.deadline", { { "deadline", days } });
    }

    /// "2 Identifizierung. Auslöser: …; Frist: 30 Tage; verantwortlich: KAPO; wirkt mit: MIKA, FIZ."
    [[nodiscard]] std::string description(ChartContent::Step const& step) const
    {
        std::string text = step.number + " " + step.title + ".";
        std::string details;
        auto add = [&](std::string const& part) { details += (details.empty() ? " " : "; ") + part; };
        if (!step.deadline.empty())
            add(step.deadline);
        for (ResponsibilityKind const kind : kinds) {
            std::string names;
            for (ChartContent::Part const& part : step.parts) {
                if (part.kind == kind)
                    names += (names.empty() ? "" : ", ") + m_content.lanes[part.lane];
            }
            if (!names.empty())
                add(m_words.fill(m_language, "chart.part", { { "part", m_words.name(m_language, kind) }, { "names", names } }));
        }
        return details.empty() ? text : text + details + ".";
    }

    Agreement const& m_agreement;
    Language m_language;
    richtext::Words const& m_words;
    std::map<OrganisationId, std::size_t> m_lanes;
    ChartContent m_content;
};

} // namespace

ChartContent chart_content(Agreement const& agreement, Language language, richtext::Words const& words)
{
    return ContentMaker(agreement, language, words).run();
}

} // namespace konkordat::procedure
