#pragma once

#include "web/platform/platform.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// The calls into web/shell/host.js; the only functions here that run JavaScript.
namespace konkordat::app::shell {

void request_frame();
void apply_mirror(std::string_view operations);
void set_faults(std::vector<std::string> const& unnamed, std::vector<std::string> const& faults);
void set_property(std::string_view name, std::string_view value);
void set_color_scheme(std::string_view scheme);
void set_title(std::string_view);
void set_language(std::string_view tag);
void set_hash(std::string_view hash, bool replace);
[[nodiscard]] std::string hash();
void add_font(std::string_view bytes, std::string_view weight, std::string_view style);
void save_file(std::string_view name, std::string_view mime_type, std::string_view bytes);
void open_file(std::string_view token, std::string_view accept, bool multiple, bool folder, double size_limit);
void carry_out(std::uint32_t ticket, std::string_view message);
void give_up_work();
void post(std::uint32_t ticket, Post const&);
/// As web/shell/post.js numbers them.
enum class Response { Answer, None, NoAddress, Late, TooLong, Refused };
void copy(std::string_view text);
void report(std::string_view name, double value);
void activate_update();
[[nodiscard]] double now();
[[nodiscard]] std::vector<std::string> preferred_languages();

} // namespace konkordat::app::shell
