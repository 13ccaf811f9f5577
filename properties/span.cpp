#include "claim/claim.hpp"
#include "properties/problem_shapes.hpp"
#include "properties/spectral_statements.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source span{"note", "Intuition"};
constexpr Source subdifferential{"watson1992subdifferential", "the nuclear norm"};

constexpr std::string_view rank_one_of_two = "eta=1;U=<2>;sigma=[[1]];V=<2>;H=[[0,0],[0,0]]";
constexpr std::string_view two_and_one = "eta=1;U=<2>;sigma=[[2],[1]];V=<2>;H=[[0,0],[0,0]]";

/// Z = eta·U_⊥ V_⊥ᵀ over the pairs r < i ≤ k: |Z|_2 = eta, and nothing of it is in the spans of W.
template <Scalar S>
Matrix<S> null_part(const SpectralMatrix& x, const S& factor) {
  const Index d = x.k() - x.r();
  return factor * x.svd<S>().U.rightCols(d) * x.svd<S>().V.rightCols(d).transpose();
}

/// |X|_* ≥ |W|_* + <G, X − W> for G = polar(W) + Z: at X = W + U_⊥ V_⊥ᵀ, where it is an equality for
/// eta = 1, and at a tier also at X = H.
constexpr auto subgradient_inequality = []<class S>(const Implementation<S>& the,
                                                    const SpectralMatrix& x) {
  const Known<S> w(x);
  const Matrix<S> W = x.W<S>(), G = nuclear_gradient<S>(the, x) + null_part<S>(x, x.eta.as<S>());
  const auto at = [&](const ThinSvd<S>& svd, const Matrix<S>& X) {
    const S N = nuclear_norm(svd.sigma);
    return leq<S>(w.N + inner<S>(G, X - W), N, w.N + N)
        .over(svd_operations(x))
        .conditioned_by(x.kappa<S>());
  };
  ThinSvd<S> beyond = x.svd<S>();
  beyond.sigma.tail(x.k() - x.r()).setOnes();
  const Finding first = at(decomposition<S>(the, beyond), beyond.product());
  if constexpr (Real<S>) {
    const Matrix<S> H = x.H.as<S>();
    return all({first, at(the.thin_svd(H), H)});
  } else {
    return first;
  }
};

/// The same W by two SVDs that differ in the sign of the last right singular vector, which is null.
template <Scalar S>
Finding agrees_for_two_svds(const Implementation<S>& the, const SpectralMatrix& x,
                            const S& tolerance) {
  ThinSvd<S> other = x.svd<S>();
  other.V.col(x.k() - 1) *= S(-1);
  return eq<S>(the.nuclear_gradient(decomposition<S>(the, x), tolerance),
               the.nuclear_gradient(other, tolerance), S(1))
      .over(svd_operations(x))
      .conditioned_by(x.kappa<S>());
}

/// Are both gradients in the column space and the row space of W, if null pairs are cut at `tolerance`?
template <Scalar S>
Finding lies_in_the_spans(const Implementation<S>& the, const SpectralMatrix& x,
                          const S& tolerance) {
  const Known<S> w(x);
  const Gradients<S> G(the, x, tolerance);
  const auto inside = [&](const Matrix<S>& A, const S& scale) {
    return all({vanishes<S>(outside_column_span<S>(A, w.U), scale)
                    .over(svd_operations(x))
                    .conditioned_by(x.kappa<S>()),
                vanishes<S>(outside_row_span<S>(A, w.V), scale)
                    .over(svd_operations(x))
                    .conditioned_by(x.kappa<S>())});
  };
  return all({inside(G.nuclear, S(1)), inside(G.ratio, w.gradient_scale())});
}

constexpr auto lies_in_the_spans_with_null_pairs_cut = []<class S>(const Implementation<S>& the,
                                                                   const SpectralMatrix& x) {
  return lies_in_the_spans<S>(the, x, tolerance_for<S>(x));
};
constexpr auto lies_in_the_spans_with_all_pairs = []<class S>(const Implementation<S>& the,
                                                              const SpectralMatrix& x) {
  return lies_in_the_spans<S>(the, x, S(-1));
};

constexpr auto is_a_multiple_of_W = []<class S>(const Implementation<S>& the,
                                                const SpectralMatrix& x) {
  const Matrix<S> W = x.W<S>(), G = nuclear_gradient<S>(the, x);
  return eq<S>(G, W * S(inner<S>(G, W) / Known<S>(x).F2), S(1)).over(svd_operations(x));
};

constexpr auto spans_every_direction_of_W = []<class S>(const Implementation<S>& the,
                                                        const SpectralMatrix& x) {
  const Known<S> w(x);
  const Vector<S> D = (w.U.transpose() * ratio_gradient<S>(the, x) * w.V).diagonal();
  return holds_that((D.array() != S(0)).all(), "u_i' grad rho v_i = 0 for some i <= r");
};

constexpr std::array claims{
    Claim{
        .id = "E10a",
        .name = "polar_plus_null_part_is_a_subgradient_of_a_contraction",
        .states = "|X|_* >= |W|_* + <polar(W) + Z, X - W> for every X",
        .given = "U_r' Z = 0, Z V_r = 0, |Z|_2 <= 1",
        .source = subdifferential,
        .kind = Kind::conditional,
        .holds = forall_and_exactly(low_rank_contractions, subgradient_inequality),
        .without = "|Z|_2 <= 1",
        .fails_without =
            witness(low_rank_matrices, "eta=101/100;U=<2>;sigma=[[1]];V=<2>;H=[[0,0],[0,0]]",
                    subgradient_inequality),
        .remark = "an equality at X = W + z_1 z_2', z the top pair of Z, where |Z|_2 = 1",
    },
    Claim{
        .id = "E10b",
        .name = "nuclear_gradient_is_a_partial_isometry_that_attains_the_norm",
        .states = "P P' P = P, so |P|_2 = 1, and <P, W> = |W|_*",
        .given = "P = polar(W), r >= 1; kappa = sigma_1/sigma_r",
        .source = subdifferential,
        .kind = Kind::theorem,
        .holds = forall_and_exactly(
            spectral_matrices,
            []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
              const Matrix<S> P = nuclear_gradient<S>(the, x);
              return all({eq<S>(P * P.transpose() * P, P, S(1)).over(svd_operations(x)),
                          eq<S>(inner<S>(P, x.W<S>()), Known<S>(x).N).over(svd_operations(x))});
            }),
        .remark = "the two properties that characterise a subgradient at W",
    },
    Claim{
        .id = "E11a",
        .name = "gradient_with_all_pairs_is_a_function_of_W",
        .states = "two SVDs of W give the same U V' = sum over all k pairs of u_i v_i'",
        .given = "rank(W) < min(m, n)",
        .source = span,
        .kind = Kind::literal_reading,
        .holds = {exactly(low_rank_matrices,
                          []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
                            return agrees_for_two_svds<S>(the, x, S(-1));
                          }),
                  witness(low_rank_matrices, rank_one_of_two,
                          []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
                            return agrees_for_two_svds<S>(the, x, S(-1));
                          })},
        .remark = "what differentiating a sum of singular values gives: diag(1,0) has diag(1,1) "
                  "and diag(1,-1)",
    },
    Claim{
        .id = "E11b",
        .name = "minimal_subgradient_is_a_function_of_W",
        .states = "two SVDs of W give the same U_r V_r'",
        .given = "rank(W) < min(m, n), pairs with sigma_i = 0 left out; kappa = sigma_1/sigma_r",
        .source = span,
        .kind = Kind::theorem,
        .holds =
            forall_and_exactly(low_rank_matrices,
                               []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
                                 return agrees_for_two_svds<S>(the, x, tolerance_for<S>(x));
                               }),
    },
    Claim{
        .id = "E12a",
        .name = "gradients_lie_in_the_spans_of_W_of_the_minimal_subgradient",
        .states = "col(G) in col(W) and row(G) in row(W) for G = grad |W|_* and G = grad rho(W)",
        .given = "rank(W) < min(m, n), pairs with sigma_i = 0 left out; kappa = sigma_1/sigma_r",
        .source = span,
        .kind = Kind::conditional,
        .holds = forall_exactly_and_proved(low_rank_matrices, symbolic_low_rank,
                                           lies_in_the_spans_with_null_pairs_cut),
        .without = "pairs with sigma_i = 0 left out",
        .fails_without =
            witness(low_rank_matrices, rank_one_of_two, lies_in_the_spans_with_all_pairs),
        .remark = "tried at low rank alone: at full rank it says nothing, see E12d",
    },
    Claim{
        .id = "E12b",
        .name = "nuclear_gradient_spans_all_of_the_spans_of_W",
        .states = "P P' = U_r U_r' and P' P = V_r V_r', so col(P) = col(W) and row(P) = row(W)",
        .given = "P = polar(W), rank(W) < min(m, n); kappa = sigma_1/sigma_r",
        .source = span,
        .kind = Kind::theorem,
        .holds =
            forall_and_exactly(low_rank_matrices,
                               []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
                                 const Known<S> w(x);
                                 const Matrix<S> P = nuclear_gradient<S>(the, x);
                                 return all({eq<S>(P * P.transpose(), w.U * w.U.transpose(), S(1))
                                                 .over(svd_operations(x))
                                                 .conditioned_by(x.kappa<S>()),
                                             eq<S>(P.transpose() * P, w.V * w.V.transpose(), S(1))
                                                 .over(svd_operations(x))
                                                 .conditioned_by(x.kappa<S>())});
                               }),
    },
    Claim{
        .id = "E12c",
        .name = "ratio_gradient_spans_all_of_the_spans_of_W",
        .states = "u_i' grad rho(W) v_i != 0 for every i <= r",
        .given = "rank(W) < min(m, n)",
        .source = span,
        .kind = Kind::literal_reading,
        .holds = {exactly(low_rank_matrices, spans_every_direction_of_W),
                  witness(low_rank_matrices, rank_one_of_two, spans_every_direction_of_W)},
        .remark = "the direction with sigma_i = tau drops out; at equal sigma nothing is left",
    },
    Claim{
        .id = "E12d",
        .name = "span_of_W_restricts_nothing_of_full_rank",
        .states =
            "every X of its shape is in col(W) where rank(W) = m, in row(W) where rank(W) = n",
        .given = "rank(W) = min(m, n)",
        .source = span,
        .kind = Kind::theorem,
        .holds = forall_and_exactly(
            full_rank_matrices,
            []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
              const ThinSvd<S> svd = decomposition<S>(the, x);
              const Matrix<S> X = x.H.as<S>();
              const Matrix<S> outside =
                  x.m() <= x.n() ? outside_column_span<S>(X, svd.U) : outside_row_span<S>(X, svd.V);
              return vanishes<S>(outside, frobenius_norm<S>(X)).over(svd_operations(x));
            }),
        .remark = "so at full rank 'in the span of W' is true of every direction whatever",
    },
    Claim{
        .id = "E13a",
        .name = "nuclear_gradient_is_a_multiple_of_W",
        .states = "polar(W) = (N/F^2) W",
        .given = "W of rank r >= 1",
        .source = span,
        .kind = Kind::literal_reading,
        .holds = {exactly(spectral_matrices, is_a_multiple_of_W),
                  witness(spectral_matrices, two_and_one, is_a_multiple_of_W)},
        .remark = "span{W} is a line; its multiple of W nearest to polar(W) is (N/F^2) W",
    },
    Claim{
        .id = "E13b",
        .name = "nuclear_gradient_is_a_multiple_of_W_iff_equal_sigma",
        .states = "polar(W) = (N/F^2) W iff sigma_1 = ... = sigma_r",
        .given = "W of rank r >= 1",
        .source = span,
        .kind = Kind::theorem,
        .holds = exactly(spectral_matrices,
                         []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
                           const Finding multiple = is_a_multiple_of_W(the, x);
                           return holds_that(
                               multiple.finite && multiple.zero() == Known<S>(x).all_equal,
                               "a multiple of W iff all sigma are equal");
                         }),
        .remark = "and then grad rho(W) = 0",
    },
    Claim{
        .id = "E13c",
        .name = "nuclear_gradient_is_W_times_a_symmetric_matrix",
        .states = "polar(W) = W A, A = ((W'W)^+)^(1/2)",
        .given = "W of rank r >= 1; kappa = sigma_1/sigma_r",
        .source = span,
        .kind = Kind::theorem,
        .holds = forall_and_exactly(
            spectral_matrices,
            []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
              const Known<S> w(x);
              const Matrix<S> A = w.V * w.sigma.cwiseInverse().asDiagonal() * w.V.transpose();
              return eq<S>(nuclear_gradient<S>(the, x), x.W<S>() * A, S(1))
                  .over(svd_operations(x))
                  .conditioned_by(x.kappa<S>());
            }),
    },
    Claim{
        .id = "E0b",
        .name = "canary_nuclear_gradient_is_its_own_transpose",
        .states = "polar(W) = polar(W)'",
        .given = "W square or not",
        .source = {"canary", "false already for a square W that is not symmetric"},
        .kind = Kind::canary,
        .holds = forall_and_exactly(spectral_matrices,
                                    []<class S>(const Implementation<S>& the,
                                                const SpectralMatrix& x) {
                                      const Matrix<S> P = nuclear_gradient<S>(the, x);
                                      return eq<S>(P, P.transpose(), S(1));
                                    }),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group span_claims() { return {"E", "The spans of W", claims}; }

}  // namespace adamant
