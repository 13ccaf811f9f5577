#include "claim/claim.hpp"
#include "optim/flow.hpp"
#include "properties/domains/mild_matrix.hpp"
#include "properties/penalty_statements.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source analysis{"note", "Adam + Ratio"};
constexpr Source better{"note", "Generalisability"};

using R = Real113;
using The = Implementation<R>;

/// −factor ∇‖·‖_* and −factor ∇rho, factor a function of F.
template <class Factor>
auto nuclear_field(const The& the, const Factor& factor) {
  return [&the, factor](const Matrix<R>& W) {
    const ThinSvd<R> svd = the.thin_svd(W);
    const R tolerance = rank_tolerance<R>(W.rows(), W.cols());
    return Matrix<R>(-factor(frobenius_norm<R>(W)) * the.nuclear_gradient(svd, tolerance));
  };
}
template <class Factor>
auto ratio_field(const The& the, const Factor& factor) {
  return [&the, factor](const Matrix<R>& W) {
    const ThinSvd<R> svd = the.thin_svd(W);
    const R tolerance = rank_tolerance<R>(W.rows(), W.cols());
    return Matrix<R>(-factor(frobenius_norm<R>(W)) * the.ratio_gradient(svd, tolerance).value());
  };
}
constexpr auto one = [](const R&) { return R(1); };

/// W(T) by as many steps as a time of 1/32 has of h.
template <class Field>
Matrix<R> flowed(const Field& field, const Matrix<R>& W_0, const R& T, const R& h) {
  const long steps = static_cast<long>(static_cast<double>(R(1) / (R(32) * h)));
  return flow<Matrix<R>, R>(field, W_0, T / integer<R>(steps), steps).back();
}
Matrix<R> shape(const Matrix<R>& W) { return W / frobenius_norm<R>(W); }

/// ∫ dt/F from 0 to t along −∇‖·‖_*, where every sigma falls by t: F(t)² = k t² − 2 N t + F².
R clock_of(const Known<R>& w, const R& t) {
  const R k = w.rank(), root = square_root<R>(k);
  const R F_t = square_root<R>(k * t * t - R(2) * w.N * t + w.F2);
  return log(R((root * F_t + k * t - w.N) / (root * w.F - w.N))) / root;
}

/// W/F at t = 1/32 along −∇‖·‖_*, and along −F² ∇rho at the clock that belongs to it, or at 1/32 too.
template <bool common_clock>
constexpr auto gap_of_shapes = [](const The& the, const SpectralMatrix& x, const R& h) {
  const Matrix<R> W = x.W<R>();
  const R t = R(1) / R(32), clock = common_clock ? clock_of(Known<R>(x), t) : t;
  const auto F2 = [](const R& norm) { return R(norm * norm); };
  return frobenius_norm<R>(shape(flow_step<Matrix<R>, R>(nuclear_field(the, one), W, t)) -
                           shape(flowed(ratio_field(the, F2), W, clock, h)));
};

/// How far F² moves along the flow of rho, or along −polar(W)/F, which drops its term in W.
template <bool whole>
constexpr auto drift_of_the_norm = [](const The& the, const SpectralMatrix& x, const R& h) {
  const Matrix<R> W = x.W<R>();
  const R t = R(1) / R(32);
  const auto inverse = [](const R& norm) { return R(R(1) / norm); };
  const Matrix<R> end =
      whole ? flowed(ratio_field(the, one), W, t, h) : flowed(nuclear_field(the, inverse), W, t, h);
  return magnitude<R>(end.squaredNorm() - W.squaredNorm());
};

/// Both velocities of W/F: F d(W/F)/dt = −(P − (N/F²) W) along −∇‖·‖_*, F² d(W/F)/dt the same along −∇rho.
constexpr auto velocities_of_the_shape_agree = []<class S>(const Implementation<S>& the,
                                                           const SpectralMatrix& x) {
  const Known<S> w(x);
  const Gradients<S> G(the, x, tolerance_for<S>(x));
  const Matrix<S> W = x.W<S>();
  const auto along_the_sphere = [&](const Matrix<S>& A) {
    return Matrix<S>(A - (inner<S>(A, W) / w.F2) * W);
  };
  return eq<S>(along_the_sphere(G.nuclear), w.F * along_the_sphere(G.ratio), S(w.rank()))
      .over(svd_operations(x))
      .conditioned_by(x.kappa<S>());
};

/// Σ over pairs i < j of the squared gap between d ln(sigma_i/sigma_j)/dt and factor (1/sigma_j − weight/sigma_i).
template <int weight, class Field>
R gap_of_sharpening(const The& the, const SpectralMatrix& x, const Field& field, const R& factor,
                    const R& h) {
  const Vector<R> sigma = Known<R>(x).sigma;
  const auto at = [&](const R& t) {
    return the.thin_svd(flow_step<Matrix<R>, R>(field, x.W<R>(), t)).sigma;
  };
  const Vector<R> after = at(h), before = at(-h);
  R sum(0);
  for (Index i = 0; i < x.r(); ++i) {
    for (Index j = i + 1; j < x.r(); ++j) {
      const R rate = log(R(after(i) * before(j) / (after(j) * before(i)))) / (R(2) * h);
      const R gap = rate - factor * (R(1) / sigma(j) - R(weight) / sigma(i));
      sum += gap * gap;
    }
  }
  return sum;
}
template <int weight>
constexpr auto gap_of_both_sharpenings = [](const The& the, const SpectralMatrix& x, const R& h) {
  return square_root<R>(
      gap_of_sharpening<weight>(the, x, nuclear_field(the, one), R(1), h) +
      gap_of_sharpening<weight>(the, x, ratio_field(the, one), R(R(1) / Known<R>(x).F), h));
};

/// (rho(W + hH) − rho(W))/h against the slope from one side, with or without what H has across the null spaces.
template <bool across>
constexpr auto gap_of_one_sided_slopes = [](const The& the, const SpectralMatrix& x, const R& h) {
  const Matrix<R> W = x.W<R>(), H = x.H.as<R>();
  const auto rho = [&](const Matrix<R>& A) { return the.ratio_value(the.thin_svd(A)).value(); };
  const R slope = across ? one_sided_slope<R>(the, x, H) : inner<R>(ratio_gradient<R>(the, x), H);
  return magnitude<R>((rho(W + h * H) - rho(W)) / h - slope);
};

constexpr std::array claims{
    Claim{
        .id = "E7e",
        .name = "one_sided_differences_of_low_rank_tend_to_the_slope_at_first_order",
        .states = "(rho(W + hH) - rho(W))/h = <grad rho, H> + |U_n' H V_n|_*/F + O(h)",
        .given = "h > 0, rank(W) < min(m, n), U_n and V_n its null spaces",
        .source = analysis,
        .kind = Kind::conditional,
        .holds = order<5, 12>(mild_matrices_of_low_rank, gap_of_one_sided_slopes<true>),
        .without = "|U_n' H V_n|_*/F",
        .fails_without = order<5, 12>(mild_matrices_of_low_rank, gap_of_one_sided_slopes<false>),
    },
    Claim{
        .id = "E19a",
        .name = "nuclear_norm_and_ratio_flow_through_the_same_shapes",
        .states = "W/F is the same curve along -grad |W|_* and along -grad rho; RK4: O(h^4)",
        .given =
            "one W_0 of full rank; t along the first, the clock s = int dt/F along -F^2 grad rho",
        .source = better,
        .kind = Kind::conditional,
        .holds = order<20, 6>(mild_matrices, gap_of_shapes<true>),
        .without = "the clock (s = t)",
        .fails_without = order<20, 6>(mild_matrices, gap_of_shapes<false>),
        .remark = "the penalty alone cannot prefer one over the other: what differs is how they "
                  "meet the data",
    },
    Claim{
        .id = "E19b",
        .name = "nuclear_norm_and_ratio_move_the_shape_in_one_direction",
        .states = "the parts of grad |W|_* and of F grad rho along the sphere |W| = F agree",
        .given = "W of rank r >= 1, the minimal subgradients; kappa = sigma_1/sigma_r",
        .source = better,
        .holds = forall_and_exactly(spectral_matrices, velocities_of_the_shape_agree),
    },
    Claim{
        .id = "E19c",
        .name = "flow_of_the_ratio_keeps_the_norm",
        .states = "|W(t)| = |W_0| along -grad rho; RK4: O(h^4)",
        .given = "full rank",
        .source = better,
        .kind = Kind::conditional,
        .holds = order<20, 6>(mild_matrices, drift_of_the_norm<true>),
        .without = "the term (N/F^3) W of grad rho",
        .fails_without = order<20, 6>(mild_matrices, drift_of_the_norm<false>),
        .remark = "along -grad |W|_* it falls: d|W|^2/dt = -2 |W|_*",
    },
    Claim{
        .id = "E23c",
        .name = "both_flows_sharpen_the_spectrum",
        .states =
            "d ln(sigma_i/sigma_j)/dt = 1/sigma_j - 1/sigma_i along -grad |W|_*, and 1/F of it "
            "along -grad rho; centred: O(h^2)",
        .given = "full rank, distinct sigma",
        .source = better,
        .kind = Kind::conditional,
        .holds = order<10, 12>(mild_matrices, gap_of_both_sharpenings<1>),
        .without = "1/sigma_i",
        .fails_without = order<10, 12>(mild_matrices, gap_of_both_sharpenings<0>),
    },
    Claim{
        .id = "E0g",
        .name = "canary_flows_of_the_penalties_agree_at_every_time",
        .states = "W/F is the same at every t along -grad |W|_* and along -F^2 grad rho",
        .given = "one W_0 of full rank",
        .source = {"canary", "false by E19a: the first goes 1/F as fast"},
        .kind = Kind::canary,
        .holds = order<20, 6>(mild_matrices, gap_of_shapes<false>),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group penalty_flow_claims() { return {"E", "Flows of the penalties", claims}; }

}  // namespace adamant
