#pragma once

#include "web/app/signing_desk.h"

#include <string>
#include <string_view>

/// Within the sources of SigningDesk only: tokens under which files are asked for, kinds of files.
namespace konkordat::app::desk {

inline constexpr std::string_view document_token = "desk-document";
inline constexpr std::string_view trust_token = "desk-trust";
inline constexpr std::string_view signer_token = "desk-signer";
inline constexpr std::string_view certificate_token = "desk-certificate";
inline constexpr std::string_view answer_token = "desk-answer";

inline constexpr std::string_view anchors_setting = "trust-anchors";
inline constexpr std::string_view authority_setting = "time-stamp-authority";

inline constexpr std::string_view pdf_type = "application/pdf";
inline constexpr std::string_view json_type = "application/json";

inline constexpr std::string_view certificate_files
    = ".pem,.crt,.cer,.der,application/x-pem-file,application/x-x509-ca-cert,application/pkix-cert";
inline constexpr std::size_t max_certificate_bytes = 4U * 1024 * 1024;

[[nodiscard]] inline bool is_pdf(File const& file) { return file.bytes.starts_with("%PDF-"); }
[[nodiscard]] inline bool is_json(File const& file)
{
    auto const first = file.bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    return first != std::string::npos && file.bytes[first] == '{';
}

[[nodiscard]] inline std::string without_extension(std::string const& name)
{
    auto const dot = name.rfind('.');
    return dot == std::string::npos || dot == 0 ? name : name.substr(0, dot);
}

} // namespace konkordat::app::desk
