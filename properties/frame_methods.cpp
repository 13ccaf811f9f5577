#include "claim/claim.hpp"
#include "claim/enclosed.hpp"
#include "properties/penalty_statements.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source frames{"note", "Adam + Ratio"};

/// W with all of the frame it was built in: k pairs, null ones included.
template <Scalar S>
struct Frame {
  explicit Frame(const SpectralMatrix& x) : U(x.svd<S>().U), V(x.svd<S>().V) {}

  Matrix<S> in(const Vector<S>& d) const { return U * d.asDiagonal() * V.transpose(); }
  Vector<S> of(const Matrix<S>& W) const { return (U.transpose() * W * V).diagonal(); }

  Matrix<S> U, V;
};

/// The methods whose step is a combination of the gradients, with numbers as coefficients.
template <Scalar S>
std::vector<Method<S>> combining_methods(const Implementation<S>& the, const S& eta) {
  const S mu = ratio<S>(9, 10);
  return {the.gradient_descent({.eta = eta}), the.heavy_ball({.eta = eta, .mu = mu}),
          the.nesterov({.eta = eta, .mu = mu}),
          the.nesterov_reparametrised({.eta = eta, .mu = mu})};
}

/// Three gradients in the frame: of the spectra sigma, diag(H) and their sum.
template <Scalar S>
std::vector<Matrix<S>> gradients_in(const Frame<S>& frame, const SpectralMatrix& x) {
  const Vector<S> sigma = x.svd<S>().sigma, d = x.H.as<S>().diagonal().head(x.k());
  return {frame.in(sigma), frame.in(d), frame.in(sigma + d)};
}

/// Are all the updates of a method in the frame, relative to `scale`?
template <Scalar S>
Finding keeps_the_frame(const Frame<S>& frame, const Method<S>& method,
                        const std::vector<Matrix<S>>& G, const S& scale) {
  Finding worst;
  worst.vacuous = true;
  for (const Matrix<S>& U : updates<S>(method, G))
    worst =
        all({worst,
             eq<S>(U, frame.in(frame.of(U)), scale).over(15 * svd_operations(U.rows(), U.cols()))});
  return worst;
}

constexpr auto combinations_keep_the_frame = []<class S>(const Implementation<S>& the,
                                                         const SpectralMatrix& x) {
  const Frame<S> frame(x);
  const auto G = gradients_in<S>(frame, x);
  const S eta = x.eta.as<S>();
  S size(0);
  for (const Matrix<S>& A : G) size = maximum<S>(size, A.cwiseAbs().maxCoeff());
  Finding worst;
  worst.vacuous = true;
  for (const Method<S>& method : combining_methods<S>(the, eta))
    worst = all({worst, keeps_the_frame<S>(frame, method, G, S(eta * size))});
  return all({worst,
              keeps_the_frame<S>(frame, the.normalised_gradient_descent({.eta = eta}), G, eta),
              keeps_the_frame<S>(frame, the.scalar_adam({{.eta = eta, .epsilon = S(0)}}), G, eta)});
};

constexpr auto adam_keeps_the_frame = []<class S>(const Implementation<S>& the,
                                                  const SpectralMatrix& x) {
  const Frame<S> frame(x);
  const S eta = x.eta.as<S>();
  return keeps_the_frame<S>(frame, the.adam({.eta = eta, .epsilon = S(0)}),
                            {frame.in(x.svd<S>().sigma)}, eta);
};

/// Muon twice, spectral descent and Shampoo: no combination of the gradients, but functions of their
/// singular values.
constexpr auto spectral_methods_keep_the_frame = []<class S>(const Implementation<S>& the,
                                                             const SpectralMatrix& x) {
  const Frame<S> frame(x);
  const auto G = gradients_in<S>(frame, x);
  const S eta = x.eta.as<S>();
  S sum(0);
  for (const Matrix<S>& A : G) sum += A.squaredNorm();
  const Matrix<S> W = frame.in(x.svd<S>().sigma);
  return all({keeps_the_frame<S>(frame, the.muon({.eta = eta}), G, eta),
              keeps_the_frame<S>(frame, the.muon_nesterov({{.eta = eta}}), G, eta),
              keeps_the_frame<S>(frame, the.spectral_descent({.eta = eta}), {W}, eta)
                  .conditioned_by(x.kappa<S>()),
              keeps_the_frame<S>(frame, the.shampoo({.eta = eta, .epsilon = sum}), G, eta)});
};

/// The matrix run on |W|_* and the run of the same method on |s|_1, s the spectrum with its signs.
constexpr auto matrix_run_is_a_vector_run = []<class S>(const Implementation<S>& the,
                                                        const SpectralMatrix& x) {
  constexpr long T = 4;
  const Frame<S> frame(x);
  const Matrix<S> s_0 = x.svd<S>().sigma;
  const auto on_matrices = [&](const Matrix<S>& W) {
    return the.nuclear_gradient(with_spectrum<S>(frame.U, frame.of(W), frame.V), S(0));
  };
  const auto on_vectors = [](const Matrix<S>& s) {
    return Matrix<S>(s.unaryExpr([](const S& a) { return sign<S>(a); }));
  };
  Finding worst;
  worst.vacuous = true;
  for (const Method<S>& method : combining_methods<S>(the, x.eta.as<S>())) {
    const auto W = trajectory<S>(method, frame.in(s_0), on_matrices, T);
    auto s = trajectory<S>(method, s_0, on_vectors, T);
    for (Matrix<S>& A : s) A = frame.in(A);
    worst = all({worst, eq<S>(W, s)});
  }
  return worst;
};

/// What of sign(G) is in the frame has at least the energy of its part along G, |G|_1²/|G|².
constexpr auto sign_keeps_its_part_along_the_gradient = []<class S>(const Implementation<S>& the,
                                                                    const SpectralMatrix& x) {
  const Frame<S> frame(x);
  const Matrix<S> G = nuclear_gradient<S>(the, x);
  const Matrix<S> step = first_update<S>(the.sign_descent({.eta = S(1)}), G);
  const S along = inner<S>(step, G);
  return leq<S>(S(along * along / G.squaredNorm()), S(frame.of(step).squaredNorm()));
};

/// NS of a matrix whose singular values are sigma_i + sigma_1/8, so at least 1/(9 √k) of its norm.
constexpr auto comes_near_one = []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
  const Frame<S> frame(x);
  const Vector<S> sigma = x.svd<S>().sigma;
  const Vector<S> raised = sigma + Vector<S>::Constant(x.k(), S(sigma(0) / S(8)));
  const Vector<S> d = -frame.of(first_update<S>(the.muon({.eta = S(1)}), frame.in(raised)));
  Finding worst = leq<S>(ratio<S>(65, 100), d(0));
  for (const S& a : d)
    worst = all({worst, leq<S>(ratio<S>(65, 100), a), leq<S>(a, ratio<S>(117, 100))});
  return worst;
};

constexpr std::string_view turned =
    "eta=1;U=<4|+++->;sigma=[[1],[1]];V=<6|--+0+0|-0--0+>;"
    "H=[[0,0,0,0,0,0],[0,0,0,0,0,0],[0,0,0,0,0,0],[0,0,0,0,0,0]]";

constexpr std::array claims{
    Claim{
        .id = "E16a",
        .name = "matrix_run_is_a_vector_run_of_the_nuclear_norm",
        .states = "W_t = U diag(s_t) V', s_t the same method's run on |s|_1 from s_0 = sigma",
        .given = "the penalty alone, gradient descent, heavy ball or Nesterov, t <= 4; "
                 "pairs with sigma_i = 0 left out",
        .source = frames,
        .holds = exactly(spectral_matrices, matrix_run_is_a_vector_run),
        .remark = "an s_i may cross 0. Of the ratio, whose runs are not rational: E15a, on the "
                  "ladder",
    },
    Claim{
        .id = "E17a",
        .name = "methods_that_combine_gradients_keep_their_frame",
        .states = "U_t in Fr(W) for gradient descent, heavy ball, Nesterov twice, normalised "
                  "gradient descent and Adam with one second moment",
        .given = "every G_t in Fr(W)",
        .source = frames,
        .kind = Kind::conditional,
        .holds = forall_and_exactly(spectral_matrices, combinations_keep_the_frame),
        .without = "the step combines gradients with numbers (Adam instead)",
        .fails_without = witness(spectral_matrices, turned, adam_keeps_the_frame),
        .remark = "normalising is not what leaves the frame: doing so entry by entry is",
    },
    Claim{
        .id = "E17b",
        .name = "spectral_methods_keep_the_frame_of_their_gradients",
        .states = "U_t in Fr(W) for Muon twice, spectral descent and Shampoo",
        .given = "every G_t in Fr(W); kappa = sigma_1/sigma_r of spectral descent; Shampoo from "
                 "multiples of I",
        .source = frames,
        .holds = forall(spectral_matrices, spectral_methods_keep_the_frame),
        .remark = "an odd polynomial in M, or a power of M M', acts on the singular values alone",
    },
    Claim{
        .id = "E17c",
        .name = "adam_keeps_the_frame_of_its_gradient",
        .states = "U_1 in Fr(W)",
        .given = "G_1 in Fr(W), epsilon = 0",
        .source = frames,
        .kind = Kind::literal_reading,
        .holds = {exactly(spectral_matrices, adam_keeps_the_frame),
                  witness(spectral_matrices, turned, adam_keeps_the_frame)},
    },
    Claim{
        .id = "E17p",
        .name = "newton_schulz_comes_near_one_of_sigma_that_are_not_small",
        .states = "0.65 <= NS(sigma) <= 1.17 after five steps",
        .given = "sigma a singular value of M/|M|, at least 1/9 of the largest",
        .source = {"jordan2024muon", "the coefficients"},
        .holds = enclosed(spectral_matrices, comes_near_one),
        .remark = "it neither converges to 1 nor needs to: measured, 0.68 to 1.14",
    },
    Claim{
        .id = "E18e",
        .name = "sign_descent_keeps_its_part_along_the_gradient_in_the_frame",
        .states = "the part of sign(G) in Fr(W) has at least the energy |G|_1^2/|G|^2",
        .given = "G = grad |W|_*",
        .source = frames,
        .holds = exactly(spectral_matrices, sign_keeps_its_part_along_the_gradient),
        .remark =
            "an equality where k = 1. For Gaussian W it leaves at most 1 - 2/pi outside; that "
            "it leaves as much is measured, not proved",
    },
    Claim{
        .id = "E18f",
        .name = "sign_descent_leaves_the_frame_with_one_minus_two_over_pi_of_gaussian_W",
        .states = "the share of |sign(G)|^2 outside Fr(W) tends to 1 - 2/pi",
        .given = "W n x n with independent normal entries, n -> infinity",
        .source = frames,
        .kind = Kind::conjecture,
        .remark = "statistical: to be measured. At most that much is E18e",
    },
    Claim{
        .id = "E0e",
        .name = "canary_newton_schulz_is_a_polar_factor",
        .states = "NS(sigma) = 1 after five steps",
        .given = "M = W",
        .source = {"canary", "false by E17p: the coefficients do not sum to 1"},
        .kind = Kind::canary,
        .holds = forall(full_rank_matrices,
                        []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
                          const S eta = x.eta.as<S>();
                          return eq<S>(first_update<S>(the.muon({.eta = eta}), x.W<S>()),
                                       -eta * x.svd<S>().U * x.svd<S>().V.transpose(), eta);
                        }),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group frame_method_claims() { return {"E", "Methods and frames", claims}; }

}  // namespace adamant
