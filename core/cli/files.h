#pragma once

#include "core/agreement/agreement.h"
#include "core/base/result.h"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace konkordat::cli {

/// The bytes of a file. Errors: NotFound, Storage (no file, not readable), TooLarge above `max_bytes`, naming the file.
[[nodiscard]] Result<std::string> read_file(std::string const& path, std::size_t max_bytes);

/// The agreement in a file. Errors: as read_file and read_agreement, naming the file.
[[nodiscard]] Result<Agreement> read_agreement_file(std::string const& path);

/// The password in a file: its bytes without the end of line. Wiped with the object.
class Password {
public:
    /// Errors: NotFound, Storage, TooLarge, naming the file; InvalidArgument if it is empty.
    [[nodiscard]] static Result<Password> read(std::string const& path);

    Password(Password&&) noexcept;
    Password& operator=(Password&&) = delete;
    ~Password();

    [[nodiscard]] std::string_view text() const { return { m_bytes.data(), m_length }; }

private:
    static constexpr std::size_t max_bytes = 1024;
    Password() = default;
    void wipe();

    std::array<char, max_bytes> m_bytes {};
    std::size_t m_length = 0;
};

/// Writes to standard output. Errors: Storage.
[[nodiscard]] Result<void> print(std::string_view text);

/// Replaces or creates the file at once: a reader sees the old bytes or the new ones. Errors: Storage, naming the file;
/// then the old file, if any, is as it was.
[[nodiscard]] Result<void> write_file(std::string const& path, std::string_view bytes);
/// As write_file(), for nobody but its owner to read.
[[nodiscard]] Result<void> write_private_file(std::string const& path, std::string_view bytes);

/// An output must not be the file that is read. Errors: InvalidArgument, naming the file.
[[nodiscard]] Result<void> check_not_same_file(std::string const& input, std::string const& output);

} // namespace konkordat::cli
