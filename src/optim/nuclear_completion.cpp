#include "optim/nuclear_completion.hpp"

#include "spectral/norms.hpp"

namespace adamant {
namespace {

constexpr long steps_between_gaps = 10;
constexpr long steps_of_balancing = 200;

struct Iterate {
  Matrix<double> X, W, D;
  double mu;
};

/// One round of the three updates; false where there is no SVD.
bool advance(const Completion<double>& problem, Iterate& x) {
  const auto svd = solver_svd(x.W - x.D);
  if (!svd) return false;
  x.X = low_rank_product(*svd, (svd->sigma.array() - 1 / x.mu).cwiseMax(0.0).matrix());
  const Matrix<double> W = filled_in<double>(problem, x.X + x.D);
  x.D = P_Omega<double>(problem.Omega, x.D + x.X - W);
  x.W = W;
  return true;
}

/// mu is moved where one residual is ten times the other; D is scaled with it, so that mu D stays.
void balance(Iterate& x, const Matrix<double>& W_before) {
  const double primal = (x.X - x.W).norm(), dual = (x.W - W_before).norm();
  const double factor = primal > 10 * dual ? 2 : dual > 10 * primal ? 0.5 : 1;
  x.mu *= factor;
  x.D /= factor;
}

/// Z and the two bounds, for the matrix scaled back by `size`.
void bound(const Completion<double>& problem, const Iterate& x, double size,
           NuclearCompletion& found) {
  found.Z = -x.mu * x.D;
  const auto svd_Z = solver_svd(found.Z), svd_W = solver_svd(x.W);
  if (!svd_Z || !svd_W) return;
  found.Z /= std::max(1.0, spectral_norm(svd_Z->sigma));
  found.primal = nuclear_norm(svd_W->sigma) * size;
  found.dual = inner<double>(found.Z, problem.zero_fill()) * size;
  found.criterion = quotient_or_zero(found.primal - found.dual, found.primal);
}

}  // namespace

NuclearCompletion minimise_nuclear_norm(const Completion<double>& given,
                                        const SolverBudget& budget) {
  budget.check();
  given.check();
  const Matrix<double> Y = given.zero_fill();
  require(Y.allFinite(), "minimise_nuclear_norm", "an observed entry", 0, "finite");
  NuclearCompletion found;
  found.W = Y;
  found.Z = Matrix<double>::Zero(Y.rows(), Y.cols());
  const double size = spectral_norm(thin_svd<double>(Y).sigma);
  if (is_zero(size)) {
    found.end = SolverEnd::converged;
    return found;
  }
  const Completion<double> problem{Y / size, given.Omega};
  Iterate x{problem.Y, problem.Y, Matrix<double>::Zero(Y.rows(), Y.cols()), 8.0};
  found.criterion = 1;
  found.end = SolverEnd::out_of_steps;
  while (found.end == SolverEnd::out_of_steps && found.steps < budget.steps) {
    const Matrix<double> W_before = x.W;
    if (!advance(problem, x)) {
      found.end = SolverEnd::no_svd;
    } else if (++found.steps % steps_between_gaps == 0 || found.steps == budget.steps) {
      bound(problem, x, size, found);
      if (found.criterion <= budget.tolerance) found.end = SolverEnd::converged;
      if (found.steps <= steps_of_balancing) balance(x, W_before);
    }
  }
  found.W = filled_in<double>(given, x.W * size);
  return found;
}

Enclosed<NuclearCertificate> certify(const Completion<double>& problem, const Matrix<double>& W,
                                     const Matrix<double>& Z) {
  problem.check();
  require_same_shape(problem.Y, W, "certify", "the shape of W");
  require_same_shape(problem.Y, Z, "certify", "the shape of Z");
  Ball pairing(0);
  for (Index k = 0; k < W.size(); ++k) {
    const double y = problem.Y.data()[k], z = Z.data()[k];
    if (!problem.Omega.data()[k] && z != 0) return {{}, "Z is not supported on Omega"};
    if (problem.Omega.data()[k] && W.data()[k] != y)
      return {{}, "W does not have the observed entries"};
    if (problem.Omega.data()[k]) pairing += Ball(y) * Ball(z);
  }
  const auto balls = [](const Matrix<double>& A) {
    return Matrix<Ball>(A.unaryExpr([](double a) { return Ball(a); }));
  };
  constexpr int accuracy = 40;
  const auto of_W = enclose_spectrum(balls(W), accuracy),
             of_Z = enclose_spectrum(balls(Z), accuracy);
  if (!of_W) return {{}, of_W.why_not};
  if (!of_Z) return {{}, of_Z.why_not};
  const Ball dual = pairing / max(Ball(1), of_Z->spectral);
  return {NuclearCertificate{of_W->nuclear, dual,
                             quotient_or_zero<Ball>(of_W->nuclear - dual, of_W->nuclear)},
          ""};
}

}  // namespace adamant
