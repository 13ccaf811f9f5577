#include "optim/completion_batch.hpp"

#include <bit>
#include <cmath>

namespace adamant {
namespace {

Index rows_of(std::span<const Completion<double>> problems) {
  require(!problems.empty(), "CompletionBatch", "problems", 0, "at least one");
  return problems.front().Y.rows();
}

}  // namespace

CompletionBatch::CompletionBatch(std::span<const Completion<double>> problems,
                                 std::span<const Matrix<double>> starts, const FusedMethod& method,
                                 PenaltyKind penalty, Isa isa)
    : method_(method),
      penalty_(penalty),
      m_(rows_of(problems)),
      n_(problems.front().Y.cols()),
      polar_(m_, n_, isa),
      kernel_(update_kernel(isa)),
      Q_(m_ * n_ * polar_.lanes()),
      norms_(problems.size()) {
  std::visit([](const auto& rule) { rule.check(); }, method);
  require(starts.size() == problems.size(), "CompletionBatch", "the number of starts",
          static_cast<Index>(starts.size()), "the number of problems");
  const Index lanes = polar_.lanes(), entries = m_ * n_, runs = size();
  const double all_ones = std::bit_cast<double>(~std::uint64_t{0});
  for (Index g = 0; g * lanes < runs; ++g) {
    const auto zeros = [&] { return AlignedDoubles(entries * lanes); };
    Group group{zeros(), zeros(), zeros(), zeros(), zeros()};
    for (Index lane = 0; lane < lanes; ++lane) {
      // Lanes beyond the last run repeat it.
      const auto seed = static_cast<std::size_t>(std::min(g * lanes + lane, runs - 1));
      const Completion<double>& problem = problems[seed];
      problem.check();
      require_same_shape(problems.front().Y, problem.Y, "CompletionBatch",
                         "the shape of a problem");
      require_same_shape(problem.Y, starts[seed], "CompletionBatch", "the shape of a start");
      require(starts[seed].allFinite(), "CompletionBatch", "start", seed, "finite entries");
      for (Index e = 0; e < entries; ++e) {
        const bool observed = problem.Omega.data()[e];
        if (observed)
          require(is_finite(problem.Y.data()[e]), "CompletionBatch", "an observed entry of Y",
                  problem.Y.data()[e], "finite");
        group.Y[e * lanes + lane] = observed ? problem.Y.data()[e] : 0.0;
        group.observed[e * lanes + lane] = observed ? all_ones : 0.0;
        group.W[e * lanes + lane] = starts[seed].data()[e];
      }
      curvature_.push_back(problem.curvature());
    }
    groups_.push_back(std::move(group));
  }
}

void CompletionBatch::step(double lambda, double factor) {
  require(std::isfinite(lambda), "CompletionBatch::step", "lambda", lambda, "finite");
  ++t_;
  UpdateStep update = update_step(method_, t_, factor);
  for (std::size_t g = 0; g < groups_.size(); ++g) step_group(g, lambda, update);
}

void CompletionBatch::step_group(std::size_t g, double lambda, UpdateStep& update) {
  Group& group = groups_[g];
  const Index lanes = polar_.lanes(), first = static_cast<Index>(g) * lanes;
  std::span<const PolarNorms> polar;
  if (penalty_ != PenaltyKind::none) polar = polar_(group.W.data(), Q_.data());
  for (Index lane = 0; lane < lanes; ++lane) {
    const auto i = static_cast<std::size_t>(lane);
    update.curvature[i] = curvature_[static_cast<std::size_t>(first + lane)];
    set_penalty(update, i, penalty_, lambda,
                penalty_ == PenaltyKind::none ? PolarNorms{} : polar[i]);
  }
  kernel_(update, m_ * n_, group.Y.data(), group.observed.data(), Q_.data(), group.W.data(),
          group.m.data(), group.v.data());
  for (Index lane = 0; lane < lanes && first + lane < size(); ++lane) {
    const auto i = static_cast<std::size_t>(lane);
    CompletionNorms& norms = norms_[static_cast<std::size_t>(first + lane)];
    norms.loss = update.square[i] * update.curvature[i] / 2;
    if (penalty_ == PenaltyKind::none) continue;
    norms.nuclear = polar[i].nuclear;
    norms.frobenius = polar[i].frobenius;
    fallbacks_ += polar[i].by_svd ? 1 : 0;
  }
}

Matrix<double> CompletionBatch::W(Index seed) const {
  require(seed >= 0 && seed < size(), "CompletionBatch::W", "seed", seed, "one of the runs");
  const Index lanes = polar_.lanes();
  const AlignedDoubles& from = groups_[static_cast<std::size_t>(seed / lanes)].W;
  Matrix<double> W(m_, n_);
  for (Index e = 0; e < W.size(); ++e) W.data()[e] = from[e * lanes + seed % lanes];
  return W;
}

}  // namespace adamant
