#include "lab/completion_runs.hpp"
#include "optim/soft_impute.hpp"
#include "properties/conjectures/arms.hpp"
#include "spectral/fast_polar.hpp"

namespace adamant {
namespace {

struct Level {
  double eu;
  const char* name;
};
constexpr Level levels[] = {{0.7, "apart_at_0.7"}, {0.5, "apart_at_0.5"}, {0.2, "apart_at_0.2"}};

/// The iterates of a run where eu first is at most each of the levels.
class Milestones final : public Recorder {
 public:
  explicit Milestones(const CompletionCase& x)
      : x_(x), size_(P_complement<double>(x.Omega, x.truth).norm()) {}

  void see(long, const Matrix<double>&, const Matrix<double>& next) override { pass(next); }
  std::map<std::string, double> values() const override { return {}; }

  /// False once all levels have been passed.
  bool pass(const Matrix<double>& W) {
    const double eu = P_complement<double>(x_.Omega, W - x_.truth).norm() / size_;
    for (std::size_t k = at_.size(); k < std::size(levels) && eu <= levels[k].eu; ++k)
      at_.push_back(W);
    return at_.size() < std::size(levels);
  }
  /// ‖A − B‖_F over the error that is left there: 0 on one path, √2 for independent errors.
  void compare(const Milestones& other, std::map<std::string, double>& values) const {
    for (std::size_t k = 0; k < std::min(at_.size(), other.at_.size()); ++k)
      values[levels[k].name] = (at_[k] - other.at_[k]).norm() / (levels[k].eu * size_);
  }

 private:
  const CompletionCase& x_;
  double size_;
  std::vector<Matrix<double>> at_;
};

/// Put the data in, then lower the rank: by lambda off every singular value, by all but r of them, or by ten steps
/// of normalised descent on the ratio; again until the last level is passed, at most 2000 times.
void alternate(const std::string& how, const CompletionCase& x, Index r, Milestones& seen) {
  const Completion<double> problem{x.Y, x.Omega};
  const double lambda = largest_lambda(problem) / 100;
  FastPolar polar(x.Y.rows(), x.Y.cols());
  Matrix<double> W = x.W_0, Q;
  for (int t = 0; t < 2000 && seen.pass(W); ++t) {
    W = filled_in(problem, W);
    if (how == "ratio-descent") {
      for (int k = 0; k < 10; ++k) {
        const auto [N, F, by_svd] = polar(W, Q);
        const Matrix<double> G = Q / F - W * (N / F / F / F);
        W -= 0.1 * G / G.norm();
      }
      continue;
    }
    const auto svd = solver_svd(W);
    if (!svd) return;
    Vector<double> kept = (svd->sigma.array() - lambda).cwiseMax(0.0).matrix();
    if (how == "hard-impute") {
      kept = svd->sigma;
      kept.tail(kept.size() - r).setZero();
    }
    W = low_rank_product(*svd, kept);
  }
}

const Words as_adam{{"method", "Adam"}, {"eta", "0.01"}, {"lambda", "0.01"}};

/// How far apart Adam + ratio and another way are where they have the same eu.
/// Words  those of completion, as which the other way runs; or against: hard-impute, soft-impute, ratio-descent.
std::vector<Outcome> paths(const Cell& cell) {
  const std::string against = word(cell.with, "against", "");
  const Words setting = cell.with + Words{{"bits", "53"}};
  std::vector<CompletionCase> cases;
  std::vector<Milestones> of_adam, of_other;
  cases.reserve(static_cast<std::size_t>(cell.seeds));
  for (int i = 0; i < cell.seeds; ++i) {
    cases.push_back(completion_case(setting, cell.first_seed + static_cast<std::uint64_t>(i)));
    of_adam.emplace_back(cases.back());
    of_other.emplace_back(cases.back());
  }
  const auto run = [&](const Words& with, std::vector<Milestones>& seen) {
    std::vector<WatchedRun> runs;
    for (int i = 0; i < cell.seeds; ++i)
      runs.push_back({with, cell.first_seed + static_cast<std::uint64_t>(i),
                      &seen[static_cast<std::size_t>(i)]});
    return run_watched(runs);
  };
  std::vector<Outcome> outcomes = run(setting + as_adam, of_adam);
  if (against.empty()) (void)run(setting, of_other);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (!against.empty()) alternate(against, cases[i], whole(cell.with, "r"), of_other[i]);
    of_adam[i].compare(of_other[i], outcomes[i].values);
  }
  return outcomes;
}

Measurement path_comparison() {
  return {"paths", paths, [](const Cell& cell) {
            const double n = number(cell.with, "n") / 30;
            return 4 * number(cell.with, "T") * cell.seeds * n * n * n;
          }};
}

Arm against(const std::string& name, const Words& with) { return {name, with, {}, "paths"}; }
Arm against_gd() {
  return against("annealed GD",
                 {{"method", "GradientDescent"}, {"eta", "0.5"}, {"lambda", "10:0.01"}});
}
Arm against_hard_impute() { return against("hard-impute", {{"against", "hard-impute"}}); }

Part near(const char* id, const Arm& arm, Verdict prediction) {
  return {.id = id,
          .statement = "at eu = 1/2 the path of " + arm.name +
                       " is within half of the error that is left of Adam's",
          .prediction = prediction,
          .estimator = Estimator::median,
          .entrants = {{arm, at("0.4")}},
          .claimed = {0, 0.5},
          .metric = "apart_at_0.5"};
}

Arm slower(Arm arm) {
  arm.name += ", a tenth of eta";
  arm.with["eta"] = "0.001";
  return arm;
}

}  // namespace

Experiment alternating_minimisation(const Scale& scale) {
  const Words p = at("0.4") + Words{{"record", "alternation"}};
  const Words longer = {{"T", std::to_string(4 * scale.T)}};
  return {
      .id = "H4",
      .name = "adam_and_the_ratio_alternate_between_data_and_rank",
      .question =
          "The note sees some form of alternating minimisation. Do steps towards the data and "
          "steps towards low rank take turns?",
      .source = "the note, matrix completion: some form of alternating minimisation",
      .thinned =
          "two step sizes in place of three; the regression on three directions, without its null; "
          "paths compared at eu = 1/2; the surrogate inside the constraint set is feasible descent",
      .parts =
          {
              {.id = "H4a",
               .statement =
                   "consecutive normal parts of the steps point apart: mean cosine <= -0.5",
               .prediction = Verdict::confirmed,
               .estimator = Estimator::median,
               .entrants = {{adam_ratio(), p}},
               .claimed = {-1, -0.5},
               .metric = "normal_cosine",
               .again_at_113_bits = true},
              {.id = "H4b",
               .statement = "they still do at a tenth of the step size",
               .prediction = Verdict::undecided,
               .estimator = Estimator::median,
               .entrants = {{slower(adam_ratio()), p + longer}},
               .claimed = {-1, -0.5},
               .metric = "normal_cosine",
               .again_at_113_bits = true},
              {.id = "H4c",
               .statement = "alternation has its amplitude at a tenth of the step size: within a "
                            "factor of 2",
               .prediction = Verdict::refuted,
               .estimator = Estimator::log_ratio,
               .entrants = {{slower(adam_ratio()), p + longer}, {adam_ratio(), p}},
               .claimed = {-0.30103, 0.30103},
               .metric = "amplitude",
               .level = 0.9,
               .again_at_113_bits = true},
              {.id = "H4d",
               .statement =
                   "a step to the data and two to low rank explain four fifths of each step",
               .prediction = Verdict::refuted,
               .estimator = Estimator::median,
               .entrants = {{adam_ratio(), p}},
               .claimed = {0.8, 1},
               .metric = "fit",
               .again_at_113_bits = true},
              near("H4e", against_gd(), Verdict::confirmed),
              near("H4f", against_hard_impute(), Verdict::refuted),
              near("H4g", against("SoftImpute", {{"against", "soft-impute"}}), Verdict::undecided),
              near("H4h",
                   against("data put in, then ten steps down the ratio",
                           {{"against", "ratio-descent"}}),
                   Verdict::undecided),
              near("H4i",
                   against("feasible descent",
                           {{"method", "FeasibleDescent"}, {"lambda", "1"}, {"eta", "10"}}),
                   Verdict::confirmed),
              {.id = "H4j",
               .statement = "at eu = 1/2 hard-impute, which alternates between the data and the "
                            "true rank, is nearer to Adam's path than annealed GD in three pairs "
                            "of four",
               .prediction = Verdict::refuted,
               .estimator = Estimator::win_share,
               .entrants = {{against_hard_impute(), at("0.4")}, {against_gd(), at("0.4")}},
               .claimed = {0.75, 1},
               .metric = "apart_at_0.5"},
          },
      .measurements = {path_comparison()},
  };
}

}  // namespace adamant
