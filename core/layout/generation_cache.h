#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace konkordat::layout {

/// Keeps values by the content they were made from. What the last documents did not ask for is dropped, and what would
/// not fit the budget is not kept: a cache never decides what a document looks like, only what it costs.
template <typename Value>
class GenerationCache {
public:
    /// `budget`: bytes of keys and values together.
    explicit GenerationCache(std::size_t budget)
        : m_budget(budget)
    {
    }

    [[nodiscard]] std::optional<Value> find(std::string_view key)
    {
        auto const entry = m_entries.find(key);
        if (entry == m_entries.end())
            return {};
        entry->second.last_used = m_generation;
        return entry->second.value;
    }

    /// `size`: bytes of the value, roughly.
    void keep(std::string key, Value value, std::size_t size)
    {
        size += key.size() + overhead;
        if (m_size + size > m_budget)
            drop_older_than(m_generation);
        if (m_size + size > m_budget)
            return;
        auto const [entry, is_new] = m_entries.try_emplace(std::move(key), Entry { std::move(value), size, m_generation });
        if (is_new)
            m_size += size;
    }

    void begin_document()
    {
        if (++m_generation % documents_between_sweeps == 0)
            drop_older_than(m_generation - 2);
    }

    [[nodiscard]] std::size_t count() const { return m_entries.size(); }
    [[nodiscard]] std::size_t size() const { return m_size; }

private:
    /// Looking at all entries costs, too.
    static constexpr std::int64_t documents_between_sweeps = 8;
    /// Of a node of the table, about.
    static constexpr std::size_t overhead = 64;

    struct Entry {
        Value value;
        std::size_t size = 0;
        std::int64_t last_used = 0;
    };

    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view> {}(text); }
    };

    void drop_older_than(std::int64_t generation)
    {
        for (auto entry = m_entries.begin(); entry != m_entries.end();) {
            if (entry->second.last_used < generation) {
                m_size -= entry->second.size;
                entry = m_entries.erase(entry);
            } else {
                ++entry;
            }
        }
    }

    std::size_t m_budget;
    std::size_t m_size = 0;
    std::int64_t m_generation = 0;
    std::unordered_map<std::string, Entry, Hash, std::equal_to<>> m_entries;
};

} // namespace konkordat::layout
