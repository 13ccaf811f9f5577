#include "report/document.hpp"

#include <algorithm>

namespace adamant {

Json parse_document(std::string_view text, const std::string& file, const char* schema) {
  Json j;
  try {
    j = Json::parse(text);
  } catch (const Json::parse_error& error) {
    const auto end = std::min(error.byte, text.size());
    const auto newlines =
        std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), '\n');
    throw JsonError(file + ":" + std::to_string(1 + newlines) + ": not JSON");
  }
  if (!j.is_object() || j.value("schema", "") != schema)
    throw JsonError(file + ": expected a document of schema " + schema);
  return j;
}

}  // namespace adamant
