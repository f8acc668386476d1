#include "web/platform/browser/shell.h"

#include <emscripten.h>

#include <cstdlib>

// clang-format off

EM_JS_DEPS(konkordat_shell, "$UTF8ToString,$lengthBytesUTF8,$stringToUTF8,$stringToNewUTF8");

// Strings come as address and length in bytes. Module.host is the Host of web/shell/host.js.

EM_JS(void, konkordat_host_request_frame, (), { Module["host"].requestFrame(); });
EM_JS(void, konkordat_host_apply_mirror, (char const* bytes, std::size_t size), {
    bytes >>>= 0;
    Module["host"].applyMirror(HEAPU8.slice(bytes, bytes + size));
});
EM_JS(void, konkordat_host_set_faults, (char const* unnamed, std::size_t unnamed_size, char const* faults, std::size_t faults_size), {
    const lines = (address, size) => UTF8ToString(address >>> 0, size).split("\n").filter((line) => line !== "");
    Module["host"].setFaults(lines(unnamed, unnamed_size), lines(faults, faults_size));
});
EM_JS(void, konkordat_host_set_property, (char const* name, std::size_t name_size, char const* value, std::size_t value_size), {
    Module["host"].setProperty(UTF8ToString(name >>> 0, name_size), UTF8ToString(value >>> 0, value_size));
});
EM_JS(void, konkordat_host_set_color_scheme, (char const* text, std::size_t size), { Module["host"].setColorScheme(UTF8ToString(text >>> 0, size)); });
EM_JS(void, konkordat_host_set_title, (char const* text, std::size_t size), { Module["host"].setTitle(UTF8ToString(text >>> 0, size)); });
EM_JS(void, konkordat_host_set_language, (char const* text, std::size_t size), { Module["host"].setLanguage(UTF8ToString(text >>> 0, size)); });
EM_JS(void, konkordat_host_set_hash, (char const* text, std::size_t size, int replace), {
    Module["host"].setHash(UTF8ToString(text >>> 0, size), replace !== 0);
});
EM_JS(char*, konkordat_host_hash, (), { return stringToNewUTF8(Module["host"].hash); });
EM_JS(void, konkordat_host_add_font, (char const* bytes, std::size_t size, char const* weight, std::size_t weight_size, char const* style, std::size_t style_size), {
    bytes >>>= 0;
    Module["host"].addFont(HEAPU8.slice(bytes, bytes + size), UTF8ToString(weight >>> 0, weight_size), UTF8ToString(style >>> 0, style_size));
});
EM_JS(void, konkordat_host_save_file, (char const* name, std::size_t name_size, char const* type, std::size_t type_size, char const* bytes, std::size_t size), {
    bytes >>>= 0;
    Module["host"].saveFile(UTF8ToString(name >>> 0, name_size), UTF8ToString(type >>> 0, type_size), HEAPU8.slice(bytes, bytes + size));
});
EM_JS(void, konkordat_host_open_file, (char const* token, std::size_t token_size, char const* accept, std::size_t accept_size, int multiple, int folder, double size_limit), {
    Module["host"].openFile(UTF8ToString(token >>> 0, token_size), UTF8ToString(accept >>> 0, accept_size), multiple !== 0, folder !== 0, size_limit);
});
EM_JS(void, konkordat_host_carry_out, (std::uint32_t ticket, char const* message, std::size_t size), {
    message >>>= 0;
    Module["host"].carryOut(ticket >>> 0, HEAPU8.slice(message, message + size));
});
EM_JS(void, konkordat_host_post, (std::uint32_t ticket, char const* url, std::size_t url_size, char const* type, std::size_t type_size, char const* accept, std::size_t accept_size, char const* body, std::size_t size, double limit), {
    body >>>= 0;
    Module["host"].post(ticket >>> 0, UTF8ToString(url >>> 0, url_size), UTF8ToString(type >>> 0, type_size), UTF8ToString(accept >>> 0, accept_size), HEAPU8.slice(body, body + size), limit);
});
EM_JS(void, konkordat_host_give_up_work, (), { Module["host"].giveUpWork(); });
EM_JS(void, konkordat_host_copy, (char const* text, std::size_t size), { Module["host"].copy(UTF8ToString(text >>> 0, size)); });
EM_JS(void, konkordat_host_report, (char const* name, std::size_t size, double value), { Module["host"].report(UTF8ToString(name >>> 0, size), value); });
EM_JS(void, konkordat_host_activate_update, (), { Module["host"].activateUpdate(); });
EM_JS(double, konkordat_host_now, (), { return performance.now() / 1000; });
EM_JS(char*, konkordat_host_languages, (), { return stringToNewUTF8((navigator.languages ?? [navigator.language]).join("\n")); });

// clang-format on

namespace konkordat::app::shell {

namespace {

std::string take(char* text)
{
    std::string result(text);
    std::free(text);
    return result;
}

std::string joined(std::vector<std::string> const& lines)
{
    std::string result;
    for (auto const& line : lines)
        result += line + "\n";
    return result;
}

} // namespace

void request_frame() { konkordat_host_request_frame(); }
void apply_mirror(std::string_view operations) { konkordat_host_apply_mirror(operations.data(), operations.size()); }

void set_faults(std::vector<std::string> const& unnamed, std::vector<std::string> const& faults)
{
    auto const first = joined(unnamed);
    auto const second = joined(faults);
    konkordat_host_set_faults(first.data(), first.size(), second.data(), second.size());
}

void set_property(std::string_view name, std::string_view value)
{
    konkordat_host_set_property(name.data(), name.size(), value.data(), value.size());
}

void set_color_scheme(std::string_view scheme) { konkordat_host_set_color_scheme(scheme.data(), scheme.size()); }
void set_title(std::string_view title) { konkordat_host_set_title(title.data(), title.size()); }
void set_language(std::string_view tag) { konkordat_host_set_language(tag.data(), tag.size()); }
void set_hash(std::string_view hash, bool replace) { konkordat_host_set_hash(hash.data(), hash.size(), replace ? 1 : 0); }
std::string hash() { return take(konkordat_host_hash()); }

void add_font(std::string_view bytes, std::string_view weight, std::string_view style)
{
    konkordat_host_add_font(bytes.data(), bytes.size(), weight.data(), weight.size(), style.data(), style.size());
}

void save_file(std::string_view name, std::string_view mime_type, std::string_view bytes)
{
    konkordat_host_save_file(name.data(), name.size(), mime_type.data(), mime_type.size(), bytes.data(), bytes.size());
}

void open_file(std::string_view token, std::string_view accept, bool multiple, bool folder, double size_limit)
{
    konkordat_host_open_file(token.data(), token.size(), accept.data(), accept.size(), multiple ? 1 : 0, folder ? 1 : 0, size_limit);
}

void report(std::string_view name, double value) { konkordat_host_report(name.data(), name.size(), value); }
void carry_out(std::uint32_t ticket, std::string_view message) { konkordat_host_carry_out(ticket, message.data(), message.size()); }
void post(std::uint32_t ticket, Post const& question)
{
    konkordat_host_post(ticket, question.url.data(), question.url.size(), question.content_type.data(), question.content_type.size(),
        question.accept.data(), question.accept.size(), question.body.data(), question.body.size(), static_cast<double>(question.answer_limit));
}
void give_up_work() { konkordat_host_give_up_work(); }
void copy(std::string_view text) { konkordat_host_copy(text.data(), text.size()); }
void activate_update() { konkordat_host_activate_update(); }
double now() { return konkordat_host_now(); }

std::vector<std::string> preferred_languages()
{
    auto const all = take(konkordat_host_languages());
    std::vector<std::string> languages;
    for (std::size_t begin = 0; begin < all.size();) {
        auto const end = std::min(all.find('\n', begin), all.size());
        languages.push_back(all.substr(begin, end - begin));
        begin = end + 1;
    }
    return languages;
}

} // namespace konkordat::app::shell
