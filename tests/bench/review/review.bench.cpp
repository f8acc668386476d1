// What it costs to compare two versions of 60 clauses, with all their words, and to receive 26 replies of 40 remarks.
// With a file name, the texts that are compared are written to it as JSON, so that others can compare the same.

#include "core/codec/agreement_json.h"
#include "core/review/difference.h"
#include "core/review/packet_json.h"
#include "core/review/text_difference.h"
#include "tests/core/review/random_edits.h"
#include "tests/core/review/random_review.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>

using namespace konkordat;
using namespace konkordat::review;

namespace {

constexpr int rounds = 21;

/// The median.
double milliseconds(std::function<void()> const& work)
{
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) {
        auto const start = std::chrono::steady_clock::now();
        work();
        times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    std::ranges::sort(times);
    return times[rounds / 2];
}

std::size_t all_words(Agreement const& before, Agreement const& after)
{
    std::size_t pieces = 0;
    for (auto const& change : difference(before, after).records) {
        for (auto const& member : change.members) {
            if (member.language && member.before && member.after)
                pieces += word_difference(std::get<std::string>(*member.before), std::get<std::string>(*member.after)).size();
        }
    }
    return pieces;
}

/// Every body in both languages gets words changed in each paragraph.
Agreement reworded(Agreement agreement)
{
    for (auto& clause : agreement.clauses) {
        for (auto& [language, text] : clause.body) {
            for (auto at = text.find(" das "); at != std::string::npos; at = text.find(" das ", at + 1))
                text.replace(at, 5, " jedes ");
            for (auto at = text.find("Bedenkzeit"); at != std::string::npos; at = text.find("Bedenkzeit", at + 9))
                text.replace(at, 10, "Erholungszeit");
        }
    }
    return agreement;
}

void compare(char const* what, Agreement const& before, Agreement const& after)
{
    std::size_t pieces = 0;
    auto const time = milliseconds([&] { pieces = all_words(before, after); });
    std::printf("%-44s %8.2f ms  (%zu pieces)\n", what, time, pieces);
}

void receive_replies(Agreement const& draft)
{
    std::mt19937 random(5);
    auto packet = sample_packet(draft, draft);
    std::vector<std::string> files;
    for (int i = 0; i < 26; ++i) {
        auto reply = sample_reply(packet, "reply-" + std::to_string(i));
        reply.annotations = shared_part(random_annotations(random, 60, reply.id.str()));
        reply.annotations.resize(std::min<std::size_t>(40, reply.annotations.size()));
        files.push_back(write_packet(reply));
    }
    ReviewedVersions const versions { draft.id, { packet.version.hash } };
    std::vector<ReplyPacket> replies;
    auto const reading = milliseconds([&] {
        replies.clear();
        for (auto const& bytes : files)
            replies.push_back(std::get<ReplyPacket>(read_packet(bytes).value()));
    });
    Review review;
    auto const merging = milliseconds([&] {
        review = {};
        for (auto const& reply : replies)
            (void)receive_reply(review, versions, reply).value();
    });
    std::printf("%-44s %8.2f ms  (%zu bytes each)\n", "26 replies read, own versions included", reading, files.front().size());
    std::printf("%-44s %8.2f ms  (%zu remarks)\n", "26 replies merged", merging, review.annotations.size());
    auto const carrying = milliseconds([&] { (void)carry_over(draft, reworded(draft), review.replies.front()).value(); });
    std::printf("%-44s %8.2f ms\n", "one own version carried over", carrying);
}

} // namespace

int main(int argc, char** argv)
{
    std::mt19937 random(1);
    auto const before = invented_draft(random, 10);
    auto edited = before;
    Editor { "x" }.edit(edited, random, 30);
    auto const after = reworded(before);
    std::printf("%zu clauses, %zu bytes of JSON\n", before.clauses.size(), write_agreement(before).size());
    compare("equal versions", before, before);
    compare("30 edits", before, edited);
    compare("words changed in every text", before, after);
    receive_replies(before);
    if (argc > 1)
        std::ofstream(argv[1]) << "[" << write_agreement(before) << "," << write_agreement(after) << "]\n";
    return 0;
}
