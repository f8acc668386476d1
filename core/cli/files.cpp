#include "core/cli/files.h"

#include "core/codec/agreement_json.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <random>

namespace konkordat::cli {

namespace {

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

Error system_error(std::string what, std::string const& path)
{
    return Error { .code = ErrorCode::Storage, .message = std::move(what) + ": " + std::strerror(errno), .file = path };
}

bool write_all(File file, std::string_view bytes)
{
    bool const written = std::fwrite(bytes.data(), 1, bytes.size(), file.get()) == bytes.size() && std::fflush(file.get()) == 0;
    return std::fclose(file.release()) == 0 && written;
}

/// A name beside `path` that no other file has.
std::string temporary_name(std::string const& path)
{
    std::random_device random;
    return path + "." + std::to_string(random()) + ".tmp";
}

} // namespace

Result<std::string> read_file(std::string const& path, std::size_t max_bytes)
{
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored))
        return Error { .code = ErrorCode::InvalidArgument, .message = "is a folder, not a file", .file = path };
    File file(std::fopen(path.c_str(), "rb"));
    if (!file)
        return system_error("cannot be read", path);
    auto const too_large = [&] {
        auto const limit = std::to_string(max_bytes / 1024 / 1024) + " MiB";
        return Error { .code = ErrorCode::TooLarge,
            .message = "the file is larger than " + limit,
            .file = path,
            .key = "file-too-large",
            .argument = limit };
    };
    // What is no regular file has no size, or another one by the time it has been read.
    if (auto const size = std::filesystem::file_size(path, ignored); !ignored && size > max_bytes)
        return too_large();
    std::string bytes;
    std::array<char, 65536> buffer {};
    while (auto const count = std::fread(buffer.data(), 1, buffer.size(), file.get())) {
        bytes.append(buffer.data(), count);
        if (bytes.size() > max_bytes)
            return too_large();
    }
    if (std::ferror(file.get()))
        return system_error("cannot be read", path);
    return bytes;
}

Result<Agreement> read_agreement_file(std::string const& path)
{
    constexpr std::size_t max_agreement_bytes = 16U * 1024U * 1024U;
    KONKORDAT_TRY(auto const bytes, read_file(path, max_agreement_bytes));
    auto agreement = read_agreement(bytes);
    if (!agreement)
        return std::move(agreement).error().in_file(path);
    return agreement;
}

Result<Password> Password::read(std::string const& path)
{
    File file(std::fopen(path.c_str(), "rb"));
    if (!file)
        return system_error("cannot be read", path);
    // No buffer that would keep a copy.
    std::setvbuf(file.get(), nullptr, _IONBF, 0);
    Password password;
    password.m_length = std::fread(password.m_bytes.data(), 1, max_bytes, file.get());
    if (std::ferror(file.get()))
        return system_error("cannot be read", path);
    if (password.m_length == max_bytes)
        return Error { .code = ErrorCode::TooLarge, .message = "a password has less than 1024 bytes", .file = path };
    for (char const end_of_line : { '\n', '\r' }) {
        if (password.text().ends_with(end_of_line))
            --password.m_length;
    }
    if (password.m_length == 0)
        return Error { .code = ErrorCode::InvalidArgument, .message = "the password is empty", .file = path };
    return password;
}

Password::Password(Password&& other) noexcept
    : m_bytes(other.m_bytes)
    , m_length(other.m_length)
{
    other.wipe();
}

Password::~Password() { wipe(); }

void Password::wipe()
{
    // Not left out by the compiler, although nobody reads it any more.
    for (char volatile& byte : m_bytes)
        byte = 0;
    m_length = 0;
}

Result<void> print(std::string_view text)
{
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
        return Error { .code = ErrorCode::Storage, .message = "standard output cannot be written" };
    return {};
}

namespace {

enum class Readers { AsUsual, OwnerOnly };

Result<void> replace_file(std::string const& path, std::string_view bytes, Readers readers)
{
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored))
        return Error { .code = ErrorCode::InvalidArgument, .message = "is a folder, not a file", .file = path };
    // A device or a pipe cannot be replaced; it is written to.
    if (std::filesystem::exists(path, ignored) && !std::filesystem::is_regular_file(path, ignored)) {
        File file(std::fopen(path.c_str(), "wb"));
        if (!file || !write_all(std::move(file), bytes))
            return system_error("cannot be written", path);
        return {};
    }
    auto const temporary = temporary_name(path);
    File file(std::fopen(temporary.c_str(), "wbx"));
    if (!file)
        return system_error("cannot be written", path);
    if (readers == Readers::OwnerOnly)
        std::filesystem::permissions(temporary, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, ignored);
    if (!write_all(std::move(file), bytes)) {
        auto error = system_error("cannot be written", path);
        std::filesystem::remove(temporary, ignored);
        return error;
    }
    if (std::rename(temporary.c_str(), path.c_str()) != 0) {
        auto error = system_error("cannot be written", path);
        std::filesystem::remove(temporary, ignored);
        return error;
    }
    return {};
}

} // namespace

Result<void> write_file(std::string const& path, std::string_view bytes) { return replace_file(path, bytes, Readers::AsUsual); }

Result<void> write_private_file(std::string const& path, std::string_view bytes) { return replace_file(path, bytes, Readers::OwnerOnly); }

Result<void> check_not_same_file(std::string const& input, std::string const& output)
{
    std::error_code ignored;
    if (input == output || std::filesystem::equivalent(input, output, ignored))
        return Error { .code = ErrorCode::InvalidArgument, .message = "would overwrite the file that is read", .file = output };
    return {};
}

} // namespace konkordat::cli
