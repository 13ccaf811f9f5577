#pragma once

#include "claim/relation.hpp"
#include "scalar/term.hpp"

namespace adamant {

/// The relations over symbols: each carries the formula that it is. Scales measure a rounding that is not there.

namespace relation_detail {

inline Finding formula(Formula condition) {
  Finding f;
  f.condition = condition;
  return f;
}

}  // namespace relation_detail

template <Symbolic S>
Finding leq(const S& a, const S& b, const S&) {
  return relation_detail::formula(a <= b);
}

template <Symbolic S>
Finding leq(const S& a, const S& b) {
  return relation_detail::formula(a <= b);
}

template <Symbolic S>
Finding less(const S& a, const S& b) {
  return relation_detail::formula(a < b);
}

template <Symbolic S>
Finding eq(const Matrix<S>& A, const Matrix<S>& B, S = S(0)) {
  if (A.rows() != B.rows() || A.cols() != B.cols()) return relation_detail::formula(false);
  Formula every = true;
  for (Index i = 0; i < A.size(); ++i) every = every && A.data()[i] == B.data()[i];
  return relation_detail::formula(every);
}

template <Symbolic S>
Finding eq(const std::vector<Matrix<S>>& A, const std::vector<Matrix<S>>& B) {
  Finding every = relation_detail::formula(A.size() == B.size());
  for (std::size_t t = 0; t < A.size() && t < B.size(); ++t)
    every.condition = every.condition && eq<S>(A[t], B[t]).condition;
  return every;
}

inline Finding holds_that(Formula condition, std::string) {
  return relation_detail::formula(condition);
}

}  // namespace adamant
