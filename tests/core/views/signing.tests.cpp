#include "core/codec/agreement_json.h"
#include "core/crypto/identity.h"
#include "core/examples/examples.h"
#include "core/pdf/export.h"
#include "tests/core/base/memory_search.h"
#include "tests/core/base/test_world.h"
#include "tests/core/crypto/private_key.h"
#include "tests/core/views/site.h"
#include "web/documents/documents.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace konkordat;
using tests::Masked;
using tests::Site;

namespace {

constexpr Masked password { "Nadelholz-Kf7#wiederfinden" };
constexpr Masked short_password { "Kf7#Zq2x" };
constexpr Masked wrong_password { "Laubbaum-Qd3#vergessen" };
constexpr Masked trial_password { "Steinbruch-Vt9#ausprobieren" };

/// A key file, and how to find it and what it protects.
struct KeyFile {
    std::string bytes;
    Masked<24> piece;       ///< of the file
    Masked<32> private_key; ///< as the standard writes it; in memory numbers lie the other way round
};

template <std::size_t Size> KeyFile key_file(World& world, Masked<Size> const& opened_by)
{
    auto const identity = crypto::Identity::create_for_trial(world, "Anna Muster", "Fachstelle", crypto::KeyKind::EcdsaP256);
    REQUIRE(identity);
    auto bytes = identity->to_pkcs12(opened_by.reveal());
    REQUIRE(bytes);
    auto const middle = bytes->size() / 2;
    Masked<24> const piece(std::string_view(*bytes).substr(middle, 24));
    return { std::move(*bytes), piece, Masked<32>(tests::private_key_of(*identity).view()) };
}

std::string prepared_document(SystemWorld& world)
{
    auto const words = richtext::Words::load(world);
    auto const agreement = build_example(world, words.value(), "musterstein-announcement");
    auto pdf = pdf::export_agreement(world, agreement.value(), {});
    auto prepared = documents::carry_out(world, { .operation = documents::Operation::Prepare, .files = { std::move(pdf).value() } });
    return std::move(prepared).value().files.front();
}

/// The desk with a document that waits for a signature.
struct Desk : Site {
    Desk()
    {
        go("#/verify");
        bring("desk-document", "vereinbarung.pdf", prepared_document(world));
        REQUIRE(shows("NICHT UNTERSCHRIEBEN"));
    }
    void bring(std::string const& target, std::string name, std::string bytes)
    {
        app::FilesEvent event { .target = target };
        event.files.push_back({ .name = std::move(name), .bytes = std::move(bytes) });
        application->on_files(std::move(event));
        platform.settle(200);
    }
    template <std::size_t Size> void open_key(Masked<Size> const& opened_by)
    {
        REQUIRE(platform.type("Passwort der Zertifikatsdatei", opened_by.reveal()));
        REQUIRE(platform.activate("button", "Zertifikat öffnen"));
        platform.settle(200);
    }
    /// What is said at the password's field.
    std::string key_error() const
    {
        auto const* field = platform.find("textbox", "Passwort der Zertifikatsdatei");
        return field ? field->error : std::string("no such field");
    }
    bool sign()
    {
        auto const done = platform.activate("button", "Jetzt unterzeichnen");
        platform.settle(200);
        return done;
    }
};

void check_gone(KeyFile const& key)
{
    CHECK(key.piece.count() == 0);
    CHECK(key.private_key.count() == 0);
    CHECK(key.private_key.reversed().count() == 0);
}

} // namespace

MEMORY_TEST_CASE("Nothing of key and password is in memory when the signature has been made", "[views][sign]")
{
    Desk desk;
    auto key = key_file(desk.world, password);
    desk.bring("desk-signer", "anna.p12", std::move(key.bytes));
    CHECK(key.piece.count() >= 1);
    desk.platform.type("Passwort der Zertifikatsdatei", password.reveal());
    CHECK(password.count() >= 1);
    desk.open_key(password);
    CHECK(password.count() >= 1);
    REQUIRE(desk.sign());
    REQUIRE(desk.platform.saved_files.size() == 1);
    REQUIRE(desk.shows("Unterzeichnet"));
    CHECK(password.count() == 0);
    check_gone(key);
}

MEMORY_TEST_CASE("Nothing of key and password is in memory when the screen has been left", "[views][sign]")
{
    Desk desk;
    auto key = key_file(desk.world, short_password);
    desk.bring("desk-signer", "anna.p12", std::move(key.bytes));
    desk.open_key(wrong_password);
    CHECK(desk.key_error().starts_with("Das Passwort passt nicht zu dieser Schlüsseldatei."));
    CHECK(wrong_password.count() == 0);
    desk.open_key(short_password);
    CHECK(short_password.count() >= 1);
    desk.go("#/");
    CHECK(short_password.count() == 0);
    check_gone(key);

    // Nor of what was typed and never used.
    desk.go("#/verify");
    auto other = key_file(desk.world, password);
    desk.bring("desk-signer", "anna.p12", std::move(other.bytes));
    desk.platform.type("Passwort der Zertifikatsdatei", password.reveal());
    desk.go("#/");
    CHECK(password.count() == 0);
    check_gone(other);
    desk.go("#/verify");
    CHECK(desk.platform.replica().differences(desk.platform.context().tree()).empty());
}

MEMORY_TEST_CASE("Nothing of the password is in memory when a trial identity has been made and forgotten", "[views][sign]")
{
    Desk desk;
    REQUIRE(desk.platform.activate("button", "Probe-Identität erstellen"));
    REQUIRE(desk.platform.type("Vorname und Name", "Carla Probe"));
    REQUIRE(desk.platform.type("Organisation der Probe-Identität", "Fachstelle"));
    REQUIRE(desk.platform.type("Neues Passwort", trial_password.reveal()));
    CHECK(trial_password.count() >= 1);
    REQUIRE(desk.platform.activate("button", "Erstellen und speichern"));
    desk.platform.settle(200);
    REQUIRE(desk.platform.saved_files.size() == 2);
    REQUIRE(desk.shows("Nur zum Ausprobieren"));
    CHECK(trial_password.count() >= 1); // for the signature that is to come
    REQUIRE(desk.platform.activate("button", "Zertifikat vergessen"));
    CHECK(trial_password.count() == 0);
}

TEST_CASE("What speaks against a key is said in place, and the document stays", "[views][sign]")
{
    Desk desk;
    TestWorld long_ago;
    desk.bring("desk-signer", "alt.p12", key_file(long_ago, password).bytes);
    desk.open_key(password);
    CHECK(desk.shows("Das Zertifikat ist abgelaufen. Verlangen Sie ein neues beim Aussteller."));
    CHECK_FALSE(desk.sign());
    desk.bring("desk-signer", "kein.p12", "nothing of the kind");
    desk.open_key(password);
    CHECK(desk.key_error().starts_with("Das ist keine Schlüsseldatei (PKCS#12), oder sie ist beschädigt."));
    CHECK_FALSE(desk.sign());
    app::FilesEvent refused { .target = "desk-signer" };
    refused.refused.push_back({ .name = "gross.p12", .problem = app::FileProblem::TooLarge, .limit = 4U * 1024 * 1024 });
    desk.application->on_files(std::move(refused));
    desk.platform.settle();
    CHECK(desk.shows("«gross.p12» ist grösser als 4 MB und wurde nicht gelesen."));
    CHECK(desk.shows("NICHT UNTERSCHRIEBEN"));
    CHECK(desk.platform.saved_files.empty());
}

TEST_CASE("Another certificate while one signs ends the signature, and says so", "[views][sign]")
{
    Desk desk;
    desk.bring("desk-signer", "anna.p12", key_file(desk.world, password).bytes);
    desk.open_key(password);
    auto const* button = desk.platform.find("button", "Jetzt unterzeichnen");
    REQUIRE(button);
    desk.platform.post({ .kind = ui::EventKind::Activate, .node = button->id });
    desk.platform.settle(1);
    desk.bring("desk-signer", "beat.p12", key_file(desk.world, short_password).bytes);
    CHECK(desk.platform.saved_files.empty());
    desk.open_key(short_password);
    CHECK(desk.shows("Das Unterzeichnen wurde abgebrochen, weil ein anderes Zertifikat gewählt wurde."));
    REQUIRE(desk.sign());
    CHECK(desk.platform.saved_files.size() == 1);
    CHECK_FALSE(desk.shows("Das Unterzeichnen wurde abgebrochen"));
}
