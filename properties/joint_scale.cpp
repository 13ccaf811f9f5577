#include "claim/claim.hpp"
#include "properties/spectral_statements.hpp"
#include "properties/statements.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source interpretation{"note", "Intuition about Adam / History"};

/// ∇rho(cW) = ∇rho(W)/c.
template <Scalar S>
Finding gradient_is_of_degree_minus_one(const Implementation<S>& the, const SpectralMatrix& x,
                                        const S& c) {
  ThinSvd<S> cW = x.svd<S>();
  cW.sigma *= magnitude<S>(c);
  cW.U *= sign<S>(c);
  const S tolerance = tolerance_for<S>(x);
  const Matrix<S> G = the.ratio_gradient(decomposition<S>(the, cW), tolerance).value();
  return eq<S>(c * G, ratio_gradient<S>(the, x), Known<S>(x).gradient_scale())
      .over(svd_operations(x))
      .conditioned_by(x.kappa<S>());
}

/// Five steps of Adam on rho alone, from W at rate eta and from cW at rate |c| eta (or eta again).
template <int p, int q, bool rescale_rate>
constexpr auto runs_are_similar =
    []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
      const S c = ratio<S>(p, q), eta = x.eta.as<S>();
      const Matrix<S> W = x.H.as<S>();
      const S tolerance = tolerance_for<S>(x);
      const auto gradient = [&](const Matrix<S>& A) {
        return the.ratio_gradient(the.thin_svd(A), tolerance).value();
      };
      const auto run = [&](const Matrix<S>& from, const S& rate) {
        return trajectory<S>(the.adam(Adam<S>{.eta = rate, .epsilon = S(0)}), from, gradient, 5);
      };
      auto A = run(W, eta);
      for (auto& B : A) B *= c;
      return eq<S>(run(c * W, rescale_rate ? S(magnitude<S>(c) * eta) : eta), A)
          .over(adaptive_operations(5 * svd_operations(x)));
    };

constexpr std::string_view square = "eta=1/10;U=<2>;sigma=[[2],[1]];V=<2>;H=[[3,1],[2,5]]";
constexpr std::string_view tall = "eta=1/16;U=<3>;sigma=[[2],[1]];V=<2>;H=[[3,1],[2,-5],[1,4]]";
constexpr std::array claims{
    Claim{
        .id = "D33a",
        .name = "ratio_gradient_has_degree_minus_one_of_either_sign",
        .states = "grad rho(cW) = grad rho(W)/c",
        .given = "c != 0; kappa = sigma_1/sigma_r",
        .source = interpretation,
        .holds =
            forall_and_exactly(spectral_matrices,
                               []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
                                 const S c = x.eta.as<S>();
                                 return all({gradient_is_of_degree_minus_one<S>(the, x, c),
                                             gradient_is_of_degree_minus_one<S>(the, x, S(-c))});
                               }),
    },
    Claim{
        .id = "D33b",
        .name = "adam_on_the_ratio_alone_scales_with_its_start_of_a_scaled_rate",
        .states = "W'_t = c W_t for t <= 5, W' from cW_0 at rate |c| eta",
        .given = "f = rho, epsilon = 0, full rank and no zero gradient entry on the way",
        .source = interpretation,
        .kind = Kind::conditional,
        .holds = {witness_on_the_ladder(spectral_matrices, square, runs_are_similar<-3, 7, true>),
                  witness_on_the_ladder(spectral_matrices, tall, runs_are_similar<5, 3, true>)},
        .without = "the rate |c| eta (eta instead)",
        .fails_without =
            witness_on_the_ladder(spectral_matrices, square, runs_are_similar<-3, 7, false>),
        .remark = "two invariances: Adam's to the scale of the gradient, over time; rho's to the "
                  "scale of W, over parameters",
    },
    Claim{
        .id = "D0t",
        .name = "canary_adam_on_the_ratio_alone_ignores_the_scale_of_its_start",
        .states = "W'_t = c W_t for t <= 5, W' from cW_0 at the same rate eta",
        .given = "f = rho, c = 5/3, epsilon = 0",
        .source = {"canary", "false by D33b"},
        .kind = Kind::canary,
        .holds = witness_on_the_ladder(spectral_matrices, tall, runs_are_similar<5, 3, false>),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group joint_scale_claims() { return {"D", "Adam on the ratio, from a scaled start", claims}; }

}  // namespace adamant
