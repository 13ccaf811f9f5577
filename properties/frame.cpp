#include "claim/claim.hpp"
#include "properties/domains/rank_one.hpp"
#include "properties/problem_shapes.hpp"
#include "properties/spectral_statements.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source frames{"note", "Adam + Ratio"};

constexpr std::string_view one_two = "eta=1;a=[[1],[2]];b=[[1],[2]]";

/// Uᵀ G V in full orthogonal frames: diagonal, with 1 or (1 − sigma_i/tau)/F for i ≤ r and 0 after.
constexpr auto lies_in_the_frame = []<class S>(const Implementation<S>& the,
                                               const SpectralMatrix& x) {
  const Known<S> w(x);
  const Gradients<S> G(the, x, tolerance_for<S>(x));
  const Matrix<S> U = x.U.as<S>(), V = x.V.as<S>();
  const Vector<S> ones = Vector<S>::Constant(x.r(), S(1));
  const auto is = [&](const Matrix<S>& A, const Vector<S>& d, const S& scale) {
    Matrix<S> D = Matrix<S>::Zero(x.m(), x.n());
    D.diagonal().head(x.r()) = d;
    return eq<S>(U.transpose() * A * V, D, scale)
        .over(svd_operations(x))
        .conditioned_by(x.kappa<S>());
  };
  return all(
      {is(G.nuclear, ones, S(1)), is(G.ratio, (ones - w.sigma / w.tau) / w.F, w.gradient_scale())});
};

/// The two penalties, on matrices and as functions of the signed singular values s, with a Lipschitz
/// constant of the gradient near s.
struct OnNuclearNorm {
  template <Scalar S>
  static Vector<S> gradient(const Vector<S>& s) {
    return s.unaryExpr([](const S& a) { return sign<S>(a); });
  }
  template <Scalar S>
  static S lipschitz(const Vector<S>& s) {
    return S(1) / s.cwiseAbs().minCoeff();
  }
  template <Scalar S>
  static Matrix<S> gradient(const Implementation<S>& the, const ThinSvd<S>& svd,
                            const S& tolerance) {
    return the.nuclear_gradient(svd, tolerance);
  }
};

struct OnRatio {
  template <Scalar S>
  static Vector<S> gradient(const Vector<S>& s) {
    const S F = square_root<S>(s.squaredNorm()), tau = F * F / s.cwiseAbs().sum();
    return (OnNuclearNorm::gradient<S>(s) - s / tau) / F;
  }
  template <Scalar S>
  static S lipschitz(const Vector<S>& s) {
    return S(6) / (s.cwiseAbs().minCoeff() * square_root<S>(s.squaredNorm()));
  }
  template <Scalar S>
  static Matrix<S> gradient(const Implementation<S>& the, const ThinSvd<S>& svd,
                            const S& tolerance) {
    return the.ratio_gradient(svd, tolerance).value();
  }
};

/// s_{t+1} = s_t − eta ∇R(s_t): what gradient descent on R does to the signed singular values.
template <class R, Scalar S>
struct VectorRun {
  VectorRun(const SpectralMatrix& x, long T) : s{x.sigma.as<S>().col(0)} {
    const S eta = x.eta.as<S>(), tolerance = tolerance_for<S>(x);
    S spread(1), growth(1);
    for (long t = 0; t <= T; ++t) {
      const S most = s.back().cwiseAbs().maxCoeff(), least = s.back().cwiseAbs().minCoeff();
      keeps_rank = keeps_rank && least > tolerance * most;
      if (!keeps_rank) return;
      largest = maximum<S>(largest, most);
      spread = maximum<S>(spread, S(most / least));
      kappa = spread * growth;
      growth *= S(1) + eta * R::template lipschitz<S>(s.back());
      s.push_back(s.back() - eta * R::template gradient<S>(s.back()));
    }
  }

  std::vector<Vector<S>> s;
  bool keeps_rank = true;
  S largest{0};
  S kappa{1};  ///< the largest max|s_i|/min|s_i| of the run, times Π(1 + eta L_t)
};

/// The SVD of a matrix in the frame of w: by the kernel on trial at a tier, read off the frame over exact
/// scalars.
template <Scalar S>
ThinSvd<S> decomposition_in_frame(const Implementation<S>& the, const Matrix<S>& W,
                                  const Known<S>& w) {
  if constexpr (Real<S>) {
    return the.thin_svd(W);
  } else {
    const Vector<S> s = (w.U.transpose() * W * w.V).diagonal();
    return {w.U, s.cwiseAbs(), w.V * OnNuclearNorm::gradient<S>(s).asDiagonal()};
  }
}

/// Is W_t = U diag(s_t) Vᵀ for t = 1, …, 4 of a closed loop on R alone, with s_t as VectorRun says?
template <class R, Scalar S>
Finding stays_in_the_frame(const Implementation<S>& the, const SpectralMatrix& x,
                           const Method<S>& method) {
  constexpr long T = 4;
  const Known<S> w(x);
  const VectorRun<R, S> run(x, T);
  if (!run.keeps_rank) return discard("a singular value reaches 0");
  const auto gradient = [&](const Matrix<S>& W) {
    return R::template gradient<S>(the, decomposition_in_frame<S>(the, W, w), tolerance_for<S>(x));
  };
  const auto W = trajectory<S>(method, x.W<S>(), gradient, T);
  Finding worst;
  for (std::size_t t = 1; t < W.size(); ++t) {
    const Matrix<S> said = w.U * run.s[t].asDiagonal() * w.V.transpose();
    worst =
        all({worst,
             eq<S>(W[t], said, run.largest).over(T * svd_operations(x)).conditioned_by(run.kappa)});
  }
  return worst;
}

template <class R>
constexpr auto gradient_descent_stays_in_the_frame =
    []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
      return stays_in_the_frame<R, S>(the, x, the.gradient_descent({.eta = x.eta.as<S>()}));
    };
template <class R>
constexpr auto sign_descent_stays_in_the_frame =
    []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
      return stays_in_the_frame<R, S>(the, x, the.sign_descent({.eta = x.eta.as<S>()}));
    };

template <Scalar S>
Method<S> plain_adam(const Implementation<S>& the, const Fraction& eta) {
  return the.adam({.eta = eta.as<S>(), .epsilon = S(0)});
}

/// W = a bᵀ: the gradient of its nuclear norm.
template <Scalar S>
Matrix<S> nuclear_gradient(const Implementation<S>& the, const RankOne& x) {
  return the.nuclear_gradient(decomposition<S>(the, x.svd<S>()),
                              rank_tolerance<S>(x.a.rows, x.b.rows));
}

constexpr auto adam_stays_in_the_column_space = []<class S>(const Implementation<S>& the,
                                                            const RankOne& x) {
  const Matrix<S> U_1 = first_update<S>(plain_adam<S>(the, x.eta), nuclear_gradient<S>(the, x));
  return vanishes<S>(outside_column_span<S>(U_1, x.svd<S>().U), x.eta.as<S>());
};

/// U_1 is in a frame of W = u sigma vᵀ only if (I − u uᵀ) U_1 v = 0.
constexpr auto sign_descent_stays_in_a_frame = []<class S>(const Implementation<S>& the,
                                                           const RankOne& x) {
  const Matrix<S> U_1 =
      first_update<S>(the.sign_descent({.eta = x.eta.as<S>()}), nuclear_gradient<S>(the, x));
  return vanishes<S>(outside_column_span<S>(U_1 * x.svd<S>().V, x.svd<S>().U), x.eta.as<S>());
};

constexpr auto elementwise_steps_of_a_diagonal_matrix = []<class S>(const Implementation<S>& the,
                                                                    const SpectralMatrix& x) {
  const Matrix<S> U = Matrix<S>::Identity(x.m(), x.k()), V = Matrix<S>::Identity(x.n(), x.k());
  const Gradients<S> G(the, decomposition<S>(the, {U, x.svd<S>().sigma, V}), tolerance_for<S>(x));
  const S eta = x.eta.as<S>();
  const auto is_diagonal = [&](const Method<S>& method, const Matrix<S>& gradient) {
    const Matrix<S> U_1 = first_update<S>(method, gradient);
    return vanishes<S>(U_1 - project_on_frame<S>(U_1, U, V), eta);
  };
  return all({is_diagonal(the.sign_descent({.eta = eta}), G.nuclear),
              is_diagonal(the.sign_descent({.eta = eta}), G.ratio),
              is_diagonal(plain_adam<S>(the, x.eta), G.nuclear),
              is_diagonal(plain_adam<S>(the, x.eta), G.ratio)});
};

/// Fed G, −2G, 3G with G in the spans of W, every update is in them too.
constexpr auto linear_methods_stay_in_the_spans = []<class S>(const Implementation<S>& the,
                                                              const RankOne& x) {
  const S eta = x.eta.as<S>(), mu = ratio<S>(9, 10);
  const ThinSvd<S> w = x.svd<S>();
  const Matrix<S> G = nuclear_gradient<S>(the, x);
  Finding worst;
  worst.vacuous = true;
  for (const Method<S>& method :
       {the.gradient_descent({.eta = eta}), the.heavy_ball({.eta = eta, .mu = mu}),
        the.nesterov({.eta = eta, .mu = mu}),
        the.nesterov_reparametrised({.eta = eta, .mu = mu})}) {
    for (const Matrix<S>& U : updates<S>(method, {G, S(-2) * G, S(3) * G}))
      worst = all({worst, vanishes<S>(outside_column_span<S>(U, w.U), eta).over(64),
                   vanishes<S>(outside_row_span<S>(U, w.V), eta).over(64)});
  }
  return worst;
};

constexpr std::array claims{
    Claim{
        .id = "E14a",
        .name = "gradients_lie_in_the_frame_of_W",
        .states = "U' G V is diagonal: 1 for |W|_*, (1 - sigma_i/tau)/F for rho, i <= r; 0 beyond",
        .given = "any SVD of W, U and V square; pairs with sigma_i = 0 left out; kappa = "
                 "sigma_1/sigma_r",
        .source = frames,
        .kind = Kind::theorem,
        .holds = forall_exactly_and_proved(spectral_matrices, symbolic_spectra, lies_in_the_frame),
        .remark = "with repeated sigma the frame is not unique: the statement is tried for the "
                  "frame W was built from",
    },
    Claim{
        .id = "E15a",
        .name = "gradient_descent_on_the_ratio_keeps_the_frame",
        .states = "W_t = U diag(s_t) V', s_{t+1,i} = s_i - eta sign(s_i) (1 - |s_i|/tau)/F",
        .given = "the penalty alone; full rank along the run; kappa = max sigma_1/sigma_k times "
                 "prod(1 + eta L_t)",
        .source = frames,
        .kind = Kind::conditional,
        .holds = {forall(full_rank_matrices, gradient_descent_stays_in_the_frame<OnRatio>),
                  witness_on_the_ladder(
                      full_rank_matrices,
                      "eta=6;U=<4|++++>;sigma=[[3],[2],[1],[1/"
                      "2]];V=<4|+++->;H=[[0,0,0,0],[0,0,0,0],[0,0,0,0],[0,0,0,0]]",
                      gradient_descent_stays_in_the_frame<OnRatio>)},
        .without = "the step is a multiple of the gradient (sign descent instead)",
        .fails_without = witness_on_the_ladder(
            full_rank_matrices,
            "eta=1;U=<5|++++0|0++++>;sigma=[[5],[4],[3],[2],[1/"
            "2]];V=<5>;H=[[0,0,0,0,0],[0,0,0,0,0],[0,0,0,0,0],[0,0,0,0,0],[0,0,0,0,0]]",
            sign_descent_stays_in_the_frame<OnRatio>),
        .remark = "an s_i may cross 0: its sign turns and the order changes, the pairs stay. s_t "
                  "is gradient "
                  "descent on |s|_1/|s|_2. The frozen run crosses 0",
    },
    Claim{
        .id = "E15b",
        .name = "gradient_descent_on_the_nuclear_norm_keeps_the_frame",
        .states = "W_t = U diag(s_t) V', s_{t+1,i} = s_i - eta sign(s_i)",
        .given = "the penalty alone; full rank along the run; kappa = max sigma_1/sigma_k times "
                 "prod(1 + eta L_t)",
        .source = frames,
        .kind = Kind::conditional,
        .holds = forall_and_exactly(full_rank_matrices,
                                    gradient_descent_stays_in_the_frame<OnNuclearNorm>),
        .without = "the step is a multiple of the gradient (sign descent instead)",
        .fails_without = witness(full_rank_matrices,
                                 "eta=1;U=<4|++++>;sigma=[[9/2],[7/2],[5/2],[1/2]];V=<4>;"
                                 "H=[[0,0,0,0],[0,0,0,0],[0,0,0,0],[0,0,0,0]]",
                                 sign_descent_stays_in_the_frame<OnNuclearNorm>),
        .remark = "s_t is gradient descent on |s|_1",
    },
    Claim{
        .id = "E18a",
        .name = "adam_stays_in_the_column_space_of_W",
        .states = "col(U_1) in col(W), U_1 Adam's first step on |W|_*",
        .given = "rank(W) = 1, epsilon = 0",
        .source = frames,
        .kind = Kind::literal_reading,
        .holds = {exactly(rank_one_matrices, adam_stays_in_the_column_space),
                  witness(rank_one_matrices, one_two, adam_stays_in_the_column_space)},
        .remark = "W = [[1,2],[2,4]]: the gradient is W/|W|_F, the step eta times a matrix of ones",
    },
    Claim{
        .id = "E18b",
        .name = "sign_descent_stays_in_the_frame_of_W",
        .states = "u_i' U_1 v_j = 0 for i != j, U_1 = -eta sign(grad |W|_*)",
        .given = "rank(W) = 1",
        .source = frames,
        .kind = Kind::literal_reading,
        .holds = {exactly(rank_one_matrices, sign_descent_stays_in_a_frame),
                  witness(rank_one_matrices, one_two, sign_descent_stays_in_a_frame)},
    },
    Claim{
        .id = "E18c",
        .name = "elementwise_methods_keep_the_frame_of_a_diagonal_matrix",
        .states = "the first steps of Adam and of sign descent on |W|_* and on rho are diagonal",
        .given = "W = diag(sigma), epsilon = 0, 0/0 := 0",
        .source = frames,
        .kind = Kind::theorem,
        .holds = exactly(spectral_matrices, elementwise_steps_of_a_diagonal_matrix),
        .remark = "the exception to E18b: an element-wise method respects the frame of signed "
                  "permutations",
    },
    Claim{
        .id = "E18d",
        .name = "linear_methods_stay_in_the_spans_of_their_gradients",
        .states =
            "col(U_t) in col(W), row(U_t) in row(W) for gradient descent, heavy ball and Nesterov",
        .given = "every G_t in the spans of W, rank(W) = 1",
        .source = frames,
        .kind = Kind::theorem,
        .holds = forall_and_exactly(rank_one_matrices, linear_methods_stay_in_the_spans),
        .remark = "momentum changes nothing about the span",
    },
    Claim{
        .id = "E0c",
        .name = "canary_gradient_descent_keeps_the_singular_values",
        .states = "W_1 = W_0",
        .given = "one step on |W|_*",
        .source = {"canary", "false by E6d"},
        .kind = Kind::canary,
        .holds = forall_and_exactly(
            spectral_matrices,
            []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
              const S eta = x.eta.as<S>();
              return vanishes<S>(
                  first_update<S>(the.gradient_descent({.eta = eta}), nuclear_gradient<S>(the, x)),
                  eta);
            }),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group frame_claims() { return {"E", "Frames", claims}; }

}  // namespace adamant
