#include "benchmarks/mpfr_peer.hpp"
#include "benchmarks/svd_error.hpp"
#include "scalar/exact.hpp"
#include "scalar/splitmix.hpp"
#include "spectral/jacobi.hpp"
#include "spectral/polar.hpp"
#include "spectral/refine.hpp"

#include <cmath>
#include <memory>
#include <stdexcept>

namespace adamant::benchmarks {
namespace {

/// Gaussian in the leading digits, uniform in the rest of the mantissa.
template <Real S>
Matrix<S> full_matrix(Index n, std::uint64_t seed) {
  SplitMix random(seed);
  Matrix<S> W(n, n);
  for (S& x : W.reshaped()) {
    x = S(random.normal());
    for (int k = 1; k * 50 < bits<S> + 50; ++k)
      x += S(random.uniform() - 0.5) * power_of_two<S>(-50 * k);
  }
  return W;
}

std::vector<Method> mpfr_peers(const Matrix<Real113>& W) {
  std::vector<Method> peers = mpfr_peers_113(W);
  for (Method& peer : float128_peers(W)) peers.push_back(std::move(peer));
  for (Method& peer : double_double_peers(W)) peers.push_back(std::move(peer));
  return peers;
}
std::vector<Method> mpfr_peers(const Matrix<Real256>& W) {
  std::vector<Method> peers = mpfr_peers_256(W);
  for (Method& peer : quad_double_peers(W)) peers.push_back(std::move(peer));
  return peers;
}
std::vector<Method> mpfr_peers(const Matrix<Real512>& W) { return mpfr_peers_512(W); }

using Wide = BinFloat<640>;

template <Real S>
double error_of(const Matrix<S>& W, const ThinSvd<S>& svd) {
  const auto wide = [](const auto& A) { return A.template cast<Wide>().eval(); };
  return svd_error<Wide, Matrix<Wide>, Vector<Wide>>(wide(W), wide(svd.U), wide(svd.sigma),
                                                     wide(svd.V));
}

/// The least for an SVD by refinement with exact products of s slices: T costs two products, R and S half
/// one each, the corrections of U and V half one each, s(s + 1)/2 pairs of slices a product, and the passes
/// before the last a third of it.
template <Real S>
double refinement_floor(Index n) {
  const double size = static_cast<double>(n),
               s = static_cast<double>(refinement_slices(bits<S>, n));
  return 4 * (s * (s + 1) / 2) * 2 * size * size * size * 4 / 3;
}

/// Our numbers in, our numbers out: the conversion to slices and back is in the time.
template <Real S>
std::vector<Method> svd_methods(Index n) {
  const auto W = std::make_shared<Matrix<S>>(full_matrix<S>(n, 1));
  const auto keep = std::make_shared<std::optional<ThinSvd<S>>>();
  const auto certified = std::make_shared<std::optional<CertifiedSvd<S>>>();
  const auto jacobi = std::make_shared<ThinSvd<S>>();
  std::vector<Method> methods = mpfr_peers(*W);
  std::vector<std::string> names;
  for (const Method& peer : methods) names.push_back(peer.name);
  names.push_back("eigen_jacobi_cpp_bin_float");
  names.push_back("mpmath");
  methods.push_back({.name = "refined",
                     .run = [=] { *keep = refined_svd<S>(*W); },
                     .peers = names,
                     .error =
                         [=] {
                           if (!*keep) throw std::runtime_error("refinement did not converge");
                           return error_of<S>(*W, **keep);
                         },
                     .floor_flops = refinement_floor<S>(n)});
  methods.push_back({.name = "certified",
                     .run = [=] { *certified = certified_svd<S>(*W); },
                     .peers = {"eigen_jacobi_mpfr", "refined"},
                     .error =
                         [=] {
                           if (!*certified) throw std::runtime_error("refinement did not converge");
                           return error_of<S>(*W, (*certified)->svd);
                         },
                     .floor_flops = refinement_floor<S>(n)});
  methods.push_back({.name = "eigen_jacobi_cpp_bin_float",
                     .run = [=] { *jacobi = jacobi_svd<S>(*W); },
                     .error = [=] { return error_of<S>(*W, *jacobi); }});
  return methods;
}

template <Real S>
std::vector<Method> polar_methods(Index n) {
  const auto W = std::make_shared<Matrix<S>>(full_matrix<S>(n, 1));
  const auto Q = std::make_shared<std::optional<Matrix<S>>>();
  const auto P = std::make_shared<std::optional<Matrix<S>>>();
  const auto error = [W](const Matrix<S>& X) {
    const Matrix<Wide> A = W->template cast<Wide>(), B = X.template cast<Wide>();
    Matrix<Wide> H = B.transpose() * A, G = B.transpose() * B;
    for (Index i = 0; i < G.rows(); ++i) G(i, i) -= 1;
    return std::max(static_cast<double>(Wide((H - H.transpose()).norm() / A.norm())),
                    static_cast<double>(Wide(G.norm())));
  };
  return {{.name = "refined",
           .run = [=] { *Q = refined_polar<S>(*W); },
           .peers = {"newton_cpp_bin_float"},
           .error = [=] { return error(**Q); }},
          {.name = "newton_cpp_bin_float",
           .run = [=] { *P = polar_newton<S>(*W); },
           .error = [=] { return error(**P); }}};
}

}  // namespace

std::vector<Contest> multiprecision_suite(const Plan& plan) {
  std::vector<Contest> contests;
  const auto add = [&]<class S>(S, Index n) {
    const int repetitions = n > 32 ? 3 : n > 16 ? 5 : 0;
    contests.push_back({"multiprecision", "multiprecision_svd", n, bits<S>, "random",
                        [=] { return svd_methods<S>(n); }, repetitions});
    contests.push_back({"multiprecision", "multiprecision_polar", n, bits<S>, "random",
                        [=] { return polar_methods<S>(n); }, repetitions});
  };
  for (const Index n : plan.quick ? std::vector<Index>{3} : std::vector<Index>{8, 16, 32, 64}) {
    add(Real113(), n);
    add(Real256(), n);
    add(Real512(), n);
  }
  return contests;
}

}  // namespace adamant::benchmarks
