// make PAGES PARTIES OUT.pdf              writes an agreement of that many pages and parties that sign, exported and made ready
// fields FILE.pdf                         the names of its signature fields, a line each
// sign IN.pdf KEY.p12 PASSWORD OUT.pdf N  signs the first open field N times, each time from the file's and the key's bytes: a line of JSON
// sign-all IN.pdf KEY.p12 PASSWORD OUT.pdf N  signs the first N open fields one after the other
// verify FILE.pdf N                       verifies N times, with the signers' own certificates as anchors: a line of JSON

#include "core/pdf/export.h"
#include "core/sign/appearance.h"
#include "core/sign/prepare.h"
#include "core/sign/signature.h"
#include "core/sign/verification.h"
#include "tests/bench/document/long_agreement.h"
#include "tests/bench/signing/memory.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

using namespace konkordat;

namespace {

template <typename T>
T require(Result<T> result)
{
    if (result)
        return std::move(result).value();
    std::fprintf(stderr, "%s\n", result.error().to_string().c_str());
    std::exit(2);
}

std::string read_file(std::string const& path)
{
    std::ifstream stream(path, std::ios::binary | std::ios::ate);
    // In one piece: what growing leaves behind would be room on the heap that nobody counts.
    std::string bytes(stream ? static_cast<std::size_t>(stream.tellg()) : 0, '\0');
    stream.seekg(0);
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return bytes;
}

void write_file(std::string const& path, std::string_view bytes)
{
    std::ofstream stream(path, std::ios::binary);
    if (stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size())))
        return;
    std::fprintf(stderr, "%s: cannot be written\n", path.c_str());
    std::exit(2);
}

double milliseconds_of(auto const& work)
{
    auto const start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values.empty() ? 0 : values[values.size() / 2];
}

/// Other organisations like the first one until there are as many.
void set_parties(Agreement& agreement, std::size_t count)
{
    for (std::size_t i = 0; agreement.memberships.size() < count; ++i) {
        Organisation organisation = agreement.organisations.front();
        organisation.id = OrganisationId("party-" + std::to_string(i));
        for (auto& [language, name] : organisation.name)
            name = "Amt Nummer " + std::to_string(i);
        Membership membership = agreement.memberships.front();
        membership.id = MembershipId("membership-of-" + std::to_string(i));
        membership.organisation = organisation.id;
        membership.role = Role::Member;
        agreement.organisations.push_back(std::move(organisation));
        agreement.memberships.push_back(std::move(membership));
    }
    for (std::size_t i = 0; i < agreement.memberships.size(); ++i)
        agreement.memberships[i].signs = i < count;
}

void make(World& world, std::size_t pages, std::size_t parties, std::string const& path)
{
    Agreement agreement = require(bench::agreement_of_pages(world, pages));
    set_parties(agreement, parties);
    std::string const file = require(pdf::export_agreement(world, agreement, {}));
    write_file(path, require(sign::prepare_for_signature(file)).file);
}

std::vector<std::string> open_fields(std::string const& pdf)
{
    std::vector<std::string> names;
    for (auto const& field : require(sign::list_fields(pdf))) {
        if (!field.is_signed)
            names.push_back(field.name);
    }
    return names;
}

std::string sign_field(World& world, std::string const& pdf, crypto::Identity const& identity, std::string const& field)
{
    sign::SignatureRequest request;
    request.field = field;
    request.name = identity.certificate().common_name;
    request.organisation = identity.certificate().organisation;
    request.place = "Musterstein";
    request.reason = "Zustimmung";
    request.time = world.now();
    return require(sign::sign_pdf(pdf, identity, request, sign::typeset_appearance(world)));
}

void sign_repeatedly(World& world, std::vector<std::string> const& words, int count)
{
    std::string const pdf = read_file(words[1]);
    std::string const key = read_file(words[2]);
    std::string const field = open_fields(pdf).at(0);
    std::string file;
    std::vector<double> times;
    double unlocking = 0;
    std::size_t const before = bench::allocated_bytes();
    bench::reset_peak();
    for (int i = 0; i < count; ++i) {
        times.push_back(milliseconds_of([&] {
            auto identity = require(crypto::Identity::from_pkcs12(key, words[3]));
            file = sign_field(world, pdf, identity, field);
        }));
        unlocking = milliseconds_of([&] { (void)require(crypto::Identity::from_pkcs12(key, words[3])); });
    }
    write_file(words[4], file);
    std::printf("{\"bytes\":%zu,\"first\":%.2f,\"again\":%.2f,\"unlocking\":%.2f,\"memory\":%zu,\"heap\":%zu}\n", file.size(),
        times.front(), median(times), unlocking, pdf.size() + bench::peak_allocated_bytes() - before, bench::heap_size());
}

void sign_all(World& world, std::vector<std::string> const& words, std::size_t count)
{
    std::string pdf = read_file(words[1]);
    auto const identity = require(crypto::Identity::from_pkcs12(read_file(words[2]), words[3]));
    auto const fields = open_fields(pdf);
    for (std::size_t i = 0; i < std::min(count, fields.size()); ++i)
        pdf = sign_field(world, pdf, identity, fields[i]);
    write_file(words[4], pdf);
}

void verify(World& world, std::string const& path, int count)
{
    std::string const pdf = read_file(path);
    std::size_t const before = bench::allocated_bytes();
    std::size_t const heap_before = bench::heap_size();
    bench::reset_peak();
    sign::VerifyOptions options { .trust_anchors = {}, .now = world.now() };
    std::vector<double> times;
    sign::VerificationReport report;
    times.push_back(milliseconds_of([&] { report = require(sign::verify_pdf(pdf, options)); }));
    std::size_t const memory = pdf.size() + bench::peak_allocated_bytes() - before;
    std::size_t const heap = pdf.size() + bench::heap_size() - heap_before;
    if (!report.signatures.empty() && report.signatures.front().cms && report.signatures.front().cms->signer)
        options.trust_anchors.push_back(*report.signatures.front().cms->signer);
    for (int i = 1; i < count; ++i)
        times.push_back(milliseconds_of([&] { report = require(sign::verify_pdf(pdf, options)); }));
    std::printf("{\"bytes\":%zu,\"signatures\":%zu,\"revisions\":%zu,\"verdict\":\"%s\",\"first\":%.2f,\"again\":%.2f,\"memory\":%zu,"
                "\"heap\":%zu}\n",
        pdf.size(), report.signatures.size(), report.revisions.size(), std::string(sign::verdict_name(report.verdict)).c_str(),
        times.front(), median(times), memory, heap);
}

} // namespace

int main(int count, char** words)
{
    SystemWorld world;
    std::vector<std::string> const arguments(words + 1, words + count);
    auto const number = [&](std::size_t at) { return std::strtoul(arguments[at].c_str(), nullptr, 10); };
    std::string const command = arguments.empty() ? "" : arguments[0];
    if (command == "make" && arguments.size() == 4)
        make(world, number(1), number(2), arguments[3]);
    else if (command == "fields" && arguments.size() == 2)
        std::ranges::for_each(open_fields(read_file(arguments[1])), [](std::string const& name) { std::puts(name.c_str()); });
    else if (command == "sign" && arguments.size() == 6)
        sign_repeatedly(world, arguments, static_cast<int>(number(5)));
    else if (command == "sign-all" && arguments.size() == 6)
        sign_all(world, arguments, number(5));
    else if (command == "verify" && arguments.size() == 3)
        verify(world, arguments[1], static_cast<int>(number(2)));
    else
        return 2;
    return 0;
}
