#pragma once

#if defined(__FAST_MATH__) || (defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__)
#error "Adamant needs IEEE semantics: remove -ffast-math and -ffinite-math-only"
#endif
