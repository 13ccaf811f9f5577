#include "properties/mutants/mutants.hpp"

namespace adamant {
namespace {

/// P and W of ∇rho = a P/F − b (N/F^power) W, with the transpose of P where it has the shape of W.
template <class S>
struct WrongRatio {
  S of_P{1}, of_W{1};
  long power_of_F = 3;
  bool transposed = false, all_pairs = false;

  std::optional<Matrix<S>> gradient(const ThinSvd<S>& svd, const S& tolerance) const {
    const S F = frobenius_norm<S>(svd.sigma);
    if (is_zero(F)) return std::nullopt;
    Matrix<S> P = all_pairs ? Matrix<S>(svd.U * svd.V.transpose()) : polar_factor(svd, tolerance);
    if (transposed && P.rows() == P.cols()) P.transposeInPlace();
    const S N = nuclear_norm(svd.sigma);
    return Matrix<S>(P * S(of_P / F) - svd.product() * S(of_W * N / power<S>(F, power_of_F)));
  }
};

using killers = std::span<const std::string_view>;

/// ∇rho by `make<S>()`, a WrongRatio.
template <auto make>
constexpr Mutant wrong_ratio(std::string_view name, std::string_view what, killers ids) {
  return {.name = name,
          .file = "src/penalty/ratio.hpp",
          .what = what,
          .must_be_killed_by = ids,
          .on_trial = with_bug<[]<class S>(Implementation<S>& the) {
            the.ratio_gradient = [](const ThinSvd<S>& svd, const S& tolerance) {
              return make.template operator()<S>().gradient(svd, tolerance);
            };
          }>};
}

/// ∇‖·‖_* by `change`, which takes U, V and the polar factor.
template <auto change>
constexpr Mutant wrong_nuclear(std::string_view name, std::string_view what, killers ids) {
  return {.name = name,
          .file = "src/penalty/nuclear.hpp",
          .what = what,
          .must_be_killed_by = ids,
          .on_trial = with_bug<[]<class S>(Implementation<S>& the) {
            the.nuclear_gradient = [](const ThinSvd<S>& svd, const S& tolerance) {
              return Matrix<S>(change(svd, polar_factor(svd, tolerance)));
            };
          }>};
}

constexpr std::array mutants{
    wrong_ratio<[]<class S>() { return WrongRatio<S>{.power_of_F = 2}; }>(
        "ratio_gradient_F2", "N/F^2 instead of N/F^3", killed_by<"E3a", "E5a">),
    wrong_ratio<[]<class S>() { return WrongRatio<S>{.of_P = S(-1), .of_W = S(-1)}; }>(
        "ratio_gradient_ascends", "the sign is wrong", killed_by<"E3a", "E6a">),
    wrong_ratio<[]<class S>() {
      return WrongRatio<S>{.of_P = ratio<S>(1, 2), .of_W = ratio<S>(1, 2)};
    }>("ratio_gradient_halved", "half of the gradient", killed_by<"E3a", "E4a">),
    wrong_ratio<[]<class S>() { return WrongRatio<S>{.of_W = S(-1)}; }>(
        "ratio_gradient_plus", "P/F + N W/F^3", killed_by<"E3a", "E5a">),
    wrong_ratio<[]<class S>() { return WrongRatio<S>{.of_W = S(0)}; }>(
        "ratio_gradient_without_W", "the term in W is left out", killed_by<"E3a", "E5a">),
    wrong_ratio<[]<class S>() { return WrongRatio<S>{.transposed = true}; }>(
        "ratio_gradient_transposed", "V U' instead of U V', where shapes allow",
        killed_by<"E3a", "E14a">),
    wrong_ratio<[]<class S>() { return WrongRatio<S>{.all_pairs = true}; }>(
        "ratio_gradient_of_all_pairs", "the null singular pairs are kept", killed_by<"E12a">),
    wrong_nuclear<[](const auto& svd, const auto& P) {
      return P.rows() == P.cols()
                 ? Matrix<typename std::decay_t<decltype(P)>::Scalar>(svd.V * svd.U.transpose())
                 : P;
    }>("nuclear_gradient_transposed", "V U' instead of U V', where shapes allow",
       killed_by<"E5b", "E14a">),
    wrong_nuclear<[](const auto&, const auto& P) { return P + P; }>(
        "nuclear_gradient_doubled", "twice the gradient", killed_by<"E5b", "E6d">),
    wrong_nuclear<[](const auto& svd, const auto&) { return svd.product(); }>(
        "nuclear_gradient_is_W", "W instead of its polar factor", killed_by<"E5b", "E13b">),
    Mutant{.name = "ratio_of_squares",
           .file = "src/penalty/ratio.hpp",
           .what = "N^2/F^2 instead of N/F",
           .must_be_killed_by = killed_by<"E1a", "E3b">,
           .on_trial = with_bug<[]<class S>(Implementation<S>& the) {
             the.ratio_value = [](const ThinSvd<S>& svd) {
               const auto rho = NuclearToFrobeniusRatio<S>{}.value(svd);
               return rho ? std::optional<S>(*rho * *rho) : rho;
             };
           }>},
    Mutant{.name = "ratio_to_the_spectral_norm",
           .file = "src/penalty/ratio.hpp",
           .what = "N/sigma_1 instead of N/F",
           .must_be_killed_by = killed_by<"E1a", "E3b">,
           .on_trial = with_bug<[]<class S>(Implementation<S>& the) {
             the.ratio_value = [](const ThinSvd<S>& svd) {
               return std::optional<S>(nuclear_norm(svd.sigma) / svd.sigma(0));
             };
           }>},
    Mutant{.name = "svd_in_ascending_order",
           .file = "src/spectral/jacobi_svd.hpp",
           .what = "the singular triples are in reverse order",
           .must_be_killed_by = killed_by<"E3e">,
           .on_trial = with_bug<[]<class S>(Implementation<S>& the) {
             if constexpr (Real<S>) {
               the.thin_svd = [](const Matrix<S>& W) {
                 const ThinSvd<S> svd = thin_svd<S>(W);
                 return ThinSvd<S>{svd.U.rowwise().reverse(), svd.sigma.reverse(),
                                   svd.V.rowwise().reverse()};
               };
             }
           }>},
    Mutant{.name = "svd_in_single_precision",
           .file = "src/spectral/jacobi_svd.hpp",
           .what = "the singular values pass through 24 bits",
           .must_be_killed_by = killed_by<"E3a", "E3b">,
           .on_trial = with_bug<[]<class S>(Implementation<S>& the) {
             if constexpr (Real<S>) {
               the.thin_svd = [](const Matrix<S>& W) {
                 ThinSvd<S> svd = thin_svd<S>(W);
                 for (S& s : svd.sigma) s = S(static_cast<float>(static_cast<double>(s)));
                 return svd;
               };
             }
           }>},
};

}  // namespace

std::span<const Mutant> penalty_mutants() { return mutants; }

}  // namespace adamant
