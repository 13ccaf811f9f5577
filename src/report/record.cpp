#include "report/record.hpp"

namespace adamant {

const EvidenceRecord* deciding(const ClaimRecord& record) {
  const EvidenceRecord* best = nullptr;
  for (const EvidenceRecord& e : record.evidence)
    if (e.status == record.status && (!best || e.kind > best->kind)) best = &e;
  return best;
}

}  // namespace adamant
