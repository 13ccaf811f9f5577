#pragma once

#include "problem/completion.hpp"

#include <string>

namespace adamant::benchmarks {

/// One completion problem of the benchmarks: rank n/16 (at least 2), half of the entries observed.
struct BenchmarkProblem {
  Matrix<double> M;
  Completion<double> completion;
};
BenchmarkProblem benchmark_problem(Index n, std::uint64_t seed);

inline constexpr double benchmark_lambda = 1;  ///< of the ratio, in every run here

/// An iterate of Adam with the ratio penalty from the zero-filled start. early: step 30. mid: step 500.
/// late: from step 4000 on (1500 at n > 128, 500 at n > 256, 60 at n > 512) the first, of
/// every tenth, whose condition number is above 1e6, at most 3000 steps later (100 at n > 256): near-singular
/// iterates are what a long run consists of.
/// Made once and kept in the folder named at the start (set_cache_folder).
Matrix<double> iterate(Index n, const std::string& stage, std::uint64_t seed);

void set_cache_folder(const std::string& folder);

/// sigma_1/sigma_n by LAPACK.
double condition_number(const Matrix<double>& W);

}  // namespace adamant::benchmarks
