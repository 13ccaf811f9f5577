#include "properties/mutants/mutants.hpp"

namespace adamant {
namespace {

/// The gradient of the completion loss by `change`, which takes the problem, W and the true gradient.
template <auto change>
constexpr Mutant wrong_gradient(std::string_view name, std::string_view what,
                                std::span<const std::string_view> ids) {
  return {.name = name,
          .file = "src/problem/completion.hpp",
          .what = what,
          .must_be_killed_by = ids,
          .on_trial = with_bug<[]<class S>(Implementation<S>& the) {
            the.completion_gradient = [](const Completion<S>& f, const Matrix<S>& W) {
              return Matrix<S>(change(f, W, f.gradient(W)));
            };
          }>};
}

constexpr std::array mutants{
    wrong_gradient<[]<class S>(const Completion<S>& f, const Matrix<S>& W, const Matrix<S>&) {
      return Matrix<S>(W - f.Y);
    }>("completion_gradient_without_mask", "unobserved entries have a gradient too",
       killed_by<"F1b", "F1c", "F1d">),
    wrong_gradient<[]<class S>(const Completion<S>& f, const Matrix<S>& W, const Matrix<S>& G) {
      return W.rows() == W.cols() ? P_Omega<S>(f.Omega.transpose(), W - f.Y) : G;
    }>("completion_gradient_mask_transposed", "Omega is read column by column",
       killed_by<"F1b", "F1d">),
    wrong_gradient<[]<class S>(const Completion<S>&, const Matrix<S>&, const Matrix<S>& G) {
      return Matrix<S>(G + G);
    }>("completion_gradient_doubled", "twice the gradient", killed_by<"F1d">),
    wrong_gradient<[]<class S>(const Completion<S>&, const Matrix<S>&, const Matrix<S>& G) {
      return Matrix<S>(-G);
    }>("completion_gradient_ascends", "the sign is wrong", killed_by<"F1d">),
};

}  // namespace

std::span<const Mutant> completion_mutants() { return mutants; }

}  // namespace adamant
