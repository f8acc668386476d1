#include "core/cli/commands.h"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

namespace {

namespace cli = konkordat::cli;
using konkordat::Error;
using konkordat::ErrorCode;

constexpr int status_done = 0;
constexpr int status_found_something = 1;
constexpr int status_could_not_look = 2;

std::string help()
{
    std::string text = "konkordat drafts and exports co-operation agreements against trafficking in human beings\n\n";
    for (auto const& command : cli::commands())
        text += "konkordat " + std::string(command.usage) + "\n    " + std::string(command.summary) + "\n";
    text += "\nkonkordat --help | --version\n\n"
            "Exit status: 0 done, nothing wrong; 1 looked and found something; 2 could not look.\n";
    return text;
}

int fail(Error const& error)
{
    // One line whatever a file name or a value holds.
    auto line = "konkordat: " + error.to_string();
    std::ranges::replace_if(line, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
    std::fprintf(stderr, "%s\n", line.c_str());
    return status_could_not_look;
}

Error unknown_command(std::string const& name)
{
    std::string names;
    for (auto const& command : cli::commands())
        names += (names.empty() ? "" : ", ") + std::string(command.name);
    auto const message = name.empty() ? std::string("no command given") : "unknown command \"" + name + "\"";
    return Error { .code = ErrorCode::InvalidArgument, .message = message + "; there are " + names + " (see konkordat --help)" };
}

int run(std::vector<std::string> const& words)
{
    if (words.empty())
        return fail(unknown_command(""));
    auto const& name = words.front();
    if (name == "--help" || name == "-h" || name == "help") {
        std::fputs(help().c_str(), stdout);
        return status_done;
    }
    if (name == "--version") {
        std::puts("konkordat " KONKORDAT_VERSION);
        return status_done;
    }
    auto const commands = cli::commands();
    auto const command = std::ranges::find(commands, name, &cli::Command::name);
    if (command == commands.end())
        return fail(unknown_command(name));
    std::span const rest { words.begin() + 1, words.end() };
    if (std::ranges::find(rest, "--help") != rest.end()) {
        std::printf("konkordat %s\n    %s\n", std::string(command->usage).c_str(), std::string(command->summary).c_str());
        return status_done;
    }
    konkordat::SystemWorld world;
    auto const outcome = command->run(world, rest);
    if (!outcome)
        return fail(outcome.error());
    return *outcome == cli::Outcome::FoundSomething ? status_found_something : status_done;
}

} // namespace

int main(int argc, char** argv)
{
    try {
        return run({ argv + std::min(argc, 1), argv + argc });
    } catch (std::exception const& exception) { // out of memory, or a library's own
        return fail(Error { .message = exception.what() });
    }
}
