#pragma once

#include "core/layout/flow.h"
#include "core/layout/generation_cache.h"
#include "core/layout/page_body.h"

#include <memory>
#include <string>

namespace konkordat::layout {

/// What pieces of parts and pages became, kept between documents that are set with one typesetter. A cache: it decides what a document
/// costs, never what it shows.
class LayoutCache {
public:
    LayoutCache();

    /// To be called before each document. Everything is forgotten when the style is another one.
    void begin_document(StyleSheet const&);

    /// The flow of what came from `origin`, where it begins in that state; null if it is not known.
    [[nodiscard]] std::shared_ptr<Flow const> find_flow(std::shared_ptr<void const> const& origin, FlowState const&);
    void keep_flow(std::shared_ptr<void const> const& origin, FlowState const&, std::shared_ptr<Flow const>);

    /// Null if it is not known. `key`: all that decides how the page looks, by the addresses of rows, which the body keeps alive.
    [[nodiscard]] std::shared_ptr<PageBody> find_page(std::string const& key);
    void keep_page(std::string key, std::shared_ptr<PageBody>);

private:
    struct KeptFlow {
        std::shared_ptr<void const> origin; ///< so that its address remains its own
        std::shared_ptr<Flow const> flow;
    };

    StyleSheet m_style;
    GenerationCache<KeptFlow> m_flows;
    GenerationCache<std::shared_ptr<PageBody>> m_pages;
};

} // namespace konkordat::layout
