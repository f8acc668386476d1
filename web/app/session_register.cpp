#include "web/app/session.h"

/// The comparison of the cantons' mechanisms: what its desk needs of the session.
namespace konkordat::app {

RegisterDesk::Owner Session::register_owner()
{
    return { .world = m_world,
        .platform = m_platform,
        .law = m_assets.law,
        .cantons = m_assets.words.cantons(),
        .words = [this]() -> Catalogue const& { return m_state.catalogue; },
        .workspace = [this] { return m_workspace.get(); },
        .pack = [this](std::string_view id) { return find_pack(m_assets, id); },
        .author = [this] { return m_state.author; },
        .carry_out = [this](documents::Work work, auto then) { carry_out(std::move(work), std::move(then)); },
        .say = [this](std::string text) { say(std::move(text)); },
        .stored = [this] { update_save_state(); },
        .edit =
            [this](Command const& command, std::string toast) {
                if (!execute(Edit { .command = command }))
                    return false;
                say(std::move(toast), true, agreement_of(command));
                return true;
            } };
}

void Session::run(CompareAction const& action) { m_register.run(action); }

} // namespace konkordat::app
