#include "lab/reference_runs.hpp"

#include "optim/alternating_least_squares.hpp"
#include "optim/hard_impute.hpp"
#include "optim/nuclear_completion.hpp"
#include "optim/soft_impute.hpp"

namespace adamant {
namespace {

CompletionSolution solve(const Words& with, const CompletionCase& x) {
  const Completion<double> problem{x.Y, x.Omega};
  const std::string solver = word(with, "solver");
  const bool convex = solver == "nuclear-minimum" || solver == "soft-impute";
  const SolverBudget budget{whole(with, "steps", "20000"),
                            number(with, "tolerance", convex ? "1e-8" : "1e-7")};
  if (solver == "nuclear-minimum") return minimise_nuclear_norm(problem, budget);
  if (solver == "soft-impute")
    return soft_impute(problem, number(with, "share") * largest_lambda(problem), budget,
                       Matrix<double>::Zero(x.Y.rows(), x.Y.cols()));
  const Index r = whole(with, "rank", word(with, "r"));
  if (solver == "hard-impute") return hard_impute(problem, r, budget, x.W_0);
  require_text(solver == "als", "solver", solver,
               "nuclear-minimum, soft-impute, hard-impute or als");
  return alternating_least_squares(problem, r, number(with, "mu", "0"), budget);
}

Outcome outcome_of(const Words& with, std::uint64_t seed) {
  const CompletionCase x = completion_case(with, seed);
  const CompletionSolution solution = solve(with, x);
  if (solution.end == SolverEnd::no_svd) return {seed, RunEnd::failed, {}};
  if (!solution.converged()) return {seed, RunEnd::timed_out, {}};
  Outcome outcome{seed, RunEnd::finished, errors_at(x, solution.W)};
  outcome.values["steps"] = static_cast<double>(solution.steps);
  outcome.values["criterion"] = solution.criterion;
  return outcome;
}

}  // namespace

Measurement reference_measurement() {
  const auto run = [](const Cell& cell) {
    std::vector<Outcome> outcomes;
    for (int i = 0; i < cell.seeds; ++i)
      outcomes.push_back(outcome_of(cell.with, cell.first_seed + static_cast<std::uint64_t>(i)));
    return outcomes;
  };
  // About 2000 SVDs of a 30 × 30 matrix a seed.
  const auto cost = [](const Cell& cell) {
    const double n = number(cell.with, "n") / 30;
    return 4000 * cell.seeds * n * n * n;
  };
  return {"reference", run, cost};
}

}  // namespace adamant
