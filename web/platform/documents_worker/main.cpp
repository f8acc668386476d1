#include "core/base/secret.h"
#include "core/base/world.h"
#include "web/documents/documents.h"

#include <emscripten.h>


using namespace konkordat;

namespace {

SystemWorld the_world;
Secret the_message; ///< passwords and keys may be in it

} // namespace

/// The application's resources stay with the application; what a piece of work needs of them comes with it.
EmbeddedResources konkordat::embedded_resources() { return {}; }

// What web/shell/documents-worker.js calls.
extern "C" {

/// A place for the message.
EMSCRIPTEN_KEEPALIVE char* konkordat_documents_buffer(std::size_t size)
{
    return the_message.prepare(size);
}

/// Carries out what the message says and returns the answer, konkordat_documents_size() bytes that stay until konkordat_documents_forget().
EMSCRIPTEN_KEEPALIVE char const* konkordat_documents_carry_out()
{
    auto const work = documents::decode_work(the_message);
    the_message.wipe();
    the_message = documents::encode(work ? documents::carry_out(the_world, *work) : Result<documents::Product>(work.error()));
    return the_message.view().data();
}

EMSCRIPTEN_KEEPALIVE std::size_t konkordat_documents_size() { return the_message.size(); }

EMSCRIPTEN_KEEPALIVE void konkordat_documents_forget() { the_message.wipe(); }

} // extern "C"
