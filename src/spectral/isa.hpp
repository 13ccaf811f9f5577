#pragma once

namespace adamant {

/// Which instructions a kernel may use; each path computes the same to rounding.
enum class Isa { baseline, avx2, avx512 };

/// This processor has them.
bool is_supported(Isa isa);

/// The widest that this processor has.
Isa best_isa();

const char* name_of(Isa isa);

}  // namespace adamant
