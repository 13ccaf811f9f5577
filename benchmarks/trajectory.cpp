#include "benchmarks/trajectory.hpp"

#include "optim/completion_run.hpp"
#include "problem/sampling.hpp"
#include "scalar/atomic_file.hpp"
#include "spectral/svd.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

namespace adamant::benchmarks {
namespace {

std::string& cache_folder() {
  static std::string folder;
  return folder;
}

/// Another way to make the iterates gets another number.
constexpr int generation = 1;

std::string file_of(Index n, const std::string& stage, std::uint64_t seed) {
  return fmt::format("{}/{}-{}-{}-{}.f64", cache_folder(), generation, stage, n, seed);
}

void keep(const Matrix<double>& W, const std::string& stage, std::uint64_t seed) {
  std::filesystem::create_directories(cache_folder());
  write_file_atomically(file_of(W.rows(), stage, seed),
                        {reinterpret_cast<const char*>(W.data()),
                         static_cast<std::size_t>(W.size()) * sizeof(double)});
}

void make_iterates(Index n, std::uint64_t seed) {
  fmt::print(stderr, "one run at n = {}, seed {}, for its iterates\n", n, seed);
  const BenchmarkProblem problem = benchmark_problem(n, seed);
  CompletionRun run(problem.completion, problem.completion.zero_fill(), Adam<double>{},
                    PenaltyKind::ratio);
  const long late = n > 512   ? 60
                    : n > 256 ? 500
                    : n > 128 ? 1500
                              : 4000,
             longer = n > 256 ? 100 : 3000;
  while (run.t() < late) {
    if (run.t() == 30) keep(run.W(), "early", seed);
    if (run.t() == std::min(500L, late - 20)) keep(run.W(), "mid", seed);
    run.step(benchmark_lambda);
  }
  while (run.t() < late + longer && condition_number(run.W()) < 1e6)
    for (int k = 0; k < 10; ++k) run.step(benchmark_lambda);
  keep(run.W(), "late", seed);
}

}  // namespace

BenchmarkProblem benchmark_problem(Index n, std::uint64_t seed) {
  SplitMix truth = stream(seed, Stream::truth), observed = stream(seed, Stream::observed);
  BenchmarkProblem problem;
  problem.M = low_rank_matrix<double>(n, n, std::max<Index>(2, n / 16), truth);
  const Mask known = Mask::Constant(n, n, true);
  problem.completion = {problem.M, sample_entries(known, n * n / 2, observed), LossScale::half_sum};
  return problem;
}

void set_cache_folder(const std::string& folder) { cache_folder() = folder; }

Matrix<double> iterate(Index n, const std::string& stage, std::uint64_t seed) {
  const std::string path = file_of(n, stage, seed);
  if (!std::filesystem::exists(path)) make_iterates(n, seed);
  Matrix<double> W(n, n);
  std::ifstream file(path, std::ios::binary);
  file.read(reinterpret_cast<char*>(W.data()),
            static_cast<std::streamsize>(W.size()) * static_cast<std::streamsize>(sizeof(double)));
  if (!file) throw std::runtime_error(path + ": cannot be read; delete it, and it is made again");
  return W;
}

double condition_number(const Matrix<double>& W) {
  const Vector<double> sigma = thin_svd_lapack(W).sigma;
  return sigma(0) / sigma(sigma.size() - 1);
}

}  // namespace adamant::benchmarks
