#pragma once

#include "claim/claim.hpp"
#include "report/ledger.hpp"

#include <stdexcept>
#include <string>

namespace adamant {

/// The whole file. Throws InputFileError with one line where it cannot be read.
struct InputFileError : std::runtime_error {
  using std::runtime_error::runtime_error;
};
std::string read_file(const std::string& path);

/// The ledger at `path`, or the project's where `path` is empty; an empty one where that does not exist.
Ledger read_ledger(const std::string& path);

/// Where the claim's entry is proved, docs/theory/<group>.md#<entry>: empty where that file has no heading
/// `## <entry>`, or does not exist.
std::string proof_of(const Claim& claim);

}  // namespace adamant
