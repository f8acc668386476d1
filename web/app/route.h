#pragma once

#include "core/agreement/agreement.h"

#include <string>
#include <string_view>

namespace konkordat::app {

enum class Screen {
    Start,       ///< #/
    New,         ///< #/new
    Draft,       ///< #/agreement/<id>, #/agreement/<id>/clause/<clause id>
    Parties,     ///< #/agreement/<id>/parties, #/agreement/<id>/parties/<organisation id>
    Procedure,   ///< #/agreement/<id>/procedure, #/agreement/<id>/procedure/<step id>
    Lifecycle,   ///< #/agreement/<id>/lifecycle
    Appearance,  ///< #/agreement/<id>/appearance
    Properties,  ///< #/agreement/<id>/properties
    Interview,   ///< #/agreement/<id>/interview
    Upgrade,     ///< #/agreement/<id>/upgrade
    Findings,    ///< #/agreement/<id>/findings
    History,     ///< #/agreement/<id>/history
    Export,      ///< #/agreement/<id>/export
    Signing,     ///< #/agreement/<id>/signing
    Versions,    ///< #/agreement/<id>/versions, #/agreement/<id>/versions/<version id>
    Remarks,     ///< #/agreement/<id>/review
    Task,        ///< #/review/<agreement id>/<packet id>
    Verify,      ///< #/verify
    Review,      ///< #/review
    Compare,     ///< #/compare, #/compare/matrix, .../cell/<row>/<dimension>, .../profile/<row>, .../wording, .../search, .../clause/<agreement>/<clause>
    Settings,    ///< #/settings
    Unknown,     ///< anything else: says so and leads back
};

/// Where the user is, as the part of the address after "#". Every screen has an address that can be kept and shared on this device.
struct Route {
    Screen screen = Screen::Start;
    AgreementId agreement;
    std::string item; ///< clause, organisation, step, version or packet id; of Compare all that follows: "cell/agreement-1/mandate/date"

    friend bool operator==(Route const&, Route const&) = default;
};

/// Total: what is not an address of ours is Screen::Unknown. Takes the hash with or without "#".
[[nodiscard]] Route parse_route(std::string_view hash);
/// The inverse: "#/agreement/…".
[[nodiscard]] std::string format_route(Route const&);

} // namespace konkordat::app
