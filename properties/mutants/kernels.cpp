#include "properties/mutants/parts.hpp"

namespace adamant {
namespace {

/// The SVD, the polar factor, norms, and the penalties that are made of them.

/// thin_svd with `change` after it, at the tiers.
template <auto change>
constexpr Mutant wrong_svd(std::string_view name, std::string_view what,
                           std::span<const std::string_view> ids) {
  return wrong<[]<class S>(Implementation<S>& the) {
    if constexpr (Real<S>)
      the.thin_svd = [](const Matrix<S>& W) {
        ThinSvd<S> svd = thin_svd<S>(W);
        change(svd, W);
        return svd;
      };
    else
      (void)the;
  }>(name, "src/spectral/jacobi_svd.hpp", what, ids);
}

/// polar_newton with `change` after it, at the tiers.
template <auto change>
constexpr Mutant wrong_polar(std::string_view name, std::string_view what,
                             std::span<const std::string_view> ids) {
  return wrong<[]<class S>(Implementation<S>& the) {
    if constexpr (Real<S>)
      the.polar = [](const Matrix<S>& W) {
        std::optional<Matrix<S>> P = polar_newton<S>(W);
        if (P) change(*P, W);
        return P;
      };
    else
      (void)the;
  }>(name, "src/spectral/polar.cpp", what, ids);
}

/// rho by `value` of the SVD.
template <auto value>
constexpr Mutant wrong_value(std::string_view name, std::string_view what,
                             std::span<const std::string_view> ids) {
  return wrong<[]<class S>(Implementation<S>& the) {
    the.ratio_value = [](const ThinSvd<S>& svd) -> std::optional<S> { return value(svd); };
  }>(name, "src/penalty/ratio.hpp", what, ids);
}

/// grad rho by `gradient` of the SVD and the tolerance.
template <auto gradient>
constexpr Mutant wrong_ratio(std::string_view name, std::string_view what,
                             std::span<const std::string_view> ids) {
  return wrong<[]<class S>(Implementation<S>& the) {
    the.ratio_gradient = [](const ThinSvd<S>& svd, const S& tolerance) -> std::optional<Matrix<S>> {
      return gradient(svd, tolerance);
    };
  }>(name, "src/penalty/ratio.hpp", what, ids);
}

/// grad of the nuclear norm likewise.
template <auto gradient>
constexpr Mutant wrong_nuclear(std::string_view name, std::string_view what,
                               std::span<const std::string_view> ids) {
  return wrong<[]<class S>(Implementation<S>& the) {
    the.nuclear_gradient = [](const ThinSvd<S>& svd, const S& tolerance) -> Matrix<S> {
      return gradient(svd, tolerance);
    };
  }>(name, "src/penalty/nuclear.hpp", what, ids);
}

/// exp of the entropy by `change` of sigma, where there are logarithms.
template <auto change>
constexpr Mutant wrong_effective_rank(std::string_view name, std::string_view what,
                                      std::span<const std::string_view> ids) {
  return wrong<[]<class S>(Implementation<S>& the) {
    if constexpr (Real<S>)
      the.effective_rank = [](const Vector<S>& sigma) -> S { return change(sigma); };
    else
      (void)the;
  }>(name, "src/spectral/norms.hpp", what, ids);
}

template <class M>
using entry = typename std::decay_t<M>::Scalar;

constexpr std::array mutants{
    wrong_svd<[](auto& svd, const auto& W) {
      if (W.rows() == W.cols()) std::swap(svd.U, svd.V);
    }>("svd_sides_swapped", "U and V trade places where shapes allow", killed_by<>),
    wrong_svd<[](auto& svd, const auto&) { svd.sigma(svd.sigma.size() - 1) *= 0; }>(
        "svd_loses_the_last_pair", "sigma_k is 0", killed_by<>),
    wrong_svd<[](auto& svd, const auto&) {
      const Index last = svd.sigma.size() - 1;
      svd.sigma(last) = -svd.sigma(last);
      svd.V.col(last) = -svd.V.col(last);
    }>("svd_with_a_negative_sigma", "the last sigma and its v have the wrong sign", killed_by<>),
    wrong_svd<[](auto& svd, const auto&) { svd.sigma = svd.sigma.cwiseProduct(svd.sigma).eval(); }>(
        "svd_of_the_gram_matrix", "sigma^2 instead of sigma", killed_by<>),
    wrong_svd<[](auto& svd, const auto&) { svd.U *= 2; }>("svd_U_twice_as_long", "U'U = 4 I",
                                                          killed_by<>),
    wrong_svd<[](auto& svd, const auto&) { svd.V.col(0) = -svd.V.col(0); }>(
        "svd_first_pair_flipped", "v_1 has the wrong sign", killed_by<>),
    wrong_svd<[](auto& svd, const auto&) {
      using S = entry<decltype(svd.U)>;
      svd.sigma *= S(1) + power_of_two<S>(-66);
    }>("svd_sigma_slightly_large", "sigma is too large by 2^-66 of itself", killed_by<>),
    wrong_svd<[](auto& svd, const auto& W) {
      using S = entry<decltype(svd.U)>;
      if (svd.sigma.size() < 2) return;
      const S c = ratio<S>(3, 5), s = ratio<S>(4, 5);
      const Matrix<S> u = svd.U, v = svd.V;
      svd.U.col(0) = c * u.col(0) + s * u.col(1);
      svd.U.col(1) = c * u.col(1) - s * u.col(0);
      svd.V.col(0) = c * v.col(0) + s * v.col(1);
      svd.V.col(1) = c * v.col(1) - s * v.col(0);
      (void)W;
    }>("svd_first_pairs_turned",
       "the first two pairs are turned against W, and the product of "
       "their sides is not",
       killed_by<>),
    wrong_polar<[](auto& P, const auto&) {
      using S = entry<decltype(P)>;
      P *= S(1) + power_of_two<S>(-66);
    }>("polar_slightly_large", "the factor is too long by 2^-66 of itself", killed_by<>),
    wrong_polar<[](auto& P, const auto&) { P.col(0) = -P.col(0).eval(); }>(
        "polar_first_column_flipped", "the first column has the wrong sign", killed_by<>),
    wrong_polar<[](auto& P, const auto&) {
      if (P.rows() == P.cols()) P.transposeInPlace();
    }>("polar_transposed", "P' instead of P where shapes allow", killed_by<>),
    wrong_polar<[](auto& P, const auto& W) {
      using S = entry<decltype(P)>;
      P = (W / spectral_norm<S>(thin_svd<S>(W).sigma)).eval();
    }>("polar_keeps_the_spectrum", "W over its spectral norm", killed_by<>),
    wrong_value<[](const auto& svd) {
      return svd.sigma.head(std::min<Index>(svd.sigma.size(), 4)).sum() /
             frobenius_norm<entry<decltype(svd.U)>>(svd.sigma);
    }>("ratio_of_four_sigma", "the sum stops after the fourth sigma", killed_by<>),
    wrong_value<[](const auto& svd) {
      using S = entry<decltype(svd.U)>;
      const S F = frobenius_norm<S>(svd.sigma);
      return is_zero(F) ? S(0) : S(nuclear_norm<S>(svd.sigma) / F);
    }>("ratio_is_zero_at_zero", "rho(0) = 0", killed_by<>),
    wrong_value<[](const auto& svd) {
      using S = entry<decltype(svd.U)>;
      const S F = frobenius_norm<S>(svd.sigma);
      return is_zero(F) ? std::optional<S>() : std::optional<S>(nuclear_norm<S>(svd.sigma));
    }>("ratio_is_the_nuclear_norm", "N instead of N/F", killed_by<>),
    wrong_ratio<[](const auto& svd, const auto& tolerance) {
      using S = entry<decltype(svd.U)>;
      const S F = frobenius_norm<S>(svd.sigma);
      return is_zero(F) ? Matrix<S>(Matrix<S>::Zero(svd.U.rows(), svd.V.rows()))
                        : NuclearToFrobeniusRatio<S>{}.gradient(svd, tolerance).value();
    }>("ratio_gradient_is_zero_at_zero", "grad rho(0) = 0", killed_by<>),
    wrong_ratio<[](const auto& svd, const auto& tolerance) {
      using S = entry<decltype(svd.U)>;
      const Matrix<S> G = NuclearToFrobeniusRatio<S>{}.gradient(svd, tolerance).value(),
                      W = svd.product();
      if (G.rows() != G.cols()) return G;
      const Matrix<S> Gt = G.transpose();
      return Matrix<S>(Gt - W * S(inner<S>(Gt, W) / W.squaredNorm()));
    }>("ratio_gradient_projected", "grad' less its part along W: Euler's identity is kept",
       killed_by<>),
    wrong_ratio<[](const auto& svd, const auto&) {
      using S = entry<decltype(svd.U)>;
      const S F = frobenius_norm<S>(svd.sigma);
      const Matrix<S> P = svd.U.col(0) * svd.V.col(0).transpose(), W = svd.product();
      return Matrix<S>(P / F - W * S(svd.sigma(0) / (F * F * F)));
    }>("ratio_gradient_of_the_spectral_norm", "grad of sigma_1/F: Euler's identity is kept",
       killed_by<>),
    wrong_ratio<[](const auto& svd, const auto& tolerance) {
      using S = entry<decltype(svd.U)>;
      const S rho = NuclearToFrobeniusRatio<S>{}.value(svd).value();
      return Matrix<S>(S(S(2) * rho) *
                       NuclearToFrobeniusRatio<S>{}.gradient(svd, tolerance).value());
    }>("ratio_gradient_of_the_square", "grad of rho^2", killed_by<>),
    wrong_nuclear<[](const auto& svd, const auto&) {
      using S = entry<decltype(svd.U)>;
      return Matrix<S>(svd.U * svd.V.transpose());
    }>("nuclear_gradient_of_all_pairs", "the null singular pairs are kept", killed_by<>),
    wrong_nuclear<[](const auto& svd, const auto& tolerance) {
      using S = entry<decltype(svd.U)>;
      return Matrix<S>(-polar_factor<S>(svd, tolerance));
    }>("nuclear_gradient_ascends", "the sign is wrong", killed_by<>),
    wrong_nuclear<[](const auto& svd, const auto&) {
      using S = entry<decltype(svd.U)>;
      return Matrix<S>(svd.U.col(0) * svd.V.col(0).transpose());
    }>("nuclear_gradient_of_the_spectral_norm", "u_1 v_1' alone", killed_by<>),
    wrong_nuclear<[](const auto& svd, const auto&) {
      using S = entry<decltype(svd.U)>;
      const Index r = std::max<Index>(1, numerical_rank<S>(svd.sigma, ratio<S>(1, 100)));
      return Matrix<S>(svd.U.leftCols(r) * svd.V.leftCols(r).transpose());
    }>("nuclear_gradient_of_a_coarse_rank", "sigma below sigma_1/100 count as zero", killed_by<>),
    wrong_effective_rank<[](const auto& sigma) {
      using S = entry<decltype(sigma)>;
      const S N = sigma.sum();
      return S(N * N / sigma.squaredNorm());
    }>("effective_rank_by_participation", "N^2/F^2 instead of the exponential of an entropy",
       killed_by<>),
    wrong_effective_rank<[](const auto& sigma) {
      using S = entry<decltype(sigma)>;
      const Vector<S> squares = sigma.cwiseProduct(sigma);
      return effective_rank<S>(squares);
    }>("effective_rank_of_squares", "p_i = sigma_i^2/F^2", killed_by<>),
    wrong_effective_rank<[](const auto& sigma) {
      using S = entry<decltype(sigma)>;
      using std::log;
      return S(S(1) + log(effective_rank<S>(sigma)));
    }>("effective_rank_is_an_entropy", "1 + the entropy instead of its exponential", killed_by<>),
};

}  // namespace

std::span<const Mutant> kernel_mutants() { return mutants; }

}  // namespace adamant
