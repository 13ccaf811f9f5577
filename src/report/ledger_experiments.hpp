#pragma once

#include "report/document.hpp"
#include "report/experiment_record.hpp"

namespace adamant {

/// The ledger's object "experiments", by the id of a part, and back.
Json parts_json(const std::vector<LedgerPart>& parts);
std::vector<LedgerPart> parts_from(const Json& j);

}  // namespace adamant
