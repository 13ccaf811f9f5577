#include "claim/proof.hpp"

namespace adamant {

bool is_identity_of_polynomials(Formula) { return false; }

}  // namespace adamant
