#include "spectral/isa.hpp"

#include "spectral/digit_kernels.hpp"
#include "spectral/kernels.hpp"

namespace adamant {

bool is_supported(Isa isa) {
#if defined(__x86_64__)
  switch (isa) {
    case Isa::avx512:
      return spectral_kernels_avx512 != nullptr && digit_kernels_avx512 != nullptr &&
             __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512dq") != 0 &&
             __builtin_cpu_supports("avx512vl") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
             __builtin_cpu_supports("fma") != 0;
    case Isa::avx2:
      return spectral_kernels_avx2 != nullptr && digit_kernels_avx2 != nullptr &&
             __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0;
    case Isa::baseline:
      break;
  }
#endif
  return isa == Isa::baseline;
}

Isa best_isa() {
  static const Isa best = is_supported(Isa::avx512) ? Isa::avx512
                          : is_supported(Isa::avx2) ? Isa::avx2
                                                    : Isa::baseline;
  return best;
}

const char* name_of(Isa isa) {
  return isa == Isa::avx512 ? "avx512" : isa == Isa::avx2 ? "avx2" : "baseline";
}

}  // namespace adamant
