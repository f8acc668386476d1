// make PAGES AGREEMENT.json TREE.json FONTS  writes an agreement of that many pages, its document as a tree, and the fonts into a folder
// measure AGREEMENT.json OUT.pdf KEYSTROKES  measures this process's first export ("first" when it is done), then keystrokes: a line of JSON

#include "core/codec/agreement_json.h"
#include "core/layout/live_layout.h"
#include "core/pdf/export.h"
#include "tests/bench/document/long_agreement.h"
#include "tests/bench/document/tree_json.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

using namespace konkordat;

namespace {

void require(Result<void> const& result)
{
    if (result)
        return;
    std::fprintf(stderr, "%s\n", result.error().to_string().c_str());
    std::exit(2);
}

template <typename T>
T require(Result<T> result)
{
    if (result)
        return std::move(result).value();
    require(Result<void>(result.error()));
    std::abort();
}

std::string read_file(std::string const& path)
{
    std::ifstream stream(path, std::ios::binary);
    return { std::istreambuf_iterator<char>(stream), {} };
}

void write_file(std::string const& path, std::string_view bytes)
{
    std::ofstream stream(path, std::ios::binary);
    if (stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size())))
        return;
    std::fprintf(stderr, "%s: cannot be written\n", path.c_str());
    std::exit(2);
}

/// Milliseconds since it was made, or last asked.
class Stopwatch {
public:
    double lap()
    {
        auto const now = std::chrono::steady_clock::now();
        double const passed = std::chrono::duration<double, std::milli>(now - m_start).count();
        m_start = now;
        return passed;
    }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values.empty() ? 0 : values[values.size() / 2];
}

void make(World& world, std::size_t pages, std::string const& agreement_path, std::string const& tree_path, std::string const& fonts)
{
    Agreement const agreement = require(bench::agreement_of_pages(world, pages));
    std::vector<layout::Finding> findings;
    layout::LayoutOptions const options = require(pdf::export_options(world, agreement, {}));
    layout::Document const document = require(layout::compose_document(world, agreement, options, findings));
    write_file(agreement_path, write_agreement(agreement));
    write_file(tree_path, bench::tree_json(document, options.style));
    for (layout::FontStyle const style : layout::all_font_styles) {
        std::string const name = std::string(layout::font_name(style)) + ".ttf";
        write_file(fonts + "/" + name, require(world.resource("fonts/" + name)));
    }
}

void measure(World& world, std::string const& agreement_path, std::string const& pdf_path, int keystrokes)
{
    std::string const bytes = read_file(agreement_path);
    Stopwatch all;
    Stopwatch watch;
    Agreement agreement = require(read_agreement(bytes));
    double const read = watch.lap();
    layout::LaidOutDocument const document = require(pdf::layout_for_export(world, agreement, {}));
    double const layout = watch.lap();
    std::string const file = require(pdf::write_document(document, agreement));
    double const write = watch.lap();
    double const cold = all.lap();
    std::puts("first");
    std::fflush(stdout);
    write_file(pdf_path, file);

    bench::TypingPlace const place = bench::middle_of(agreement);
    std::string& body = agreement.clauses[place.clause].body[agreement.languages.front()];
    static constexpr std::string_view typed = "en sowie weitere ";
    layout::LayoutOptions const options = require(pdf::export_options(world, agreement, {}));
    layout::LiveLayout live = require(layout::LiveLayout::load(world));
    (void)require(live.lay_out(agreement, options));
    std::vector<double> layouts;
    std::vector<double> writes;
    for (int i = 0; i < keystrokes; ++i) {
        body.insert(place.offset + static_cast<std::size_t>(i), 1, typed[static_cast<std::size_t>(i) % typed.size()]);
        (void)watch.lap();
        auto const again = require(live.lay_out(agreement, options));
        layouts.push_back(watch.lap());
        (void)require(pdf::write_document(*again, agreement));
        writes.push_back(watch.lap());
    }
    std::printf("{\"pages\":%zu,\"bytes\":%zu,\"cold\":%.3f,\"read\":%.3f,\"layout\":%.3f,\"write\":%.3f,\"keystroke\":%.3f,"
                "\"slowest\":%.3f,\"again\":%.3f}\n",
        document.pages.size(), file.size(), cold, read, layout, write, median(layouts),
        layouts.empty() ? 0.0 : *std::ranges::max_element(layouts), median(writes));
}

} // namespace

int main(int count, char** words)
{
    SystemWorld world;
    std::vector<std::string> const arguments(words + 1, words + count);
    if (arguments.size() == 5 && arguments[0] == "make")
        make(world, std::strtoul(arguments[1].c_str(), nullptr, 10), arguments[2], arguments[3], arguments[4]);
    else if (arguments.size() == 4 && arguments[0] == "measure")
        measure(world, arguments[1], arguments[2], static_cast<int>(std::strtol(arguments[3].c_str(), nullptr, 10)));
    else
        return 2;
    return 0;
}
