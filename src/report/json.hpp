#pragma once

#include "claim/mutant.hpp"
#include "report/record.hpp"

#include <stdexcept>

namespace adamant {

/// A JSON text that is not what it should be: `what()` is one line that names the file.
struct JsonError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The document of `check --json`, schema adamant/check/1. Infinite excesses are the text "-inf".
std::string check_json(const Run& run);

/// One claim of it, and back: how a worker process hands its record over.
std::string claim_json(const ClaimRecord& record);
ClaimRecord claim_from_json(std::string_view text, const Claim& claim);

/// The document of `list --json`, schema adamant/list/1; `last` gives the ledger's verdicts.
std::string list_json(std::span<const Claim* const> claims, const Ledger& last);

/// The killers of a mutant on their way from a worker process.
std::string ids_json(const std::vector<std::string>& ids);
std::vector<std::string> ids_from_json(std::string_view text);

/// The document of `doctor --json` is the context alone, schema adamant/doctor/1.
std::string doctor_json(const std::vector<std::pair<std::string, std::string>>& build,
                        const std::vector<std::pair<std::string, bool>>& probes);

}  // namespace adamant
