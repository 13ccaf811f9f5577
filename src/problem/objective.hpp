#pragma once

#include "scalar/elementary.hpp"
#include "scalar/matrix.hpp"

#include <concepts>

namespace adamant {

/// A differentiable f on m×n matrices (a vector is n×1).
template <class F, class S>
concept Objective = requires(const F& f, const Matrix<S>& W) {
  { f.value(W) } -> std::same_as<S>;
  { f.gradient(W) } -> std::same_as<Matrix<S>>;
};

}  // namespace adamant
