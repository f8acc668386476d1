#include "core/base/result.h"

namespace konkordat {

std::string_view error_code_name(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidArgument: return "invalid-argument";
    case ErrorCode::NotFound: return "not-found";
    case ErrorCode::Malformed: return "malformed";
    case ErrorCode::TooLarge: return "too-large";
    case ErrorCode::UnsupportedVersion: return "unsupported-version";
    case ErrorCode::Inconsistent: return "inconsistent";
    case ErrorCode::Storage: return "storage";
    case ErrorCode::ReadOnly: return "read-only";
    case ErrorCode::Corrupt: return "corrupt";
    case ErrorCode::Unavailable: return "unavailable";
    }
    return "unknown";
}

std::string Error::to_string() const
{
    std::string text = file;
    if (line > 0)
        text += (text.empty() ? "line " : ":") + std::to_string(line);
    if (!pointer.empty())
        text += (text.empty() ? "" : ": ") + pointer;
    if (!text.empty())
        text += ": ";
    return text + message;
}

} // namespace konkordat
