#include "benchmarks/contest.hpp"
#include "benchmarks/trajectory.hpp"
#include "optim/method_names.hpp"
#include "penalty/ratio.hpp"
#include "spectral/fast_polar.hpp"
#include "spectral/norms.hpp"
#include "spectral/svd.hpp"

#include <memory>

namespace adamant::benchmarks {
namespace {

/// A step as `trace` takes it, part by part: the polar factor, the loss gradient, the method's own pure
/// step, and what a row of the trace adds, which is an SVD.
std::vector<Method> parts_of_a_step(const std::string& name, Index n) {
  struct Step {
    Matrix<double> W, Q, G;
    Completion<double> problem;
    FastPolar polar;
    adamant::Method<double> method;
    adamant::Method<double>::State state;
    double sink = 0;
  };
  const auto method = make_method<double>(name, {});
  const Matrix<double> W = iterate(n, "late", 0);
  const auto problem = benchmark_problem(n, 0).completion;
  const auto at = std::make_shared<Step>(
      Step{W, {}, problem.gradient(W), problem, FastPolar(n, n), method, method.init(W)});
  const auto part = [&](const char* words, auto run) {
    return Method{.name = name, .run = run, .part = words};
  };
  return {part("polar", [=] { at->sink += at->polar(at->W, at->Q).nuclear; }),
          part("loss gradient", [=] { at->G = at->problem.gradient(at->W); }),
          part("update", [=] { at->state = at->method.step(at->G, at->state).state; }),
          part("tracing", [=] {
            const auto svd = thin_svd_lapack(at->W);
            at->sink += effective_rank<double>(svd.sigma) + at->problem.value(at->W);
          })};
}

}  // namespace

std::vector<Contest> profile_suite(const Plan& plan) {
  std::vector<Contest> contests;
  for (const Index n : plan.quick ? std::vector<Index>{4} : std::vector<Index>{32, 64, 128, 256})
    for (const char* name :
         {"GradientDescent", "HeavyBall", "Adam", "Muon", "SpectralDescent", "Shampoo"})
      contests.push_back(
          {"profile", "step", n, 53, "late", [=] { return parts_of_a_step(name, n); }, 5});
  return contests;
}

}  // namespace adamant::benchmarks
