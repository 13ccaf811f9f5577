#include "benchmarks/contest.hpp"
#include "benchmarks/lapack_run.hpp"
#include "benchmarks/polar_case.hpp"

#include <memory>

namespace adamant::benchmarks {
namespace {

CompletionBatch batch_of(const std::vector<Matrix<double>>& starts) {
  std::vector<Completion<double>> problems;
  for (std::size_t s = 0; s < starts.size(); ++s)
    problems.push_back(benchmark_problem(starts[s].rows(), s).completion);
  return CompletionBatch(problems, starts, Adam<double>{}, PenaltyKind::ratio);
}

/// One step of Adam on loss and ratio: polar factor, norms, loss gradient, update. With eta·0, so that W
/// stays the iterate it is.
std::vector<Method> step_methods(Index n, const std::string& stage) {
  const Index lanes = spectral_kernels(best_isa()).lanes;
  const auto at = std::make_shared<PolarCase>(n, stage, is_batched(n) ? lanes : 1);
  const std::vector<std::string> peers = {"dgesdd", "dgesdd_padded", "torch_autograd_adam"};
  const Completion<double> problem = benchmark_problem(n, 0).completion;
  const Matrix<double>& W = at->W.front();
  std::vector<Method> methods;
  if (is_batched(n)) {
    const auto run = std::make_shared<CompletionBatch>(batch_of(at->W));
    methods.push_back({.name = "lanes",
                       .run = [=] { run->step(benchmark_lambda, 0); },
                       .peers = peers,
                       .mode = "batched",
                       .per = static_cast<int>(lanes),
                       .error =
                           [=] {
                             PolarBatch polar(n, n);
                             return at->lanes_error(polar(at->lanes_W.data(), at->lanes_Q.data()));
                           },
                       .floor_flops = at->floor()});
  }
  const auto run = std::make_shared<CompletionRun>(problem, W, Adam<double>{}, PenaltyKind::ratio);
  methods.push_back({.name = "blocks",
                     .run = [=] { run->step(benchmark_lambda, 0); },
                     .peers = peers,
                     .error =
                         [=] {
                           FastPolar polar(n, n);
                           return at->error(polar(at->W.front().data(), at->Q.data()).nuclear);
                         },
                     .floor_flops = at->floor()});
  for (const Index ld : {n, n + 8}) {
    const auto lapack = std::make_shared<LapackRun>(problem, W, ld);
    methods.push_back({.name = ld == n ? "dgesdd" : "dgesdd_padded",
                       .run = [=] { lapack->step(benchmark_lambda, 0); },
                       .error =
                           [=] {
                             return gradient_error(at->W.front(), at->reference.front(),
                                                   lapack->Q(), lapack->nuclear());
                           }});
  }
  return methods;
}

/// A run from its start: Adam and the ratio, 3000 steps.
std::vector<Method> run_methods(Index n, long steps) {
  const BenchmarkProblem at = benchmark_problem(n, 0);
  std::vector<Method> methods;
  if (is_batched(n)) {
    const auto lanes = spectral_kernels(best_isa()).lanes;
    std::vector<Matrix<double>> starts;
    for (int s = 0; s < lanes; ++s)
      starts.push_back(benchmark_problem(n, static_cast<std::uint64_t>(s)).completion.zero_fill());
    methods.push_back({.name = "lanes",
                       .run =
                           [=] {
                             CompletionBatch run = batch_of(starts);
                             for (long t = 0; t < steps; ++t) run.step(benchmark_lambda);
                           },
                       .peers = {"dgesdd"},
                       .mode = "batched",
                       .per = lanes});
  }
  const auto single = [=](auto make) {
    return [=] {
      auto run = make();
      for (long t = 0; t < steps; ++t) run.step(benchmark_lambda);
    };
  };
  methods.push_back({.name = "blocks",
                     .run = single([=] {
                       return CompletionRun(at.completion, at.completion.zero_fill(),
                                            Adam<double>{}, PenaltyKind::ratio);
                     }),
                     .peers = {"dgesdd"}});
  methods.push_back(
      {.name = "dgesdd",
       .run = single([=] { return LapackRun(at.completion, at.completion.zero_fill(), n); })});
  return methods;
}

}  // namespace

std::vector<Contest> inner_loop_suite(const Plan& plan) {
  std::vector<Contest> contests;
  const std::vector<Index> sizes =
      plan.quick ? std::vector<Index>{4, 9} : std::vector<Index>{16, 32, 64, 128, 256, 512, 1024};
  for (const char* stage : {"early", "late"})
    for (const Index n : sizes)
      contests.push_back({"inner_loop", "inner_loop", n, 53, stage,
                          [=] { return step_methods(n, stage); }, n > 512 ? 5 : 0});
  const long steps = plan.quick ? 3 : 3000;
  for (const Index n : plan.quick ? std::vector<Index>{4} : std::vector<Index>{30, 100})
    contests.push_back(
        {"inner_loop", "run_of_3000_steps", n, 53, "", [=] { return run_methods(n, steps); }, 3});
  return contests;
}

}  // namespace adamant::benchmarks
