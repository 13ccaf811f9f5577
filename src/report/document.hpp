#pragma once

#include "report/json.hpp"

#include <nlohmann/json.hpp>

namespace adamant {

using Json = nlohmann::ordered_json;

/// The document in `text`; throws JsonError with `file` and the line where it is not JSON, or where it is
/// of another schema. For the units of this folder: it is the only header here that knows the library.
Json parse_document(std::string_view text, const std::string& file, const char* schema);

}  // namespace adamant
