#include "core/cli/http.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ; // NOLINT: as POSIX has it

namespace konkordat::cli {

namespace {

constexpr std::size_t max_body = 16'384; ///< what every pipe holds without a reader
constexpr std::size_t max_answer = 1024U * 1024U;
constexpr std::size_t max_complaint = 4096;
constexpr std::string_view max_seconds = "30";
/// Beyond curl's own limit, if it should not keep to it.
constexpr auto patience = std::chrono::seconds(40);

Error unavailable(std::string message, std::string const& url)
{
    return Error { .code = ErrorCode::Unavailable, .message = std::move(message), .pointer = url };
}

bool is_http(std::string_view url)
{
    std::string scheme(url.substr(0, url.find(':')));
    std::ranges::transform(scheme, scheme.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return (scheme == "http" || scheme == "https") && url.substr(scheme.size()).starts_with("://") && url.size() > scheme.size() + 3
        && url.size() < 2000 && std::ranges::none_of(url, [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; });
}

class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number)
        : m_number(number)
    {
    }
    Descriptor(Descriptor&& other) noexcept
        : m_number(std::exchange(other.m_number, -1))
    {
    }
    Descriptor& operator=(Descriptor&& other) noexcept
    {
        std::swap(m_number, other.m_number);
        return *this;
    }
    ~Descriptor() { close(); }

    void close()
    {
        if (m_number >= 0)
            ::close(std::exchange(m_number, -1));
    }
    [[nodiscard]] int number() const { return m_number; }

private:
    int m_number = -1;
};

struct Pipe {
    Descriptor reader;
    Descriptor writer;

    /// The program that is run gets neither end but by its own numbers.
    static std::optional<Pipe> open()
    {
        std::array<int, 2> ends {};
        if (::pipe(ends.data()) != 0)
            return std::nullopt;
        for (int const end : ends)
            ::fcntl(end, F_SETFD, FD_CLOEXEC);
        return Pipe { .reader = Descriptor(ends[0]), .writer = Descriptor(ends[1]) };
    }
};

struct Pipes {
    Pipe input;
    Pipe output;
    Pipe complaint;
};

std::optional<Pipes> open_pipes(std::string_view body)
{
    auto input = Pipe::open();
    auto output = Pipe::open();
    auto complaint = Pipe::open();
    if (!input || !output || !complaint)
        return std::nullopt;
    // The body lies in the pipe before anybody reads it.
    if (::write(input->writer.number(), body.data(), body.size()) != static_cast<ssize_t>(body.size()))
        return std::nullopt;
    input->writer.close();
    return Pipes { std::move(*input), std::move(*output), std::move(*complaint) };
}

/// 0, or the number of the system's error.
int start(std::vector<std::string> words, Pipes& pipes, pid_t& process)
{
    std::vector<char*> arguments;
    for (auto& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    if (int const error = ::posix_spawn_file_actions_init(&actions); error != 0)
        return error;
    ::posix_spawn_file_actions_adddup2(&actions, pipes.input.reader.number(), STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, pipes.output.writer.number(), STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, pipes.complaint.writer.number(), STDERR_FILENO);
    int const error = ::posix_spawnp(&process, arguments.front(), &actions, nullptr, arguments.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    pipes.input.reader.close();
    pipes.output.writer.close();
    pipes.complaint.writer.close();
    return error;
}

/// Reads what is there; closes the descriptor at its end. What is beyond `limit` and one byte is dropped.
void read_some(Descriptor& from, std::string& to, std::size_t limit)
{
    std::array<char, 16'384> buffer {};
    auto const count = ::read(from.number(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR)
        return;
    if (count <= 0) {
        from.close();
        return;
    }
    to.append(buffer.data(), std::min(static_cast<std::size_t>(count), limit + 1 - std::min(to.size(), limit + 1)));
}

enum class Listening { ToTheEnd, TooLong, TooMuch };

Listening listen(Pipes& pipes, std::string& answer, std::string& complaint)
{
    auto const deadline = std::chrono::steady_clock::now() + patience;
    while (pipes.output.reader.number() >= 0 || pipes.complaint.reader.number() >= 0) {
        auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
        if (left <= 0)
            return Listening::TooLong;
        // Negative numbers are passed over.
        std::array<pollfd, 2> waiting { { { pipes.output.reader.number(), POLLIN, 0 }, { pipes.complaint.reader.number(), POLLIN, 0 } } };
        if (::poll(waiting.data(), waiting.size(), static_cast<int>(left)) < 0 && errno != EINTR)
            return Listening::TooLong;
        if (waiting[0].revents != 0)
            read_some(pipes.output.reader, answer, max_answer);
        if (waiting[1].revents != 0)
            read_some(pipes.complaint.reader, complaint, max_complaint);
        if (answer.size() > max_answer)
            return Listening::TooMuch;
    }
    return Listening::ToTheEnd;
}

int exit_status(pid_t process)
{
    int status = 0;
    while (::waitpid(process, &status, 0) < 0) {
        if (errno != EINTR)
            return -1;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::vector<std::string> curl(Post const& request)
{
    // --disable must stand first: nothing is read from the user's configuration.
    return { "curl", "--disable", "--silent", "--show-error", "--fail", "--globoff", "--proto", "=http,https", "--max-redirs", "0",
        "--max-time", std::string(max_seconds), "--max-filesize", std::to_string(max_answer), "--header",
        "Content-Type: " + request.content_type, "--header", "Accept: " + request.accept, "--data-binary", "@-", "--output", "-", "--url",
        request.url };
}

std::string first_line(std::string const& text) { return text.substr(0, text.find('\n')); }

} // namespace

Result<std::string> post(Post const& request)
{
    if (!is_http(request.url))
        return Error {
            .code = ErrorCode::InvalidArgument, .message = "is no address that begins with http:// or https://", .pointer = request.url
        };
    if (request.body.size() > max_body)
        return Error { .code = ErrorCode::TooLarge, .message = "the request is too large", .pointer = request.url };
    auto pipes = open_pipes(request.body);
    if (!pipes)
        return unavailable("no pipe: " + std::string(std::strerror(errno)), request.url);
    pid_t process = 0;
    if (int const error = start(curl(request), *pipes, process); error != 0)
        return unavailable(error == ENOENT ? "the program curl is needed to ask over the network, and is not installed"
                                           : "the program curl cannot be run: " + std::string(std::strerror(error)),
            request.url);
    std::string answer;
    std::string complaint;
    auto const listening = listen(*pipes, answer, complaint);
    if (listening != Listening::ToTheEnd)
        ::kill(process, SIGKILL);
    int const status = exit_status(process);
    if (listening == Listening::TooLong)
        return unavailable("no answer in time", request.url);
    if (listening == Listening::TooMuch)
        return Error { .code = ErrorCode::TooLarge, .message = "the answer is larger than 1 MiB", .pointer = request.url };
    if (status != 0)
        return unavailable(complaint.empty() ? "curl ended with status " + std::to_string(status) : first_line(complaint), request.url);
    return answer;
}

} // namespace konkordat::cli
