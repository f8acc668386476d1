#pragma once

#include "web/platform/platform.h"
#include "web/views/frame.h"

namespace konkordat::views {

/// The application that the platform drives: a session, and the screens over it.
class KonkordatApplication final : public app::Application {
public:
    explicit KonkordatApplication(std::unique_ptr<app::Session> session);

    void frame(ui::Context&) override;
    void on_hash(std::string_view hash) override;
    void on_files(app::FilesEvent) override;
    void on_product(std::uint32_t ticket, Result<documents::Product>) override;
    void on_shortcut(app::Shortcut) override;
    [[nodiscard]] app::StorageListener& storage_listener() override { return *m_session; }
    void on_update_ready() override { m_session->on_update_ready(); }

private:
    std::unique_ptr<app::Session> m_session;
    Memory m_memory;
};

} // namespace konkordat::views
