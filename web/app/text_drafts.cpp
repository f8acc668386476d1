#include "web/app/text_drafts.h"

#include <algorithm>

namespace konkordat::app {

std::string_view TextDrafts::shown(std::string_view path, std::string_view stored) const
{
    auto const draft = m_drafts.find(path);
    return draft == m_drafts.end() ? stored : std::string_view(draft->second.text);
}

void TextDrafts::type(std::string_view path, std::string text, double now, Store store, Preview preview)
{
    m_drafts.insert_or_assign(
        std::string(path), Draft { .text = std::move(text), .typed_at = now, .store = std::move(store), .preview = std::move(preview) });
    ++m_revision;
}

void TextDrafts::finish(std::string_view path)
{
    if (auto draft = m_drafts.find(path); draft != m_drafts.end())
        draft->second.finished = true;
}

double TextDrafts::store_due(double now)
{
    std::vector<std::string> due;
    double next = 0;
    for (auto const& [path, draft] : m_drafts) {
        if (draft.refused)
            continue;
        auto const rest = draft.typed_at + pause_seconds - now;
        if (draft.finished || rest <= 0)
            due.push_back(path);
        else
            next = next == 0 ? rest : std::min(next, rest);
    }
    for (auto const& path : due)
        store(path);
    return next;
}

void TextDrafts::store_all()
{
    std::vector<std::string> paths;
    for (auto const& entry : m_drafts)
        paths.push_back(entry.first);
    for (auto const& path : paths)
        store(path);
}

bool TextDrafts::waiting() const
{
    return std::ranges::any_of(m_drafts, [](auto const& entry) { return !entry.second.refused; });
}

void TextDrafts::discard(std::string_view path)
{
    if (auto draft = m_drafts.find(path); draft != m_drafts.end())
        m_drafts.erase(draft);
    ++m_revision;
}

void TextDrafts::discard_all()
{
    m_drafts.clear();
    ++m_revision;
}

void TextDrafts::preview(Agreement& agreement) const
{
    for (auto const& [path, draft] : m_drafts) {
        if (draft.preview && !draft.refused)
            draft.preview(agreement, draft.text);
    }
}

void TextDrafts::store(std::string const& path)
{
    auto const draft = m_drafts.find(path);
    if (draft == m_drafts.end())
        return;
    if (draft->second.store(draft->second.text))
        m_drafts.erase(path);
    else
        draft->second.refused = true;
    ++m_revision;
}

} // namespace konkordat::app
