#pragma once

#include "report/document.hpp"
#include "report/proofs.hpp"

namespace adamant {

Json difference_json(const MutantProof& difference);

}  // namespace adamant
