#include "properties/mutants/mutants.hpp"

namespace adamant {
namespace {

/// The gradients in the layers by `change`, which takes the layers, the gradient of f and the true G_j.
template <auto change>
constexpr Mutant wrong_gradients(std::string_view name, std::string_view what,
                                 std::span<const std::string_view> ids) {
  return {.name = name,
          .file = "src/problem/factorised.hpp",
          .what = what,
          .must_be_killed_by = ids,
          .on_trial = with_bug<[]<class S>(Implementation<S>& the) {
            the.layer_gradients = [](const Layers<S>& W, const Matrix<S>& G) {
              return change(W, G, layer_gradients<S>(W, G));
            };
          }>};
}

/// The product of the layers by `change`, which takes the layers and the true product.
template <auto change>
constexpr Mutant wrong_product(std::string_view name, std::string_view what,
                               std::span<const std::string_view> ids) {
  return {.name = name,
          .file = "src/problem/factorised.hpp",
          .what = what,
          .must_be_killed_by = ids,
          .on_trial = with_bug<[]<class S>(Implementation<S>& the) {
            the.end_to_end = [](const Layers<S>& W) {
              return Matrix<S>(change(W, end_to_end<S>(W)));
            };
          }>};
}

template <class S>
bool all_square(const Layers<S>& W) {
  for (const Matrix<S>& A : W)
    if (A.rows() != A.cols() || A.rows() != W.front().rows()) return false;
  return true;
}

/// W_a ⋯ W_b in the order in which they were meant to be multiplied the other way round.
template <class S>
Matrix<S> backwards(const Layers<S>& W, std::size_t a, std::size_t b) {
  Matrix<S> P = W[a - 1];
  for (std::size_t j = a; j < b; ++j) P = (P * W[j]).eval();
  return P;
}

constexpr std::array mutants{
    wrong_gradients<[]<class S>(const Layers<S>&, const Matrix<S>&, Layers<S> G_j) {
      G_j.back() *= S(2);
      return G_j;
    }>("top_layer_gradient_doubled", "the last layer learns twice as fast",
       killed_by<"G1a", "G2a", "G3a", "G9a", "G10b", "G1b", "G2c", "G3b">),
    wrong_gradients<[]<class S>(const Layers<S>& W, const Matrix<S>&, Layers<S> G_j) {
      for (Matrix<S>& A : G_j) A = A / integer<S>(static_cast<std::int64_t>(W.size()));
      return G_j;
    }>("layer_gradients_averaged_over_depth", "the sum over the layers divided by their number",
       killed_by<"G1a", "G3a", "G4a", "G8b", "G9a", "G10b", "G3b", "G10a">),
    wrong_gradients<[]<class S>(const Layers<S>&, const Matrix<S>&, Layers<S> G_j) {
      for (Matrix<S>& A : G_j) A = -A;
      return G_j;
    }>("layer_gradients_ascend", "the sign is wrong",
       killed_by<"G1a", "G3a", "G4a", "G8b", "G9a", "G10b", "G3b", "G10a">),
    wrong_gradients<[]<class S>(const Layers<S>& W, const Matrix<S>& G, Layers<S> G_j) {
      if (all_square(W)) G_j.back() = G;
      return G_j;
    }>("top_layer_gradient_forgets_the_layers_below", "G_N is the gradient at the product",
       killed_by<"G1a", "G2a", "G3a", "G5c", "G6a", "G1b", "G2c">),
    wrong_gradients<[]<class S>(const Layers<S>& W, const Matrix<S>&, Layers<S> G_j) {
      if (all_square(W))
        for (Matrix<S>& A : G_j) A = A.transpose().eval();
      return G_j;
    }>("layer_gradients_transposed", "every G_j is transposed, where shapes allow",
       killed_by<"G1a", "G2a", "G9a", "G1b", "G2c">),
    wrong_gradients<[]<class S>(const Layers<S>& W, const Matrix<S>& G, Layers<S> G_j) {
      if (1 < W.size() && all_square(W)) G_j.front() = backwards<S>(W, 2, W.size()).transpose() * G;
      return G_j;
    }>("layers_above_multiplied_backwards", "W_2 ... W_N for W_N ... W_2, where shapes allow",
       killed_by<"G1a", "G2a", "G2c", "G1b">),
    wrong_product<[]<class S>(const Layers<S>& W, const Matrix<S>& P) {
      return all_square(W) ? backwards<S>(W, 1, W.size()) : P;
    }>("product_of_layers_backwards", "W_1 ... W_N for W_N ... W_1, where shapes allow",
       killed_by<"G1a", "G3a", "G6a", "G1b">),
    wrong_product<[]<class S>(const Layers<S>& W, const Matrix<S>& P) {
      return 1 < W.size() && all_square(W) ? product_of<S>(W, 1, W.size() - 1) : P;
    }>("product_without_the_top_layer", "W_(N-1) ... W_1, where shapes allow",
       killed_by<"G1b", "G6a", "G10a">),
};

}  // namespace

std::span<const Mutant> depth_mutants() { return mutants; }

}  // namespace adamant
