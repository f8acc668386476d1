#pragma once

#include "core/store/change_log.h"
#include "core/store/database.h"
#include "core/store/page_vfs.h"
#include "core/store/rows.h"
#include "core/store/workspace.h"

#include <memory>
#include <optional>

/// Inside of Workspace, shared by the workspace_*.cpp.
namespace konkordat {

/// An agreement with the rows it was read from.
struct StoredAgreement {
    std::int64_t number = 0;
    Rows rows;
    Texts texts;
    Agreement agreement;
};

/// Errors: NotFound ("no-such-agreement").
[[nodiscard]] Result<std::int64_t> find_number(Database&, AgreementId const&);
[[nodiscard]] Result<StoredAgreement> load_stored(Database&, std::int64_t number);

struct Workspace::Implementation {
    Implementation(World& own_world, OpenMode own_mode)
        : world(own_world)
        , mode(own_mode)
    {
    }

    World& world;
    OpenMode mode;
    PageStore* store = nullptr;       ///< null: an ordinary file
    std::unique_ptr<PageImage> image; ///< null: an ordinary file
    std::unique_ptr<PageVfs> vfs;
    std::unique_ptr<Database> database;
    std::uint64_t sequence = 0;
    std::optional<Error> store_error;

    [[nodiscard]] Result<void> check_writable() const;
    /// Ends the transaction and hands the pages it changed to the store.
    [[nodiscard]] Result<void> commit(Transaction);
    void offer_pages();
};

} // namespace konkordat
