#include "core/layout/layout_cache.h"

#include <cstdint>
#include <utility>

namespace konkordat::layout {

namespace {

constexpr std::size_t budget = 48U << 20U;

void append_number(std::string& key, std::int64_t number) { key.append(reinterpret_cast<char const*>(&number), sizeof number); }

std::string flow_key(void const* origin, FlowState const& state)
{
    std::string key;
    append_number(key, static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(origin)));
    append_number(key, state.pending_space);
    append_number(key, state.pending_page ? 1 : 0);
    append_number(key, state.heading_level);
    append_number(key, static_cast<std::int64_t>(state.section_levels.size()));
    for (int const level : state.section_levels)
        append_number(key, level);
    for (OrganisationId const& signatory : state.signatories) {
        append_number(key, static_cast<std::int64_t>(signatory.str().size()));
        key += signatory.str();
    }
    return key;
}

std::size_t size_of(std::vector<Row> const& rows)
{
    std::size_t size = 0;
    for (Row const& row : rows)
        size += sizeof(Row) + row.runs.size() * sizeof(RowRun) + row.figure.size() * sizeof(ShapeItem);
    return size;
}

std::size_t size_of(Flow const& flow)
{
    std::size_t size = sizeof(Flow) + size_of(flow.rows) + flow.structure.size() * (sizeof(StructureElement) + 2 * sizeof(StructureKid));
    for (std::vector<Row> const& rows : flow.notes)
        size += size_of(rows);
    return size + flow.links.size() * sizeof(FlowLink);
}

} // namespace

LayoutCache::LayoutCache()
    : m_flows(budget)
    , m_pages(budget)
{
}

void LayoutCache::begin_document(StyleSheet const& style)
{
    if (style != m_style) {
        m_style = style;
        m_flows = GenerationCache<KeptFlow>(budget);
        m_pages = GenerationCache<std::shared_ptr<PageBody>>(budget);
    }
    m_flows.begin_document();
    m_pages.begin_document();
}

std::shared_ptr<Flow const> LayoutCache::find_flow(std::shared_ptr<void const> const& origin, FlowState const& state)
{
    if (!origin)
        return nullptr;
    auto const kept = m_flows.find(flow_key(origin.get(), state));
    return kept ? kept->flow : nullptr;
}

void LayoutCache::keep_flow(std::shared_ptr<void const> const& origin, FlowState const& state, std::shared_ptr<Flow const> flow)
{
    if (!origin)
        return;
    std::size_t const size = size_of(*flow);
    m_flows.keep(flow_key(origin.get(), state), { origin, std::move(flow) }, size);
}

std::shared_ptr<PageBody> LayoutCache::find_page(std::string const& key) { return m_pages.find(key).value_or(nullptr); }

void LayoutCache::keep_page(std::string key, std::shared_ptr<PageBody> body)
{
    // As it was placed, and as it was finished.
    std::size_t const size = sizeof(PageBody) + 2 * body->items.size() * sizeof(PageItem);
    m_pages.keep(std::move(key), std::move(body), size);
}

} // namespace konkordat::layout
