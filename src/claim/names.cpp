#include "claim/claim.hpp"

namespace adamant {

std::string_view name_of(EvidenceKind kind) {
  switch (kind) {
    case EvidenceKind::none:
      return "none";
    case EvidenceKind::measure:
      return "measure";
    case EvidenceKind::order:
      return "order";
    case EvidenceKind::forall:
      return "forall";
    case EvidenceKind::witness:
      return "witness";
    case EvidenceKind::enclosed:
      return "enclosed";
    case EvidenceKind::exactly:
      return "exactly";
    case EvidenceKind::proved:
      return "proved";
  }
  return "none";
}

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::definition:
      return "definition";
    case Kind::theorem:
      return "theorem";
    case Kind::conditional:
      return "conditional";
    case Kind::literal_reading:
      return "literal_reading";
    case Kind::canary:
      return "canary";
    case Kind::conjecture:
      return "conjecture";
  }
  return "theorem";
}

std::string_view name_of(Wanted wanted) {
  switch (wanted) {
    case Wanted::holds:
      return "holds";
    case Wanted::refuted:
      return "refuted";
    case Wanted::measured:
      return "measured";
  }
  return "holds";
}

}  // namespace adamant
