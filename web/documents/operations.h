#pragma once

#include "core/base/world.h"
#include "web/documents/work.h"

/// Within web/documents only: the pieces of work, each as Operation describes it.
namespace konkordat::documents {

/// The work has not the files that it takes: a fault of the program.
[[nodiscard]] Error wrong_files();
[[nodiscard]] Result<void> check_files(Work const&, std::size_t count);

[[nodiscard]] Result<Product> verify(World&, Work const&);
[[nodiscard]] Result<Product> read_identity(World&, Work const&);
[[nodiscard]] Result<Product> read_certificates(World&, Work const&);
[[nodiscard]] Result<Product> create_identity(World&, Work const&);
[[nodiscard]] Result<Product> place_appearance(World&, Work const&);
[[nodiscard]] Result<Product> sign_pdf(World&, Work const&);
[[nodiscard]] Result<Product> finish_time_stamp(World&, Work const&);
[[nodiscard]] Result<Product> defer_pdf(World&, Work const&);
[[nodiscard]] Result<Product> complete_deferred(World&, Work const&);
[[nodiscard]] Result<Product> sign_json(World&, Work const&);

} // namespace konkordat::documents
