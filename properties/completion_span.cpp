#include "claim/claim.hpp"
#include "claim/enclosed.hpp"
#include "properties/domains/completion_run.hpp"
#include "properties/domains/spectral_mask.hpp"
#include "properties/spectral_statements.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source spans{"note", "Intuition"};
constexpr Source linear{"note", "Generalisability"};
/// W_0 = I in another frame than the diagonal one, where d = (1, −1, 0, 0) leaves the diagonal alone.
constexpr std::string_view four_ones =
    "eta=1;U=<4|++++>;sigma=[[1],[1],[1],[1]];V=<4|++++>;"
    "H=[[1,1,0,0],[0,-1,0,0],[0,0,0,0],[0,0,0,0]]";
constexpr Source gunasekar{"gunasekar2017implicit", "gradient descent on the matrix itself"};

/// The end of gradient descent on the half-sum alone: with eta = 1 it is there after one step.
template <Scalar S>
Matrix<S> end_of_descent(const Implementation<S>& the, const Completion<S>& f,
                         const Matrix<S>& W_0) {
  const auto gradient = [&](const Matrix<S>& W) { return the.completion_gradient(f, W); };
  return trajectory<S>(the.gradient_descent({.eta = S(1)}), W_0, gradient, 1).back();
}

/// |W − W_0|² = |W_end − W_0|² + |W − W_end|² for every other W that fits, here with P'(W) = P'(W*).
constexpr auto ends_at_the_nearest_fit = []<class S>(const Implementation<S>& the,
                                                     const CompletionRun& x) {
  const Completion<S> f = x.problem<S>();
  const Matrix<S> W_0 = x.W.as<S>(), end = end_of_descent<S>(the, f, W_0), other = x.M.as<S>();
  return all({vanishes<S>(the.completion_gradient(f, end),
                          W_0.cwiseAbs().maxCoeff() + other.cwiseAbs().maxCoeff()),
              eq<S>(S((other - W_0).squaredNorm()),
                    S((end - W_0).squaredNorm() + (other - end).squaredNorm()),
                    S(other.squaredNorm() + W_0.squaredNorm()))
                  .over(other.size())});
};

/// The bases u_i v_iᵀ of the frame of W_0 on the entries that are not observed.
constexpr auto frame_is_observed = []<class S>(const Implementation<S>&, const SpectralMatrix& x) {
  const ThinSvd<S> w = x.svd<S>();
  const Mask Omega = support(x);
  Finding worst;
  for (Index i = 0; i < x.r(); ++i)
    worst = all(
        {worst, vanishes<S>(P_complement<S>(Omega, w.U.col(i) * w.V.col(i).transpose()), S(1))});
  return worst;
};

/// Is W* in the column space and in the row space of its zero fill?
constexpr auto truth_is_in_the_spans = []<class S>(const Implementation<S>& the,
                                                   const SpectralMatrix& x) {
  const Matrix<S> truth = completion_of<S>(x).Y;
  const ThinSvd<S> all_pairs = decomposition<S>(the, x);
  const Matrix<S> U = all_pairs.U.leftCols(x.r()), V = all_pairs.V.leftCols(x.r());
  const S size = truth.cwiseAbs().maxCoeff();
  return all({vanishes<S>(outside_column_span<S>(truth, U), size).over(svd_operations(x)),
              vanishes<S>(outside_row_span<S>(truth, V), size).over(svd_operations(x))});
};

/// The same by the SVD of W_0 as it is known, with low ranks too.
constexpr auto truth_is_far_from_the_span = []<class S>(const Implementation<S>& the,
                                                        const SpectralMatrix& x) {
  const Matrix<S> truth = completion_of<S>(x).Y;
  const Matrix<S> outside = outside_column_span<S>(truth, decomposition<S>(the, x).U);
  return leq<S>(truth.squaredNorm() / S(100), outside.squaredNorm());
};

/// The largest matching of rows to columns by observed entries.
Index structural_rank(const Mask& Omega) {
  std::vector<Index> row_of(static_cast<std::size_t>(Omega.cols()), -1);
  std::vector<bool> seen;
  const auto augment = [&](auto&& self, Index i) -> bool {
    for (Index j = 0; j < Omega.cols(); ++j) {
      const auto c = static_cast<std::size_t>(j);
      if (!Omega(i, j) || seen[c]) continue;
      seen[c] = true;
      if (row_of[c] >= 0 && !self(self, row_of[c])) continue;
      row_of[c] = i;
      return true;
    }
    return false;
  };
  Index size = 0;
  for (Index i = 0; i < Omega.rows(); ++i) {
    seen.assign(static_cast<std::size_t>(Omega.cols()), false);
    size += augment(augment, i) ? 1 : 0;
  }
  return size;
}

template <Real S>
Index rank_of_zero_fill(const Implementation<S>& the, const CompletionRun& x) {
  return numerical_rank<S>(the.thin_svd(x.problem<S>().zero_fill()).sigma,
                           rank_tolerance<S>(x.M.rows, x.M.cols));
}
constexpr auto rank_is_at_most_structural = []<class S>(const Implementation<S>& the,
                                                        const CompletionRun& x) {
  return holds_that(rank_of_zero_fill<S>(the, x) <= structural_rank(x.Omega.mask()),
                    "the rank exceeds the largest matching");
};
constexpr auto rank_is_structural = []<class S>(const Implementation<S>& the,
                                                const CompletionRun& x) {
  return holds_that(rank_of_zero_fill<S>(the, x) == structural_rank(x.Omega.mask()),
                    "the rank differs from the largest matching");
};

/// |P W*|² ≤ C ≤ |W*|² for C = Σ (u_iᵀ W* v_i)² over the pairs of W_0 = P W*.
template <Scalar S>
Finding frame_captures(const ThinSvd<S>& w, const Completion<S>& f, const S& factor, long n) {
  const S C = (w.U.transpose() * f.Y * w.V).diagonal().squaredNorm();
  return all({leq<S>(factor * f.zero_fill().squaredNorm(), C).over(n),
              leq<S>(C, f.Y.squaredNorm()).over(n)});
}
constexpr auto frame_of_the_zero_fill_captures = []<class S>(const Implementation<S>& the,
                                                             const CompletionRun& x) {
  const Completion<S> f = x.problem<S>();
  if (f.zero_fill().isZero(S(0))) return discard("Y = 0");
  return frame_captures<S>(the.thin_svd(f.zero_fill()), f, S(1),
                           svd_operations(x.M.rows, x.M.cols));
};
template <int p, int q>
struct FrameCaptures {
  template <class S>
  Finding operator()(const Implementation<S>& the, const SpectralMatrix& x) const {
    return frame_captures<S>(decomposition<S>(the, x), completion_of<S>(x), ratio<S>(p, q),
                             svd_operations(x));
  }
};

/// C = 18/5 of 4 for W* of ones with one entry of the diagonal hidden.
constexpr auto captures_nine_tenths = []<class S>(const Implementation<S>& the,
                                                  const CompletionRun& x) {
  const Completion<S> f = x.problem<S>();
  const ThinSvd<S> w = the.thin_svd(f.zero_fill());
  return eq<S>(S((w.U.transpose() * f.Y * w.V).diagonal().squaredNorm()), ratio<S>(18, 5))
      .over(svd_operations(2, 2));
};

/// W_0 + U diag(d) Vᵀ for d = diag(H).
template <Scalar S>
Matrix<S> along_the_frame(const SpectralMatrix& x) {
  const Vector<S> d = x.H.as<S>().diagonal().head(x.r());
  const Known<S> w(x);
  return x.W<S>() + w.U * d.asDiagonal() * w.V.transpose();
}

/// P(W − Y) on W_0 + Fr(W_0) is Σ d_i P(u_i v_iᵀ): its zeros are W_0 + the kernel of d ↦ P(U diag(d) Vᵀ).
constexpr auto misfit_is_linear_in_the_frame = []<class S>(const Implementation<S>& the,
                                                           const SpectralMatrix& x) {
  const Completion<S> f = completion_of<S>(x);
  const Known<S> w(x);
  Matrix<S> sum = Matrix<S>::Zero(x.m(), x.n());
  for (Index i = 0; i < x.r(); ++i)
    sum += x.H(i, i).template as<S>() * P_Omega<S>(f.Omega, w.U.col(i) * w.V.col(i).transpose());
  const S size = x.H.as<S>().cwiseAbs().maxCoeff() + w.sigma(0);
  return eq<S>(the.completion_gradient(f, along_the_frame<S>(x)), sum, size).over(6 * x.k());
};

/// The Gram matrix of the P(u_i v_iᵀ), i ≤ r.
template <Scalar S>
Matrix<S> gram_on(const Mask& Omega, const SpectralMatrix& x) {
  const Known<S> w(x);
  Matrix<S> K(x.r(), x.r());
  const auto base = [&](Index i) { return P_Omega<S>(Omega, w.U.col(i) * w.V.col(i).transpose()); };
  for (Index i = 0; i < x.r(); ++i)
    for (Index j = 0; j < x.r(); ++j) K(i, j) = inner<S>(base(i), base(j));
  return K;
}

/// No d ≠ 0 with P(U diag(d) Vᵀ) = 0, tried on d = diag(H); of full rank where the Gram determinant is not 0.
template <bool independent>
constexpr auto frame_meets_the_data_in_one_point =
    []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
      const Completion<S> f = completion_of<S>(x);
      if (x.H.as<double>().diagonal().head(x.r()).isZero(0)) return discard("d = 0");
      if (independent && !the.newton_step(gram_on<S>(f.Omega, x), Matrix<S>::Zero(x.r(), 1)))
        return discard("the P(u_i v_i') are dependent");
      return holds_that(the.completion_loss(f, along_the_frame<S>(x)) > S(0),
                        "another point of the frame fits");
    };

constexpr std::array claims{
    Claim{
        .id = "F3a",
        .name = "gradient_descent_ends_at_the_nearest_fit_of_no_penalty",
        .states = "P(W_end) = Y and |W - W_0|^2 = |W_end - W_0|^2 + |W - W_end|^2 for every W with "
                  "P(W) = Y",
        .given = "lambda = 0, half-sum loss, any W_0; eta = 1, which ends in one step",
        .source = gunasekar,
        .holds = forall_and_exactly(completion_runs, ends_at_the_nearest_fit),
        .remark = "from W_0 = 0 the end is the fit of least Frobenius norm: the zero fill",
    },
    Claim{
        .id = "F3b",
        .name = "frame_of_the_zero_fill_is_the_linear_space_of_gradient_descent",
        .states = "P'(u_i v_i') = 0 for the singular pairs of W_0",
        .given = "W_0 = P(W*), the linear space being span{e_a e_b' : (a,b) observed}",
        .source = linear,
        .kind = Kind::literal_reading,
        .holds = {exactly(spectral_zero_fills, frame_is_observed),
                  witness(spectral_matrices, four_ones, frame_is_observed)},
        .remark = "two spaces of dimensions |Omega| and k, which the note takes for one",
    },
    Claim{
        .id = "F7a",
        .name = "spans_of_the_zero_fill_contain_the_truth_of_full_rank",
        .states = "(I - U U') W* = 0 and W* (I - V V') = 0",
        .given = "W_0 = P(W*) square and invertible",
        .source = spans,
        .kind = Kind::conditional,
        .holds = forall_and_exactly(regular_zero_fills, truth_is_in_the_spans),
        .without = "W_0 invertible",
        .fails_without = witness(spectral_matrices, "eta=1;U=<2>;sigma=[[1]];V=<2>;H=[[0,0],[0,1]]",
                                 truth_is_in_the_spans),
        .remark = "at full rank the spans of W_0 are everything",
    },
    Claim{
        .id = "F7b",
        .name = "column_space_of_the_zero_fill_is_far_from_the_truth",
        .states = "|(I - U U') W*| >= |W*|/10",
        .given = "W_0 = P(W*), U its k left singular vectors",
        .source = spans,
        .kind = Kind::literal_reading,
        .holds = exactly(regular_zero_fills, truth_is_far_from_the_span),
        .remark = "it is at distance 0: what can be far is the frame, see F8a",
    },
    Claim{
        .id = "F7c",
        .name = "rank_of_the_zero_fill_is_at_most_the_largest_matching",
        .states = "rank(P(W*)) <= the largest matching of rows to columns by observed entries",
        .given = "any mask",
        .source = spans,
        .holds = forall(completion_runs, rank_is_at_most_structural),
        .remark = "so a row or a column that is not observed makes W_0 singular",
    },
    Claim{
        .id = "F7d",
        .name = "rank_of_the_zero_fill_is_the_largest_matching",
        .states = "rank(P(W*)) = the largest matching of rows to columns by observed entries",
        .given = "any mask",
        .source = spans,
        .kind = Kind::literal_reading,
        .holds = witness_on_the_ladder(
            completion_runs,
            "eta=1;lambda=1;T=1;Omega=111/111/110;M=[[1,1,1],[1,1,1],[1,1,1]];"
            "W=[[0,0,0],[0,0,0],[0,0,0]]",
            rank_is_structural),
        .remark =
            "eight ones of nine have a matching of 3 and rank 2: a block of low rank counts too",
    },
    Claim{
        .id = "F7e",
        .name = "zero_fill_is_of_full_rank_of_a_fifth_of_the_entries",
        .states = "P(rank W_0 = n) > 0.9",
        .given = "W* 30 x 30 of rank 3, a fifth of the entries observed",
        .source = spans,
        .kind = Kind::conjecture,
        .remark = "statistical: to be measured",
    },
    Claim{
        .id = "F8a",
        .name = "frame_of_the_zero_fill_captures_at_least_what_is_observed",
        .states = "|P W*|^2 <= sum_i (u_i' W* v_i)^2 <= |W*|^2",
        .given = "u_i, v_i the singular vectors of W_0 = P(W*) != 0",
        .source = spans,
        .holds = forall(partial_completions, frame_of_the_zero_fill_captures),
    },
    Claim{
        .id = "F8b",
        .name = "frame_of_a_known_zero_fill_captures_at_least_what_is_observed",
        .states = "|P W*|^2 <= sum_i (u_i' W* v_i)^2 <= |W*|^2",
        .given = "W_0 = P(W*) with a known SVD",
        .source = spans,
        .holds = {exactly(spectral_zero_fills, FrameCaptures<1, 1>{}),
                  enclosed(spectral_zero_fills, FrameCaptures<1, 1>{})},
    },
    Claim{
        .id = "F8c",
        .name = "frame_of_three_ones_captures_nine_tenths",
        .states = "sum_i (u_i' W* v_i)^2 = 18/5, of |W*|^2 = 4",
        .given = "W* = [[1,1],[1,1]], the last entry not observed",
        .source = spans,
        .holds = witness_on_the_ladder(
            completion_runs, "eta=1;lambda=1;T=1;Omega=11/10;M=[[1,1],[1,1]];W=[[0,0],[0,0]]",
            captures_nine_tenths),
        .remark = "the bound of F8a is 3",
    },
    Claim{
        .id = "F9a",
        .name = "misfit_on_the_frame_is_linear_in_its_coordinates",
        .states = "P(W_0 + U diag(d) V' - Y) = sum_i d_i P(u_i v_i')",
        .given = "W_0 = P(W*)",
        .source = spans,
        .holds = forall_and_exactly(spectral_zero_fills, misfit_is_linear_in_the_frame),
    },
    Claim{
        .id = "F9b",
        .name = "frame_and_data_meet_in_the_zero_fill_alone_of_independent_pairs",
        .states = "P(W_0 + U diag(d) V') != Y for d != 0",
        .given = "the P(u_i v_i'), i <= k, linearly independent, W_0 = P(W*) of full rank",
        .source = spans,
        .kind = Kind::conditional,
        .holds = exactly(full_rank_matrices, frame_meets_the_data_in_one_point<true>),
        .without = "the P(u_i v_i') linearly independent",
        .fails_without =
            witness(spectral_matrices, four_ones, frame_meets_the_data_in_one_point<false>),
        .remark = "so a path in both sets does not move at all: doomed, but by the frame",
    },
    Claim{
        .id = "F0c",
        .name = "canary_frame_captures_more_than_what_is_observed",
        .states = "(1 + 2^-10) |P W*|^2 <= sum_i (u_i' W* v_i)^2",
        .given = "W_0 = P(W*) with a known SVD",
        .source = {"canary", "false where u_i' W* v_i = sigma_i for all i"},
        .kind = Kind::canary,
        .holds = {exactly(spectral_zero_fills, FrameCaptures<1025, 1024>{}),
                  witness(spectral_matrices, "eta=1;U=<1>;sigma=[[1]];V=<2>;H=[[0,1]]",
                          FrameCaptures<1025, 1024>{})},
    },
};
static_assert(well_formed(claims));

}  // namespace

Group completion_span_claims() { return {"F", "Spans and frames of the zero fill", claims}; }

}  // namespace adamant
